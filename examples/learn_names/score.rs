//! What the names in force get right of tagged articles, and what they get wrong.

use crate::crf::LEARNED;
use crate::{Case, Options, open};
use rustc_hash::{FxHashMap, FxHashSet};
use saripati::annotations::{Annotations, Origin};
use saripati::document::Scratch;
use saripati::layers::names::feature::Sort;
use saripati::layers::names::{Memory, Names, Sums, sort_of};
use saripati::rules::Tables;
use std::ops::Range;

/// Right, found and true names, of each coarse type.
#[derive(Clone, Default)]
pub struct Counts {
    right: [usize; LEARNED],
    found: [usize; LEARNED],
    truth: [usize; LEARNED],
    /// True names that are no candidates.
    unreachable: usize,
    /// True names found with another type.
    mistyped: usize,
    /// What the weights alone leave unexpected of the truth.
    pub surprise: f64,
    /// What is wrong, one a line.
    pub errors: Vec<String>,
}

impl Counts {
    /// Adds those of other articles.
    pub fn add(&mut self, other: Counts) {
        for sort in 0..LEARNED {
            self.right[sort] += other.right[sort];
            self.found[sort] += other.found[sort];
            self.truth[sort] += other.truth[sort];
        }
        self.unreachable += other.unreachable;
        self.mistyped += other.mistyped;
        self.surprise += other.surprise;
        self.errors.extend(other.errors);
    }
}

/// Precision, recall and their harmonic mean.
fn rates(right: usize, found: usize, truth: usize) -> [f64; 3] {
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let (p, r) = (share(found), share(truth));
    [p, r, 2.0 * p * r / (p + r).max(1e-9)]
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sum = |of: &[usize]| of.iter().sum::<usize>();
        let [p, r, f1] = rates(sum(&self.right), sum(&self.found), sum(&self.truth));
        write!(f, "P {p:.4} R {r:.4} F1 {f1:.4} ({} of {})", sum(&self.right), sum(&self.truth))?;
        for (sort, name) in &Sort::ALL[..LEARNED] {
            let at = *sort as usize;
            let [p, r, f1] = rates(self.right[at], self.found[at], self.truth[at]);
            write!(f, " | {name} {p:.3} {r:.3} {f1:.4}")?;
        }
        write!(f, " | {} no candidates, {} mistyped", self.unreachable, self.mistyped)?;
        write!(f, ", surprise {:.1}", self.surprise)
    }
}

/// Counts what the names in force get right. In the file whose states are left untagged, a state
/// that is found beside the truth counts neither way.
pub fn score(options: &Options, names: &Names, tables: &Tables, cases: &[&Case<'_>]) -> Counts {
    let mut counts = Counts::default();
    for case in cases {
        let cx = case.context(tables);
        let open = open(options, names, case.article.file);
        let mut reachable = FxHashSet::default();
        let mut states = FxHashSet::default();
        for lattice in names.lattices(&cx, &Memory::default()) {
            for (at, span) in lattice.candidates.iter().enumerate() {
                reachable.insert(span.clone());
                if !open.is_empty() && lattice.features(at).any(|f| open.contains(&f)) {
                    states.insert(span.clone());
                }
            }
        }
        let mut annotations = Annotations::default();
        names.read(&cx, &mut Scratch::default(), &mut Sums::default(), &mut annotations);
        let origins: FxHashMap<_, _> = annotations
            .names
            .iter()
            .map(|n| {
                let by = match n.origin {
                    Origin::Rule(rule) => tables.rule(rule).id.to_string(),
                    Origin::Row(row) => {
                        let lists = &tables.lists;
                        format!("{}/{}", lists.list(lists.list_of(row)).name, lists.form(row))
                    }
                    Origin::Mechanism(name) => name.to_owned(),
                };
                (n.tokens.clone(), by)
            })
            .collect();
        let mut note = |what: &str, (span, sort): &(Range<u32>, Sort)| {
            let bytes = case.document.span(span);
            let text = &case.article.text;
            let from = text.floor_char_boundary((bytes.start as usize).saturating_sub(45));
            let to = text.ceil_char_boundary((bytes.end as usize + 45).min(text.len()));
            let around = text[from..to].replace('\n', " ");
            let sort = Sort::ALL[*sort as usize].1;
            let by = origins.get(span).map_or("", String::as_str);
            counts.errors.push(format!("{what}\t{sort}\t{by}\t{}\t{around}", bytes.of(text)));
        };
        let found = annotations.names.iter().map(|n| (n.tokens.clone(), sort_of(n.kind)));
        let found: Vec<_> = found
            .filter(|name| {
                let state = name.1 == Sort::Place && states.contains(&name.0);
                name.1 != Sort::Other && (!state || case.truth.contains(name))
            })
            .collect();
        for name in &found {
            counts.found[name.1 as usize] += 1;
            if case.truth.contains(name) {
                counts.right[name.1 as usize] += 1;
            } else {
                let other = case.truth.iter().any(|true_name| overlap(true_name, name));
                note(if other { "instead" } else { "spurious" }, name);
            }
        }
        for name in &case.truth {
            if !reachable.contains(&name.0) {
                counts.unreachable += 1;
                note("unreachable", name);
            } else if !found.contains(name) {
                let typed = found.iter().any(|(span, _)| *span == name.0);
                counts.mistyped += usize::from(typed);
                note(
                    match typed {
                        true => "mistyped",
                        false if found.iter().any(|other| overlap(other, name)) => "misspanned",
                        false => "missed",
                    },
                    name,
                );
            }
        }
        for &(_, _, sort) in &case.article.names {
            counts.truth[sort as usize] += 1;
        }
    }
    counts
}

/// Whether two names share a token.
fn overlap((a, _): &(Range<u32>, Sort), (b, _): &(Range<u32>, Sort)) -> bool {
    a.start < b.end && b.start < a.end
}
