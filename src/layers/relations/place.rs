//! Places within places, as an address tells them and the gazetteer knows them, and capitals.

use super::{Found, Mentions};
use crate::annotations::{Annotations, Name, Origin};
use crate::layers::Context;
use crate::layers::coreference::Capitals;
use crate::record::EntityType;
use crate::rules::{ListId, RowId, Tables};

/// An address: `Kecamatan X, Kabupaten Y`.
const ADDRESS: Origin = Origin::Mechanism("relations.address");

/// The columns of the gazetteers of places that tell codes and what a place is in.
#[derive(Debug)]
pub(super) struct Regions {
    columns: Vec<Option<(usize, usize)>>,
    heads: Option<ListId>,
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
        Regions { columns: lists.collect(), heads: tables.lists.find("name_head") }
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
        // What the gazetteer does not know must say by its first word what it is: Desa, Jalan.
        (EntityType::Gpe | EntityType::Location, None) => {
            let hits = cx.document.hits_at(inner.tokens.start).iter();
            hits.filter(|h| h.end < inner.tokens.end)
                .any(|h| Some(cx.tables.lists.list_of(h.row)) == regions.heads)
        }
        _ => false,
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
