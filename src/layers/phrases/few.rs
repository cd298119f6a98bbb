//! A list of places that mostly has a few, which need no memory of their own.

use std::ops::Deref;

/// So many are kept in place.
const FEW: usize = 3;

/// Places in order.
#[derive(Clone, Debug)]
pub enum Few {
    /// How many, and they.
    Here(u8, [u32; FEW]),
    /// More.
    There(Vec<u32>),
}

impl PartialEq for Few {
    fn eq(&self, other: &Few) -> bool {
        self[..] == other[..]
    }
}

impl Eq for Few {}

impl Default for Few {
    fn default() -> Self {
        Few::Here(0, [0; FEW])
    }
}

impl Few {
    /// Adds one behind the others.
    pub fn push(&mut self, place: u32) {
        match self {
            Few::Here(count, all) if usize::from(*count) < FEW => {
                all[usize::from(*count)] = place;
                *count += 1;
            }
            Few::Here(..) => {
                let mut all = self.to_vec();
                all.push(place);
                *self = Few::There(all);
            }
            Few::There(all) => all.push(place),
        }
    }

    /// Takes the last one out.
    pub fn pop(&mut self) -> Option<u32> {
        let last = self.last().copied();
        match self {
            Few::Here(count, _) => *count = count.saturating_sub(1),
            Few::There(all) => drop(all.pop()),
        }
        last
    }
}

impl Deref for Few {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        match self {
            Few::Here(count, all) => &all[..usize::from(*count)],
            Few::There(all) => all,
        }
    }
}

impl<'f> Extend<&'f u32> for Few {
    fn extend<I: IntoIterator<Item = &'f u32>>(&mut self, places: I) {
        places.into_iter().for_each(|&place| self.push(place));
    }
}

impl<'f> IntoIterator for &'f Few {
    type Item = &'f u32;
    type IntoIter = std::slice::Iter<'f, u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_kept_in_order() {
        let mut few = Few::default();
        assert_eq!(few.pop(), None);
        few.extend(&[0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(few[..], [0, 1, 2, 3, 4, 5, 6, 7]);
        while few.len() > 2 {
            few.pop();
        }
        assert_eq!((few.pop(), few.pop(), few.pop()), (Some(1), Some(0), None));
    }
}
