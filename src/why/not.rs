//! Why there is no fact of a type on a span: the nearest rule and what stopped it, or what outweighed it.

use super::{Line, Lines, WEIGHTS, Why};
use crate::document::Furthest;
use crate::document::Scratch;
use crate::layers::{Context, names};
use crate::record::{EntityType, EventType, QuantityType, StatementKind, TimeType};
use crate::rules::{Inst, Rule};
use crate::weights::feature::Sort;
use std::ops::Range;

/// Tokens before the span from which a rule may have begun.
const BEFORE: u32 = 6;

/// A rule of the type asked for, and how far it goes.
struct Near<'t> {
    rule: &'t Rule,
    from: u32,
    far: Furthest,
}

impl Why<'_> {
    /// Why the code points `points` carry no fact of the type `kind`, one of the record's.
    ///
    /// # Errors
    /// A type that no record has, or a span outside the text, in words for people.
    pub fn not(&self, points: Range<u32>, kind: &str) -> Result<Vec<Line>, String> {
        let length = self.bytes.len() as u32 - 1;
        if points.start >= points.end || points.end > length {
            return Err(format!("the text has the code points 0 to {length}"));
        }
        let mut lines = Lines::default();
        let text = self.span(points.clone()).of(self.document.text);
        lines.add(0, format!("{kind} {text:?}"));
        if let Some(id) = self.there(&points, kind) {
            lines.add(1, format!("is there: {id}; ask `extract why --fact {id}`"));
        } else if let Some(entity) = EntityType::from_name(kind) {
            self.no_name(&points, entity, &mut lines);
        } else {
            let (room, key) = match kind {
                _ if EventType::from_name(kind).is_some() => ("events", "type"),
                _ if TimeType::from_name(kind).is_some() => ("times", "type"),
                _ if QuantityType::from_name(kind).is_some() => ("quantities", "type"),
                _ if StatementKind::from_name(kind).is_some() => ("statements", "kind"),
                _ => ("relations", "type"),
            };
            let tables = self.extractor.tables();
            let rules = tables.room(room).iter().map(|id| tables.rule(id));
            let rules: Vec<&Rule> = rules.filter(|rule| rule.text(key) == Some(kind)).collect();
            if rules.is_empty() {
                return Err(format!(
                    "no rule makes a `{kind}`; a type is one of the record's, such as PERSON, CONSULT, DATE, money"
                ));
            }
            self.no_match(&points, &rules, &mut lines);
        }
        Ok(lines.0)
    }

    /// The fact of that type on that span, if there is one after all.
    fn there(&self, points: &Range<u32>, kind: &str) -> Option<String> {
        let record = &self.record;
        let same = |start: u32, end: u32| (start..end) == *points;
        let entities = record.entities.iter().filter(|e| e.kind.as_str() == kind);
        let mut named = entities.filter(|e| e.mentions.iter().any(|m| same(m.start, m.end)));
        let over = |start: u32, end: u32| start < points.end && points.start < end;
        let mut events = record.events.iter().filter(|v| v.kind.as_str() == kind);
        let event = events.find(|v| over(v.trigger.start, v.trigger.end));
        let mut times = record.times.iter().filter(|t| t.kind.as_str() == kind);
        let mut quantities = record.quantities.iter().filter(|n| n.kind.as_str() == kind);
        let name = named.next().map(|e| e.id.to_string());
        name.or_else(|| event.map(|v| v.id.to_string()))
            .or_else(|| times.find(|t| same(t.start, t.end)).map(|t| t.id.to_string()))
            .or_else(|| quantities.find(|n| same(n.start, n.end)).map(|n| n.id.to_string()))
    }

    fn no_name(&self, points: &Range<u32>, kind: EntityType, lines: &mut Lines) {
        let tokens = self.tokens(self.span(points.clone()));
        if self.document.span(&tokens) != self.span(points.clone()) {
            let whole = self.document.slice(&tokens);
            lines.add(1, format!("the span cuts a word: its tokens are {whole:?}"));
            return;
        }
        let over = |start: u32, end: u32| start < points.end && points.start < end;
        for entity in &self.record.entities {
            for m in entity.mentions.iter().filter(|m| over(m.start, m.end)) {
                let place = self.extractor.tables().place_of(&m.rule);
                let told = format!(
                    "instead {} {:?} is a {} of {}, {} by {}",
                    entity.id, m.text, m.kind, entity.name, entity.kind, m.rule
                );
                lines.at(1, told, place);
            }
        }
        let (layers, tables) = (self.extractor.layers(), self.extractor.tables());
        let (document, published) = (&self.document, self.article.date);
        let (_, labels) = layers.values(document, tables, published, &mut Scratch::default());
        let cx = Context { document, tables, published, labels: &labels };
        let sort = names::sort_of(kind);
        match layers.names.verdict(&cx, &tokens, sort) {
            names::Verdict::NoCandidate { instead } => {
                let told = "never weighed: it does not look like a name (capitals), and no list or rule knows it";
                lines.add(1, told.to_owned());
                for tokens in instead.iter().take(WEIGHTS) {
                    lines.add(2, format!("weighed instead: {:?}", document.slice(tokens)));
                }
                lines.add(
                    1,
                    "a row in a list of gazetteer/ with its type makes it known".to_owned(),
                );
            }
            names::Verdict::Weighed { own, with, chosen, instead } => {
                self.score(&tokens, sort, own, lines);
                for (other, sort, weight) in &instead {
                    self.score(other, *sort, *weight, lines);
                }
                let told = if with < chosen {
                    format!(
                        "the names of the sentence weigh {with:.2} with it, {chosen:.2} without"
                    )
                } else {
                    "the weights take it; a later step gave it another type or boundary".to_owned()
                };
                lines.add(1, told);
            }
        }
    }

    fn score(&self, tokens: &Range<u32>, sort: Sort, weight: f32, lines: &mut Lines) {
        let text = self.document.slice(tokens);
        lines.add(1, format!("{weight:+.2} {text:?} as {}", Sort::ALL[sort as usize].1));
        for (feature, weight, place) in self.weights(tokens, sort).into_iter().take(WEIGHTS) {
            lines.at(2, format!("{weight:+.2} {feature}"), place);
        }
    }

    fn no_match(&self, points: &Range<u32>, rules: &[&Rule], lines: &mut Lines) {
        let tokens = self.tokens(self.span(points.clone()));
        let Some(sentence) = self.document.sentence_of(tokens.start) else {
            return lines
                .add(1, "stands outside every sentence, where no rule is tried".to_owned());
        };
        let sentence = self.document.sentences[sentence].tokens.clone();
        let matcher = self.matcher();
        let first = sentence.start.max(tokens.start.saturating_sub(BEFORE));
        let mut best: Option<Near<'_>> = None;
        for rule in rules {
            for from in first..tokens.end.min(sentence.end) {
                let far = matcher.furthest(&rule.program, from, &sentence);
                // What ends before the span says nothing of it.
                let rank = |from: u32, far: &Furthest| {
                    let reach = far.token.min(tokens.end).saturating_sub(tokens.start.max(from));
                    (far.step.is_none() && far.token > tokens.start, reach, far.token - from)
                };
                if far.token > tokens.start
                    && best.as_ref().is_none_or(|b| rank(from, &far) > rank(b.from, &b.far))
                {
                    best = Some(Near { rule, from, far });
                }
            }
        }
        let Some(Near { rule, from, far }) = best else {
            let told =
                format!("none of {} rules of this type takes a word of the span", rules.len());
            return lines.add(1, told);
        };
        let taken = self.document.slice(&(from..far.token));
        lines.at(1, format!("nearest rule {}", rule.id), Some(rule.place.clone()));
        match far.step {
            Some(step) => {
                lines.add(2, format!("takes {taken:?}"));
                let steps: Vec<_> = rule.program.steps().skip(step).collect();
                let wanted = self.step(&steps[0], &steps);
                let stands = match far.token < sentence.end {
                    true => format!("{:?}", self.document.token_text(far.token)),
                    false => "the end of the sentence".to_owned(),
                };
                lines.add(2, format!("then wants {wanted}, where {stands} stands"));
            }
            None => {
                lines.add(2, format!("its pattern matches {taken:?}"));
                for key in ["needs", "only", "subject", "object", "from"] {
                    if let Some(value) = rule.field(key) {
                        lines.add(2, format!("and it asks for {key} = {}", plain(value)));
                    }
                }
                self.rivals(points, lines);
            }
        }
    }

    /// Facts that stand on the span instead.
    fn rivals(&self, points: &Range<u32>, lines: &mut Lines) {
        let over = |start: u32, end: u32| start < points.end && points.start < end;
        let record = &self.record;
        let events = record
            .events
            .iter()
            .map(|v| (v.id.to_string(), v.trigger.start..v.trigger.end, &v.trigger.text, &v.rule));
        let times =
            record.times.iter().map(|t| (t.id.to_string(), t.start..t.end, &t.text, &t.rule));
        let quantities =
            record.quantities.iter().map(|n| (n.id.to_string(), n.start..n.end, &n.text, &n.rule));
        let mut any = false;
        for (id, span, text, rule) in events.chain(times).chain(quantities) {
            if over(span.start, span.end) {
                let place = self.extractor.tables().place_of(rule);
                lines.at(2, format!("{id} {text:?} has the words, by {rule}"), place);
                any = true;
            }
        }
        if !any {
            lines.add(2, "the grammar around it, or what it asks for, refused it".to_owned());
        }
    }

    /// A step of a pattern as one writes it.
    fn step(&self, step: &Inst, rest: &[Inst]) -> String {
        let tables = self.extractor.tables();
        match step {
            Inst::Word(word) => format!("`{}`", tables.words.text(*word)),
            Inst::Exact(word, _) => format!("`\"{}\"`", tables.words.text(*word)),
            Inst::Root(root, voice) => format!("`~{}` ({voice:?})", tables.roots.name(*root)),
            Inst::RootOf(list, voice) => {
                format!("`~@{}` ({voice:?})", tables.lists.list(*list).name)
            }
            Inst::List(list, _) => format!("`@{}`", tables.lists.list(*list).name),
            Inst::Shape(shape) => {
                let name =
                    tables.shapes.names().find(|name| tables.shapes.named(name) == Some(*shape));
                format!("`<{}>`", name.unwrap_or("?"))
            }
            Inst::Label(set) => {
                let names: Vec<&str> = set
                    .iter()
                    .filter_map(|label| crate::rules::LABELS.get(label.0 as usize).copied())
                    .collect();
                format!("`{{{}}}`", names.join("|"))
            }
            Inst::Start => "`^`, the beginning of the sentence".to_owned(),
            Inst::End => "`$`, the end of the sentence".to_owned(),
            Inst::Not(_) => match rest.get(1) {
                Some(next) => format!("`!` (not {})", self.step(next, &rest[1..])),
                None => "`!`".to_owned(),
            },
            Inst::Save(_) | Inst::Split(_) | Inst::Jump(_) | Inst::Accept => {
                "something else".to_owned()
            }
        }
    }
}

fn plain(value: &crate::rules::Value) -> String {
    use crate::rules::Value;
    match value {
        Value::Text(text) => format!("{:?}", text.text),
        Value::Texts(texts) => {
            let texts: Vec<String> = texts.iter().map(|t| format!("{:?}", t.text)).collect();
            texts.join(", ")
        }
        Value::Table(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(k, v)| format!("{} = {:?}", k.text, v.text)).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}
