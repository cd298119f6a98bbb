//! What titles say of their holders: head of a state, member of a party, holder of an office.

use super::{Found, Mentions};
use crate::annotations::{Annotations, Title};
use crate::layers::Context;
use crate::rules::{CellId, Error, Errors, ListId, Place, Tables};

/// Relation types by the class of a title's noun.
#[derive(Debug)]
pub(super) struct Offices {
    noun: ListId,
    class: usize,
    country: Option<ListId>,
    marks: Option<(ListId, usize)>,
    rows: Vec<Office>,
}

#[derive(Debug)]
struct Office {
    class: Box<str>,
    /// `country`, the name of an entity type, or empty.
    of: Box<str>,
    /// The relation; none where there is none.
    kind: Option<CellId>,
}

/// The cell that says that no relation follows.
const NONE: &str = "none";
/// The relation of every other title with an institution.
const OTHERWISE: &str = "holds_position";
/// A state in the column of what a title is of.
const COUNTRY: &str = "country";
/// The states of a title (list `title_mark`) in which it is not held.
const NOT_HELD: [&str; 2] = ["former", "future"];

impl Offices {
    /// Resolves the lists `office` and `noun`.
    ///
    /// # Errors
    /// When one of them, or a column, is missing.
    pub fn new(tables: &Tables) -> Result<Offices, Errors> {
        let lists = &tables.lists;
        let (office, noun) = (tables.need("office")?, tables.need("noun")?);
        let column = |list: ListId, name: &str| {
            lists.column(list, name).ok_or_else(|| {
                let file = lists.list(list).file.to_string().into();
                Error::new(Place { file, line: 1, column: 1 }, format!("no column `{name}`"))
            })
        };
        let (of, kind) = (column(office, "of")?, column(office, "type")?);
        let rows = lists.rows(office).map(|row| Office {
            class: lists.form(row).into(),
            of: lists.cell(row, of).into(),
            kind: Some(lists.cell_id(row, kind)).filter(|&cell| lists.text(cell) != NONE),
        });
        let marks =
            lists.find("title_mark").and_then(|list| Some((list, lists.column(list, "state")?)));
        Ok(Offices {
            noun,
            class: column(noun, "class")?,
            country: lists.find(COUNTRY),
            marks,
            rows: rows.collect(),
        })
    }

    /// Adds what the titles tell.
    pub fn read<'t>(
        &self,
        cx: &Context<'_, 't>,
        found: &Annotations<'t>,
        mentions: &Mentions<'_>,
        ties: &mut Found<'_, 't>,
    ) {
        for title in &found.titles {
            let Some(of) = title.of else { continue };
            let (holder, of) = (&found.names[title.holder as usize], &found.names[of as usize]);
            let entity = |tokens| mentions.one(tokens);
            let (Some(subject), Some(object)) = (entity(&holder.tokens), entity(&of.tokens)) else {
                continue;
            };
            // Presiden ke-7 RI: who is counted held it at some time, perhaps long ago.
            let told = cx.document.token_at(title.span.start)..holder.tokens.start;
            if told.into_iter().any(|at| counted(cx, at)) {
                continue;
            }
            let row = found.entities[object as usize].row;
            let is_country = row.is_some_and(|r| Some(cx.tables.lists.list_of(r)) == self.country);
            let Some(kind) = self.kind(cx, title, is_country, of.kind.as_str()) else { continue };
            let name = cx.document.span(&holder.tokens);
            let span = title.span.join(name).join(cx.document.span(&of.tokens));
            ties.add(kind, (subject, object), span, title.origin);
        }
    }

    /// The relation that a title makes with what it is of.
    fn kind<'t>(
        &self,
        cx: &Context<'_, 't>,
        title: &Title,
        is_country: bool,
        of: &str,
    ) -> Option<&'t str> {
        let document = cx.document;
        let lists = &cx.tables.lists;
        let start = document.token_at(title.span.start);
        let end = document.token_at(title.span.end);
        let (first, mut class) = (start.saturating_sub(1), None);
        for at in first..end {
            for hit in document.hits_at(at).iter().rev() {
                let list = hit.list;
                if let Some((marks, state)) = self.marks
                    && list == marks
                    && NOT_HELD.contains(&lists.cell(hit.row, state))
                {
                    return None;
                }
                if list == self.noun && at >= start && hit.end <= end && class.is_none() {
                    class = Some(lists.cell(hit.row, self.class));
                }
            }
        }
        let office = self.rows.iter().find(|office| {
            Some(&*office.class) == class
                && match &*office.of {
                    "" => true,
                    COUNTRY => is_country,
                    kind => kind == of,
                }
        });
        match office {
            Some(office) => office.kind.map(|cell| lists.text(cell)),
            None => Some(OTHERWISE),
        }
    }
}

/// Whether a token is the figure of an ordinal.
fn counted(cx: &Context<'_, '_>, at: u32) -> bool {
    let token = &cx.document.tokens[at as usize];
    token.glued && token.span.of(cx.document.text).bytes().all(|b| b.is_ascii_digit())
}
