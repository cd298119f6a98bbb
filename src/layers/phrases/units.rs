//! Units: what groups are made of, the tokens of a sentence with names, times, amounts and function phrases taken as one.

use super::lists::{Joins, WordLists};
use crate::annotations::Annotations;
use crate::document::{ByForm, Document, Hit};
use crate::layers::Context;
use crate::morphology::{Suffix, Voice};
use crate::record::{EntityType, QuantityType};
use crate::rules::{Lists, RowId};
use crate::text::TokenKind;
use std::ops::Range;

/// What a unit is to the grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitKind {
    /// A name, by its place among the names.
    Name(u32, EntityType),
    /// A time, by its place among the times.
    Time(u32),
    /// An amount, by its place among the quantities.
    Quantity(u32, QuantityType),
    /// A number that no layer read.
    Number,
    /// A noun, or a word that no table knows.
    Noun,
    /// A noun made from a verb: penangkapan, serangan.
    Deverbal,
    /// An adjective.
    Adjective,
    /// A pronoun that stands for a noun group.
    Pronoun,
    /// A word that opens a noun group: para, sebuah.
    Opener,
    /// A word that closes a noun group: ini, tersebut.
    Closer,
    /// A counting word: orang, unit.
    Counter,
    /// A verb with a verbal affix.
    Verb,
    /// A word without prefix that is a predicate in prose: tewas, tiba.
    BareVerb,
    /// A bare verbal root, a verb or a noun by what stands around it: tangkap.
    Root,
    /// A word before the verb: telah, akan, tidak.
    Auxiliary,
    /// adalah, merupakan.
    Copula,
    /// yakni, termasuk: what follows is beside what stood before.
    Aside,
    /// A preposition, a conjunction, or either.
    Link,
    /// yang.
    Relative,
    /// A comma.
    Comma,
    /// An opening bracket or mark, or its closing one.
    Open,
    /// The closing one.
    Close,
    /// Quotation marks.
    Quote,
    /// A point, semicolon, colon or dash: a clause cannot go on behind it.
    Stop,
    /// A hyphen or stroke between two words without blanks.
    Joint,
    /// Anything else.
    Other,
}

/// One unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// What it is.
    pub kind: UnitKind,
    /// The voices that its form may tell; empty for what is no form of a root.
    pub voice: Voice,
    /// Its row as a preposition.
    pub preposition: Option<RowId>,
    /// Its row as a conjunction.
    pub conjunction: Option<RowId>,
    /// Its row as any other function word.
    pub row: Option<RowId>,
    /// Whether it carries -nya.
    pub nya: bool,
}

impl Unit {
    /// Whether it is a bare word that is a predicate and takes no object: tembus, laku, but not sepakat.
    pub fn is_intransitive(&self, lists: &Lists) -> bool {
        self.kind == UnitKind::BareVerb
            && self.row.is_some_and(|row| lists.get(row, "frame") == "intransitive")
    }

    fn new(tokens: Range<u32>, kind: UnitKind) -> Unit {
        let (voice, nya) = (Voice::empty(), false);
        Unit { tokens, kind, voice, preposition: None, conjunction: None, row: None, nya }
    }
}

/// Cuts one sentence into units, appended to `units`.
pub(super) fn cut(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    found: &Annotations<'_>,
    sentence: Range<u32>,
    headline: bool,
    known: &mut KnownUnits,
    units: &mut Vec<Unit>,
) {
    let mut at = sentence.start;
    while at < sentence.end {
        let mut unit = labelled(cx, lists, found, at, sentence.end)
            .unwrap_or_else(|| unlabelled(cx, lists, at, &sentence, known));
        let acts = matches!(unit.kind, UnitKind::Verb | UnitKind::BareVerb)
            || unit.kind == UnitKind::Link && unit.preposition.is_none();
        if !headline && acts && is_in_name(cx.document, at, &sentence) {
            unit = Unit::new(unit.tokens, UnitKind::Noun);
        }
        if matches!(unit.kind, UnitKind::Link | UnitKind::Comma) && is_in_title(cx, found, at)
            || unit.kind == UnitKind::Verb && ends_title(cx, found, at)
        {
            unit = Unit::new(unit.tokens, UnitKind::Noun);
        }
        at = unit.tokens.end;
        nominal(cx, units.last_mut(), &unit);
        units.push(unit);
    }
}

/// Tokens to each side of a word that tell whether the text around it is written in capitals throughout.
const AROUND: u32 = 5;

/// Kepala Satuan *Lantas* Polres Depok, Menteri Daerah *Tertinggal* Budi Santoso: whether a word stands between two others
/// that begin with a capital as it does, where not all do.
fn is_in_name(document: &Document<'_>, at: u32, sentence: &Range<u32>) -> bool {
    let text = |t: u32| document.token_text(t);
    let capital = |t: u32| {
        sentence.contains(&t)
            && text(t).starts_with(char::is_uppercase)
            && text(t).contains(char::is_lowercase)
    };
    let begins = |t: u32| sentence.contains(&t) && text(t).starts_with(char::is_uppercase);
    if at <= sentence.start + 1 || !capital(at) || !begins(at - 1) || !begins(at + 1) {
        return false;
    }
    let small = |t: &u32| text(*t).starts_with(char::is_lowercase);
    let around = at.saturating_sub(AROUND).max(sentence.start)..(at + AROUND).min(sentence.end);
    around.filter(small).count() > 1
}

/// How many titles one place may stand in, one within the other.
const TITLES: usize = 3;

/// Menteri Pendidikan Dasar *dan* Menengah: whether a word or comma that joins stands within one title.
fn is_in_title(cx: &Context<'_, '_>, found: &Annotations<'_>, at: u32) -> bool {
    let place = cx.document.tokens[at as usize].span;
    let behind = found.titles.partition_point(|t| t.span.start <= place.start);
    let near = &found.titles[behind.saturating_sub(TITLES)..behind];
    near.iter().any(|t| t.span.end > place.end)
}

/// Menteri Pendidikan Dasar dan *Menengah* (MP): whether a title of several words ends with a word that looks like a verb.
fn ends_title(cx: &Context<'_, '_>, found: &Annotations<'_>, at: u32) -> bool {
    let place = cx.document.tokens[at as usize].span;
    let capital = cx.document.token_text(at).starts_with(char::is_uppercase);
    if !capital || found.titles.is_empty() {
        return false;
    }
    let behind = found.titles.partition_point(|t| t.span.start < place.start);
    let near = &found.titles[behind.saturating_sub(TITLES)..behind];
    near.iter().any(|t| t.span.end >= place.end)
}

/// meningkatnya *harga*: a verb with -nya but without a suffix of its own is a noun where a noun follows; with
/// one, -nya is its object (menjadikannya).
fn nominal(cx: &Context<'_, '_>, verb: Option<&mut Unit>, next: &Unit) {
    let Some(verb) = verb.filter(|v| v.nya && v.kind == UnitKind::Verb) else { return };
    let names = matches!(next.kind, UnitKind::Name(..) | UnitKind::Quantity(..));
    let nouns = [UnitKind::Noun, UnitKind::Deverbal, UnitKind::Opener];
    let bare = cx.matcher().forms(verb.tokens.start).all(|f| f.suffix == Suffix::None);
    if bare && !verb.voice.intersects(Voice::PASSIVE) && (names || nouns.contains(&next.kind)) {
        verb.kind = UnitKind::Deverbal;
    }
}

/// The longest name, time or amount that begins here.
fn labelled(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    found: &Annotations<'_>,
    at: u32,
    end: u32,
) -> Option<Unit> {
    let mut best: Option<Unit> = None;
    for label in cx.labels.at(at).filter(|l| l.end <= end) {
        let kind = if lists.labels.names.has(label.label) {
            UnitKind::Name(label.index, found.names.get(label.index as usize)?.kind)
        } else if label.label == lists.labels.time {
            UnitKind::Time(label.index)
        } else if label.label == lists.labels.quantity {
            // keduanya: a number that is a pronoun.
            if label.end == at + 1 && lists.is_pronoun(cx, at) {
                continue;
            }
            UnitKind::Quantity(label.index, found.quantities.get(label.index as usize)?.kind)
        } else {
            continue;
        };
        if best.as_ref().is_none_or(|b| b.tokens.end < label.end) {
            best = Some(Unit::new(at..label.end, kind));
        }
    }
    best
}

/// Units of single tokens, by their forms; none of forms that are one thing or another by what stands around.
pub type KnownUnits = ByForm<Option<Unit>>;

/// A word, function phrase or mark.
fn unlabelled(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    at: u32,
    sentence: &Range<u32>,
    known: &mut KnownUnits,
) -> Unit {
    if cx.document.hits_at(at).last().is_none_or(|h| h.end == at + 1) {
        let alone = || (!is_relative(cx, lists, at)).then(|| word(cx, lists, at, &(at..at + 1)));
        if let Some(unit) = known.get(cx.document, at, alone) {
            return Unit { tokens: at..at + 1, ..unit.clone() };
        }
    }
    word(cx, lists, at, sentence)
}

/// Whether the neighbours of a token tell what it is.
fn is_relative(cx: &Context<'_, '_>, lists: &WordLists, at: u32) -> bool {
    let manner = |h: &Hit| h.list == lists.preposition && lists.is_of_manner(cx, h.row);
    JOINTS.contains(&cx.document.token_text(at))
        || cx.document.hits_at(at).iter().any(|h| lists.needs_comma(cx, h.row) || manner(h))
}

/// Marks that join two words without blanks.
const JOINTS: [&str; 3] = ["-", "/", "–"];

fn word(cx: &Context<'_, '_>, lists: &WordLists, at: u32, sentence: &Range<u32>) -> Unit {
    let document = cx.document;
    let token = document.tokens[at as usize];
    match token.kind {
        TokenKind::Punct | TokenKind::Symbol => {
            return Unit::new(at..at + 1, mark(document, at, sentence));
        }
        TokenKind::Number => return Unit::new(at..at + 1, UnitKind::Number),
        TokenKind::Word | TokenKind::Mixed => {}
    }
    let compound = lists.compound(cx, at).filter(|&end| end <= sentence.end);
    if let Some(unit) = function_word(cx, lists, at, sentence)
        && compound.is_none_or(|end| end <= unit.tokens.end)
    {
        return unit;
    }
    if let Some(end) = compound {
        return Unit::new(at..end, UnitKind::Noun);
    }
    let (kind, voice) = content_word(cx, lists, at);
    let mut unit = Unit::new(at..at + 1, kind);
    unit.voice = voice;
    unit.nya = document.words[at as usize].clitic == Some(crate::morphology::Clitic::Nya);
    unit
}

fn mark(document: &Document<'_>, at: u32, sentence: &Range<u32>) -> UnitKind {
    let token = document.tokens[at as usize];
    let glued_after =
        at + 1 < sentence.end && document.tokens.get(at as usize + 1).is_some_and(|t| t.glued);
    match document.token_text(at) {
        "," => UnitKind::Comma,
        "(" | "[" | "{" => UnitKind::Open,
        ")" | "]" | "}" => UnitKind::Close,
        "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" => UnitKind::Quote,
        text if JOINTS.contains(&text) && token.glued && glued_after => UnitKind::Joint,
        "." | ";" | ":" | "-" | "–" | "—" | "!" | "?" | "..." | "…" => UnitKind::Stop,
        _ => UnitKind::Other,
    }
}

/// Whether words stand between the beginning of a clause and a comma: *Pertama*, polisi menyita uang.
fn parenthetic(document: &Document<'_>, tokens: Range<u32>, sentence: &Range<u32>) -> bool {
    let opens = tokens.start == sentence.start
        || document.tokens[tokens.start as usize - 1].kind == TokenKind::Punct;
    opens && tokens.end < sentence.end && document.token_text(tokens.end) == ","
}

/// The longest function word or phrase that begins here.
fn function_word(
    cx: &Context<'_, '_>,
    lists: &WordLists,
    at: u32,
    sentence: &Range<u32>,
) -> Option<Unit> {
    if !lists.may_be_function(cx, at) {
        return None;
    }
    let own = |h: &&Hit| {
        h.end <= sentence.end
            && lists.is_function(h.list)
            && (!lists.needs_comma(cx, h.row) || parenthetic(cx.document, at..h.end, sentence))
    };
    let hits = || cx.document.hits_at(at).iter().filter(own);
    let longest = hits().map(|h| h.end).max()?;
    let mut unit = Unit::new(at..longest, UnitKind::Other);
    for hit in hits().filter(|h| h.end == longest) {
        let list = hit.list;
        if list == lists.preposition {
            unit.preposition.get_or_insert(hit.row);
        } else if list == lists.conjunction {
            unit.conjunction.get_or_insert(hit.row);
        } else if lists.is_function(list) {
            // gagal is an auxiliary and a predicate: before all the word of the verb group. keduanya is a pronoun
            // before it is kedua with -nya.
            if !matches!(unit.kind, UnitKind::Auxiliary | UnitKind::Pronoun) {
                unit.kind = lists.kind(cx, hit.row);
                unit.row = Some(hit.row);
            }
        }
    }
    if unit.kind == UnitKind::Other {
        unit.kind = match unit.conjunction {
            Some(row) if lists.joins(row) == Joins::Relative => UnitKind::Relative,
            _ => UnitKind::Link,
        };
    }
    // secara optimal: a preposition of manner and its word are one adverb.
    if unit.preposition.is_some_and(|row| lists.is_of_manner(cx, row))
        && longest < sentence.end
        && cx.document.tokens[longest as usize].kind == TokenKind::Word
    {
        unit.tokens.end += 1;
        (unit.kind, unit.preposition, unit.conjunction, unit.row) =
            (UnitKind::Auxiliary, None, None, None);
        return Some(unit);
    }
    // A clitic on a function word (karenanya, olehnya) does not change what it is, but a bare verb
    // with -nya is a noun: hilangnya.
    let word = cx.document.words[longest as usize - 1];
    unit.nya = word.clitic == Some(crate::morphology::Clitic::Nya);
    if unit.nya && unit.kind == UnitKind::BareVerb {
        unit.kind = UnitKind::Deverbal;
    }
    Some(unit)
}

/// What a word that is no function word is, by its forms.
fn content_word(cx: &Context<'_, '_>, lists: &WordLists, at: u32) -> (UnitKind, Voice) {
    let matcher = cx.matcher();
    let (mut own, mut voice) = (None, Voice::empty());
    for form in matcher.forms(at) {
        voice |= form.voice;
        if form.voice == Voice::BASE && form.suffix == Suffix::None {
            own.get_or_insert(form.root);
        }
    }
    if let Some(root) = own {
        let kind = match lists.part_of_speech(cx, root) {
            b'v' => UnitKind::Root,
            b'a' => UnitKind::Adjective,
            _ => UnitKind::Noun,
        };
        return (kind, voice);
    }
    let verbal = Voice::ACTIVE | Voice::PASSIVE | Voice::BER | Voice::TER;
    // terpidana, tersangka: a noun for somebody, though it looks like a verb.
    let somebody = |v: Voice| v == Voice::TER && lists.agent_noun(cx, at).is_some();
    let kind = if voice.intersects(verbal) && !somebody(voice & verbal) {
        UnitKind::Verb
    } else if voice.intersects(Voice::PROCESS | Voice::RESULT) {
        UnitKind::Deverbal
    } else if voice.intersects(Voice::BASE) {
        // -kan or -i without prefix: berikan, tangani.
        UnitKind::Verb
    } else if voice.intersects(Voice::AGENT | Voice::KE) {
        UnitKind::Noun
    } else {
        // mantan, eks: words for people are nouns, whatever else they are.
        let known = lists.known_word(cx, at);
        known.filter(|_| lists.agent_noun(cx, at).is_none()).unwrap_or(UnitKind::Noun)
    };
    (kind, voice)
}
