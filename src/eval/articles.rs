//! Whole records against the project's own gold.
//!
//! * entities: the type's group (GPE, LOCATION and FACILITY are one) and one of the names agree;
//!   `exact types` is the share of those whose type is the gold's.
//! * events: recall of the gold's, by type and the trigger's place; `key events` apart. `roles` is the
//!   share of the actors and recipients of the events found.
//! * statements: an overlap of at least 0.7 of both together; `speakers` is the share right of those found.
//! * times and quantities: an overlap and the same value, numbers within one percent.
//! * summary: the share of articles with a gold party and the gold's main event.

mod events;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::counts::share;
use super::gold::{Gold, norm, places};
use super::{Error, Evaluation};
use crate::record::{self, MentionKind, Record};
use crate::text::{Offsets, Span};
use crate::{Article, Extractor};

/// The least share of both together that two statements have in common if they are one.
const OVERLAP: f64 = 0.7;

/// Code points.
type Place = (u32, u32);

/// Names of something, normalised.
type Names = Vec<String>;

/// Evaluates the articles that these files are the gold of.
pub(super) fn evaluate(
    extractor: &Extractor,
    files: &[&Path],
    articles: Option<&Path>,
) -> Result<Evaluation, Error> {
    let mut evaluation = Evaluation::default();
    let mut scores = Scores::default();
    for file in files {
        let gold = Gold::read(file)?;
        let article = article(file, &gold, articles)?;
        let record = extractor.extract(&article);
        let mut one = Comparison {
            offsets: Offsets::new(&article.text),
            text: &article.text,
            names: gold.names(),
            gold: &gold,
            ours: Vec::new(),
            record: &record,
            evaluation: &mut evaluation,
            scores: &mut scores,
        };
        one.entities();
        one.events();
        one.statements();
        one.values();
        one.relations();
        one.summary();
    }
    evaluation.title = format!("articles: {}", files.len());
    scores.sum_up(&mut evaluation);
    Ok(evaluation)
}

/// The article of a gold file, in a folder named or beside that of the gold.
fn article(file: &Path, gold: &Gold, named: Option<&Path>) -> Result<Article, Error> {
    let stem = gold.id.rsplit('-').next().unwrap_or(&gold.id);
    let beside = |folder: &str| file.parent().unwrap_or(Path::new("")).join("..").join(folder);
    let folders: Vec<PathBuf> = match named {
        Some(folder) => vec![folder.to_owned()],
        None => vec![beside("articles"), beside("texts")],
    };
    let files =
        folders.iter().flat_map(|f| [&gold.id[..], stem].map(|s| f.join(format!("{s}.txt"))));
    let Some(path) = files.into_iter().find(|path| path.is_file()) else {
        let reason =
            format!("its article {stem}.txt is not there; name its folder with --articles");
        return Err(Error::new(file, reason));
    };
    let text = fs::read_to_string(&path).map_err(|error| Error::new(&path, error))?;
    // The gold is given with simple line ends.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut article = Article::new(&gold.id, text);
    article.date = gold.published;
    Ok(article)
}

/// Right, and of how many.
#[derive(Default)]
struct Scores {
    types: (u64, u64),
    roles: (u64, u64),
    speakers: (u64, u64),
    summary: (u64, u64),
}

fn count(score: &mut (u64, u64), right: bool) {
    score.0 += u64::from(right);
    score.1 += 1;
}

impl Scores {
    fn sum_up(&self, evaluation: &mut Evaluation) {
        let counts = &evaluation.counts;
        let of = |score: (u64, u64)| share(score.0, score.1);
        let f1 = |label| counts.get(label).f1();
        let (entities, statements) = (f1("entities"), f1("statements"));
        let key_events = counts.get("key events").recall();
        let (times, quantities) = (f1("times"), f1("quantities"));
        let speakers = of(self.speakers);
        let mean = (entities + key_events + statements * speakers + times + quantities) / 5.0;
        evaluation.shares = [
            ("exact types", self.types),
            ("roles", self.roles),
            ("speakers", self.speakers),
            ("summary", self.summary),
        ]
        .map(|(name, (right, of))| (name, right, of))
        .to_vec();
        evaluation.summary = vec![
            ("entities F1", entities),
            ("key events", key_events),
            ("all events", counts.get("events").recall()),
            ("roles", of(self.roles)),
            ("statements F1", statements),
            ("times F1", times),
            ("quantities F1", quantities),
            ("mean", mean),
        ];
    }
}

struct Comparison<'c, 'r> {
    offsets: Offsets<'c>,
    text: &'c str,
    gold: &'c Gold,
    names: BTreeMap<&'c str, Names>,
    record: &'c Record<'r>,
    /// The named entities of the record, with their names.
    ours: Vec<(&'c record::Entity<'r>, Names)>,
    evaluation: &'c mut Evaluation,
    scores: &'c mut Scores,
}

fn group(kind: &str) -> &str {
    if ["GPE", "LOCATION", "FACILITY"].contains(&kind) { "PLACE" } else { kind }
}

fn overlap(a: Place, b: Place) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// What two spans have in common, of both together.
fn iou(a: Place, b: Place) -> f64 {
    let common = a.1.min(b.1) as f64 - a.0.max(b.0) as f64;
    let all = f64::from(a.1.max(b.1)) - f64::from(a.0.min(b.0));
    if common > 0.0 { common / all } else { 0.0 }
}

/// Whether a word of more than two letters stands in both.
fn share_a_word<'n>(wanted: &[String], mine: impl IntoIterator<Item = &'n str>) -> bool {
    let long = |word: &&str| word.chars().count() > 2;
    let words: Vec<&str> = wanted.iter().flat_map(|n| n.split(' ')).filter(long).collect();
    mine.into_iter().any(|name| name.split(' ').any(|word| words.contains(&word)))
}

impl<'c> Comparison<'c, '_> {
    fn find(&self, piece: &str) -> Vec<Place> {
        let point = |(start, end)| self.offsets.span(Span::new(start, end));
        places(self.text, piece).into_iter().map(point).collect()
    }

    fn fault(&mut self, kind: &'static str, told: String, rule: Option<&str>) {
        self.evaluation.fault(kind, &self.gold.id, told, rule);
    }

    /// The places of a piece of the gold; told if there are none.
    fn aligned(&mut self, what: &str, piece: &str) -> Vec<Place> {
        let found = self.find(piece);
        if found.is_empty() {
            let told = format!("{}: {what} not in the text: {piece:?}", self.gold.id);
            self.evaluation.skipped.push(told);
        }
        found
    }

    fn entities(&mut self) {
        let named =
            |e: &&record::Entity<'_>| e.mentions.iter().any(|m| m.kind == MentionKind::Name);
        let names = |e: &record::Entity<'_>| -> Names {
            [&e.name].into_iter().chain(&e.aliases).map(|name| norm(name)).collect()
        };
        let ours: Vec<_> =
            self.record.entities.iter().filter(named).map(|e| (e, names(e))).collect();
        let mut used = vec![None; ours.len()];
        let mut found = 0;
        for e in &self.gold.entities {
            let forms = &self.names[e.key.as_str()];
            let same = |k: &usize| {
                let (entity, mine) = &ours[*k];
                group(entity.kind.as_str()) == group(&e.kind)
                    && used[*k].is_none()
                    && mine.iter().any(|name| forms.contains(name))
            };
            let hit = (0..ours.len()).find(same);
            self.evaluation.by_type.row(&format!("entities.{}", e.kind)).gold += 1;
            match hit {
                Some(k) => {
                    let exact = ours[k].0.kind.as_str() == e.kind;
                    used[k] = Some(exact);
                    found += 1;
                    count(&mut self.scores.types, exact);
                    if exact {
                        self.evaluation.by_type.row(&format!("entities.{}", e.kind)).tp += 1;
                    }
                }
                None => self.fault("entity missed", format!("{} {:?}", e.kind, e.name), None),
            }
        }
        for ((entity, _), used) in ours.iter().zip(&used) {
            let kind = entity.kind.as_str();
            self.evaluation.by_type.row(&format!("entities.{kind}")).predicted += 1;
            let names = || entity.mentions.iter().filter(|m| m.kind == MentionKind::Name);
            for mention in names() {
                self.evaluation.judge(&mention.rule, *used == Some(true));
            }
            if used.is_none() {
                let rule = names().next().map(|m| &*m.rule);
                self.fault("entity extra", format!("{kind} {:?}", entity.name), rule);
            }
        }
        let row = self.evaluation.counts.row("entities");
        row.tp += found;
        row.predicted += ours.len() as u64;
        row.gold += self.names.len() as u64;
        self.ours = ours;
    }

    /// The names of one of our entities, if it is named, and the words themselves.
    fn mine(&self, entity: Option<record::EntityId>, words: &str) -> Names {
        let known = self.ours.iter().find(|(e, _)| Some(e.id) == entity);
        let mut names = known.map_or(Vec::new(), |(_, names)| names.clone());
        names.push(norm(words));
        names
    }

    fn statements(&mut self) {
        let record = self.record;
        let said = &record.statements;
        let mut used = vec![false; said.len()];
        for s in &self.gold.statements {
            let places = self.aligned("statement", &s.text);
            let mut best: (f64, Option<usize>) = (0.0, None);
            for (k, q) in said.iter().enumerate().filter(|(k, _)| !used[*k]) {
                for place in &places {
                    let share = iou((q.start, q.end), *place);
                    if share >= best.0 {
                        best = (share, Some(k));
                    }
                }
            }
            self.evaluation.by_type.row(&format!("statements.{}", s.kind)).gold += 1;
            let (Some(k), true) = (best.1, best.0 >= OVERLAP) else {
                self.fault("statement missed", format!("{} {:?}", s.kind, s.text), None);
                continue;
            };
            used[k] = true;
            if said[k].kind.as_str() == s.kind {
                self.evaluation.by_type.row(&format!("statements.{}", s.kind)).tp += 1;
            }
            let told = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
            if !told(&s.speaker) && !told(&s.speaker_text) {
                continue;
            }
            let mut wanted = (s.speaker.as_deref().and_then(|key| self.names.get(key)).cloned())
                .unwrap_or_default();
            wanted.push(norm(s.speaker_text.as_deref().unwrap_or_default()));
            let speaker = said[k].speaker.as_ref();
            let mine = self.mine(speaker.and_then(|s| s.entity), speaker.map_or("", |s| &s.text));
            let right = share_a_word(&wanted, mine.iter().map(String::as_str));
            count(&mut self.scores.speakers, right);
            if !right {
                self.fault("speaker", format!("{wanted:?} got {mine:?}"), Some(&said[k].rule));
            }
        }
        for (q, used) in said.iter().zip(&used) {
            self.evaluation.by_type.row(&format!("statements.{}", q.kind)).predicted += 1;
            self.evaluation.judge(&q.rule, *used);
            if !used {
                let told = format!("{} {:?}", q.kind, q.text);
                self.fault("statement extra", told, Some(&q.rule));
            }
        }
        let row = self.evaluation.counts.row("statements");
        row.tp += used.iter().filter(|used| **used).count() as u64;
        row.predicted += said.len() as u64;
        row.gold += self.gold.statements.len() as u64;
    }

    /// Judges relations by type and the names of both ends; they are in no figure of their own, since
    /// the gold has only those that an article turns on.
    fn relations(&mut self) {
        let record = self.record;
        let names = |id: record::EntityId| {
            record.entities.get(id.index()).map_or(Vec::new(), |e| {
                [&e.name].into_iter().chain(&e.aliases).map(|name| norm(name)).collect()
            })
        };
        for relation in &record.relations {
            let ends = [names(relation.subject), names(relation.object)];
            let right = self.gold.relations.iter().any(|gold| match &gold[..] {
                [kind, subject, object] if *kind == relation.kind => {
                    [subject, object].into_iter().zip(&ends).all(|(key, mine)| {
                        let known = self.names.get(key.as_str());
                        let wanted = known.cloned().unwrap_or_else(|| vec![norm(key)]);
                        wanted.iter().any(|name| mine.contains(name))
                    })
                }
                _ => false,
            });
            self.evaluation.judge(&relation.rule, right);
        }
    }

    fn summary(&mut self) {
        let (gold, record) = (&self.gold.summary, &self.record.summary);
        let want: Names = gold
            .who
            .iter()
            .filter_map(|key| self.names.get(key.as_str()))
            .flatten()
            .cloned()
            .collect();
        let mut mine = Names::new();
        for who in &record.who {
            match self.ours.iter().find(|(e, _)| Some(e.id) == who.entity) {
                Some((_, names)) => mine.extend(names.iter().cloned()),
                None => mine.push(norm(&who.text)),
            }
        }
        let what = norm(record.what.as_ref().map_or("", |what| &what.text));
        let main = norm(gold.what.as_deref().unwrap_or_default());
        let right = want.iter().any(|name| mine.contains(name)) && what.contains(&main);
        count(&mut self.scores.summary, right);
    }
}
