//! What is no name, or no part of one, though it looks so: ranks before persons, states in currencies, holidays; and two
//! names with a dash between them.

use super::classes::Classes;
use super::doubt::WEIGHED;
use super::heads::Heads;
use super::office::Offices;
use crate::annotations::{Name, Origin};
use crate::layers::Context;
use crate::morphology::{Clitic, Suffix, Voice};
use crate::record::EntityType;
use crate::rules::{ListId, RootId, RowId, Tables};
use crate::text::BlockKind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Parts of speech that end a name in a headline.
const ENDS: [&str; 4] = ["verb", "adverb", "negation", "pronoun"];

/// The lists that tell.
#[derive(Debug)]
pub(super) struct Trims {
    person: Option<ListId>,
    currency: Option<ListId>,
    holiday: Option<ListId>,
    organization: Option<ListId>,
    head: Option<ListId>,
    place: Option<ListId>,
    region: Option<ListId>,
    district: Option<ListId>,
    word: Option<(ListId, usize)>,
}

impl Trims {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Trims {
        let lists = &tables.lists;
        Trims {
            person: lists.find("person_name"),
            currency: lists.find("currency_word"),
            holiday: lists.find("holiday"),
            organization: lists.find("organization"),
            head: lists.find("organization_head"),
            place: lists.find("place_head"),
            region: lists.find("region_id"),
            district: lists.find("district_id"),
            word: lists.find("word").and_then(|list| Some((list, lists.column(list, "pos")?))),
        }
    }

    /// Takes away what is no name, and what is no part of one.
    pub fn clean(
        &self,
        cx: &Context<'_, '_>,
        classes: &Classes,
        offices: &Offices,
        heads: &Heads,
        names: &mut Vec<Name>,
    ) {
        join_persons(cx, names);
        self.cut_headlines(cx, classes, names);
        names.retain(|name| !name.tokens.is_empty());
        let mut kept: Vec<Name> = Vec::with_capacity(names.len());
        let person_at: Vec<u32> = (names.iter().filter(|n| n.kind == EntityType::Person))
            .map(|n| n.tokens.start)
            .collect();
        for mut name in names.drain(..) {
            // Universitas Garuda Prof | . Budi: the point is the title's.
            let end = name.tokens.end;
            let point =
                (end as usize) < cx.document.tokens.len() && cx.document.token_text(end) == ".";
            let followed = person_at.binary_search(&end).is_ok()
                || point && person_at.binary_search(&(end + 1)).is_ok();
            if self.is_currency(cx, &name)
                || name.kind == EntityType::Event && self.has(cx, &name.tokens, self.holiday)
                || offices.position(cx, name.tokens.start) == Some(name.tokens.end)
                    && name.kind != EntityType::Person
                    && followed
                || name.kind == EntityType::Organization
                    && offices.ends_title(cx, &name.tokens)
                    && followed
                || name.kind == EntityType::Person && offices.is_title(cx, &name)
            {
                continue;
            }
            if let Some(second) = self.after_dash(cx, &name) {
                let (row, other) = second;
                let tokens = name.tokens.end - 1..name.tokens.end;
                let first = Name {
                    tokens: name.tokens.start..name.tokens.start + 1,
                    row: Some(row),
                    ..name
                };
                kept.push(first.clone());
                kept.push(Name { tokens, row: Some(other), ..first });
                continue;
            }
            if let Some((first, second)) = self.two_places(cx, &name) {
                let (tokens, at) = (name.tokens.clone(), name.tokens.start + 1);
                kept.push(Name { tokens: at - 1..at, row: Some(first), ..name.clone() });
                kept.push(Name { tokens: at..tokens.end, row: Some(second), ..name });
                continue;
            }
            if name.kind == EntityType::Gpe && name.row.is_none() {
                self.behind_currency(cx, classes, &mut name);
            }
            if name.kind == EntityType::Gpe && heads.is_body(cx, &name.tokens) {
                (name.kind, name.row) = (EntityType::Organization, None);
            }
            if name.kind == EntityType::Organization
                && name.row.is_none()
                && let Some(end) = self.small_head(cx, &name.tokens)
            {
                name.tokens.start = end;
            }
            // PP Darul Falah KH | Abdul Hakim: the title is the person's.
            if name.row.is_none() && name.kind != EntityType::Person && followed {
                name.tokens.end = offices.before_title(cx, &name.tokens);
            }
            if name.row.is_none() && name.kind == EntityType::Organization {
                name.tokens.end = before_owned(cx, &name.tokens);
            }
            if name.row.is_none() && self.opens(cx, &name.tokens) {
                name.tokens.start += 1;
            }
            if name.kind == EntityType::Person {
                name.tokens.start = offices.behind_titles(cx, &name.tokens);
            }
            kept.push(name);
        }
        *names = kept;
    }

    /// In headlines every word has a capital: a name ends before a verb, unless it is told so again.
    fn cut_headlines(&self, cx: &Context<'_, '_>, classes: &Classes, names: &mut [Name]) {
        let document = cx.document;
        let body = |name: &Name| {
            let block =
                document.sentence_of(name.tokens.start).map(|s| document.sentences[s].block);
            block.is_none_or(|b| document.layout.blocks[b as usize].kind == BlockKind::Body)
        };
        let Some(first) = names.iter().position(body) else { return };
        let (titles, bodies) = names.split_at_mut(first);
        let long = |name: &&mut Name| name.row.is_none() && name.tokens.len() > 1;
        for name in titles.iter_mut().filter(long) {
            let text = document.slice(&name.tokens);
            if bodies.iter().any(|other| document.slice(&other.tokens) == text) {
                continue;
            }
            if self.is_bare_verb(cx, name.tokens.start) {
                // What the verb is about is a name only if it is told so again, or known.
                let rest = name.tokens.start + 1..name.tokens.end;
                let known = document.hits_at(rest.start).iter().filter(|h| h.end == rest.end);
                let mut kinds = known.filter_map(|h| Some((h.row, classes.kind(h.row)?)));
                name.tokens = match kinds.next() {
                    Some((row, kind)) => {
                        (name.row, name.kind) = (Some(row), kind);
                        rest
                    }
                    None => rest.end..rest.end,
                };
                continue;
            }
            let inner = name.tokens.start + 1..name.tokens.end;
            let Some(cut) = inner.clone().find(|&at| self.is_verb(cx, at)) else { continue };
            name.tokens.end = cut;
            let known = document.hits_at(name.tokens.start).iter().filter(|h| h.end == cut);
            let kinds = known.filter_map(|h| Some((h.row, classes.kind(h.row)?)));
            if let Some((row, kind)) = kinds.min_by_key(|&(row, _)| row) {
                (name.row, name.kind) = (Some(row), kind);
            }
        }
    }

    /// Whether a word is mostly a verb or stands before one.
    fn is_verb(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        let lists = &cx.tables.lists;
        let told = self.word.is_some_and(|(list, pos)| {
            let row = cx.document.entry(&(at..at + 1), list);
            row.is_some_and(|row| ENDS.contains(&lists.cell(row, pos)))
        });
        let voices = Voice::ACTIVE | Voice::PASSIVE;
        told || self.is_bare_verb(cx, at)
            || cx.matcher().forms(at).any(|form| form.voice.intersects(voices))
    }

    /// Whether a word is a bare verb that is more than its root: `limpahkan`, `percepat`.
    fn is_bare_verb(&self, cx: &Context<'_, '_>, at: u32) -> bool {
        cx.matcher().forms(at).any(|form| {
            form.voice == Voice::BASE
                && (form.suffix == Suffix::Kan || self.is_prefixed(cx, at, form.root))
        })
    }

    /// Whether a bare form is more than its root: `percepat`.
    fn is_prefixed(&self, cx: &Context<'_, '_>, at: u32, root: RootId) -> bool {
        let (text, root) = (cx.document.token_text(at), cx.tables.roots.name(root));
        let long = text.len() > root.len();
        long && text
            .get(text.len() - root.len()..)
            .is_some_and(|end| end.eq_ignore_ascii_case(root))
    }

    /// The rows of two places of which one lies in the other and the text puts no comma between them:
    /// `Denpasar Bali`.
    fn two_places(&self, cx: &Context<'_, '_>, name: &Name) -> Option<(RowId, RowId)> {
        let Range { start, end } = name.tokens;
        let two = name.kind == EntityType::Gpe && name.row.is_none() && end - start == 2;
        let headed = |at: u32| self.has(cx, &(at..at + 1), self.place);
        let plain = two && name.origin == WEIGHED && !headed(start);
        let list = self.region.filter(|_| plain)?;
        let sure = |row: &RowId| cx.tables.lists.get(*row, "flag").is_empty();
        let first = [self.region, self.district].into_iter().flatten();
        let mut first = first.filter_map(|list| cx.document.entry(&(start..start + 1), list));
        let second = cx.document.entry(&(start + 1..end), list).filter(sure)?;
        first.next().map(|row| (row, second))
    }

    /// Lets the name of a state begin behind the currency that was taken into it: Dolar *Singapura*.
    fn behind_currency(&self, cx: &Context<'_, '_>, classes: &Classes, name: &mut Name) {
        let Range { start, end } = name.tokens;
        if end - start > 1 && self.has(cx, &(start..start + 1), self.currency) {
            let rest = cx.document.hits_at(start + 1).iter().filter(|h| h.end == end);
            let mut states = rest.filter(|h| classes.kind(h.row) == Some(EntityType::Gpe));
            if let Some(hit) = states.next() {
                (name.tokens.start, name.row) = (start + 1, Some(hit.row));
                name.origin = Origin::Row(hit.row);
            }
        }
    }

    /// Whether the name is the end of a currency's: `dolar AS`.
    fn is_currency(&self, cx: &Context<'_, '_>, name: &Name) -> bool {
        let before = name.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.has(cx, &(at..name.tokens.end), self.currency))
    }

    /// Whether a name of several words begins with the sentence, and its first word opens sentences only.
    fn opens(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> bool {
        let (document, at) = (cx.document, tokens.start);
        let heads = [self.head, self.place, self.organization, self.person];
        let sentence = || document.sentence_of(at).map(|s| &document.sentences[s].tokens);
        tokens.len() > 1
            && document.tokens[at as usize + 1].is_capitalised(document.text)
            && sentence().is_some_and(|s| s.start == at)
            && cx.tables.conventions.opens_sentence(document.token_text(at))
            && !document.hits_at(at).iter().any(|h| heads.contains(&Some(h.list)))
    }

    /// Where the name of a body begins behind the small noun of the place where it sits: *kantor* PT Timah.
    fn small_head(&self, cx: &Context<'_, '_>, tokens: &Range<u32>) -> Option<u32> {
        let (document, start) = (cx.document, tokens.start);
        let small = !document.tokens[start as usize].is_capitalised(document.text);
        let place = small && self.has(cx, &(start..start + 1), self.place);
        (place && tokens.len() > 2).then_some(start + 1)
    }

    fn has(&self, cx: &Context<'_, '_>, tokens: &Range<u32>, list: Option<ListId>) -> bool {
        list.is_some_and(|list| cx.document.entry(tokens, list).is_some())
    }

    /// The rows of two bodies that a dash joins: `TNI-Polri`.
    fn after_dash(&self, cx: &Context<'_, '_>, name: &Name) -> Option<(RowId, RowId)> {
        let Range { start, end } = name.tokens;
        let joined = end - start == 3
            && name.row.is_none()
            && name.kind == EntityType::Organization
            && cx.document.token_text(start + 1) == "-";
        let row = |at: u32| cx.document.entry(&(at..at + 1), self.organization?);
        if joined { row(start).zip(row(start + 2)) } else { None }
    }
}

/// Where a name ends before the noun that says what belongs to it, with a capital by mistake: PT Timah
/// *Legalitasnya*.
fn before_owned(cx: &Context<'_, '_>, tokens: &Range<u32>) -> u32 {
    let last = tokens.end - 1;
    let owned = tokens.len() > 2 && cx.document.words[last as usize].clitic == Some(Clitic::Nya);
    if owned { last } else { tokens.end }
}

/// Makes one of two names of persons with nothing between them, but for headlines.
fn join_persons(cx: &Context<'_, '_>, names: &mut Vec<Name>) {
    let document = cx.document;
    let mut uses: FxHashMap<&str, usize> = FxHashMap::default();
    for name in names.iter() {
        *uses.entry(document.slice(&name.tokens)).or_default() += 1;
    }
    names.dedup_by(|second, first| {
        let person = |name: &Name| name.kind == EntityType::Person;
        let body = || {
            let sentence = document.sentence_of(first.tokens.start);
            let block = sentence.map(|s| document.sentences[s].block);
            let inside = sentence == document.sentence_of(second.tokens.start);
            let kind = block.map(|b| document.layout.blocks[b as usize].kind);
            inside && kind == Some(BlockKind::Body)
        };
        let one =
            first.tokens.end == second.tokens.start && person(first) && person(second) && body();
        if one {
            first.tokens.end = second.tokens.end;
            first.row = None;
        }
        one
    });
}

/// Gives names of the same letters one type: that which the text defines; a person's, where the word
/// is part of a person's full name or a rule knows it as initials; else the commonest. What belongs
/// to a people and its language has the people's name, and makers have their products'.
pub(super) fn unify(cx: &Context<'_, '_>, names: &mut [Name]) {
    let document = cx.document;
    let mut types: FxHashMap<&str, Counts> = FxHashMap::default();
    let mut add = |text, kind, weight, row: Option<RowId>| {
        let counts = types.entry(text).or_default();
        match counts.iter_mut().find(|(known, _, _)| *known == kind) {
            Some((_, count, known)) => (*count, *known) = (*count + weight, known.or(row)),
            None => counts.push((kind, weight, row)),
        }
    };
    let defined = |name: &Name| name.origin == super::define::DEFINED;
    for name in names.iter().filter(|n| is_certain(n.kind) || defined(n)) {
        let person = name.kind == EntityType::Person;
        let weight = match name.origin {
            _ if defined(name) => DEFINED,
            Origin::Rule(_) if person && name.tokens.len() == 1 => TOLD,
            super::initials::LISTED => TOLD,
            _ => 1,
        };
        add(document.slice(&name.tokens), name.kind, weight, name.row);
        if let Some(at) = super::bracket::inside(document, name) {
            add(document.token_text(at), name.kind, DEFINED, None);
        }
        for at in name.tokens.clone().filter(|_| person && name.tokens.len() > 1) {
            add(document.token_text(at), name.kind, TOLD, None);
        }
    }
    for name in names.iter_mut().filter(|n| is_certain(n.kind)) {
        let text = document.slice(&name.tokens);
        let Some(counts) = types.get(text) else { continue };
        let most = counts.iter().map(|&(_, count, _)| count).max();
        let mut best = counts.iter().filter(|&&(_, count, _)| Some(count) == most);
        let Some(&(kind, _, row)) = best.next() else { continue };
        // Of several words, types that are as common as one another go in this order.
        let tied = best.next().is_some();
        let rank = |kind: EntityType| match kind {
            EntityType::Person => 0,
            EntityType::Facility => 1,
            _ => 2,
        };
        let of = counts.iter().filter(|&&(_, count, _)| Some(count) == most);
        let (kind, row) = match tied && name.tokens.len() > 1 && name.row.is_none() {
            true => of.min_by_key(|c| rank(c.0)).map_or((kind, row), |c| (c.0, c.2)),
            false => (kind, row),
        };
        if kind != name.kind && (!tied || name.tokens.len() > 1 && name.row.is_none()) {
            (name.kind, name.row) = (kind, row);
        }
    }
}

/// Types of a name, how much speaks for each, and a row that knows it so.
type Counts = Vec<(EntityType, usize, Option<RowId>)>;

/// More than plain uses of a name count.
const TOLD: usize = 1 << 10;
/// More than all uses of a name.
const DEFINED: usize = 1 << 20;

fn is_certain(kind: EntityType) -> bool {
    use EntityType::{Facility, Gpe, Law, Location, Organization, Person};
    matches!(kind, Person | Organization | Gpe | Location | Facility | Law)
}
