//! What is so of all events of a type: who does them, whom they befall, what they are told with.

use crate::record::EventType;

impl EventType {
    /// Whether it is one of what states and parties do to one another, and not of general news.
    pub(super) fn is_political(self) -> bool {
        use EventType::{
            Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest,
            Reject, Request, Retreat, Sanction, Support, Threaten,
        };
        matches!(
            self,
            Accuse
                | Agree
                | Aid
                | Assault
                | Coerce
                | Concede
                | Consult
                | Cooperate
                | Mobilize
                | Protest
                | Reject
                | Request
                | Retreat
                | Sanction
                | Support
                | Threaten
        )
    }

    /// Whether it is a speech act: it is done by saying so.
    pub(super) fn is_speech_act(self) -> bool {
        use EventType::{Agree, Concede, Support};
        self.is_claim() || matches!(self, Agree | Concede | Support)
    }

    /// Whether it is something said of others, which stays said whoever denies it: who rejects a demand leaves it a demand.
    pub(super) fn is_claim(self) -> bool {
        use EventType::{Accuse, Reject, Request, State, Threaten};
        matches!(self, Accuse | Reject | Request | State | Threaten)
    }

    /// Whether only somebody does it: a law may forbid and a report may say so, but no thing accuses, agrees or judges.
    pub(super) fn is_done_by_people(self) -> bool {
        use EventType::{
            Accuse, Agree, Consult, Cooperate, Crime, Justice, Personnel, Protest, Reject,
        };
        matches!(
            self,
            Accuse | Agree | Consult | Cooperate | Crime | Justice | Personnel | Protest | Reject
        )
    }

    /// Whether it comes over people, and nobody does it.
    pub(super) fn befalls(self) -> bool {
        matches!(self, EventType::Accident | EventType::Disaster | EventType::Life)
    }

    /// Whether it does harm, by somebody or by itself; an article mostly tells of one again and again.
    pub(super) fn harms(self) -> bool {
        self.befalls() || matches!(self, EventType::Assault | EventType::Crime)
    }

    /// Whether a headline that tells it mostly tells the one that the text is about: what is said and figures are told often.
    pub(super) fn is_told_by_headlines(self) -> bool {
        !self.is_speech_act() && self != EventType::Indicator
    }

    /// Whether it is told of things as well as of people: what an accident strikes, a team beats.
    pub(super) fn strikes_things(self) -> bool {
        self.harms() || self == EventType::Compete
    }

    /// Whether who undergoes it is somebody: who dies, is tried or sworn in.
    pub(super) fn is_of_persons(self) -> bool {
        self.is_of_one_person() || self == EventType::Justice
    }

    /// Whether who undergoes it is a person, and never a body: a firm may be tried, but not die or be sworn in.
    pub(super) fn is_of_one_person(self) -> bool {
        matches!(self, EventType::Life | EventType::Personnel)
    }

    /// Whether somebody is behind it, so that a thing that does it stands for its owner: *surat Budi* menuntut.
    pub(super) fn is_done_for_somebody(self) -> bool {
        use EventType::{Assault, Justice, Personnel, Policy, State, Transfer};
        let general = matches!(self, Justice | Personnel | Policy | State | Transfer);
        general || self.is_political() && self != Assault
    }

    /// Whether it may hold out something for somebody: menawarkan untuk menyerahkan warganya *kepada Inggris*.
    pub(super) fn is_offer(self) -> bool {
        matches!(self, EventType::Agree | EventType::Threaten)
    }

    /// Whether something goes from one to another, so that what each of them does is told for itself.
    pub(super) fn hands_over(self) -> bool {
        matches!(self, EventType::Trade | EventType::Transfer)
    }

    /// Whether its noun with a plain noun behind it is a line of work: penjualan *mobil*, pembangunan *infrastruktur*,
    /// kenaikan *upah*.
    pub(super) fn is_line_of_work(self) -> bool {
        self.hands_over() || matches!(self, EventType::Build | EventType::Policy)
    }

    /// Whether its verb tells nothing without somebody or something: *sebelumnya mencapai 40 tahun*, *cukup masuk akal untuk
    /// menolak*. That somebody was attacked or tried is told even where it is not said who.
    pub(super) fn needs_arguments(self) -> bool {
        self.is_speech_act()
            || self.is_line_of_work()
            || matches!(self, EventType::Indicator | EventType::Consult | EventType::Cooperate)
    }

    /// Whether texts explain what its noun means: *pencemaran* adalah masuknya zat …
    pub(super) fn is_explained(self) -> bool {
        matches!(self, EventType::Crime | EventType::Disaster | EventType::Accident)
    }

    /// Whether it is done to goods and things.
    pub(super) fn moves_things(self) -> bool {
        use EventType::{Aid, Build, Crime, Move, Trade, Transfer};
        matches!(self, Aid | Build | Crime | Move | Trade | Transfer)
    }

    /// Whether its noun names a kind of thing done as often as it says that it happens: *pembangunan* infrastruktur.
    pub(super) fn is_often_a_kind(self) -> bool {
        use EventType::{Aid, Build, Ceremony, Policy, Publish, Trade, Transfer};
        matches!(self, Aid | Build | Ceremony | Policy | Publish | Trade | Transfer)
    }

    /// Whether what is told to each (setiap kader *diwajibkan*) may be told today.
    pub(super) fn is_told_to_each(self) -> bool {
        use EventType::{Aid, Policy, Request, State};
        matches!(self, Aid | Policy | Request | State)
    }

    /// Whether it is about nothing: what befalls, moves or rises.
    pub(super) fn has_no_topic(self) -> bool {
        self.befalls()
            || matches!(self, EventType::Compete | EventType::Indicator | EventType::Move)
    }

    /// Whether it is a step against somebody.
    pub(super) fn is_of_case(self) -> bool {
        use EventType::{Accuse, Coerce, Justice};
        matches!(self, Accuse | Coerce | Justice)
    }

    /// Whether no money, share or count is part of it.
    pub(super) fn has_no_amount(self) -> bool {
        use EventType::{Ceremony, Consult, Justice, Personnel, State};
        matches!(self, Ceremony | Consult | Justice | Personnel | State)
    }
}
