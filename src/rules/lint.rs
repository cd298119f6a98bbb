//! What can't be meant in tables that are otherwise sound: rows and rules that never do anything.

use super::error::{Error, Place};
use super::file::{self, Located};
use super::lists::{ListId, alternatives};
use super::program::Inst;
use super::room;
use super::rule::RuleId;
use super::source::Source;
use super::tables::Tables;
use super::tsv::{self, ListKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The columns by which a layer reads lists that no rule names: what kind of name a row is.
const READ_BY: [&str; 2] = ["type", "kind"];

/// Doubts about the files of one layer, laid over those of `below`; `tables` are both, compiled.
/// In the order of the files, and within a file of the lines.
///
/// Told are rows and rules that are those of the layer below word for word, forms that stand in two
/// rows of a list, rules of which an earlier one takes every match, rules and definitions that stand
/// twice, lists that nothing reads and definitions that no rule uses.
pub fn lint(tables: &Tables, below: &[Source], own: &[Source]) -> Vec<Error> {
    let mut doubts = Vec::new();
    // Who works on all of the tables has all of their files, and means each row that is as it was.
    let whole = below.iter().all(|lower| own.iter().any(|source| source.name == lower.name));
    let same_as = if whole { &[] } else { below };
    for source in own {
        if source.name.ends_with(".tsv") {
            let new = !below.iter().any(|lower| lower.name == source.name);
            list(tables, (same_as, new), source, &mut doubts);
        } else {
            rules(same_as, source, &mut doubts);
        }
    }
    twice(own, &mut doubts);
    redefined(same_as, own, &mut doubts);
    unused_definitions(below, own, &mut doubts);
    unreachable(tables, own, &mut doubts);
    doubts.sort_by(|a, b| a.place.cmp(&b.place));
    doubts
}

fn is_of(file: &str, sources: &[Source]) -> bool {
    sources.iter().any(|source| source.shown == file)
}

fn list(
    tables: &Tables,
    (below, new): (&[Source], bool),
    source: &Source,
    doubts: &mut Vec<Error>,
) {
    // What can't be read is an error, and told elsewhere.
    let Ok(read) = tsv::read(source) else { return };
    let place = |line| Place { file: source.shown.clone().into(), line, column: 1 };
    let former = below.iter().find(|lower| lower.name == source.name);
    let former_list = former.and_then(|lower| tsv::read(lower).ok());
    if let (Some(lower), Some(list)) = (former, &former_list) {
        let rows: FxHashMap<&str, &tsv::RawRow<'_>> =
            list.rows.iter().map(|row| (row.cells[0], row)).collect();
        for row in &read.rows {
            let Some(old) = rows.get(row.cells[0]) else { continue };
            let cell = |column: &str| {
                let at = read.columns.iter().position(|c| *c == column);
                at.map_or("", |at| row.cells[at])
            };
            if list.columns.iter().zip(&old.cells).all(|(column, old)| cell(column) == *old) {
                let message = format!("`{}` stands just so in the tables below", row.cells[0]);
                let help = format!("it is {}:{}; this row can go", lower.shown, old.line);
                doubts.push(Error::new(place(row.line), message).help(help));
            }
        }
    }
    let mut forms: FxHashMap<&str, u32> = FxHashMap::default();
    let phrases = if read.kind() == ListKind::Phrases { &read.rows[..] } else { &[] };
    for row in phrases {
        for form in alternatives(row.cells[0]) {
            match forms.insert(form, row.line) {
                Some(first) if first == row.line => {
                    doubts.push(Error::new(place(row.line), format!("`{form}` stands twice here")));
                }
                Some(first) => {
                    let message = format!("`{form}` is a form of line {first} too");
                    let help = "of two rows for one form the first counts";
                    doubts.push(Error::new(place(row.line), message).help(help));
                }
                None => {}
            }
        }
    }
    let read_whole = read.kind() == ListKind::Weights;
    let Some(id) = tables.lists.find(source.stem()).filter(|_| new && !read_whole) else { return };
    let columns = |name: &&str| read.columns.contains(name);
    if !READ_BY.iter().any(columns) && !named_by_a_rule(tables, id) {
        let message = format!("nothing reads the list `{}`", source.stem());
        let help = format!(
            "name it in a rule's pattern (@{}), or give it a column `type` if its rows are names",
            source.stem()
        );
        doubts.push(Error::new(source.place(0), message).help(help));
    }
}

fn named_by_a_rule(tables: &Tables, wanted: ListId) -> bool {
    let names =
        |step: Inst| matches!(step, Inst::List(id, _) | Inst::RootOf(id, _) if id == wanted);
    (0..tables.rule_count() as u32).any(|id| tables.rule(RuleId(id)).program.steps().any(names))
}

fn raw(source: &Source) -> file::RawFile {
    let read = room::room(source.room()).map(|room| file::read(source, room));
    read.and_then(Result::ok).unwrap_or_default()
}

/// Rules that are those of the layer below, word for word.
fn rules(below: &[Source], source: &Source, doubts: &mut Vec<Error>) {
    let lower: Vec<_> = below
        .iter()
        .filter(|s| s.room() == source.room() && s.name.ends_with(".toml"))
        .flat_map(|s| raw(s).rules)
        .collect();
    for rule in raw(source).rules {
        let Some(old) = lower.iter().find(|old| old.id.text == rule.id.text) else { continue };
        let texts = |fields: &[(String, file::Value)]| -> Vec<String> {
            let mut texts: Vec<_> =
                fields.iter().map(|(key, value)| format!("{key} {:?}", plain(value))).collect();
            texts.sort();
            texts
        };
        let same =
            old.pattern.text == rule.pattern.text && texts(&old.fields) == texts(&rule.fields);
        if same {
            let message = format!("the rule `{}` stands just so in the tables below", rule.id.text);
            let help = format!("it is {}; this one can go", old.id.place);
            doubts.push(Error::new(rule.id.place, message).help(help));
        }
    }
}

/// A value without its places.
fn plain(value: &file::Value) -> Vec<&str> {
    match value {
        file::Value::Text(text) => vec![&text.text],
        file::Value::Texts(texts) => texts.iter().map(|text| &*text.text).collect(),
        file::Value::Table(table) => table.iter().flat_map(|(k, v)| [&*k.text, &*v.text]).collect(),
    }
}

/// Rules of one id in one layer: only the last is in force.
fn twice(own: &[Source], doubts: &mut Vec<Error>) {
    let mut places: FxHashMap<String, Place> = FxHashMap::default();
    for rule in own.iter().filter(|s| s.name.ends_with(".toml")).flat_map(|s| raw(s).rules) {
        let id = rule.id.text.into_owned();
        if let Some(first) = places.insert(id.clone(), rule.id.place.clone()) {
            let message = format!("a later rule is called `{id}` too, and takes this one's place");
            let help = format!("the later one is {}; give one of them another id", rule.id.place);
            doubts.push(Error::new(first, message).help(help));
        }
    }
}

/// Definitions of one name in one room: only the last is in force, for all rules of the room.
fn redefined(below: &[Source], own: &[Source], doubts: &mut Vec<Error>) {
    let mut firsts: FxHashMap<(&str, String), (Located, bool)> = FxHashMap::default();
    let layers = below.iter().map(|s| (s, true)).chain(own.iter().map(|s| (s, false)));
    for (source, lower) in layers.filter(|(s, _)| s.name.ends_with(".toml")) {
        let room = source.room();
        for (name, define) in raw(source).defines {
            let first = firsts.insert((room, name.clone()), (define.clone(), lower));
            let Some((first, of_lower)) = first.filter(|(first, _)| first.text != define.text)
            else {
                continue;
            };
            // A layer below is checked where it is made.
            if lower {
                continue;
            }
            let message = match of_lower {
                true => format!("built-in rules of `{room}` that use `&{name}` now mean this"),
                false => format!("`{room}` defines `{name}` twice, and means this in both places"),
            };
            let help = format!("the other is {}; give one another name", first.place);
            doubts.push(Error::new(define.place, message).help(help));
        }
    }
}

/// Definitions that no pattern uses, here or in the layer below.
fn unused_definitions(below: &[Source], own: &[Source], doubts: &mut Vec<Error>) {
    let files: Vec<(&str, bool, file::RawFile)> = (below.iter().map(|s| (s, true)))
        .chain(own.iter().map(|s| (s, false)))
        .filter(|(s, _)| s.name.ends_with(".toml"))
        .map(|(s, lower)| (s.room(), lower, raw(s)))
        .collect();
    for (room, _, read) in files.iter().filter(|(_, lower, _)| !lower) {
        for (name, define) in &read.defines {
            let uses = |text: &str| {
                text.match_indices('&').any(|(at, _)| {
                    let rest = &text[at + 1..];
                    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
                    &rest[..end.unwrap_or(rest.len())] == name
                })
            };
            let mut of_room = files.iter().filter(|(other, ..)| other == room);
            let used = of_room.any(|(_, _, read)| {
                read.rules.iter().any(|rule| uses(&rule.pattern.text))
                    || read.defines.iter().any(|(_, other)| uses(&other.text))
            });
            if !used {
                let message = format!("no pattern uses the definition `{name}`");
                doubts.push(Error::new(define.place.clone(), message));
            }
        }
    }
}

/// Rules whose every match an earlier rule of the room takes: the same pattern stands before.
fn unreachable(tables: &Tables, own: &[Source], doubts: &mut Vec<Error>) {
    for room in room::ROOMS {
        let mut seen: FxHashMap<Vec<[u32; 3]>, Vec<RuleId>> = FxHashMap::default();
        for id in tables.room(room.name).iter() {
            let rule = tables.rule(id);
            let steps = rule.program.steps().map(Inst::pack).collect();
            let before = seen.entry(steps).or_default();
            // Names are only proposed, and events go by type before they go by place.
            let by_type = ["names", "events"].contains(&room.name);
            let first = before.iter().map(|&first| tables.rule(first)).find(|first| {
                let same = first.program.captures == rule.program.captures
                    && (!by_type || first.text("type") == rule.text("type"));
                same && !is_picky(first) && !is_picky(rule)
            });
            if let Some(first) = first.filter(|_| is_of(&rule.place.file, own)) {
                let message =
                    format!("`{}` has every match of this rule: it stands first", first.id);
                let help = format!(
                    "it is {}; change the pattern, or take its id to replace it",
                    first.place
                );
                doubts.push(Error::new(rule.place.clone(), message).help(help));
            }
            before.push(id);
        }
    }
}

/// Whether a rule may refuse what its pattern has matched.
fn is_picky(rule: &super::rule::Rule) -> bool {
    ["needs", "only", "subject", "object", "from"].iter().any(|key| rule.field(key).is_some())
}

/// How many rows and rules of `own` take the place of one in `below`.
pub fn replaced(below: &[Source], own: &[Source]) -> usize {
    let mut count = 0;
    for source in own {
        if source.name.ends_with(".tsv") {
            let lower = below.iter().find(|lower| lower.name == source.name).map(tsv::read);
            let (Some(Ok(lower)), Ok(read)) = (lower, tsv::read(source)) else { continue };
            let forms: FxHashSet<&str> = lower.rows.iter().map(|row| row.cells[0]).collect();
            count += read.rows.iter().filter(|row| forms.contains(row.cells[0])).count();
        } else {
            let of_room =
                below.iter().filter(|s| s.room() == source.room() && s.name.ends_with(".toml"));
            let lower: Vec<_> = of_room.flat_map(|s| raw(s).rules).collect();
            let known = |rule: &&file::RawRule| lower.iter().any(|old| old.id.text == rule.id.text);
            count += raw(source).rules.iter().filter(known).count();
        }
    }
    count
}
