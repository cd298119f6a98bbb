//! Whether an argument can be what its function makes it: who acts, what is a place, what is an amount.

use super::arguments::{Candidate, Grammar};
use super::candidate::{is_capital, on};
use super::frame::{Frame, Function};
use super::law::is_law_title;
use super::roles::Roles;
use super::trigger::{Reading, Trigger};
use crate::layers::phrases::{ClauseKind, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EntityType, EventType, Role};

/// A candidate beside a trigger, of which it is asked what it can be.
struct Fitting<'a> {
    roles: &'a Roles,
    g: &'a Grammar<'a, 'a, 'a>,
    trigger: &'a Trigger<'a>,
    frame: &'a Frame,
    kind: EventType,
    c: &'a Candidate,
}

impl Roles {
    /// The role of one candidate: what it is given, if it can be that.
    pub(super) fn fit(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger<'_>,
        c: &Candidate,
        role: Role,
    ) -> Option<Role> {
        let frame = trigger.frame;
        let fitting = Fitting { roles: self, g, trigger, frame, kind: frame.kind, c };
        if fitting.is_empty(role) {
            return None;
        }
        match role {
            Role::Actor => fitting.actor(),
            Role::Recipient => fitting.recipient(),
            Role::Object => fitting.object(),
            Role::Place | Role::SourcePlace | Role::Destination => fitting.place(role),
            Role::Topic => fitting.topic(),
            Role::Amount => fitting.amount(),
            Role::Cause => fitting.cause(),
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

    /// Whether a word with a capital is listed as a city or country, which opens a sentence and may be a word as well.
    fn is_listed_state(&self, g: &Grammar<'_, '_, '_>, token: u32) -> bool {
        let capital = g.cx.document.token_text(token).starts_with(char::is_uppercase);
        capital && on(g, &self.states, token)
    }

    /// Whether a candidate names or is somebody who acts.
    pub(super) fn acts(&self, g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
        use EntityType::{Gpe, Group, Organization, Person};
        let types = || g.referents.types(g.cx, g.chunks, g.found, c);
        c.acts
            || self.suffers(g, c.head)
            || is_capital(g, c.head)
            || self.is_listed_state(g, c.head)
            || types().iter().any(|t| matches!(t, Person | Organization | Gpe | Group))
    }
}

impl Fitting<'_> {
    /// Whether it is a word that tells nobody and nothing, as one to whom or which something is done or that is spoken of.
    fn is_empty(&self, role: Role) -> bool {
        let (g, c) = (self.g, self.c);
        let party = matches!(role, Role::Actor | Role::Recipient | Role::Object | Role::Cause);
        // An adjective alone may be a noun that no table knows as one, if it is acted on.
        // revisi *reaktif*: behind a noun it says how.
        let acted_on = role == Role::Object
            && self.kind != EventType::Indicator
            && c.function != Function::Possessor;
        // Terkait *ini*, pemerintah berkomitmen …: nor is it what something is about.
        let topic = role == Role::Topic && c.group.is_some();
        party && (!acted_on && c.says_how(g) || c.is_opener(g) && !c.acts)
            || (party || topic) && c.is_closer(g)
    }

    fn acts(&self) -> bool {
        self.roles.acts(self.g, self.c)
    }

    fn actor(&self) -> Option<Role> {
        let Fitting { roles, g, kind, c, .. } = *self;
        // ditargetkan 46 ribu siswa: what is counted does not move a figure.
        if kind == EventType::Indicator && c.is_quantity(g) {
            let with = roles.is_with(self.trigger, c) && !self.acts();
            return (!with).then_some(Role::Amount);
        }
        // termasuk *komitmen* untuk memberikan bantuan: what is meant does nothing.
        // kasus itu, saat seorang pria menipu: nor does what only says that something happens.
        let shell = g.is_shell(c.head);
        if roles.is_intention(g, c.head) || shell && kind.strikes_things() {
            return None;
        }
        if self.acts() {
            return Some(Role::Actor);
        }
        // dengan *prinsip keadilan*, dari *aksinya*: with a preposition only somebody acts.
        let with = roles.is_with(self.trigger, c);
        // Pantauan, dasi biru tiba: of things only vehicles come and go.
        let comes = kind == EventType::Move
            && !self.frame.needs_subject()
            && !on(g, &roles.vehicles, c.head);
        // A number or a mere itu does nothing, and a thing that another clause was about does nothing in this one.
        let nobody = |u: &Unit| {
            use UnitKind::{Closer, Number, Quantity};
            matches!(u.kind, Closer | Number | Quantity(..))
        };
        // lantai dua seperti kabar yang *beredar*, dengan dalih *memberi* bantuan: nor does a thing that is described, or led.
        let group = c.group.map(|group| g.chunks.group(group));
        let led = group.and_then(|own| own.lead.as_ref()).is_some_and(|l| l.preposition.is_some())
            && c.function == Function::Subject;
        let described = !roles.is_law(g, c.head)
            && !on(g, &roles.vehicles, c.head)
            && (led || c.function == Function::Subject && self.is_in_relative());
        // bukti penyalahgunaan yang merugikan negara, modus menuduh korban: no thing commits a crime, accuses or meets.
        let thing = with
            || comes
            || described
            || kind.is_done_by_people()
            || c.carried
            || c.head_is(g, nobody);
        (!thing).then_some(Role::Actor)
    }

    fn recipient(&self) -> Option<Role> {
        let Fitting { g, frame, kind, c, .. } = *self;
        // tewas di Lapas Kelas III, Kabupaten Samosir: no place dies, and none is sworn in.
        let struck = matches!(kind, EventType::Assault | EventType::Crime) && c.carried;
        let state = (frame.befalls_persons() || struck) && c.names_states(g);
        // Pasal 27 UU 1/2024 yang *diserang* nama baiknya: no law is struck.
        if kind.strikes_things() && self.roles.is_law(g, c.head) {
            return None;
        }
        // Korban dibawa tanpa tindakan medis hingga *meninggal*: a deed does not die.
        let deed = kind == EventType::Life && c.is_deed(g);
        // Lembaga itu merilis survei sejak *dilantik*: a body of another clause is not sworn in.
        let body = c.carried && kind.is_of_one_person() && (c.names_bodies(g) || !self.acts());
        if state || deed || body {
            return None;
        }
        if c.is_count(g) {
            // Tiga orang tewas dan 12 lainnya ditangkap: of those to whom it is done, a number is enough.
            let enough = frame.harms_somebody() && kind != EventType::Compete;
            let linked = matches!(c.function, Function::Link(_));
            return (enough && !linked && !c.is_like_year(g)).then_some(Role::Recipient);
        }
        if c.function == Function::Doer && !c.acts {
            return None;
        }
        // Who is met, asked or helped can act; what is not is a thing acted on.
        if kind.strikes_things() || self.acts() {
            return Some(Role::Recipient);
        }
        self.thing_as_recipient()
    }

    /// What a thing is that stands where somebody is met, asked or helped.
    fn thing_as_recipient(&self) -> Option<Role> {
        let Fitting { g, frame, kind, c, .. } = *self;
        // usia putranya ketika dilantik: a thing is not sworn in.
        if kind == EventType::Personnel && frame.harms_somebody() {
            return None;
        }
        match c.function {
            // gambar dirinya yang menerima kunjungan: what a thing of another clause gets is nothing.
            Function::Object if c.carried => None,
            // Kritik tidak bisa dipidana, menuntut 2 tahun penjara: who is tried is somebody, whose name may be
            // a word (Berangus dijerat pasal pencurian).
            Function::Object if frame.befalls_persons() => {
                c.is_like_name(g).then_some(Role::Recipient)
            }
            Function::Object | Function::Possessor => Some(Role::Object),
            // tunduk pada tekanan buruh: somebody is behind it.
            Function::Link(_) => {
                (kind != EventType::Consult && g.holds_somebody(c)).then_some(Role::Recipient)
            }
            _ => Some(Role::Recipient),
        }
    }

    fn object(&self) -> Option<Role> {
        let (g, c) = (self.g, self.c);
        if c.is_amount(g) {
            // dari awalnya *Rp 700 triliun* naik menjadi …: an amount does not move.
            return (self.kind != EventType::Indicator).then_some(Role::Amount);
        }
        (!c.is_number(g)).then_some(Role::Object)
    }

    /// di usia 17 tahun, dari tiga bank: not all that such a preposition ties is a place.
    fn place(&self, role: Role) -> Option<Role> {
        let (g, c) = (self.g, self.c);
        let Function::Link(row) = c.function else {
            // hadir di 166 titik dengan kapasitas *15.820 siswa*: what is counted is a place only if it is one.
            let counted = c.is_quantity(g) && !self.roles.is_place(g, c);
            return (!counted).then_some(role);
        };
        let place = g.cx.tables.lists.get(row, "kind") == "place";
        let of_another = match role {
            Role::Destination => place && self.is_behind_lead(),
            Role::Place => self.is_place_of_deed(),
            _ => self.is_of_somebody(),
        };
        let somebody = || !place && role != Role::SourcePlace && self.acts();
        (!of_another && (somebody() || self.roles.is_place(g, c))).then_some(role)
    }

    fn topic(&self) -> Option<Role> {
        let (g, c) = (self.g, self.c);
        // Pada saat diumumkan, *KPK* menyebut …: who acts in another clause is not what is said.
        let speaker = c.carried && self.kind == EventType::State && self.acts();
        // digelar untuk *ketiga kalinya*: a number is not what something is about.
        let often = |t: u32| on(g, &self.roles.frequencies, t);
        let number = c.group.is_some()
            && (c.is_counted(g) || is_law_title(g, c) || c.tokens.clone().any(often));
        (!speaker && !number).then_some(Role::Topic)
    }

    fn amount(&self) -> Option<Role> {
        // Dari anggaran semula sekitar *Rp 29 miliar*, kini tersisa Rp 14 miliar: a figure stands at what is told last.
        let own = !self.is_before() && !self.is_compared();
        // menerima uang sebanyak *tiga kali*: how often something is done is no amount, but of a figure that moves.
        let last = self.c.tokens.end - 1;
        let often = self.kind != EventType::Indicator && on(self.g, &self.roles.frequencies, last);
        let own = own && !often;
        (own && self.g.has_number(&self.c.tokens)).then_some(Role::Amount)
    }

    fn cause(&self) -> Option<Role> {
        let (g, c) = (self.g, self.c);
        // Ini menurunkan harga; sulit turun: a mere ini and an adjective are the cause of nothing.
        let word = |u: &Unit| matches!(u.kind, UnitKind::Closer | UnitKind::Adjective);
        if c.head_is(g, word) || c.carried && !self.acts() {
            return None;
        }
        // Kami meningkatkan kinerja: who acts does it.
        let actor = c.function == Function::Subject && c.acts;
        Some(if actor { Role::Actor } else { Role::Cause })
    }

    /// Whether an amount with a preposition stands before the verb that says where a figure stands.
    fn is_before(&self) -> bool {
        self.is_verb()
            && self.kind == EventType::Indicator
            && matches!(self.c.function, Function::Link(_))
            && self.c.head < self.trigger.span.start
    }

    /// naik dibandingkan Juli *sebesar 2 persen*: whether an amount with a preposition stands right behind what a figure is
    /// held against, or what else a preposition without a role leads.
    fn is_compared(&self) -> bool {
        let (g, c) = (self.g, self.c);
        let linked = matches!(c.function, Function::Link(_));
        let indicator = self.kind == EventType::Indicator;
        let before = c.group.filter(|_| linked && indicator).and_then(|group| group.checked_sub(1));
        let lead = before.and_then(|b| g.chunks.group(b).lead.as_ref()?.preposition);
        lead.is_some_and(|row| g.cx.tables.lists.get(row, "kind") == "other")
    }

    /// mengapresiasi terwujudnya pembangunan kampung *di Mekah*: whether a place right behind a noun of action says where
    /// that happens, and not where it is spoken of.
    fn is_place_of_deed(&self) -> bool {
        let g = self.g;
        let said = self.kind.is_speech_act() && self.is_verb();
        let led = |&group: &u32| said && g.chunks.group(group).lead.is_some();
        let before = self.c.group.filter(led).and_then(|group| g.noun_before(group));
        let Some(before) = before.map(|b| g.chunks.group(b)) else { return false };
        // terwujudnya *pembangunan* kampung
        let process = || {
            let mut units = g.chunks.units_of(before).iter();
            units.any(|u| u.voice.intersects(Voice::PROCESS))
        };
        // dicapai dalam perundingan di Putrajaya: there it happens.
        let own = before.lead.is_some() && !self.roles.marks_undergoer(before);
        !own && before.tokens.end > self.trigger.span.end && !before.animate && process()
    }

    /// dihadiri pejabat *dari BKN*: whether a group with a preposition stands right behind somebody, and says whose he is.
    fn is_of_somebody(&self) -> bool {
        let g = self.g;
        let reached = self.frame.choices(Function::Object).unwrap_or_default();
        if !reached.iter().any(|c| c.role == Some(Role::Destination)) {
            return false;
        }
        let before = self.c.group.and_then(|group| g.noun_before(group)).map(|b| g.chunks.group(b));
        before.is_some_and(|b| b.tokens.start >= self.trigger.span.end && b.animate)
    }

    /// pulang dari kedai *di Sanur*: whether a group stands right behind one with a preposition, and says where that is.
    fn is_behind_lead(&self) -> bool {
        let g = self.g;
        let before = self.c.group.and_then(|group| g.noun_before(group)).map(|b| g.chunks.group(b));
        before.is_some_and(|b| b.lead.is_some())
    }

    /// Whether the trigger is the verb of a relative clause, which describes a noun of another.
    fn is_in_relative(&self) -> bool {
        let clause =
            self.g.chunks.group(self.trigger.group).clause.map(|c| self.g.chunks.clause(c));
        clause.is_some_and(|c| c.kind == ClauseKind::Relative && c.carried)
    }

    fn is_verb(&self) -> bool {
        matches!(self.trigger.reading, Reading::Verb(_))
    }
}
