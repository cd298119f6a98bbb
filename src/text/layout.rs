//! Layout: the lines of an article put together into title, dateline, headings, paragraphs, bylines and advertising.

use super::dateline::{self, Dateline};
use super::lines::{Head, Line, LineKind, lines};
use super::{Conventions, Span};

/// What a block of text is in the article.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Place and outlet before the first sentence, their dash included.
    Dateline,
    /// The heading of a section.
    Heading,
    /// A paragraph or a list item.
    Body,
    /// Who wrote, edited or owns the article; a credit in brackets at its end.
    Byline,
    /// Advertising, links to other articles, navigation, rules.
    Boilerplate,
}

impl BlockKind {
    /// Whether sentences are made of such a block.
    pub fn has_sentences(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Heading | BlockKind::Body)
    }
}

/// One stretch of text of a kind, without the white space around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// A heading and the blocks up to the next heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Section {
    /// The heading; `None` for what stands before the first.
    pub heading: Option<Span>,
    /// The whole section, heading included; a title is in none.
    pub span: Span,
}

/// The parts of an article. The blocks are in order, do not overlap, and hold all of the text that is not blank.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The headline.
    pub title: Option<Span>,
    /// Place and outlet before the first sentence.
    pub dateline: Option<Dateline>,
    /// All blocks.
    pub blocks: Vec<Block>,
    /// All sections.
    pub sections: Vec<Section>,
}

impl Layout {
    /// Reads the layout of `text`, in time linear in its length.
    pub fn new(text: &str, conventions: &Conventions) -> Self {
        let lines = lines(text, conventions);
        let mut reader =
            Reader { text, conventions, style: Style::of(&lines), lines: &lines, title: 0 };
        reader.title = reader.title_lines();
        let title = reader.title;
        let mut layout = Layout::default();
        let mut at = 0;
        if title > 0 {
            let span = lines[0].span.join(lines[title - 1].span);
            layout.title = Some(span);
            layout.blocks.push(Block { span, kind: BlockKind::Title });
            at = title;
        }
        let mut in_body = false;
        while at < lines.len() {
            let end = reader.block_end(at);
            let span = lines[at].span.join(lines[end - 1].span);
            let kind = match lines[at].kind {
                LineKind::Boilerplate => BlockKind::Boilerplate,
                LineKind::Byline => BlockKind::Byline,
                LineKind::Text if end == at + 1 && reader.is_heading(at) => BlockKind::Heading,
                LineKind::Text => BlockKind::Body,
            };
            if kind == BlockKind::Body {
                layout.push_body(text, span, !in_body, conventions);
                in_body = true;
            } else {
                layout.blocks.push(Block { span, kind });
            }
            at = end;
        }
        layout.make_sections();
        layout
    }

    /// Adds a paragraph; the first may begin with a dateline, and any may end with a credit.
    fn push_body(&mut self, text: &str, span: Span, first: bool, conventions: &Conventions) {
        let mut body = span;
        if first && let Some(dateline) = dateline::find(text, span, conventions) {
            self.blocks.push(Block { span: dateline.span, kind: BlockKind::Dateline });
            body.start = dateline::skip_blanks(text, dateline.span.end, span.end);
            self.dateline = Some(dateline);
        }
        let credit = dateline::credit(text, body);
        if let Some(credit) = credit {
            body.end = dateline::trim_end(text, body.start, credit.start);
        }
        if !body.is_empty() {
            self.blocks.push(Block { span: body, kind: BlockKind::Body });
        }
        if let Some(span) = credit {
            self.blocks.push(Block { span, kind: BlockKind::Byline });
        }
    }

    fn make_sections(&mut self) {
        for block in self.blocks.iter().filter(|block| block.kind != BlockKind::Title) {
            match (block.kind, self.sections.last_mut()) {
                (BlockKind::Heading, _) => {
                    self.sections.push(Section { heading: Some(block.span), span: block.span });
                }
                (_, Some(section)) => section.span = section.span.join(block.span),
                (_, None) => self.sections.push(Section { heading: None, span: block.span }),
            }
        }
    }
}

/// How the whole text breaks its lines.
struct Style {
    /// Some line breaks off in a sentence that the next goes on with in small letters.
    wrapped: bool,
    /// A line shorter than this, in characters, was not broken for want of room.
    narrow: usize,
    /// The width that all lines are broken at, if there is one.
    width: Option<usize>,
}

/// Longest line, in characters, that may be a heading.
const LONGEST_HEADING: usize = 110;
/// Longest line that may be a heading without capitals on its words.
const PLAIN_HEADING: usize = 60;
/// Longest title.
const LONGEST_TITLE: usize = 220;
/// Most lines of a title.
const TITLE_LINES: usize = 3;
/// Lines are wrapped at this width at the least, unless the whole text is narrower.
const NARROWEST_WRAP: usize = 60;

/// Longest line of a text whose lines are all broken at one width.
const WIDEST: usize = 130;

impl Style {
    fn of(lines: &[Line]) -> Self {
        let longest = lines.iter().map(|line| line.len).max().unwrap_or(0);
        let narrow = NARROWEST_WRAP.min(longest * 3 / 5);
        let (mut broken, mut full) = (0, 0);
        for pair in lines.windows(2) {
            if pair[0].kind == LineKind::Text
                && !pair[0].finished
                && pair[0].len >= narrow
                && !pair[1].apart
                && pair[1].head == Head::Small
            {
                broken += 1;
                full += usize::from(is_full(&pair[0], &pair[1], longest));
            }
        }
        let fixed = broken > 1 && longest <= WIDEST && full * 10 >= broken * 9;
        Style { wrapped: broken > 0, narrow, width: fixed.then_some(longest) }
    }

    /// Whether `line` was broken at the width of the text because `next` had no room.
    fn breaks(&self, line: &Line, next: &Line) -> bool {
        self.width.is_some_and(|width| is_full(line, next, width))
    }
}

/// Whether the first word of `next` had no room in `line`, were lines `width` characters wide.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    line.len + 1 + next.first_word > width
}

struct Reader<'a> {
    text: &'a str,
    conventions: &'a Conventions,
    lines: &'a [Line],
    style: Style,
    /// How many lines the title takes.
    title: usize,
}

impl Reader<'_> {
    fn str(&self, at: usize) -> &str {
        self.lines[at].span.of(self.text)
    }

    /// How many lines the title takes: none for a text whose first line is body.
    fn title_lines(&self) -> usize {
        let lines = self.lines;
        if lines.is_empty() {
            return 0;
        }
        // A headline broken at the width of the text.
        let end = self.block_end(0);
        if self.style.width.is_some() && (2..=TITLE_LINES).contains(&end) && end < lines.len() {
            let headline = (0..end).all(|at| self.is_headline(at));
            let set_apart = lines[end].apart || (0..end).all(|at| self.has_capitals(at));
            return if headline && set_apart { end } else { 0 };
        }
        let body = |at: usize| lines.get(at).is_some_and(|line| line.kind == LineKind::Text);
        let apart = lines.iter().skip(1).position(|line| line.apart).map(|i| i + 1);
        // A first group of lines before a blank one.
        if let Some(end) = apart.filter(|&end| end <= TITLE_LINES)
            && (0..end).all(|at| self.is_headline(at))
            && (end == 1 || (0..end).all(|at| self.has_capitals(at) || at > 0))
            && lines[0].span.join(lines[end - 1].span).len() <= LONGEST_TITLE
        {
            return end;
        }
        // A first line that the body follows at once.
        if lines.len() > 1
            && body(1)
            && self.is_headline(0)
            && lines[0].len <= LONGEST_TITLE * 3 / 4
            && lines[1].head != Head::Small
            && (!self.style.wrapped || self.has_capitals(0))
            && lines[1].len > lines[0].len / 2
        {
            return 1;
        }
        0
    }

    /// Whether line `at` could be a headline, or a line of one.
    fn is_headline(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let str = self.str(at);
        line.kind == LineKind::Text
            && line.head != Head::Bullet
            && (!line.finished || str.ends_with(['?', '!', '"', '\'', '”', '’']))
            && !str.ends_with([',', ';', ':'])
            && line.len <= LONGEST_TITLE
            && dateline::find(self.text, line.span, self.conventions)
                .is_none_or(|dateline| dateline.outlet.is_none())
    }

    /// The line after the block that begins with line `at`.
    fn block_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.lines.len() && self.goes_on(at, end) {
            end += 1;
        }
        end
    }

    /// Whether line `next` goes on with the paragraph of the line before it, which began with line `first`.
    fn goes_on(&self, first: usize, next: usize) -> bool {
        let (line, after) = (&self.lines[next - 1], &self.lines[next]);
        if after.apart || after.kind != LineKind::Text {
            return false;
        }
        let full = self.style.breaks(line, after);
        if full || line.kind != LineKind::Text {
            return full && after.head != Head::Bullet;
        }
        let str = self.str(next - 1);
        let comma = str.ends_with([',', '-', '–', '—', '(', '/']);
        if (line.finished && after.head != Head::Small) || after.head == Head::Bullet {
            return false;
        }
        // The last line of a wrapped paragraph is short, any other is broken for want of room.
        let room = line.len < self.style.narrow && !comma;
        match after.head {
            Head::Small => !room && !line.finished,
            Head::Capital | Head::Number | Head::Other | Head::Quote if !self.style.wrapped => {
                false
            }
            Head::Quote => !room && comma,
            Head::Number if is_list_item(self.str(next)) => false,
            _ => {
                let heading = first + 1 == next && self.is_heading(first);
                !room && !heading && !str.ends_with([':', ';'])
            }
        }
    }

    /// Whether line `at`, alone, is the heading of what follows.
    fn is_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let follows = |l: &Line| l.kind == LineKind::Text;
        let Some(next) = self.lines[at + 1..].iter().position(follows).map(|i| at + 1 + i) else {
            return false;
        };
        let after = &self.lines[next];
        let before = self.lines[..at].last();
        self.looks_like_heading(at)
            && before.is_none_or(|b| {
                b.kind != LineKind::Text
                    || b.finished
                    || at == self.title && line.apart
                    || line.head == Head::Number
                        && self.str(at - 1).ends_with(':')
                        && self.has_capitals(at)
            })
            && matches!(after.head, Head::Capital | Head::Quote | Head::Number | Head::Other)
            && (after.finished
                || after.len > LONGEST_HEADING
                || self.style.wrapped && (after.len > line.len * 2 || !self.has_capitals(next)))
    }

    fn looks_like_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let str = self.str(at);
        line.kind == LineKind::Text
            && line.len <= LONGEST_HEADING
            && matches!(line.head, Head::Capital | Head::Number | Head::Quote)
            && !str.ends_with([',', ';', ':', '-', '–', '—'])
            && if line.finished {
                !str.ends_with('.') && self.has_capitals(at) && line.head != Head::Quote
            } else {
                line.head != Head::Quote && line.len <= PLAIN_HEADING || self.has_capitals(at)
            }
    }

    /// Whether nearly all words of line `at` have a capital, minor words aside.
    fn has_capitals(&self, at: usize) -> bool {
        let (mut capital, mut small) = (0, 0);
        for word in self.str(at).split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            match word.chars().next() {
                Some(c) if c.is_uppercase() => capital += 1,
                Some(c) if c.is_lowercase() && !self.conventions.is_minor(word) => small += 1,
                _ => {}
            }
        }
        capital > 0 && small * 4 <= capital
    }
}

/// Whether a line begins with a short number and a point or a bracket.
fn is_list_item(str: &str) -> bool {
    let rest = str.trim_start_matches(|c: char| c.is_ascii_digit());
    str.len() - rest.len() <= 3
        && rest.starts_with(['.', ')'])
        && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::BlockKind::*;
    use super::*;

    fn conventions() -> Conventions {
        let none: [(&str, super::super::Ending); 0] = [];
        Conventions::new(none, [], ["dan", "di", "untuk"], ["KOMPAS", "ANTARA"], [])
    }

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        let layout = Layout::new(text, &conventions());
        layout.blocks.iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn a_title_stands_before_a_blank_line_or_the_body() {
        let body = "Presiden tiba di Jakarta pada Senin pagi setelah kunjungan selama sepekan.";
        for gap in ["\n\n", "\r\n\r\n", "\n", "\r"] {
            let text = format!("Presiden Tiba di Jakarta{gap}{body}\n");
            assert_eq!(
                kinds(&text),
                [(Title, "Presiden Tiba di Jakarta"), (Body, body)],
                "{gap:?}"
            );
        }
        assert_eq!(kinds(body), [(Body, body)]);
        assert_eq!(kinds("Presiden Tiba"), [(Body, "Presiden Tiba")]);
        assert_eq!(kinds(&format!("{body}\n\n{body}"))[0].0, Body);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Gambar itu dirilis oleh kantor berita negara yang berkedudukan di\n\
                    Korea Utara, dan menunjukkan kedua pemimpin itu sedang menikmati\n\
                    perjalanan.\nBesoknya, mereka berpisah di bandara setelah upacara singkat.";
        let blocks = kinds(text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].1.ends_with("perjalanan.") && blocks.iter().all(|b| b.0 == Body));
    }

    #[test]
    fn headings_make_sections_and_list_items_do_not() {
        let body = "Kalimat ini cukup panjang untuk sebuah paragraf yang biasa di koran.";
        let text = format!("{body}\nDampak Ekonomi\n{body}\nKesimpulan\n{body}\nSatu\nDua\nTiga");
        let layout = Layout::new(&text, &conventions());
        let headings: Vec<_> =
            layout.sections.iter().map(|s| s.heading.map(|h| h.of(&text))).collect();
        assert_eq!(headings, [None, Some("Dampak Ekonomi"), Some("Kesimpulan")]);
    }

    #[test]
    fn a_credit_is_cut_from_the_last_paragraph() {
        let blocks = kinds("Presiden tiba.\nSemua selamat. (abc/def)");
        assert_eq!(blocks[1..], [(Body, "Semua selamat."), (Byline, "(abc/def)")]);
    }

    #[test]
    fn a_dateline_is_a_block_of_its_own() {
        let blocks = kinds("Harga Naik\n\nJAKARTA, KOMPAS — Harga beras naik.");
        assert_eq!(blocks[1..], [(Dateline, "JAKARTA, KOMPAS —"), (Body, "Harga beras naik.")]);
    }
}
