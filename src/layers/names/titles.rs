//! Positions told with names: `Presiden` of `Rusia`, held by `Vladimir Putin`.

use super::office::{Offices, Quality};
use super::owners::{Holder, Owners};
use crate::annotations::{Annotations, Name, Origin, Title};
use crate::document::Document;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use crate::text::BlockKind;
use std::ops::Range;

/// The longest title, in tokens.
const LONGEST: u32 = 8;
/// The longest title with what its office is for: `Kepala Pusat Data, Informasi, dan Komunikasi`.
const WITH_OFFICE: u32 = 14;
/// How many titles one name may have before it: `Kapolres Metro Jakarta Selatan Kombes Ade Ary`.
const CHAIN: usize = 3;
/// The longest words that say when an office was held, in tokens.
const THEN: u32 = 3;
/// Letters of a title that has a point: `Prof.`
const POINTED: usize = 4;
/// The most tokens in brackets behind a name that say no title: initials, an age.
const BRACKET: u32 = 4;

/// The lists that tell.
#[derive(Debug)]
pub struct Titles {
    /// What kinds of titles are to names.
    pub(super) offices: Offices,
    title: Option<ListId>,
    /// `mantan`, `Plt` before a title.
    mark: Option<ListId>,
    /// `selaku`, `sebagai` between a name and its title.
    link: Option<ListId>,
    /// Small words that may stand within a title: `dan`.
    connector: Option<ListId>,
    /// `sekaligus` between two titles.
    joiner: Option<ListId>,
    /// `baru` behind the noun of a title.
    modifier: Option<ListId>,
    /// `pada` between a title and where it is held.
    place: Option<ListId>,
    /// `periode` before the years of an office.
    period: Option<ListId>,
    /// `saat itu` between an office and who held it then.
    then: Option<ListId>,
    /// `Fraksi` before the name of a body.
    body: Option<ListId>,
    /// Whose counsel or spokesman somebody is.
    owners: Owners,
}

/// A title in the text, before it has a holder.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub tokens: Range<u32>,
    pub of: Option<usize>,
    pub row: RowId,
}

impl Titles {
    /// Finds the lists.
    pub fn new(tables: &Tables) -> Titles {
        let find = |name| tables.lists.find(name);
        Titles {
            offices: Offices::new(tables),
            title: find("title"),
            mark: find("title_mark"),
            link: find("title_link"),
            connector: find("connector"),
            joiner: find("title_joiner"),
            modifier: find("title_modifier"),
            place: find("title_place"),
            period: find("title_period"),
            then: find("title_then"),
            body: find("organization_head"),
            owners: Owners::new(tables),
        }
    }

    /// Adds the titles of the persons among the names.
    pub fn read(&self, cx: &Context<'_, '_>, found: &mut Annotations<'_>) {
        let mut titles: Vec<(u32, Found)> = Vec::new();
        for (index, name) in found.names.iter().enumerate() {
            if name.kind != EntityType::Person {
                continue;
            }
            let Some(sentence) = cx.document.sentence_of(name.tokens.start) else {
                continue;
            };
            let sentence = &cx.document.sentences[sentence];
            let mut end = name.tokens.start;
            for _ in 0..CHAIN {
                let Some(title) = self.before(cx, &found.names, index, end, sentence.tokens.start)
                else {
                    break;
                };
                end = title.tokens.start;
                match self.owners.holder(cx, &found.names, index, &title) {
                    Holder::Behind(holder) => {
                        titles.push((holder as u32, Found { of: Some(index), ..title }));
                    }
                    Holder::Untold => {}
                    Holder::Named => titles.push((index as u32, title)),
                }
            }
            if let Some(title) = self.behind(cx, &found.names, index, sentence.tokens.end) {
                titles.push((index as u32, title));
            }
        }
        titles.sort_by_key(|(holder, title)| (title.tokens.start, *holder));
        found.titles.extend(titles.into_iter().filter(|(_, t)| self.is_position(cx, t.row)).map(
            |(holder, title)| Title {
                holder,
                span: cx.document.span(&title.tokens),
                of: title.of.map(|of| of as u32),
                origin: Origin::Row(title.row),
            },
        ));
    }

    /// Forms of address and of kinship stand like titles, but are no positions.
    fn is_position(&self, cx: &Context<'_, '_>, row: RowId) -> bool {
        self.offices.is(cx, row, Quality::Role)
    }

    /// The title that ends at token `end`, directly or before the institution that it is of.
    fn before(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        holder: usize,
        end: u32,
        first: u32,
    ) -> Option<Found> {
        let end = self.joined(cx, end, first);
        let end = self.behind_years(cx, end, first);
        // Dr. Budi: the point belongs to the title.
        let pointed = end > first + 1
            && cx.document.token_text(end - 1) == "."
            && cx.document.span(&(end - 2..end - 1)).len() <= POINTED;
        let close = if pointed { end - 1 } else { end };
        if let Some((tokens, row)) = self.ending(cx, close, first) {
            return Some(Found { tokens, of: None, row });
        }
        // Before a comma, only a title with its institution: `pemimpin Korea Utara, Kim Jong Un`.
        let comma = end > first && cx.document.token_text(end - 1) == ",";
        let mut close = self.then_held(cx, if comma { end - 1 } else { end }, first);
        // Badan Pusat Statistik (BPS), Budi: brackets before a name say nothing new.
        let bracketed = opened(cx.document, close, first);
        let told = bracketed
            .filter(|&open| names[..holder].iter().rev().take(3).any(|n| n.tokens.end == open));
        close = told.unwrap_or(close);
        close = self.counted(cx, close, first);
        // What stands within brackets is no name before it.
        let outside = bracketed.unwrap_or(close).min(close);
        let mut before =
            names[..holder].iter().rposition(|n| n.tokens.end <= outside || n.tokens.end == close);
        // Anggota Komisi XI DPR dari Fraksi Gerindra, Budi: the title is of the first of the two.
        if comma
            && let Some(of) = before.filter(|&of| names[of].tokens.end == close)
            && let Some(of) = of.checked_sub(1)
            && self.linked(cx, names[of].tokens.end, names[of + 1].tokens.start)
        {
            (close, before) = (names[of].tokens.end, Some(of));
        }
        if let Some(of) = before
            && names[of].tokens.end == close
            && names[of].kind != EntityType::Person
        {
            let of = institution(cx, names, of);
            // Chief Executive Officer (CEO) Danantara
            let at = names[of].tokens.start;
            let at = opened(cx.document, at, first).unwrap_or(at);
            let at = self.counted(cx, at, first);
            // Direktur Pusat Kajian Gempa di Universitas Syiah Kuala
            let small = at > first && self.hit(cx, self.place, at - 1, at).is_some();
            let at = if small { at - 1 } else { at };
            if let Some((tokens, row)) = self.ending(cx, at, first) {
                return Some(Found { tokens, of: Some(of), row });
            }
            let floor = names[..of].last().map_or(first, |n| n.tokens.end.max(first));
            let (tokens, row) = self.with_office(cx, at, floor)?;
            return Some(Found { tokens, of: Some(of), row });
        }
        let floor = before.map_or(first, |n| names[n].tokens.end.max(first));
        let (tokens, row) = self.with_office(cx, close, floor)?;
        Some(Found { tokens, of: None, row })
    }

    /// The token before an ordinal that says the how-manieth a holder is: presiden *ke-7*.
    fn counted(&self, cx: &Context<'_, '_>, at: u32, first: u32) -> u32 {
        let figures = |at: u32| cx.document.token_text(at).bytes().all(|b| b.is_ascii_digit());
        let Some(number) = at.checked_sub(1).filter(|&t| t > first && figures(t)) else {
            return at;
        };
        let glued = |at: &u32| cx.document.tokens[*at as usize].glued;
        let start = (first..=number).rev().find(|at| !glued(at)).unwrap_or(at);
        if start + 1 < at && !figures(start) { start } else { at }
    }

    /// The token before the words that say when an office was held: Menteri Agama *saat itu*, Budi.
    fn then_held(&self, cx: &Context<'_, '_>, end: u32, first: u32) -> u32 {
        let from = end.saturating_sub(THEN).max(first);
        (from..end).find(|&at| self.hit(cx, self.then, at, end).is_some()).unwrap_or(end)
    }

    /// The token before the years of an office: Direktur PT Timah *periode 2010-2015*.
    fn behind_years(&self, cx: &Context<'_, '_>, end: u32, first: u32) -> u32 {
        let years = |at: u32| {
            let text = cx.document.token_text(at);
            text.bytes().all(|b| b.is_ascii_digit()) && text.len() == 4 || matches!(text, "-" | "/")
        };
        let from = (first..end).rev().take_while(|&at| years(at)).last().unwrap_or(end);
        if from == end || end - from > 3 {
            return end;
        }
        let start = from.saturating_sub(2).max(first);
        let word = (start..from).find(|&at| self.hit(cx, self.period, at, from).is_some());
        word.unwrap_or(end)
    }

    /// Whether nothing but a preposition of place, perhaps behind brackets, and the head of the second
    /// stands between two names: `DPR RI` dari Fraksi `Gerindra`.
    fn linked(&self, cx: &Context<'_, '_>, end: u32, start: u32) -> bool {
        let behind = self.behind_bracket(cx, end, start);
        let (place, body) = (self.place, self.body);
        let small = |at: u32| [place, body].iter().any(|&l| self.hit(cx, l, at, at + 1).is_some());
        behind < start && start - behind <= 2 && (behind..start).all(small)
    }

    /// The end of a title before a word that joins it with the next one.
    fn joined(&self, cx: &Context<'_, '_>, end: u32, first: u32) -> u32 {
        let from = end.saturating_sub(2).max(first);
        (from..end).find(|&at| self.hit(cx, self.joiner, at, end).is_some()).unwrap_or(end)
    }

    /// A title and what its office is for, capitalised like it, up to a token: `Menteri Koordinator
    /// Bidang Pangan`, `Menteri Energi dan Sumber Daya Mineral (ESDM)`, `Gubernur baru`.
    fn with_office(
        &self,
        cx: &Context<'_, '_>,
        close: u32,
        floor: u32,
    ) -> Option<(Range<u32>, RowId)> {
        let document = cx.document;
        // In headlines capitals say nothing of what belongs together.
        if !is_body(document, floor) {
            return None;
        }
        let floor = floor.max(close.saturating_sub(WITH_OFFICE));
        let capital = |at: u32| {
            let token = &document.tokens[at as usize];
            token.is_word() && token.is_capitalised(document.text)
        };
        // An abbreviation in brackets says nothing new.
        let mut end = close;
        if end > floor && document.token_text(end - 1) == ")" {
            let from = end.saturating_sub(1 + BRACKET).max(floor + 1);
            let open = (from..end).find(|&at| document.token_text(at) == "(");
            end = open.filter(|&open| (open + 1..end - 1).all(capital)).unwrap_or(end);
        }
        let (mut at, mut listed) = (end, false);
        while at > floor {
            let title = self.ending(cx, at, floor).filter(|_| at < close);
            if let Some((tokens, row)) = title.filter(|(_, row)| self.is_position(cx, *row)) {
                return Some((tokens.start..end, row));
            }
            at -= 1;
            let small = self.hit(cx, self.connector, at, at + 1).is_some();
            // Commas only in a list that `dan` ends.
            listed |= small;
            let comma = listed && document.token_text(at) == "," && at > floor && capital(at - 1);
            let modifier = at + 1 == end && self.hit(cx, self.modifier, at, at + 1).is_some();
            if !(capital(at) || small || comma || modifier) {
                return None;
            }
        }
        None
    }

    /// The longest entry of titles that ends at `end`, with the marks before it.
    fn ending(&self, cx: &Context<'_, '_>, end: u32, first: u32) -> Option<(Range<u32>, RowId)> {
        let from = end.saturating_sub(LONGEST).max(first);
        let (start, row) =
            (from..end).find_map(|at| Some((at, self.hit(cx, self.title, at, end)?)))?;
        let mut marks = from.max(start.saturating_sub(3))..start;
        let marked = marks.find(|&at| self.hit(cx, self.mark, at, start).is_some());
        let start = marked.unwrap_or(start);
        Some((start..end, row))
    }

    /// The title behind a name: `Budi, Ketua KPK,` or `Budi selaku ketua`.
    fn behind(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        holder: usize,
        stop: u32,
    ) -> Option<Found> {
        let document = cx.document;
        let end = names[holder].tokens.end;
        let mut at = self.behind_bracket(cx, end, stop);
        if at < stop && matches!(document.token_text(at), "," | "(") {
            at += 1;
        }
        let linked = self.longest(document, self.link, at, stop);
        at = linked.map_or(at, |(end, _)| end);
        if at == end {
            return None;
        }
        let start = at;
        at = self.longest(document, self.mark, at, stop).map_or(at, |(end, _)| end);
        // The title ends before the next name: `Kepala` of `Badan Pusat Statistik`.
        let next = names[holder + 1..].iter().map(|n| n.tokens.start).find(|&start| start > at);
        let stop_title = stop.min(next.unwrap_or(stop));
        let (close, row) = self.longest(document, self.title, at, stop_title)?;
        let follows = |at: u32| names[holder + 1..].iter().position(|n| n.tokens.start == at);
        // Behind what a person may be called by comes the rest of that name: (Gus Anam).
        let bare = self.offices.is(cx, row, Quality::Alone);
        let (end_of, of) = self.office_behind(cx, &names[holder + 1..], close, stop);
        let close = if bare && of.is_none() { close } else { end_of };
        let of = of.map(|n| holder + 1 + n);
        // A person behind it holds the title himself.
        let behind = of.map_or(close, |of| names[of].tokens.end);
        let person = |n: usize| names[n].kind == EntityType::Person;
        if of.is_some_and(person) || follows(behind).is_some_and(|n| person(holder + 1 + n)) {
            return None;
        }
        // Headline: Setahun Menteri Budi, *Ketua DPR* Puji Guru: words behind it make it a subject.
        let goes_on = behind < stop && document.tokens[behind as usize].is_word();
        if linked.is_none() && goes_on && !is_body(document, end) {
            return None;
        }
        Some(Found { tokens: start..close, of, row })
    }

    /// Behind brackets after a name that hold initials or an age.
    fn behind_bracket(&self, cx: &Context<'_, '_>, end: u32, stop: u32) -> u32 {
        let document = cx.document;
        if end >= stop || document.token_text(end) != "(" {
            return end;
        }
        let close = (end + 1..stop.min(end + 2 + BRACKET)).find(|&t| document.token_text(t) == ")");
        let title = self.longest(document, self.title, end + 1, stop).is_some();
        close.filter(|_| !title).map_or(end, |close| close + 1)
    }

    /// Where a title behind a name ends, and which of the names after the holder it is of:
    /// `Direktur Pengolahan` of `PT Timah`, `pegawai` (pada) `PT Timah`.
    fn office_behind(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        close: u32,
        stop: u32,
    ) -> (u32, Option<usize>) {
        let document = cx.document;
        let name_at = |at: u32| {
            let index = names.partition_point(|n| n.tokens.start < at);
            names.get(index).filter(|n| n.tokens.start == at).map(|_| index)
        };
        let (mut at, mut small, mut told) = (close, false, close);
        // In headlines capitals say nothing of what belongs together.
        let body = is_body(document, close - 1);
        while at < stop.min(close + LONGEST) {
            if let Some(of) = name_at(at) {
                return (if small { told } else { at }, Some(of));
            }
            let token = &document.tokens[at as usize];
            let capital = token.is_word() && token.is_capitalised(document.text);
            let modifier = at == close && self.hit(cx, self.modifier, at, at + 1).is_some();
            let connects = self.hit(cx, self.connector, at, at + 1).is_some();
            if self.hit(cx, self.place, at, at + 1).is_some() {
                // What stands before the preposition is the title.
                let of = name_at(at + 1).filter(|&n| names[n].kind != EntityType::Person);
                return (at, of);
            }
            if !(capital && body || modifier || connects) {
                break;
            }
            small = connects && !capital;
            at += 1;
            told = if small { told } else { at };
        }
        (told, None)
    }

    fn hit(&self, cx: &Context<'_, '_>, list: Option<ListId>, at: u32, end: u32) -> Option<RowId> {
        cx.document.entry(&(at..end), list?)
    }

    fn longest(
        &self,
        document: &Document<'_>,
        list: Option<ListId>,
        at: u32,
        stop: u32,
    ) -> Option<(u32, RowId)> {
        let list = list?;
        let hits = if at < stop { document.hits_at(at) } else { &[] };
        let fits = hits.iter().filter(|h| h.end <= stop && h.list == list);
        fits.max_by_key(|h| h.end).map(|h| (h.end, h.row))
    }
}

/// Whether a token stands in the body of the article, not in a headline.
fn is_body(document: &Document<'_>, at: u32) -> bool {
    let sentence = document.sentence_of(at).map(|s| &document.sentences[s]);
    sentence.is_some_and(|s| document.layout.blocks[s.block as usize].kind == BlockKind::Body)
}

/// Where the brackets open that close before a token, if they hold no more than a short form.
fn opened(document: &Document<'_>, close: u32, first: u32) -> Option<u32> {
    if close <= first || document.token_text(close - 1) != ")" {
        return None;
    }
    let from = close.saturating_sub(2 + BRACKET).max(first);
    (from..close).rev().find(|&at| document.token_text(at) == "(")
}

/// The name that begins a row of names with nothing but brackets and what stands alone in them
/// between, which the last of them ends: `Dinas Kesehatan` in `Dinas Kesehatan (Dinkes) Kota Mataram`.
fn institution(cx: &Context<'_, '_>, names: &[Name], last: usize) -> usize {
    let mut of = last;
    while let Some(before) = of.checked_sub(1) {
        let between = names[before].tokens.end..names[of].tokens.start;
        let mark = |at: u32| matches!(cx.document.token_text(at), "(" | ")");
        let bound = match between.len() {
            0..=2 => between.clone().all(mark),
            3 => mark(between.start) && mark(between.end - 1),
            _ => false,
        };
        let body = matches!(
            names[before].kind,
            EntityType::Organization
                | EntityType::Gpe
                | EntityType::Facility
                | EntityType::Location
        );
        if !(bound && body) {
            break;
        }
        of = before;
    }
    of
}
