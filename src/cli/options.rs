//! Checked options: every word of the call understood, every contradiction told, nothing read yet.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use saripati::Error;
use saripati::batch::{Finding, Globs, Kind, Source};
use saripati::diff::{Limit, LimitError};
use saripati::input::{MAX_BYTES, Reading, day};
use saripati::output::{Form, View};
use saripati::record::{OffsetUnit, Part};

use super::typed::{self, RulesJob, SideJob, Typed};

/// The job that the call asks for.
#[derive(Debug)]
pub enum Command {
    Extract(Options),
    Version(Vec<PathBuf>),
    Diff { old: PathBuf, new: PathBuf, limits: Vec<Limit>, show: usize },
    Schema,
    Completions(clap_complete::Shell),
    Man(Vec<String>),
    Why(super::why::WhyThis),
    WhyNot(super::why::WhyNot),
    Eval(super::eval::Eval),
    Calibrate(super::eval::Calibrate),
    RulesCoverage(super::coverage::Coverage),
    RulesCheck { folder: PathBuf, strict: bool },
    RulesNew(PathBuf),
    RulesList(Vec<PathBuf>),
}

/// The options of the main job.
#[derive(Debug)]
pub struct Options {
    pub sources: Vec<Source>,
    pub finding: Finding,
    /// Whether the sources are just one article.
    pub single: bool,
    pub form: Form,
    pub unit: OffsetUnit,
    pub reading: Reading,
    pub rules: Vec<PathBuf>,
    pub only: Option<Vec<Part>>,
    pub explain: bool,
    pub calibration: Option<PathBuf>,
    pub keep_input: bool,
    /// Where the records go; none for standard output.
    pub out: Option<PathBuf>,
    pub prune: bool,
    pub fail_fast: bool,
    pub quiet: bool,
    pub jobs: usize,
}

/// More workers than this only cost memory.
const MOST_JOBS: usize = 256;

impl Options {
    /// Checks what was typed.
    pub fn command(typed: Typed) -> Result<Command, Error> {
        Ok(match typed.side_job {
            Some(SideJob::Diff { old, new, fail_on, show }) => {
                let limits = fail_on.iter().map(|limit| limit.parse());
                let limits: Result<_, _> = limits.collect();
                let limits =
                    limits.map_err(|e: LimitError| Error::Call(format!("--fail-on: {e}")))?;
                Command::Diff { old, new, limits, show }
            }
            Some(SideJob::Schema) => Command::Schema,
            Some(SideJob::Completions { shell }) => Command::Completions(shell),
            Some(SideJob::Man { job }) => Command::Man(job),
            Some(SideJob::Why(why)) => Command::Why(why),
            Some(SideJob::WhyNot(why)) => Command::WhyNot(why),
            Some(SideJob::Eval(eval)) => Command::Eval(eval),
            Some(SideJob::Calibrate(calibrate)) => Command::Calibrate(calibrate),
            Some(SideJob::Rules { job }) => rules_job(job),
            None if typed.extract.version => Command::Version(typed.extract.rules),
            None => Command::Extract(Options::checked(typed.extract)?),
        })
    }

    fn checked(typed: typed::Extract) -> Result<Self, Error> {
        let kind = typed.from.map(|from| match from {
            typed::From::Text => Kind::Text,
            typed::From::Jsonl => Kind::Jsonl,
        });
        let sources = sources(typed.paths)?;
        let max_bytes = typed.max_bytes.as_deref().map_or(Ok(MAX_BYTES), size)?;
        let globs = match &typed.glob[..] {
            [] => None,
            globs => Some(Globs::new(globs).map_err(|e| Error::Call(format!("--glob: {e}")))?),
        };
        let finding = Finding { kind, globs, max_bytes };
        let single = finding.is_single(&sources);
        let encoding = typed.encoding.as_deref().map(encoding).transpose()?;
        if kind == Some(Kind::Jsonl) && encoding.is_some_and(|e| [UTF_16LE, UTF_16BE].contains(&e))
        {
            return Err(call("--encoding utf-16 can't be read line by line; convert the stream"));
        }
        let date = typed.date.as_deref().map(day).transpose();
        let date = date.map_err(|e| Error::Call(format!("--date: {e}")))?;
        let form = match typed.to {
            _ if typed.view => Form::View(terminal()),
            Some(to) => form(to),
            None if single || typed.out.is_some() => Form::Json,
            None => Form::Jsonl,
        };
        let unit = match typed.offsets {
            Some(typed::Offsets::Byte) => OffsetUnit::Byte,
            Some(typed::Offsets::Utf16) => OffsetUnit::Utf16,
            Some(typed::Offsets::Char) | None => OffsetUnit::Char,
        };
        if form == Form::Brat && unit != OffsetUnit::Char {
            return Err(call("--to brat counts code points, as brat does; leave --offsets out"));
        }
        if typed.out.is_none() && !(form.streams() || single && form != Form::Csv) {
            return Err(call("this form makes several files; name a folder for them with --out"));
        }
        Ok(Options {
            form,
            unit,
            reading: Reading { encoding, date, max_bytes },
            rules: typed.rules,
            only: typed.only.as_deref().map(parts).transpose()?,
            explain: typed.explain,
            calibration: typed.calibration,
            keep_input: typed.keep_input,
            out: typed.out,
            prune: typed.prune,
            fail_fast: typed.fail_fast,
            quiet: typed.quiet,
            // To ask for the number of processors takes as long as to read a small file.
            jobs: if single { 1 } else { jobs(typed.jobs) },
            single,
            sources,
            finding,
        })
    }
}

fn rules_job(job: RulesJob) -> Command {
    match job {
        RulesJob::Check { folder, strict } => Command::RulesCheck { folder, strict },
        RulesJob::Coverage(coverage) => Command::RulesCoverage(coverage),
        RulesJob::New { folder } => Command::RulesNew(folder),
        RulesJob::List { rules } => Command::RulesList(rules),
    }
}

fn call(message: &str) -> Error {
    Error::Call(message.to_owned())
}

fn form(to: typed::To) -> Form {
    match to {
        typed::To::Json => Form::Json,
        typed::To::Jsonl => Form::Jsonl,
        typed::To::Jsonld => Form::Jsonld,
        typed::To::Csv => Form::Csv,
        typed::To::Conll => Form::Conll,
        typed::To::Brat => Form::Brat,
        typed::To::Html => Form::Html,
        typed::To::Dot => Form::Dot,
    }
}

/// The terminal that a summary is shown on: its width, that of `COLUMNS`, or 80 columns; colour
/// where it shows any and `NO_COLOR` does not forbid it.
fn terminal() -> View {
    let typed = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let real = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    View { columns: real().or(typed).unwrap_or(80), colour }
}

fn sources(paths: Vec<PathBuf>) -> Result<Vec<Source>, Error> {
    if paths.is_empty() && io::stdin().is_terminal() {
        return Err(call("no input; name a file or a folder, or pipe a text in (see --help)"));
    }
    let named = |path: PathBuf| match path == Path::new("-") {
        true => Source::Stdin,
        false => Source::Path(path),
    };
    let sources: Vec<Source> = match paths.is_empty() {
        true => vec![Source::Stdin],
        false => paths.into_iter().map(named).collect(),
    };
    match sources.iter().filter(|&source| *source == Source::Stdin).count() {
        0 | 1 => Ok(sources),
        _ => Err(call("- (standard input) can be read only once")),
    }
}

fn encoding(label: &str) -> Result<&'static Encoding, Error> {
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        Error::Call(format!(
            "--encoding: `{label}` is no encoding known here; \
             write a label of the web's Encoding Standard, such as windows-1252 or utf-16le"
        ))
    })
}

fn parts(list: &str) -> Result<Vec<Part>, Error> {
    let part = |name: &str| {
        Part::from_name(name.trim()).ok_or_else(|| {
            let names: Vec<_> = Part::ALL.iter().map(|part| part.as_str()).collect();
            Error::Call(format!("--only: no part `{name}`; write some of {}", names.join(",")))
        })
    };
    list.split(',').map(part).collect()
}

/// The largest size that can be asked for: offsets count to 2^32.
const MOST_BYTES: usize = 1 << 30;

/// Reads a size such as `500K`: K, M and G are 1024 of the one before.
fn size(text: &str) -> Result<usize, Error> {
    let (digits, shift) = match text.as_bytes().last() {
        Some(b'k' | b'K') => (&text[..text.len() - 1], 10),
        Some(b'm' | b'M') => (&text[..text.len() - 1], 20),
        Some(b'g' | b'G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number = digits.parse::<usize>().ok().and_then(|n| n.checked_mul(1 << shift));
    number.filter(|bytes| (1..=MOST_BYTES).contains(bytes)).ok_or_else(|| {
        Error::Call(format!("--max-bytes: `{text}` is no size from 1 to 1G; write 500K or 16M"))
    })
}

fn jobs(typed: Option<NonZeroUsize>) -> usize {
    let processors = || std::thread::available_parallelism().ok();
    typed.or_else(processors).map_or(1, NonZeroUsize::get).min(MOST_JOBS)
}
