//! How much an article turns on each entity: its mentions, weighed by kind and place.

use crate::annotations::Annotations;
use crate::document::Document;
use crate::record::MentionKind;
use crate::text::BlockKind;

/// What a mention weighs by itself.
fn weight(kind: MentionKind) -> f64 {
    match kind {
        MentionKind::Name => 1.0,
        MentionKind::Nominal => 0.75,
        MentionKind::Pronoun => 0.5,
    }
}

/// A mention in the headline counts for so much more.
const IN_TITLE: f64 = 2.0;
/// The first mention in the first sentence of the body counts for so much more.
const IN_LEAD: f64 = 2.0;
/// A mention at the beginning of a sentence counts for so much more.
const AT_HEAD: f64 = 0.5;
/// An entity of this weight has half of the most that there is.
const HALF: f64 = 4.0;

/// Sets every entity's salience: `w / (w + 4)` to three places, where `w` is the sum of its
/// mentions: 1 for a name, 0.75 for a noun, 0.5 for a pronoun; 2 more in the headline, 2 more once
/// in the first sentence of the body, 0.5 more at the beginning of a sentence.
pub(super) fn weigh(document: &Document<'_>, found: &mut Annotations<'_>) {
    let kind =
        |sentence: usize| document.layout.blocks[document.sentences[sentence].block as usize].kind;
    let lead = (0..document.sentences.len()).find(|&s| kind(s) == BlockKind::Body);
    let mut weights = vec![0.0; found.entities.len()];
    let mut leads = vec![false; found.entities.len()];
    for mention in &found.mentions {
        let entity = mention.entity as usize;
        let mut w = weight(mention.kind);
        let sentence = document.sentence_of(mention.tokens.start);
        if let Some(sentence) = sentence.filter(|_| !mention.tokens.is_empty()) {
            if kind(sentence) == BlockKind::Title {
                w += IN_TITLE;
            }
            if Some(sentence) == lead && !std::mem::replace(&mut leads[entity], true) {
                w += IN_LEAD;
            }
            if document.sentences[sentence].tokens.start == mention.tokens.start {
                w += AT_HEAD;
            }
        }
        weights[entity] += w;
    }
    for (entity, w) in found.entities.iter_mut().zip(weights) {
        entity.salience = (w / (w + HALF) * 1000.0).round() / 1000.0;
    }
}
