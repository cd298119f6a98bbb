//! What names know of each written form by itself, looked up once and kept from article to article.

use super::classes::ClassId;
use super::evidence::NO_GROUP;
use super::feature::Look;
use super::{Names, OWN};
use crate::document::Document;
use crate::record::EntityType;
use crate::rules::ListId;

/// What is known of one form, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// What it looks like.
    pub look: Look,
    /// The set of groups that its entries are in, and the one that wins.
    pub groups: (u32, u8),
    /// How many entries it is, which come before longer ones that begin with it.
    pub entries: u32,
    /// The classes of its entries, and what they name: ranges of those of all facts.
    classes: (u32, u32),
    seeds: (u32, u32),
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
        let (classes, seeds) = (facts.classes.len(), facts.seeds.len());
        let (mut groups, mut best) = (0, NO_GROUP);
        let named = token.is_capitalised(document.text) || document.caseless;
        for hit in hits {
            if let Some(class) = self.classes.of(hit.row)
                && !facts.classes[classes..].contains(&class)
            {
                facts.classes.push(class);
                if let Some(group) = self.classes.group(class) {
                    groups |= 1 << group;
                    best = group.min(best);
                }
            }
            if let Some(kind) = self.classes.kind(hit.row).filter(|_| named) {
                facts.seeds.push((kind, self.weight_of_list(hit.list)));
            }
        }
        Fact {
            look: Look::of(token, document.text),
            groups: (groups, best),
            entries: hits.len() as u32,
            classes: (classes as u32, facts.classes.len() as u32),
            seeds: (seeds as u32, facts.seeds.len() as u32),
        }
    }

    /// What a row of a list weighs by itself.
    pub(super) fn weight_of_list(&self, list: ListId) -> f32 {
        if self.own.contains(&list) { OWN } else { 0.0 }
    }
}
