//! Which noun groups are joined: A dan B; A, B, serta C; and which stand beside one another as the same.

use super::chunks::{Group, GroupKind, Lead};
use super::lists::Joins;
use super::units::{Unit, UnitKind};
use crate::record::{EntityType, QuantityType};

/// Ties noun groups of one sentence to one another. `base` is the place of the first group; `governs` tells whether a verb
/// governs what its object does, `comes_to` whether a preposition leads what a list comes to.
pub(super) fn join(
    units: &[Unit],
    groups: &mut [Group],
    base: u32,
    governs: impl Fn(&Group) -> bool,
    comes_to: impl Fn(&Lead) -> bool,
) {
    let mut verbs = 0usize;
    for at in 0..groups.len() {
        match groups[at].kind {
            GroupKind::Verb => verbs += 1,
            GroupKind::Mark(UnitKind::Stop) => verbs = 0,
            GroupKind::Noun if groups[at].lead.as_ref().is_some_and(&comes_to) => {
                join_last(units, groups, base, at);
            }
            GroupKind::Conjunction(Joins::Alike) => {
                let verb_before = verbs > 0 && !opens_clause(units, groups, at, &governs);
                join_at(units, groups, base, at, verb_before);
            }
            _ => {}
        }
    }
    beside(units, groups, base);
}

fn is_comma(groups: &[Group], at: usize) -> bool {
    groups.get(at).is_some_and(|g| g.kind == GroupKind::Mark(UnitKind::Comma))
}

/// meminta *polisi dan jaksa* menangkap …, agar *polisi dan jaksa* datang: whether the noun before a conjunction begins a clause,
/// of which the one behind it may be the subject as well.
fn opens_clause(
    units: &[Unit],
    groups: &[Group],
    at: usize,
    governs: impl Fn(&Group) -> bool,
) -> bool {
    let (Some(left), Some(next)) = (at.checked_sub(1), groups.get(at + 1)) else { return false };
    let own = &groups[left];
    let alike = own.kind == GroupKind::Noun
        && next.kind == GroupKind::Noun
        && next.lead.is_none()
        && similar(units, own, next);
    let Some(before) = left.checked_sub(1).map(|b| &groups[b]).filter(|_| alike) else {
        return false;
    };
    let both = own.animate && next.animate;
    match &own.lead {
        Some(lead) => lead.conjunction.is_some() && (both || lead.preposition.is_none()),
        None => match before.kind {
            GroupKind::Verb => governs(before),
            GroupKind::Conjunction(joins) => joins == Joins::Content,
            _ => false,
        },
    }
}

/// Joins the groups around the conjunction at `at`, and the list that ends there.
fn join_at(units: &[Unit], groups: &mut [Group], base: u32, at: usize, verb_before: bool) {
    let comma = at > 0 && is_comma(groups, at - 1);
    let Some(left) = at.checked_sub(if comma { 2 } else { 1 }) else { return };
    let right = at + 1;
    let Some(next) = groups.get(right) else { return };
    if groups[left].kind != GroupKind::Noun || next.kind != GroupKind::Noun {
        return;
    }
    // dengan A dan B: the second has no preposition of its own, or the same.
    let lead = |g: &Group| g.lead.as_ref().and_then(|l| l.preposition);
    if next.lead.is_some() && lead(next) != lead(&groups[left]) {
        return;
    }
    // lebih dari 75 tahun dan penghasilan: an amount is joined to amounts only.
    if is_amount(units, &groups[left]) && !is_amount(units, next) {
        return;
    }
    // …, dan para pemegang saham pada Mei lalu *meminta*: a time does not part a noun from its verb.
    let behind = groups[right + 1..].iter().find(|g| g.kind != GroupKind::Time);
    let verb_behind = behind.is_some_and(|g| g.kind == GroupKind::Verb)
        || comma && waits_for_verb(units, &groups[right + 1..]);
    let names = name_of(units, &groups[left]).is_some() && name_of(units, next).is_some();
    // Dengan ditandatanganinya nota itu, pemerintah dan oposisi sepakat: a subject begins behind the comma.
    let opens = left > 0 && is_comma(groups, left - 1) && groups[left].animate;
    if verb_behind && verb_before && !opens && !(names && similar(units, &groups[left], next)) {
        return;
    }
    // ", dan B" joins a list; without one it opens a clause.
    let mut first = left;
    let mut chain = vec![left];
    while let Some(mut before) = first.checked_sub(2) {
        // tiga orang sekaligus, A, B, dan C
        if groups[before].kind == GroupKind::Other && before > 0 {
            before -= 1;
        }
        let joins = is_comma(groups, first - 1)
            && groups[before].kind == GroupKind::Noun
            && groups[before].conjunct.is_none()
            && groups[first].lead.is_none()
            && similar(units, &groups[before], &groups[first])
            && !(verb_behind && verb_before && groups[before].lead.is_some());
        if !joins {
            break;
        }
        chain.push(before);
        first = before;
    }
    if comma && chain.len() == 1 && verb_behind && verb_before {
        return;
    }
    groups[left].conjunct = Some(base + right as u32);
    // tiga tersangka, A, B, dan C: the first counts the others and is none of them.
    let counted = |g: &Group| {
        matches!(units[g.units.start as usize].kind, UnitKind::Quantity(_, QuantityType::Count))
    };
    let named = |&at: &usize| name_of(units, &groups[at]).is_some() && !counted(&groups[at]);
    if let [members @ .., first] = &chain[..]
        && members.len() > 1
        && counted(&groups[*first])
        && members.iter().all(named)
    {
        groups[*first].apposition = Some(base + members[members.len() - 1] as u32);
        chain.pop();
    }
    for pair in chain.windows(2) {
        groups[pair[1]].conjunct = Some(base + pair[0] as u32);
    }
}

/// , dan *delapan benda* yang tak ternilai telah dicuri: whether a relative clause stands here, and behind what it says a verb
/// with an auxiliary of its own.
fn waits_for_verb(units: &[Unit], behind: &[Group]) -> bool {
    let relative =
        behind.first().is_some_and(|g| g.kind == GroupKind::Conjunction(Joins::Relative));
    let first = |g: &Group| units[g.units.start as usize].kind;
    let verb = |g: &Group| g.kind == GroupKind::Verb && first(g) == UnitKind::Auxiliary;
    let says = |g: &&Group| !matches!(g.kind, GroupKind::Mark(_) | GroupKind::Conjunction(_));
    relative && behind.iter().skip(1).take(4).take_while(says).skip(1).any(verb)
}

/// membahas *konsep, kebijakan*, hingga *penerapan*: joins a list of nouns to the one that a preposition says that it comes to.
fn join_last(units: &[Unit], groups: &mut [Group], base: u32, at: usize) {
    let plain = |g: &Group| g.kind == GroupKind::Noun && g.conjunct.is_none();
    let mut last = at;
    while let Some(before) = last.checked_sub(2) {
        let joins = is_comma(groups, last - 1)
            && plain(&groups[before])
            && similar(units, &groups[before], &groups[last])
            && !is_amount(units, &groups[last])
            && (last == at || groups[last].lead.is_none());
        if !joins {
            break;
        }
        last = before;
    }
    // rapat selama dua hari, hingga Sabtu: one noun before it is no list.
    if at - last < 4 {
        return;
    }
    for member in (last..at).step_by(2) {
        groups[member].conjunct = Some(base + member as u32 + 2);
    }
}

/// Whether a noun group is a mere amount of money, a share, or a measure.
fn is_amount(units: &[Unit], group: &Group) -> bool {
    use QuantityType::{Count, Measure, Money, Percent};
    let own = &units[group.units.start as usize..group.units.end as usize];
    own.iter().all(|u| match u.kind {
        UnitKind::Number => true,
        UnitKind::Quantity(_, kind) => {
            matches!(kind, Measure | Money | Percent) || kind == Count && u.tokens.len() == 1
        }
        _ => false,
    })
}

/// Whether two noun groups are of a kind: both names, or both nouns.
fn similar(units: &[Unit], a: &Group, b: &Group) -> bool {
    match (name_of(units, a), name_of(units, b)) {
        (None, None) => a.animate == b.animate,
        (Some(a), Some(b)) => class(a) == class(b),
        _ => a.animate && b.animate,
    }
}

fn class(kind: EntityType) -> u8 {
    match kind {
        EntityType::Person => 1,
        EntityType::Gpe | EntityType::Location | EntityType::Organization => 2,
        _ => 3,
    }
}

/// The type of the name that the group ends in.
fn name_of(units: &[Unit], group: &Group) -> Option<EntityType> {
    let own = &units[group.units.start as usize..group.units.end as usize];
    own.iter().rev().find_map(|u| match u.kind {
        UnitKind::Name(_, kind) => Some(kind),
        _ => None,
    })
}

/// yakni *A*, *B* (DPO), *C*: joins names that only commas part, from `first` on.
fn list_names(units: &[Unit], groups: &mut [Group], base: u32, first: usize) {
    let mut last = first;
    loop {
        while let Some(next) = groups[last].conjunct {
            last = (next - base) as usize;
        }
        let mut comma = last + 1;
        let opens = |g: &Group| g.kind == GroupKind::Mark(UnitKind::Open);
        if groups.get(comma).is_some_and(opens) {
            let closes = |g: &Group| g.kind == GroupKind::Mark(UnitKind::Close);
            let Some(length) = groups[comma..].iter().take(6).position(closes) else { return };
            comma += length + 1;
        }
        let Some(next) = groups.get(comma + 1) else { return };
        let named = name_of(units, next).is_some() && name_of(units, &groups[last]).is_some();
        let joins = is_comma(groups, comma)
            && next.kind == GroupKind::Noun
            && next.lead.is_none()
            && named
            && similar(units, &groups[last], next);
        if !joins {
            return;
        }
        groups[last].conjunct = Some(base + comma as u32 + 1);
        last = comma + 1;
    }
}

/// Groups from a bracket to the one that closes it, at most, where it says what a name is short for.
const BRACKETS: usize = 6;

/// The group at that place, or before the brackets that end there.
fn before_brackets(groups: &[Group], at: usize) -> Option<usize> {
    if groups[at].kind != GroupKind::Mark(UnitKind::Close) {
        return Some(at);
    }
    let open = |g: &Group| g.kind == GroupKind::Mark(UnitKind::Open);
    let first = at.saturating_sub(BRACKETS);
    let place = groups[first..at].iter().rposition(open)?;
    (first + place).checked_sub(1)
}

/// pemimpin Korea Utara, Kim Jong Un, …; Kim Jong Un, pemimpin Korea Utara, …; tiga negara, yakni A, B, dan C
fn beside(units: &[Unit], groups: &mut [Group], base: u32) {
    for at in 1..groups.len() {
        let left = if is_comma(groups, at - 1) { at.checked_sub(2) } else { Some(at - 1) };
        let Some(left) = left.filter(|&l| groups[l].kind == GroupKind::Noun) else { continue };
        let named = groups[at].kind == GroupKind::Aside
            && groups.get(at + 1).is_some_and(|g| g.kind == GroupKind::Noun && g.lead.is_none());
        if named && groups[left].conjunct.is_none() {
            groups[left].apposition = Some(base + at as u32 + 1);
            list_names(units, groups, base, at + 1);
        }
    }
    for at in 2..groups.len() {
        if groups[at].kind != GroupKind::Noun || !is_comma(groups, at - 1) {
            continue;
        }
        // peneliti Universitas Melati (UM), *Budi Santoso*, menilai …: what stands in brackets parts nothing.
        let Some(left) = before_brackets(groups, at - 2) else { continue };
        let bracketed = left != at - 2;
        let fits = is_comma(groups, at - 1)
            && groups[left].kind == GroupKind::Noun
            && groups[at].kind == GroupKind::Noun
            && groups[at].lead.is_none()
            && groups[left].conjunct.is_none()
            && groups[at].conjunct.is_none()
            && groups[left].apposition.is_none();
        if !fits {
            continue;
        }
        let closed = groups.get(at + 1).is_none_or(|g| matches!(g.kind, GroupKind::Mark(_)));
        let starts = |g: &Group| match units[g.units.start as usize].kind {
            UnitKind::Name(_, kind) => Some(kind),
            _ => None,
        };
        let (left_name, right_name) = (starts(&groups[left]), starts(&groups[at]));
        let same = match (left_name, right_name) {
            (_, Some(kind)) if bracketed && kind != EntityType::Person => false,
            // Suaminya, *dalang Budi Santoso*, wafat: who is told by -nya, and then by a noun and a name.
            (None, None) => {
                let last = &units[groups[left].units.end as usize - 1];
                !bracketed
                    && last.nya
                    && groups[left].animate
                    && name_of(units, &groups[left]).is_none()
                    && name_of(units, &groups[at]) == Some(EntityType::Person)
            }
            (None, Some(kind)) => {
                groups[left].animate == matches!(class(kind), 1 | 2)
                    && name_of(units, &groups[left]) != Some(EntityType::Person)
            }
            (Some(kind), None) => {
                groups[at].animate == matches!(class(kind), 1 | 2)
                    && name_of(units, &groups[at]) != Some(EntityType::Person)
            }
            _ => false,
        };
        // Kepala Biro Umum *dan Informasi Kementerian*, Budi Santoso, …: a title of two parts.
        let joined = left.checked_sub(2).is_some_and(|first| {
            groups[first].animate && groups[first].conjunct == Some(base + left as u32)
        });
        let titled = joined && !groups[left].animate && right_name == Some(EntityType::Person);
        if closed && (same || titled) {
            groups[left].apposition = Some(base + at as u32);
        }
        // diplomat asal Ekuador, Vayas, …: the name of a person is beside whom the preposition is tied to.
        let person = right_name == Some(EntityType::Person) && closed;
        if person && left > 0 && groups[left].lead.is_some() {
            let tied = &groups[left - 1];
            let takes = tied.kind == GroupKind::Noun
                && tied.lead.is_none()
                && tied.animate
                && tied.conjunct.is_none()
                && tied.apposition.is_none()
                && name_of(units, tied) != Some(EntityType::Person);
            if takes {
                groups[left - 1].apposition = Some(base + at as u32);
            }
        }
    }
}
