//! Who speaks: verbs and cues of speech around names, and speakers whom no layer knows by name.

use super::super::reference::part;
use super::super::tables::Part;
use super::Walk;
use crate::layers::phrases::GroupKind;
use crate::morphology::Voice;
use crate::record::EntityType;
use crate::text::Case;

/// Words behind a name within which a verb of speech makes a speaker of it.
const SAYS_WITHIN: u32 = 6;

impl Walk<'_, '_, '_> {
    /// Whether the group that begins at a token is the subject of a verb of speech.
    pub(super) fn speaks(&self, at: u32) -> bool {
        let Some(group) = self.chunks.group_of(at) else { return false };
        let own = self.chunks.group(group);
        let Some(clause) = own.clause.map(|c| self.chunks.clause(c)) else { return false };
        let verb = clause.predicate.map(|p| self.chunks.group(p).head);
        own.tokens.start == at
            && clause.subject == Some(group)
            && verb.is_some_and(|verb| self.is_speech(verb))
    }

    /// Whether a verb of speech follows within a few words.
    pub(super) fn says(&self, end: u32, sentence: usize) -> bool {
        let document = self.cx.document;
        let stop = document.sentences[sentence].tokens.end.min(end + SAYS_WITHIN);
        (end..stop)
            .take_while(|&at| !matches!(document.token_text(at), "\"" | "“" | "”" | ";"))
            .any(|at| self.is_speech(at))
    }

    /// Whether a pronoun at a token may be the subject of its clause: it begins one, or stands behind a
    /// verb of speech (mengaku *dirinya* …).
    pub(super) fn subjective(&self, at: u32, sentence: usize) -> bool {
        let first = self.cx.document.sentences[sentence].tokens.start;
        let opens = part(self.cx.document, self.lexicon, at, first) != Part::Oblique;
        opens || at > first && self.is_speech(at - 1)
    }

    pub(super) fn is_speech(&self, at: u32) -> bool {
        let Some(speech) = self.lexicon.speech else { return false };
        self.cx.matcher().forms(at).any(|form| {
            form.voice.intersects(Voice::ACTIVE)
                && self.cx.tables.roots.row(form.root, speech).is_some()
        })
    }

    /// Whether the first verb that follows within a few words is passive.
    pub(super) fn suffers(&self, end: u32, sentence: usize) -> bool {
        let matcher = self.cx.matcher();
        let stop = self.cx.document.sentences[sentence].tokens.end.min(end + SAYS_WITHIN);
        let voice = (end..stop).find_map(|at| {
            let mut voices = matcher.forms(at).map(|form| form.voice);
            voices.find(|voice| voice.intersects(Voice::ACTIVE | Voice::PASSIVE))
        });
        voice.is_some_and(|voice| voice.intersects(Voice::PASSIVE))
    }

    /// Whether the word before a token says that somebody speaks.
    pub(super) fn is_cue(&self, at: u32) -> bool {
        let before = at.checked_sub(1);
        let hit = before.and_then(|b| self.lexicon.before.longest(self.cx.document, b, at));
        hit.is_some_and(|(_, _, &part)| part == Part::Speaker)
    }

    /// Whether a token is a word with one capital.
    pub(super) fn is_plain(&self, at: u32) -> bool {
        self.cx.document.tokens[at as usize].case == Case::Capital
    }

    /// Whether a noun for somebody begins at a token, with capitals behind it that no layer knows as a
    /// name: *kepala seksi Eti Rohaeti*.
    pub(super) fn nameless(&self, at: u32) -> bool {
        let Some(group) = self.chunks.group_of(at).map(|g| self.chunks.group(g)) else {
            return false;
        };
        let tokens = group.tokens.clone();
        group.kind == GroupKind::Noun
            && tokens.start == at
            && group.animate
            && !group.definite
            && tokens.clone().skip(1).any(|t| self.is_plain(t))
            && !tokens.into_iter().any(|t| self.taken[t as usize])
    }

    /// A person without a name in the place of a subject: pronouns that follow may be for them.
    pub(super) fn unnamed(&mut self, at: u32, sentence: usize) {
        let nobody = self.subject.is_none() && self.speaker.is_none();
        if self.quoted || self.taken[at as usize] || nobody {
            return;
        }
        let document = self.cx.document;
        let first = document.sentences[sentence].tokens.start;
        let noun = self.lexicon.nouns.longest(document, at, u32::MAX);
        // Most words are neither, and it does not matter what part they play.
        if noun.is_none() && !self.nameless(at) {
            return;
        }
        let part = part(document, self.lexicon, at, first);
        if self.told_by_title && noun.is_some_and(|(_, _, n)| n.kind == EntityType::Person) {
            (self.subject, self.told_by_title) = (None, false);
        }
        if part == Part::Oblique {
            return;
        }
        if noun.is_some_and(|(_, _, noun)| noun.kind == EntityType::Person) {
            (self.subject, self.other) = (None, None);
            if part == Part::Speaker || at <= first + 1 {
                self.speaker = None;
            }
        } else if noun.is_none_or(|_| self.nameless(at))
            && (part == Part::Speaker || self.speaks(at))
        {
            (self.subject, self.other, self.speaker) = (None, None, None);
        }
    }
}
