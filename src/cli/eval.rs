//! `extract eval` and `extract calibrate`: records measured against gold.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use clap::Args;
use saripati::Error;
use saripati::calibration::Calibration;
use saripati::eval::{Evaluation, evaluate};

use super::{Outcome, print, rules};

/// What to measure against, and by which rules.
#[derive(Debug, Args)]
pub struct Measure {
    /// A file or a folder: tokens with BIO tags (*.conll), TimeML (*.tml, *.xml), or the project's gold (*.json)
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,
    /// Folder of the articles of JSON gold, as ID.txt [default: articles or texts beside the gold's folder]
    #[arg(long, value_name = "DIR")]
    pub articles: Option<PathBuf>,
    /// Folder of rule tables laid over those built in (repeatable)
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Eval {
    #[command(flatten)]
    pub measure: Measure,
    /// Show the first N faults [default: 20 where no number is given]
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", default_value_t = 0, hide_default_value = true)]
    pub errors: usize,
}

#[derive(Debug, Args)]
pub struct Calibrate {
    #[command(flatten)]
    pub measure: Measure,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
}

impl Measure {
    /// Evaluates each gold in turn.
    fn evaluations(&self) -> anyhow::Result<Vec<Evaluation>> {
        let extractor = rules::extractor(&self.rules)?;
        let one = |gold: &PathBuf| evaluate(&extractor, gold, self.articles.as_deref());
        let all: Result<_, _> = self.gold.iter().map(one).collect();
        Ok(all.map_err(|error| Error::Call(error.to_string()))?)
    }
}

/// Prints precision, recall and F1, and at most `errors` faults before them.
pub fn run(Eval { measure, errors }: &Eval) -> anyhow::Result<Outcome> {
    let mut told = String::new();
    for evaluation in measure.evaluations()? {
        // Writing to a string can't fail.
        let _ = tell(&evaluation, *errors, &mut told);
    }
    print(told.as_bytes())
}

fn tell(evaluation: &Evaluation, errors: usize, out: &mut String) -> std::fmt::Result {
    for fault in evaluation.faults.iter().take(errors) {
        let rule = fault.rule.as_deref().map_or(String::new(), |rule| format!(" ({rule})"));
        writeln!(out, "{} {}: {}{rule}", fault.kind, fault.article, fault.told)?;
    }
    match evaluation.faults.len().saturating_sub(errors) {
        more if errors > 0 && more > 0 => writeln!(out, "and {more} more")?,
        _ => {}
    }
    write!(out, "{}\n{}", evaluation.title, evaluation.counts)?;
    if !evaluation.by_type.is_empty() {
        writeln!(out, "by type")?;
        for line in evaluation.by_type.to_string().lines().filter(|l| !l.starts_with("  micro")) {
            writeln!(out, "{line}")?;
        }
    }
    let shares = evaluation.shares.iter().map(|(name, right, of)| format!("{name} {right}/{of}"));
    if !evaluation.shares.is_empty() {
        writeln!(out, "right: {}", shares.collect::<Vec<_>>().join(", "))?;
    }
    let summary = evaluation.summary.iter().map(|(name, value)| format!("{name} {value:.4}"));
    writeln!(out, "{}", summary.collect::<Vec<_>>().join("  "))?;
    if !evaluation.skipped.is_empty() {
        writeln!(out, "not scored: {} parts of the gold", evaluation.skipped.len())?;
        evaluation.skipped.iter().take(errors).try_for_each(|told| writeln!(out, "  {told}"))?;
    }
    Ok(())
}

/// Writes how often each rule was right on the gold, for `--calibration`.
pub fn calibrate(Calibrate { measure, out: to }: &Calibrate) -> anyhow::Result<Outcome> {
    let tables = rules::tables(&measure.rules)?;
    let evaluations = measure.evaluations()?;
    let calibration = Calibration::new(tables.hash(), &evaluations);
    let mut json = serde_json::to_vec_pretty(&calibration)?;
    json.push(b'\n');
    fs::write(to, json).map_err(|error| Error::Call(format!("{}: {error}", to.display())))?;
    let (enough, all) = (calibration.known(), calibration.rules.len());
    let told = format!(
        "{}: {all} rules seen, {enough} of them often enough ({} times) for a precision\n",
        to.display(),
        calibration.least
    );
    print(told.as_bytes())
}
