//! The program `extract`: arguments in, exit code out.

mod cli;

use std::io::Write;
use std::process::ExitCode;

use saripati::Error;

fn main() -> ExitCode {
    let code = match cli::run(std::env::args_os()) {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            let code = error.downcast_ref::<Error>().map_or(1, Error::exit_code);
            if code != 0 {
                // Nobody is left to tell when standard error is closed.
                let _ = std::io::stderr().write_all(cli::told(&error).as_bytes());
            }
            code
        }
    };
    ExitCode::from(code)
}
