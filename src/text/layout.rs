//! Provisional layout: every line a body block.

use super::{Conventions, Span};

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A section's heading.
    Heading,
    /// A paragraph.
    Body,
    /// Who wrote or edited it.
    Byline,
    /// Advertising and navigation.
    Boilerplate,
}

/// A run of lines that belong together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// Where an article says it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dateline {
    /// All of it.
    pub span: Span,
    /// The place.
    pub place: Option<Span>,
    /// The outlet.
    pub outlet: Option<Span>,
}

/// A section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its heading.
    pub heading: Option<Span>,
    /// All of it.
    pub span: Span,
}

/// The parts of an article's page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The headline.
    pub title: Option<Span>,
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// In order of the text.
    pub blocks: Vec<Block>,
    /// In order of the text.
    pub sections: Vec<Section>,
}

/// Reads the layout.
pub fn layout(text: &str, _: &Conventions) -> Layout {
    let mut layout = Layout::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let start = at + line.find(body).unwrap_or(0);
            let span = Span::new(start, start + body.len());
            layout.blocks.push(Block { span, kind: BlockKind::Body });
        }
        at += line.len();
    }
    if let (Some(first), Some(last)) = (layout.blocks.first(), layout.blocks.last()) {
        layout.sections.push(Section { heading: None, span: first.span.join(last.span) });
    }
    layout
}
