//! Places within places, as an address tells them and the gazetteer knows them, and capitals.

use super::{Found, Mentions};
use crate::annotations::{Annotations, Name, Origin};
use crate::layers::Context;
use crate::layers::coreference::Capitals;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};
use rustc_hash::FxHashMap;

/// An address: `Kecamatan X, Kabupaten Y`.
const ADDRESS: Origin = Origin::Mechanism("relations.address");

/// The columns of the gazetteers of places that tell codes and what a place is in.
#[derive(Debug)]
pub(super) struct Regions {
    columns: Vec<Option<(usize, usize)>>,
    heads: Option<ListId>,
    levels: Option<(ListId, usize)>,
    /// First words of local bodies, with the column that says so, and of bodies of a state.
    local: Option<(ListId, usize)>,
    body: Option<(ListId, usize)>,
    state: Option<ListId>,
}

/// The codes of the Ministry of Home Affairs: those of a place begin with those of what it is in.
const HOME: &str = "kemendagri=";
/// The codes of states.
const STATE: &str = "iso3166=";

impl Regions {
    /// Finds the columns.
    pub fn new(tables: &Tables) -> Regions {
        let lists = tables.lists.iter().map(|(list, _)| {
            let codes = tables.lists.column(list, "codes")?;
            Some((codes, tables.lists.column(list, "of").unwrap_or(codes)))
        });
        let column = |list: &str, column: &str| {
            let list = tables.lists.find(list)?;
            Some((list, tables.lists.column(list, column)?))
        };
        Regions {
            columns: lists.collect(),
            heads: tables.lists.find("name_head"),
            levels: column("place_level", "level"),
            local: column("name_head", "drop"),
            body: column("organization_head", "kind"),
            state: tables.lists.find("country"),
        }
    }

    /// Whether the gazetteer says that one place is in the other: none where it does not know.
    fn is_in(&self, tables: &Tables, inner: RowId, outer: RowId) -> Option<bool> {
        let cells = |row: RowId| {
            let (codes, of) = (*self.columns.get(tables.lists.list_of(row).0 as usize)?)?;
            Some((tables.lists.cell(row, codes), tables.lists.cell(row, of)))
        };
        let ((inner, of), (outer, _)) = (cells(inner)?, cells(outer)?);
        if let Some(state) = outer.strip_prefix(STATE) {
            // What the ministry numbers is in Indonesia.
            return Some(of == state || inner.starts_with(HOME) && state == "ID");
        }
        let (inner, outer) = (inner.strip_prefix(HOME)?, outer.strip_prefix(HOME)?);
        let within =
            |code: &str| code.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        Some(inner.split(['|', ';', ',', ' ']).any(within))
    }
}

impl Regions {
    /// The level of a place: by the first word of its name, else by what the gazetteer knows.
    fn level(&self, cx: &Context<'_, '_>, name: &Name) -> Option<u8> {
        let lists = &cx.tables.lists;
        let (list, level) = self.levels?;
        let mut hits = cx.document.hits_at(name.tokens.start).iter();
        let head = hits.find(|h| h.end < name.tokens.end && h.list == list);
        if let Some(head) = head {
            return lists.cell(head.row, level).parse().ok();
        }
        let (codes, _) = (*self.columns.get(lists.list_of(name.row?).0 as usize)?)?;
        let codes = lists.cell(name.row?, codes);
        match codes.strip_prefix(HOME) {
            // Provinces have one part, regencies two, districts three.
            Some(code) => {
                let first = code.split(['|', ';', ',', ' ']).next().unwrap_or_default();
                u8::try_from(first.split('.').count()).ok().and_then(|n| 5u8.checked_sub(n))
            }
            None => codes.starts_with(STATE).then_some(5),
        }
    }
}

/// Adds `located_in` for names of places that stand side by side with a comma, the wider behind.
pub(super) fn within<'t>(
    cx: &Context<'_, 't>,
    regions: &Regions,
    found: &Annotations<'t>,
    mentions: &Mentions<'_>,
    ties: &mut Found<'_, 't>,
) {
    let document = cx.document;
    for pair in found.names.windows(2) {
        let [inner, outer] = pair else { continue };
        let comma = inner.tokens.end + 1 == outer.tokens.start
            && document.token_text(inner.tokens.end) == ",";
        if !comma || outer.kind != EntityType::Gpe || !may_be_in(cx, regions, inner, outer) {
            continue;
        }
        let parties = mentions.one(&inner.tokens).zip(mentions.one(&outer.tokens));
        if let Some(parties) = parties {
            let span = document.span(&(inner.tokens.start..outer.tokens.end));
            ties.add("located_in", parties, span, ADDRESS);
        }
    }
}

fn may_be_in(cx: &Context<'_, '_>, regions: &Regions, inner: &Name, outer: &Name) -> bool {
    let known = inner.row.zip(outer.row).and_then(|(i, o)| regions.is_in(cx.tables, i, o));
    match (inner.kind, known) {
        (EntityType::Gpe | EntityType::Location | EntityType::Facility, Some(known)) => known,
        (EntityType::Facility, None) => true,
        // What the gazetteer does not know must say by its first word what it is: Desa, Jalan. Of
        // two administrative places the first must be the smaller: `Kecamatan A, B, dan C` is a list.
        (EntityType::Gpe, None) => {
            let levels = regions.level(cx, inner).zip(regions.level(cx, outer));
            levels.is_some_and(|(inner, outer)| inner < outer)
        }
        (EntityType::Location, None) => {
            let hits = cx.document.hits_at(inner.tokens.start).iter();
            hits.filter(|h| h.end < inner.tokens.end).any(|h| Some(h.list) == regions.heads)
        }
        _ => false,
    }
}

/// What a first word says of a body: `drop` of the list `name_head`, `kind` of `organization_head`.
const LOCAL: [&str; 2] = ["local", "branch"];
const OF_STATE: [&str; 3] = ["government", "parliament", "police"];

/// Adds `located_in` for local bodies that are named with their place (`Polres Bogor`), `part_of` for
/// bodies that are named with their state (`Kementerian Kebudayaan Prancis`).
pub(super) fn bodies<'t>(
    cx: &Context<'_, 't>,
    regions: &Regions,
    found: &Annotations<'t>,
    mentions: &Mentions<'_>,
    ties: &mut Found<'_, 't>,
) {
    let lists = &cx.tables.lists;
    let mut places: FxHashMap<RowId, u32> = FxHashMap::default();
    for (index, entity) in found.entities.iter().enumerate() {
        if let Some(row) = entity.row.filter(|_| entity.kind == EntityType::Gpe) {
            places.entry(row).or_insert(index as u32);
        }
    }
    for name in found.names.iter().filter(|n| n.kind == EntityType::Organization) {
        let says = |head: Option<(ListId, usize)>, known: &[&str]| {
            let hits = cx.document.hits_at(name.tokens.start).iter();
            let mut heads = hits.filter(|h| h.end < name.tokens.end);
            head.is_some_and(|(list, column)| {
                heads.any(|h| h.list == list && known.contains(&lists.cell(h.row, column)))
            })
        };
        // The place that ends the name, if the article speaks of it by itself.
        let place = (name.tokens.start + 1..name.tokens.end).find_map(|at| {
            let hits = cx.document.hits_at(at).iter().filter(|h| h.end == name.tokens.end);
            hits.filter_map(|h| Some((*places.get(&h.row)?, h.list))).next()
        });
        let Some((place, list)) = place else { continue };
        let kind = match Some(list) == regions.state {
            false if says(regions.local, &LOCAL) => "located_in",
            true if !says(regions.local, &LOCAL) && says(regions.body, &OF_STATE) => "part_of",
            _ => continue,
        };
        if let Some(body) = mentions.one(&name.tokens) {
            let origin = Origin::Mechanism("relations.body");
            ties.add(kind, (body, place), cx.document.span(&name.tokens), origin);
        }
    }
}

/// Adds `capital_of` where a state and its capital are both entities of the article.
pub(super) fn capitals<'t>(
    cx: &Context<'_, 't>,
    capitals: &Capitals,
    found: &Annotations<'t>,
    ties: &mut Found<'_, 't>,
) {
    let states = capitals.states(&found.entities, cx.tables);
    let mut first = vec![None; found.entities.len()];
    for mention in &found.mentions {
        first[mention.entity as usize].get_or_insert(mention.span);
    }
    for (index, city) in found.entities.iter().enumerate() {
        let state = city.row.and_then(|row| Some((row, capitals.state(row, cx.tables)?)));
        let Some((row, state)) = state else { continue };
        let country = states.get(cx.tables.lists.get(state, "codes"));
        if let (Some(&country), Some(first)) = (country, first[index]) {
            ties.add("capital_of", (index as u32, country), first, Origin::Row(row));
        }
    }
}
