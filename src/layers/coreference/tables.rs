//! The layer's tables, resolved once: nouns, classes, parts of the clause, and what each rule does.

pub(super) use super::listed::Listed;
use super::listed::{Column, Row};
use crate::record::EntityType;
use crate::rules::{Error, Errors, ListId, Place, RuleId, Tables, alternatives};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;

/// A set of classes of persons and things; the classes count in the order of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Classes(u128);

impl Classes {
    /// Every class.
    pub const ANY: Classes = Classes(u128::MAX);

    /// Both sets together.
    pub fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether the sets share a class.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// When a noun refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Use {
    /// Alone, with a capital.
    Bare,
    /// With a demonstrative or an article.
    Definite,
    /// To somebody without a name.
    Never,
}

/// A noun for persons or things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    /// What it may refer to.
    pub kind: EntityType,
    /// Its own class.
    pub class: Classes,
    /// Its own class and the wider ones.
    pub classes: Classes,
    /// When it refers.
    pub when: Use,
}

/// The part of a name's group in its clause, as the word before it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// A clause begins with it.
    Subject,
    /// The one who says something.
    Speaker,
    /// Behind a preposition, a verb or a noun.
    Oblique,
    /// As the name that it is joined to.
    Join,
}

/// What is left of a name without its head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Drop {
    /// The same place.
    Admin,
    /// The same place, unless it is known as more than a district.
    Ward,
    /// The same place, unless it is a known state, region or city.
    Natural,
    /// A name that may stand for the whole.
    Head,
    /// The same; and the whole name without the town that it ends with is the same body.
    Seat,
    /// The whole: the word only says what form a body has.
    Legal,
    /// Nothing; but the head alone stands for the only such body that is named.
    Local,
    /// The same, if the whole is named before: there is a body of that name without a place, too.
    Branch,
    /// Nothing that could stand for it.
    Nothing,
}

impl Drop {
    /// Whether the word is of a local body, which goes by it alone where only one is named.
    pub fn is_local(self) -> bool {
        matches!(self, Drop::Local | Drop::Branch)
    }
}

/// How many a word makes a group of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    /// Two or more.
    pub number: usize,
}

/// Whom -nya on a word stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Host {
    /// The one who speaks.
    Speech,
    /// The one whose it is.
    Owned,
}

/// What a rule of the room does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Action {
    /// Two names are of one thing: captures `full` and `short`.
    Alias,
    /// The same, if the one abbreviates the other.
    Abbreviation,
    /// The capture `short` is of the person named last before.
    Nickname,
    /// A noun alone: capture `head`, perhaps `of`.
    Bare,
    /// A noun that points back: capture `head`, perhaps `of`.
    Definite,
    /// A noun that points back with more that tells of the one in mind, as a subject: capture `head`.
    Described,
    /// Several together: capture `count`, perhaps `head`.
    Group,
    /// A pronoun for one.
    Pronoun,
    /// The same, where it is the subject of its clause: not menjaga *dirinya*.
    Reflexive,
    /// A pronoun for several.
    Plural,
}

const ACTIONS: [(&str, Action); 10] = [
    ("alias", Action::Alias),
    ("abbreviation", Action::Abbreviation),
    ("nickname", Action::Nickname),
    ("bare", Action::Bare),
    ("definite", Action::Definite),
    ("described", Action::Described),
    ("group", Action::Group),
    ("pronoun", Action::Pronoun),
    ("reflexive", Action::Reflexive),
    ("plural", Action::Plural),
];

/// A rule with its captures' places.
#[derive(Clone, Copy, Debug)]
pub(super) struct MentionRule {
    pub action: Action,
    pub full: Option<usize>,
    pub short: Option<usize>,
    pub head: Option<usize>,
    pub of: Option<usize>,
    pub count: Option<usize>,
}

/// A noun for an unnamed thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thing {
    /// The type of such a thing.
    pub kind: EntityType,
    /// Words of one class name the same thing.
    pub class: Classes,
}

/// The layer's tables.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub nouns: Listed<Noun>,
    pub members: Listed<(Option<EntityType>, Classes)>,
    pub counts: Listed<Count>,
    pub hosts: Listed<Host>,
    pub before: Listed<Part>,
    pub plurals: Listed<()>,
    pub heads: Listed<(Option<EntityType>, Drop)>,
    pub coordinators: Listed<()>,
    pub pointers: Listed<()>,
    pub things: Listed<Thing>,
    pub stops: Listed<()>,
    pub weak: Listed<()>,
    pub indefinites: Listed<()>,
    pub naming: Listed<()>,
    /// Roots of verbs of speech.
    pub speech: Option<ListId>,
    /// The class of states.
    pub country: Classes,
    /// The class of companies.
    pub company: Classes,
    kinds: Vec<(Box<str>, Classes)>,
    rules: Vec<(RuleId, MentionRule)>,
}

impl Lexicon {
    /// Resolves the tables.
    ///
    /// # Errors
    /// Cells and keys that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Lexicon, Errors> {
        let names = class_names(tables)?;
        // Many rows share a cell.
        let sets = RefCell::new(FxHashMap::default());
        let classes = |row: Row<'_>, column: Column| {
            let cell = row.cell_id(column);
            if let Some(&set) = sets.borrow().get(&cell) {
                return Ok(set);
            }
            let set = match row.cell(column) {
                "any" => Classes::ANY,
                cell => class_set(cell, &names, row)?,
            };
            sets.borrow_mut().insert(cell, set);
            Ok::<_, Error>(set)
        };
        let when = [("bare", Use::Bare), ("definite", Use::Definite), ("never", Use::Never)];
        let nouns = Listed::new(
            tables,
            "noun",
            ["class", "under", "type", "use"],
            |row, [own, under, kind, uses]| {
                let class = classes(row, own)?;
                Ok(Noun {
                    kind: row.entity_type(kind)?.unwrap_or(EntityType::Person),
                    class,
                    classes: class.with(classes(row, under)?),
                    when: row.one_of(uses, &when)?,
                })
            },
        )?;
        let parts = [
            ("subject", Part::Subject),
            ("speaker", Part::Speaker),
            ("oblique", Part::Oblique),
            ("join", Part::Join),
        ];
        let drops = [
            ("admin", Drop::Admin),
            ("ward", Drop::Ward),
            ("natural", Drop::Natural),
            ("head", Drop::Head),
            ("seat", Drop::Seat),
            ("legal", Drop::Legal),
            ("local", Drop::Local),
            ("branch", Drop::Branch),
            ("", Drop::Nothing),
        ];
        let hosts = [
            ("speech", Host::Speech),
            ("kin", Host::Owned),
            ("body", Host::Owned),
            ("thing", Host::Owned),
        ];
        let (mut things, mut kinds) = (Vec::new(), Vec::new());
        Listed::new(tables, "body_kind", ["form", "class"], |row, [form, class]| {
            kinds.push((row.cell(form).into(), classes(row, class)?));
            Ok(())
        })?;
        Ok(Lexicon {
            kinds,
            nouns,
            members: Listed::new(tables, "party_noun", ["type", "class"], |row, [kind, class]| {
                Ok((row.entity_type(kind)?, classes(row, class)?))
            })?,
            counts: Listed::new(tables, "party_count", ["number"], |row, [number]| {
                let known = [("2", 2), ("3", 3), ("4", 4), ("5", 5)];
                Ok(Count { number: row.one_of(number, &known)? })
            })?,
            hosts: Listed::new(tables, "clitic_host", ["class"], |row, [class]| {
                row.one_of(class, &hosts)
            })?,
            before: Listed::new(tables, "before_name", ["part"], |row, [part]| {
                row.one_of(part, &parts)
            })?,
            plurals: Listed::new(tables, "plural_noun", [], |_, _| Ok(()))?,
            heads: Listed::new(tables, "name_head", ["type", "drop"], |row, [kind, drop]| {
                Ok((row.entity_type(kind)?, row.one_of(drop, &drops)?))
            })?,
            coordinators: Listed::new(tables, "coordinator", [], |_, _| Ok(()))?,
            pointers: Listed::new(tables, "demonstrative", [], |_, _| Ok(()))?,
            things: Listed::new(tables, "thing", ["type", "class"], |row, [kind, class]| {
                let kind = row.entity_type(kind)?.unwrap_or(EntityType::Law);
                Ok(Thing { kind, class: intern(row.cell(class), &mut things) })
            })?,
            stops: Listed::new(tables, "modifier_stop", [], |_, _| Ok(()))?,
            weak: Listed::new(tables, "modifier_weak", [], |_, _| Ok(()))?,
            indefinites: Listed::new(tables, "indefinite", [], |_, _| Ok(()))?,
            naming: Listed::new(tables, "naming", [], |_, _| Ok(()))?,
            speech: tables.lists.find("speech"),
            country: class_of("country", &names),
            company: class_of("company", &names),
            rules: rules(tables)?,
        })
    }

    /// The classes of what the gazetteer calls an organisation of that kind.
    pub fn kind(&self, name: &str) -> Classes {
        let known = self.kinds.iter().find(|(kind, _)| **kind == *name);
        known.map_or(Classes::default(), |&(_, classes)| classes)
    }

    /// What a rule does.
    pub fn rule(&self, id: RuleId) -> Option<&MentionRule> {
        let index = self.rules.binary_search_by_key(&id, |&(rule, _)| rule).ok()?;
        self.rules.get(index).map(|(_, rule)| rule)
    }
}

fn intern(name: &str, names: &mut Vec<String>) -> Classes {
    let index = names.iter().position(|n| n == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    Classes(1u128.checked_shl(index as u32).unwrap_or(0))
}

fn class_of(name: &str, names: &[String]) -> Classes {
    let index = names.iter().position(|n| n == name);
    index.map_or(Classes::default(), |i| Classes(1u128.checked_shl(i as u32).unwrap_or(0)))
}

/// The classes of the table of nouns, wider ones too, in order of their first row.
fn class_names(tables: &Tables) -> Result<Vec<String>, Errors> {
    let (list, mut names) = (tables.need("noun")?, Vec::new());
    let mut seen = FxHashSet::default();
    let columns = ["class", "under"].map(|name| tables.lists.column(list, name));
    for row in tables.lists.rows(list) {
        for column in columns.into_iter().flatten() {
            let cell = tables.lists.cell_id(row, column);
            if !seen.insert(cell) {
                continue;
            }
            for name in alternatives(tables.lists.text(cell)).filter(|name| !name.is_empty()) {
                intern(name, &mut names);
            }
        }
    }
    if names.len() > 128 {
        let place =
            Place { file: tables.lists.list(list).file.to_string().into(), line: 1, column: 1 };
        return Err(Error::new(place, "more than 128 classes").into());
    }
    Ok(names)
}

fn class_set(cell: &str, names: &[String], row: Row<'_>) -> Result<Classes, Error> {
    let mut set = Classes::default();
    for name in alternatives(cell).filter(|name| !name.is_empty()) {
        let class = class_of(name, names);
        if class == Classes::default() {
            let error = Error::new(row.place(), format!("unknown class `{name}`"));
            return Err(error.did_you_mean(name, names.iter().map(String::as_str)));
        }
        set = set.with(class);
    }
    Ok(set)
}

fn rules(tables: &Tables) -> Result<Vec<(RuleId, MentionRule)>, Errors> {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for id in tables.room("coreference").iter() {
        let rule = tables.rule(id);
        let kind = rule.text("kind").unwrap_or_default();
        let Some(&(_, action)) = ACTIONS.iter().find(|(name, _)| *name == kind) else {
            let error = rule.error("kind", format!("unknown kind `{kind}`"));
            errors.push(error.did_you_mean(kind, ACTIONS.iter().map(|(name, _)| *name)));
            continue;
        };
        let capture = |name: &str| rule.program.capture(name);
        let needed: &[&str] = match action {
            Action::Alias | Action::Abbreviation => &["full", "short"],
            Action::Nickname => &["short"],
            Action::Bare | Action::Definite | Action::Described => &["head"],
            Action::Group => &["count"],
            Action::Pronoun | Action::Reflexive | Action::Plural => &[],
        };
        for name in needed.iter().filter(|name| capture(name).is_none()) {
            errors.push(rule.error("kind", format!("a rule of kind `{kind}` captures `{name}`")));
        }
        let [full, short, head, of, count] = ["full", "short", "head", "of", "count"].map(capture);
        found.push((id, MentionRule { action, full, short, head, of, count }));
    }
    found.sort_by_key(|&(id, _)| id);
    if errors.is_empty() { Ok(found) } else { Err(Errors(errors)) }
}
