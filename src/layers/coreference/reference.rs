//! Names as they stand in their clauses: where their group begins, what part it plays, and which
//! names are set side by side.

use super::entities::Known;
use super::forms::same_group;
use super::tables::{Lexicon, Part};
use crate::annotations::Annotations;
use crate::document::Document;
use crate::layers::Context;
use crate::morphology::{Clitic, Voice};
use crate::record::EntityType;
use crate::text::TokenKind;
use std::ops::Range;

/// A name in its clause.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The entity.
    pub entity: u32,
    /// The type of the name.
    pub kind: EntityType,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The first token of its group: of the title, where one stands before.
    pub start: u32,
    /// The sentence.
    pub sentence: usize,
    /// Its part in the clause.
    pub part: Part,
    /// Whether it is joined with others of its kind.
    pub joined: bool,
    /// Whether the gazetteer has it, as more than a district: of those there are so many that one is
    /// easily somebody's name.
    pub known: bool,
}

/// Names of equals set side by side: `Rusia dan Korea Utara`.
#[derive(Clone, Debug)]
pub(super) struct Coordination {
    /// The entities, each once, in order.
    pub entities: Vec<u32>,
    /// The type of the first.
    pub kind: EntityType,
    /// From the first to the last name.
    pub tokens: Range<u32>,
    /// The sentence.
    pub sentence: usize,
    /// The part of the first in the clause.
    pub part: Part,
}

/// Tokens between two names that may be no more than what joins them.
const BETWEEN: u32 = 3;
/// Tokens of brackets behind a name that are looked over.
const BRACKETS: u32 = 5;

/// The names of an article in their clauses, in order, and what is joined.
pub(super) fn read(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    found: &Annotations<'_>,
    known: &Known,
) -> (Vec<Reference>, Vec<Coordination>) {
    let document = cx.document;
    let mut starts: Vec<u32> = found.names.iter().map(|name| name.tokens.start).collect();
    for title in &found.titles {
        let (at, start) = (document.token_at(title.span.start), &mut starts[title.holder as usize]);
        *start = at.min(*start);
    }
    let lists = &cx.tables.lists;
    let districts = lists.find("district_id");
    let mut references: Vec<Reference> = Vec::with_capacity(found.names.len());
    for (index, name) in found.names.iter().enumerate() {
        let sentence = document.sentence_of(name.tokens.start).unwrap_or_default();
        let first = document.sentences[sentence].tokens.start;
        let start = starts[index].max(first);
        references.push(Reference {
            entity: known.of_name[index],
            kind: name.kind,
            tokens: name.tokens.clone(),
            start,
            sentence,
            part: clause_part(cx, lexicon, start, first, &name.tokens),
            joined: false,
            known: name.row.is_some_and(|row| Some(lists.list_of(row)) != districts),
        });
    }
    let coordinations = coordinations(document, lexicon, &mut references);
    (references, coordinations)
}

/// What the words around a group tell of its part: behind a noun it may still be the subject, if
/// an active verb follows.
fn clause_part(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    start: u32,
    first: u32,
    tokens: &Range<u32>,
) -> Part {
    let told = part(cx.document, lexicon, start, first);
    let prepositional = start > first && lexicon.before.has(cx.document, start - 1);
    if told != Part::Oblique || prepositional || tokens.end as usize >= cx.document.words.len() {
        return told;
    }
    let acts = cx.matcher().forms(tokens.end).any(|form| form.voice.intersects(Voice::ACTIVE));
    if acts { Part::Subject } else { told }
}

/// What the word before a group tells of its part.
pub(super) fn part(document: &Document<'_>, lexicon: &Lexicon, start: u32, first: u32) -> Part {
    let Some(before) = start.checked_sub(1).filter(|&at| at >= first) else {
        return Part::Subject;
    };
    if let Some((_, _, &part)) = lexicon.before.longest(document, before, start) {
        return part;
    }
    let token = &document.tokens[before as usize];
    let opens = token.kind == TokenKind::Punct && token.span.of(document.text) != "(";
    if opens { Part::Subject } else { Part::Oblique }
}

/// Names that may be set side by side, how many of them a joiner binds, the token behind the last.
type Chain = (Vec<usize>, usize, u32);

/// Whether brackets that open at a token hold just these tokens.
fn in_brackets(document: &Document<'_>, open: u32, tokens: &Range<u32>) -> bool {
    let text = |at: u32| document.tokens.get(at as usize).map(|t| t.span.of(document.text));
    open + 1 == tokens.start && text(open) == Some("(") && text(tokens.end) == Some(")")
}

/// Behind brackets at a token that hold no more than an age or the like.
fn behind_brackets(document: &Document<'_>, at: u32, start: u32) -> u32 {
    if at < start && document.token_text(at) == "(" {
        let close = (at + 1..start.min(at + BRACKETS)).find(|&t| document.token_text(t) == ")");
        return close.map_or(at, |close| close + 1);
    }
    at
}

fn coordinations(
    document: &Document<'_>,
    lexicon: &Lexicon,
    references: &mut [Reference],
) -> Vec<Coordination> {
    let mut found = Vec::new();
    // The open chain of each group of types in this sentence: members, how many a joiner binds, and
    // the token behind the last.
    let mut open: Vec<Chain> = Vec::new();
    let mut sentence = usize::MAX;
    for index in 0..references.len() {
        if references[index].sentence != sentence {
            sentence = references[index].sentence;
            open.drain(..).for_each(|chain| close(chain, references, &mut found));
        }
        let this = &references[index];
        let same = |chain: &Chain| same_group(references[chain.0[0]].kind, this.kind);
        let Some(at) = open.iter().position(same) else {
            open.push((vec![index], 0, this.tokens.end));
            continue;
        };
        let (last, end) = (open[at].0[open[at].0.len() - 1], open[at].2);
        // Another name of the last one, in brackets: `Heri Gunawan (HG) dan Satori`.
        if references[last].entity == this.entity && in_brackets(document, end, &this.tokens) {
            open[at].2 = this.tokens.end + 1;
            continue;
        }
        match link(document, lexicon, end, this.start) {
            Some(joiner) => {
                open[at].0.push(index);
                open[at].2 = this.tokens.end;
                if joiner {
                    open[at].1 = open[at].0.len();
                }
            }
            None => {
                let chain = std::mem::replace(&mut open[at], (vec![index], 0, this.tokens.end));
                close(chain, references, &mut found);
            }
        }
    }
    open.drain(..).for_each(|chain| close(chain, references, &mut found));
    found.sort_by_key(|c: &Coordination| (c.tokens.end, c.tokens.start));
    found
}

/// How two groups are linked: by a joiner, by a comma only, or not at all.
fn link(document: &Document<'_>, lexicon: &Lexicon, end: u32, start: u32) -> Option<bool> {
    let end = behind_brackets(document, end, start);
    if start <= end || start - end > BETWEEN {
        return None;
    }
    let mut joiner = false;
    for at in end..start {
        // `Budi dan istrinya, Ani`: the noun says whose the second is.
        let his = joiner && document.words[at as usize].clitic == Some(Clitic::Nya);
        if lexicon.coordinators.has(document, at) {
            joiner = true;
        } else if document.token_text(at) != "," && !his {
            return None;
        }
    }
    Some(joiner)
}

/// Notes a chain of names as far as its last joiner: commas alone tell places and titles too.
fn close(
    (mut chain, bound, _): Chain,
    references: &mut [Reference],
    found: &mut Vec<Coordination>,
) {
    chain.truncate(bound);
    let [first, .., last] = chain[..] else { return };
    let mut entities = Vec::with_capacity(chain.len());
    let part = references[first].part;
    for &index in &chain {
        let reference = &mut references[index];
        (reference.part, reference.joined) = (part, true);
        if !entities.contains(&reference.entity) {
            entities.push(reference.entity);
        }
    }
    if entities.len() > 1 {
        found.push(Coordination {
            entities,
            kind: references[first].kind,
            tokens: references[first].start..references[last].tokens.end,
            sentence: references[first].sentence,
            part,
        });
    }
}
