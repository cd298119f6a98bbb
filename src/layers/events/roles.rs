//! Functions to roles: by the rule's frame, by the defaults of prepositions, by what a trigger's reading makes of a possessor.

use super::arguments::{Candidate, Grammar};
use super::frame::{Choice, Condition, Frame, Function, Links};
use super::trigger::{Reading, Trigger};
use crate::annotations::Argument;
use crate::layers::Context;
use crate::layers::phrases::{Group, Unit};
use crate::morphology::Voice;
use crate::record::{EntityType, EventType, Role};
use crate::rules::{Error, Errors, ListId, RowId, Tables};
use rustc_hash::FxHashMap;

/// What a preposition stands for where no rule says otherwise.
#[derive(Clone, Debug)]
enum Default {
    /// The role that the frame gives this function.
    As(Function),
    /// This role.
    Role(Role),
}

/// The defaults of prepositions.
#[derive(Debug)]
pub(super) struct Roles {
    /// For each preposition the one that stands for it.
    like: FxHashMap<RowId, RowId>,
    defaults: FxHashMap<RowId, (Default, Option<Condition>)>,
    /// The list of cities.
    cities: Option<ListId>,
    /// The lists of cities and countries.
    pub(super) states: Vec<ListId>,
    /// Lists of nouns for those to whom something is done.
    pub(super) sufferers: Vec<ListId>,
    /// The list of nouns for what somebody means to do.
    pub(super) intentions: Vec<ListId>,
    /// Nouns for what those who govern decide: undang-undang, perda.
    pub(super) laws: Vec<ListId>,
    /// Lists of counting words that say how often.
    pub(super) frequencies: Vec<ListId>,
    /// Lists of nouns for places.
    pub(super) places: Vec<ListId>,
    /// The list of nouns for what carries people or goods.
    pub(super) vehicles: Vec<ListId>,
}

impl Roles {
    pub(super) fn new(tables: &Tables, links: &Links<'_>) -> Result<Roles, Errors> {
        let lists = &tables.lists;
        let mut like = FxHashMap::default();
        let prepositions = tables.need("preposition").map_err(|e| Errors(vec![e]))?;
        for row in lists.rows(prepositions) {
            let other = Some(lists.get(row, "like")).filter(|other| !other.is_empty());
            if let Some(same) = other.and_then(|other| links.get(other)) {
                like.insert(row, same);
            }
        }
        let (mut defaults, mut errors) = (FxHashMap::default(), Vec::new());
        let obliques = tables.need("oblique").map_err(|e| Errors(vec![e]))?;
        for row in lists.rows(obliques) {
            let role = match lists.get(row, "role") {
                "subject" => Default::As(Function::Subject),
                "object" => Default::As(Function::Object),
                name => match Role::from_name(name) {
                    Some(role) => Default::Role(role),
                    None => {
                        let error =
                            Error::new(lists.place_of(row), format!("unknown role `{name}`"));
                        let names = Role::ALL.iter().map(|r| r.as_str());
                        errors.push(error.did_you_mean(name, names));
                        continue;
                    }
                },
            };
            let Some(link) = links.get(lists.form(row)) else {
                let message = format!("`{}` is no preposition", lists.form(row));
                errors.push(Error::new(lists.place_of(row), message));
                continue;
            };
            let when = match lists.get(row, "when") {
                "" => None,
                text => match Condition::read(text, tables) {
                    Ok(condition) => Some(condition),
                    Err((message, _)) => {
                        errors.push(Error::new(lists.place_of(row), message));
                        continue;
                    }
                },
            };
            defaults.insert(link, (role, when));
        }
        if !errors.is_empty() {
            return Err(Errors(errors));
        }
        let find = |names: &[&str]| names.iter().filter_map(|n| tables.lists.find(n)).collect();
        let sufferers = find(&["sufferer", "victim_noun"]);
        let places = find(&["place_noun", "place_head", "structure"]);
        let (intentions, vehicles) = (find(&["intention"]), find(&["vehicle"]));
        let (laws, frequencies) = (find(&["regulation"]), find(&["frequency"]));
        let (cities, states) = (tables.lists.find("city"), find(&["city", "country"]));
        Ok(Roles {
            like,
            defaults,
            cities,
            states,
            sufferers,
            intentions,
            laws,
            frequencies,
            places,
            vehicles,
        })
    }

    /// The candidates of a function, as the frame's author sees them: a possessor counts as the
    /// subject or object that it is.
    pub(super) fn resolved<'a>(
        &'a self,
        trigger: &'a Trigger<'_>,
        candidates: &'a [Candidate],
        function: Function,
    ) -> impl Iterator<Item = &'a Candidate> {
        candidates.iter().filter(move |c| {
            let own = self.natural(trigger, candidates, c);
            c.function == function
                || own == function
                || self.same_link(c.function, function)
                || self.stands_for(trigger.frame, c.function) == Some(function)
        })
    }

    /// The function that a preposition stands for where the frame does not name it: oleh, the subject.
    fn stands_for(&self, frame: &Frame, function: Function) -> Option<Function> {
        match (function, frame.choices(function)) {
            (Function::Link(row), None) => match self.default(row)? {
                (Default::As(function), _) => Some(*function),
                _ => None,
            },
            _ => None,
        }
    }

    fn same_link(&self, a: Function, b: Function) -> bool {
        let root = |f| match f {
            Function::Link(row) => Some(self.like.get(&row).copied().unwrap_or(row)),
            _ => None,
        };
        matches!((root(a), root(b)), (Some(a), Some(b)) if a == b)
    }

    /// Whether a noun group's preposition marks the agent, and the frame says nothing else of it.
    pub(super) fn stands_for_subject(&self, frame: &Frame, group: &Group) -> bool {
        let row = group.lead.as_ref().and_then(|l| l.preposition);
        let own = row.and_then(|row| frame.choices(Function::Link(row)));
        own.is_none() && self.marks_agent(group)
    }

    /// What a noun group's preposition stands for where no frame names it.
    fn default_of(&self, group: &Group) -> Option<&(Default, Option<Condition>)> {
        self.default(group.lead.as_ref()?.preposition?)
    }

    /// Whether a candidate has a preposition that marks no agent.
    pub(super) fn is_with(&self, trigger: &Trigger<'_>, c: &Candidate) -> bool {
        match c.function {
            Function::Link(row) => {
                let agent = matches!(self.default(row), Some((Default::As(Function::Subject), _)));
                !agent && trigger.frame.choices(c.function).is_some()
            }
            _ => false,
        }
    }

    /// Whether a noun group's preposition marks the agent.
    pub(super) fn marks_agent(&self, group: &Group) -> bool {
        matches!(self.default_of(group), Some((Default::As(Function::Subject), _)))
    }

    /// Whether a noun group's preposition marks what is acted on.
    pub(super) fn marks_undergoer(&self, group: &Group) -> bool {
        matches!(self.default_of(group), Some((Default::As(Function::Object), _)))
    }

    /// Whether a noun group's preposition says where.
    pub(super) fn marks_place(&self, group: &Group) -> bool {
        matches!(self.default_of(group), Some((Default::Role(Role::Place), _)))
    }

    /// Whether a noun group's preposition says as what, or like what, something is: sebagai *komoditas*.
    pub(super) fn marks_kind(&self, cx: &Context<'_, '_>, group: &Group) -> bool {
        let row = group.lead.as_ref().and_then(|l| l.preposition);
        row.is_some_and(|row| cx.tables.lists.get(row, "kind") == "as")
    }

    /// Whether a noun group's preposition says what something is about.
    pub(super) fn marks_topic(&self, group: &Group) -> bool {
        matches!(self.default_of(group), Some((Default::Role(Role::Topic), _)))
    }

    /// Whether the frame says that a noun group's preposition marks the recipient.
    pub(super) fn marks_recipient(&self, frame: &Frame, group: &Group) -> bool {
        let Some(row) = group.lead.as_ref().and_then(|l| l.preposition) else { return false };
        let like = self.like.get(&row).copied().unwrap_or(row);
        let choices = frame.choices(Function::Link(like)).unwrap_or_default();
        choices.iter().any(|c| c.role == Some(Role::Recipient))
    }

    /// What a candidate is to the active verb, unless the frame has a role for possessors.
    fn function(&self, trigger: &Trigger<'_>, candidates: &[Candidate], c: &Candidate) -> Function {
        match c.function {
            Function::Possessor if trigger.frame.choices(Function::Possessor).is_some() => {
                Function::Possessor
            }
            _ => self.natural(trigger, candidates, c),
        }
    }

    /// What a candidate is to the active verb.
    fn natural(&self, trigger: &Trigger<'_>, candidates: &[Candidate], c: &Candidate) -> Function {
        let frame = trigger.frame;
        match (c.function, trigger.reading) {
            (Function::Possessor, Reading::Noun { process }) => {
                // penangkapan polisi terhadap pelaku: the object stands elsewhere.
                let elsewhere = candidates.iter().any(|other| match other.function {
                    Function::Link(row) => {
                        let object = frame.choices(Function::Object).unwrap_or_default();
                        let same = |c: &Choice| object.iter().any(|o| o.role == c.role);
                        frame.choices(other.function).is_none_or(|own| own.iter().all(same))
                            && matches!(self.default(row), Some((Default::As(Function::Object), _)))
                    }
                    _ => false,
                });
                let party = frame.reciprocal && c.acts;
                if process && !elsewhere && !party { Function::Object } else { Function::Subject }
            }
            // menolak permintaan warga: whose the noun is, is on the receiving end.
            (Function::Possessor, Reading::Verb(_)) => Function::Object,
            (function, _) => function,
        }
    }

    fn default(&self, row: RowId) -> Option<&(Default, Option<Condition>)> {
        let like = self.like.get(&row).unwrap_or(&row);
        self.defaults.get(&row).or_else(|| self.defaults.get(like))
    }

    /// The role that frame and defaults give a candidate.
    fn given(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger<'_>,
        candidates: &[Candidate],
        c: &Candidate,
    ) -> Option<Role> {
        let frame = trigger.frame;
        let function = self.function(trigger, candidates, c);
        if let Some(choices) = frame.choices(function) {
            let role = choose(g, choices, c);
            let party = matches!(function, Function::Object) && is_mutual(trigger);
            return if party && role == Some(Role::Recipient) { Some(Role::Actor) } else { role };
        }
        match function {
            Function::Link(row) => {
                let like = self.like.get(&row).copied().unwrap_or(row);
                if let Some(choices) = frame.choices(Function::Link(like)) {
                    return choose(g, choices, c);
                }
                let (default, when) = self.default(row)?;
                if when.as_ref().is_some_and(|when| !g.meets(when, Some(c))) {
                    return None;
                }
                match default {
                    // Penghormatan terhadap orang yang meninggal bukan soal *belasungkawa*: what befalls is about nothing.
                    Default::Role(Role::Topic) if frame.kind.has_no_topic() => None,
                    // memeriksa mantan gubernur dalam kasus dana *senilai Rp 2 miliar*: the noun has the amount.
                    Default::Role(Role::Amount) if frame.kind.has_no_amount() && is_tied(g, c) => {
                        None
                    }
                    // Proyek itu menyerap ribuan pekerja *bagi warga*: nobody receives a figure.
                    Default::Role(Role::Recipient) if frame.kind == EventType::Indicator => None,
                    Default::Role(role) => Some(*role),
                    // mencapai 13 persen terhadap target: the verb has its object.
                    Default::As(Function::Object)
                        if matches!(trigger.reading, Reading::Verb(_))
                            && !self.acts(g, c)
                            && candidates.iter().any(|c| c.function == Function::Object) =>
                    {
                        None
                    }
                    // pembayaran kupon *atas surat utang*: so has the noun.
                    Default::As(Function::Object)
                        if !self.acts(g, c) && self.owns_object(trigger, candidates) =>
                    {
                        None
                    }
                    // meminta penjadwalan pemeriksaan *terhadap Sari*: what is asked for is done to her.
                    Default::As(Function::Object)
                        if frame.kind.is_speech_act() && is_of_deed(g, trigger, c) =>
                    {
                        None
                    }
                    Default::As(function) => match frame.choices(*function) {
                        Some(choices) => choose(g, choices, c),
                        None => self.party(frame, *function),
                    },
                }
            }
            function => self.party(frame, function),
        }
    }

    /// Whether the frame gives the possessor that stands there the role of the object.
    fn owns_object(&self, trigger: &Trigger<'_>, candidates: &[Candidate]) -> bool {
        let frame = trigger.frame;
        let roles = |f| frame.choices(f).unwrap_or_default().iter().map(|c| c.role);
        matches!(trigger.reading, Reading::Noun { process: true })
            && roles(Function::Possessor).any(|own| roles(Function::Object).any(|o| o == own))
            && candidates.iter().any(|c| c.function == Function::Possessor)
    }

    /// The role of a function that a reciprocal frame need not name.
    fn party(&self, frame: &Frame, function: Function) -> Option<Role> {
        (frame.reciprocal && function == Function::Subject).then_some(Role::Actor)
    }

    /// The arguments of a trigger, each with its head's token.
    pub(super) fn assign(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger<'_>,
        candidates: &[Candidate],
    ) -> Vec<(Argument, u32)> {
        let mut arguments = Vec::new();
        for (role, tokens) in &trigger.captured {
            let mut parties = Vec::new();
            match g.chunks.group_of(tokens.start) {
                Some(group) if g.chunks.group(group).tokens == *tokens => {
                    g.add(Function::Complement, group, &mut parties);
                }
                group => {
                    let head = group.map_or(tokens.start, |group| g.chunks.group(group).head);
                    let head = if tokens.contains(&head) { head } else { tokens.start };
                    // kenaikan *harga cabai merah*: the group goes on behind the noun that the rule asks for.
                    let end = group.map(|group| g.chunks.group(group).tokens.end);
                    let tokens = tokens.start..end.unwrap_or(tokens.end).max(tokens.end);
                    let function = Function::Complement;
                    let (acts, carried) = (false, false);
                    parties.push(Candidate { function, tokens, head, group, acts, carried });
                }
            }
            for c in parties.iter().filter(|c| !c.is_opener(g)) {
                self.push(g, trigger, *role, c, &mut arguments);
            }
        }
        for c in candidates {
            let given = self.given(g, trigger, candidates, c);
            if let Some(role) = given.and_then(|role| self.fit(g, trigger, c, role)) {
                self.push(g, trigger, role, c, &mut arguments);
            }
        }
        arguments
    }

    fn push(
        &self,
        g: &Grammar<'_, '_, '_>,
        trigger: &Trigger<'_>,
        role: Role,
        c: &Candidate,
        arguments: &mut Vec<(Argument, u32)>,
    ) {
        let span = g.cx.document.span(&c.tokens);
        let entities = g.referents.entities(g.cx, g.chunks, g.found, c);
        let clause = c.function == Function::Complement && c.group.is_none();
        if clause || entities.is_empty() {
            arguments.push((Argument { role, entity: None, span }, c.head));
            return;
        }
        // A treaty that aims to help, a book, a language, a festival: none of them does anything itself.
        let acts = |&entity: &u32| {
            let kind = g.found.entities[entity as usize].kind;
            use EntityType::{Event, Language, Law, Work};
            !matches!(kind, Event | Language | Law | Work)
        };
        if role == Role::Actor && !entities.iter().any(acts) {
            return;
        }
        for entity in self.meant(g, trigger.frame.kind, role, entities) {
            arguments.push((Argument { role, entity: Some(entity), span }, c.head));
        }
    }

    /// Of a seat of government that is mentioned with the state that it stands for, the state where
    /// it acts in a political event, else the city.
    fn meant(
        &self,
        g: &Grammar<'_, '_, '_>,
        kind: EventType,
        role: Role,
        mut entities: Vec<u32>,
    ) -> Vec<u32> {
        let city = |e: u32| {
            let row = g.found.entities[e as usize].row;
            row.is_some_and(|row| Some(g.cx.tables.lists.list_of(row)) == self.cities)
        };
        if entities.len() == 2 && entities.iter().filter(|&&e| city(e)).count() == 1 {
            let acts = kind.is_political() && matches!(role, Role::Actor | Role::Recipient);
            entities.retain(|&e| city(e) != acts);
        }
        entities
    }
}

/// Whether a candidate stands right behind a noun group of a verb's that tells a deed.
fn is_of_deed(g: &Grammar<'_, '_, '_>, trigger: &Trigger<'_>, c: &Candidate) -> bool {
    let before = c.group.and_then(|group| g.noun_before(group)).map(|b| g.chunks.group(b));
    matches!(trigger.reading, Reading::Verb(_))
        && before.is_some_and(|b| {
            let deed = |u: &Unit| u.voice.intersects(Voice::PROCESS);
            b.tokens.start >= trigger.span.end && g.chunks.units_of(b).iter().any(deed)
        })
}

/// Whether a candidate stands right behind a noun group.
fn is_tied(g: &Grammar<'_, '_, '_>, c: &Candidate) -> bool {
    c.group.and_then(|group| g.noun_before(group)).is_some()
}

/// Whether object and subject of the trigger do the same to one another: bertemu, not menemui.
fn is_mutual(trigger: &Trigger<'_>) -> bool {
    trigger.frame.reciprocal
        && match trigger.reading {
            Reading::Verb(voice) => voice.intersects(Voice::BER),
            Reading::Noun { .. } => true,
        }
}

/// The first choice whose condition holds.
fn choose(g: &Grammar<'_, '_, '_>, choices: &[Choice], c: &Candidate) -> Option<Role> {
    let fits = |choice: &&Choice| choice.when.as_ref().is_none_or(|w| g.meets(w, Some(c)));
    choices.iter().find(fits)?.role
}
