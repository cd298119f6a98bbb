//! `extract why` and `extract why-not`: what made a fact, and what kept another away.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use saripati::Error;
use saripati::input::{Article, Reading, day, read_file};
use saripati::why::{Line, Why};

use super::{Outcome, print, rules};

#[derive(Debug, Args)]
pub struct Asked {
    /// The article
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Day the article was published, such as 2024-06-20
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Folder of rule tables laid over those built in (repeatable)
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct WhyThis {
    #[command(flatten)]
    pub asked: Asked,
    /// A place in the file: line and column, in characters, both from 1
    #[arg(long, value_name = "LINE:COLUMN", required_unless_present = "fact")]
    pub at: Option<String>,
    /// A fact of the record by its id, such as v3 or e1
    #[arg(long, value_name = "ID", conflicts_with = "at")]
    pub fact: Option<String>,
}

#[derive(Debug, Args)]
pub struct WhyNot {
    #[command(flatten)]
    pub asked: Asked,
    /// The words that should carry the fact, by offsets as in the record
    #[arg(long, value_name = "START:END")]
    pub span: String,
    /// What they should be: a type of the record, such as PERSON, CONSULT, DATE, money, direct
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: String,
}

impl Asked {
    fn article(&self) -> Result<Article, Error> {
        let date = self.date.as_deref().map(day).transpose();
        let date = date.map_err(|e| Error::Call(format!("--date: {e}")))?;
        let reading = Reading { date, ..Reading::default() };
        let id = self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let read = read_file(&self.file, id, reading);
        read.map_err(|error| Error::Call(format!("{}: {error}", self.file.display())))
    }
}

/// Two numbers with a colon between.
fn pair(option: &str, text: &str) -> Result<(u32, u32), Error> {
    let numbers = text.split_once(':').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    numbers.ok_or_else(|| Error::Call(format!("{option}: `{text}` is not two numbers like 3:14")))
}

/// Prints how the facts at a place, or one of them, came about.
pub fn run(WhyThis { asked, at, fact }: &WhyThis) -> anyhow::Result<Outcome> {
    let (article, extractor) = (asked.article()?, rules::extractor(&asked.rules)?);
    let why = Why::new(&extractor, &article);
    let at = at.as_deref().map(|at| pair("--at", at)).transpose()?;
    let point = match at {
        Some((line, column)) => Some(why.point(line, column).ok_or_else(|| {
            Error::Call(format!("--at: the file has no character at line {line}, column {column}"))
        })?),
        None => None,
    };
    let ids = match (fact, point) {
        (Some(id), _) => vec![id.clone()],
        (None, Some(point)) => why.at(point),
        (None, None) => Vec::new(),
    };
    let mut told = String::new();
    for id in &ids {
        let lines = why.fact(id, point).ok_or_else(|| {
            Error::Call(format!("--fact: the record of this article has no `{id}`"))
        })?;
        tell(&lines, &mut told);
    }
    if ids.is_empty() {
        told.push_str("no fact stands there; extract why-not tells why another does not\n");
    }
    print(told.as_bytes())
}

/// Prints what kept a fact away.
pub fn not(WhyNot { asked, span, kind }: &WhyNot) -> anyhow::Result<Outcome> {
    let (article, extractor) = (asked.article()?, rules::extractor(&asked.rules)?);
    let (start, end) = pair("--span", span)?;
    let lines = Why::new(&extractor, &article).not(Range { start, end }, kind);
    let mut told = String::new();
    tell(&lines.map_err(|error| Error::Call(format!("why-not: {error}")))?, &mut told);
    print(told.as_bytes())
}

fn tell(lines: &[Line], told: &mut String) {
    for Line { depth, text, place } in lines {
        let place = place.as_ref().map_or(String::new(), |place| format!("  ({place})"));
        // Writing to a string can't fail.
        let _ = writeln!(told, "{:indent$}{text}{place}", "", indent = depth * 2);
    }
}
