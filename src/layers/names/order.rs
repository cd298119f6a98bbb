//! Which lists come after others that know a name, and which are the user's own.

use crate::rules::{Error, Errors, ListId, Source, Tables};
use rustc_hash::FxHashSet;

/// The lists whose names do not ship with the binary. Rows that a user adds to a list that does are of
/// its classes, which have weights.
pub(super) fn own(tables: &Tables) -> Vec<ListId> {
    if tables.is_built_in() {
        return Vec::new();
    }
    let built_in = crate::embedded::sources();
    let stem = |source: &Source| {
        let file = source.name.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".tsv").map(str::to_owned)
    };
    let ships: FxHashSet<String> = built_in.iter().filter_map(stem).collect();
    let own = tables.lists.iter().filter(|(_, list)| !ships.contains(&*list.name));
    own.map(|(id, _)| id).collect()
}

/// The lists that come late, with their order.
pub(super) fn late(tables: &Tables) -> Result<Vec<(ListId, u32)>, Errors> {
    let (list, mut late) = (tables.need("list_order")?, Vec::new());
    for row in tables.lists.rows(list) {
        let (name, order) = (tables.lists.form(row), tables.lists.get(row, "order"));
        match (tables.lists.find(name), order.parse()) {
            (Some(list), Ok(order)) => late.push((list, order)),
            _ => {
                let place = tables.lists.place_of(row);
                return Err(Error::new(place, "a list's name and its order are wanted").into());
            }
        }
    }
    Ok(late)
}
