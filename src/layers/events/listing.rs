//! Groups whose members are listed once (para tersangka berinisial A, B, C) and meant elsewhere: delapan tersangka, 8 orang.

use super::arguments::Candidate;
use crate::annotations::Annotations;
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Group, UnitKind};
use crate::record::{Number, QuantityType};

/// One group and its members.
#[derive(Debug)]
struct Listing {
    /// The token of the noun for them.
    noun: u32,
    /// Their entities.
    members: Vec<u32>,
}

/// The groups of a document whose members are listed.
#[derive(Debug, Default)]
pub(super) struct Listings {
    all: Vec<Listing>,
}

/// Lists that are kept: more tell of no one group that a text would come back to.
const MOST: usize = 32;

/// So many are no pair that might be any two: their number alone tells who is meant.
const TELLING: usize = 3;

impl Listings {
    /// Keeps a group with members, if they are several.
    pub(super) fn add(&mut self, group: &Group, members: Vec<u32>) {
        if members.len() > 1 && self.all.len() < MOST {
            self.all.push(Listing { noun: group.head, members });
        }
    }

    /// The members of the group that an argument means: by its noun and number, or by a number alone.
    pub(super) fn members(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        c: &Candidate,
    ) -> &[u32] {
        let Some(group) = c.group.map(|g| chunks.group(g)) else { return &[] };
        if self.all.is_empty() || group.tokens != c.tokens {
            return &[];
        }
        let units = chunks.units_of(group);
        let count = units.iter().find_map(|u| match u.kind {
            UnitKind::Quantity(place, QuantityType::Count) => {
                let quantity = found.quantities.get(place as usize)?;
                match (quantity.value, quantity.to) {
                    (Number::Integer(n), None) => usize::try_from(n).ok(),
                    _ => None,
                }
            }
            _ => None,
        });
        // dua tersangka *lainnya* are others than those.
        let others = units.last().and_then(|u| u.row);
        if others.is_some_and(|row| cx.tables.lists.get(row, "others") == "yes") {
            return &[];
        }
        let several = units[0].kind == UnitKind::Opener || group.definite;
        let mere = units.len() == 1;
        let means = |listing: &&Listing| {
            let same = same_noun(cx, listing.noun, c.head);
            match count {
                Some(n) => n == listing.members.len() && (same || (mere && n >= TELLING)),
                None => same && several && group.animate,
            }
        };
        self.all.iter().find(means).map_or(&[], |l| &l.members)
    }
}

/// Whether two tokens are forms of one noun.
fn same_noun(cx: &Context<'_, '_>, a: u32, b: u32) -> bool {
    let base = |t: u32| cx.document.words[t as usize].base;
    let (first, second) = (base(a), base(b));
    match first.is_known() && second.is_known() {
        true => first == second,
        false => cx.document.token_text(a).eq_ignore_ascii_case(cx.document.token_text(b)),
    }
}
