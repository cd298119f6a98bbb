//! Finds the rules, of all rooms, that can begin with a token and match in a sentence: by word, form of a root, list, shape.

use super::flat::{Flat, Groups, Reader, Writer};
use super::labels::LabelSet;
use super::lists::ListId;
use super::program::Inst;
use super::roots::{RootId, Roots};
use super::rule::RuleId;
use super::shapes::{ShapeId, ShapeSet, Shapes};
use super::signature::Signature;
use super::start::{NEEDS, Start, StartId};
use super::words::WordId;
use crate::text::TokenKind;
use rustc_hash::FxHashMap;

const KINDS: [TokenKind; 5] =
    [TokenKind::Word, TokenKind::Number, TokenKind::Mixed, TokenKind::Punct, TokenKind::Symbol];

/// Numbered sets of steps, found by the tokens that one of them may take.
#[derive(Clone, Debug, Default)]
pub(crate) struct StepIndex {
    words: Groups,
    /// For each word, the sets with a step that takes a form of its roots.
    forms: Groups,
    lists: Groups,
    shapes: Groups,
    /// For each kind of token, the shapes in sets that it may have.
    kinds: Groups,
}

impl StepIndex {
    /// Indexes steps, each with the number of its set; `bound` is one more than the largest word's id.
    /// Labels, which are put while layers read, are left out.
    fn new<'s>(
        steps: impl Iterator<Item = (u32, &'s Inst)>,
        roots: &Roots,
        table: &Shapes,
        bound: usize,
    ) -> StepIndex {
        let (mut words, mut lists, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
        let mut verbs = Vec::new();
        for (id, step) in steps {
            match *step {
                Inst::Word(word) | Inst::Exact(word, _) => words.push((word.0, [id])),
                Inst::List(list, _) => lists.push((u32::from(list.0), [id])),
                Inst::Shape(shape) => shapes.push((u32::from(shape.0), [id])),
                Inst::Root(..) | Inst::RootOf(..) => verbs.push((id, *step)),
                _ => {}
            }
        }
        let mut forms = Vec::new();
        let by_root = by_root(&verbs, roots);
        for word in 0..bound as u32 {
            for form in roots.forms(WordId(word)) {
                let fitting = by_root[form.root.0 as usize].iter();
                let fitting = fitting.filter(|(_, voices)| voices.intersects(form.voice));
                forms.extend(fitting.map(|&(id, _)| (word, [id])));
            }
        }
        let kinds = shapes.iter().flat_map(|&(shape, _)| {
            let only = table.kind(ShapeId(shape as u16));
            let kinds = (0..).zip(KINDS).filter(move |(_, kind)| only.is_none_or(|o| o == *kind));
            kinds.map(move |(kind, _)| (kind, [shape]))
        });
        let kinds = grouped(kinds.collect());
        StepIndex {
            words: grouped(words),
            forms: grouped(forms),
            lists: grouped(lists),
            shapes: grouped(shapes),
            kinds,
        }
    }

    /// The sets with this very word.
    pub fn of_word(&self, word: WordId) -> impl Iterator<Item = u32> + '_ {
        self.words.get(word.0).map(|set| set[0])
    }

    /// The sets with one of the forms that a word is.
    pub fn of_forms(&self, word: WordId) -> impl Iterator<Item = u32> + '_ {
        self.forms.get(word.0).map(|set| set[0])
    }

    /// The sets with a list.
    pub fn of_list(&self, list: ListId) -> impl Iterator<Item = u32> + '_ {
        self.lists.get(u32::from(list.0)).map(|set| set[0])
    }

    /// The sets with one of the shapes that a token of this kind has.
    pub fn of_shapes(&self, kind: TokenKind, has: ShapeSet) -> impl Iterator<Item = u32> + '_ {
        let kind = KINDS.iter().position(|&k| k == kind).unwrap_or(0);
        let shapes = self.kinds.get(kind as u32).map(|shape| ShapeId(shape[0] as u16));
        let shapes = shapes.filter(move |&shape| has.has(shape));
        shapes.flat_map(|shape| self.shapes.get(u32::from(shape.0)).map(|set| set[0]))
    }

    fn write(&self, to: &mut Writer) {
        for groups in [&self.words, &self.forms, &self.lists, &self.shapes, &self.kinds] {
            groups.write(to);
        }
    }

    fn read(from: &mut Reader) -> StepIndex {
        let mut groups = || Groups::read(from, 1);
        let (words, forms, lists) = (groups(), groups(), groups());
        StepIndex { words, forms, lists, shapes: groups(), kinds: groups() }
    }
}

/// What rules can begin with, and what they need further on, for all rooms at once; labels are looked
/// up in each room's own [`RuleSet`](super::RuleSet).
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleIndex {
    /// The starts, by what takes the first token.
    pub starts: StepIndex,
    /// The needs, by what meets them.
    pub needs: StepIndex,
    /// For each start its rule, its needs, the labels that it needs, and what its second token must
    /// have: if the first element takes one token, and whatever it takes.
    table: Flat,
    /// One more than the largest number of a need; 0 is the one that every sentence meets.
    bound: u32,
    /// For each root, the signature of its forms.
    signatures: Flat,
}

/// Numbers of one start in the table.
const START: usize = 1 + NEEDS + 2 + 8;

impl RuleIndex {
    /// Indexes the starts of all rules. `bound` is one more than the largest word's id.
    pub(super) fn new(starts: &[Start], roots: &Roots, table: &Shapes, bound: usize) -> RuleIndex {
        let (mut needs, mut numbers) = (vec![Vec::new()], FxHashMap::default());
        let mut number = |need: &Vec<Inst>| {
            let key: Vec<_> = need.iter().map(|step| step.pack()).collect();
            *numbers.entry(key).or_insert_with(|| {
                needs.push(need.clone());
                needs.len() as u32 - 1
            })
        };
        let mut rows = Vec::with_capacity(START * starts.len());
        for start in starts {
            let mut two = [0; NEEDS];
            two.iter_mut().zip(&start.needs).for_each(|(to, need)| *to = number(need));
            rows.push(start.rule);
            rows.extend(two);
            let labels = start.labels.bits();
            rows.extend([labels as u32, (labels >> 32) as u32]);
            rows.extend(start.seconds.into_iter().flat_map(Signature::pack));
        }
        let of_root = |root| {
            let of_lists = roots.lists_of(root).map(Signature::list);
            of_lists.fold(Signature::root(root), |all, list| all | list)
        };
        let roots_known = 0..roots.names().count() as u16;
        let signatures = roots_known.flat_map(|root| of_root(RootId(root)).pack()).collect();
        let firsts =
            (0..).zip(starts).flat_map(|(id, start)| start.firsts.iter().map(move |s| (id, s)));
        let needed = (0..).zip(&needs).flat_map(|(id, need)| need.iter().map(move |s| (id, s)));
        RuleIndex {
            starts: StepIndex::new(firsts, roots, table, bound),
            needs: StepIndex::new(needed, roots, table, bound),
            table: rows.into(),
            bound: needs.len() as u32,
            signatures,
        }
    }

    /// The signature of a root's forms.
    pub fn signature(&self, root: RootId) -> Signature {
        Signature::unpack(self.signatures.as_chunks().0[root.0 as usize])
    }

    fn start(&self, start: StartId) -> &[u32; START] {
        &self.table.as_chunks().0[start.0 as usize]
    }

    /// The rule that a start belongs to.
    pub fn rule(&self, start: StartId) -> RuleId {
        RuleId(self.start(start)[0])
    }

    /// What must be met somewhere behind the first token of a match.
    pub fn needs_of(&self, start: StartId) -> [u32; NEEDS] {
        let [_, a, b, ..] = *self.start(start);
        [a, b]
    }

    /// The labels of which each must be that of a span behind the first token of a match.
    pub fn labels_of(&self, start: StartId) -> LabelSet {
        let [_, _, _, low, high, ..] = *self.start(start);
        LabelSet::from_bits(u64::from(low) | u64::from(high) << 32)
    }

    /// What the token behind the first of a match must have; `any`: the first element may take more
    /// than one.
    pub fn second(&self, start: StartId, any: bool) -> Signature {
        let [.., a, b, c, d, e, f, g, h] = *self.start(start);
        Signature::unpack(if any { [e, f, g, h] } else { [a, b, c, d] })
    }

    /// How many numbers of 64 bits a set of needs takes.
    pub fn needs_width(&self) -> usize {
        (self.bound as usize).div_ceil(64)
    }

    pub(super) fn write(&self, to: &mut Writer) {
        self.starts.write(to);
        self.needs.write(to);
        to.numbers(&self.table);
        to.numbers(&[self.bound]);
        to.numbers(&self.signatures);
    }

    pub(super) fn read(from: &mut Reader) -> RuleIndex {
        let (starts, needs) = (StepIndex::read(from), StepIndex::read(from));
        let (table, bound, signatures) = (from.numbers(), from.numbers(), from.numbers());
        RuleIndex { starts, needs, table, bound: bound.first().copied().unwrap_or(0), signatures }
    }
}

/// For each root, the sets with a form of it, and in which voices.
fn by_root(verbs: &[(u32, Inst)], roots: &Roots) -> Vec<Vec<(u32, crate::morphology::Voice)>> {
    let mut by_root = vec![Vec::new(); roots.names().count()];
    for &(id, step) in verbs {
        match step {
            Inst::Root(root, voices) => by_root[root.0 as usize].push((id, voices)),
            Inst::RootOf(list, voices) => {
                for (root, rules) in by_root.iter_mut().enumerate() {
                    if roots.row(RootId(root as u16), list).is_some() {
                        rules.push((id, voices));
                    }
                }
            }
            _ => {}
        }
    }
    by_root
}

/// Groups that reach as far as they hold anything, each in order and without doubles.
fn grouped(mut items: Vec<(u32, [u32; 1])>) -> Groups {
    items.sort_unstable();
    items.dedup();
    Groups::new(items.last().map_or(0, |item| item.0 as usize + 1), items)
}
