//! One event, one entry: later tellings of an event join the first.

use super::telling::Telling;
use crate::annotations::Event;
use crate::record::{EventType, Modality, Polarity, Role};

/// Earlier events that a telling is compared with; older ones are too far away to be meant.
const REACH: usize = 60;

/// Joins tellings, which stand in order of the text, into events.
pub(super) fn merge<'t>(tellings: Vec<Telling<'t>>) -> Vec<Event<'t>> {
    let mut told: Vec<Telling<'t>> = Vec::new();
    for telling in tellings {
        let from = told.len().saturating_sub(REACH);
        let earlier = told[from..].iter().rposition(|earlier| retells(earlier, &telling));
        match earlier {
            Some(place) => join(&mut told[from + place], telling),
            None if telling.stands_alone || telling.asserted => told.push(telling),
            None => {}
        }
    }
    let mut events: Vec<Event<'t>> = told.into_iter().map(|t| t.event).collect();
    events.sort_by_key(|e| e.trigger.start);
    events
}

/// Whether a later telling is of the same event.
fn retells(earlier: &Telling<'_>, later: &Telling<'_>) -> bool {
    let (a, b) = (&earlier.event, &later.event);
    if a.kind != b.kind || a.polarity != b.polarity {
        return false;
    }
    // Of two modes one may be left untold, but by a noun that points back only.
    if a.mode != b.mode && !(later.definite && b.mode.is_none()) {
        return false;
    }
    // Two tellings with different times, or with different degrees of reality, are two events, but
    // for a noun, which says nothing of it.
    if a.time.is_some() && b.time.is_some() && a.time != b.time {
        return false;
    }
    let says_nothing = later.noun && b.modality == Modality::Actual;
    // Diduga mencuri, pencurian itu: what is only suspected of a crime is the same crime.
    let suspected = a.kind == EventType::Crime
        && [a, b].iter().all(|e| matches!(e.modality, Modality::Actual | Modality::Possible));
    if a.modality != b.modality && !says_nothing && !earlier.headline && !suspected {
        return false;
    }
    // A figure of its own is a fact of its own; what is asked or said anew is asked or said once more.
    let figure = b.arguments.iter().any(|x| x.role == Role::Amount);
    let content = !later.noun && !earlier.headline;
    match compare(earlier, later, Role::Amount) {
        Same::No => return false,
        Same::Unknown if figure && b.kind == EventType::Indicator => return false,
        _ => {}
    }
    if content && compare(earlier, later, Role::Topic) == Same::No {
        return false;
    }
    let same_word = (earlier.root.is_some() && earlier.root == later.root) || a.origin == b.origin;
    // Napi Dikeroyok; seorang narapidana dikeroyok teman: the body tells what the headline does in other words.
    let told_first = earlier.headline
        && !later.noun
        && a.also.is_empty()
        && same_word
        && a.mode == b.mode
        && a.kind.is_told_by_headlines();
    let mut shared = 0;
    // Uang yang dikembalikan negara; Nusapalma mengembalikan uang: who gives is told for each.
    let gives = a.kind.hands_over();
    for role in [Role::Actor, Role::Recipient, Role::Object, Role::Place] {
        match compare(earlier, later, role) {
            Same::Yes => shared += 1,
            Same::No if role == Role::Place && later.noun => {}
            Same::No if told_first && !named(a, role) && !named(b, role) => {}
            Same::No => return false,
            Same::Unknown if gives && role == Role::Actor && both(a, b, role) => return false,
            Same::Unknown => {}
        }
    }
    let same_mode = a.mode.is_some() && a.mode == b.mode && b.kind != EventType::Indicator;
    // Another word of the same mode needs more in common: who criticises twice has two criticisms.
    let same_root = same_word || same_mode && (!later.stands_alone || later.noun || shared > 1);
    // mencuri motor itu; motornya dicuri; pencurian terjadi: of what happens to people a telling that names nobody and
    // nothing is one more of the last.
    let untold = bare(earlier) || bare(later);
    let elsewhen = a.time != b.time && b.time.is_some();
    // gempa; gempa susulan: more words tell of another.
    let longer = b.trigger.end - b.trigger.start > a.trigger.end - a.trigger.start;
    let alike = a.kind == EventType::Crime || same_word && !(later.noun && longer);
    if a.kind.harms() && a.mode.is_some() && a.mode == b.mode && untold && !elsewhen && alike {
        return true;
    }
    // melompat dari lantai empat gedung itu; korban melompat dari lantai empat
    shared += usize::from(same_word && compare(earlier, later, Role::SourcePlace) == Same::Yes);
    if later.stands_alone {
        told_first
            || shared > 0 && (same_root || earlier.headline || (later.noun && later.definite))
    } else {
        // A noun without arguments: kunjungan ini, or the same noun again.
        later.definite || same_root || shared > 0
    }
}

/// Whether an entity has a role in an event.
fn named(event: &Event<'_>, role: Role) -> bool {
    event.arguments.iter().any(|a| a.role == role && a.entity.is_some())
}

/// Whether two events both tell of a role.
fn both(a: &Event<'_>, b: &Event<'_>, role: Role) -> bool {
    [a, b].iter().all(|e| e.arguments.iter().any(|x| x.role == role))
}

/// Whether a telling names nobody, nothing and no place.
fn bare(telling: &Telling<'_>) -> bool {
    let told = [Role::Actor, Role::Recipient, Role::Object, Role::Place, Role::Amount];
    !telling.event.arguments.iter().any(|a| told.contains(&a.role))
}

#[derive(PartialEq, Eq)]
enum Same {
    Yes,
    No,
    Unknown,
}

/// Whether two tellings have the same in a role.
fn compare(a: &Telling<'_>, b: &Telling<'_>, role: Role) -> Same {
    let of = |t: &Telling<'_>| -> (Vec<u32>, Vec<Box<str>>) {
        let own = t.event.arguments.iter().zip(&t.heads).filter(|(x, _)| x.role == role);
        let mut entities = Vec::new();
        let mut heads = Vec::new();
        for (argument, head) in own {
            match argument.entity {
                Some(entity) => entities.push(entity),
                None => heads.push(head.clone()),
            }
        }
        (entities, heads)
    };
    let ((a_entities, a_heads), (b_entities, b_heads)) = (of(a), of(b));
    let a_none = a_entities.is_empty() && a_heads.is_empty();
    if a_none || (b_entities.is_empty() && b_heads.is_empty()) {
        return Same::Unknown;
    }
    let shares = a_entities.iter().any(|e| b_entities.contains(e))
        || a_heads.iter().any(|h| b_heads.contains(h));
    // Of eight who are detained, one may have been detained before.
    let (few, many) =
        (a_entities.len().min(b_entities.len()), a_entities.len().max(b_entities.len()));
    if shares && few > 0 && many > 2 * few {
        return Same::Unknown;
    }
    if shares {
        return Same::Yes;
    }
    // A noun against a name may well be the same: pria itu, Budi.
    if a_entities.is_empty() != b_entities.is_empty() { Same::Unknown } else { Same::No }
}

/// Adds a later telling to an event; what the first did not tell is taken over.
fn join<'t>(earlier: &mut Telling<'t>, later: Telling<'t>) {
    let told = [Role::Recipient, Role::Object, Role::Place, Role::Topic];
    let alike = told.iter().any(|&role| compare(earlier, &later, role) == Same::Yes);
    let agree = alike || bare(earlier) || earlier.headline || later.headline;
    // Perwira Difitnah, Suci Laporkan Rekan: of a headline that tells it in other words, a name is who acts.
    let named_only = !alike && earlier.headline;
    // A headline repeats the body's event, which tells it in full.
    // A verb with more arguments tells more than the noun that it retells.
    let fuller = earlier.noun
        && !later.noun
        && !later.headline
        && later.event.arguments.len() > earlier.event.arguments.len();
    let first_told = bare(earlier) && !bare(&later) && later.stands_alone;
    if (earlier.headline && !later.headline && later.stands_alone) || fuller || first_told {
        let first = std::mem::replace(earlier, later);
        earlier.event.also.push(first.event.trigger);
        earlier.event.also.extend(first.event.also);
        earlier.definite |= first.definite;
        if earlier.event.time.is_none() {
            earlier.event.time = first.event.time;
        }
        if agree {
            fill(earlier, first.event.arguments, first.heads, named_only);
        }
        return;
    }
    earlier.event.also.push(later.event.trigger);
    earlier.definite |= later.definite;
    if earlier.event.time.is_none() {
        earlier.event.time = later.event.time;
    }
    if agree {
        fill(earlier, later.event.arguments, later.heads, false);
    }
}

/// Adds who acts from another telling, or only who is named. The rest of its arguments may well be those of another event.
fn fill(
    telling: &mut Telling<'_>,
    arguments: Vec<crate::annotations::Argument>,
    heads: Vec<Box<str>>,
    named_only: bool,
) {
    let known = telling.event.arguments.iter().any(|a| a.role == Role::Actor);
    for (argument, head) in arguments.into_iter().zip(heads) {
        let counts = argument.role == Role::Actor && (argument.entity.is_some() || !named_only);
        if counts && !known && telling.event.polarity == Polarity::Positive {
            telling.event.arguments.push(argument);
            telling.heads.push(head);
        }
    }
}
