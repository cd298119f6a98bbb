//! Flat data that is built once and then only read: in memory, or straight out of the binary.
//!
//! Tables are compiled when the program is built and written as slices of numbers and text; reading
//! them back copies nothing. Numbers are in the byte order of the target.

use std::borrow::Cow;

/// Numbers that were compiled at run time or lie in the binary.
pub(crate) type Flat = Cow<'static, [u32]>;

/// Writes flat data: numbers behind their length, all on multiples of eight bytes; and text apart from
/// them, which the binary can hold as text that needs no checking.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    text: String,
    swap: bool,
}

impl Writer {
    /// A writer for this machine, or for one of the other byte order.
    pub fn new(swap: bool) -> Writer {
        Writer { swap, ..Writer::default() }
    }

    fn number(&mut self, number: u32) {
        let number = if self.swap { number.swap_bytes() } else { number };
        self.bytes.extend_from_slice(&number.to_ne_bytes());
    }

    /// Writes numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.number(numbers.len() as u32 * 4);
        self.number(0);
        numbers.iter().for_each(|&n| self.number(n));
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        self.numbers(&[self.text.len() as u32, text.len() as u32]);
        self.text.push_str(text);
    }

    /// Writes what `write` writes as one piece, which can be passed over.
    pub(super) fn nested(&mut self, write: impl FnOnce(&mut Writer)) {
        let text = std::mem::take(&mut self.text);
        let mut inner = Writer { bytes: Vec::new(), text, swap: self.swap };
        write(&mut inner);
        self.text = inner.text;
        self.number(inner.bytes.len() as u32);
        self.number(0);
        self.bytes.extend(inner.bytes);
    }

    /// Bytes written so far: where a [`Reader`] of what comes next begins.
    pub(super) fn place(&self) -> u32 {
        self.bytes.len() as u32
    }

    /// Everything written: the bytes, and the text.
    pub fn finish(self) -> (Vec<u8>, String) {
        (self.bytes, self.text)
    }
}

/// Reads back what a [`Writer`] wrote, in the same order. The bytes must lie on a multiple of four.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    all: &'static [u8],
    at: usize,
    text: &'static str,
}

impl Reader {
    /// A reader of these bytes, and of the text that belongs to them.
    pub const fn new(all: &'static [u8], text: &'static str) -> Reader {
        Reader { all, at: 0, text }
    }

    /// A reader of the next piece, which was written as one.
    pub(super) fn nested(&mut self) -> Reader {
        Reader { all: self.piece(), at: 0, text: self.text }
    }

    /// A reader of the same bytes that goes on at `place` (see [`Writer::place`]).
    pub(super) fn behind(self, place: u32) -> Reader {
        Reader { at: place as usize, ..self }
    }

    fn piece(&mut self) -> &'static [u8] {
        let rest = self.all.get(self.at..).unwrap_or_default();
        let Some((head, rest)) = rest.split_at_checked(8) else { return &[] };
        let length = u32::from_ne_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some((piece, _)) = rest.split_at_checked(length) else { return &[] };
        self.at += 8 + length.next_multiple_of(8);
        piece
    }

    /// The next numbers.
    pub(crate) fn numbers(&mut self) -> Flat {
        let piece = self.piece();
        match bytemuck::try_cast_slice(piece) {
            Ok(numbers) => Cow::Borrowed(numbers),
            Err(_) => {
                let numbers = piece.as_chunks::<4>().0;
                Cow::Owned(numbers.iter().map(|&n| u32::from_ne_bytes(n)).collect())
            }
        }
    }

    /// The next text; empty where there is none.
    pub(crate) fn text(&mut self) -> Cow<'static, str> {
        let place = self.numbers();
        let text = match place[..] {
            [start, length] => self.text.get(start as usize..start as usize + length as usize),
            _ => None,
        };
        Cow::Borrowed(text.unwrap_or_default())
    }
}

/// Texts by number, in one arena.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    arena: Cow<'static, str>,
    /// `ends[i]` is one past the last byte of text `i`.
    ends: Flat,
}

impl Default for Texts {
    /// Holds the empty text, as number 0.
    fn default() -> Self {
        Texts { arena: Cow::Borrowed(""), ends: Cow::Owned(vec![0]) }
    }
}

impl Texts {
    pub fn push(&mut self, text: &str) -> u32 {
        self.arena.to_mut().push_str(text);
        let end = self.arena.len() as u32;
        self.ends.to_mut().push(end);
        self.ends.len() as u32 - 1
    }

    pub fn get(&self, index: u32) -> &str {
        match index as usize {
            0 => "",
            i => &self.arena[self.ends[i - 1] as usize..self.ends[i] as usize],
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn write(&self, to: &mut Writer) {
        to.text(&self.arena);
        to.numbers(&self.ends);
    }

    pub fn read(from: &mut Reader) -> Texts {
        Texts { arena: from.text(), ends: from.numbers() }
    }
}

/// For each of the numbers from 0, some numbers: a list of lists in two slices.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// `starts[i]..starts[i + 1]` are the places of the items of group `i`.
    starts: Flat,
    items: Flat,
    /// How many numbers make an item.
    width: usize,
}

impl Default for Groups {
    fn default() -> Self {
        Groups { starts: Flat::default(), items: Flat::default(), width: 1 }
    }
}

impl Groups {
    /// Groups `items`, each of `width` numbers behind the number of its group. Items of one group
    /// keep their order.
    pub fn new<const W: usize>(groups: usize, mut items: Vec<(u32, [u32; W])>) -> Groups {
        items.sort_by_key(|&(group, _)| group);
        let mut starts = vec![0u32; groups + 1];
        for (group, _) in &items {
            starts[*group as usize + 1] += W as u32;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let items = items.iter().flat_map(|(_, item)| *item).collect();
        Groups { starts: Cow::Owned(starts), items: Cow::Owned(items), width: W }
    }

    pub fn get(&self, group: u32) -> impl ExactSizeIterator<Item = &[u32]> + '_ {
        let at = group as usize;
        let items = match self.starts.get(at..at + 2) {
            Some(&[start, end]) => &self.items[start as usize..end as usize],
            _ => &[],
        };
        items.chunks_exact(self.width)
    }

    pub fn write(&self, to: &mut Writer) {
        to.numbers(&self.starts);
        to.numbers(&self.items);
    }

    pub fn read(from: &mut Reader, width: usize) -> Groups {
        Groups { starts: from.numbers(), items: from.numbers(), width }
    }
}

/// From pairs of numbers to a number, by open addressing. A value is never 0.
#[derive(Clone, Debug, Default)]
pub(super) struct PairMap {
    /// Slots of three numbers: both keys and the value; a value of 0 is a free slot.
    slots: Flat,
    count: usize,
}

impl PairMap {
    pub fn get(&self, a: u32, b: u32) -> Option<u32> {
        let slots = self.slots.len() / 3;
        if slots == 0 {
            return None;
        }
        let mut at = mix(a, b) & (slots - 1);
        loop {
            match self.slots[3 * at..3 * at + 3] {
                [_, _, 0] => return None,
                [x, y, value] if x == a && y == b => return Some(value),
                _ => at = (at + 1) & (slots - 1),
            }
        }
    }

    /// The pairs that it holds, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.slots.chunks_exact(3).filter(|slot| slot[2] != 0).map(|slot| (slot[0], slot[1]))
    }

    pub fn insert(&mut self, a: u32, b: u32, value: u32) {
        debug_assert!(value != 0 && self.get(a, b).is_none());
        if (self.count + 1) * 2 > self.slots.len() / 3 {
            let old = std::mem::take(&mut self.slots);
            self.slots = Cow::Owned(vec![0; (old.len() * 2).max(3 * 16)]);
            for slot in old.chunks_exact(3).filter(|slot| slot[2] != 0) {
                self.place([slot[0], slot[1], slot[2]]);
            }
        }
        self.count += 1;
        self.place([a, b, value]);
    }

    fn place(&mut self, slot: [u32; 3]) {
        let slots = self.slots.to_mut();
        let mask = slots.len() / 3 - 1;
        let mut at = mix(slot[0], slot[1]) & mask;
        while slots[3 * at + 2] != 0 {
            at = (at + 1) & mask;
        }
        slots[3 * at..3 * at + 3].copy_from_slice(&slot);
    }

    pub fn write(&self, to: &mut Writer) {
        to.numbers(&self.slots);
    }

    pub fn read(from: &mut Reader) -> PairMap {
        // The count only matters to a map that grows, and one that was read never does.
        PairMap { slots: from.numbers(), count: 0 }
    }
}

fn mix(a: u32, b: u32) -> usize {
    let key = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (key >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that live as long as the program, as those in the binary do.
    fn leaked(writer: Writer) -> Reader {
        let (bytes, text) = writer.finish();
        Reader::new(Box::leak(bytes.into_boxed_slice()), Box::leak(text.into_boxed_str()))
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut texts = Texts::default();
        assert_eq!((texts.push("satu"), texts.push("dué")), (1, 2));
        let groups = Groups::new(3, vec![(2, [5, 6]), (0, [1, 2]), (2, [7, 8])]);
        let mut map = PairMap::default();
        (1..100).for_each(|i| map.insert(i, i * 7, i));
        let mut writer = Writer::new(false);
        texts.write(&mut writer);
        groups.write(&mut writer);
        map.write(&mut writer);
        let mut reader = leaked(writer);
        let texts = Texts::read(&mut reader);
        assert_eq!((texts.get(0), texts.get(1), texts.get(2), texts.len()), ("", "satu", "dué", 3));
        let groups = Groups::read(&mut reader, 2);
        assert_eq!(groups.get(2).collect::<Vec<_>>(), [[5, 6], [7, 8]]);
        assert_eq!(groups.get(1).len() + groups.get(9).len(), 0);
        let map = PairMap::read(&mut reader);
        assert_eq!((map.get(40, 280), map.get(40, 281)), (Some(40), None));
    }

    #[test]
    fn bytes_of_the_other_order_are_swapped() {
        let mut writer = Writer::new(true);
        writer.numbers(&[1]);
        assert_eq!(writer.finish().0[8..12], 1u32.swap_bytes().to_ne_bytes());
    }

    #[test]
    fn broken_bytes_read_as_nothing() {
        let mut reader = Reader::new(&[9, 0, 0, 0, 0, 0, 0, 0, 1], "a");
        assert!(reader.numbers().is_empty());
        assert_eq!(reader.text(), "");
    }
}
