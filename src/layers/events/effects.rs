//! What words do to how real an event is, read from the tables and put together.

use crate::record::{Modality, Polarity};
use crate::rules::{Error, ListId, RowId, Tables};

/// What a word does to an event.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Effect {
    pub modality: Option<Modality>,
    pub negative: bool,
    /// It holds only where a clause of purpose hangs on it: mengingatkan *agar* …
    pub purpose: bool,
    /// It holds for the whole clause that it opens: semoga, mari.
    pub clause: bool,
    /// It holds of deeds, and not of what is said (menolak *tuntutan*) or of a figure, which nearly
    /// stands: hampir *mencapai* Rp 7 triliun.
    pub deed: bool,
    /// It says whether there is one: belum ada warga yang *ditangkap*.
    pub exists: bool,
    /// It holds of verbs and objects, not of subjects: kenaikan itu *didorong* permintaan.
    pub verb: bool,
    /// It stands right before a verb: peran dalam *memastikan*.
    pub before: bool,
}

/// What the effect of a row may be limited to.
const SCOPES: [&str; 6] = ["before", "clause", "deed", "exists", "purpose", "verb"];

/// What has been told of an event so far; what stands nearest counts, a condition before all.
#[derive(Default)]
pub(super) struct Told {
    pub modality: Option<Modality>,
    /// What counts if nothing else tells.
    pub weak: Option<Modality>,
    pub negative: bool,
    /// The event is something said.
    pub saying: bool,
    /// The event is a figure.
    pub figure: bool,
    /// A clause on the way up was joined to another: menolak usulan itu dan *mendesak* …
    pub joined: bool,
}

impl Told {
    pub(super) fn add(&mut self, effect: Effect) {
        match effect.modality {
            Some(Modality::Conditional) => self.modality = Some(Modality::Conditional),
            Some(modality) => {
                self.modality.get_or_insert(modality);
            }
            None => {}
        }
        self.negative ^= effect.negative;
    }

    /// Adds what a clause of purpose says of itself.
    pub(super) fn meant(&mut self, effect: Effect) {
        self.weak = self.weak.or(effect.modality);
        self.negative ^= effect.negative;
    }
}

/// Reads the effects that the rows of a list tell; their faults are added to `errors`.
pub(super) fn effects(
    tables: &Tables,
    list: ListId,
    errors: &mut Vec<Error>,
) -> impl Iterator<Item = (RowId, Effect)> {
    let columns = ["modality", "polarity", "scope"].map(|name| tables.lists.column(list, name));
    tables.lists.rows(list).map(move |row| (row, effect(tables, row, columns, errors)))
}

/// Reads the effect that a row tells.
fn effect(
    tables: &Tables,
    row: RowId,
    columns: [Option<usize>; 3],
    errors: &mut Vec<Error>,
) -> Effect {
    let lists = &tables.lists;
    let [modality, polarity, scope] =
        columns.map(|column| column.map_or("", |column| lists.cell(row, column)));
    let mut fault = |what: &str, text: &str, known: Vec<&str>| {
        let error = Error::new(lists.place_of(row), format!("unknown {what} `{text}`"));
        errors.push(error.did_you_mean(text, known));
    };
    if !modality.is_empty() && Modality::from_name(modality).is_none() {
        fault("modality", modality, Modality::ALL.iter().map(|m| m.as_str()).collect());
    }
    if !polarity.is_empty() && Polarity::from_name(polarity).is_none() {
        fault("polarity", polarity, Polarity::ALL.iter().map(|p| p.as_str()).collect());
    }
    if !(scope.is_empty() || SCOPES.contains(&scope)) {
        fault("scope", scope, SCOPES.to_vec());
    }
    Effect {
        modality: Modality::from_name(modality),
        negative: Polarity::from_name(polarity) == Some(Polarity::Negative),
        purpose: scope == "purpose",
        clause: scope == "clause",
        deed: scope == "deed",
        exists: scope == "exists",
        verb: scope == "verb",
        before: scope == "before",
    }
}
