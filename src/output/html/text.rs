//! The article's text with its marks: cut at every border of a mark, so that marks may cross.

use crate::output::Sheet;
use crate::output::words::{Family, words};
use crate::record::{MentionKind, StatementKind};
use crate::text::{BlockKind, Layout, Offsets};

/// A block of the text.
pub struct Block<'s> {
    /// `title`, `heading`, `body` or `aside`.
    pub kind: &'static str,
    /// The dateline before a paragraph; most have none.
    pub dateline: Vec<Piece<'s>>,
    /// The text.
    pub pieces: Vec<Piece<'s>>,
}

/// A stretch of text: a link to what its leaves are a mention of, or leaves alone.
pub struct Piece<'s> {
    /// What the link opens, ids with spaces between; empty for no link.
    pub opens: String,
    /// The first of these.
    pub target: String,
    /// Name of the place, for links to it; empty where an earlier piece has it.
    pub anchor: String,
    /// What it is, in words.
    pub title: String,
    /// The text, cut where marks begin and end.
    pub leaves: Vec<Leaf<'s>>,
}

/// A stretch of text under the same marks throughout.
pub struct Leaf<'s> {
    /// How it looks.
    pub class: String,
    /// The facts it stands in: `e1 v2:actor.0 q3`; empty for none.
    pub keys: String,
    /// The text.
    pub text: &'s str,
}

/// A span that a fact stands on.
struct Mark {
    start: u32,
    end: u32,
    key: String,
    class: &'static str,
    /// What it is, in words, and whether it is small print; none for a mark that is no link.
    link: Option<(String, u8)>,
}

/// The blocks of the article, marked.
pub fn blocks<'s>(sheet: &Sheet<'s>) -> Vec<Block<'s>> {
    let text = sheet.article.text.as_str();
    let offsets = Offsets::new(text);
    let layout = Layout::new(text, &sheet.tables.conventions);
    let mut marks = marks(sheet);
    // Longer ones first where several begin together.
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    let mut cutter = Cutter { bytes: bytes(text), text, marks, next: 0, active: Vec::new() };
    let mut blocks: Vec<Block<'s>> = Vec::new();
    for block in &layout.blocks {
        let (start, end) = offsets.span(block.span);
        let pieces = cutter.cut(start, end);
        let kind = match block.kind {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::Body | BlockKind::Dateline => "body",
            BlockKind::Byline | BlockKind::Boilerplate => "aside",
        };
        match (block.kind, blocks.last_mut()) {
            (BlockKind::Dateline, _) => {
                blocks.push(Block { kind, dateline: pieces, pieces: Vec::new() });
            }
            (BlockKind::Body, Some(last)) if last.pieces.is_empty() => last.pieces = pieces,
            _ => blocks.push(Block { kind, dateline: Vec::new(), pieces }),
        }
    }
    blocks
}

/// First byte of every code point, and one past the last.
pub fn bytes(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn marks(sheet: &Sheet<'_>) -> Vec<Mark> {
    let record = sheet.record;
    let mut marks = Vec::new();
    let mut add = |start, end, key: String, class, link| {
        if start < end {
            marks.push(Mark { start, end, key, class, link });
        }
    };
    for e in &record.entities {
        let family = Family::of(e.kind).class();
        for m in &e.mentions {
            let weight = u8::from(m.kind != MentionKind::Name);
            let title = format!("{}, {}", e.name, words(e.kind.as_str()));
            add(m.start, m.end, e.id.to_string(), family, Some((title, weight)));
        }
    }
    for t in &record.times {
        let title = format!("{}, time", t.value);
        add(t.start, t.end, t.id.to_string(), "time", Some((title, 0)));
    }
    for n in &record.quantities {
        let title = format!("{}, {}", super::model::amount(n), n.kind);
        add(n.start, n.end, n.id.to_string(), "amount", Some((title, 0)));
    }
    for v in &record.events {
        let title = format!("{}, event", words(v.kind.as_str()));
        add(v.trigger.start, v.trigger.end, format!("{}:what", v.id), "event", Some((title, 0)));
        for t in &v.also {
            let title = format!("{}, event told again", words(v.kind.as_str()));
            add(t.start, t.end, format!("{}:again", v.id), "event", Some((title, 1)));
        }
        for (i, a) in v.arguments.iter().enumerate() {
            add(a.start, a.end, format!("{}:{}.{i}", v.id, a.role), "", None);
        }
        if let Some(t) = v.time.and_then(|id| record.times.get(id.index())) {
            add(t.start, t.end, format!("{}:time", v.id), "", None);
        }
    }
    for q in &record.statements {
        let class = match q.kind {
            StatementKind::Direct => "quote",
            StatementKind::Indirect => "reported",
        };
        add(q.start, q.end, q.id.to_string(), class, None);
        if let Some(s) = &q.speaker {
            add(s.start, s.end, format!("{}:speaker", q.id), "", None);
        }
        if let Some(c) = &q.cue {
            add(c.start, c.end, format!("{}:cue", q.id), "", None);
        }
    }
    for r in &record.relations {
        add(r.start, r.end, r.id.to_string(), "", None);
    }
    for (slice, key) in [(&record.summary.why, "why"), (&record.summary.how, "how")] {
        if let Some(slice) = slice {
            add(slice.start, slice.end, key.to_owned(), "", None);
        }
    }
    for (i, w) in record.warnings.iter().enumerate() {
        add(w.start, w.end, format!("w{}", i + 1), "doubt", None);
    }
    marks
}

/// Cuts stretches of the text, handed to it in order, at the borders of marks.
struct Cutter<'s> {
    text: &'s str,
    bytes: Vec<usize>,
    marks: Vec<Mark>,
    /// The first mark that has not begun.
    next: usize,
    /// Marks that have begun and not ended.
    active: Vec<usize>,
}

impl<'s> Cutter<'s> {
    fn cut(&mut self, start: u32, end: u32) -> Vec<Piece<'s>> {
        let mut pieces: Vec<(Option<(u32, u32)>, Piece<'s>)> = Vec::new();
        let mut at = start;
        while at < end {
            while self.marks.get(self.next).is_some_and(|mark| mark.start <= at) {
                self.active.push(self.next);
                self.next += 1;
            }
            let marks = &self.marks;
            self.active.retain(|&i| marks[i].end > at);
            let ends = self.active.iter().map(|&i| marks[i].end);
            let begins = marks.get(self.next).map(|mark| mark.start);
            let stop = ends.chain(begins).chain([end]).min().unwrap_or(end);
            let leaf = self.leaf(at, stop);
            let link = self.link();
            match pieces.last_mut() {
                Some((span, piece)) if *span == link => piece.leaves.push(leaf),
                _ => pieces.push((link, self.piece(link, at, leaf))),
            }
            at = stop;
        }
        pieces.into_iter().map(|(_, piece)| piece).collect()
    }

    /// The span of the shortest link at this place, names before the rest.
    fn link(&self) -> Option<(u32, u32)> {
        let links = self.active.iter().map(|&i| &self.marks[i]);
        let links = links.filter_map(|m| Some((m.end - m.start, m.link.as_ref()?.1, m)));
        links.min_by_key(|&(length, weight, _)| (length, weight)).map(|(_, _, m)| (m.start, m.end))
    }

    fn piece(&self, link: Option<(u32, u32)>, at: u32, leaf: Leaf<'s>) -> Piece<'s> {
        let leaves = vec![leaf];
        let Some(span) = link else {
            let (opens, target, anchor, title) = Default::default();
            return Piece { opens, target, anchor, title, leaves };
        };
        let same = self.active.iter().map(|&i| &self.marks[i]);
        let same: Vec<_> = same.filter(|m| m.link.is_some() && (m.start, m.end) == span).collect();
        let id = |m: &Mark| m.key.split(':').next().unwrap_or_default().to_owned();
        let mut ids: Vec<String> = same.iter().map(|m| id(m)).collect();
        ids.dedup();
        let titles = same.iter().filter_map(|m| Some(m.link.as_ref()?.0.as_str()));
        Piece {
            target: ids.first().cloned().unwrap_or_default(),
            opens: ids.join(" "),
            anchor: if at == span.0 { format!("c{at}") } else { String::new() },
            title: titles.collect::<Vec<_>>().join("; "),
            leaves,
        }
    }

    fn leaf(&self, start: u32, end: u32) -> Leaf<'s> {
        let (mut classes, mut keys): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut small = true;
        for mark in self.active.iter().map(|&i| &self.marks[i]) {
            if !mark.class.is_empty() && !classes.contains(&mark.class) {
                classes.push(mark.class);
            }
            small &= !matches!(mark.link, Some((_, 0)));
            keys.push(&mark.key);
        }
        if small && self.active.iter().any(|&i| self.marks[i].link.is_some()) {
            classes.push("small");
        }
        let range = self.bytes[start as usize]..self.bytes[end as usize];
        Leaf { class: classes.join(" "), keys: keys.join(" "), text: &self.text[range] }
    }
}
