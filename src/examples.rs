//! Runs the examples of rules: every `yes` must come out as it is marked, every `no` must make nothing.

use crate::document::{Document, Labels, Matcher, Scratch};
use crate::record::{Entity, Event, MentionKind, Modality, Polarity, Record};
use crate::rules::{Error, Rule, RuleId, example::Example};
use crate::text::Span;
use crate::{Article, Extractor};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The day on which examples are taken to be published, for expressions like `kemarin`.
pub const PUBLISHED: Date = date(2024, 6, 20);

/// The room whose rules only propose: the weights decide, so its facts do not carry a rule's id.
const PROPOSING: &str = "names.";

/// What became of the examples.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many examples were run.
    pub examples: usize,
    /// Those that do not hold, at their place.
    pub faults: Vec<Error>,
}

/// Runs the examples of all rules that `wanted` names.
pub fn check(extractor: &Extractor, wanted: impl Fn(&Rule) -> bool) -> Checked {
    let mut checked = Checked::default();
    let tables = extractor.tables();
    for rule in (0..tables.rule_count() as u32).map(|id| tables.rule(RuleId(id))) {
        if !wanted(rule) {
            continue;
        }
        for (examples, must) in [(&rule.yes, true), (&rule.no, false)] {
            for located in examples {
                checked.examples += 1;
                let outcome = Example::read(&located.text)
                    .and_then(|example| hold(extractor, rule, &example, must));
                if let Err(message) = outcome {
                    let message = format!("{}: {message}: {}", rule.id, located.text);
                    checked.faults.push(Error::new(located.place.clone(), message));
                }
            }
        }
    }
    checked
}

/// A fact that a rule made: its span, its value, and the spans that fill its arguments.
#[derive(Debug)]
struct Fact {
    span: (u32, u32),
    value: String,
    arguments: Vec<(String, (u32, u32))>,
}

fn hold(extractor: &Extractor, rule: &Rule, example: &Example, must: bool) -> Result<(), String> {
    let mut article = Article::new("example", example.text.as_str());
    article.date = Some(PUBLISHED);
    let record = extractor.extract(&article);
    if rule.id.starts_with(PROPOSING) {
        return propose(extractor, rule, example, must, &record);
    }
    let facts = facts(&record, &rule.id);
    if !must {
        return match facts.first() {
            None => Ok(()),
            Some(fact) => Err(format!("makes {} in a `no` example", show(fact, &example.text))),
        };
    }
    let points = |bytes: usize| example.text[..bytes].chars().count() as u32;
    let code_points = |span: Span| (points(span.range().start), points(span.range().end));
    let span = example.span.map(code_points);
    if let Some(span) = span.filter(|_| rule.text("type") == Some("none")) {
        return keeps_others_away(&record, rule, span);
    }
    if span.is_none() && example.marked.is_empty() {
        return Err("a `yes` example marks its span, or its arguments, with [ ]".into());
    }
    let mut wrong = String::from("makes nothing");
    for fact in &facts {
        let missing = example.marked.iter().find(|(name, mark)| {
            let mark = code_points(*mark);
            !fact.arguments.iter().any(|(role, s)| role == name && s.0 <= mark.0 && mark.1 <= s.1)
        });
        let value_differs = example.value.as_ref().filter(|value| **value != fact.value);
        match (span.is_none_or(|span| span == fact.span), missing, value_differs) {
            (true, None, None) => return Ok(()),
            (true, Some((name, mark)), _) => {
                wrong = format!(
                    "leaves out {name} `{}` in {}",
                    mark.of(&example.text),
                    show(fact, &example.text)
                );
            }
            _ => wrong = format!("makes {}", show(fact, &example.text)),
        }
    }
    Err(wrong)
}

/// A rule of type `none` makes nothing, and no other rule of its room makes anything of its span.
fn keeps_others_away(record: &Record<'_>, rule: &Rule, span: (u32, u32)) -> Result<(), String> {
    let times = record.times.iter().map(|t| (t.start, t.end, &t.rule));
    let quantities = record.quantities.iter().map(|q| (q.start, q.end, &q.rule));
    let room = rule.id.split('.').next().unwrap_or_default();
    let mut inside = times.chain(quantities).filter(|(start, end, other)| {
        other.split('.').next() == Some(room) && *start < span.1 && span.0 < *end
    });
    match inside.next() {
        None => Ok(()),
        Some((_, _, other)) => Err(format!("lets `{other}` make something")),
    }
}

/// A rule that proposes names holds if its pattern matches where the example says so, and the name
/// comes out with the type that it proposes.
fn propose(
    extractor: &Extractor,
    rule: &Rule,
    example: &Example,
    must: bool,
    record: &Record<'_>,
) -> Result<(), String> {
    let tables = extractor.tables();
    let document = Document::read(&example.text, tables);
    let labels = Labels::new(document.tokens.len());
    let matcher = Matcher { document: &document, labels: &labels, tables, bare: &[] };
    let mut spans = Vec::new();
    for sentence in &document.sentences {
        let tokens = sentence.tokens.clone();
        matcher.matches(tables.room("names"), tokens, &mut Scratch::default(), |found| {
            if tables.rule(found.rule).id == rule.id {
                spans.push(document.span(&found.span));
            }
        });
    }
    let proposed = |spans: &[Span]| {
        let texts: Vec<&str> = spans.iter().map(|span| span.of(&example.text)).collect();
        format!("proposes {texts:?}")
    };
    match (must, example.span) {
        (false, _) if spans.is_empty() => Ok(()),
        (true, Some(span)) if spans.contains(&span) => {
            let kind = rule.text("type").unwrap_or_default();
            let named = span.of(&example.text);
            let is_name = |e: &Entity<'_>| {
                e.kind.as_str() == kind && e.mentions.iter().any(|m| m.text == named)
            };
            match record.entities.iter().any(is_name) {
                true => Ok(()),
                false => Err(format!("proposes a {kind}, and the weights decide otherwise")),
            }
        }
        _ => Err(proposed(&spans)),
    }
}

fn show(fact: &Fact, text: &str) -> String {
    let piece = |(start, end): (u32, u32)| -> String {
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    let mut shown = format!("`{}` => {}", piece(fact.span), fact.value);
    for (role, span) in &fact.arguments {
        shown.push_str(&format!(", {role} `{}`", piece(*span)));
    }
    shown
}

/// Everything in the record that carries this rule's id.
fn facts(record: &Record<'_>, rule: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |span, value: String, arguments| facts.push(Fact { span, value, arguments });
    for time in record.times.iter().filter(|t| t.rule == rule) {
        add((time.start, time.end), time.value.to_string(), Vec::new());
    }
    for quantity in record.quantities.iter().filter(|q| q.rule == rule) {
        let value = quantity.amount();
        let unit = quantity.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
        add((quantity.start, quantity.end), value + &unit, Vec::new());
    }
    mentions(record, rule, &mut add);
    for statement in record.statements.iter().filter(|s| s.rule == rule) {
        let mut arguments = Vec::new();
        if let Some(cue) = &statement.cue {
            arguments.push(("cue".to_owned(), (cue.start, cue.end)));
        }
        if let Some(speaker) = &statement.speaker {
            arguments.push(("speaker".to_owned(), (speaker.start, speaker.end)));
        }
        add((statement.start, statement.end), statement.kind.to_string(), arguments);
    }
    for event in record.events.iter().filter(|e| e.rule == rule) {
        let arguments = event.arguments.iter();
        let arguments = arguments.map(|a| (a.role.to_string(), (a.start, a.end))).collect();
        add((event.trigger.start, event.trigger.end), qualities(event), arguments);
    }
    for relation in record.relations.iter().filter(|r| r.rule == rule) {
        let mut arguments = Vec::new();
        for (name, id) in [("subject", relation.subject), ("object", relation.object)] {
            if let Some(entity) = record.entities.get(id.index()) {
                let mentions = entity.mentions.iter().map(|m| (m.start, m.end));
                arguments.extend(mentions.map(|span| (name.to_owned(), span)));
            }
        }
        add((relation.start, relation.end), relation.kind.to_string(), arguments);
    }
    facts
}

/// Mentions that carry the rule's id, those of one span together: a name says its type, the others say
/// the entities that they stand for, with ` + ` between them.
fn mentions(
    record: &Record<'_>,
    rule: &str,
    add: &mut impl FnMut((u32, u32), String, Vec<(String, (u32, u32))>),
) {
    let mut spans: BTreeMap<(u32, u32), Vec<&str>> = BTreeMap::new();
    for entity in &record.entities {
        for mention in entity.mentions.iter().filter(|m| m.rule == rule) {
            let value = match mention.kind {
                MentionKind::Name => entity.kind.as_str(),
                MentionKind::Nominal | MentionKind::Pronoun => &entity.name,
            };
            spans.entry((mention.start, mention.end)).or_default().push(value);
        }
    }
    spans.into_iter().for_each(|(span, values)| add(span, values.join(" + "), Vec::new()));
}

/// How real an event is made, where it is not actual and positive: `planned`, `possible negative`.
fn qualities(event: &Event<'_>) -> String {
    let mut words = Vec::new();
    if event.modality != Modality::Actual {
        words.push(event.modality.as_str());
    }
    if event.polarity != Polarity::Positive {
        words.push(event.polarity.as_str());
    }
    words.join(" ")
}
