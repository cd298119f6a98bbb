//! The frames of the rules: which grammatical function is which role, and what an argument must be.

use crate::morphology::Voice;
use crate::record::{EntityType, EventType, Modality, Polarity, QuantityType, Role};
use crate::rules::{Error, Errors, Inst, ListId, RootId, RowId, Rule, RuleId, Tables};

/// What ties an argument to its trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Function {
    /// The subject of the active verb.
    Subject,
    /// The object of the active verb.
    Object,
    /// The receiver of two objects.
    Second,
    /// The clause that is asked, said or planned.
    Complement,
    /// Who does what the complement says: menyerukan agar *Israel* mundur.
    Doer,
    /// The noun group behind a noun.
    Possessor,
    /// A preposition or conjunction, by its row.
    Link(RowId),
}

/// A test of an argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Test {
    /// There is one.
    Any,
    /// There is none.
    None,
    /// It is a clause.
    Clause,
    /// It names or refers to an entity of that type.
    Entity(EntityType),
    /// It is an amount of that type.
    Quantity(QuantityType),
    /// Its head is an entry of the list.
    List(ListId),
    /// Its head is that word, with or without a clitic.
    Word(Box<str>),
}

/// Tests of which one must be passed, or with `not`, none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Condition {
    pub not: bool,
    pub tests: Vec<Test>,
}

impl Condition {
    /// Reads `GPE @list word`, `!money`, `any`, `none`, `clause`; the fault if it cannot.
    pub(super) fn read(text: &str, tables: &Tables) -> Result<Condition, (String, Vec<String>)> {
        let (not, body) = match text.trim().strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut tests = Vec::new();
        for word in body.split_whitespace() {
            tests.push(match word {
                "any" => Test::Any,
                "none" => Test::None,
                "clause" => Test::Clause,
                _ if word.starts_with('@') => {
                    let name = &word[1..];
                    let known = || tables.lists.iter().map(|(_, l)| l.name.to_string()).collect();
                    let list = tables.lists.find(name);
                    Test::List(list.ok_or_else(|| (format!("unknown list `@{name}`"), known()))?)
                }
                _ if word.chars().all(|c| c.is_ascii_uppercase()) => {
                    let known = || EntityType::ALL.iter().map(|t| t.as_str().to_owned()).collect();
                    let kind = EntityType::from_name(word);
                    Test::Entity(kind.ok_or_else(|| (format!("unknown type `{word}`"), known()))?)
                }
                _ => match QuantityType::from_name(word) {
                    Some(kind) => Test::Quantity(kind),
                    None => Test::Word(word.to_lowercase().into()),
                },
            });
        }
        Ok(Condition { not, tests })
    }
}

/// A role, or the role that the frame gives a function, where a condition holds.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// `None` switches a default off.
    pub role: Option<Role>,
    pub when: Option<Condition>,
}

/// What the program keeps of one rule.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub kind: EventType,
    pub roles: Vec<(Function, Vec<Choice>)>,
    pub needs: Vec<(Function, Condition)>,
    pub reciprocal: bool,
    pub bare: bool,
    pub modality: Option<Modality>,
    pub polarity: Option<Polarity>,
    /// The one modality in which the words tell the event.
    pub only: Option<Modality>,
    /// The roots of the trigger with the voices that may trigger.
    pub roots: Vec<(RootOrList, Voice)>,
    /// Captures of the pattern that are named as roles: place among the captures, role.
    pub captures: Vec<(usize, Role)>,
}

/// A root or a list of roots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RootOrList {
    Root(RootId),
    List(ListId),
}

impl Frame {
    /// Whether the frame has a role for a function.
    pub(super) fn has(&self, function: Function) -> bool {
        self.roles
            .iter()
            .any(|(f, choices)| *f == function && choices.iter().any(|c| c.role.is_some()))
    }

    /// Whether the object is always a thing, so that who gets the event is another.
    pub(super) fn gives(&self) -> bool {
        let choices = self.choices(Function::Object).unwrap_or_default();
        !choices.is_empty() && choices.iter().all(|c| c.role == Some(Role::Object))
    }

    /// Whether the object is always somebody to whom something is done.
    pub(super) fn harms_somebody(&self) -> bool {
        let choices = self.choices(Function::Object).unwrap_or_default();
        !choices.is_empty()
            && choices.iter().all(|c| c.role == Some(Role::Recipient) && c.when.is_none())
    }

    /// Whether what undergoes the verb is always a person.
    pub(super) fn befalls_persons(&self) -> bool {
        self.kind.is_of_persons() && self.harms_somebody()
    }

    /// Whether the subject of the verb is always somebody, and a thing stands for its owner.
    pub(super) fn is_done_by_somebody(&self) -> bool {
        let mut choices = self.choices(Function::Subject).unwrap_or_default().iter();
        let actor = choices.all(|c| c.role == Some(Role::Actor) && c.when.is_none());
        actor && self.kind.is_done_for_somebody()
    }

    /// Whether the rule asks for a subject of some kind.
    pub(super) fn needs_subject(&self) -> bool {
        self.needs.iter().any(|(function, need)| *function == Function::Subject && !need.not)
    }

    /// Whether the rule says that what stands behind its noun undergoes the event.
    pub(super) fn possessor_undergoes(&self) -> bool {
        self.choices(Function::Possessor).is_some_and(|choices| {
            choices.iter().any(|c| matches!(c.role, Some(Role::Object | Role::Recipient)))
        })
    }

    /// The choices for a function.
    pub(super) fn choices(&self, function: Function) -> Option<&[Choice]> {
        self.roles.iter().find(|(f, _)| *f == function).map(|(_, choices)| &choices[..])
    }

    /// Reads a rule's keys.
    ///
    /// # Errors
    /// Values that the layer does not know, each at its place.
    pub(super) fn read(tables: &Tables, id: RuleId) -> Result<Frame, Errors> {
        let (rule, links) = (tables.rule(id), &Links::new(tables));
        let errors = &mut Vec::new();
        let kind = vocabulary(rule, "type", EventType::from_name, EventType::ALL, errors)
            .unwrap_or(EventType::State);
        let modality = vocabulary(rule, "modality", Modality::from_name, Modality::ALL, errors);
        let only = vocabulary(rule, "only", Modality::from_name, Modality::ALL, errors);
        let polarity = vocabulary(rule, "polarity", Polarity::from_name, Polarity::ALL, errors);
        let mut frame = Frame {
            kind,
            roles: Vec::new(),
            needs: Vec::new(),
            reciprocal: flag(rule, "reciprocal", errors),
            bare: flag(rule, "bare", errors),
            modality,
            polarity,
            only,
            roots: roots(rule),
            captures: Vec::new(),
        };
        for (key, value) in rule.table("roles") {
            let Some(function) = function(&key.text, links) else {
                errors.push(unknown_function(key, tables));
                continue;
            };
            match choices(&value.text, tables) {
                Ok(choices) => frame.roles.push((function, choices)),
                Err((message, known)) => errors.push(
                    Error::new(value.place.clone(), message)
                        .did_you_mean(value.text.trim(), known.iter().map(String::as_str)),
                ),
            }
        }
        for (key, value) in rule.table("needs") {
            let Some(function) = function(&key.text, links) else {
                errors.push(unknown_function(key, tables));
                continue;
            };
            match Condition::read(&value.text, tables) {
                Ok(condition) => frame.needs.push((function, condition)),
                Err((message, known)) => errors.push(
                    Error::new(value.place.clone(), message)
                        .did_you_mean(value.text.trim(), known.iter().map(String::as_str)),
                ),
            }
        }
        for &role in Role::ALL {
            if let Some(index) = rule.program.capture(role.as_str()) {
                frame.captures.push((index, role));
            }
        }
        match std::mem::take(errors) {
            none if none.is_empty() => Ok(frame),
            some => Err(Errors(some)),
        }
    }
}

fn unknown_function(key: &crate::rules::Located, tables: &Tables) -> Error {
    let message = format!("`{}` is no grammatical function and no preposition", key.text);
    let names = ["subject", "object", "second", "complement", "doer", "possessor"];
    let prepositions = tables.lists.find("preposition").into_iter();
    let forms = prepositions.flat_map(|l| tables.lists.rows(l)).map(|r| tables.lists.form(r));
    Error::new(key.place.clone(), message).did_you_mean(&key.text, names.into_iter().chain(forms))
}

/// Where prepositions and conjunctions are looked up by their forms.
pub(super) struct Links<'t> {
    tables: &'t Tables,
    lists: [Option<ListId>; 2],
}

impl<'t> Links<'t> {
    pub(super) fn new(tables: &'t Tables) -> Links<'t> {
        let lists = ["preposition", "conjunction"].map(|name| tables.lists.find(name));
        Links { tables, lists }
    }

    pub(super) fn get(&self, form: &str) -> Option<RowId> {
        self.lists.into_iter().flatten().find_map(|list| self.tables.entry(list, form))
    }
}

/// The function of that name.
pub(super) fn function(name: &str, links: &Links<'_>) -> Option<Function> {
    Some(match name {
        "subject" => Function::Subject,
        "object" => Function::Object,
        "second" => Function::Second,
        "complement" => Function::Complement,
        "doer" => Function::Doer,
        "possessor" => Function::Possessor,
        _ => Function::Link(links.get(name)?),
    })
}

/// Reads `place(GPE LOCATION) | recipient`.
pub(super) fn choices(text: &str, tables: &Tables) -> Result<Vec<Choice>, (String, Vec<String>)> {
    let roles = || Role::ALL.iter().map(|r| r.as_str().to_owned()).collect();
    text.split('|')
        .map(|part| {
            let part = part.trim();
            let (name, when) = match part.split_once('(') {
                Some((name, rest)) => {
                    let body = rest
                        .strip_suffix(')')
                        .ok_or_else(|| (format!("`{part}` has no closing bracket"), Vec::new()))?;
                    (name.trim(), Some(Condition::read(body, tables)?))
                }
                None => (part, None),
            };
            let role = match name {
                "" => None,
                _ => Some(
                    Role::from_name(name)
                        .ok_or_else(|| (format!("unknown role `{name}`"), roles()))?,
                ),
            };
            Ok(Choice { role, when })
        })
        .collect()
}

fn flag(rule: &Rule, key: &str, errors: &mut Vec<Error>) -> bool {
    match rule.text(key) {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => {
            errors.push(rule.error(key, format!("`{other}` is neither true nor false")));
            false
        }
    }
}

fn vocabulary<T: Copy + std::fmt::Display>(
    rule: &Rule,
    key: &str,
    named: impl Fn(&str) -> Option<T>,
    all: &[T],
    errors: &mut Vec<Error>,
) -> Option<T> {
    let text = rule.text(key)?;
    let value = named(text);
    if value.is_none() {
        let names: Vec<String> = all.iter().map(ToString::to_string).collect();
        let error = rule.error(key, format!("unknown {key} `{text}`"));
        errors.push(error.did_you_mean(text, names.iter().map(String::as_str)));
    }
    value
}

/// The roots in a rule's pattern. A root without voices stands for its verbs and the noun of action; nouns for who acts are never triggers.
fn roots(rule: &Rule) -> Vec<(RootOrList, Voice)> {
    let allowed = |voice: Voice| {
        if voice == Voice::FORM { Voice::VERB | Voice::PROCESS } else { voice - Voice::AGENT }
    };
    let steps = rule.program.steps();
    steps
        .filter_map(|step| match step {
            Inst::Root(root, voice) => Some((RootOrList::Root(root), allowed(voice))),
            Inst::RootOf(list, voice) => Some((RootOrList::List(list), allowed(voice))),
            _ => None,
        })
        .collect()
}
