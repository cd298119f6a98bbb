//! Titles before the name of another than their holder: *kuasa hukum* Budi, whose name comes behind him or not at all.

use super::titles::Found;
use crate::annotations::Name;
use crate::layers::Context;
use crate::record::EntityType;
use crate::rules::{ListId, Tables};

/// Who holds a title that stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// Who is named there, as with most titles.
    Named,
    /// The person named next, by index: kuasa hukum Budi, *Sari*,.
    Behind(usize),
    /// Nobody who is named: *kuasa hukum* Sahara.
    Untold,
}

/// The nouns that say whose a person is.
#[derive(Debug)]
pub(super) struct Owners {
    /// Nouns for persons, and the column that tells whether a name behind one is whose it is.
    agent: Option<(ListId, usize)>,
}

impl Owners {
    /// Finds the list.
    pub fn new(tables: &Tables) -> Owners {
        let list = tables.lists.find("agent_noun");
        Owners { agent: list.and_then(|l| Some((l, tables.lists.column(l, "name")?))) }
    }

    /// Who holds a title that stands before the name at `index`. A name of several words is taken for the holder, since hardly
    /// anybody is called by all of them where only his counsel matters.
    pub fn holder(
        &self,
        cx: &Context<'_, '_>,
        names: &[Name],
        index: usize,
        title: &Found,
    ) -> Holder {
        if title.of.is_some() || !self.is_owned(cx, title) {
            return Holder::Named;
        }
        let behind = names[index].tokens.end;
        let beside = |next: &&Name| {
            next.kind == EntityType::Person
                && next.tokens.start == behind + 1
                && cx.document.token_text(behind) == ","
        };
        match names.get(index + 1).filter(beside) {
            Some(_) => Holder::Behind(index + 1),
            None if names[index].tokens.len() == 1 => Holder::Untold,
            None => Holder::Named,
        }
    }

    fn is_owned(&self, cx: &Context<'_, '_>, title: &Found) -> bool {
        let Some((list, column)) = self.agent else { return false };
        let row = cx.document.entry(&title.tokens, list);
        row.is_some_and(|row| !cx.tables.lists.cell(row, column).is_empty())
    }
}
