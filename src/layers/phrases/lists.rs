//! The lists of function words that the grammar goes by, resolved once.

use super::units::UnitKind;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{Error, Errors, LabelId, LabelSet, ListId, RootId, RowId, Signature, Tables};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The labels of lower layers that are taken as units.
#[derive(Debug)]
pub(super) struct UnitLabels {
    pub names: LabelSet,
    pub time: LabelId,
    pub quantity: LabelId,
}

/// How a conjunction joins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joins {
    /// What is alike, or clauses: dan, atau.
    Alike,
    /// A main clause to what stood before: tetapi, sedangkan.
    Clauses,
    /// A clause that depends on another: karena, agar.
    Dependent,
    /// A clause that says what somebody says or thinks: bahwa.
    Content,
    /// yang.
    Relative,
}

/// The lists, by name and by number.
#[derive(Debug)]
pub(super) struct WordLists {
    pub preposition: ListId,
    preposition_kind: usize,
    pub conjunction: ListId,
    agent_noun: ListId,
    agent_noun_owner: usize,
    compound_noun: ListId,
    /// Bits of the lists of nouns of several words.
    compounds: Signature,
    object_control: ListId,
    sentence_adverb: (ListId, usize),
    intention: ListId,
    frequency: ListId,
    pronoun: ListId,
    governor: Option<ListId>,
    /// The lists of words that may tell that a group is of people, with the column that does.
    people: [(ListId, usize); 2],
    speech: (ListId, usize),
    /// For each list of function words, by its number, what its rows are, with the column that tells
    /// otherwise.
    function: Vec<Option<(&'static FunctionList, Option<usize>)>>,
    /// Bits of those lists.
    signature: Signature,
    joins: FxHashMap<RowId, Joins>,
    /// The first of the rows of roots, which are numbered in their order, and the column of parts of
    /// speech.
    parts: Option<(RowId, usize)>,
    /// A list of words with their parts of speech, where the tables have one.
    words: Option<(ListId, usize)>,
    pub labels: UnitLabels,
}

/// Lists of function words, what their rows are, and the column and cells that tell otherwise.
type FunctionList = (&'static str, UnitKind, &'static str, &'static [(&'static str, UnitKind)]);

const FUNCTION_LISTS: &[FunctionList] = &[
    ("preposition", UnitKind::Link, "", &[]),
    ("conjunction", UnitKind::Link, "class", &[("relative", UnitKind::Relative)]),
    ("auxiliary", UnitKind::Auxiliary, "", &[]),
    ("personal_pronoun", UnitKind::Pronoun, "", &[]),
    ("determiner", UnitKind::Opener, "place", &[("after", UnitKind::Closer)]),
    ("counter", UnitKind::Counter, "", &[]),
    ("bare_verb", UnitKind::BareVerb, "", &[]),
    ("sentence_adverb", UnitKind::Other, "", &[]),
    (
        "copula",
        UnitKind::Copula,
        "kind",
        &[("apposition", UnitKind::Aside), ("aside", UnitKind::Other)],
    ),
];

impl WordLists {
    pub(super) fn new(tables: &Tables) -> Result<WordLists, Errors> {
        let need = |name: &str| tables.need(name).map_err(|e| Errors(vec![e]));
        let lists = &tables.lists;
        let (mut function, mut signature) = (Vec::new(), Signature::default());
        for words in FUNCTION_LISTS {
            let &(name, _, column, _) = words;
            let list = need(name)?;
            function.resize(function.len().max(list.0 as usize + 1), None);
            function[list.0 as usize] = Some((words, lists.column(list, column)));
            signature |= Signature::list(list);
        }
        let (agent_noun, compound_noun) = (need("agent_noun")?, need("compound_noun")?);
        let compounds = Signature::list(agent_noun) | Signature::list(compound_noun);
        let (determiner, counter) = (need("determiner")?, need("counter")?);
        let who = |list| (list, lists.column(list, "who").unwrap_or(0));
        let (sentence_adverb, speech) = (need("sentence_adverb")?, need("speech")?);
        let names = EntityType::ALL.iter().filter_map(|t| LabelId::named(t.as_str()));
        Ok(WordLists {
            preposition: need("preposition")?,
            preposition_kind: lists.column(need("preposition")?, "kind").unwrap_or(0),
            conjunction: need("conjunction")?,
            agent_noun,
            agent_noun_owner: lists.column(agent_noun, "name").unwrap_or(0),
            compound_noun,
            compounds,
            object_control: need("object_control")?,
            intention: need("intention")?,
            frequency: need("frequency")?,
            pronoun: need("personal_pronoun")?,
            governor: lists.find("governor"),
            people: [who(determiner), who(counter)],
            sentence_adverb: (sentence_adverb, lists.column(sentence_adverb, "where").unwrap_or(0)),
            speech: (speech, lists.column(speech, "takes").unwrap_or(0)),
            function,
            signature,
            joins: joins(tables, need("conjunction")?)?,
            parts: lists
                .find("root")
                .and_then(|l| Some((lists.rows(l).next()?, lists.column(l, "pos")?))),
            words: lists.find("word").and_then(|l| Some((l, lists.column(l, "pos")?))),
            labels: UnitLabels {
                names: names.fold(LabelSet::default(), LabelSet::with),
                time: LabelId::named("time").unwrap_or(LabelId(0)),
                quantity: LabelId::named("quantity").unwrap_or(LabelId(0)),
            },
        })
    }

    /// Whether a preposition makes an adverb of the word behind it: secara *resmi*.
    pub(super) fn is_of_manner(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        cx.tables.lists.cell(row, self.preposition_kind) == "manner"
    }

    /// Whether a function word may begin here; most tokens are out by this.
    pub(super) fn may_be_function(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        cx.document.signature(at).meets(self.signature)
    }

    /// Whether `list` is one of function words.
    pub(super) fn is_function(&self, list: ListId) -> bool {
        self.function.get(list.0 as usize).is_some_and(Option::is_some)
    }

    /// What the row of a function word is.
    pub(super) fn kind(&self, cx: &Context<'_, '_>, row: RowId) -> UnitKind {
        let lists = &cx.tables.lists;
        let words = self.function.get(lists.list_of(row).0 as usize).copied().flatten();
        let Some((&(_, kind, _, others), column)) = words else { return UnitKind::Other };
        let cell = column.map_or("", |column| lists.cell(row, column));
        let other = others.iter().find(|(value, _)| *value == cell);
        other.map_or(kind, |&(_, kind)| kind)
    }

    /// How a conjunction joins.
    pub(super) fn joins(&self, row: RowId) -> Joins {
        self.joins.get(&row).copied().unwrap_or(Joins::Dependent)
    }

    /// The part of speech of a root: its first letter in the table.
    pub(super) fn part_of_speech(&self, cx: &Context<'_, '_>, root: RootId) -> u8 {
        let cell = self.parts.map_or("", |(first, column)| {
            cx.tables.lists.cell(RowId(first.0 + u32::from(root.0)), column)
        });
        cell.bytes().next().unwrap_or(b'n')
    }

    /// What the list of words says of a token.
    pub(super) fn known_word(&self, cx: &Context<'_, '_>, at: u32) -> Option<UnitKind> {
        let (list, column) = self.words?;
        let row = cx.document.entry(&(at..at + 1), list)?;
        Some(match cx.tables.lists.cell(row, column) {
            "adjective" => UnitKind::Adjective,
            "adverb" => UnitKind::Auxiliary,
            "verb" => UnitKind::Root,

            _ => UnitKind::Noun,
        })
    }

    /// Whether a noun for somebody who acts begins at this token; and if so, whether a name behind
    /// it is whose it is (and not its own).
    pub(super) fn agent_noun(&self, cx: &Context<'_, '_>, at: u32) -> Option<bool> {
        if !cx.document.may_be(at, self.agent_noun) {
            return None;
        }
        let hits = cx.document.hits_at(at).iter().rev();
        let mut own = hits.filter(|h| h.list == self.agent_noun);
        own.next().map(|h| !cx.tables.lists.cell(h.row, self.agent_noun_owner).is_empty())
    }

    /// One past the last token of a noun of several words that begins here: rumah sakit, lalu lintas.
    pub(super) fn compound(&self, cx: &Context<'_, '_>, at: u32) -> Option<u32> {
        if !cx.document.signature(at).meets(self.compounds) {
            return None;
        }
        let own = |list| list == self.agent_noun || list == self.compound_noun;
        let hits = cx.document.hits_at(at).iter().filter(|h| own(h.list));
        hits.map(|h| h.end).max().filter(|&end| end > at + 1)
    }

    /// Whether a unit is a noun for somebody who acts, all of it: media, but not media sosial.
    pub(super) fn is_agent_noun(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> bool {
        let hits = || cx.document.hits_at(tokens.start).iter();
        cx.document.may_be(tokens.start, self.agent_noun)
            && hits().any(|h| h.list == self.agent_noun && h.end >= tokens.end)
    }

    /// Whether a noun tells what somebody means or has to do.
    pub(super) fn is_intention(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let hits = cx.document.hits_at(at).iter();
        hits.into_iter().any(|h| h.list == self.intention)
    }

    /// Whether a word counts how often something happens: kali.
    pub(super) fn is_frequency(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        cx.document.may_be(at, self.frequency)
            && cx.document.hits_at(at).iter().any(|h| h.list == self.frequency)
    }

    /// Whether a word is a pronoun, whatever else it is: keduanya.
    pub(super) fn is_pronoun(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        cx.document.may_be(at, self.pronoun)
            && cx.document.hits_at(at).iter().any(|h| h.list == self.pronoun && h.end == at + 1)
    }

    /// Whether a word opens a group of people, or counts them: seorang, para, orang.
    pub(super) fn is_of_people(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        let own = cx.tables.lists.list_of(row);
        let column = self.people.iter().find(|(list, _)| *list == own);
        column.is_some_and(|&(_, column)| !cx.tables.lists.cell(row, column).is_empty())
    }

    /// Whether a word counts as one that stands beside a clause only before a comma.
    pub(super) fn needs_comma(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        let (list, column) = self.sentence_adverb;
        cx.tables.lists.list_of(row) == list && cx.tables.lists.cell(row, column) == "comma"
    }

    /// Whether the token is a form of a verb that reports what somebody says or thinks.
    pub(super) fn reports(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let (list, takes) = self.speech;
        let row = |root| cx.tables.roots.row(root, list);
        let takes = |row| cx.tables.lists.cell(row, takes);
        cx.matcher().forms(at).any(|f| row(f.root).is_some_and(|row| takes(row) != "weak"))
    }

    /// Whether the token is a form of a verb on which what is said, thought or meant may hang.
    pub(super) fn governs(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let roots = &cx.tables.roots;
        let lists = [Some(self.speech.0), Some(self.object_control), self.governor];
        let governs = |root| lists.iter().flatten().any(|&list| roots.row(root, list).is_some());
        cx.matcher().forms(at).any(|f| governs(f.root))
    }

    /// Whether the token is a form of a verb that says whether there is something: ada.
    pub(super) fn is_existential(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let Some(list) = self.governor else { return false };
        let exists = |row| cx.tables.lists.get(row, "scope") == "exists";
        cx.matcher().forms(at).any(|f| cx.tables.roots.row(f.root, list).is_some_and(exists))
    }

    /// Whether the token is a form of a verb whose object does what the next clause says.
    pub(super) fn controls_by_object(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let roots = &cx.tables.roots;
        cx.matcher().forms(at).any(|f| roots.row(f.root, self.object_control).is_some())
    }
}

/// How each conjunction joins.
fn joins(tables: &Tables, list: ListId) -> Result<FxHashMap<RowId, Joins>, Errors> {
    let (lists, mut joins, mut errors) = (&tables.lists, FxHashMap::default(), Vec::new());
    for row in lists.rows(list) {
        let how = match (lists.get(row, "class"), lists.get(row, "relation")) {
            ("coordinate", _) => Joins::Alike,
            ("clause", _) => Joins::Clauses,
            ("subordinate", "content") => Joins::Content,
            ("subordinate", _) => Joins::Dependent,
            ("relative", _) => Joins::Relative,
            (other, _) => {
                let error = Error::new(lists.place_of(row), format!("unknown class `{other}`"));
                let known = ["coordinate", "clause", "subordinate", "relative"];
                errors.push(error.did_you_mean(other, known));
                continue;
            }
        };
        joins.insert(row, how);
    }
    if errors.is_empty() { Ok(joins) } else { Err(Errors(errors)) }
}
