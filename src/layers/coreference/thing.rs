//! Things without a name that an article turns on: brought in with a modifier (`pakta pertahanan`),
//! taken up again by a demonstrative (`pakta ini`) or by the same modifier (`perjanjian pertahanan baru`).

use super::entities::in_one_line;
use super::tables::{Lexicon, Thing};
use crate::annotations::{Annotations, Entity, Mention, Origin};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::MentionKind;
use crate::rules::RowId;
use crate::text::{BlockKind, Case};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;

/// Modifiers that a noun group takes at most.
const MODIFIERS: usize = 3;
/// Sentences back in which a demonstrative finds its thing.
const POINTS_BACK: usize = 4;
/// Things of one article that are kept in mind.
const KEPT: usize = 16;

#[derive(Debug)]
struct Telling {
    tokens: Range<u32>,
    modifiers: usize,
    row: RowId,
    in_body: bool,
}

#[derive(Debug)]
struct Chain {
    thing: Thing,
    /// Modifiers by the hash of their letters.
    modifiers: Vec<u64>,
    tellings: Vec<Telling>,
    sentence: usize,
}

/// Adds such things as entities with nominal mentions only.
pub(super) fn read<'t>(cx: &Context<'_, 't>, lexicon: &Lexicon, found: &mut Annotations<'t>) {
    let mut chains: Vec<Chain> = Vec::new();
    let taken = taken(cx, found);
    for (index, sentence) in cx.document.sentences.iter().enumerate() {
        let block = cx.document.layout.blocks[sentence.block as usize].kind;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let hit = lexicon.things.longest(cx.document, at, sentence.tokens.end);
            let Some((end, row, &thing)) = hit.filter(|_| !taken[at as usize]) else {
                at += 1;
                continue;
            };
            let group = Group::read(cx, lexicon, &taken, end..sentence.tokens.end, block);
            let telling = Telling {
                tokens: at..group.end,
                modifiers: group.modifiers.len(),
                row,
                in_body: block == BlockKind::Body,
            };
            at = group.end;
            tell(&mut chains, thing, group, telling, index);
        }
    }
    for chain in chains.into_iter().filter(|chain| chain.tellings.len() > 1) {
        add(cx, chain, found);
    }
}

/// Which tokens belong to names or to nouns that are bound already.
fn taken(cx: &Context<'_, '_>, found: &Annotations<'_>) -> Vec<bool> {
    let mut taken = vec![false; cx.document.tokens.len()];
    let names = found.names.iter().map(|name| &name.tokens);
    let nouns = found.mentions.iter().filter(|m| m.kind == MentionKind::Nominal);
    for tokens in names.chain(nouns.map(|m| &m.tokens)) {
        taken[tokens.start as usize..tokens.end as usize].fill(true);
    }
    taken
}

/// What follows the noun.
struct Group {
    modifiers: Vec<u64>,
    words: usize,
    points: bool,
    end: u32,
}

impl Group {
    fn read(
        cx: &Context<'_, '_>,
        lexicon: &Lexicon,
        taken: &[bool],
        after: Range<u32>,
        block: BlockKind,
    ) -> Group {
        let document = cx.document;
        let mut group = Group { modifiers: Vec::new(), words: 0, points: false, end: after.start };
        for at in after {
            let token = &document.tokens[at as usize];
            if lexicon.pointers.has(document, at) {
                (group.points, group.end) = (true, at + 1);
                break;
            }
            let small = token.case == Case::Lower
                || block != BlockKind::Body && matches!(token.case, Case::Capital | Case::Upper);
            let closed = lexicon.before.has(document, at)
                || lexicon.coordinators.has(document, at)
                || lexicon.stops.has(document, at)
                || lexicon.counts.has(document, at);
            let verb = cx
                .matcher()
                .forms(at)
                .any(|form| form.voice.intersects(Voice::ACTIVE | Voice::PASSIVE));
            if !small || closed || verb || !token.is_word() || taken[at as usize] {
                break;
            }
            if group.words == MODIFIERS {
                break;
            }
            group.words += 1;
            group.end = at + 1;
            if !lexicon.weak.has(document, at) {
                group.modifiers.push(folded(document.token_text(at)));
            }
        }
        group
    }
}

fn folded(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.chars().flat_map(char::to_lowercase).for_each(|c| hasher.write_u32(c.into()));
    hasher.finish()
}

/// Puts a telling to the thing that it takes up, or begins a new one with it.
fn tell(chains: &mut Vec<Chain>, thing: Thing, group: Group, telling: Telling, sentence: usize) {
    let same = |chain: &Chain| chain.thing.class.meets(thing.class);
    let known = if group.modifiers.is_empty() {
        // Bare, only a demonstrative takes a thing up.
        let near = |chain: &Chain| same(chain) && chain.sentence + POINTS_BACK >= sentence;
        chains.iter().rposition(near).filter(|_| group.points)
    } else {
        // One has all modifiers of the other: `pakta transit gas`, `perjanjian gas baru`.
        let shares = |chain: &Chain| {
            let all = |few: &[u64], many: &[u64]| few.iter().all(|m| many.contains(m));
            all(&chain.modifiers, &group.modifiers) || all(&group.modifiers, &chain.modifiers)
        };
        chains.iter().rposition(|chain| same(chain) && shares(chain))
    };
    match known {
        Some(index) => {
            chains[index].sentence = sentence;
            chains[index].tellings.push(telling);
        }
        None if !group.modifiers.is_empty() && chains.len() < KEPT => {
            let modifiers = group.modifiers;
            chains.push(Chain { thing, modifiers, tellings: vec![telling], sentence });
        }
        None => {}
    }
}

fn add<'t>(cx: &Context<'_, 't>, chain: Chain, found: &mut Annotations<'t>) {
    let entity = found.entities.len() as u32;
    let fullness = |t: &Telling| (t.in_body, t.modifiers, std::cmp::Reverse(t.tokens.start));
    let Some(best) = chain.tellings.iter().max_by_key(|t| fullness(t)) else { return };
    let name = in_one_line(cx.document.slice(&best.tokens));
    found.entities.push(Entity {
        kind: chain.thing.kind,
        name,
        aliases: Vec::new(),
        row: None,
        roles: Vec::new(),
        salience: 0.0,
    });
    for telling in chain.tellings {
        found.mentions.push(Mention {
            entity,
            span: cx.document.span(&telling.tokens),
            tokens: telling.tokens,
            kind: MentionKind::Nominal,
            origin: Origin::Row(telling.row),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_in_any_letter_case() {
        assert_eq!(folded("Pertahanan"), folded("pertahanan"));
        assert_ne!(folded("pertahanan"), folded("perdagangan"));
    }
}
