//! Capitals that stand for their states, and the place and outlet of the dateline.

use super::reference::{Coordination, Reference};
use super::tables::Part;
use crate::annotations::{Annotations, Entity, Mention, Origin};
use crate::layers::Context;
use crate::morphology::Voice;
use crate::record::{EntityType, MentionKind};
use crate::rules::{ListId, RowId, Tables};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// States and their capitals, from the gazetteers.
#[derive(Debug, Default)]
pub(in crate::layers) struct Capitals {
    city: Option<(ListId, usize, usize)>,
    /// The list of states, and its column of codes.
    country: Option<(ListId, usize)>,
    /// The row of the state of each code; the first row of the table has it.
    rows: OnceLock<FxHashMap<Code, RowId>>,
}

/// A state's code of two letters.
type Code = [u8; 2];

/// The column of codes says of states `iso3166=XX`.
const STATE_CODE: &str = "iso3166=";

impl Capitals {
    /// Reads the lists `city` (columns `of`, `capital`) and `country` (column `codes`), if there.
    pub fn new(tables: &Tables) -> Capitals {
        let lists = &tables.lists;
        let city = lists.find("city").and_then(|list| {
            Some((list, lists.column(list, "of")?, lists.column(list, "capital")?))
        });
        let country = lists.find("country");
        let country = country.and_then(|list| Some((list, lists.column(list, "codes")?)));
        Capitals { city, country, rows: OnceLock::new() }
    }

    /// The state of a code.
    fn of_code(&self, code: &str, tables: &Tables) -> Option<RowId> {
        let key = |code: &str| Code::try_from(code.as_bytes()).ok();
        let rows = self.rows.get_or_init(|| {
            let (lists, mut rows) = (&tables.lists, FxHashMap::default());
            let country = self.country.into_iter();
            let cells = country.flat_map(|(list, codes)| {
                lists.rows(list).map(move |row| (row, lists.cell(row, codes)))
            });
            for (row, cell) in cells {
                let code = cell.strip_prefix(STATE_CODE);
                if let Some(code) = code.and_then(key) {
                    rows.entry(code).or_insert(row);
                }
            }
            rows
        });
        rows.get(&key(code)?).copied()
    }

    /// The row of the state that a row is the capital of.
    pub fn state(&self, row: RowId, tables: &Tables) -> Option<RowId> {
        let (list, of, capital) = self.city?;
        let lists = &tables.lists;
        let is_one = lists.list_of(row) == list && !lists.cell(row, capital).is_empty();
        is_one.then(|| self.of_code(lists.cell(row, of), tables)).flatten()
    }

    /// The code of the state that a row is of.
    fn code<'t>(&self, row: RowId, tables: &'t Tables) -> Option<&'t str> {
        let (country, codes) = self.country?;
        let is_state = tables.lists.list_of(row) == country;
        is_state.then(|| tables.lists.cell(row, codes))
    }

    /// The states among entities, by code.
    pub fn states<'t>(
        &self,
        entities: &[Entity<'_>],
        tables: &'t Tables,
    ) -> FxHashMap<&'t str, u32> {
        let mut states = FxHashMap::default();
        for (index, entity) in entities.iter().enumerate() {
            if let Some(code) = entity.row.and_then(|row| self.code(row, tables)) {
                states.entry(code).or_insert(index as u32);
            }
        }
        states
    }
}

/// A capital that acts stands for its state: its name is a nominal mention of the state, which is
/// made an entity if the article does not name it.
pub(super) fn metonyms<'t>(
    cx: &Context<'_, 't>,
    capitals: &Capitals,
    references: &[Reference],
    coordinations: &[Coordination],
    found: &mut Annotations<'t>,
) {
    let mut behind = 0;
    let mut states = capitals.states(&found.entities, cx.tables);
    for (index, this) in references.iter().enumerate() {
        while coordinations.get(behind).is_some_and(|c| c.tokens.end < this.tokens.end) {
            behind += 1;
        }
        let row = found.names[index].row;
        let Some(state) = row.and_then(|row| capitals.state(row, cx.tables)) else { continue };
        let joined = coordinations.get(behind).filter(|c| c.tokens.contains(&this.tokens.start));
        let end = joined.map_or(this.tokens.end, |c| c.tokens.end);
        if !matches!(this.part, Part::Subject) || !acts(cx, this.sentence, end) {
            continue;
        }
        let Some(code) = capitals.code(state, cx.tables) else { continue };
        let entity = *states.entry(code).or_insert_with(|| {
            let name = match cx.tables.lists.get(state, "canonical") {
                "" => cx.tables.lists.form(state),
                canonical => canonical,
            };
            found.entities.push(entity(EntityType::Gpe, name.into(), Some(state)));
            found.entities.len() as u32 - 1
        });
        found.mentions.push(Mention {
            entity,
            tokens: this.tokens.clone(),
            span: cx.document.span(&this.tokens),
            kind: MentionKind::Nominal,
            origin: Origin::Mechanism("coreference.metonymy"),
        });
    }
}

fn entity<'a>(kind: EntityType, name: Cow<'a, str>, row: Option<RowId>) -> Entity<'a> {
    Entity { kind, name, aliases: Vec::new(), row, roles: Vec::new(), salience: 0.0 }
}

/// Whether what ends at a token is the subject of an active verb: at once, or behind one small word.
fn acts(cx: &Context<'_, '_>, sentence: usize, end: u32) -> bool {
    let last = cx.document.sentences[sentence].tokens.end.min(end + 2);
    let matcher = cx.matcher();
    (end..last)
        .take_while(|&at| cx.document.tokens[at as usize].is_word())
        .any(|at| matcher.forms(at).any(|f| f.voice.intersects(Voice::ACTIVE)))
}

/// Gives the dateline's place and outlet their mentions; they stand outside every sentence.
pub(super) fn dateline<'t>(cx: &Context<'_, 't>, found: &mut Annotations<'t>) {
    let Some(dateline) = &cx.document.layout.dateline else { return };
    let parts = [(dateline.place, EntityType::Gpe), (dateline.outlet, EntityType::Organization)];
    for (span, kind) in parts {
        let Some(span) = span.filter(|span| !span.is_empty()) else { continue };
        let text = span.of(cx.document.text);
        let row = row(cx.tables, text, kind);
        let same = |entity: &Entity<'_>| {
            let by_name = std::iter::once(&entity.name).chain(&entity.aliases);
            super::forms::same_group(entity.kind, kind)
                && (row.is_some() && entity.row == row
                    || by_name.into_iter().any(|name| name.to_lowercase() == text.to_lowercase()))
        };
        let known = found.entities.iter().position(same);
        let place = known.unwrap_or_else(|| {
            found.entities.push(entity(kind, super::entities::in_one_line(text), row));
            found.entities.len() - 1
        });
        put(cx, place, span, found);
    }
}

fn put(cx: &Context<'_, '_>, entity: usize, span: Span, found: &mut Annotations<'_>) {
    let at = cx.document.token_at(span.start);
    found.mentions.push(Mention {
        entity: entity as u32,
        tokens: at..at,
        span,
        kind: MentionKind::Name,
        origin: Origin::Mechanism("text.dateline"),
    });
}

/// The gazetteer row of that form and type.
fn row(tables: &Tables, text: &str, kind: EntityType) -> Option<RowId> {
    let mut node = None;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let id = tables.words.get(&word.to_lowercase());
        let next = match node {
            None => tables.lists.enter(id),
            Some(node) => tables.lists.step(node, id),
        };
        node = Some(next?);
    }
    let entries = tables.lists.entries(node?).map(|entry| entry.row);
    entries.into_iter().find(|&row| tables.lists.get(row, "type") == kind.as_str())
}
