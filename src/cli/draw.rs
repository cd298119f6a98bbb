//! Faults of rule tables as people read them: the message, the place, the line with the fault marked.

use std::fs;
use std::io;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use saripati::embedded;
use saripati::rules::Error;

/// Columns that a drawing takes, unless the terminal says otherwise.
const COLUMNS: usize = 120;

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// The tables can't be used.
    Error,
    /// They can, and yet something in them can't be meant.
    Warning,
}

/// Draws faults, one after the other with a blank line between; in colour on a terminal that shows
/// it, where `NO_COLOR` does not forbid it. `out` is where they will be written.
pub fn faults(faults: &[Error], grade: Grade, out: &impl anstream::stream::RawStream) -> String {
    let colour = anstream::AutoStream::choice(out) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| width.0.into());
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width.unwrap_or(COLUMNS));
    let drawn = faults.iter().map(|fault| one(fault, grade, &renderer));
    drawn.collect::<Vec<_>>().join("\n\n") + "\n"
}

fn one(fault: &Error, grade: Grade, renderer: &Renderer) -> String {
    let (place, level) = (&fault.place, level(grade));
    let group = level.primary_title(fault.message.as_str());
    let line = line(&place.file, place.line as usize);
    let mut group = match &line {
        Some(line) => {
            let marked = AnnotationKind::Primary.span(span(line, place.column as usize));
            let snippet = Snippet::source(line.as_str()).line_start(place.line as usize);
            group.element(snippet.path(&*place.file).fold(false).annotation(marked))
        }
        None => {
            let origin = Origin::path(&*place.file).line(place.line as usize);
            group.element(origin.char_column(place.column as usize))
        }
    };
    if let Some(help) = &fault.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

fn level(grade: Grade) -> Level<'static> {
    match grade {
        Grade::Error => Level::ERROR,
        Grade::Warning => Level::WARNING,
    }
}

/// A line of a rule file, from 1: of the user's, or of one that is built in.
fn line(file: &str, number: usize) -> Option<String> {
    let of = |text: &str| text.lines().nth(number.checked_sub(1)?).map(str::to_owned);
    let built_in = || embedded::sources().into_iter().find(|source| source.shown == file);
    match fs::read_to_string(file) {
        Ok(text) => of(&text),
        Err(_) => built_in().and_then(|source| of(&source.text)),
    }
}

/// The bytes of a line that a fault at `column`, in code points from 1, is about: a quoted string,
/// a word, or one character.
fn span(line: &str, column: usize) -> Range<usize> {
    let at = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = at(column.saturating_sub(1));
    let rest = &line[start..];
    // Of a string all of it, also where the fault stands at its first letter.
    let opened = line[..start].chars().next_back().filter(|c| ['"', '\''].contains(c));
    if let Some(end) = opened.and_then(|quote| rest.find(quote)).filter(|&end| end > 0) {
        return start..start + end;
    }
    let is_word = |c: char| c.is_alphanumeric() || "_.-@~&#!".contains(c);
    let length = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(1, |end| end + 2),
        Some(first) if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        Some(first) => first.len_utf8(),
        None => 0,
    };
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use saripati::rules::Place;

    #[test]
    fn a_fault_marks_the_word_that_it_is_about() {
        assert_eq!(span("match = 'pada @mont'", 15), 14..19);
        assert_eq!(span("\"é x\" = 1", 1), 0..6);
        assert_eq!(span("é\ta", 3), 3..4);
        assert_eq!(span("yes = [\"[a] b\"]", 9), 8..13);
        assert_eq!(span("", 1), 0..0);
        assert_eq!(span("ab", 9), 2..2);
    }

    #[test]
    fn a_fault_in_a_built_in_table_shows_its_line() {
        let source = &embedded::sources()[0];
        let fault = Error::new(source.place(0), "this is wrong").help("mend it");
        let drawn = one(&fault, Grade::Warning, &Renderer::plain());
        let first = source.text.lines().next().unwrap_or_default();
        assert!(drawn.starts_with("warning: this is wrong\n"), "{drawn}");
        for part in [&*format!("--> {}:1:1", source.shown), first, "help: mend it"] {
            assert!(drawn.contains(part), "{part}: {drawn}");
        }
    }

    #[test]
    fn a_fault_without_a_file_still_has_its_place() {
        let place = Place { file: "nowhere/x.tsv".into(), line: 3, column: 2 };
        let drawn = one(&Error::new(place, "gone"), Grade::Error, &Renderer::plain());
        assert!(drawn.contains("nowhere/x.tsv:3:2"), "{drawn}");
    }
}
