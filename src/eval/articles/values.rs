//! Times and quantities against the gold's, by place and value.

use super::{Comparison, Place, overlap};
use crate::eval::gold::{Valued, agrees};

/// A time or a quantity of the record.
struct Ours<'o> {
    place: Place,
    told: String,
    kind: String,
    rule: &'o str,
    agrees: Box<dyn Fn(&Valued) -> bool + 'o>,
}

impl<'c> Comparison<'c, '_> {
    pub(super) fn values(&mut self) {
        let record = self.record;
        let times = record.times.iter().map(|t| Ours {
            place: (t.start, t.end),
            told: format!("{:?} {}", t.text, t.value),
            kind: t.kind.to_string(),
            rule: &t.rule,
            agrees: Box::new(|gold: &Valued| gold.values().iter().any(|v| *v == *t.value)),
        });
        self.valued("times", &self.gold.times, times.collect());
        let quantities = record.quantities.iter().map(|q| Ours {
            place: (q.start, q.end),
            told: format!("{:?} {}", q.text, q.amount()),
            kind: q.kind.to_string(),
            rule: &q.rule,
            agrees: Box::new(|gold: &Valued| match gold.range() {
                Some([from, to]) => {
                    agrees(&q.value, from) && q.to.as_ref().is_some_and(|end| agrees(end, to))
                }
                None => q.to.is_none() && agrees(&q.value, &gold.value),
            }),
        });
        self.valued("quantities", &self.gold.quantities, quantities.collect());
    }

    fn valued(&mut self, label: &'static str, gold: &'c [Valued], ours: Vec<Ours<'_>>) {
        // What is found is of the gold's type, whatever the record calls it.
        let mut found: Vec<Option<&str>> = vec![None; ours.len()];
        for g in gold {
            let places = self.aligned(label, &g.text);
            let same = |k: &usize| {
                let o = &ours[*k];
                found[*k].is_none() && (o.agrees)(g) && places.iter().any(|&p| overlap(o.place, p))
            };
            let hit = (0..ours.len()).find(same);
            let kind = g.kind.as_deref().filter(|_| label == "quantities").unwrap_or("all");
            let row = self.evaluation.by_type.row(&format!("{label}.{kind}"));
            (row.tp, row.gold) = (row.tp + u64::from(hit.is_some()), row.gold + 1);
            match hit {
                Some(k) => found[k] = Some(kind),
                None => {
                    let got = ours.iter().filter(|o| places.iter().any(|&p| overlap(o.place, p)));
                    let got: Vec<&str> = got.map(|o| o.told.as_str()).collect();
                    let told = format!("{:?} {} got [{}]", g.text, g.value, got.join(", "));
                    self.fault("value missed", told, None);
                }
            }
        }
        // The gold of times has no types.
        let typed = label == "quantities";
        for (o, found) in ours.iter().zip(&found) {
            let kind = found.unwrap_or(if typed { &o.kind } else { "all" });
            self.evaluation.by_type.row(&format!("{label}.{kind}")).predicted += 1;
            self.evaluation.judge(o.rule, found.is_some());
            if found.is_none() {
                self.fault("value extra", o.told.clone(), Some(o.rule));
            }
        }
        let row = self.evaluation.counts.row(label);
        row.tp += found.iter().flatten().count() as u64;
        row.predicted += ours.len() as u64;
        row.gold += gold.len() as u64;
    }
}
