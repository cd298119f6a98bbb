//! All tables in force, compiled: what the layers look up while they read an article.

use super::automaton;
use super::compile;
use super::conventions;
use super::error::{Error, Errors, Place};
use super::file::{self, Located, RawRule};
use super::flat::{Reader, Writer};
use super::index::RuleIndex;
use super::lists::{Entry, Filling, List, ListId, Lists, RowId};
use super::merge::{self, Merged, MergedRow};
use super::program::Inst;
use super::room::{self, ROOMS};
use super::roots::{RootId, Roots};
use super::rule::{Rule, RuleId, RuleSet, Shelf};
use super::shapes::{BUILT_IN, Shape, ShapeSet, Shapes};
use super::source::Source;
use super::start::Start;
use super::tsv::ListKind;
use super::words::{WordId, Words};
use crate::morphology::{AffixRow, ExceptionRow, Morphology, MorphologyError, RootRow};
use crate::text::{Case, Conventions, Span, Token, TokenKind, tokenize};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The compiled tables. Built once, then only read; shared by all workers.
#[derive(Debug, Default)]
pub struct Tables {
    /// Every word of every table.
    pub words: Words,
    /// Every list, and the trie over their entries.
    pub lists: Lists,
    /// Roots and their derived forms.
    pub roots: Roots,
    /// Token shapes.
    pub shapes: Shapes,
    /// What the text layer must know.
    pub conventions: Conventions,
    rules: Shelf,
    rooms: Vec<RuleSet>,
    index: RuleIndex,
    hash: Cow<'static, str>,
    built_in: bool,
}

impl Tables {
    /// Compiles layers of rule files, each laid over those before it.
    ///
    /// # Errors
    /// Every fault found, with its file, line and column.
    pub fn compile(layers: &[Vec<Source>]) -> Result<Tables, Errors> {
        let mut errors = Vec::new();
        let merged = merge::lists(layers, &mut errors);
        let mut tables = Tables { hash: fingerprint(layers).into(), ..Tables::default() };
        let find = |name: &str| merged.iter().find(|list| list.name == name);
        let cells = |list: &str, column: &str| {
            find(list).map(|list| list.rows_of(column)).unwrap_or_default()
        };
        let mut fault = |list: &str, row: usize, message| {
            let place = find(list).map(|list| list.rows[row].place());
            errors.extend(place.map(|place| Error::new(place, message)));
        };
        conventions::check(cells, &mut fault);
        tables.conventions = conventions::read(cells, &mut fault);
        tables.add_shapes(&merged, &mut errors);
        tables.add_roots(&merged, &mut errors);
        tables.add_lists(&merged, &mut errors);
        tables.add_rules(layers, &mut errors);
        tables.lists.forget_texts();
        if errors.is_empty() { Ok(tables) } else { Err(Errors(errors)) }
    }

    /// Writes the compiled tables, to be read back by [`Tables::read`]; examples are left behind.
    pub fn write(&self, to: &mut Writer) {
        to.text(&self.hash);
        self.words.write(to);
        self.lists.write(to);
        self.roots.write(to);
        self.shapes.write(to);
        self.rules.write(to);
        to.numbers(&[self.rooms.len() as u32]);
        self.rooms.iter().for_each(|room| room.write(to));
        self.index.write(to);
        self.conventions.write(to);
    }

    /// Reads compiled tables back, in place.
    pub fn read(mut from: Reader) -> Tables {
        let from = &mut from;
        let hash = from.text();
        let (words, lists) = (Words::read(from), Lists::read(from));
        let (roots, shapes) = (Roots::read(from), Shapes::read(from));
        let rules = Shelf::read(from);
        let rooms = from.numbers().first().copied().unwrap_or_default();
        let rooms = (0..rooms).map(|_| RuleSet::read(from)).collect();
        let index = RuleIndex::read(from);
        let conventions = Conventions::read(from);
        Tables {
            words,
            lists,
            roots,
            shapes,
            conventions,
            rules,
            rooms,
            index,
            hash,
            built_in: true,
        }
    }

    /// The rules of a room; none if it has no such room.
    pub fn room(&self, name: &str) -> &RuleSet {
        static EMPTY: std::sync::LazyLock<RuleSet> = std::sync::LazyLock::new(RuleSet::default);
        let index = ROOMS.iter().position(|room| room.name == name);
        index.and_then(|i| self.rooms.get(i)).unwrap_or(&EMPTY)
    }

    /// The rules of all rooms, room by room, in order of their numbers.
    pub(crate) fn rooms(&self) -> &[RuleSet] {
        &self.rooms
    }

    /// Finds the rules that can begin with a token.
    pub(crate) fn index(&self) -> &RuleIndex {
        &self.index
    }

    /// A rule.
    pub fn rule(&self, id: RuleId) -> &Rule {
        self.rules.get(id)
    }

    /// How many rules there are; their ids are the numbers below.
    pub fn rule_count(&self) -> usize {
        self.rules.len()
    }

    /// Whether these are the tables that ship with the binary, which were checked when it was built.
    pub fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// SHA-256, in hex, of all rule files in force, by name and contents.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The name of a row, as facts carry it: `list/form`.
    pub fn row_name(&self, row: RowId) -> String {
        format!("{}/{}", self.lists.list(self.lists.list_of(row)).name, self.lists.form(row))
    }

    /// The place of the rule or row that a fact names (`times.date.full`, `country/Rusia`).
    pub fn place_of(&self, name: &str) -> Option<Place> {
        if let Some(rule) = self.rules.iter().find(|rule| &*rule.id == name) {
            return Some(rule.place.clone());
        }
        let (list, form) = name.split_once('/')?;
        let list = self.lists.find(list)?;
        let row = self.lists.rows(list).find(|&row| self.lists.form(row) == form)?;
        Some(self.lists.place_of(row))
    }

    fn add_shapes(&mut self, merged: &[Merged<'_>], errors: &mut Vec<Error>) {
        let Some(list) = merged.iter().find(|list| list.name == "shape") else { return };
        let mut table = Vec::new();
        for row in &list.rows {
            let pattern = row.get(list, "pattern");
            let on = match row.get(list, "on") {
                "number" => TokenKind::Number,
                "word" => TokenKind::Word,
                "mixed" => TokenKind::Mixed,
                "punct" => TokenKind::Punct,
                other => {
                    let error = Error::new(row.place(), format!("unknown kind of token `{other}`"));
                    errors.push(error.did_you_mean(other, ["number", "word", "mixed", "punct"]));
                    continue;
                }
            };
            if let Err(reason) = automaton::check(pattern) {
                errors.push(Error::new(row.place(), format!("not a regular expression: {reason}")));
                continue;
            }
            let (name, pattern) = (row.cells[0].to_owned().into(), pattern.to_owned().into());
            if BUILT_IN.len() + table.len() == ShapeSet::MOST {
                let message = format!("more than {} shapes", ShapeSet::MOST);
                errors.push(Error::new(row.place(), message));
                break;
            }
            table.push(Shape { name, pattern, on });
        }
        match Shapes::new(table) {
            Ok(shapes) => self.shapes = shapes,
            Err(reason) => {
                let place = list.rows.last().map(MergedRow::place);
                let error = |place| Error::new(place, format!("all shapes together: {reason}"));
                errors.extend(place.map(error));
            }
        }
    }

    fn add_roots(&mut self, merged: &[Merged<'_>], errors: &mut Vec<Error>) {
        let find = |name: &str| merged.iter().find(|list| list.name == name);
        let (Some(affix), Some(exception), Some(root)) =
            (find("affix"), find("exception"), find("root"))
        else {
            return;
        };
        let affixes = affix.rows.iter().map(|row| AffixRow {
            form: row.cells[0],
            class: row.get(affix, "class"),
            voice: row.get(affix, "voice"),
            roots: row.get(affix, "roots"),
            rank: row.get(affix, "rank"),
        });
        let exceptions = exception.rows.iter().map(|row| ExceptionRow {
            form: row.cells[0],
            root: row.get(exception, "root"),
            affix: row.get(exception, "affix"),
            kind: row.get(exception, "kind"),
        });
        let morphology = match Morphology::new(affixes, exceptions) {
            Ok(morphology) => morphology,
            Err(error) => return errors.push(morphology_error(&error, &[affix, exception])),
        };
        if let Some(row) = root.rows.get(RootId::MOST) {
            return errors
                .push(Error::new(row.place(), format!("more than {} roots", RootId::MOST)));
        }
        let mut roots = Vec::new();
        for row in &root.rows {
            let raw = RootRow {
                form: row.cells[0],
                pos: row.get(root, "pos"),
                affixes: row.get(root, "affixes"),
                initial: row.get(root, "initial"),
            };
            match morphology.root(&raw) {
                Ok(root) => roots.push(root),
                Err(error) => errors.push(Error::new(row.place(), error.to_string())),
            }
        }
        self.roots = Roots::derive(&morphology, &roots, &mut self.words);
    }

    fn add_lists(&mut self, merged: &[Merged<'_>], errors: &mut Vec<Error>) {
        let roots: FxHashMap<String, RootId> =
            self.roots.names().map(str::to_owned).zip((0..).map(RootId)).collect();
        let (mut filling, mut tokens) = (Filling::default(), Vec::new());
        let (mut in_lists, mut spoken_of) = (Vec::new(), Vec::new());
        for list in merged {
            let id = self.lists.add_list(List {
                name: list.name.to_owned().into(),
                columns: list.columns.iter().map(|&c| c.to_owned().into()).collect(),
                case: list.case,
                kind: list.kind,
                file: list.shown.to_owned().into(),
                rows: (0, 0),
            });
            for row in &list.rows {
                let cells = row.cells.iter().copied();
                let row_id = self.lists.add_row(row.line, cells);
                match list.kind {
                    ListKind::Plain => {}
                    ListKind::Weights => {
                        let words = row.cells[0].split_once('=').map_or("", |(_, words)| words);
                        let ids = words.split(' ').map(|word| self.words.intern(word));
                        spoken_of.extend(ids.map(|id| (row_id.0, [id.0])));
                    }
                    ListKind::Phrases => {
                        self.add_phrases(row.forms(), row_id, &mut tokens, &mut filling);
                    }
                    ListKind::Roots => match roots.get(row.cells[0]).copied() {
                        Some(root) => in_lists.push((root, id, row_id)),
                        None => {
                            let message = format!("unknown root `{}`", row.cells[0]);
                            let error = Error::new(row.place(), message);
                            errors.push(error.help("add it to morphology/root.tsv"));
                        }
                    },
                }
            }
        }
        self.lists.seal(filling, spoken_of);
        self.roots.put(in_lists);
    }

    fn add_phrases<'f>(
        &mut self,
        forms: impl Iterator<Item = &'f str>,
        row: RowId,
        tokens: &mut Vec<Token>,
        filling: &mut Filling,
    ) {
        for form in forms {
            tokens.clear();
            tokenize(form, Span::new(0, form.len()), &self.conventions, tokens);
            let mut entry = Entry { row, capitals: 0, uppers: 0 };
            let words: Vec<WordId> = tokens
                .iter()
                .enumerate()
                .map(|(i, token)| {
                    let bit = 1u16.checked_shl(i as u32).unwrap_or(0);
                    match token.case {
                        Case::Upper => entry.uppers |= bit,
                        Case::Capital | Case::Inner => entry.capitals |= bit,
                        Case::Lower | Case::None => {}
                    }
                    let text = token.span.of(form);
                    self.words.intern(&text.to_lowercase())
                })
                .collect();
            self.lists.add_phrase(&words, entry, filling);
        }
    }

    fn add_rules(&mut self, layers: &[Vec<Source>], errors: &mut Vec<Error>) {
        let (mut all, mut starts) = (Vec::new(), Vec::new());
        for room in ROOMS {
            let (mut rules, mut defines): (Vec<RawRule>, _) = (Vec::new(), FxHashMap::default());
            for source in layers.iter().flatten() {
                if source.room() == room.name && source.name.ends_with(".toml") {
                    match file::read(source, room) {
                        Ok(read) => {
                            defines.extend(read.defines);
                            read.rules.into_iter().for_each(|rule| lay(&mut rules, rule));
                        }
                        Err(Errors(more)) => errors.extend(more),
                    }
                }
            }
            let first = all.len();
            for raw in rules {
                match self.compile_rule(raw, &defines) {
                    Ok(rule) => all.push(rule),
                    Err(error) => errors.push(error),
                }
            }
            let behind = starts.len();
            for (id, rule) in (first as u32..).zip(&all[first..]) {
                starts.extend(Start::all(id, &rule.program, &|step| self.weight(step)));
            }
            let rules = first as u32..all.len() as u32;
            self.rooms.push(RuleSet::new(rules, behind as u32, &starts[behind..]));
        }
        self.index = RuleIndex::new(&starts, &self.roots, &self.shapes, self.words.bound());
        self.rules = all.into();
        for source in layers.iter().flatten() {
            if source.name.ends_with(".toml") && room::room(source.room()).is_none() {
                let message = format!("no layer reads rules in a folder `{}`", source.room());
                let error = Error::new(source.place(0), message);
                errors.push(error.did_you_mean(source.room(), ROOMS.iter().map(|r| r.name)));
            }
        }
    }

    /// How often a step is met in text, by guess: a short word more often than a long one. None of
    /// what most sentences have.
    fn weight(&self, step: Inst) -> Option<u32> {
        let rows = |list: ListId| self.lists.rows(list).count() as u32;
        match step {
            Inst::Word(word) | Inst::Exact(word, _) => {
                Some(if self.words.text(word).len() > 4 { 1 } else { 40 })
            }
            Inst::Root(..) => Some(4),
            Inst::RootOf(list, _) | Inst::List(list, None) => Some(4 * rows(list)),
            Inst::List(list, Some(_)) => Some(rows(list)),
            Inst::Shape(shape) if self.shapes.kind(shape) == Some(TokenKind::Number) => Some(100),
            _ => None,
        }
    }

    fn compile_rule(
        &mut self,
        raw: RawRule,
        defines: &FxHashMap<String, Located>,
    ) -> Result<Rule, Error> {
        let room = raw.id.text.split('.').next().and_then(room::room);
        let bare = room.is_some_and(|room| room.reads_bare_roots);
        let program = compile::pattern(&raw.pattern, defines, self, bare)?;
        let fields = raw.fields.into_iter().map(|(key, value)| (key.into(), value));
        let fields: Vec<_> = fields.collect();
        Ok(Rule {
            id: raw.id.text,
            place: raw.id.place,
            program,
            yes: raw.yes,
            no: raw.no,
            fields: fields.into(),
        })
    }

    /// The first row of a list that stands for `form`, words in small letters with blanks between.
    pub fn entry(&self, list: ListId, form: &str) -> Option<RowId> {
        let mut words = form.split(' ').map(|word| self.words.get(word));
        let first = self.lists.enter(words.next()?)?;
        let node = words.try_fold(first, |node, word| self.lists.step(node, word))?;
        let rows = self.lists.entries(node).map(|entry| entry.row);
        rows.filter(|&row| self.lists.list_of(row) == list).min()
    }

    /// The root of that name.
    pub fn root(&self, name: &str) -> Option<RootId> {
        self.roots.named(name, &self.words)
    }

    /// The list of that name.
    ///
    /// # Errors
    /// When a layer needs a list that the tables do not have.
    pub fn need(&self, list: &str) -> Result<ListId, Error> {
        self.lists.find(list).ok_or_else(|| {
            let place = Place { file: "rules".into(), line: 1, column: 1 };
            Error::new(place, format!("a layer needs the list `{list}`, and no file holds it"))
        })
    }
}

/// A later rule of one id takes the place of the earlier one.
fn lay(rules: &mut Vec<RawRule>, rule: RawRule) {
    match rules.iter_mut().find(|old| old.id.text == rule.id.text) {
        Some(old) => *old = rule,
        None => rules.push(rule),
    }
}

fn morphology_error(error: &MorphologyError, lists: &[&Merged<'_>]) -> Error {
    let (MorphologyError::Cell { form, .. } | MorphologyError::Full { form }) = error;
    let rows = lists.iter().flat_map(|list| &list.rows);
    let row = rows.into_iter().find(|row| row.cells[0] == &**form);
    let nowhere = Place { file: "rules/morphology".into(), line: 1, column: 1 };
    Error::new(row.map_or(nowhere, |row| row.place()), error.to_string())
}

fn fingerprint(layers: &[Vec<Source>]) -> String {
    use std::fmt::Write as _;
    let mut hasher = Sha256::new();
    for source in layers.iter().flatten() {
        for part in [source.name.as_bytes(), source.text.as_bytes()] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
