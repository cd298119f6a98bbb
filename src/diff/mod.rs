//! Two sets of records compared by meaning: which facts were lost, gained or changed, and by which rule.

mod facts;
mod limit;
mod load;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

pub use facts::{Fact, Kind};
pub use limit::{Limit, LimitError};
pub use load::LoadError;

use facts::{By, facts};

/// How many facts there are, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Facts of the old records.
    pub old: u64,
    /// Facts of the new ones.
    pub new: u64,
    /// In the old records only.
    pub lost: u64,
    /// In the new records only.
    pub gained: u64,
    /// In both, but not saying the same.
    pub changed: u64,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.old += other.old;
        self.new += other.new;
        self.lost += other.lost;
        self.gained += other.gained;
        self.changed += other.changed;
    }
}

/// One fact that differs: the old telling, the new one, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Id of the article.
    pub article: String,
    /// As the old records tell it.
    pub old: Option<Fact>,
    /// As the new records tell it.
    pub new: Option<Fact>,
}

impl Change {
    /// The newer telling.
    pub fn fact(&self) -> Option<&Fact> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// What differs between two sets of records.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// Articles in both sets.
    pub articles: u64,
    /// Of these, those whose text differs.
    pub other_text: u64,
    /// Ids of articles in the old set only.
    pub lost_articles: Vec<String>,
    /// Ids of articles in the new set only.
    pub gained_articles: Vec<String>,
    /// Articles that failed, in the old set and in the new one.
    pub failed: (u64, u64),
    /// Facts by kind.
    kinds: BTreeMap<Kind, Counts>,
    /// Facts by kind and rule.
    pub rules: BTreeMap<(Kind, String), Counts>,
    /// Every fact that differs, article by article in the order of the new set, then in order of text.
    pub changes: Vec<Change>,
}

impl Difference {
    /// The facts of one kind.
    pub fn counts(&self, kind: Kind) -> Counts {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }

    /// All facts.
    pub fn all(&self) -> Counts {
        let mut all = Counts::default();
        self.kinds.values().for_each(|&counts| all.add(counts));
        all
    }

    fn of(&mut self, kind: Kind) -> &mut Counts {
        self.kinds.entry(kind).or_default()
    }

    fn rule(&mut self, fact: &Fact) -> &mut Counts {
        self.rules.entry((fact.kind, fact.rule.clone())).or_default()
    }

    /// Compares the records of one article. A fact of an article that only one set has is lost or
    /// gained with it.
    fn article(&mut self, id: &str, old: &[Fact], new: &[Fact]) {
        for fact in old {
            self.of(fact.kind).old += 1;
            self.rule(fact).old += 1;
        }
        for fact in new {
            self.of(fact.kind).new += 1;
            self.rule(fact).new += 1;
        }
        let mut changes = pairs(old, new);
        changes.sort_by(|a, b| {
            let key = |pair: &(Option<&Fact>, Option<&Fact>)| {
                pair.1.or(pair.0).map(|fact| (fact.kind, fact.identity.clone()))
            };
            key(a).cmp(&key(b))
        });
        for (old, new) in changes {
            match (old, new) {
                (Some(fact), None) => {
                    self.of(fact.kind).lost += 1;
                    self.rule(fact).lost += 1;
                }
                (None, Some(fact)) => {
                    self.of(fact.kind).gained += 1;
                    self.rule(fact).gained += 1;
                }
                (Some(_), Some(fact)) => {
                    self.of(fact.kind).changed += 1;
                    self.rule(fact).changed += 1;
                }
                (None, None) => {}
            }
            let (old, new) = (old.cloned(), new.cloned());
            self.changes.push(Change { article: id.to_owned(), old, new });
        }
    }
}

/// The facts that differ, those with one identity side by side. Both lists are sorted.
fn pairs<'f>(old: &'f [Fact], new: &'f [Fact]) -> Vec<(Option<&'f Fact>, Option<&'f Fact>)> {
    let key = |fact: &'f Fact| (fact.kind, fact.identity.as_str());
    let mut groups: BTreeMap<_, (Vec<&Fact>, Vec<&Fact>)> = BTreeMap::new();
    old.iter().for_each(|fact| groups.entry(key(fact)).or_default().0.push(fact));
    new.iter().for_each(|fact| groups.entry(key(fact)).or_default().1.push(fact));
    let mut found = Vec::new();
    for (mut old, mut new) in groups.into_values() {
        // What is told alike is no difference, whichever rule tells it.
        old.retain(|fact| match new.iter().position(|other| other.detail == fact.detail) {
            Some(same) => {
                new.remove(same);
                false
            }
            None => true,
        });
        let most = old.len().max(new.len());
        found.extend((0..most).map(|i| (old.get(i).copied(), new.get(i).copied())));
    }
    found
}

/// Compares the records at two paths: JSONL or JSON files, or folders of them. Records of one
/// article are those with one `document.id`.
///
/// Ids and order do not count. Where the texts of an article differ, facts are told by their words,
/// else by their place.
///
/// # Errors
/// What can't be read, or is no record.
pub fn compare(old: &Path, new: &Path) -> Result<Difference, LoadError> {
    let mut difference = Difference::default();
    // As bytes, which are a tenth of what the values take.
    let mut former: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let id = |record: &Value| record["document"]["id"].as_str().unwrap_or_default().to_owned();
    difference.failed.0 = load::records(old, |record| {
        former.insert(id(&record), record.to_string().into_bytes());
    })?;
    difference.failed.1 = load::records(new, |record| {
        let id = id(&record);
        let Some(before) = former.remove(&id) else {
            difference.article(&id, &[], &facts(&record, By::Place));
            return difference.gained_articles.push(id);
        };
        let before = value(&before);
        let sha256 = |record: &Value| record["document"]["sha256"].clone();
        let same = sha256(&before) == sha256(&record);
        let by = if same { By::Place } else { By::Words };
        difference.articles += 1;
        difference.other_text += u64::from(!same);
        difference.article(&id, &facts(&before, by), &facts(&record, by));
    })?;
    for (id, record) in former {
        difference.article(&id, &facts(&value(&record), By::Place), &[]);
        difference.lost_articles.push(id);
    }
    Ok(difference)
}

/// What was written a moment ago.
fn value(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests;
