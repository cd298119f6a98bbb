//! A summary for a terminal: the six answers, the main events, the people, the quotes.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::calendar;
use super::words::words;
use crate::record::*;

/// How a summary is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Columns of the terminal.
    pub columns: u16,
    /// Whether it may be coloured.
    pub colour: bool,
}

/// Narrower than this no line is broken well.
const NARROWEST: usize = 24;
/// Wider than this no line is read well.
const WIDEST: usize = 110;
/// Columns of the labels on the left.
const LABEL: usize = 8;
/// Most of the people and things shown, of the events, and of the statements.
const MOST: [usize; 3] = [8, 8, 6];

const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const HEAD: Style = AnsiColor::Cyan.on_default().bold();
const EVENT: Style = AnsiColor::Red.on_default().bold();
const PERSON: Style = AnsiColor::Blue.on_default();
const ORGANIZATION: Style = AnsiColor::Magenta.on_default();
const PLACE: Style = AnsiColor::Green.on_default();
const OTHER: Style = AnsiColor::Yellow.on_default();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
const PLAIN: Style = Style::new();

/// Writes the summary of one article.
pub fn write(record: &Record<'_>, view: View, out: &mut impl Write) -> io::Result<()> {
    let width = usize::from(view.columns).clamp(NARROWEST, WIDEST);
    let mut page = Page { out, width, colour: view.colour };
    let document = &record.document;
    let name = document.title.as_ref().map_or(&document.id, |title| &title.text);
    page.paragraph(0, 0, &[(name, TITLE)])?;
    let mut about = Vec::new();
    about.extend(
        document
            .dateline
            .as_ref()
            .map(|d| d.text.trim_end_matches(['-', '–', '—', ' ']).to_owned()),
    );
    about.extend(document.published.map(|day| day.to_string()));
    about.push(format!("{} words", document.words));
    page.paragraph(0, 0, &[(&about.join(" · "), QUIET)])?;
    answers(record, &mut page)?;
    events(record, &mut page)?;
    names(record, &mut page)?;
    quotes(record, &mut page)?;
    if !record.warnings.is_empty() {
        page.heading("To be doubted")?;
        for w in &record.warnings {
            page.paragraph(2, 4, &[("! ", DOUBT), (&w.message, PLAIN)])?;
        }
    }
    page.line("")
}

fn answers(record: &Record<'_>, page: &mut Page<impl Write>) -> io::Result<()> {
    let s = &record.summary;
    let who: Vec<&str> = s.who.iter().map(|who| &*who.text).collect();
    let what = s.what.as_ref().map(|what| match record.events.get(what.event.index()) {
        Some(v) => format!("{} ({})", what.text, v.kind.as_str().to_lowercase()),
        None => what.text.to_string(),
    });
    let rows = [
        ("who", who.join(", ")),
        ("what", what.unwrap_or_default()),
        ("when", s.when.as_deref().map(calendar::told).unwrap_or_default()),
        ("where", s.place.as_ref().map_or(String::new(), |place| place.text.to_string())),
        ("why", s.why.as_ref().map_or(String::new(), |why| why.text.to_string())),
        ("how", s.how.as_ref().map_or(String::new(), |how| how.text.to_string())),
    ];
    if rows.iter().any(|(_, answer)| !answer.is_empty()) {
        page.line("")?;
    }
    for (label, answer) in rows.iter().filter(|(_, answer)| !answer.is_empty()) {
        let label = format!("{label:<LABEL$}");
        page.paragraph(0, LABEL, &[(&label, HEAD), (answer, PLAIN)])?;
    }
    Ok(())
}

/// The events, the main one first, then those with most parties.
fn events(record: &Record<'_>, page: &mut Page<impl Write>) -> io::Result<()> {
    let main = record.summary.what.as_ref().map(|what| what.event);
    let mut events: Vec<&Event<'_>> = record.events.iter().collect();
    let weight = |v: &Event<'_>| {
        let parties = v.arguments.iter().filter(|a| a.entity.is_some()).count();
        (Some(v.id) == main, 2 * parties + v.arguments.len() + v.also.len())
    };
    events.sort_by_key(|v| std::cmp::Reverse(weight(v)));
    let left_out = events.len().saturating_sub(MOST[1]);
    events.truncate(MOST[1]);
    events.sort_by_key(|v| v.id);
    if events.is_empty() {
        return Ok(());
    }
    page.heading("Events")?;
    for v in events {
        let kind = match &v.mode {
            Some(mode) => format!("{}/{mode}", v.kind),
            None => v.kind.to_string(),
        };
        let mut doubts = String::new();
        if v.polarity == Polarity::Negative {
            doubts.push_str(" not so");
        }
        if v.modality != Modality::Actual {
            doubts.push_str(&format!(" {}", v.modality));
        }
        let mut line: Vec<(String, Style)> = vec![
            (format!("{} ", v.trigger.text), EVENT),
            (kind.to_lowercase(), QUIET),
            (doubts, DOUBT),
        ];
        for a in &v.arguments {
            line.push((format!("  {} ", words(a.role.as_str())), QUIET));
            line.push((a.text.to_string(), style(record, a.entity)));
        }
        if let Some(time) = v.time.and_then(|t| record.times.get(t.index())) {
            line.push(("  time ".to_owned(), QUIET));
            line.push((time.text.to_string(), PLAIN));
        }
        let line: Vec<(&str, Style)> = line.iter().map(|(text, style)| (&**text, *style)).collect();
        page.paragraph(2, 6, &line)?;
    }
    page.left_out(left_out, "events")
}

fn names(record: &Record<'_>, page: &mut Page<impl Write>) -> io::Result<()> {
    let named = |e: &&Entity<'_>| e.mentions.iter().any(|m| m.kind == MentionKind::Name);
    let mut entities: Vec<&Entity<'_>> = record.entities.iter().filter(named).collect();
    entities.sort_by(|a, b| b.salience.total_cmp(&a.salience));
    let left_out = entities.len().saturating_sub(MOST[0]);
    entities.truncate(MOST[0]);
    if entities.is_empty() {
        return Ok(());
    }
    page.heading("Names")?;
    for e in entities {
        let mut about: Vec<String> = Vec::new();
        for role in &e.roles {
            let of = role.of.and_then(|of| record.entities.get(of.index()));
            let role = match of {
                Some(of) => format!("{}, {}", role.title, of.name),
                None => role.title.to_string(),
            };
            if !about.contains(&role) {
                about.push(role);
            }
        }
        if about.is_empty() {
            about.push(words(e.kind.as_str()));
        }
        let about = format!("  {}", about.join("; "));
        let times = format!("  ×{}", e.mentions.len());
        page.paragraph(2, 6, &[(&e.name, of_kind(e.kind)), (&about, PLAIN), (&times, QUIET)])?;
    }
    page.left_out(left_out, "names")
}

/// The statements word for word first, each with its speaker.
fn quotes(record: &Record<'_>, page: &mut Page<impl Write>) -> io::Result<()> {
    let mut statements: Vec<&Statement<'_>> = record.statements.iter().collect();
    statements.sort_by_key(|q| q.kind != StatementKind::Direct);
    let left_out = statements.len().saturating_sub(MOST[2]);
    statements.truncate(MOST[2]);
    statements.sort_by_key(|q| q.id);
    if statements.is_empty() {
        return Ok(());
    }
    page.heading("Statements")?;
    for q in statements {
        let entity = q.speaker.as_ref().and_then(|s| s.entity);
        let name = entity.and_then(|id| record.entities.get(id.index())).map(|e| &*e.name);
        let name = name.or(q.speaker.as_ref().map(|s| &*s.text)).unwrap_or("?");
        let text = match q.kind {
            StatementKind::Direct => format!(": “{}”", q.text),
            StatementKind::Indirect => format!(": {}", q.text),
        };
        page.paragraph(2, 6, &[(name, style(record, entity)), (&text, PLAIN)])?;
    }
    page.left_out(left_out, "statements")
}

fn style(record: &Record<'_>, entity: Option<EntityId>) -> Style {
    let entity = entity.and_then(|id| record.entities.get(id.index()));
    entity.map_or(PLAIN, |e| of_kind(e.kind))
}

fn of_kind(kind: EntityType) -> Style {
    match kind {
        EntityType::Person => PERSON,
        EntityType::Organization => ORGANIZATION,
        EntityType::Gpe | EntityType::Location | EntityType::Facility => PLACE,
        _ => OTHER,
    }
}

/// Writes lines that fit.
struct Page<'o, W: Write> {
    out: &'o mut W,
    width: usize,
    colour: bool,
}

impl<W: Write> Page<'_, W> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    fn heading(&mut self, text: &str) -> io::Result<()> {
        self.line("")?;
        self.paragraph(0, 0, &[(text, HEAD)])
    }

    fn left_out(&mut self, count: usize, what: &str) -> io::Result<()> {
        match count {
            0 => Ok(()),
            n => self.paragraph(2, 2, &[(&format!("and {n} more {what}"), QUIET)]),
        }
    }

    /// Writes a paragraph, broken between words: the first line behind `first` blanks, the others
    /// behind `rest`. A word that fits no line is broken where it must.
    fn paragraph(&mut self, first: usize, rest: usize, text: &[(&str, Style)]) -> io::Result<()> {
        let mut column = first;
        let mut fresh = true;
        let mut blanks = 0;
        write!(self.out, "{:first$}", "")?;
        for (piece, style) in text {
            let piece = safe(piece);
            for part in piece.split_inclusive(' ') {
                let word = part.trim_end_matches(' ');
                let width = word.width();
                if !word.is_empty() {
                    if column + blanks + width > self.width && !fresh {
                        write!(self.out, "\n{:rest$}", "")?;
                        (column, blanks) = (rest, 0);
                    }
                    write!(self.out, "{:blanks$}", "")?;
                    column += blanks;
                    blanks = 0;
                    column = self.word(word, *style, column, rest)?;
                    fresh = false;
                }
                blanks += part.len() - word.len();
            }
        }
        writeln!(self.out)
    }

    /// Writes a word, broken if it is wider than a line, and gives the column after it.
    fn word(&mut self, word: &str, style: Style, column: usize, rest: usize) -> io::Result<usize> {
        let mut column = column;
        if self.colour {
            write!(self.out, "{style}")?;
        }
        for c in word.chars() {
            let width = c.width().unwrap_or(0);
            if column + width > self.width {
                write!(self.out, "\n{:rest$}", "")?;
                column = rest;
            }
            write!(self.out, "{c}")?;
            column += width;
        }
        if self.colour {
            write!(self.out, "{style:#}")?;
        }
        Ok(column)
    }
}

/// Text that gives a terminal no orders: control characters are shown as what they are not, and
/// marks that turn the direction of writing are left out.
fn safe(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => None,
        c if c.is_control() || is_line_break(c) => Some(' '),
        c => Some(c),
    };
    text.chars().filter_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(width: usize, colour: bool, text: &[(&str, Style)]) -> String {
        let mut out = Vec::new();
        Page { out: &mut out, width, colour }.paragraph(0, 2, text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(broken(10, false, &[("satu dua tiga", PLAIN)]), "satu dua\n  tiga\n");
        assert_eq!(broken(10, false, &[("a ", PLAIN), ("bb", PLAIN)]), "a bb\n");
        assert_eq!(broken(6, false, &[("abcdefgh", PLAIN)]), "abcdef\n  gh\n");
        // A wide character takes two columns.
        assert_eq!(broken(6, false, &[("日本 語", PLAIN)]), "日本\n  語\n");
        assert_eq!(broken(6, false, &[]), "\n");
    }

    #[test]
    fn a_style_ends_with_its_word() {
        let line = broken(40, true, &[("satu dua", TITLE), (" tiga", PLAIN)]);
        assert_eq!(line, "\u{1b}[1msatu\u{1b}[0m \u{1b}[1mdua\u{1b}[0m tiga\n");
    }

    #[test]
    fn a_terminal_takes_no_orders_from_an_article() {
        assert_eq!(safe("a\u{1b}[31mb\u{7}\u{9b}c\u{202e}d\r\n"), "a [31mb  cd  ");
    }
}
