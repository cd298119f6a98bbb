//! Proves a record against its text before it is written: every span and every id.

use super::breaks::{LineBreaks, has_line_break};
use super::*;
use std::ops::Range;

/// A fact of a record that does not stand on the text: a defect of the program, never of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("internal error: {fact} {flaw}; no record was written")]
pub struct Unproved {
    /// The fact, such as `events v3 argument 2`.
    pub fact: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The span is backwards or ends behind the text.
    #[error("has the span {start}..{end}, but the text has {characters} characters")]
    Bounds {
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// Length of the text in code points.
        characters: u32,
    },
    /// The text given is not the slice.
    #[error("says {given:?}, but the text at {start}..{end} is {slice:?}")]
    Text {
        /// First code point.
        start: u32,
        /// One past the last code point.
        end: u32,
        /// The text in the record.
        given: String,
        /// The text of the article, line breaks replaced.
        slice: String,
    },
    /// An id leads to nothing, or does not number its list.
    #[error("has the id {0}, which is out of place")]
    Id(String),
    /// A name or title has a line break.
    #[error("has a line break in {0:?}")]
    LineBreak(String),
    /// The count of characters is wrong.
    #[error("has a wrong number of characters")]
    Characters,
}

impl Record<'_> {
    /// Proves that the record stands on `text`: every span lies inside it, every `text` is its
    /// slice (line breaks as spaces), every id leads to a thing of the record, no name has a line
    /// break.
    ///
    /// # Errors
    /// The first fact that does not; a record that has one must not be written.
    pub fn prove(&self, text: &str) -> Result<(), Unproved> {
        Proof { record: self, text: Characters::new(text), breaks: LineBreaks::new(text) }.run()
    }
}

struct Proof<'r, 't> {
    record: &'r Record<'r>,
    text: Characters<'t>,
    breaks: LineBreaks<'t>,
}

/// The name of a fact, put into words only if it is false.
type Fact<'f> = std::fmt::Arguments<'f>;

impl Proof<'_, '_> {
    fn run(&self) -> Result<(), Unproved> {
        self.document()?;
        self.entities()?;
        self.events()?;
        self.statements()?;
        self.rest()
    }

    fn document(&self) -> Result<(), Unproved> {
        let Record { document, sections, sentences, .. } = self.record;
        if document.characters != self.text.count {
            return fail(format_args!("document"), Flaw::Characters);
        }
        if let Some(t) = &document.title {
            self.slice(format_args!("document title"), t.start, t.end, &t.text)?;
        }
        if let Some(d) = &document.dateline {
            let fact = format_args!("document dateline");
            self.slice(fact, d.start, d.end, &d.text)?;
            self.entity(fact, d.place)?;
            self.entity(fact, d.outlet)?;
        }
        for (at, x) in sections.iter().enumerate() {
            let fact = format_args!("section {}", x.id);
            numbered(fact, at, x.id.index(), x.id)?;
            self.bounds(fact, x.start, x.end)?;
            if let Some(h) = &x.heading {
                self.slice(format_args!("heading of {}", x.id), h.start, h.end, &h.text)?;
            }
        }
        for (at, s) in sentences.iter().enumerate() {
            let fact = format_args!("sentence {}", s.id);
            numbered(fact, at, s.id.index(), s.id)?;
            known(fact, s.section.index(), sections.len(), s.section)?;
            self.slice(fact, s.start, s.end, &s.text)?;
        }
        Ok(())
    }

    fn entities(&self) -> Result<(), Unproved> {
        for (at, e) in self.record.entities.iter().enumerate() {
            numbered(format_args!("entity {}", e.id), at, e.id.index(), e.id)?;
            for name in e.aliases.iter().chain([&e.name]) {
                in_line(format_args!("name of {}", e.id), name)?;
            }
            for (nth, role) in e.roles.iter().enumerate() {
                let fact = format_args!("{} role {}", e.id, nth + 1);
                in_line(fact, &role.title)?;
                self.entity(fact, role.of)?;
                self.sentence(fact, role.sentence)?;
            }
            for (nth, m) in e.mentions.iter().enumerate() {
                let fact = format_args!("{} mention {}", e.id, nth + 1);
                self.slice(fact, m.start, m.end, &m.text)?;
                self.sentence(fact, m.sentence)?;
            }
        }
        for (at, r) in self.record.relations.iter().enumerate() {
            let fact = format_args!("relation {}", r.id);
            numbered(fact, at, r.id.index(), r.id)?;
            self.slice(fact, r.start, r.end, &r.text)?;
            self.entity(fact, Some(r.subject))?;
            self.entity(fact, Some(r.object))?;
            self.sentence(fact, r.sentence)?;
        }
        Ok(())
    }

    fn events(&self) -> Result<(), Unproved> {
        for (at, v) in self.record.events.iter().enumerate() {
            let fact = format_args!("event {}", v.id);
            numbered(fact, at, v.id.index(), v.id)?;
            self.slice(fact, v.trigger.start, v.trigger.end, &v.trigger.text)?;
            self.sentence(fact, v.sentence)?;
            self.time(fact, v.time)?;
            match v.attribution {
                Some(Attribution::Statement(q)) => {
                    known(fact, q.index(), self.record.statements.len(), q)?;
                }
                Some(Attribution::Entity(e)) => self.entity(fact, Some(e))?,
                None => {}
            }
            for (nth, a) in v.arguments.iter().enumerate() {
                let fact = format_args!("{} argument {}", v.id, nth + 1);
                self.slice(fact, a.start, a.end, &a.text)?;
                self.entity(fact, a.entity)?;
            }
            for (nth, t) in v.also.iter().enumerate() {
                let fact = format_args!("{} telling {}", v.id, nth + 1);
                self.slice(fact, t.start, t.end, &t.text)?;
                self.sentence(fact, t.sentence)?;
            }
        }
        Ok(())
    }

    fn statements(&self) -> Result<(), Unproved> {
        for (at, q) in self.record.statements.iter().enumerate() {
            let fact = format_args!("statement {}", q.id);
            numbered(fact, at, q.id.index(), q.id)?;
            self.slice(fact, q.start, q.end, &q.text)?;
            self.sentence(fact, q.sentence)?;
            self.entity(fact, q.place)?;
            self.time(fact, q.time)?;
            if let Some(s) = &q.speaker {
                let fact = format_args!("speaker of {}", q.id);
                self.slice(fact, s.start, s.end, &s.text)?;
                self.entity(fact, s.entity)?;
            }
            if let Some(c) = &q.cue {
                self.slice(format_args!("cue of {}", q.id), c.start, c.end, &c.text)?;
            }
        }
        Ok(())
    }

    fn rest(&self) -> Result<(), Unproved> {
        let Record { times, quantities, summary, warnings, events, .. } = self.record;
        for (at, t) in times.iter().enumerate() {
            let fact = format_args!("time {}", t.id);
            numbered(fact, at, t.id.index(), t.id)?;
            self.slice(fact, t.start, t.end, &t.text)?;
        }
        for (at, n) in quantities.iter().enumerate() {
            let fact = format_args!("quantity {}", n.id);
            numbered(fact, at, n.id.index(), n.id)?;
            self.slice(fact, n.start, n.end, &n.text)?;
        }
        let named = summary.who.iter().map(|w| w.entity);
        for entity in named.chain(summary.place.iter().map(|p| Some(p.entity))) {
            self.entity(format_args!("summary"), entity)?;
        }
        if let Some(what) = &summary.what {
            known(format_args!("summary"), what.event.index(), events.len(), what.event)?;
        }
        for slice in summary.why.iter().chain(&summary.how) {
            self.slice(format_args!("summary"), slice.start, slice.end, &slice.text)?;
        }
        for (nth, w) in warnings.iter().enumerate() {
            self.bounds(format_args!("warning {}", nth + 1), w.start, w.end)?;
        }
        Ok(())
    }

    fn bounds(&self, fact: Fact<'_>, start: u32, end: u32) -> Result<(), Unproved> {
        match start <= end && end <= self.text.count {
            true => Ok(()),
            false => fail(fact, Flaw::Bounds { start, end, characters: self.text.count }),
        }
    }

    fn slice(&self, fact: Fact<'_>, start: u32, end: u32, given: &str) -> Result<(), Unproved> {
        self.bounds(fact, start, end)?;
        let slice = self.breaks.in_one_line(self.text.bytes(start, end));
        if slice == given {
            return Ok(());
        }
        let (given, slice) = (given.to_owned(), slice.into_owned());
        fail(fact, Flaw::Text { start, end, given, slice })
    }

    fn entity(&self, fact: Fact<'_>, id: Option<EntityId>) -> Result<(), Unproved> {
        id.map_or(Ok(()), |id| known(fact, id.index(), self.record.entities.len(), id))
    }

    fn sentence(&self, fact: Fact<'_>, id: Option<SentenceId>) -> Result<(), Unproved> {
        id.map_or(Ok(()), |id| known(fact, id.index(), self.record.sentences.len(), id))
    }

    fn time(&self, fact: Fact<'_>, id: Option<TimeId>) -> Result<(), Unproved> {
        id.map_or(Ok(()), |id| known(fact, id.index(), self.record.times.len(), id))
    }
}

fn fail(fact: Fact<'_>, flaw: Flaw) -> Result<(), Unproved> {
    Err(Unproved { fact: fact.to_string(), flaw })
}

/// A name has no line break, as no `text` has.
fn in_line(fact: Fact<'_>, name: &str) -> Result<(), Unproved> {
    match has_line_break(name) {
        true => fail(fact, Flaw::LineBreak(name.to_owned())),
        false => Ok(()),
    }
}

/// The id of the thing at `at` of its list numbers just that place.
fn numbered(fact: Fact<'_>, at: usize, id: usize, shown: impl ToString) -> Result<(), Unproved> {
    if at == id { Ok(()) } else { fail(fact, Flaw::Id(shown.to_string())) }
}

/// An id leads to one of the `length` things of its list.
fn known(fact: Fact<'_>, id: usize, length: usize, shown: impl ToString) -> Result<(), Unproved> {
    if id < length { Ok(()) } else { fail(fact, Flaw::Id(shown.to_string())) }
}

/// Finds the code points of a text in steps that do not grow with its length.
struct Characters<'t> {
    text: &'t str,
    /// Length of the text in code points.
    count: u32,
    /// First byte of every `STRIDE`th code point; empty for ASCII, where bytes are code points.
    marks: Vec<u32>,
}

const STRIDE: u32 = 32;

impl<'t> Characters<'t> {
    fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Characters { text, count: text.len() as u32, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE as usize + 1);
        let mut count = 0;
        for (at, _) in text.char_indices() {
            if count % STRIDE == 0 {
                marks.push(at as u32);
            }
            count += 1;
        }
        Characters { text, count, marks }
    }

    /// First byte of a code point that is not behind the text's end.
    fn byte(&self, character: u32) -> usize {
        if self.marks.is_empty() {
            return character as usize;
        }
        let Some(&mark) = self.marks.get((character / STRIDE) as usize) else {
            return self.text.len();
        };
        let near = &self.text[mark as usize..];
        let inside = near.char_indices().nth((character % STRIDE) as usize);
        inside.map_or(self.text.len(), |(at, _)| mark as usize + at)
    }

    /// The bytes between two code points within bounds.
    fn bytes(&self, start: u32, end: u32) -> Range<usize> {
        self.byte(start)..self.byte(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record with one sentence at the code points `start..end`.
    fn record(characters: u32, start: u32, end: u32, text: &str) -> Record<'_> {
        let id = SectionId(1);
        Record {
            document: DocumentInfo { characters, ..Default::default() },
            sections: vec![Section { id, heading: None, start, end }],
            sentences: vec![Sentence {
                id: SentenceId(1),
                section: id,
                start,
                end,
                text: text.into(),
            }],
            ..Default::default()
        }
    }

    #[test]
    fn offsets_are_code_points_and_line_breaks_are_spaces() {
        let text = format!("{}\u{1F600}é\r\nb\u{2028}c", "ü".repeat(100));
        assert_eq!(record(107, 100, 107, "\u{1F600}é  b c").prove(&text), Ok(()));
        assert_eq!(in_one_line("é\r\nb\u{2028}c\u{85}"), "é  b c ");
        let broken = record(107, 100, 107, "\u{1F600}é\r\nb\u{2028}c").prove(&text);
        assert!(matches!(broken, Err(Unproved { flaw: Flaw::Text { .. }, .. })));
    }

    #[test]
    fn every_slice_is_found() {
        for text in ["", "abc", &"aé€\u{1F600}".repeat(40), &"é".repeat(64)] {
            let characters = Characters::new(text);
            let all: Vec<char> = text.chars().collect();
            assert_eq!(characters.count as usize, all.len());
            for start in 0..=all.len() {
                let expected: String = all[start..].iter().collect();
                let bytes = characters.bytes(start as u32, all.len() as u32);
                assert_eq!(text[bytes], expected);
            }
        }
    }

    #[test]
    fn a_false_fact_is_named() {
        let shown = |r: Record<'_>| r.prove("Dia pergi.").unwrap_err().to_string();
        let text = shown(record(10, 0, 3, "dia"));
        assert!(
            text.contains("sentence s1 says \"dia\", but the text at 0..3 is \"Dia\""),
            "{text}"
        );
        assert!(shown(record(10, 4, 11, "pergi. ")).contains("4..11"));
        assert!(shown(record(10, 3, 0, "")).contains("3..0"));
        assert!(shown(record(9, 0, 3, "Dia")).contains("document"));
        let mut dangling = record(10, 0, 3, "Dia");
        dangling.sentences[0].section = SectionId(2);
        assert!(shown(dangling).contains("x2"));
        let mut misnumbered = record(10, 0, 3, "Dia");
        misnumbered.sentences[0].id = SentenceId(2);
        assert!(shown(misnumbered).contains("s2"));
    }
}
