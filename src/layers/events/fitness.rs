//! Whether an argument can be what its function makes it: who acts, what is a place, what is an amount.

use super::arguments::{Candidate, Grammar};
use super::frame::{Frame, Function};
use super::law::is_law_title;
use super::roles::Roles;
use super::trigger::Trigger;
use crate::layers::phrases::{Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EntityType, EventType, QuantityType, Role};
use crate::rules::ListId;

impl Roles {
    /// The role of one candidate: what it is given, if it can be that.
    pub(super) fn fit(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger<'_>,
        c: &Candidate,
        role: Role,
    ) -> Option<Role> {
        // An adjective alone may be a noun that no table knows as one, if it is acted on.
        // revisi *reaktif*: behind a noun it says how.
        let thing = role == Role::Object
            && trigger.frame.kind != EventType::Indicator
            && c.function != Function::Possessor;
        let party = matches!(role, Role::Actor | Role::Recipient | Role::Object | Role::Cause);
        if party && (!thing && says_how(g, c) || is_opener(g, c) && !c.acts) {
            return None;
        }
        // Survei ya-atau-tidak *itu*, (Jabar) *itu*: what closes a noun group that is told elsewhere.
        let closer = |u: &Unit| u.kind == UnitKind::Closer;
        // Terkait *ini*, pemerintah berkomitmen …: nor is it what something is about.
        let party_or_thing = party || role == Role::Topic && c.group.is_some();
        if party_or_thing && g.unit_at(c.head).is_some_and(closer) {
            return None;
        }
        match role {
            // dengan *prinsip keadilan*, dari *aksinya*: with a preposition only somebody acts.
            Role::Actor if self.is_with(trigger, c) && !self.acts(g, c) => None,
            // ditargetkan 46 ribu siswa: what is counted does not move a figure.
            Role::Actor if trigger.frame.kind == EventType::Indicator && is_quantity(g, c) => {
                Some(Role::Amount)
            }
            // termasuk *komitmen* untuk memberikan bantuan: what is meant does nothing.
            Role::Actor if self.is_intention(g, c.head) => None,
            // bukti penyalahgunaan yang merugikan negara, modus menuduh korban: no thing commits a crime, accuses or meets.
            Role::Actor if trigger.frame.kind.is_done_by_people() && !self.acts(g, c) => None,
            // tewas di Lapas Kelas III, Kabupaten Samosir: no place dies, and none is sworn in.
            Role::Recipient if befalls_persons(trigger.frame) && is_state(g, c) => None,
            // Pantauan, dasi biru tiba: of things only vehicles come and go.
            Role::Actor
                if trigger.frame.kind == EventType::Move
                    && !trigger
                        .frame
                        .needs
                        .iter()
                        .any(|(f, n)| *f == Function::Subject && !n.not)
                    && !self.acts(g, c)
                    && !on(g, &self.vehicles, c.head) =>
            {
                None
            }
            // dari awalnya *Rp 700 triliun* naik menjadi …: an amount does not move.
            Role::Object if trigger.frame.kind == EventType::Indicator && is_amount(g, c) => None,
            Role::Object if is_amount(g, c) => Some(Role::Amount),
            // A thing that another clause was about does nothing in this one; a number or a mere
            // itu never does.
            Role::Actor if !self.acts(g, c) => {
                let nobody = |u: &Unit| {
                    use UnitKind::{Closer, Number, Quantity};
                    matches!(u.kind, Closer | Number | Quantity(..))
                };
                let empty = c.carried || g.unit_at(c.head).is_some_and(nobody);
                (!empty).then_some(role)
            }
            // Pasal 48 ayat 1, menang 1-0: a number alone is no thing.
            Role::Object if g.unit_at(c.head).is_some_and(|u| u.kind == UnitKind::Number) => None,
            // Korban dibawa tanpa tindakan medis hingga *meninggal*: a deed does not die.
            Role::Recipient if trigger.frame.kind == EventType::Life && is_deed(g, c) => None,
            // Lembaga itu merilis survei sejak *dilantik*: a body of another clause is not sworn in.
            Role::Recipient
                if c.carried
                    && matches!(trigger.frame.kind, EventType::Personnel | EventType::Life)
                    && (is_body(g, c) || !self.acts(g, c)) =>
            {
                None
            }
            // Tiga orang tewas dan 12 lainnya ditangkap: of those to whom it is done, a number is enough.
            Role::Recipient
                if trigger.frame.harms_somebody()
                    && trigger.frame.kind != EventType::Compete
                    && is_count(g, c) =>
            {
                // di menit ke-23; UU 1/2024 yang diserang
                let text = g.cx.document.slice(&c.tokens);
                let year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
                (!year && !matches!(c.function, Function::Link(_))).then_some(role)
            }
            Role::Recipient if c.function == Function::Doer && !c.acts => None,
            Role::Recipient if is_count(g, c) => None,
            // Who is met, asked or helped can act; what is not is a thing acted on.
            Role::Recipient if !trigger.frame.kind.strikes_things() && !self.acts(g, c) => {
                match c.function {
                    // usia putranya ketika dilantik: a thing is not sworn in.
                    _ if trigger.frame.kind == EventType::Personnel
                        && trigger.frame.harms_somebody() =>
                    {
                        None
                    }
                    // gambar dirinya yang menerima kunjungan: what a thing of another clause gets is nothing.
                    Function::Object if c.carried => None,
                    // Kritik tidak bisa dipidana, menuntut 2 tahun penjara: who is tried is somebody, whose name may be
                    // a word (Berangus dijerat pasal pencurian).
                    Function::Object if befalls_persons(trigger.frame) => {
                        is_like_name(g, c).then_some(role)
                    }
                    Function::Object | Function::Possessor => Some(Role::Object),
                    // tunduk pada tekanan buruh: somebody is behind it.
                    Function::Link(_) if trigger.frame.kind == EventType::Consult => None,
                    Function::Link(_) => g.holds_somebody(c).then_some(role),
                    _ => Some(role),
                }
            }
            // di usia 17 tahun, dari tiga bank: not all that such a preposition ties is a place.
            Role::Place | Role::SourcePlace | Role::Destination => {
                let Function::Link(row) = c.function else { return Some(role) };
                let kind = g.cx.tables.lists.get(row, "kind");
                if role == Role::Destination && kind == "place" && is_behind_lead(g, c) {
                    return None;
                }
                if role == Role::Place && is_place_of_deed(g, trigger, c)
                    || role == Role::SourcePlace && is_of_somebody(g, trigger, c)
                {
                    return None;
                }
                let goal = kind != "place" && role != Role::SourcePlace;
                let somebody = goal && self.acts(g, c);
                (somebody || self.is_place(g, c)).then_some(role)
            }
            // digelar untuk *ketiga kalinya*: a number is not what something is about.
            // Pada saat diumumkan, *KPK* menyebut …: who acts in another clause is not what is said.
            Role::Topic
                if c.carried && trigger.frame.kind == EventType::State && self.acts(g, c) =>
            {
                None
            }
            Role::Topic if c.group.is_some() && (is_counted(g, c) || is_law_title(g, c)) => None,
            // Dari anggaran semula sekitar *Rp 29 miliar*, kini tersisa Rp 14 miliar: a figure stands at what is told last.
            Role::Amount if is_before(trigger, c) || is_compared(g, trigger, c) => None,
            Role::Amount => g.has_number(&c.tokens).then_some(role),
            // Ini menurunkan harga; sulit turun: a mere ini and an adjective are the cause of nothing.
            Role::Cause => {
                let word = |u: &Unit| matches!(u.kind, UnitKind::Closer | UnitKind::Adjective);
                let empty = g.unit_at(c.head).is_some_and(word) || (c.carried && !self.acts(g, c));
                // Kami meningkatkan kinerja: who acts does it.
                let actor = c.function == Function::Subject && c.acts;
                (!empty).then_some(if actor { Role::Actor } else { role })
            }
            _ => Some(role),
        }
    }

    /// Whether a word is a noun for a law or another rule of those who govern.
    pub(super) fn is_law(&self, g: &Grammar<'_, '_, '_>, token: u32) -> bool {
        on(g, &self.laws, token)
    }

    /// Whether a word is a noun for what somebody means or has to do: rencana, janji.
    pub(super) fn is_intention(&self, g: &Grammar<'_, '_, '_>, token: u32) -> bool {
        on(g, &self.intentions, token)
    }

    /// Whether a word is a noun for those to whom something is done: jenazah, korban.
    pub(super) fn suffers(&self, g: &Grammar<'_, '_, '_>, token: u32) -> bool {
        on(g, &self.sufferers, token)
    }

    /// Whether a candidate names a place or body, or is a noun for a place.
    fn is_place(&self, g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
        let types = g.referents.types(g.cx, g.chunks, g.found, c);
        match types.first() {
            Some(kind) => *kind != EntityType::Person,
            None => is_capital(g, c.head) || on(g, &self.places, c.head),
        }
    }

    /// Whether a word with a capital is the name of a city or country, which opens a sentence and may be a word as well.
    fn is_state(&self, g: &Grammar<'_, '_, '_>, token: u32) -> bool {
        let capital = g.cx.document.token_text(token).starts_with(char::is_uppercase);
        capital && on(g, &self.states, token)
    }

    /// Whether a candidate names or is somebody who acts.
    pub(super) fn acts(&self, g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
        use EntityType::{Gpe, Group, Organization, Person};
        let types = || g.referents.types(g.cx, g.chunks, g.found, c);
        c.acts
            || on(g, &self.sufferers, c.head)
            || is_capital(g, c.head)
            || self.is_state(g, c.head)
            || types().iter().any(|t| matches!(t, Person | Organization | Gpe | Group))
    }
}

/// para, banyak, ketiga, setiap: whether nothing stands behind what opens a noun group, which tells nobody and nothing.
pub(super) fn is_opener(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    g.unit_at(c.head).is_some_and(|u| u.kind == UnitKind::Opener && u.tokens == c.tokens && !u.nya)
}

/// Whether a candidate is an amount of money, a share or a measure, and no noun that has one.
fn is_amount(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    use QuantityType::{Measure, Money, Percent};
    let amount = |u: &Unit| matches!(u.kind, UnitKind::Quantity(_, Measure | Money | Percent));
    g.unit_at(c.head).is_some_and(amount) && g.unit_at(c.tokens.start).is_some_and(amount)
}

/// Whether an amount with a preposition stands before the verb that says where a figure stands.
fn is_before(trigger: &Trigger, c: &Candidate) -> bool {
    let verb = matches!(trigger.reading, super::trigger::Reading::Verb(_));
    verb && trigger.frame.kind == EventType::Indicator
        && matches!(c.function, Function::Link(_))
        && c.head < trigger.span.start
}

/// naik dibandingkan Juli *sebesar 2 persen*: whether an amount with a preposition stands right behind what a figure is
/// held against, or what else a preposition without a role leads.
fn is_compared(g: &Grammar<'_, '_, '_>, trigger: &Trigger, c: &Candidate) -> bool {
    let linked = matches!(c.function, Function::Link(_));
    let indicator = trigger.frame.kind == EventType::Indicator;
    let before = c.group.filter(|_| linked && indicator).and_then(|group| group.checked_sub(1));
    let lead = before.and_then(|b| g.chunks.group(b).lead.as_ref()?.preposition);
    lead.is_some_and(|row| g.cx.tables.lists.get(row, "kind") == "other")
}

/// Whether a candidate begins with a number of things or people.
fn is_quantity(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    g.unit_at(c.tokens.start).is_some_and(|u| matches!(u.kind, UnitKind::Quantity(..)))
}

/// Whether what undergoes the frame's verb is always a person.
fn befalls_persons(frame: &Frame) -> bool {
    frame.kind.befalls_persons() && frame.harms_somebody()
}

/// Whether a candidate is one word with a capital that is no noun.
fn is_like_name(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let root = g.unit_at(c.head).is_some_and(|u| u.kind == UnitKind::Root);
    root && c.tokens.len() == 1 && g.cx.document.token_text(c.head).starts_with(char::is_uppercase)
}

/// Whether a candidate names states, regions or towns only.
fn is_state(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let types = g.referents.types(g.cx, g.chunks, g.found, c);
    !types.is_empty() && types.iter().all(|t| *t == EntityType::Gpe)
}

/// Whether a candidate names bodies or states only.
fn is_body(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    use EntityType::{Gpe, Organization};
    let types = g.referents.types(g.cx, g.chunks, g.found, c);
    !types.is_empty() && types.iter().all(|t| matches!(t, Organization | Gpe))
}

/// Whether a noun group is a number of those told before: 12 lainnya.
fn is_count(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let counted = |u: &Unit| match u.kind {
        UnitKind::Number => true,
        UnitKind::Quantity(_, QuantityType::Count) => u.tokens.len() == 1,
        _ => false,
    };
    g.unit_at(c.tokens.start).is_some_and(counted) && g.unit_at(c.head).is_some_and(counted)
}

/// ketiga *kalinya*: how often.
fn is_counted(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    g.unit_at(c.head).is_some_and(|u| matches!(u.kind, UnitKind::Number | UnitKind::Counter))
}

/// mengapresiasi terwujudnya pembangunan kampung *di Mekah*: whether a place right behind a noun of action says where
/// that happens, and not where it is spoken of.
fn is_place_of_deed(g: &Grammar<'_, '_, '_>, trigger: &Trigger, c: &Candidate) -> bool {
    let said = trigger.frame.kind.is_speech_act();
    let verb = matches!(trigger.reading, super::trigger::Reading::Verb(_));
    let led = |&group: &u32| said && verb && g.chunks.group(group).lead.is_some();
    let before = c.group.filter(led).and_then(|group| g.noun_before(group));
    let Some(before) = before.map(|b| g.chunks.group(b)) else { return false };
    // terwujudnya *pembangunan* kampung
    let process = || {
        let mut units = g.chunks.units_of(before).iter();
        units.any(|u| u.voice.intersects(Voice::PROCESS))
    };
    // dicapai dalam perundingan di Putrajaya: there it happens.
    let own = before.lead.is_some() && !g.roles.marks_undergoer(before);
    !own && before.tokens.end > trigger.span.end && !before.animate && process()
}

/// dihadiri pejabat *dari BKN*: whether a group with a preposition stands right behind somebody, and says whose he is.
fn is_of_somebody(g: &Grammar<'_, '_, '_>, trigger: &Trigger, c: &Candidate) -> bool {
    let reached = trigger.frame.choices(Function::Object).unwrap_or_default();
    if !reached.iter().any(|c| c.role == Some(Role::Destination)) {
        return false;
    }
    let before = c.group.and_then(|group| g.noun_before(group)).map(|b| g.chunks.group(b));
    before.is_some_and(|b| b.tokens.start >= trigger.span.end && b.animate)
}

/// pulang dari kedai *di Sanur*: whether a group stands right behind one with a preposition, and says where that is.
fn is_behind_lead(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let before = c.group.and_then(|group| g.noun_before(group)).map(|b| g.chunks.group(b));
    before.is_some_and(|b| b.lead.is_some())
}

/// Whether the head is a noun of action, or a noun that says only that something happens.
fn is_deed(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let head = c.head..c.head + 1;
    g.unit_at(c.head).is_some_and(|u| u.kind == UnitKind::Deverbal)
        || g.cx.document.entry(&head, g.shells).is_some()
}

/// naik *tajam*, tampil *di depan umum*: an adjective alone says how, and is nobody and nothing.
fn says_how(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    let Some(group) = c.group.map(|group| g.chunks.group(group)) else { return false };
    let inside = |u: &&Unit| c.tokens.start <= u.tokens.start && u.tokens.end <= c.tokens.end;
    let mut units = g.chunks.units_of(group).iter().filter(inside);
    units.all(|u| !u.nya && matches!(u.kind, UnitKind::Adjective | UnitKind::Auxiliary))
}

/// Whether a word is an entry of one of the lists.
fn on(g: &Grammar<'_, '_, '_>, lists: &[ListId], token: u32) -> bool {
    let hits = g.cx.document.hits_at(token).iter();
    hits.into_iter().any(|h| lists.contains(&h.list))
}

/// Whether a word is written like a name that no layer below knows: within a sentence any word with a capital, at its
/// beginning one that no table knows either.
pub(super) fn is_capital(g: &Grammar<'_, '_, '_>, token: u32) -> bool {
    let document = g.cx.document;
    // “Putusan hakim …”: a quotation begins with a capital as a sentence does.
    let quote = |t: u32| g.unit_at(t).is_some_and(|u| u.kind == UnitKind::Quote);
    let starts = token.checked_sub(1).is_some_and(quote)
        || document.sentences.binary_search_by_key(&token, |s| s.tokens.start).is_ok();
    let known = document.words[token as usize].base.is_known();
    (!starts || !known) && document.token_text(token).starts_with(char::is_uppercase)
}

/// Whether the subject of the frame's verb is always somebody, and a thing stands for its owner.
pub(super) fn is_done_by_somebody(frame: &Frame) -> bool {
    use EventType::{Assault, Justice, Personnel, Policy, State, Transfer};
    let kind = frame.kind;
    let mut choices = frame.choices(Function::Subject).unwrap_or_default().iter();
    let actor = choices.all(|c| c.role == Some(Role::Actor) && c.when.is_none());
    let general = matches!(kind, Justice | Personnel | Policy | State | Transfer);
    actor && (general || (kind.is_political() && kind != Assault))
}
