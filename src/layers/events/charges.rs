//! Who did a crime that another event of the sentence charges them with.

use super::telling::Telling;
use crate::annotations::Argument;
use crate::record::{EventType, Role};

/// Gives a crime that a case is about (menetapkan dua orang sebagai tersangka dalam *korupsi kredit*)
/// the people charged as its actors. The tellings are those of one sentence, in order; a crime belongs to
/// the charge told last before it.
pub(super) fn link(tellings: &mut [Telling<'_>]) {
    let mut charge: Option<usize> = None;
    for at in 0..tellings.len() {
        let event = &tellings[at].event;
        match (event.kind, charge) {
            // Who is examined may be a witness.
            (EventType::Justice, _) => {
                let accuses = matches!(event.mode, Some("charge" | "convict" | "try"));
                charge = accuses.then_some(at);
            }
            (EventType::Crime, Some(charge)) => {
                let (before, from) = tellings.split_at_mut(at);
                accuse(&mut from[0], &before[charge]);
            }
            _ => {}
        }
    }
}

/// Takes over the people charged, where the crime is what they are charged with and nobody else did it.
fn accuse(crime: &mut Telling<'_>, charge: &Telling<'_>) {
    let trigger = crime.event.trigger;
    let charges = &charge.event.arguments;
    let about = charges.iter().any(|a| a.role == Role::Topic && a.span.contains(trigger));
    let told = crime.event.arguments.iter().any(|a| a.role == Role::Actor);
    if !about || told {
        return;
    }
    for (argument, head) in charges.iter().zip(&charge.heads) {
        if argument.role == Role::Recipient {
            crime.event.arguments.push(Argument { role: Role::Actor, ..argument.clone() });
            crime.heads.push(head.clone());
        }
    }
}
