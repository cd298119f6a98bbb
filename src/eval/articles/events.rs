//! Events against the gold's: which are found, and whether their actors and recipients are right.

use super::{Comparison, Place, count, overlap, share_a_word};
use crate::eval::gold::{Event, norm, places};
use crate::record;
use crate::text::Span;

impl Comparison<'_, '_> {
    /// Where the gold has the trigger of an event.
    fn triggers(&self, event: &Event) -> Vec<Place> {
        let mut found = Vec::new();
        for (start, end) in places(self.text, &event.context) {
            for (s, e) in places(&self.text[start..end], &event.trigger) {
                found.push(self.offsets.span(Span::new(start + s, start + e)));
            }
        }
        found.extend(event.also.iter().flat_map(|form| self.find(form)));
        found
    }

    pub(super) fn events(&mut self) {
        let record = self.record;
        let mut right = vec![false; record.events.len()];
        for event in &self.gold.events {
            let places = self.triggers(event);
            if places.is_empty() {
                let told =
                    format!("{}: trigger not in its context: {:?}", self.gold.id, event.trigger);
                self.evaluation.skipped.push(told);
            }
            let there = |e: &record::Event<'_>| {
                places.iter().any(|&p| overlap((e.trigger.start, e.trigger.end), p))
            };
            let near: Vec<_> = record.events.iter().filter(|e| there(e)).collect();
            let hit: Vec<_> = near.iter().filter(|e| e.kind.as_str() == event.kind).collect();
            hit.iter().for_each(|e| right[e.id.index()] = true);
            let found = u64::from(!hit.is_empty());
            for label in ["events"].into_iter().chain(event.key.then_some("key events")) {
                let row = self.evaluation.counts.row(label);
                (row.tp, row.predicted, row.gold) =
                    (row.tp + found, row.predicted + found, row.gold + 1);
            }
            let row = self.evaluation.by_type.row(&format!("events.{}", event.kind));
            (row.tp, row.gold) = (row.tp + found, row.gold + 1);
            if hit.is_empty() {
                let got: Vec<String> =
                    near.iter().map(|e| format!("{} {:?}", e.kind, e.trigger.text)).collect();
                let mode = event.mode.as_deref().map_or(String::new(), |mode| format!("/{mode}"));
                let told =
                    format!("{}{mode} {:?} got [{}]", event.kind, event.trigger, got.join(", "));
                self.fault("event missed", told, None);
                continue;
            }
            for (role, value) in event.arguments() {
                if role == "actor" || role == "recipient" {
                    self.role(event, role, value, &hit);
                }
            }
        }
        for (event, right) in record.events.iter().zip(right) {
            self.evaluation.by_type.row(&format!("events.{}", event.kind)).predicted += 1;
            self.evaluation.judge(&event.rule, right);
        }
    }

    fn role(&mut self, event: &Event, role: &str, value: &str, hit: &[&&record::Event<'_>]) {
        let wanted = self.names.get(value).cloned().unwrap_or_else(|| vec![norm(value)]);
        let mut mine = Vec::new();
        for argument in hit.iter().flat_map(|e| &e.arguments) {
            if argument.role.as_str() == role {
                mine.extend(self.mine(argument.entity, &argument.text));
            }
        }
        let found = wanted.iter().any(|name| mine.contains(name))
            || share_a_word(&wanted, mine.iter().map(String::as_str));
        count(&mut self.scores.roles, found);
        if !found {
            let told = format!("{} {role} {wanted:?} got {mine:?}", event.kind);
            self.fault("role missed", told, hit.first().map(|e| &*e.rule));
        }
    }
}
