//! The layer's words: what is a cue and what it takes, and the small words by which clauses are read.

use crate::document::{ByForm, Document, Matcher};
use crate::morphology::{Clitic, Suffix, Voice};
use crate::rules::{
    CellId, Error, Errors, ListId, ResolvedRows, RowId, Signature, Tables, alternatives,
};
use crate::text::Case;
use bitflags::bitflags;
use std::ops::Range;

bitflags! {
    /// What a word does in the clause around a cue.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub struct Part: u32 {
        /// Speaks by itself: ia, dia, beliau.
        const PRONOUN = 1;
        /// Begins a noun group that a name may follow: kepala, juru.
        const TITLE = 1 << 1;
        /// Ends a noun group: itu, tersebut.
        const DEICTIC = 1 << 2;
        /// No part of a speaker's noun group: prepositions, conjunctions, days.
        const STOP = 1 << 3;
        /// Stands between speaker and cue: juga, kemudian.
        const ADVERB = 1 << 4;
        /// Opens a clause: sedangkan, namun.
        const CONJ = 1 << 5;
        /// A verb behind it is no cue: yang, untuk.
        const NEVER = 1 << 6;
        /// Shows that a stretch of words is a clause: adalah, akan.
        const PREDICATE = 1 << 7;
        /// Joins two parts of a name or title: dan, bin.
        const LINK = 1 << 8;
        /// Introduces a reported clause: bahwa.
        const THAT = 1 << 9;
        /// Introduces who is spoken to: kepada.
        const TO = 1 << 10;
        /// Introduces what somebody should do: agar.
        const AIM = 1 << 11;
        /// Opens a relative clause: yang.
        const RELATIVE = 1 << 12;
        /// Stands with a deictic for what was said elsewhere: hal itu.
        const THING = 1 << 13;
        /// Tells where: di.
        const AT = 1 << 14;
        /// Who may speak: polisi, warga.
        const HUMAN = 1 << 15;
        /// Joins a second cue to the first: seraya.
        const WITH = 1 << 16;
        /// A clause behind it is no longer reported: tetapi.
        const CONTRAST = 1 << 17;
        /// Introduces a topic: soal.
        const ABOUT = 1 << 18;
        /// A day of the week, with which a time begins.
        const DAY = 1 << 19;
        /// Begins a group of several: para, sejumlah.
        const SEVERAL = 1 << 20;
    }
}

/// Names of parts in the table, in the order of their bits.
const PARTS: [&str; 21] = [
    "pronoun",
    "title",
    "deictic",
    "stop",
    "adverb",
    "conj",
    "never",
    "predicate",
    "link",
    "that",
    "to",
    "aim",
    "relative",
    "thing",
    "at",
    "human",
    "with",
    "contrast",
    "about",
    "day",
    "several",
];

/// Kinds of titles whose words are ordinary words and parts of names too: bintang, putri, raden.
const LOOSE: [&str; 5] = ["culture", "deputy_head_of_state", "family", "honorific", "religious"];

/// What may follow a verb of speech for it to be a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A clause.
    Clause,
    /// A clause behind a comma, a colon or a conjunction.
    Weak,
    /// A clause or a noun group.
    Any,
    /// A clause that tells what somebody should do.
    Request,
}

const TAKES: [(&str, Takes); 4] = [
    ("clause", Takes::Clause),
    ("weak", Takes::Weak),
    ("any", Takes::Any),
    ("request", Takes::Request),
];

/// The forms of one root that are cues.
#[derive(Clone, Debug)]
struct Verb {
    /// Voice and suffix of the forms that take a clause; no suffix named is none.
    before: Vec<(Voice, Suffix)>,
    /// Whether the root itself stands behind what was said.
    after: bool,
    takes: Takes,
}

/// A word or phrase that is a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueWord {
    /// One past its last token.
    pub end: u32,
    /// How it stands to what was said.
    pub kind: CueKind,
    /// The row that knows it.
    pub row: RowId,
}

/// What is known of forms as cues by themselves, kept from article to article.
pub type KnownCues = ByForm<Option<(CueKind, RowId)>>;

/// The cues of an article, by the tokens at which they begin.
#[derive(Debug)]
pub struct Cues(Vec<Option<CueWord>>);

impl Cues {
    /// The cue that stands at `at`, if one does.
    pub fn at(&self, at: u32) -> Option<CueWord> {
        self.0.get(at as usize).copied().flatten()
    }
}

/// How a cue stands to what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// A verb before its clause: `mengatakan`.
    Verb(Takes),
    /// A verb before its clause, acted on: `dikatakan`.
    Told,
    /// Behind what was said: `kata`, `ujarnya`.
    Said,
    /// `menurut`.
    According,
    /// `dikutip dari`.
    Source,
}

/// What kind of party a noun is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Somebody.
    Person,
    /// An institution.
    Body,
}

/// The layer's tables, resolved.
#[derive(Debug)]
pub struct Lexicon {
    parts: ResolvedRows<Part>,
    /// The list of those words, in whatever letter case they stand.
    words: ListId,
    speech: ListId,
    /// The bits of what cues can be.
    cues: Signature,
    verbs: ResolvedRows<Verb>,
    cue: ListId,
    role: usize,
    after: CellId,
    according: CellId,
    source: CellId,
    verb: CellId,
    /// The list of words, its column of parts of speech, and what stands there for a bare predicate.
    word: (ListId, usize, [CellId; 2]),
    /// The list of titles, its column of kinds, and the kinds that may also be another word or a name.
    title: (ListId, usize, [CellId; 5]),
    /// The list of nouns for who acts, its column of kinds, and what stands there for a person.
    agent: (ListId, usize, CellId),
}

impl Lexicon {
    /// Reads the tables.
    ///
    /// # Errors
    /// Cells that the layer does not know, each at its place.
    pub fn new(tables: &Tables) -> Result<Lexicon, Errors> {
        let need = |name| tables.need(name).map_err(|error| Errors(vec![error]));
        let (words, speech, cue) = (need("clause_word")?, need("speech")?, need("cue")?);
        let word = need("word")?;
        let parts = ResolvedRows::new(tables, words, part)?;
        let verbs = ResolvedRows::new(tables, speech, verb)?;
        let mut errors = Vec::new();
        let role = tables.lists.column(cue, "role").unwrap_or(0);
        let cell = |name: &str| {
            let rows = tables.lists.rows(cue).map(|row| tables.lists.cell_id(row, role));
            rows.into_iter().find(|&c| tables.lists.text(c) == name).unwrap_or(CellId::EMPTY)
        };
        let (after, according, source) = (cell("after"), cell("according"), cell("source"));
        let pos = tables.lists.column(word, "pos").unwrap_or(0);
        let bare = ["adjective", "verb"].map(|name| {
            let mut cells = tables.lists.rows(word).map(|row| tables.lists.cell_id(row, pos));
            cells.find(|&c| tables.lists.text(c) == name).unwrap_or(CellId::EMPTY)
        });
        let word = (word, pos, bare);
        let agents = need("agent_noun")?;
        let kind = tables.lists.column(agents, "kind").unwrap_or(0);
        let mut kinds = tables.lists.rows(agents).map(|row| tables.lists.cell_id(row, kind));
        let person = kinds.find(|&c| tables.lists.text(c) == "person").unwrap_or(CellId::EMPTY);
        let agent = (agents, kind, person);
        let titles = need("title")?;
        let kind = tables.lists.column(titles, "kind").unwrap_or(0);
        let loose = LOOSE.map(|name| {
            let mut cells = tables.lists.rows(titles).map(|row| tables.lists.cell_id(row, kind));
            cells.find(|&c| tables.lists.text(c) == name).unwrap_or(CellId::EMPTY)
        });
        let title = (titles, kind, loose);
        let verb = cell("verb");
        for row in tables.lists.rows(cue) {
            let roles = ["after", "according", "source", "thus", "verb"];
            let wrote = tables.lists.cell(row, role);
            if !roles.contains(&wrote) {
                errors.push(unknown(tables, row, "role", wrote, roles));
            }
        }
        if !errors.is_empty() {
            return Err(Errors(errors));
        }
        let cues = Signature::list(cue) | Signature::list(speech);
        Ok(Lexicon {
            parts,
            words,
            speech,
            cues,
            verbs,
            cue,
            role,
            after,
            according,
            source,
            verb,
            word,
            title,
            agent,
        })
    }

    /// What the word at `at` does in a clause. Names are no such words, except at a sentence's
    /// beginning, where their letter case says nothing.
    pub fn part(&self, matcher: &Matcher<'_>, at: u32) -> Part {
        let (words, tables) = (&matcher.document.words, matcher.tables);
        let title = match matcher.document.may_be(at, self.title.0) && self.is_title(matcher, at) {
            true => Part::TITLE,
            false => Part::empty(),
        };
        if !matcher.document.may_be(at, self.words) {
            return title;
        }
        let node = tables.lists.enter(words[at as usize].id);
        let rows = node.into_iter().flat_map(|node| tables.lists.entries(node));
        let parts = rows.filter_map(|entry| self.parts.get(tables, entry.row));
        parts.fold(title, |all, part| all | *part)
    }

    /// Whether one word at `at` is a title, and nothing else.
    fn is_title(&self, matcher: &Matcher<'_>, at: u32) -> bool {
        let (list, kind, loose) = &self.title;
        let mut hits = matcher.document.hits_at(at).iter();
        hits.any(|h| {
            let of = || matcher.tables.lists.cell_id(h.row, *kind);
            h.list == *list && h.end == at + 1 && !loose.contains(&of())
        })
    }

    /// The cues of an article.
    pub fn cues(&self, matcher: &Matcher<'_>, known: &mut KnownCues) -> Cues {
        let document = matcher.document;
        let cue = |at: u32| {
            if !document.signature(at).meets(self.cues) {
                return None;
            }
            // All but phrases are cues by their form.
            if document.hits_at(at).last().is_some_and(|hit| hit.end > at + 1) {
                return self.cue(matcher, at);
            }
            let by_form = || self.cue(matcher, at).map(|cue| (cue.kind, cue.row));
            known.get(document, at, by_form).map(|(kind, row)| CueWord { end: at + 1, kind, row })
        };
        Cues((0..document.tokens.len() as u32).map(cue).collect())
    }

    /// The cue that stands at `at`, if one does: of phrases the longest, before forms of roots.
    fn cue(&self, matcher: &Matcher<'_>, at: u32) -> Option<CueWord> {
        let (document, tables) = (matcher.document, matcher.tables);
        let hits = document.hits_at(at).iter().rev();
        for hit in hits.filter(|h| h.list == self.cue) {
            let role = tables.lists.cell_id(hit.row, self.role);
            let kind = match role {
                r if r == self.after => CueKind::Said,
                r if r == self.according => CueKind::According,
                r if r == self.source => CueKind::Source,
                r if r == self.verb => CueKind::Verb(Takes::Any),
                _ => continue,
            };
            return Some(CueWord { end: hit.end, kind, row: hit.row });
        }
        if !document.tokens[at as usize].is_word() {
            return None;
        }
        let mut said = None;
        for form in matcher.forms(at) {
            let Some(row) = tables.roots.row(form.root, self.speech) else { continue };
            let Some(verb) = self.verbs.get(tables, row) else { continue };
            let cue = |kind| Some(CueWord { end: at + 1, kind, row });
            if verb.before.contains(&(form.voice, form.suffix)) {
                return cue(CueKind::Verb(verb.takes));
            }
            if verb.after && form.voice == Voice::BASE {
                said = cue(CueKind::Said);
            }
            if form.voice == Voice::PASSIVE && verb.before.contains(&(Voice::ACTIVE, form.suffix)) {
                said = said.or(cue(CueKind::Told));
            }
        }
        said
    }

    /// Whether the token at `at` is a verb by its form, in a place where it is no name.
    pub fn is_verb(&self, matcher: &Matcher<'_>, at: u32) -> bool {
        let verbal = Voice::ACTIVE | Voice::PASSIVE | Voice::TER | Voice::BER;
        matches!(matcher.document.tokens[at as usize].case, Case::Lower)
            && matcher.forms(at).any(|f| verbal.intersects(f.voice))
    }

    /// What the first noun of a group says of who acts: a person, a body, or nothing.
    pub fn party(&self, matcher: &Matcher<'_>, group: &Range<u32>) -> Option<Party> {
        let (list, kind, person) = self.agent;
        let mut hits = group.clone().flat_map(|at| matcher.document.hits_at(at));
        let row = hits.find(|h| h.list == list).map(|h| h.row)?;
        let is_person = matcher.tables.lists.cell_id(row, kind) == person;
        Some(if is_person { Party::Person } else { Party::Body })
    }

    /// Whether the word at `at` is an adjective or a verb without an affix: gencatan ini *rapuh*.
    pub fn is_bare(&self, matcher: &Matcher<'_>, at: u32) -> bool {
        let (word, pos, bare) = self.word;
        let mut hits = matcher.document.hits_at(at).iter().filter(|h| h.list == word);
        hits.any(|h| bare.contains(&matcher.tables.lists.cell_id(h.row, pos)))
    }
}

/// Whether the word at `at` carries -nya.
pub fn has_nya(document: &Document<'_>, at: u32) -> bool {
    document.words[at as usize].clitic == Some(Clitic::Nya)
}

fn part(tables: &Tables, row: RowId) -> Result<Part, Error> {
    let mut part = Part::empty();
    for name in alternatives(tables.lists.get(row, "part")) {
        match PARTS.iter().position(|&p| p == name) {
            Some(bit) => part |= Part::from_bits_truncate(1 << bit),
            None => return Err(unknown(tables, row, "part", name, PARTS)),
        }
    }
    Ok(part)
}

fn verb(tables: &Tables, row: RowId) -> Result<Verb, Error> {
    let lists = &tables.lists;
    let wrote = lists.get(row, "takes");
    let names = TAKES.map(|(name, _)| name);
    let takes = TAKES.iter().find(|&&(name, _)| name == wrote).map(|&(_, takes)| takes);
    let takes = takes.ok_or_else(|| unknown(tables, row, "takes", wrote, names))?;
    let mut verb = Verb { before: Vec::new(), after: false, takes };
    for form in alternatives(lists.get(row, "forms")) {
        let (voice, suffix) = form.split_once('+').unwrap_or((form, ""));
        let suffix = match suffix {
            "" => Suffix::None,
            "kan" => Suffix::Kan,
            "i" => Suffix::I,
            "an" => Suffix::An,
            other => return Err(unknown(tables, row, "suffix", other, ["kan", "i", "an"])),
        };
        match voice {
            "base" => verb.after = true,
            "bare" => verb.before.push((Voice::BASE, suffix)),
            "active" => verb.before.push((Voice::ACTIVE, suffix)),
            "ber" => verb.before.push((Voice::BER, suffix)),
            other => {
                let known = ["base", "bare", "active", "ber"];
                return Err(unknown(tables, row, "form", other, known));
            }
        }
    }
    Ok(verb)
}

fn unknown<const N: usize>(
    tables: &Tables,
    row: RowId,
    what: &str,
    wrote: &str,
    known: [&'static str; N],
) -> Error {
    Error::new(tables.lists.place_of(row), format!("unknown {what} `{wrote}`"))
        .did_you_mean(wrote, known)
}
