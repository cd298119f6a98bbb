//! Who with whom: an arc diagram, laid out in whole numbers so that it is the same everywhere.
//!
//! The parties stand below one another, close to those they have most to do with; an arc joins two
//! that meet in an event, or, dashed, two that a lasting tie joins. Its words stand at its summit.

use std::collections::BTreeMap;

use super::model::shortened;
use crate::output::words::{Family, words};
use crate::record::*;

/// Most parties shown: those with the most ties.
const MOST: usize = 14;
/// Height of a row, in the units of the drawing, which are pixels at full size.
const ROW: i32 = 34;
/// Width of a letter of a name, and of an arc's words.
const LETTER: i32 = 7;
const SMALL_LETTER: i32 = 6;
/// Where the first dot stands.
const TOP: i32 = 22;
/// Code points of a name that fit beside the axis.
const NAME: usize = 24;
/// Code points of an arc's words that fit.
const WORDS: usize = 22;

/// The drawing.
pub struct Graph {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// Where the dots stand, from the left.
    pub axis: i32,
    /// Where the names end.
    pub names: i32,
    /// The parties.
    pub nodes: Vec<Node>,
    /// What they have to do with one another.
    pub arcs: Vec<Arc>,
    /// Parties that were left out.
    pub left_out: usize,
}

/// A party.
pub struct Node {
    pub id: String,
    pub name: String,
    pub full: String,
    pub class: &'static str,
    pub y: i32,
}

/// What two parties have to do with one another.
pub struct Arc {
    /// The facts behind it, with spaces between.
    pub opens: String,
    /// The first of them.
    pub target: String,
    /// The parties, for lighting.
    pub ends: String,
    /// The curve.
    pub path: String,
    /// An arrow's head, where it has a direction.
    pub head: String,
    pub label: String,
    /// In words, for those who do not see it.
    pub title: String,
    pub x: i32,
    pub y: i32,
    pub lasting: bool,
}

/// What is known of a pair: the facts and their kinds.
#[derive(Default)]
struct Bond {
    facts: Vec<String>,
    kinds: Vec<String>,
    forth: bool,
    back: bool,
}

type Bonds = BTreeMap<(usize, usize), Bond>;

impl Bond {
    fn add(&mut self, fact: String, kind: String) {
        // Facts come one after the other.
        if self.facts.last() != Some(&fact) {
            self.facts.push(fact);
        }
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }
}

/// Whether such an entity acts.
fn acts(kind: EntityType) -> bool {
    matches!(
        kind,
        EntityType::Person | EntityType::Organization | EntityType::Gpe | EntityType::Group
    )
}

/// Adds a fact to the bond of two parties.
fn bind(bonds: &mut Bonds, from: usize, to: usize, directed: bool, fact: String, kind: String) {
    if from == to {
        return;
    }
    let bond = bonds.entry((from.min(to), from.max(to))).or_default();
    bond.forth |= directed && from < to;
    bond.back |= directed && from > to;
    bond.add(fact, kind);
}

/// The bonds by events, and those by lasting ties, between indices of entities.
fn bonds(record: &Record<'_>) -> (Bonds, Bonds) {
    let (mut passing, mut lasting) = (Bonds::new(), Bonds::new());
    let known =
        |id: EntityId| record.entities.get(id.index()).filter(|e| acts(e.kind)).map(|_| id.index());
    for v in &record.events {
        let with = |role: Role| {
            let of_role = v.arguments.iter().filter(move |a| a.role == role);
            of_role.filter_map(|a| known(a.entity?)).collect::<Vec<_>>()
        };
        let (actors, recipients) = (with(Role::Actor), with(Role::Recipient));
        let mut kind = words(v.kind.as_str());
        if v.polarity == Polarity::Negative {
            kind = format!("no {kind}");
        }
        if v.modality != Modality::Actual {
            kind = format!("{kind} ({})", v.modality);
        }
        for (i, &a) in actors.iter().enumerate() {
            for &b in &recipients {
                bind(&mut passing, a, b, true, v.id.to_string(), kind.clone());
            }
            for &b in &actors[i + 1..] {
                bind(&mut passing, a, b, false, v.id.to_string(), kind.clone());
            }
        }
    }
    for r in &record.relations {
        if let (Some(a), Some(b)) = (known(r.subject), known(r.object)) {
            bind(&mut lasting, a, b, true, r.id.to_string(), words(&r.kind));
        }
    }
    (passing, lasting)
}

/// The graph of a record; none where no two parties have to do with one another.
pub fn graph(record: &Record<'_>) -> Option<Graph> {
    let (passing, lasting) = bonds(record);
    let mut ties: BTreeMap<usize, usize> = BTreeMap::new();
    for (&(a, b), bond) in passing.iter().chain(&lasting) {
        *ties.entry(a).or_default() += bond.facts.len();
        *ties.entry(b).or_default() += bond.facts.len();
    }
    let mut parties: Vec<usize> = ties.keys().copied().collect();
    if parties.is_empty() {
        return None;
    }
    parties.sort_by_key(|party| std::cmp::Reverse(ties[party]));
    let left_out = parties.len().saturating_sub(MOST);
    parties.truncate(MOST);
    let order = arrange(parties, &passing, &lasting);
    let place: BTreeMap<usize, i32> = order.iter().copied().zip(0..).collect();
    let y = |row: i32| TOP + ROW * row;
    let mut height = y(order.len() as i32 - 1) + TOP;
    let nodes = order.iter().map(|&party| {
        let e = &record.entities[party];
        Node {
            id: e.id.to_string(),
            name: shortened(&e.name, NAME),
            full: e.name.to_string(),
            class: Family::of(e.kind).class(),
            y: y(place[&party]),
        }
    });
    let nodes: Vec<Node> = nodes.collect();
    let longest_name = nodes.iter().map(|node| node.name.chars().count()).max().unwrap_or(0);
    let names = LETTER * longest_name as i32 + 4;
    let axis = names + 12;
    let longest = y(order.len() as i32 - 1) - TOP;
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    let mut arcs: Vec<Arc> = Vec::new();
    for (bonds, lasts) in [(&passing, false), (&lasting, true)] {
        for (&(a, b), bond) in bonds {
            let (Some(&from), Some(&to)) = (place.get(&a), place.get(&b)) else { continue };
            let ends = [&record.entities[a], &record.entities[b]];
            arcs.push(arc(axis, (y(from), y(to), longest), bond, ends, lasts));
        }
    }
    // Short arcs first: their words have the least room to move.
    arcs.sort_by_key(|arc| (arc.x, arc.y));
    for arc in arcs.iter_mut() {
        let width = SMALL_LETTER * arc.label.chars().count() as i32;
        let steps = (0..40).map(|n| if n % 2 == 0 { n / 2 } else { -(n / 2) - 1 });
        let free = |y: i32| {
            !taken.iter().any(|&(left, right, at)| {
                (y - at).abs() < 13 && arc.x < right && left < arc.x + width
            })
        };
        let at = steps.map(|n| arc.y + 7 * n).find(|&y| y >= 10 && free(y));
        arc.y = at.unwrap_or(arc.y);
        height = height.max(arc.y + 12);
        taken.push((arc.x, arc.x + width, arc.y));
    }
    // The words of short arcs lie over long arcs.
    arcs.reverse();
    let width = taken.iter().map(|&(_, right, _)| right).max().unwrap_or(axis) + 8;
    Some(Graph { width, axis, names, height, nodes, arcs, left_out })
}

/// The order of rows: from the party with the most ties on, always the one with the most ties to
/// those that already stand, so that arcs stay short.
fn arrange(parties: Vec<usize>, passing: &Bonds, lasting: &Bonds) -> Vec<usize> {
    let mut order = vec![parties[0]];
    let mut rest: Vec<usize> = parties[1..].to_vec();
    while !rest.is_empty() {
        let pull = |party: usize| -> usize {
            let near = order.iter().enumerate().map(|(at, &other)| {
                let pair = (party.min(other), party.max(other));
                let facts = |bonds: &Bonds| bonds.get(&pair).map_or(0, |b| b.facts.len());
                // The last rows pull most.
                (facts(passing) + facts(lasting)) * (at + 1)
            });
            near.sum()
        };
        let next = (0..rest.len()).rev().max_by_key(|&i| pull(rest[i])).unwrap_or(0);
        let next = rest.remove(next);
        order.push(next);
    }
    order
}

fn arc(
    axis: i32,
    (from, to, longest): (i32, i32, i32),
    bond: &Bond,
    ends: [&Entity<'_>; 2],
    lasting: bool,
) -> Arc {
    let reach = (to - from).abs() - ROW;
    // A flat half of an ellipse: its summit lies at three quarters of the control points' reach.
    let most = (longest - ROW).clamp(1, 170);
    let bulge = 34 + reach * most / (longest - ROW).max(1) + if lasting { 16 } else { 0 };
    let control = axis + 6 + bulge;
    let path = format!("M{0} {from}C{control} {from} {control} {to} {0} {to}", axis + 6);
    let head = |y: i32| format!("M{} {}l8 -4v8z", axis + 6, y);
    // `forth` runs from the first entity to the second.
    let mut heads = String::new();
    if bond.forth {
        heads.push_str(&head(to));
    }
    if bond.back {
        heads.push_str(&head(from));
    }
    let kinds = bond.kinds.join(", ");
    let joint = match (bond.forth, bond.back) {
        (true, false) => "to",
        (false, true) => "from",
        _ => "and",
    };
    Arc {
        opens: bond.facts.join(" "),
        target: bond.facts.first().cloned().unwrap_or_default(),
        ends: format!("{} {}", ends[0].id, ends[1].id),
        path,
        head: heads,
        label: shortened(&kinds, WORDS),
        title: format!("{} {joint} {}: {kinds}", ends[0].name, ends[1].name),
        x: axis + 6 + bulge * 3 / 4 + 6,
        y: (from + to) / 2,
        lasting,
    }
}
