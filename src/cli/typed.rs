//! What was typed, by clap; nothing is opened or read here.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  extract article.txt
  extract article.txt --date 2024-06-20 | jq '.events[].type'
  extract articles/ > records.jsonl
  extract articles/ --out records/
  extract articles/ --to html --out site/
  extract article.txt --view
  extract --from jsonl - < articles.jsonl
  extract why article.txt --at 3:14

A file named like a command is read by its path: extract ./schema
Exit codes: 0 all done; 1 some inputs failed; 2 the call or a rule table is wrong.";

const WHY_EXAMPLES: &str = "\
Examples:
  extract why article.txt --at 1:12
  extract why article.txt --fact v3 --date 2024-06-20";

const WHY_NOT_EXAMPLES: &str = "\
Examples:
  extract why-not article.txt --span 0:14 --type PERSON
  extract why-not article.txt --span 20:30 --type CONSULT --rules mine/";

const EVAL_EXAMPLES: &str = "\
Examples:
  extract eval gold.conll --errors 50
  extract eval gold/ --articles articles/
  extract eval timeml/ --rules mine/";

/// Reads Indonesian news articles and writes knowledge records in JSON
#[derive(Debug, Parser)]
#[command(
    name = "extract",
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true
)]
pub struct Typed {
    #[command(flatten)]
    pub extract: Extract,
    #[command(subcommand)]
    pub side_job: Option<SideJob>,
}

#[derive(Debug, Args)]
pub struct Extract {
    /// Files, folders (every *.txt below) or - for standard input; .gz and .zst are unpacked
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the inputs hold [default: jsonl for *.jsonl, else text]
    #[arg(long, value_name = "FORM")]
    pub from: Option<From>,
    /// What to write [default: json for one article, else jsonl]
    #[arg(long, value_name = "FORM")]
    pub to: Option<To>,
    /// Show a summary for people, as wide as the terminal
    #[arg(long, conflicts_with_all = ["to", "out"])]
    pub view: bool,
    /// What offsets count [default: char]
    #[arg(long, value_name = "UNIT")]
    pub offsets: Option<Offsets>,
    /// Day the articles were published, such as 2024-06-20
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Folder of rule tables laid over those built in (repeatable; the last one wins)
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Parts to keep, the others left empty, such as entities,events
    #[arg(long, value_name = "PARTS")]
    pub only: Option<String>,
    /// Tell the rule behind each fact, on standard error
    #[arg(long)]
    pub explain: bool,
    /// What `extract calibrate` wrote: tell at each fact how often its rule was right
    #[arg(long, value_name = "FILE")]
    pub calibration: Option<PathBuf>,
    /// Encoding of the inputs, such as windows-1252 [default: utf-8]
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Folder for a file a record, and a manifest: what is unchanged is kept
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Remove the records in --out whose articles are gone
    #[arg(long, requires = "out")]
    pub prune: bool,
    /// Files to read in folders, such as 'x/*.md' (repeatable) [default: *.txt]
    #[arg(long, value_name = "PATTERN")]
    pub glob: Vec<String>,
    /// Copy the further fields of JSONL lines into the records, under "input"
    #[arg(long)]
    pub keep_input: bool,
    /// Longest article or line, unpacked, such as 500K or 16M [default: 16M]
    #[arg(long, value_name = "SIZE")]
    pub max_bytes: Option<String>,
    /// Stop at the first input that fails
    #[arg(long, overrides_with = "keep_going")]
    pub fail_fast: bool,
    /// Go on when an input fails, as it does by default
    #[arg(long, overrides_with = "fail_fast")]
    pub keep_going: bool,
    /// Number of workers [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// No progress and no closing line; failures are told
    #[arg(short, long)]
    pub quiet: bool,
    /// Print the versions of the program and of the rules
    #[arg(short = 'V', long)]
    pub version: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum From {
    // Plain text, one article a file.
    Text,
    // One {"id","text","title"?,"date"?} a line.
    Jsonl,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum To {
    // Indented JSON.
    Json,
    // One record a line.
    Jsonl,
    // schema.org, for programs that read linked data.
    Jsonld,
    // Tables, into --out.
    Csv,
    // Tokens with BIO tags.
    Conll,
    // Standoff annotations beside the text.
    Brat,
    // A page to look at; with --out, a site with an index.
    Html,
    // A graph for Graphviz.
    Dot,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Offsets {
    // Bytes of UTF-8.
    Byte,
    // Code points.
    Char,
    // Code units of UTF-16.
    Utf16,
}

#[derive(Debug, Subcommand)]
pub enum SideJob {
    /// Compare two sets of records by meaning: what was lost, gained and changed, by rule
    Diff {
        /// The former records: a JSONL or JSON file, or a folder
        old: PathBuf,
        /// The present ones
        new: PathBuf,
        /// Exit with 1 when more differs, such as 'lost>0.5%' or 'events.changed>10' (repeatable)
        #[arg(long, value_name = "LIMIT")]
        fail_on: Vec<String>,
        /// Facts that are shown one by one
        #[arg(long, value_name = "N", default_value_t = 20)]
        show: usize,
    },
    /// Tell what made a fact, row by row
    #[command(after_help = WHY_EXAMPLES)]
    Why(super::why::WhyThis),
    /// Tell why a fact is not there: the nearest rule, or what outweighed it
    #[command(after_help = WHY_NOT_EXAMPLES)]
    WhyNot(super::why::WhyNot),
    /// Measure against gold: precision, recall and F1 by type
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(super::eval::Eval),
    /// Measure on gold how often each rule is right, for --calibration
    Calibrate(super::eval::Calibrate),
    /// Print the JSON Schema of the record
    Schema,
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page in roff
    #[command(hide = true)]
    Man {
        /// A side job, such as `rules check` [default: the program]
        job: Vec<String>,
    },
    /// Begin, check and measure rule tables, or list those in force
    Rules {
        #[command(subcommand)]
        job: RulesJob,
    },
}

#[derive(Debug, Subcommand)]
pub enum RulesJob {
    /// Read a folder of rule tables and tell what is wrong
    Check {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Take warnings for errors
        #[arg(long)]
        strict: bool,
    },
    /// Make a folder of rule tables to begin with: a list, a rule with examples, what to do next
    New {
        /// The folder; it must not exist, or be empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Tell which rules never fire on articles, which fire most, and which are never right
    Coverage(super::coverage::Coverage),
    /// Print the names of all rules in force
    List {
        /// Folder of rule tables laid over those built in (repeatable)
        #[arg(long, value_name = "DIR")]
        rules: Vec<PathBuf>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        <Typed as clap::CommandFactory>::command().debug_assert();
    }
}
