//! What the grammar finds: groups of words, and clauses with their predicates and dependents.

use super::few::Few;
use super::lists::Joins;
use super::units::{Unit, UnitKind};
use crate::document::Labels;
use crate::layers::label;
use crate::morphology::Voice;
use crate::rules::RowId;
use std::ops::Range;

/// What a group is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupKind {
    /// A noun group, with or without a preposition before it.
    Noun,
    /// A verb with its auxiliaries, an adjective with its own, or a copula.
    Verb,
    /// A time.
    Time,
    /// A conjunction that opens what follows, with how it joins.
    Conjunction(Joins),
    /// yakni, termasuk.
    Aside,
    /// A comma, quotation mark, bracket or stop, as its unit says.
    Mark(UnitKind),
    /// Anything else.
    Other,
}

/// What stands before a noun group and ties it to its clause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lead {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// The preposition's row.
    pub preposition: Option<RowId>,
    /// The row of the conjunction that the same word is (setelah pertemuan itu).
    pub conjunction: Option<RowId>,
}

/// A flat group of words. Groups follow one another, do not overlap, and together with their leads
/// hold every token of every sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its tokens, without the lead; of a verb group, with its auxiliaries.
    pub tokens: Range<u32>,
    /// Its units, in [`Chunks::units`].
    pub units: Range<u32>,
    /// The head's token: the noun that is counted, owned and described; the verb.
    pub head: u32,
    /// The preposition or conjunction before a noun group.
    pub lead: Option<Lead>,
    /// A conjunction's row; a verb group has none.
    pub row: Option<RowId>,
    /// Of a verb: the voices that its form may tell; empty for an adjective or a copula.
    pub voice: Voice,
    /// The clause that it stands in.
    pub clause: Option<u32>,
    /// The next of the groups that are joined to it (A, B, dan C), by its place.
    pub conjunct: Option<u32>,
    /// A noun group beside it that names the same, by its place.
    pub apposition: Option<u32>,
    /// Of a noun group: its head is a name or noun for somebody who acts, or a pronoun.
    pub animate: bool,
    /// Of a noun group: it is closed by ini, itu, tersebut.
    pub definite: bool,
}

/// How a clause stands to its parent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClauseKind {
    /// It stands for itself.
    Main,
    /// Introduced by yang; its antecedent is the noun group before.
    Relative,
    /// The verb that another verb governs: berencana *bertemu*, diminta *mundur*.
    Complement,
    /// Opened by a conjunction; see [`Clause::opener`].
    Dependent,
    /// Joined to its parent, whose subject it shares: … *dan menyita senjata*.
    Joined,
    /// Within brackets.
    Aside,
}

/// A predicate with what depends on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// How it stands to its parent.
    pub kind: ClauseKind,
    /// The clause that it depends on or continues, an earlier one.
    pub parent: Option<u32>,
    /// From its first to its last token; clauses within it are not cut out.
    pub tokens: Range<u32>,
    /// The verb group; a clause may lack one.
    pub predicate: Option<u32>,
    /// The noun group that is the grammatical subject (the first of its conjuncts): of a passive,
    /// what is acted on. Taken over from the clause before where this one has none of its own.
    pub subject: Option<u32>,
    /// Whether the subject is taken over or an antecedent, and not told within the clause.
    pub carried: bool,
    /// The agent of a bare passive: yang *kami* tangkap. `oleh` is among the obliques.
    pub agent: Option<u32>,
    /// Noun groups behind the verb, in order, at most two.
    pub objects: Few,
    /// Noun groups with a preposition, in order, before and behind the verb.
    pub obliques: Few,
    /// Times, as places among the document's times.
    pub times: Few,
    /// The row of the conjunction that opens it.
    pub opener: Option<RowId>,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// The groups and clauses of one document.
#[derive(Debug, Default)]
pub struct Chunks {
    /// The units that groups are made of, in order of the text.
    pub units: Vec<Unit>,
    /// In order of the text.
    pub groups: Vec<Group>,
    /// In order of their beginnings.
    pub clauses: Vec<Clause>,
    /// For each sentence, where its groups begin; one more at the end.
    pub(super) sentence_groups: Vec<u32>,
    /// For each token its group, or `u32::MAX`; leads belong to their noun group.
    pub(super) of_token: Vec<u32>,
}

/// How far behind a clause those inside it are looked for: clauses in a row, and tokens behind its end. No
/// sentence of news needs as many; one without end would cost the square of its length.
const CLAUSES_APART: usize = 256;
const TOKENS_APART: u32 = 400;

/// Members of a list that are read: whoever asks for them asks again for each verb, and a list without end would cost
/// the square of its length.
pub const MEMBERS: usize = 64;

impl Chunks {
    /// The group that holds a token, its lead counting as part of it.
    pub fn group_of(&self, token: u32) -> Option<u32> {
        self.of_token.get(token as usize).copied().filter(|&g| g != u32::MAX)
    }

    /// A group.
    pub fn group(&self, group: u32) -> &Group {
        &self.groups[group as usize]
    }

    /// A clause.
    pub fn clause(&self, clause: u32) -> &Clause {
        &self.clauses[clause as usize]
    }

    /// The clause that a token stands in.
    pub fn clause_of(&self, token: u32) -> Option<u32> {
        self.group(self.group_of(token)?).clause
    }

    /// The groups of a sentence.
    pub fn groups_of_sentence(&self, sentence: usize) -> Range<u32> {
        let at = |i: usize| self.sentence_groups.get(i).copied().unwrap_or(0);
        at(sentence)..at(sentence + 1)
    }

    /// A noun group and those joined to it behind it, in order, at most `MEMBERS`.
    pub fn conjuncts(&self, first: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(first), |&g| self.group(g).conjunct).take(MEMBERS)
    }

    /// The units of a group.
    pub fn units_of(&self, group: &Group) -> &[Unit] {
        &self.units[group.units.start as usize..group.units.end as usize]
    }

    /// The clauses whose parent is `clause`, in order; they all stand behind it in the list.
    pub fn children(&self, clause: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.clause(clause).tokens.end;
        let behind = (clause + 1..self.clauses.len() as u32).take(CLAUSES_APART);
        behind
            .take_while(move |&c| self.clause(c).tokens.start <= end.saturating_add(TOKENS_APART))
            .filter(move |&c| self.clause(c).parent == Some(clause))
    }

    /// Labels the groups for patterns: `np` (without lead), `pp` (with its preposition), `vp`.
    pub fn label(&self, labels: &mut Labels) {
        let (np, pp, vp) = (label("np"), label("pp"), label("vp"));
        for (index, group) in self.groups.iter().enumerate() {
            let (tokens, index) = (&group.tokens, index as u32);
            match (group.kind, &group.lead) {
                (GroupKind::Noun, Some(lead)) => {
                    labels.put(pp, lead.tokens.start, tokens.end, index);
                    labels.put(np, tokens.start, tokens.end, index);
                }
                (GroupKind::Noun, None) => labels.put(np, tokens.start, tokens.end, index),
                (GroupKind::Verb, _) => labels.put(vp, tokens.start, tokens.end, index),
                _ => {}
            }
        }
    }
}
