//! What noun groups refer to: the entities of the mentions that stand in them.

use super::arguments::Candidate;
use super::listing::Listings;
use crate::annotations::{Annotations, Mention};
use crate::layers::Context;
use crate::layers::phrases::{Chunks, Unit, UnitKind};
use crate::morphology::Voice;
use crate::record::{EntityType, MentionKind, StatementKind};
use crate::rules::ListId;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The mentions of a document, found by their first token.
pub(super) struct Referents {
    /// For each token, the first mention that begins there or later.
    first: Vec<u32>,
    /// Tokens that carry a clitic mention, with its entity, in order.
    clitics: Vec<(u32, u32)>,
    /// For each name: whether a title before it is its own.
    titled: Vec<Option<u32>>,
    /// Tokens at which nouns for somebody who acts begin.
    agents: Vec<(u32, AgentNoun)>,
    /// For each institution and title, lower-cased, who holds it; none where several do.
    offices: FxHashMap<(u32, String), Option<u32>>,
    /// Quotations with their speakers: tokens, in order, and entities.
    speakers: Vec<(Range<u32>, u32)>,
    /// The list of pronouns, and the column that tells the person.
    pronouns: Option<(ListId, usize)>,
    /// Groups whose members are listed somewhere.
    listings: Listings,
    /// The list of those nouns.
    pub agent_list: ListId,
    /// The list of positions that several hold at once.
    shared: Option<ListId>,
    /// For each statement, how far it and those before it reach.
    reach: Vec<u32>,
}

/// A noun for somebody who acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct AgentNoun {
    /// A name behind it is whose it is: istri Budi.
    owned: bool,
    /// A body, of which a body's name behind it is the name: perusahaan Nusacell.
    body: bool,
    /// One past its last token.
    end: u32,
}

impl Referents {
    pub(super) fn new(
        cx: &Context<'_, '_>,
        found: &Annotations<'_>,
        chunks: &Chunks,
        agent_nouns: (ListId, usize, usize),
    ) -> Referents {
        let tokens = cx.document.tokens.len();
        let mut first = vec![found.mentions.len() as u32; tokens + 1];
        let mut clitics = Vec::new();
        for (index, mention) in found.mentions.iter().enumerate().rev() {
            first[mention.tokens.start as usize] = index as u32;
            if is_clitic(cx, mention) {
                clitics.push((mention.tokens.end - 1, mention.entity));
            }
        }
        for at in (0..tokens).rev() {
            first[at] = first[at].min(first[at + 1]);
        }
        clitics.reverse();
        let mut titled = vec![None; found.names.len()];
        for title in &found.titles {
            if let Some(place) = titled.get_mut(title.holder as usize) {
                *place = Some(cx.document.token_at(title.span.start));
            }
        }
        let (list, owned, kind) = agent_nouns;
        let agent = |t: u32| {
            let mut hits = cx.document.hits_at(t).iter().rev();
            let hit = hits.find(|h| h.list == list)?;
            let cell = |column| cx.tables.lists.cell(hit.row, column);
            let (owned, body) = (!cell(owned).is_empty(), cell(kind) == "body");
            Some((t, AgentNoun { owned, body, end: hit.end }))
        };
        let may_be = |t: &u32| cx.document.may_be(*t, list);
        let agents = (0..tokens as u32).filter(may_be).filter_map(agent).collect();
        let lists = &cx.tables.lists;
        let pronouns = lists.find("personal_pronoun");
        let pronouns = pronouns.and_then(|l| Some((l, lists.column(l, "person")?)));
        let direct = found.statements.iter().filter(|s| s.kind == StatementKind::Direct);
        let speakers = direct.filter_map(|s| {
            let token = |at| cx.document.token_at(at);
            Some((token(s.span.start)..token(s.span.end), s.speaker?.1?))
        });
        let ends = found.statements.iter().map(|s| s.span.end);
        let reach = ends.scan(0, |far, end| {
            *far = end.max(*far);
            Some(*far)
        });
        let mut referents = Referents {
            first,
            clitics,
            titled,
            agents,
            offices: FxHashMap::default(),
            speakers: speakers.collect(),
            pronouns,
            listings: Listings::default(),
            agent_list: list,
            shared: lists.find("shared_post"),
            reach: reach.collect(),
        };
        referents.keep_offices(cx.document.text, found);
        for (index, group) in chunks.groups.iter().enumerate() {
            if group.apposition.is_some() && group.animate {
                let members = referents.beside(chunks, found, index as u32);
                referents.listings.add(group, members);
            }
        }
        referents
    }

    /// Keeps who holds which office, for offices that one person holds.
    fn keep_offices(&mut self, text: &str, found: &Annotations<'_>) {
        for title in &found.titles {
            let entity = |name: u32| {
                let tokens = &found.names.get(name as usize)?.tokens;
                let mut mentions = self.mentions(found, tokens.clone());
                mentions.find(|m| m.tokens == *tokens).map(|m| m.entity)
            };
            let (of, holder) = (title.of.and_then(entity), entity(title.holder));
            if let (Some(of), Some(holder)) = (of, holder) {
                let key = (of, title.span.of(text).to_lowercase());
                let only = self.offices.entry(key).or_insert(Some(holder));
                *only = only.filter(|&other| other == holder);
            }
        }
    }

    /// For each statement, how far in the text it and those before it reach.
    pub(super) fn reach(&self) -> &[u32] {
        &self.reach
    }

    /// The entity of the clitic that the token carries.
    pub(super) fn clitic(&self, token: u32) -> Option<u32> {
        let at = self.clitics.binary_search_by_key(&token, |&(t, _)| t).ok()?;
        Some(self.clitics[at].1)
    }

    fn agent(&self, token: u32) -> Option<AgentNoun> {
        let at = self.agents.binary_search_by_key(&token, |&(t, _)| t).ok()?;
        Some(self.agents[at].1)
    }

    /// Whether a unit can begin a group that acts: a name of a person or body, a noun for one, a pronoun,
    /// or what opens such a group.
    pub(super) fn acts(&self, unit: &Unit) -> bool {
        match unit.kind {
            UnitKind::Name(_, kind) => matches!(
                kind,
                EntityType::Person | EntityType::Organization | EntityType::Gpe | EntityType::Group
            ),
            UnitKind::Pronoun | UnitKind::Opener => true,
            UnitKind::Quantity(..) => unit.tokens.clone().any(|t| self.agent(t).is_some()),
            // media acts, media sosial does not.
            _ => {
                let whole = |agent: AgentNoun| agent.end >= unit.tokens.end;
                unit.voice.intersects(Voice::AGENT)
                    || self.agent(unit.tokens.start).is_some_and(whole)
            }
        }
    }

    fn mentions<'f>(
        &self,
        found: &'f Annotations<'_>,
        tokens: Range<u32>,
    ) -> impl Iterator<Item = &'f Mention> {
        let from = self.first.get(tokens.start as usize).copied().unwrap_or(u32::MAX);
        let rest = found.mentions.get(from as usize..).unwrap_or_default();
        rest.iter().take_while(move |m| m.tokens.start < tokens.end)
    }

    /// The entities that an argument names or refers to, each once.
    pub(super) fn entities(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        c: &Candidate,
    ) -> Vec<u32> {
        if c.group.is_none() {
            return self.clitic(c.head).into_iter().collect();
        }
        let whole = |m: &&Mention| m.tokens == c.tokens && !is_clitic(cx, m);
        let mut all: Vec<u32> =
            self.mentions(found, c.tokens.clone()).filter(whole).map(|m| m.entity).collect();
        // Ketua bank itu, Budi Santoso, …: the name beside a title says who it is.
        if all.is_empty() && self.agent(c.tokens.start).is_some_and(|a| !a.body) {
            all.extend(c.group.iter().flat_map(|&g| self.beside(chunks, found, g)));
        }
        if all.is_empty() {
            all.extend(self.titled_name(chunks, found, c));
        }
        if all.is_empty() {
            all.extend(self.named_thing(found, &c.tokens));
        }
        if all.is_empty() {
            let at_head = |m: &&Mention| {
                m.tokens.start <= c.head
                    && c.head < m.tokens.end
                    && m.tokens.end <= c.tokens.end
                    && !is_clitic(cx, m)
            };
            let from = c.tokens.start..c.tokens.end;
            all.extend(self.mentions(found, from).filter(at_head).map(|m| m.entity));
        }
        if all.is_empty() {
            // program Presiden, yaitu Budi: a person is named by no noun for a thing.
            let names = c.group.iter().flat_map(|&g| self.beside(chunks, found, g));
            let person = |&e: &u32| found.entities[e as usize].kind == EntityType::Person;
            all.extend(names.filter(|e| c.acts || !person(e)));
        }
        if all.is_empty() {
            all.extend(self.speaker(cx, c).or_else(|| self.office_holder(cx, found, c)));
        }
        if all.is_empty() {
            all.extend(self.listings.members(cx, chunks, found, c));
        }
        all.dedup();
        all
    }

    /// Who says *saya* or *kami* in a quotation.
    fn speaker(&self, cx: &Context<'_, '_>, c: &Candidate) -> Option<u32> {
        let (list, person) = self.pronouns?;
        let row = cx.document.entry(&c.tokens, list)?;
        if cx.tables.lists.cell(row, person) != "1" {
            return None;
        }
        let behind = self.speakers.partition_point(|(tokens, _)| tokens.end <= c.head);
        let (tokens, entity) = self.speakers.get(behind)?;
        tokens.contains(&c.head).then_some(*entity)
    }

    /// *Kepala BPOM* behind Kepala BPOM Taruna Ikrar: the only holder of an office that is told again.
    fn office_holder(
        &self,
        cx: &Context<'_, '_>,
        found: &Annotations<'_>,
        c: &Candidate,
    ) -> Option<u32> {
        let of = self.mentions(found, c.tokens.clone()).find(|m| m.tokens.end == c.tokens.end)?;
        if of.tokens.start == c.tokens.start || self.offices.is_empty() {
            return None;
        }
        if self
            .shared
            .is_some_and(|list| cx.document.hits_at(c.tokens.start).iter().any(|h| h.list == list))
        {
            return None;
        }
        let title = cx.document.slice(&(c.tokens.start..of.tokens.start)).to_lowercase();
        *self.offices.get(&(of.entity, title))?
    }

    /// The names that stand beside a noun group: tiga negara, yakni *A*, *B*, dan *C*.
    fn beside(&self, chunks: &Chunks, found: &Annotations<'_>, group: u32) -> Vec<u32> {
        let Some(beside) = chunks.group(group).apposition else { return Vec::new() };
        let name = |group: u32| {
            let tokens = &chunks.group(group).tokens;
            let mut names = self.mentions(found, tokens.clone());
            names.find(|m| m.kind == MentionKind::Name && m.tokens.end == tokens.end)
        };
        chunks.conjuncts(beside).filter_map(name).map(|m| m.entity).collect()
    }

    /// Presiden Rusia *Vladimir Putin*; tersangka *Budi*.
    fn titled_name(&self, chunks: &Chunks, found: &Annotations<'_>, c: &Candidate) -> Option<u32> {
        let tokens = &c.tokens;
        // pelaku pembunuhan *Dewi*: behind the noun for a deed, a name is that of who suffers it.
        let deed = |u: &&Unit| u.tokens.start > c.head && u.voice.intersects(Voice::PROCESS);
        let units = c.group.map_or(&[][..], |g| chunks.units_of(chunks.group(g)));
        let deed = units.iter().find(deed).map(|u| u.tokens.start);
        let before = |name: u32| deed.is_none_or(|deed| name < deed);
        let from = found.names.partition_point(|n| n.tokens.end <= tokens.start);
        let names = found.names[from..].iter().enumerate();
        let inside = names.take_while(|(_, n)| n.tokens.end <= tokens.end);
        // tersangka Budi, but not pemerintahan Budi, nor klaim manajer Budi.
        let own_noun = self.agent(tokens.start).is_some_and(|a| !a.owned && !a.body);
        let own_title = |title: u32| tokens.start <= title && title <= c.head;
        let (_, name) = inside
            .filter(|(i, n)| {
                n.kind == EntityType::Person
                    && (self.titled[from + i].is_some_and(own_title)
                        || own_noun && before(n.tokens.start))
            })
            .last()?;
        let mut mentions = self.mentions(found, name.tokens.clone());
        mentions.find(|m| m.tokens == name.tokens).map(|m| m.entity)
    }

    /// agensi media negara Korea Utara *KCNA*; mobil mewah *Aurus* buatan Rusia.
    fn named_thing(&self, found: &Annotations<'_>, tokens: &Range<u32>) -> Option<u32> {
        let from = found.names.partition_point(|n| n.tokens.end <= tokens.start);
        let names = found.names[from..].iter();
        let inside: Vec<_> = names.take_while(|n| n.tokens.end <= tokens.end).collect();
        let own_noun = self.agent(tokens.start).is_some_and(|a| !a.owned);
        let body = self.agent(tokens.start).is_some_and(|a| a.body && !a.owned);
        let thing = |kind| {
            use EntityType::{Event, Law, Product, Species, Work};
            matches!(kind, Product | Species | Law | Event | Work)
        };
        let name = match (inside.first(), inside.last()) {
            (_, Some(last))
                if body
                    && last.kind == EntityType::Organization
                    && last.tokens.end == tokens.end =>
            {
                last
            }
            (Some(first), _) if thing(first.kind) && !own_noun => first,
            _ => return None,
        };
        let mut mentions = self.mentions(found, name.tokens.clone());
        mentions.find(|m| m.tokens == name.tokens).map(|m| m.entity)
    }

    /// The types of what an argument names: of its entities, or of the name at its head.
    pub(super) fn types(
        &self,
        cx: &Context<'_, '_>,
        chunks: &Chunks,
        found: &Annotations<'_>,
        c: &Candidate,
    ) -> Vec<EntityType> {
        let entities = self.entities(cx, chunks, found, c);
        if !entities.is_empty() {
            return entities.iter().map(|&e| found.entities[e as usize].kind).collect();
        }
        let from = found.names.partition_point(|n| n.tokens.end <= c.tokens.start);
        let inside = found.names[from..].iter().take_while(|n| n.tokens.start < c.tokens.end);
        let head = inside.into_iter().find(|n| n.tokens.contains(&c.head));
        head.map(|n| n.kind).into_iter().collect()
    }
}

fn is_clitic(cx: &Context<'_, '_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Pronoun
        && cx.document.tokens[mention.tokens.start as usize].span.start != mention.span.start
}
