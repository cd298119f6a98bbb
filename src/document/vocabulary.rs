//! What the tables know of each written form, looked up once and kept from article to article.

use super::lookup::{Word, word_of};
use crate::rules::{
    Entry, LetterCase, ListId, RowId, Signature, StartId, StepIndex, Tables, alternatives,
};
use crate::text::{Case, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// Forms that are kept before all are forgotten; those of some hundred articles, in a few megabytes.
const MOST: usize = 1 << 15;

/// Forms of one article, about, for room to be made at once.
const FIRST: usize = 512;

/// The next vocabulary's number; 0 is that of none.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A written form of the vocabulary, by its place in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct FormId(pub u32);

/// By which tokens of the same letters know one another: numbers of a vocabulary's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spelling {
    /// The same for the same letters.
    pub exact: u32,
    /// The same for the same letters, ASCII in either case.
    pub folded: u32,
}

/// What the tables know of one written form, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// As a word.
    pub word: Word,
    pub spelling: Spelling,
    /// The node of the lists' trie at which entries of two words and more go on; 0 if none does.
    pub node: u32,
    /// What steps of patterns can tell it by.
    pub signature: Signature,
    kind: TokenKind,
    case: Case,
    /// Its entries in lists, the starts of rules that can take it, and the needs that it meets: ranges
    /// of the vocabulary's.
    hits: (u32, u32),
    starts: (u32, u32),
    needs: (u32, u32),
}

/// The forms that were met so far, for one set of tables.
///
/// The words of news come again and again, so that most of them are looked up in one step here. What it
/// holds follows from the tables alone: records are the same whatever was read before.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// By their letters: those behind white space, and those glued to what stands before.
    by_text: [FxHashMap<Box<str>, FormId>; 2],
    /// The first form of each spelling in small letters.
    folded: FxHashMap<Box<str>, FormId>,
    forms: Vec<Form>,
    hits: Vec<(RowId, ListId)>,
    starts: Vec<StartId>,
    needs: Vec<u32>,
    /// Memory for the looking up of one form.
    sets: Vec<u32>,
    /// Whether letter case says nothing, as in a text without capitals.
    caseless: bool,
    number: u64,
}

impl Vocabulary {
    /// Makes ready for an article: forgets all if that is much, or was read with other eyes.
    pub(super) fn open(&mut self, caseless: bool) {
        if self.number == 0 || self.forms.len() > MOST || self.caseless != caseless {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            *self = Vocabulary { caseless, number, ..Vocabulary::default() };
            self.by_text[0].reserve(FIRST);
            self.folded.reserve(FIRST);
            self.forms.reserve(FIRST);
        }
    }

    /// A number that no other vocabulary has, new whenever ids are given anew.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The form of a token, looked up if it is new.
    pub(super) fn form(&mut self, token: &Token, text: &str, tables: &Tables) -> FormId {
        let surface = token.span.of(text);
        let glued = usize::from(token.glued);
        if let Some(&id) = self.by_text[glued].get(surface) {
            let form = &self.forms[id.0 as usize];
            if form.kind == token.kind && form.case == token.case {
                return id;
            }
        }
        let id = FormId(self.forms.len() as u32);
        let spelling = self.spelling(surface, id);
        let form = self.look_up(token, text, spelling, tables);
        self.forms.push(form);
        self.by_text[glued].insert(surface.into(), id);
        id
    }

    pub(super) fn get(&self, id: FormId) -> &Form {
        &self.forms[id.0 as usize]
    }

    /// The entries of lists that a form is.
    pub(super) fn hits(&self, form: &Form) -> &[(RowId, ListId)] {
        &self.hits[form.hits.0 as usize..form.hits.1 as usize]
    }

    /// The starts of rules that can take a form, in order.
    pub(super) fn starts(&self, form: &Form) -> &[StartId] {
        &self.starts[form.starts.0 as usize..form.starts.1 as usize]
    }

    /// The needs of rules that a form meets.
    pub(super) fn needs(&self, form: &Form) -> &[u32] {
        &self.needs[form.needs.0 as usize..form.needs.1 as usize]
    }

    /// The spelling of a new form: numbers of the first form that has it.
    fn spelling(&mut self, surface: &str, id: FormId) -> Spelling {
        let same = self.by_text.iter().find_map(|forms| forms.get(surface));
        if let Some(same) = same {
            return self.forms[same.0 as usize].spelling;
        }
        let small = in_small_letters(surface);
        let folded = self.folded.get(&*small).copied().unwrap_or_else(|| {
            self.folded.insert(small.into(), id);
            id
        });
        Spelling { exact: id.0, folded: folded.0 }
    }

    fn look_up(&mut self, token: &Token, text: &str, spelling: Spelling, tables: &Tables) -> Form {
        let (surface, word) = (token.span.of(text), word_of(token, text, tables));
        let node = |id| tables.lists.enter(id);
        let here = node(word.id);
        let bare = if word.base == word.id { None } else { node(word.base) };
        let hits = self.hits.len();
        for node in here.into_iter().chain(bare) {
            for entry in tables.lists.entries(node) {
                let list = tables.lists.list_of(entry.row);
                let stands = match tables.lists.list(list).case {
                    LetterCase::Fold => true,
                    LetterCase::Name => self.caseless || entry.is_cased(0, token.case),
                    LetterCase::Exact => is_form(tables, &entry, surface),
                };
                if stands {
                    self.hits.push((entry.row, list));
                }
            }
        }
        let index = tables.index();
        let mut signature = Signature::looks(token) | Signature::word(word.id);
        if word.stem.is_known() {
            let roots = tables.roots.forms(word.stem).map(|form| index.signature(form.root));
            signature = roots.fold(signature, |all, root| all | root);
        }
        let lists = || self.hits[hits..].iter().map(|&(_, list)| list);
        signature = lists().fold(signature, |all, list| all | Signature::list(list));
        let fill = |index: &StepIndex, sets: &mut Vec<u32>| {
            sets.clear();
            sets.extend(index.of_word(word.id));
            sets.extend(index.of_forms(word.stem));
            sets.extend(lists().flat_map(|list| index.of_list(list)));
            sets.extend(index.of_shapes(token.kind, word.shapes));
            sets.sort_unstable();
            sets.dedup();
        };
        let first = (self.starts.len() as u32, self.needs.len() as u32);
        fill(&index.starts, &mut self.sets);
        self.starts.extend(self.sets.iter().copied().map(StartId));
        fill(&index.needs, &mut self.sets);
        self.needs.extend_from_slice(&self.sets);
        Form {
            word,
            spelling,
            node: here.filter(|&node| tables.lists.goes_on(node)).unwrap_or(0),
            signature,
            kind: token.kind,
            case: token.case,
            hits: (hits as u32, self.hits.len() as u32),
            starts: (first.0, self.starts.len() as u32),
            needs: (first.1, self.needs.len() as u32),
        }
    }
}

/// A text with ASCII letters in small.
fn in_small_letters(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => text.to_ascii_lowercase().into(),
        false => text.into(),
    }
}

impl Entry {
    /// Whether word `index` of the entry may be written in that letter case, where the list minds it.
    pub(super) fn is_cased(&self, index: u32, case: Case) -> bool {
        let bit = 1u16.checked_shl(index).unwrap_or(0);
        if self.uppers & bit != 0 {
            matches!(case, Case::Upper | Case::Inner)
        } else {
            self.capitals & bit == 0 || matches!(case, Case::Capital | Case::Upper | Case::Inner)
        }
    }
}

/// Whether the entry has a form of exactly these letters.
pub(super) fn is_form(tables: &Tables, entry: &Entry, text: &str) -> bool {
    alternatives(tables.lists.cell(entry.row, 0)).any(|form| form == text)
}
