//! Where clauses begin and end: conjunctions, relative words, commas, quote marks and brackets.

use super::{BRACKETS, Reader, Subject};
use crate::layers::phrases::chunks::{ClauseKind, GroupKind};
use crate::layers::phrases::lists::Joins;
use crate::layers::phrases::units::{Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::rules::RowId;

impl Reader<'_, '_, '_> {
    /// Closes relative clauses if what they stand in waits for its verb; whether it did.
    pub(super) fn close_relative(&mut self) -> bool {
        let waiting = self.open.iter().rposition(|&c| {
            let clause = &self.chunks.clauses[c as usize];
            clause.predicate.is_none() && clause.subject.is_some()
        });
        match waiting {
            Some(place) if place + 1 < self.open.len() => {
                self.open.truncate(place + 1);
                true
            }
            _ => false,
        }
    }

    /// Closes clauses down to a main clause, or one that says what is said.
    pub(super) fn unwind(&mut self) {
        while let Some(top) = self.top() {
            let clause = &self.chunks.clauses[top as usize];
            let content = clause.opener.is_some_and(|row| self.lists.joins(row) == Joins::Content);
            if matches!(clause.kind, ClauseKind::Main | ClauseKind::Aside) || content {
                return;
            }
            self.open.pop();
        }
    }

    pub(super) fn dependent(&mut self, at: u32, row: RowId) {
        // dapur yang kotor maka ditutup: what follows is said of the noun that waits.
        if self.cx.tables.lists.get(row, "relation") == "result" {
            let waiting = self.open.iter().rposition(|&c| {
                let clause = &self.chunks.clauses[c as usize];
                clause.predicate.is_none()
                    && clause.subject.is_some()
                    && clause.kind != ClauseKind::Relative
            });
            self.open.truncate(waiting.map_or(self.open.len(), |place| place + 1));
        }
        let mut parent = self.current(at);
        // memaksa korban membuka pintu sambil *mengancamnya*: who does both is not who is meant by -nya.
        if self.open.len() > 1 && self.is_done_to_controlled(at, parent, row) {
            self.open.pop();
            parent = self.current(at);
        }
        // Agus mengatakan, *setelah mencuri*, Budi lari: what is said begins with what hangs on it.
        let verb = self.chunks.clauses[parent as usize].predicate;
        let comma = self.follows(|k| k == GroupKind::Mark(UnitKind::Comma));
        if comma && verb.is_some_and(|v| self.is_said(at, v)) {
            self.open.pop();
            parent = self.begin(ClauseKind::Main, Some(parent), at, Subject::Own, None);
        }
        let own = &self.chunks.clauses[parent as usize];
        let object = own.objects.first().copied().filter(|_| own.predicate.is_some());
        let controller = object.and_then(|_| {
            let verb = own.predicate?;
            let active = !self.chunks.groups[verb as usize].voice.intersects(Voice::PASSIVE);
            let head = self.chunks.groups[verb as usize].head;
            let controls = self.lists.controls_by_object(self.cx, head);
            object.filter(|&o| active && controls && self.animate(o))
        });
        let purpose = self.cx.tables.lists.get(row, "relation") == "purpose";
        // momentum bagi *DPR dan pemerintah* untuk membahas …: whom something is for does what it is for.
        let controller = controller.or_else(|| self.receiver_before().filter(|_| purpose));
        // membeberkan upaya pemerintah dalam *menekan* harga: who has what is told of does it, if somebody has it.
        let owned = self.owned_before(row);
        let (controller, purpose) = (controller.or(owned), purpose || owned.is_some());
        let subject = match controller {
            Some(_) if purpose => Subject::Own,
            _ if self.lists.joins(row) == Joins::Content => Subject::Own,
            _ => Subject::Of(parent),
        };
        let clause = self.begin(ClauseKind::Dependent, Some(parent), at, subject, Some(row));
        if let (Some(object), true) = (controller, purpose) {
            self.clause(clause).subject = Some(object);
            self.clause(clause).carried = true;
        }
    }

    /// Whether a verb behind a conjunction of time has -nya as its object, and the clause before it tells what the object of
    /// another does.
    fn is_done_to_controlled(&self, at: u32, clause: u32, row: RowId) -> bool {
        let own = &self.chunks.clauses[clause as usize];
        let next = self.chunks.groups.get(at as usize + 1);
        let object = next.is_some_and(|g| {
            let last = &self.chunks.units[g.units.end as usize - 1];
            g.kind == GroupKind::Verb && g.voice.intersects(Voice::ACTIVE) && last.nya
        });
        self.cx.tables.lists.get(row, "relation") == "time"
            && own.kind == ClauseKind::Complement
            && own.carried
            && own.subject.is_some()
            && object
    }

    /// The object that ends with the group read last, if a preposition before the verb may tie that to it, and somebody does
    /// what it tells or is what it names.
    fn owned_before(&self, row: RowId) -> Option<u32> {
        let lists = &self.cx.tables.lists;
        let inside = lists.get(row, "class").is_empty() && lists.get(row, "kind") == "other";
        let last = self.previous.filter(|&p| inside && self.kind(p) == GroupKind::Noun)?;
        let own = &self.chunks.clauses[self.top()? as usize];
        let object = *own.objects.last().filter(|&&o| o == last && own.predicate.is_some())?;
        let group = &self.chunks.groups[object as usize];
        let units = &self.chunks.units[group.units.start as usize..group.units.end as usize];
        let head = units.iter().find(|u| u.tokens.contains(&group.head))?;
        let told = head.kind == UnitKind::Deverbal
            || head.voice.intersects(Voice::KE)
            || self.lists.is_intention(self.cx, group.head);
        let somebody = |u: &Unit| {
            use EntityType::{Gpe, Organization, Person};
            matches!(u.kind, UnitKind::Name(_, Person | Organization | Gpe) | UnitKind::Pronoun)
                || self.lists.agent_noun(self.cx, u.tokens.start).is_some()
        };
        let held = units.iter().any(|u| u.tokens.start > group.head && somebody(u));
        (told && held && !self.animate(object)).then_some(object)
    }

    /// Whom something is given to, told or meant for, if the group read last ends it.
    fn receiver_before(&self) -> Option<u32> {
        let last = self.previous.filter(|&p| self.kind(p) == GroupKind::Noun)?;
        let own = &self.chunks.clauses[self.top()? as usize];
        let first = *own.obliques.last()?;
        let group = &self.chunks.groups[first as usize];
        let row = group.lead.as_ref()?.preposition?;
        let kind = self.cx.tables.lists.get(row, "kind");
        // menyambut keputusan dari *panitia* untuk memecat Budi: so does whose plan it is.
        let planned = first.checked_sub(1).is_some_and(|p| self.is_planned(p));
        let receiver = kind == "receiver" || kind == "source" && planned;
        (receiver && group.animate && self.chunks.conjuncts(first).last() == Some(last))
            .then_some(first)
    }

    /// Whether a noun group is headed by a noun for what somebody means, has decided or has to do.
    fn is_planned(&self, group: u32) -> bool {
        let own = &self.chunks.groups[group as usize];
        own.kind == GroupKind::Noun
            && (self.lists.is_intention(self.cx, own.head)
                || self.cx.matcher().forms(own.head).any(|f| f.voice.intersects(Voice::KE)))
    }

    pub(super) fn conjunction(&mut self, at: u32, joins: Joins, end: u32) {
        let row = self.chunks.groups[at as usize].row;
        match (joins, row) {
            (Joins::Relative, _) => {
                let previous = |kind: GroupKind| self.previous.filter(|&p| self.kind(p) == kind);
                let adjacent = previous(GroupKind::Noun).map(|noun| self.described(noun));
                // turun 5 ribu orang dibandingkan tahun sebelumnya *yang* mencapai …: a time behind an amount is described,
                // and the amount is not.
                let timed = at > 0 && self.kind(at - 1) == GroupKind::Time;
                let amount = |&g: &u32| timed && self.is_amount(g);
                let adjacent = adjacent.filter(|g| !amount(g));
                let antecedent = adjacent.or_else(|| {
                    let comma = previous(GroupKind::Mark(UnitKind::Comma))?;
                    let noun = comma.checked_sub(1)?;
                    (self.kind(noun) == GroupKind::Noun).then(|| self.described_apart(noun))
                });
                let antecedent = antecedent.or_else(|| {
                    let close = previous(GroupKind::Mark(UnitKind::Close))?;
                    self.before_brackets(close)
                });
                let parent = self.current(at);
                let clause = self.begin(ClauseKind::Relative, Some(parent), at, Subject::Own, row);
                self.clause(clause).subject = self.who_is(parent, antecedent).or(antecedent);
                self.clause(clause).carried = true;
                self.put(at, clause);
            }
            (Joins::Dependent | Joins::Content, Some(row)) => {
                self.dependent(at, row);
                let clause = self.current(at);
                self.put(at, clause);
            }
            (Joins::Clauses, row) => {
                if self.joins_inner(at, end) {
                    return;
                }
                self.unwind();
                // Ia lari, tetapi *kemudian* menyerahkan diri: what orders in time parts no conjunction from its verb.
                let alike = GroupKind::Conjunction(Joins::Alike);
                let next = at + 1 + u32::from(at + 1 < end && self.kind(at + 1) == alike);
                let next_verb = next < end && self.kind(next) == GroupKind::Verb;
                let previous = self.top();
                let subject = match previous {
                    Some(clause) if next_verb => Subject::Of(clause),
                    _ => Subject::Own,
                };
                self.open.pop();
                let clause = self.begin(ClauseKind::Main, None, at, subject, row);
                self.put(at, clause);
            }
            _ => {
                let clause = self.current(at);
                self.put(at, clause);
                // dan pada Senin B ditangkap: what follows has a subject of its own.
                let mut noun = at + 1;
                while noun < end && self.kind(noun) == GroupKind::Time {
                    noun += 1;
                }
                let lead = self.chunks.groups[noun.min(end - 1) as usize].lead.as_ref();
                // dan *sekitar seribu orang* mengungsi: a number that is a rough one may be a subject.
                let amount = |row| self.cx.tables.lists.get(row, "kind") == "amount";
                let rough = lead.is_some_and(|l| l.preposition.is_some_and(amount));
                let next_noun =
                    noun < end && self.kind(noun) == GroupKind::Noun && (lead.is_none() || rough);
                let with_verb = next_noun
                    && (noun + 1..end.min(noun + 11))
                        .take_while(|&g| !matches!(self.kind(g), GroupKind::Mark(_)))
                        .any(|g| self.kind(g) == GroupKind::Verb);
                if with_verb && self.has_predicate(clause) {
                    let opened = self.open_second_condition(at);
                    if !opened {
                        self.open_second_main(at);
                    }
                }
            }
        }
    }

    /// Mereka marah karena pelaku terekam *namun tak ditangkap*: without a comma before the conjunction, opens the clause of a
    /// verb behind it where the clause stands that hangs on another and has a subject of its own; whether it did.
    fn joins_inner(&mut self, at: u32, end: u32) -> bool {
        let comma = self.follows(|k| matches!(k, GroupKind::Mark(_)));
        let next_verb = at + 1 < end && self.kind(at + 1) == GroupKind::Verb;
        let inner = self.open.iter().rposition(|&c| {
            let own = &self.chunks.clauses[c as usize];
            own.kind == ClauseKind::Dependent
                && own.predicate.is_some()
                && own.subject.is_some()
                && !own.carried
        });
        let Some(place) = inner.filter(|_| next_verb && !comma) else { return false };
        let inner = self.open[place];
        let row = self.chunks.groups[at as usize].row;
        self.open.truncate(place + 1);
        let clause = self.begin(ClauseKind::Joined, Some(inner), at, Subject::Of(inner), row);
        self.put(at, clause);
        true
    }

    /// Polisi datang dan *warga pulang*: opens the clause behind a conjunction that has a subject of its own, and hangs where the
    /// main clause before it does.
    fn open_second_main(&mut self, at: u32) {
        self.unwind();
        let (parent, opener) = self.top().map_or((None, None), |top| {
            let top = &self.chunks.clauses[top as usize];
            (top.parent, top.opener)
        });
        self.open.pop();
        self.begin(ClauseKind::Main, parent, at + 1, Subject::Own, opener);
    }

    /// Jika harga naik *dan tarif turun*, …: opens the clause behind a conjunction that hangs where the one before it does, if
    /// that waits for its main clause; whether it did.
    fn open_second_condition(&mut self, at: u32) -> bool {
        let waits = self.open.iter().rposition(|&c| {
            let own = &self.chunks.clauses[c as usize];
            let free = |p: u32| {
                let above = &self.chunks.clauses[p as usize];
                above.predicate.is_none() && above.subject.is_none()
            };
            let condition = |row| {
                matches!(self.cx.tables.lists.get(row, "relation"), "condition" | "concession")
            };
            own.kind == ClauseKind::Dependent
                && own.opener.is_some_and(condition)
                && own.parent.is_none_or(free)
        });
        let Some(place) = waits else { return false };
        let own = &self.chunks.clauses[self.open[place] as usize];
        let (parent, opener) = (own.parent, own.opener);
        self.open.truncate(place);
        self.begin(ClauseKind::Dependent, parent, at + 1, Subject::Own, opener);
        true
    }

    /// *Laporan Kekayaan* (LK) yang dirilis: the noun before the brackets that end here.
    pub(super) fn before_brackets(&self, close: u32) -> Option<u32> {
        let open = GroupKind::Mark(UnitKind::Open);
        let start =
            (close.saturating_sub(BRACKETS)..close).rev().find(|&g| self.kind(g) == open)?;
        start.checked_sub(1).filter(|&noun| self.kind(noun) == GroupKind::Noun)
    }

    /// Whether a noun group begins with an amount.
    fn is_amount(&self, group: u32) -> bool {
        let first = self.chunks.groups[group as usize].units.start as usize;
        matches!(self.chunks.units[first].kind, UnitKind::Quantity(..) | UnitKind::Number)
    }

    /// *pria* asal Depok yang ditangkap: behind the name of a place, who stands before it is described.
    fn described(&self, noun: u32) -> u32 {
        // *pabrik* di Tangerang dan Bekasi yang memproduksi …: so behind the last of several.
        let joined = |g: u32| {
            let before = g.checked_sub(2)?;
            let conjunction = self.kind(g - 1) == GroupKind::Conjunction(Joins::Alike);
            let own = &self.chunks.groups[before as usize];
            (conjunction && own.conjunct == Some(g) && own.lead.is_some()).then_some(before)
        };
        let last = noun;
        let noun = joined(noun).unwrap_or(noun);
        let group = &self.chunks.groups[noun as usize];
        let head = self.chunks.units[group.units.start as usize].kind;
        let place = matches!(
            head,
            UnitKind::Name(_, EntityType::Gpe | EntityType::Location | EntityType::Facility)
        );
        let before =
            noun.checked_sub(1).filter(|&b| self.kind(b) == GroupKind::Noun && self.animate(b));
        // lembaga di bawah *kementerian* yang menganggarkan …
        let row = group.lead.as_ref().and_then(|l| l.preposition);
        let inside = matches!(head, UnitKind::Name(_, EntityType::Organization))
            && row.is_some_and(|row| self.cx.tables.lists.get(row, "kind") == "place");
        before.filter(|_| place && group.lead.is_some() || inside).unwrap_or(last)
    }

    /// *sidang* korupsi di Sipirok, Tapanuli Selatan, yang menjerat …: a chain of places says where the noun before is.
    fn described_apart(&self, noun: u32) -> u32 {
        let is_place = |g: u32| {
            let group = &self.chunks.groups[g as usize];
            let head = self.chunks.units[group.units.start as usize].kind;
            let place = EntityType::Gpe;
            group.kind == GroupKind::Noun
                && matches!(head, UnitKind::Name(_, kind) if kind == place)
        };
        let mut at = noun;
        while is_place(at) && self.chunks.groups[at as usize].lead.is_none() {
            let Some(before) = at.checked_sub(2) else { return noun };
            if self.kind(at - 1) != GroupKind::Mark(UnitKind::Comma) || !is_place(before) {
                return noun;
            }
            at = before;
        }
        let before = at.checked_sub(1).filter(|&b| self.kind(b) == GroupKind::Noun);
        before.filter(|_| is_place(at)).unwrap_or(noun)
    }

    /// *Budi* menjadi satu-satunya suara yang menolak: who is said to be the noun that yang describes.
    fn who_is(&self, clause: u32, noun: Option<u32>) -> Option<u32> {
        let own = &self.chunks.clauses[clause as usize];
        let told = own.objects.last().copied() == noun && noun.is_some_and(|n| !self.animate(n));
        let somebody = own.subject.filter(|&s| self.animate(s));
        somebody.filter(|_| told && own.predicate.is_some_and(|p| self.copula(p)))
    }

    /// agar *perusahaan itu*, yang …, dipanggil: whether a clause with a subject and no verb yet goes on behind a relative clause
    /// that begins here.
    fn waits_for_relative(&self, comma: u32) -> bool {
        let relative = GroupKind::Conjunction(Joins::Relative);
        let next = self.chunks.groups.get(comma as usize + 1).is_some_and(|g| g.kind == relative);
        let own = self.top().map(|c| &self.chunks.clauses[c as usize]);
        next && own.is_some_and(|c| {
            c.kind == ClauseKind::Dependent && c.predicate.is_none() && c.subject.is_some()
        })
    }

    pub(super) fn mark(&mut self, at: u32, kind: UnitKind) {
        if !matches!(kind, UnitKind::Open | UnitKind::Close) {
            self.loose = None;
        }
        match kind {
            UnitKind::Comma => {
                // What stood before the main clause, and what was put in, ends here.
                if !self.waits_for_relative(at) && !self.close_relative() {
                    self.unwind();
                }
            }
            UnitKind::Quote => {
                self.quoted = !self.quoted;
                match self.marks.iter().rposition(|(mark, _)| *mark == UnitKind::Quote) {
                    Some(place) => {
                        self.open = self.marks.swap_remove(place).1;
                        self.marks.truncate(place);
                    }
                    None => {
                        let outside = std::mem::take(&mut self.open);
                        if self.quoted {
                            self.marks.push((UnitKind::Quote, outside));
                        }
                    }
                }
            }
            UnitKind::Open => {
                let outside = std::mem::take(&mut self.open);
                self.marks.push((UnitKind::Open, outside));
                self.begin(ClauseKind::Aside, None, at, Subject::Own, None);
            }
            UnitKind::Close => {
                if let Some(place) =
                    self.marks.iter().rposition(|(mark, _)| *mark == UnitKind::Open)
                {
                    self.open = std::mem::take(&mut self.marks[place].1);
                    self.marks.truncate(place);
                }
            }
            _ => self.open.clear(),
        }
        if let Some(clause) = self.top() {
            self.put(at, clause);
        }
    }
}
