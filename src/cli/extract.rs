//! The main job: articles in, records out.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use saripati::Error;
use saripati::batch::{Done, Plan, Tasks, in_order};

use super::options::Options;
use super::{Outcome, rules};

/// Reads every input and writes its record; an input that fails is named, and the others are done.
pub fn run(options: Options) -> anyhow::Result<Outcome> {
    // The process ends with the run, so nobody waits for the tables to be taken apart.
    let extractor = ManuallyDrop::new(rules::extractor(&options.rules)?);
    let plan = Plan {
        extractor: &extractor,
        reading: options.reading,
        form: options.form,
        unit: options.unit,
        only: options.only.as_deref(),
        explain: options.explain,
    };
    let tasks = Tasks::new(options.sources, options.kind);
    let mut failed = 0;
    let mut out = io::stdout().lock();
    in_order(
        tasks,
        options.jobs,
        |task| plan.run(task),
        |done| {
            failed += u64::from(done.failure.is_some());
            report(&done);
            out.write_all(&done.bytes).and_then(|()| out.flush())
        },
    )
    .map_err(Error::Output)?;
    Ok(Outcome { failed })
}

/// Tells on standard error what there is to tell; a closed standard error is no reason to stop.
fn report(done: &Done) {
    if done.failure.is_none() && done.explanation.is_empty() {
        return;
    }
    let mut err = io::stderr().lock();
    let _ = err.write_all(&done.explanation);
    if let Some(failure) = &done.failure {
        let _ = writeln!(err, "extract: {failure}");
    }
}
