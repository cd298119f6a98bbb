//! Finds the rules, of all rooms, that can begin with a token: by word, form of a root, list, shape.

use super::flat::{Flat, Groups, Reader, Writer};
use super::lists::ListId;
use super::program::Inst;
use super::roots::{RootId, Roots};
use super::rule::{Rule, RuleId};
use super::shapes::{ShapeId, Shapes};
use super::signature::Signature;
use super::words::WordId;
use crate::text::TokenKind;

const KINDS: [TokenKind; 5] =
    [TokenKind::Word, TokenKind::Number, TokenKind::Mixed, TokenKind::Punct, TokenKind::Symbol];

/// What rules can begin with, for all rooms at once; labels, which are put while layers read, are
/// looked up in each room's own [`RuleSet`](super::RuleSet).
#[derive(Clone, Debug, Default)]
pub(crate) struct RuleIndex {
    /// For each word, the rules that begin with it.
    words: Groups,
    /// For each word, the rules that begin with a form of its roots.
    forms: Groups,
    lists: Groups,
    shapes: Groups,
    /// For each kind of token, the shapes with which rules begin and that it may have.
    first_shapes: Groups,
    /// For each rule what its second token must have, in two halves: if the first element takes one
    /// token, and whatever it takes.
    seconds: Flat,
    /// For each root, the signature of its forms, in two halves.
    signatures: Flat,
}

impl RuleIndex {
    /// Indexes all rules, which are numbered from 0. `bound` is one more than the largest word's id.
    pub(super) fn new(rules: &[Rule], roots: &Roots, table: &Shapes, bound: usize) -> RuleIndex {
        let (mut words, mut lists, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
        let mut verbs = Vec::new();
        for (id, rule) in (0..).zip(rules) {
            for step in rule.program.firsts() {
                match step {
                    Inst::Word(word) | Inst::Exact(word, _) => words.push((word.0, [id])),
                    Inst::List(list, _) => lists.push((u32::from(list.0), [id])),
                    Inst::Shape(shape) => shapes.push((u32::from(shape.0), [id])),
                    Inst::Root(..) | Inst::RootOf(..) => verbs.push((id, step)),
                    _ => {}
                }
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
        let of_root = |root| {
            let of_lists = roots.lists_of(root).map(Signature::list);
            of_lists.fold(Signature::root(root), |all, list| all | list)
        };
        let signatures = (0..by_root.len()).map(|root| of_root(RootId(root as u16)).0);
        let first_shapes = shapes.iter().flat_map(|&(shape, _)| {
            let only = table.kind(ShapeId(shape as u16));
            let kinds = (0..).zip(KINDS).filter(move |(_, kind)| only.is_none_or(|o| o == *kind));
            kinds.map(move |(kind, _)| (kind, [shape]))
        });
        let first_shapes = grouped(first_shapes.collect());
        let halves = |s: Signature| [s.0 as u32, (s.0 >> 32) as u32];
        let seconds =
            rules.iter().flat_map(|rule| [false, true].map(|any| rule.program.second(any)));
        RuleIndex {
            seconds: seconds.flat_map(halves).collect(),
            words: grouped(words),
            forms: grouped(forms),
            lists: grouped(lists),
            shapes: grouped(shapes),
            first_shapes,
            signatures: signatures.flat_map(|s| [s as u32, (s >> 32) as u32]).collect(),
        }
    }

    /// The rules that begin with this very word.
    pub fn of_word(&self, word: WordId) -> impl Iterator<Item = RuleId> + '_ {
        self.words.get(word.0).map(|rule| RuleId(rule[0]))
    }

    /// The rules that begin with one of the forms that a word is.
    pub fn of_forms(&self, word: WordId) -> impl Iterator<Item = RuleId> + '_ {
        self.forms.get(word.0).map(|rule| RuleId(rule[0]))
    }

    /// The rules that begin with an entry of a list.
    pub fn of_list(&self, list: ListId) -> impl Iterator<Item = RuleId> + '_ {
        self.lists.get(u32::from(list.0)).map(|rule| RuleId(rule[0]))
    }

    /// The rules that begin with a shape.
    pub fn of_shape(&self, shape: ShapeId) -> impl Iterator<Item = RuleId> + '_ {
        self.shapes.get(u32::from(shape.0)).map(|rule| RuleId(rule[0]))
    }

    /// The shapes with which rules begin and that a token of this kind may have.
    pub fn shapes(&self, kind: TokenKind) -> impl Iterator<Item = ShapeId> + '_ {
        let kind = KINDS.iter().position(|&k| k == kind).unwrap_or(0);
        self.first_shapes.get(kind as u32).map(|shape| ShapeId(shape[0] as u16))
    }

    /// The signature of a root's forms.
    pub fn signature(&self, root: RootId) -> Signature {
        let at = 2 * root.0 as usize;
        Signature(u64::from(self.signatures[at]) | u64::from(self.signatures[at + 1]) << 32)
    }

    /// What the token behind the first of a match of `rule` must have; `any`: the first element may
    /// take more than one.
    pub fn second(&self, rule: RuleId, any: bool) -> Signature {
        let at = 4 * rule.0 as usize + 2 * usize::from(any);
        Signature(u64::from(self.seconds[at]) | u64::from(self.seconds[at + 1]) << 32)
    }

    pub(super) fn write(&self, to: &mut Writer) {
        for groups in [&self.words, &self.forms, &self.lists, &self.shapes, &self.first_shapes] {
            groups.write(to);
        }
        to.numbers(&self.seconds);
        to.numbers(&self.signatures);
    }

    pub(super) fn read(from: &mut Reader) -> RuleIndex {
        let mut groups = || Groups::read(from, 1);
        let (words, forms, lists, shapes) = (groups(), groups(), groups(), groups());
        let first_shapes = groups();
        let (seconds, signatures) = (from.numbers(), from.numbers());
        RuleIndex { words, forms, lists, shapes, first_shapes, seconds, signatures }
    }
}

/// For each root, the rules that begin with a form of it, and in which voices.
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
