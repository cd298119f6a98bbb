//! The main job: articles in, records out.

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use saripati::Error;
use saripati::batch::{Closed, Done, Plan, Store, Tasks, in_order};
use saripati::calibration::Calibration;

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::options::Options;
use super::progress::{Progress, Told};
use super::{Outcome, rules};

/// Exit code of a run that Ctrl-C has stopped, as shells have it: 128 and the signal's number.
pub const INTERRUPTED: u8 = 130;

/// Reads every input and writes its record; an input that fails is named, and the others are done.
pub fn run(options: Options) -> anyhow::Result<Outcome> {
    // The process ends with the run, so nobody waits for the tables to be taken apart.
    let extractor = ManuallyDrop::new(rules::extractor(&options.rules)?);
    let calibration = options.calibration.as_deref().map(calibration).transpose()?;
    let mut plan = Plan {
        extractor: &extractor,
        reading: options.reading,
        form: options.form,
        unit: options.unit,
        only: options.only.as_deref(),
        keep_input: options.keep_input,
        explain: options.explain,
        calibration: calibration.as_ref(),
        former: None,
    };
    let mut store = options.out.as_deref().map(|folder| open(folder, &plan)).transpose()?;
    plan.former = store.as_ref().map(Store::former);
    let told = match &store {
        _ if options.quiet => Told::Nothing,
        Some(_) => Told::Folder,
        None if options.single => Told::Nothing,
        None => Told::Stream,
    };
    let mut progress = Progress::new(told, || options.finding.size(&options.sources));
    let mut tasks = Tasks::new(options.sources, options.finding);
    let stop = Arc::new(AtomicBool::new(false));
    let mut out = io::stdout().lock();
    let mut take = |mut done: Done| {
        let written = match &mut store {
            Some(store) => {
                store.put(&mut done);
                Ok(())
            }
            None => out.write_all(&done.bytes).and_then(|()| out.flush()),
        };
        progress.count(&done);
        match written {
            Ok(()) if options.fail_fast && done.failure.is_some() => Err(End::FirstFailure),
            Ok(()) => Ok(()),
            Err(error) => Err(End::Output(error)),
        }
    };
    let end = if options.single {
        tasks.try_for_each(|task| take(plan.run(task)))
    } else {
        stop_at_interrupt(&stop)?;
        in_order(tasks, options.jobs, &stop, |task| plan.run(task), take)
    };
    let interrupted = stop.load(Ordering::Relaxed);
    let complete = end.is_ok() && !interrupted;
    let closed = match store {
        Some(store) => store.close(complete, options.prune).map_err(Error::Output)?,
        None => Closed::default(),
    };
    let failed = progress.failed();
    progress.close(&closed);
    match end {
        // Ctrl-C reaches the reader of the pipe too.
        Err(End::Output(error)) if !interrupted => Err(Error::Output(error).into()),
        _ => Ok(Outcome { failed, interrupted }),
    }
}

fn calibration(file: &Path) -> Result<Calibration, Error> {
    Calibration::read(file).map_err(|error| Error::Call(format!("--calibration: {error}")))
}

/// Why a run ends before its inputs do.
enum End {
    /// An input failed, and that is enough.
    FirstFailure,
    /// Standard output takes nothing more.
    Output(io::Error),
}

fn open(folder: &Path, plan: &Plan<'_>) -> Result<Store, Error> {
    Store::open(folder, plan.made_with(), plan.form)
        .map_err(|source| Error::Folder { folder: folder.to_owned(), source })
}

/// Has Ctrl-C set `stop`, and end the process at once when pressed again.
fn stop_at_interrupt(stop: &Arc<AtomicBool>) -> io::Result<()> {
    flag::register_conditional_shutdown(SIGINT, INTERRUPTED.into(), Arc::clone(stop))?;
    flag::register(SIGINT, Arc::clone(stop))?;
    Ok(())
}
