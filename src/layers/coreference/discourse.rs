//! Nouns and pronouns that refer: one walk through the article, keeping in mind who was spoken of.

mod nouns;
mod speech;

use super::entities::Known;
use super::group::Groups;
use super::reference::{Coordination, Reference, part};
use super::tables::{Action, Classes, Host, Lexicon, Part};
use crate::annotations::{Annotations, Mention, Origin};
use crate::document::Match;
use crate::layers::Context;
use crate::layers::phrases::Chunks;
use crate::morphology::Clitic;
use crate::record::{EntityType, MentionKind};
use crate::text::{BlockKind, Case, Span, TokenKind};
use nouns::{first_of, rule_head};
use std::ops::Range;

/// Sentences through which a subject stays in mind.
const SUBJECT_LASTS: usize = 4;
/// Sentences through which a speaker stays in mind.
const SPEAKER_LASTS: usize = 8;
/// Sentences within which a speaker goes on speaking whoever else acts.
const HEARD_WITHIN: usize = 3;

/// The clitic's name as a mechanism.
const CLITIC: Origin = Origin::Mechanism("coreference.clitic");

/// Finds the nominal and pronominal mentions of entities that have names.
pub(super) fn read(
    cx: &Context<'_, '_>,
    lexicon: &Lexicon,
    (known, chunks): (&Known, &Chunks),
    (references, coordinations): (&[Reference], &[Coordination]),
    matches: &[(u32, Match)],
    found: &mut Annotations<'_>,
) {
    let mut taken = vec![false; cx.document.tokens.len()];
    for reference in references {
        taken[reference.start as usize..reference.tokens.end as usize].fill(true);
    }
    let groups = Groups::new(lexicon, known, references, coordinations);
    let mut walk = Walk {
        cx,
        lexicon,
        known,
        chunks,
        references,
        taken,
        groups,
        subject: None,
        other: None,
        speaker: None,
        told_by_title: false,
        headline: None,
        settled: usize::MAX,
        quoted: false,
        next: 0,
        found: Vec::new(),
    };
    walk.article(found, matches);
    found.mentions.append(&mut walk.found);
}

/// Who was the subject last.
#[derive(Clone, Copy, Debug)]
struct Subject {
    entity: u32,
    sentence: usize,
    token: u32,
    /// Whether it is the subject of a clause within another (`bahwa Budi …`) or of a passive verb.
    quiet: bool,
}

struct Walk<'w, 'd, 't> {
    cx: &'w Context<'d, 't>,
    lexicon: &'w Lexicon,
    known: &'w Known,
    chunks: &'w Chunks,
    references: &'w [Reference],
    /// Tokens that belong to names and their titles.
    taken: Vec<bool>,
    groups: Groups<'w>,
    /// The person who was the subject last, or who speaks.
    subject: Option<Subject>,
    /// The last use of another person since.
    other: Option<Subject>,
    /// Who spoke last.
    speaker: Option<Subject>,
    /// Whether nobody but whom the headline names was spoken of yet.
    told_by_title: bool,
    /// The only person whom the headline names; none if it names two.
    headline: Option<Option<u32>>,
    /// The sentence whose main clause has its subject: others in it are in what is reported.
    settled: usize,
    /// Whether the token stands in quotation marks.
    quoted: bool,
    /// How many names lie behind.
    next: usize,
    found: Vec<Mention>,
}

impl Walk<'_, '_, '_> {
    fn article(&mut self, found: &Annotations<'_>, matches: &[(u32, Match)]) {
        let document = self.cx.document;
        let mut matched = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            let block = document.layout.blocks[sentence.block as usize].kind;
            let new_block = index == 0 || document.sentences[index - 1].block != sentence.block;
            if new_block {
                self.quoted = false;
            }
            if block != BlockKind::Body {
                (self.subject, self.other, self.speaker) = (None, None, None);
            } else if let Some(entity) = self.headline.take().flatten() {
                // Until the body names somebody, it goes on about whom the headline names.
                let token = sentence.tokens.start;
                self.subject = Some(Subject { entity, sentence: index, token, quiet: true });
                self.told_by_title = true;
            }
            for at in sentence.tokens.clone() {
                self.quote(at);
                while matches.get(matched).is_some_and(|(_, m)| m.span.start < at) {
                    matched += 1;
                }
                if self.references.get(self.next).is_some_and(|r| r.tokens.start == at) {
                    self.name(self.next, block);
                    self.next += 1;
                    continue;
                }
                let mut used = false;
                while let Some((_, one)) = matches.get(matched).filter(|(_, m)| m.span.start == at)
                {
                    used |= self.matched(one, index, found);
                    matched += 1;
                }
                if !used {
                    self.clitic(at, index);
                    self.unnamed(at, index);
                }
            }
        }
    }

    fn quote(&mut self, at: u32) {
        if self.cx.document.tokens[at as usize].kind != TokenKind::Punct {
            return;
        }
        match self.cx.document.token_text(at) {
            "“" | "«" => self.quoted = true,
            "»" => self.quoted = false,
            "\"" | "”" | "''" => self.quoted = !self.quoted,
            _ => {}
        }
    }

    /// A name: a person may become the subject.
    fn name(&mut self, index: usize, block: BlockKind) {
        let this = &self.references[index];
        if block == BlockKind::Title && this.kind == EntityType::Person {
            let same = |only: Option<u32>| only.filter(|&e| e == this.entity);
            self.headline = Some(self.headline.map_or(Some(this.entity), same));
        }
        if self.quoted || block != BlockKind::Body {
            return;
        }
        if this.kind != EntityType::Person {
            // One word that nobody knows, and it speaks: a person taken for something else.
            let stray = !this.known && this.tokens.len() == 1 && self.is_plain(this.tokens.start);
            if stray && (this.part == Part::Speaker || self.speaks(this.start)) {
                (self.subject, self.other, self.speaker) = (None, None, None);
            }
            return;
        }
        if std::mem::take(&mut self.told_by_title) {
            self.subject = self.subject.filter(|s| s.entity == this.entity);
        }
        let first = self.cx.document.sentences[this.sentence].tokens.start;
        let here = Subject {
            entity: this.entity,
            sentence: this.sentence,
            token: this.tokens.start,
            quiet: this.start > first && self.lexicon.before.has(self.cx.document, this.start - 1)
                || self.suffers(this.tokens.end, this.sentence),
        };
        // Another name in brackets says nothing of who acts.
        if this.start > first && self.cx.document.token_text(this.start - 1) == "(" {
            return;
        }
        let leads = this.part == Part::Speaker
            || this.part == Part::Subject && self.settled != this.sentence;
        if leads && (this.part == Part::Speaker || this.start == first) {
            self.settled = this.sentence;
        }
        let says = this.part == Part::Speaker
            || leads && self.says(this.tokens.end, this.sentence)
            || self.speaks(this.start);
        if says && !this.joined {
            self.speaker = Some(here);
        }
        if leads && this.joined {
            (self.subject, self.other) = (None, Some(here));
        } else if leads {
            (self.subject, self.other) = (Some(here), None);
        } else if self.subject.is_none_or(|s| self.stale(s, this.sentence)) {
            // The only person about; two of them leave it open.
            let only = self.other.is_none_or(|o| {
                o.entity == here.entity || o.sentence + SUBJECT_LASTS < here.sentence
            });
            (self.subject, self.other) = if only { (Some(here), None) } else { (None, Some(here)) };
        } else if self.subject.is_some_and(|s| s.entity != this.entity) {
            // Whom a sentence without a person as its subject brings in by name is spoken of next:
            // KPK menangkap pria bernama Dodi. Dia …
            let new = this.start > first
                && self.lexicon.naming.has(self.cx.document, this.start - 1)
                && self.subject.is_some_and(|s| s.sentence < this.sentence);
            match new {
                true => (self.subject, self.other) = (Some(here), None),
                false => self.other = Some(here),
            }
        }
    }

    fn stale(&self, subject: Subject, sentence: usize) -> bool {
        subject.sentence + SUBJECT_LASTS < sentence
    }

    /// The person that a pronoun at a token is for: the subject, unless another stands nearer; with
    /// a cue of speech the speaker.
    fn person(&self, at: u32, sentence: usize, cue: bool) -> Option<u32> {
        let subject = self.subject.filter(|&s| !self.stale(s, sentence));
        let speaker = self.speaker.filter(|s| cue && s.sentence + SPEAKER_LASTS >= sentence);
        let first = self.cx.document.sentences[sentence].tokens.start;
        let subject = match (subject, speaker) {
            (None, speaker) => return speaker.map(|s| s.entity),
            (Some(subject), Some(speaker)) if speaker.token > subject.token => {
                return Some(speaker.entity);
            }
            // Behind a quote, somebody who acted before without a word of his own hardly speaks;
            // whoever acted in the sentence just before may, and it is left open.
            (Some(subject), Some(speaker))
                if at > first
                    && speaker.entity != subject.entity
                    && speaker.sentence + HEARD_WITHIN >= sentence =>
            {
                let before = subject.sentence + 1 >= sentence;
                return (!before || subject.quiet).then_some(speaker.entity);
            }
            (Some(subject), _) => subject,
        };
        let nearer = self.other.is_some_and(|other| {
            // After a cue of speech, and at the head of a sentence, the subject goes on.
            let leads = part(self.cx.document, self.lexicon, at, first) != Part::Oblique;
            let heads = at <= first + 1 && leads && other.sentence < sentence;
            other.token > subject.token && other.sentence + 1 >= sentence && !cue && !heads
        });
        (!nearer).then_some(subject.entity)
    }

    fn remember(&mut self, entity: u32, sentence: usize, at: u32, cue: bool) {
        self.settled = sentence;
        if cue {
            let here = Some(Subject { entity, sentence, token: at, quiet: false });
            (self.speaker, self.subject) = (here, here);
        }
        if let Some(subject) = self.subject.as_mut().filter(|s| s.entity == entity) {
            (subject.sentence, subject.token) = (sentence, at);
        }
    }

    fn matched(&mut self, one: &Match, sentence: usize, found: &Annotations<'_>) -> bool {
        let Some(&rule) = self.lexicon.rule(one.rule) else { return false };
        let (tokens, at) = (one.span.clone(), one.span.start);
        let free = |range: Range<u32>| range.clone().all(|t| !self.taken[t as usize]);
        match rule.action {
            Action::Alias | Action::Abbreviation | Action::Nickname => return false,
            Action::Reflexive if !self.subjective(at, sentence) => return false,
            Action::Pronoun | Action::Reflexive if !self.quoted => {
                let cue = self.is_cue(at);
                if let Some(person) = self.person(at, sentence, cue) {
                    let cue = cue || self.says(tokens.end, sentence);
                    self.put(person, tokens, MentionKind::Pronoun, one);
                    self.remember(person, sentence, at, cue);
                }
            }
            Action::Plural if !self.quoted => {
                for entity in self.groups.plural(self.cx, at, sentence) {
                    self.put(entity, tokens.clone(), MentionKind::Pronoun, one);
                }
            }
            Action::Group => {
                let capture = |index: Option<usize>| one.capture(index?);
                let count = capture(rule.count).and_then(|c| {
                    let (_, _, count) =
                        self.lexicon.counts.longest(self.cx.document, c.start, c.end)?;
                    Some(count.number)
                });
                let noun = capture(rule.head).and_then(|h| {
                    let (_, _, noun) =
                        self.lexicon.members.longest(self.cx.document, h.start, h.end)?;
                    Some(*noun)
                });
                let Some(count) = count else { return false };
                let alone = noun.is_none();
                if alone && self.quoted {
                    return false;
                }
                let (kind, classes) = noun.unwrap_or((None, Classes::ANY));
                let here = (at, sentence, self.next);
                let members = self.groups.group(self.cx, here, count, kind, classes, alone);
                let what = if alone { MentionKind::Pronoun } else { MentionKind::Nominal };
                for entity in members {
                    self.put(entity, tokens.clone(), what, one);
                }
            }
            Action::Described if self.quoted => return false,
            Action::Definite | Action::Bare | Action::Described
                if free(rule_head(&rule, one))
                    || rule.action == Action::Described && free(first_of(&rule, one)) =>
            {
                let bound = self.noun(one, &rule, sentence, found);
                if let Some(entity) = bound {
                    self.put(entity, tokens, MentionKind::Nominal, one);
                    if found.entities[entity as usize].kind == EntityType::Person {
                        self.spoken_of(entity, sentence, at);
                    }
                }
                return bound.is_some();
            }
            _ => return false,
        }
        true
    }

    /// -nya on a word of the table: the speaker, or the one whose it is.
    fn clitic(&mut self, at: u32, sentence: usize) {
        let document = self.cx.document;
        let (word, token) = (document.words[at as usize], &document.tokens[at as usize]);
        if word.clitic != Some(Clitic::Nya) || self.quoted || self.taken[at as usize] {
            return;
        }
        let Some((_, _, &host)) = self.lexicon.hosts.longest(document, at, at + 1) else { return };
        let text = token.span.of(document.text);
        let Some(base) = text.len().checked_sub(Clitic::Nya.width()) else { return };
        if token.case == Case::Upper || !text.is_char_boundary(base) || !text.ends_with("nya") {
            return;
        }
        let cue = host == Host::Speech;
        if let Some(person) = self.person(at, sentence, cue) {
            let span = Span { start: token.span.start + base as u32, end: token.span.end };
            self.found.push(Mention {
                entity: person,
                tokens: at..at + 1,
                span,
                kind: MentionKind::Pronoun,
                origin: CLITIC,
            });
            self.remember(person, sentence, at, cue);
        }
    }

    fn put(&mut self, entity: u32, tokens: Range<u32>, kind: MentionKind, one: &Match) {
        let span = self.cx.document.span(&tokens);
        self.found.push(Mention { entity, tokens, span, kind, origin: Origin::Rule(one.rule) });
    }
}
