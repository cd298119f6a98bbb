//! What names know of each written form by itself, looked up once and kept from article to article.

use super::Names;
use super::classes::{ClassId, Classes};
use super::feature::Look;
use super::seeds::OWN;
use crate::document::Document;
use crate::record::EntityType;
use crate::rules::ListId;

bitflags::bitflags! {
    /// What a token is to the making of candidates, by entries of its one word.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
    pub struct Traits: u8 {
        /// A generic noun of places.
        const HEAD = 1;
        /// A small word that names may have within them.
        const CONNECTOR = 1 << 1;
        /// A word that joins names of one kind.
        const JOINER = 1 << 2;
        /// A word behind which persons are told by their initials.
        const INITIALS = 1 << 3;
        /// A word that may end a name even in small letters.
        const TAIL = 1 << 4;
        /// A common word, with which a sentence may begin in capitals.
        const COMMON = 1 << 5;
        /// An entry of several words begins here; known of a token, not of a form.
        const LONG = 1 << 6;
    }
}

/// No group of classes.
const NO_GROUP: u8 = u8::MAX;

/// What is known of one form, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// What it looks like.
    pub look: Look,
    /// The letter that it has in patterns of tokens.
    pub letter: u8,
    /// What it is to the making of candidates.
    pub traits: Traits,
    /// The set of groups that its entries are in.
    pub groups: u32,
    /// How many entries it is, which come before longer ones that begin with it.
    pub entries: u32,
    /// The classes of its entries, the last of them the one that says nothing of words with capitals,
    /// and what they name: ranges of those of all facts.
    classes: (u32, u32),
    seeds: (u32, u32),
}

impl Fact {
    /// What is known of the edge of a sentence.
    pub const EDGE: Fact = Fact {
        look: Look::Edge,
        letter: Look::Edge.mark(),
        traits: Traits::empty(),
        groups: 0,
        entries: 0,
        classes: (0, 0),
        seeds: (0, 0),
    };
}

/// The letter of a token of that look whose entries are in that group.
pub(super) fn letter(classes: &Classes, look: Look, group: Option<u8>) -> u8 {
    let known = group.map(|group| classes.letter(group));
    match (look, known) {
        (Look::Lower, letter) => letter.unwrap_or(b'x'),
        (look, Some(letter)) if look.is_name() => letter.to_ascii_uppercase(),
        (Look::Letter, None) => b'I',
        (Look::Upper, None) => b'Z',
        (look, None) if look.is_name() => b'X',
        (look, _) => look.mark(),
    }
}

/// The facts of all forms that were met so far. All of them follow from the tables and the vocabulary of
/// the document: names are the same whatever was read before.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The vocabulary that the forms are of.
    vocabulary: u64,
    forms: Vec<Option<Fact>>,
    classes: Vec<ClassId>,
    seeds: Vec<(EntityType, f32)>,
}

impl Facts {
    /// What is known of the token at `at`; of a document that `Names::learn` has seen.
    pub fn of(&self, document: &Document<'_>, at: u32) -> Option<&Fact> {
        self.forms[document.forms[at as usize].0 as usize].as_ref()
    }

    /// The classes of the entries that a form is, each once.
    pub fn classes(&self, fact: &Fact) -> &[ClassId] {
        &self.classes[fact.classes.0 as usize..fact.classes.1 as usize]
    }

    /// Those of them that tell of words with capitals too.
    pub fn telling_classes(&self, fact: &Fact) -> &[ClassId] {
        let tails = u32::from(fact.traits.contains(Traits::TAIL));
        &self.classes[fact.classes.0 as usize..(fact.classes.1 - tails) as usize]
    }

    /// The types of what a form names by itself, with their weights.
    pub fn seeds(&self, fact: &Fact) -> &[(EntityType, f32)] {
        &self.seeds[fact.seeds.0 as usize..fact.seeds.1 as usize]
    }
}

impl Names {
    /// Sees to it that all forms of a document are known.
    pub(super) fn learn(&self, document: &Document<'_>, facts: &mut Facts) {
        if facts.vocabulary != document.vocabulary {
            *facts = Facts { vocabulary: document.vocabulary, ..Facts::default() };
        }
        for (at, form) in (0..).zip(&document.forms) {
            let form = form.0 as usize;
            if form >= facts.forms.len() {
                facts.forms.resize(form + 1, None);
            }
            if facts.forms[form].is_none() {
                facts.forms[form] = Some(self.fact(document, at, facts));
            }
        }
    }

    fn fact(&self, document: &Document<'_>, at: u32, facts: &mut Facts) -> Fact {
        let token = &document.tokens[at as usize];
        let hits = document.hits_at(at);
        let hits = &hits[..hits.partition_point(|hit| hit.end == at + 1)];
        let (first, seeds) = (facts.classes.len(), facts.seeds.len());
        let (mut groups, mut best, mut traits) = (0, NO_GROUP, Traits::empty());
        let named = token.is_capitalised(document.text) || document.caseless;
        for hit in hits {
            if let Some(class) = self.classes.of(hit.row)
                && !facts.classes[first..].contains(&class)
            {
                facts.classes.push(class);
                traits |= self.traits(class);
                if let Some(group) = self.classes.group(class) {
                    groups |= 1 << group;
                    best = group.min(best);
                }
            }
            if let Some(kind) = self.classes.kind(hit.row).filter(|_| named) {
                facts.seeds.push((kind, self.weight_of_list(hit.list)));
            }
        }
        if let Some(tail) = facts.classes[first..].iter().position(|&class| class == self.tail) {
            facts.classes[first + tail..].rotate_left(1);
        }
        let look = Look::of(token, document.text);
        Fact {
            look,
            letter: letter(&self.classes, look, (best != NO_GROUP).then_some(best)),
            traits,
            groups,
            entries: hits.len() as u32,
            classes: (first as u32, facts.classes.len() as u32),
            seeds: (seeds as u32, facts.seeds.len() as u32),
        }
    }

    /// What an entry of a class is to the making of candidates.
    fn traits(&self, class: ClassId) -> Traits {
        let tail = class == self.tail;
        let all = [
            (self.heads.contains(&class), Traits::HEAD),
            (class == self.connector, Traits::CONNECTOR),
            (class == self.joiner && !tail, Traits::JOINER),
            (class == self.initials, Traits::INITIALS),
            (tail, Traits::TAIL),
            (self.classes.is_common(class) && !tail, Traits::COMMON),
        ];
        all.into_iter().filter(|(is, _)| *is).map(|(_, each)| each).collect()
    }

    /// What a row of a list weighs by itself.
    pub(super) fn weight_of_list(&self, list: ListId) -> f32 {
        if self.own.contains(&list) { OWN } else { 0.0 }
    }
}
