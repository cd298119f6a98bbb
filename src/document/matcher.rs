//! The one matcher: runs compiled patterns over the tokens of a sentence.

use super::{Document, Labels};
use crate::morphology::Voice;
use crate::rules::{
    CellId, Inst, LabelSet, ListId, Program, RootForm, RuleId, RuleSet, SPAN_SLOTS, Signature,
    StartId, Tables,
};
use std::cell::LazyCell;
use std::ops::Range;

/// Steps that one attempt at one token may take. Real patterns need a few dozen; the bound keeps a
/// hostile text or rule linear, and is the same on every machine.
const STEPS: u32 = 4096;

/// Steps that all attempts of one set of rules in one sentence may take together, for each of its
/// tokens. No sentence of real news comes near it; see the benchmark of hostile texts.
const STEPS_PER_TOKEN: u32 = 256;

/// What a pattern matched: tokens of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule.
    pub rule: RuleId,
    /// All tokens that the pattern took, context too.
    pub whole: Range<u32>,
    /// The tokens of the thing itself: between the pattern's brackets, or all.
    pub span: Range<u32>,
    captures: Vec<(u32, u32)>,
}

const UNSET: u32 = u32::MAX;

impl Match {
    /// The tokens of capture `index` (see [`Program::capture`]), if it took part in the match.
    pub fn capture(&self, index: usize) -> Option<Range<u32>> {
        let &(start, end) = self.captures.get(index)?;
        (start != UNSET && end != UNSET && start < end).then_some(start..end)
    }
}

/// Memory that matching reuses from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    slots: Vec<u32>,
    /// Ways not yet tried: step, token, and how many undo entries stood then.
    ways: Vec<(u32, u32, u32)>,
    /// Slots overwritten since, with their old values.
    undo: Vec<(u8, u32)>,
    /// Rules to try at one token.
    queue: Vec<RuleId>,
    /// Ways into rules that may match at one token.
    starts: Vec<StartId>,
    /// The needs of rules that the tokens at hand meet.
    met: Vec<u64>,
    /// Sentences in which the steps ran out.
    spent: Vec<Range<u32>>,
}

impl Scratch {
    /// The sentences, by their tokens, in which steps ran out since it was last asked; each once, in
    /// order of text.
    pub fn take_spent(&mut self) -> Vec<Range<u32>> {
        let mut spent = std::mem::take(&mut self.spent);
        spent.sort_unstable_by_key(|tokens| (tokens.start, tokens.end));
        spent.dedup();
        spent
    }

    /// Gives slots their values back until only `undone` changes stand.
    fn roll_back(&mut self, undone: usize) {
        while self.undo.len() > undone {
            if let Some((slot, old)) = self.undo.pop() {
                self.slots[slot as usize] = old;
            }
        }
    }
}

/// Where patterns are matched: a document, what lower layers have labelled in it, the tables.
#[derive(Clone, Copy)]
pub struct Matcher<'d> {
    /// The article.
    pub document: &'d Document<'d>,
    /// What lower layers found.
    pub labels: &'d Labels,
    /// The tables in force.
    pub tables: &'d Tables,
    /// Tokens, in order, that are roots without a prefix and stand for their active forms ([`Voice::BARE`]).
    pub bare: &'d [u32],
}

impl Matcher<'_> {
    /// Every rule of `rules` that matches in the sentence of `tokens`, each at each token where it
    /// can begin, in its longest-preferred way; in order of token, then of rule.
    ///
    /// A sentence in which the steps run out, hostile and nothing else, is matched up to there, and
    /// kept in mind by `scratch`.
    pub fn matches(
        &self,
        rules: &RuleSet,
        tokens: Range<u32>,
        scratch: &mut Scratch,
        mut found: impl FnMut(Match),
    ) {
        let length = tokens.end.saturating_sub(tokens.start);
        let mut work = length.saturating_mul(STEPS_PER_TOKEN).saturating_add(STEPS);
        let mut rest = self.document.beginnings(rules, &tokens);
        if rest.is_empty() && rules.begins().is_empty() {
            return;
        }
        let mut queue = std::mem::take(&mut scratch.queue);
        let mut starts = std::mem::take(&mut scratch.starts);
        let mut met = std::mem::take(&mut scratch.met);
        let needs = self.document.needs(&tokens, &mut met);
        let present = LazyCell::new(|| {
            let sets = tokens.clone().map(|at| self.labels.set_at(at));
            sets.fold(LabelSet::default(), LabelSet::union)
        });
        let index = self.tables.index();
        // Most starts are out by what the sentence lacks.
        let may_match = |start: &StartId| {
            let is_met = |need: u32| needs[need as usize / 64] >> (need % 64) & 1 == 1;
            let labels = index.labels_of(*start);
            index.needs_of(*start).into_iter().all(is_met)
                && (labels.is_empty() || present.contains(labels))
        };
        let mut next = tokens.start;
        while work > 0 {
            // Most tokens begin nothing.
            let by_form = rest.first().map_or(tokens.end, |&(token, _)| token);
            let Some(at) = self
                .labels
                .next(rules.begins(), next..by_form)
                .or_else(|| (by_form < tokens.end).then_some(by_form))
            else {
                break;
            };
            next = at + 1;
            let here = rest.iter().take_while(|(token, _)| *token == at).count();
            let (own, others) = rest.split_at(here);
            rest = others;
            starts.clear();
            starts.extend(own.iter().map(|&(_, start)| start).filter(may_match));
            let labels = self.labels.set_at(at).intersection(rules.begins());
            let labelled = labels.iter().flat_map(|label| rules.labelled(label));
            starts.extend(labelled.filter(may_match));
            if starts.is_empty() {
                continue;
            }
            // Others are by the second token.
            let second = self.signature(at + 1, &tokens);
            let one = self.document.hits_at(at).iter().all(|h| h.end == at + 1);
            let any = !one || self.labels.at(at).any(|l| l.end != at + 1);
            let goes_on = |start: &&StartId| second.meets(index.second(**start, any));
            queue.clear();
            queue.extend(starts.iter().filter(goes_on).map(|&start| index.rule(start)));
            if !labels.is_empty() {
                queue.sort_unstable();
            }
            queue.dedup();
            for &rule in &queue {
                let program = &self.tables.rule(rule).program;
                if let Some((whole, span)) = self.run(program, at, &tokens, scratch, &mut work) {
                    let captures = scratch.slots[SPAN_SLOTS..].chunks_exact(2);
                    let captures = captures.map(|pair| (pair[0], pair[1])).collect();
                    found(Match { rule, whole, span, captures });
                }
            }
        }
        (scratch.queue, scratch.starts, scratch.met) = (queue, starts, met);
    }

    /// The leftmost-longest of those matches that do not overlap, by their spans; of two equal
    /// spans, the rule that stands first wins. In order of token.
    pub fn select(&self, rules: &RuleSet, tokens: Range<u32>, scratch: &mut Scratch) -> Vec<Match> {
        let all = self.select_by(rules, tokens, scratch, |_| Some(()));
        all.into_iter().map(|(found, ())| found).collect()
    }

    /// As [`Matcher::select`], among those matches that `read` can make something of.
    pub fn select_by<T>(
        &self,
        rules: &RuleSet,
        tokens: Range<u32>,
        scratch: &mut Scratch,
        mut read: impl FnMut(&Match) -> Option<T>,
    ) -> Vec<(Match, T)> {
        let mut all = Vec::new();
        self.matches(rules, tokens, scratch, |found| {
            if let Some(value) = read(&found) {
                all.push((found, value));
            }
        });
        // The sort is stable, so rules keep their order.
        all.sort_by_key(|(m, _)| (m.span.start, std::cmp::Reverse(m.span.end)));
        let mut reach = 0;
        all.retain(|(m, _)| {
            let free = m.span.start >= reach;
            if free {
                reach = m.span.end;
            }
            free
        });
        all
    }

    /// Runs one pattern at one token; the tokens of the whole match and of the thing's span.
    pub(super) fn run(
        &self,
        program: &Program,
        at: u32,
        sentence: &Range<u32>,
        scratch: &mut Scratch,
        work: &mut u32,
    ) -> Option<(Range<u32>, Range<u32>)> {
        scratch.slots.clear();
        scratch.slots.resize(SPAN_SLOTS + 2 * program.captures.len(), UNSET);
        scratch.undo.clear();
        let most = STEPS.min(*work);
        let mut steps = most;
        let end = self.walk(program, 0, at, sentence, scratch, &mut steps);
        *work -= most - steps;
        if steps == 0 && scratch.spent.last() != Some(sentence) {
            scratch.spent.push(sentence.clone());
        }
        let end = end?;
        let start = if scratch.slots[0] == UNSET { at } else { scratch.slots[0] };
        let stop = if scratch.slots[1] == UNSET { end } else { scratch.slots[1] };
        (start < stop).then_some((at..end, start..stop))
    }

    /// Backtracks through the steps from `pc` at token `at`; the token behind the match.
    fn walk(
        &self,
        program: &Program,
        pc: u32,
        at: u32,
        sentence: &Range<u32>,
        scratch: &mut Scratch,
        steps: &mut u32,
    ) -> Option<u32> {
        let (base, code) = (scratch.ways.len(), program.code());
        let (mut pc, mut at) = (pc, at);
        // What stands at the token, which many steps in a row ask.
        let mut here = (at, self.signature(at, sentence));
        let result = 'steps: loop {
            *steps = steps.saturating_sub(1);
            if *steps == 0 {
                break None;
            }
            let moved = match code.step(pc as usize) {
                Inst::Accept => break Some(at),
                Inst::Jump(there) => {
                    pc = there;
                    continue;
                }
                Inst::Split(other) => {
                    if here.0 != at {
                        here = (at, self.signature(at, sentence));
                    }
                    // Of long rows of alternatives most are out at once.
                    let mut other = other;
                    loop {
                        let goes_on = here.1.meets(code.ahead(pc as usize + 1));
                        if !here.1.meets(code.ahead(other as usize)) {
                            break goes_on.then_some(at);
                        }
                        if goes_on {
                            scratch.ways.push((other, at, scratch.undo.len() as u32));
                            break Some(at);
                        }
                        pc = other;
                        match code.step(pc as usize) {
                            Inst::Split(next) if *steps > 1 => other = next,
                            _ => continue 'steps,
                        }
                        *steps -= 1;
                    }
                }
                Inst::Save(slot) => {
                    let old = std::mem::replace(&mut scratch.slots[slot as usize], at);
                    scratch.undo.push((slot, old));
                    Some(at)
                }
                Inst::Start => (at == sentence.start).then_some(at),
                Inst::End => (at == sentence.end).then_some(at),
                Inst::Not(there) => {
                    if here.0 != at {
                        here = (at, self.signature(at, sentence));
                    }
                    // Mostly what must not stand here is out at once.
                    if !here.1.meets(code.ahead(pc as usize + 1)) {
                        pc = there;
                        continue;
                    }
                    let undone = scratch.undo.len();
                    let stands = self.walk(program, pc + 1, at, sentence, scratch, steps);
                    scratch.roll_back(undone);
                    if stands.is_none() {
                        pc = there;
                        continue;
                    }
                    None
                }
                Inst::List(list, filter) => {
                    longest_first(self.entry_ends(list, filter, at, sentence), pc, scratch)
                }
                Inst::Label(set) => longest_first(self.label_ends(set, at, sentence), pc, scratch),
                test => (at < sentence.end && self.token_is(test, at)).then_some(at + 1),
            };
            match moved {
                Some(next) => {
                    pc += 1;
                    at = next;
                }
                None if scratch.ways.len() > base => {
                    let Some((way, token, undone)) = scratch.ways.pop() else { break None };
                    scratch.roll_back(undone as usize);
                    (pc, at) = (way, token);
                }
                None => break None,
            }
        };
        scratch.ways.truncate(base);
        result
    }

    /// Where the entries of a list end that begin at `at`; with a filter, those whose cell is the one told.
    #[inline]
    pub(super) fn entry_ends(
        &self,
        list: ListId,
        filter: Option<(u8, CellId)>,
        at: u32,
        sentence: &Range<u32>,
    ) -> impl Iterator<Item = u32> {
        let end = sentence.end;
        let fits = move |row| {
            filter.is_none_or(|(column, cell)| {
                self.tables.lists.cell_id(row, column as usize) == cell
            })
        };
        let hits = self.document.hits_at(at).iter();
        hits.filter(move |h| h.list == list && h.end <= end && fits(h.row)).map(|h| h.end)
    }

    /// Where the spans end that begin at `at` and have one of these labels.
    #[inline]
    pub(super) fn label_ends(
        &self,
        set: LabelSet,
        at: u32,
        sentence: &Range<u32>,
    ) -> impl Iterator<Item = u32> {
        let end = sentence.end;
        self.labels.at(at).filter(move |l| set.has(l.label) && l.end <= end).map(|l| l.end)
    }

    /// What the token at `at` can be told by, its labels too; at the end of the sentence, that.
    fn signature(&self, at: u32, sentence: &Range<u32>) -> Signature {
        if at >= sentence.end {
            return Signature::END;
        }
        self.document.signature(at) | self.labels.signature_at(at)
    }

    /// Whether the token at `at` passes a test for one token.
    #[inline]
    pub(super) fn token_is(&self, test: Inst, at: u32) -> bool {
        let document = self.document;
        let (token, word) = (&document.tokens[at as usize], document.words[at as usize]);
        match test {
            Inst::Word(id) => word.id == id,
            Inst::Exact(id, text) => {
                word.id == id && token.span.of(document.text) == self.tables.lists.text(text)
            }
            Inst::Shape(shape) => word.shapes.has(shape),
            Inst::Root(root, voices) => {
                self.forms(at).any(|f| f.root == root && self.is_in(at, f.voice, voices))
            }
            Inst::RootOf(list, voices) => self.forms(at).any(|f| {
                self.is_in(at, f.voice, voices) && self.tables.roots.row(f.root, list).is_some()
            }),
            _ => false,
        }
    }

    /// Whether a form's voice is one of those, or may stand for the active where the token stands.
    fn is_in(&self, at: u32, voice: Voice, voices: Voice) -> bool {
        let bare = voice == Voice::BASE && voices.contains(Voice::BARE);
        voices.intersects(voice) && (!bare || self.bare.binary_search(&at).is_ok())
    }

    /// The readings of the token at `at` as a form of a root: of the word itself, else without clitic.
    pub fn forms(&self, at: u32) -> impl Iterator<Item = RootForm> + '_ {
        self.tables.roots.forms(self.document.words[at as usize].stem)
    }
}

/// Takes the longest of several ways on from `pc`, and keeps the others for later, longest first.
fn longest_first(ends: impl Iterator<Item = u32>, pc: u32, scratch: &mut Scratch) -> Option<u32> {
    let (from, undone) = (scratch.ways.len(), scratch.undo.len() as u32);
    let mut longest = None;
    for end in ends {
        let Some(other) = longest.replace(end) else { continue };
        longest = Some(end.max(other));
        scratch.ways.push((pc + 1, end.min(other), undone));
    }
    if scratch.ways.len() > from + 1 {
        scratch.ways[from..].sort_unstable_by_key(|&(_, end, _)| end);
    }
    longest
}
