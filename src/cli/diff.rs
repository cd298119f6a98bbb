//! `extract diff`: two sets of records compared by meaning.

use std::fmt::Write as _;
use std::path::Path;

use saripati::Error;
use saripati::diff::{Change, Counts, Difference, Kind, Limit, compare};

use super::{Outcome, print};

/// Compares the records at two paths and prints what differs, at most `show` facts one by one;
/// fails when a limit is exceeded.
pub fn run(old: &Path, new: &Path, limits: &[Limit], show: usize) -> anyhow::Result<Outcome> {
    let difference = compare(old, new).map_err(|error| Error::Call(error.to_string()))?;
    let mut report = report(&difference, show);
    let exceeded: Vec<_> = limits.iter().filter_map(|limit| limit.exceeded(&difference)).collect();
    for words in &exceeded {
        // Writing to a string can't fail.
        let _ = writeln!(report, "too many: {words}");
    }
    print(report.as_bytes())?;
    Ok(Outcome { failed: exceeded.len() as u64, ..Outcome::default() })
}

fn report(difference: &Difference, show: usize) -> String {
    let mut report = String::new();
    // Writing to a string can't fail.
    let _ = tell(difference, show, &mut report);
    report
}

fn tell(difference: &Difference, show: usize, out: &mut String) -> std::fmt::Result {
    let (lost, gained) = (difference.lost_articles.len(), difference.gained_articles.len());
    let (old, new) = difference.failed;
    writeln!(
        out,
        "{} articles in both, {} with another text, {lost} lost, {gained} gained; {old} failed before, {new} now",
        difference.articles, difference.other_text
    )?;
    writeln!(
        out,
        "\n{:<12}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "", "old", "new", "lost", "gained", "changed"
    )?;
    let mut row = |name: &str, c: Counts| {
        writeln!(
            out,
            "{name:<12}{:>9}{:>9}{:>9}{:>9}{:>9}",
            c.old, c.new, c.lost, c.gained, c.changed
        )
    };
    for kind in Kind::ALL {
        row(kind.as_str(), difference.counts(kind))?;
    }
    row("all", difference.all())?;
    rules(difference, out)?;
    for (place, change) in difference.changes.iter().take(show).enumerate() {
        if place == 0 {
            out.push('\n');
        }
        one(change, out)?;
    }
    match difference.changes.len() - difference.changes.len().min(show) {
        0 => Ok(()),
        more => writeln!(out, "and {more} more (--show {})", difference.changes.len()),
    }
}

/// The rules behind the differences, those with the most first.
fn rules(difference: &Difference, out: &mut String) -> std::fmt::Result {
    let moved = |c: &Counts| c.lost + c.gained + c.changed;
    let mut rules: Vec<_> = difference.rules.iter().filter(|(_, c)| moved(c) > 0).collect();
    rules.sort_by_key(|(_, counts)| std::cmp::Reverse(moved(counts)));
    for (place, ((kind, rule), counts)) in rules.into_iter().enumerate() {
        if place == 0 {
            writeln!(out, "\nby rule")?;
        }
        let Counts { lost, gained, changed, .. } = counts;
        let rule = if rule.is_empty() { "-" } else { rule };
        writeln!(out, "{kind:<12}-{lost} +{gained} ~{changed}  {rule}")?;
    }
    Ok(())
}

/// One fact that differs, with its sentence.
fn one(change: &Change, out: &mut String) -> std::fmt::Result {
    let Some(fact) = change.fact() else { return Ok(()) };
    let (article, kind, identity) = (&change.article, fact.kind, fact.identity.trim());
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            writeln!(out, "~ {article} {kind}: {identity}")?;
            writeln!(out, "    - {} ({})", old.detail, old.rule)?;
            writeln!(out, "    + {} ({})", new.detail, new.rule)?;
        }
        (old, _) => {
            let sign = if old.is_some() { '-' } else { '+' };
            writeln!(out, "{sign} {article} {kind}: {identity} | {} ({})", fact.detail, fact.rule)?;
        }
    }
    if !fact.sentence.is_empty() {
        writeln!(out, "    in: {}", fact.sentence)?;
    }
    Ok(())
}
