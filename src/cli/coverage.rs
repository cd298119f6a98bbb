//! `extract rules coverage`: which rules work, which never do, and which are never right.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use saripati::batch::{Finding, Input, Source, Tasks};
use saripati::eval::{Tally, evaluate};
use saripati::input::{MAX_BYTES, Reading};
use saripati::rules::{ListKind, RuleId, Tables};
use saripati::{Error, Extractor, Record};

use super::{Outcome, print, rules};

/// Rooms whose rules make nothing that carries their name: they label for other rules, or answer.
const SILENT: [&str; 2] = ["phrases", "summary"];

#[derive(Debug, Args)]
pub struct Coverage {
    /// Articles: files, or folders of *.txt
    #[arg(value_name = "ARTICLES", required = true)]
    pub articles: Vec<PathBuf>,
    /// Folder of rule tables laid over those built in; only its rules and rows are told (repeatable)
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Gold to judge facts by, as for `extract eval`
    #[arg(long, value_name = "GOLD")]
    pub gold: Option<PathBuf>,
    /// How many rules of each kind are shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub show: usize,
}

/// Prints what the rules do on the articles.
pub fn run(coverage: &Coverage) -> anyhow::Result<Outcome> {
    let extractor = rules::extractor(&coverage.rules)?;
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let (mut articles, mut failed) = (0u64, 0);
    let finding = Finding { kind: None, globs: None, max_bytes: MAX_BYTES };
    let sources = coverage.articles.iter().cloned().map(Source::Path).collect();
    for task in Tasks::new(sources, finding) {
        let read = task.input.map_err(|failure| failure.to_string());
        let read = read.and_then(|input| count(&extractor, &input, &mut counts));
        match read {
            Ok(()) => articles += 1,
            Err(told) => {
                failed += 1;
                eprint(&told);
            }
        }
    }
    let judged = match &coverage.gold {
        Some(gold) => {
            let evaluation = evaluate(&extractor, gold, None);
            Some(evaluation.map_err(|error| Error::Call(error.to_string()))?.rules)
        }
        None => None,
    };
    let candidates = candidates(extractor.tables(), &coverage.rules);
    let mut told = String::new();
    // Writing to a string can't fail.
    let _ = tell(coverage, articles, &candidates, &counts, judged.as_ref(), &mut told);
    print(told.as_bytes())?;
    Ok(Outcome { failed, ..Outcome::default() })
}

fn eprint(told: &str) {
    use std::io::Write as _;
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr(), "extract: {told}");
}

fn count(
    extractor: &Extractor,
    input: &Input,
    counts: &mut BTreeMap<String, u64>,
) -> Result<(), String> {
    let article = input.article(Reading::default());
    let article = article.map_err(|error| format!("{}: {error}", input.name()))?;
    let record = extractor.extract(&article);
    for rule in facts(&record) {
        match counts.get_mut(rule) {
            Some(count) => *count += 1,
            None => {
                counts.insert(rule.to_owned(), 1);
            }
        }
    }
    Ok(())
}

/// The rule of every fact.
fn facts<'r>(record: &'r Record<'_>) -> impl Iterator<Item = &'r str> {
    let mentions = record.entities.iter().flat_map(|entity| &entity.mentions);
    (mentions.map(|m| &*m.rule))
        .chain(record.relations.iter().map(|r| &*r.rule))
        .chain(record.events.iter().map(|v| &*v.rule))
        .chain(record.statements.iter().map(|q| &*q.rule))
        .chain(record.times.iter().map(|t| &*t.rule))
        .chain(record.quantities.iter().map(|n| &*n.rule))
}

/// The rules, and of the user's own lists the rows that are names, with their places.
fn candidates(tables: &Tables, folders: &[PathBuf]) -> Vec<(String, String)> {
    let own = |file: &str| folders.iter().any(|folder| Path::new(file).starts_with(folder));
    let mut found = Vec::new();
    for rule in (0..tables.rule_count() as u32).map(|id| tables.rule(RuleId(id))) {
        let room = rule.id.split('.').next().unwrap_or_default();
        let silent = SILENT.contains(&room) || rule.text("type") == Some("none");
        if !silent && (folders.is_empty() || own(&rule.place.file)) {
            found.push((rule.id.to_string(), rule.place.to_string()));
        }
    }
    for (id, list) in tables.lists.iter() {
        let named = list.kind == ListKind::Phrases && list.columns.iter().any(|c| c == "type");
        if !folders.is_empty() && named {
            let names = tables.lists.rows(id).map(|row| tables.row_name(row));
            let placed = names.filter_map(|name| Some((tables.place_of(&name)?, name)));
            let mine = placed.filter(|(place, _)| own(&place.file));
            found.extend(mine.map(|(place, name)| (name, place.to_string())));
        }
    }
    found
}

fn tell(
    coverage: &Coverage,
    articles: u64,
    candidates: &[(String, String)],
    counts: &BTreeMap<String, u64>,
    judged: Option<&BTreeMap<String, Tally>>,
    out: &mut String,
) -> std::fmt::Result {
    let fired = |name: &str| counts.get(name).copied().unwrap_or(0);
    let working = candidates.iter().filter(|(name, _)| fired(name) > 0).count();
    writeln!(out, "{articles} articles; {working} of {} rules made something", candidates.len())?;
    let mut busiest: Vec<_> =
        candidates.iter().map(|(name, _)| (fired(name), name)).filter(|(n, _)| *n > 0).collect();
    busiest.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let lines = busiest.iter().map(|(n, name)| format!("{n:>8}  {name}")).collect();
    section("busiest", lines, coverage.show, out)?;
    if let Some(judged) = judged {
        let known = candidates.iter().filter_map(|c| Some((c, judged.get(&c.0)?)));
        let mut wrong: Vec<_> =
            known.filter(|(_, tally)| tally.right == 0 && tally.n > 0).collect();
        wrong.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.n));
        let line = |((name, place), tally): &(&(String, String), &Tally)| {
            format!("{:>8}  {name}  {place}", format!("0/{}", tally.n))
        };
        section("never right", wrong.iter().map(line).collect(), coverage.show, out)?;
    }
    let idle = candidates.iter().filter(|(name, _)| fired(name) == 0);
    let lines = idle.map(|(name, place)| format!("          {name}  {place}")).collect();
    section("never fired", lines, coverage.show, out)
}

fn section(name: &str, lines: Vec<String>, show: usize, out: &mut String) -> std::fmt::Result {
    writeln!(out, "{name}: {}", lines.len())?;
    lines.iter().take(show).try_for_each(|line| writeln!(out, "{line}"))?;
    match lines.len().saturating_sub(show) {
        0 => Ok(()),
        more => writeln!(out, "          and {more} more (--show {})", lines.len()),
    }
}
