//! The layers: each reads the document, the tables and what lower layers found, and adds its own.
//!
//! In order: times, quantities, names, phrases, coreference, statements, events, relations,
//! summary. Each has a `new` that resolves its tables once, with errors at their place, and a
//! `read` that is a function of the document and the layers below.

pub(crate) mod acronym;
pub mod coreference;
pub mod events;
pub mod names;
pub(crate) mod numbers;
pub mod phrases;
pub mod quantities;
pub mod relations;
pub mod statements;
pub mod summary;
pub mod times;

use crate::annotations::{Annotations, Warning};
use crate::document::{Document, Labels, Matcher, Scratch};
use crate::record::{EntityType, MentionKind, QuantityType, TimeType};
use crate::rules::{Errors, LabelId, Tables};
use crate::text::Offsets;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What every layer reads from.
///
/// `'t` is the life of the article's text and of the tables, from which annotations and the record
/// borrow; `'d` that of what exists only while the article is read.
#[derive(Clone, Copy)]
pub struct Context<'d, 't> {
    /// The article.
    pub document: &'d Document<'t>,
    /// The tables in force.
    pub tables: &'t Tables,
    /// The day on which the article was published, where it is known.
    pub published: Option<Date>,
    /// What lower layers have labelled.
    pub labels: &'d Labels,
}

impl<'d, 't> Context<'d, 't> {
    /// The matcher over this article with these labels.
    pub fn matcher(&self) -> Matcher<'d> {
        Matcher { document: self.document, labels: self.labels, tables: self.tables, bare: &[] }
    }
}

/// How many features are told of a name.
const REASONS: usize = 8;

/// What layers keep from article to article, for speed alone: nothing that they find depends on it.
#[derive(Debug, Default)]
pub struct Memory {
    scratch: Scratch,
    sums: names::Sums,
    units: phrases::KnownUnits,
    cues: statements::KnownCues,
}

/// All layers, ready to read articles.
#[derive(Debug)]
pub struct Layers {
    times: times::Times,
    quantities: quantities::Quantities,
    pub(crate) names: names::Names,
    phrases: phrases::Phrases,
    coreference: coreference::Coreference,
    statements: statements::Statements,
    events: events::Events,
    relations: relations::Relations,
    summary: summary::Summaries,
}

impl Layers {
    /// Resolves what each layer needs of the tables.
    ///
    /// # Errors
    /// Values in rules and lists that their layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Layers, Errors> {
        Ok(Layers {
            times: times::Times::new(tables)?,
            quantities: quantities::Quantities::new(tables)?,
            names: names::Names::new(tables)?,
            phrases: phrases::Phrases::new(tables)?,
            coreference: coreference::Coreference::new(tables)?,
            statements: statements::Statements::new(tables)?,
            events: events::Events::new(tables)?,
            relations: relations::Relations::new(tables)?,
            summary: summary::Summaries::new(tables)?,
        })
    }

    /// Reads one article through the layers below the names: times and quantities, and their labels.
    pub fn values<'t>(
        &self,
        document: &Document<'t>,
        tables: &'t Tables,
        published: Option<Date>,
        scratch: &mut Scratch,
    ) -> (Annotations<'t>, Labels) {
        let mut found = Annotations::default();
        let mut labels = Labels::new(document.tokens.len());
        macro_rules! context {
            () => {
                &Context { document, tables, published, labels: &labels }
            };
        }
        self.times.read(context!(), scratch, &mut found);
        label_times(&found, &mut labels);
        self.quantities.read(context!(), scratch, &mut found);
        label_quantities(&found, &mut labels);
        (found, labels)
    }

    /// Of each name that weights decided, by its code points, the weightiest features that spoke for
    /// its type or against it.
    pub fn reasons(&self, text: &str, tables: &Tables) -> FxHashMap<(u32, u32), String> {
        let document = Document::read(text, tables);
        let (_, labels) = self.values(&document, tables, None, &mut Scratch::default());
        let cx = Context { document: &document, tables, published: None, labels: &labels };
        let offsets = Offsets::new(text);
        let reasons = |(span, sort): (Range<u32>, _)| {
            let rows = self.names.explain(&cx, &span, sort);
            let told = rows.iter().take(REASONS).map(|(f, weight, _)| format!("{f} {weight:+.2}"));
            (offsets.span(document.span(&span)), told.collect::<Vec<_>>().join("; "))
        };
        self.names.spans(&cx).into_iter().map(reasons).collect()
    }

    /// Reads one article through all layers. `memory` must have been used with these layers only.
    pub fn read<'t>(
        &self,
        document: &Document<'t>,
        tables: &'t Tables,
        published: Option<Date>,
        memory: &mut Memory,
    ) -> Annotations<'t> {
        self.labelled(document, tables, published, memory).0
    }

    /// The same, with the labels that all layers have put.
    pub(crate) fn labelled<'t>(
        &self,
        document: &Document<'t>,
        tables: &'t Tables,
        published: Option<Date>,
        memory: &mut Memory,
    ) -> (Annotations<'t>, Labels) {
        let Memory { scratch, sums, units, cues } = memory;
        let (mut found, mut labels) = self.values(document, tables, published, scratch);
        macro_rules! context {
            () => {
                &Context { document, tables, published, labels: &labels }
            };
        }
        self.names.read(context!(), scratch, sums, &mut found);
        label_names(&found, &mut labels);
        let phrases = self.phrases.read(context!(), units, &found);
        phrases.label(&mut labels);
        self.coreference.read(context!(), scratch, &phrases, &mut found);
        label_mentions(document, &found, &mut labels);
        self.statements.read(context!(), scratch, cues, &mut found);
        self.events.read(context!(), scratch, &phrases, &mut found);
        self.relations.read(context!(), scratch, &mut found);
        self.summary.read(context!(), &phrases, &mut found);
        warn_of_spent_work(document, scratch, &mut found);
        (found, labels)
    }
}

/// Says which sentences were too much work to be read to their end.
fn warn_of_spent_work(document: &Document<'_>, scratch: &mut Scratch, found: &mut Annotations<'_>) {
    for tokens in scratch.take_spent() {
        found.warnings.push(Warning {
            code: "work_budget_spent",
            message: "this sentence is too much work for the rules; not all of them were tried"
                .into(),
            span: document.span(&tokens),
        });
    }
    found.warnings.sort_by_key(|warning| warning.span.start);
}

/// The label of that name. All names asked for stand in the table of labels; a test sees to it.
fn label(name: &str) -> LabelId {
    LabelId::named(name).unwrap_or(LabelId(0))
}

fn label_times(found: &Annotations<'_>, labels: &mut Labels) {
    for (index, time) in found.times.iter().enumerate() {
        let kind = match time.kind {
            TimeType::Date => "date",
            TimeType::Time => "clock",
            TimeType::Duration => "duration",
            TimeType::Set => "set",
        };
        for name in [kind, "time"] {
            labels.put(label(name), time.tokens.start, time.tokens.end, index as u32);
        }
    }
}

fn label_quantities(found: &Annotations<'_>, labels: &mut Labels) {
    for (index, quantity) in found.quantities.iter().enumerate() {
        let kind = match quantity.kind {
            QuantityType::Money => "money",
            QuantityType::Percent => "percent",
            QuantityType::Count => "count",
            QuantityType::Measure => "measure",
        };
        for name in [kind, "quantity"] {
            labels.put(label(name), quantity.tokens.start, quantity.tokens.end, index as u32);
        }
    }
}

fn label_names(found: &Annotations<'_>, labels: &mut Labels) {
    for (index, name) in found.names.iter().enumerate() {
        let kind: EntityType = name.kind;
        labels.put(label(kind.as_str()), name.tokens.start, name.tokens.end, index as u32);
    }
}

/// Labels the nouns and pronouns that refer and are whole words; those for several once.
fn label_mentions(document: &Document<'_>, found: &Annotations<'_>, labels: &mut Labels) {
    let mut last = 0..0;
    for (index, mention) in found.mentions.iter().enumerate() {
        let kind = match mention.kind {
            MentionKind::Name => continue,
            MentionKind::Nominal => "nominal",
            MentionKind::Pronoun => "pronoun",
        };
        let tokens = mention.tokens.clone();
        if tokens != last && !tokens.is_empty() && document.span(&tokens) == mention.span {
            labels.put(label(kind), tokens.start, tokens.end, index as u32);
        }
        last = tokens;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_that_layers_put_is_in_the_table() {
        let types = EntityType::ALL.iter().map(|t| t.as_str());
        let others = ["date", "clock", "duration", "set", "time", "money", "percent", "count"];
        for name in
            types.chain(others).chain(["measure", "quantity", "np", "vp", "nominal", "pronoun"])
        {
            assert!(LabelId::named(name).is_some(), "{name}");
        }
    }
}
