//! What a batch shows on standard error while it runs, and its closing line.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use saripati::batch::{Closed, Done};

/// How often the bar is drawn, at most, in a second.
const RATE: u8 = 10;

/// Counts what is done, with a bar where somebody looks on.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    /// Whether the closing line is printed.
    closing: bool,
    done: u64,
    unchanged: u64,
    failed: u64,
}

/// Where a batch tells of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nowhere: asked to be quiet, or one article only.
    Nothing,
    /// The closing line only, on a terminal.
    Stream,
    /// The closing line, and on a terminal the bar too: the records go elsewhere.
    Folder,
}

impl Progress {
    /// The progress of a run over inputs of `size` bytes in all, where that can be told.
    pub fn new(told: Told, size: impl FnOnce() -> Option<u64>) -> Self {
        let watched = io::stderr().is_terminal();
        // A bar and records would run into one another.
        let free = told == Told::Folder || !io::stdout().is_terminal();
        let bar = match watched && free && told != Told::Nothing {
            true => bar(size()),
            false => ProgressBar::hidden(),
        };
        let closing = told == Told::Folder || told == Told::Stream && watched;
        Progress { bar, start: Instant::now(), closing, done: 0, unchanged: 0, failed: 0 }
    }

    /// Number of inputs that failed.
    pub fn failed(&self) -> u64 {
        self.failed
    }

    /// Counts one more input, and tells what there is to tell of it; a closed standard error is no
    /// reason to stop.
    pub fn count(&mut self, done: &Done) {
        self.done += 1;
        self.unchanged += u64::from(done.unchanged);
        self.failed += u64::from(done.failure.is_some());
        if done.failure.is_some() || !done.explanation.is_empty() {
            self.bar.suspend(|| {
                let mut err = io::stderr().lock();
                let _ = err.write_all(&done.explanation);
                if let Some(failure) = &done.failure {
                    let _ = writeln!(err, "extract: {failure}");
                }
            });
        }
        if !self.bar.is_hidden() {
            let rate = self.done as f64 / self.start.elapsed().as_secs_f64().max(0.001);
            let counts = format!("{}, {}/s", self.counts(), grouped(rate as u64));
            self.bar.set_message(counts);
            self.bar.inc(done.size);
        }
    }

    /// Takes the bar away and prints the closing line.
    pub fn close(self, closed: &Closed) {
        self.bar.finish_and_clear();
        let mut err = io::stderr().lock();
        let done_with = if closed.pruned { "removed" } else { "kept; --prune removes it" };
        for record in &closed.gone {
            let _ = writeln!(err, "extract: {record}: its article is gone; {done_with}");
        }
        if self.closing {
            let gone = match closed.gone.len() {
                0 => String::new(),
                gone => format!(", {} gone", grouped(gone as u64)),
            };
            let seconds = self.start.elapsed().as_secs_f64();
            let _ = writeln!(err, "{}{gone}, {seconds:.1} s", self.counts());
        }
    }

    fn counts(&self) -> String {
        let noun = if self.done == 1 { "article" } else { "articles" };
        let mut counts = format!("{} {noun}", grouped(self.done));
        if self.unchanged > 0 {
            counts.push_str(&format!(", {} unchanged", grouped(self.unchanged)));
        }
        counts.push_str(&format!(", {} failed", grouped(self.failed)));
        counts
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let template = match size {
        Some(_) => "{bar:30} {percent:>3}%  {msg}, {eta} left",
        None => "{spinner} {msg}, {elapsed}",
    };
    // The templates are sound; without a style there is still a bar.
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let target = ProgressDrawTarget::stderr_with_hz(RATE);
    let bar = ProgressBar::with_draw_target(size, target).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// A number with its thousands parted: 1,000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (number, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn what_is_done_is_counted() {
        let mut progress = Progress::new(Told::Nothing, || None);
        progress.count(&Done::default());
        assert_eq!(progress.counts(), "1 article, 0 failed");
        progress.count(&Done { unchanged: true, ..Done::default() });
        assert_eq!(progress.counts(), "2 articles, 1 unchanged, 0 failed");
    }
}
