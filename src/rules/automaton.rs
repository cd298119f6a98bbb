//! Regular expressions over whole tokens, compiled with the tables into one small automaton over bytes.

use super::flat::{Flat, Reader, Writer};
use regex::Regex;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};
use rustc_hash::FxHashMap;

/// Expressions together, at most 64: reads a token's bytes once and tells which of them it fits. To
/// compile one takes longer than to read an article, so that it is done where tables are compiled.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    /// For each byte its class: bytes of one class lead to the same states.
    classes: Flat,
    /// For each state the next one by class; 0 is the dead one, 1 the first.
    next: Flat,
    /// For each state which expressions a token fits that ends there, in two halves.
    ends: Flat,
}

/// Bytes that the automaton may take while it is made.
const ROOM: usize = 1 << 20;

impl Default for Automaton {
    /// The automaton of no expression: one class of bytes, two states of which none leads on.
    fn default() -> Automaton {
        Automaton { classes: vec![0; 256].into(), next: vec![0; 2].into(), ends: vec![0; 4].into() }
    }
}

impl Automaton {
    /// Compiles expressions, none of which has anchors.
    ///
    /// # Errors
    /// What their own grammar does not allow, or what takes too much room.
    pub fn new(patterns: &[&str]) -> Result<Automaton, String> {
        let all: Vec<_> = patterns.iter().map(|pattern| whole(pattern)).collect();
        let config = dense::Config::new().match_kind(MatchKind::All);
        let config = config.start_kind(StartKind::Anchored).minimize(true);
        let config = config.dfa_size_limit(Some(ROOM)).determinize_size_limit(Some(ROOM));
        let compiled = dense::Builder::new().configure(config).build_many(&all);
        let dfa = compiled.map_err(|e| e.to_string())?;
        let first = dfa.start_state(&start::Config::new().anchored(Anchored::Yes));
        let (mut states, mut ends) = (vec![first.map_err(|e| e.to_string())?], vec![0, 0]);
        let mut numbers = FxHashMap::from_iter([(states[0], 1)]);
        // For each state its row of 256; the dead one leads to itself.
        let mut rows = vec![[0u32; 256]];
        let mut at = 0;
        while let Some(&state) = states.get(at) {
            let mut row = [0; 256];
            for (byte, to) in (0..=255).zip(&mut row) {
                let next = dfa.next_state(state, byte);
                if !dfa.is_dead_state(next) {
                    *to = *numbers.entry(next).or_insert_with(|| {
                        states.push(next);
                        states.len() as u32
                    });
                }
            }
            rows.push(row);
            let end = dfa.next_eoi_state(state);
            let fits = if dfa.is_match_state(end) { dfa.match_len(end) } else { 0 };
            let fits = (0..fits).map(|i| dfa.match_pattern(end, i).as_usize());
            let fits = fits.fold(0u64, |all, pattern| all | 1 << pattern);
            ends.extend([fits as u32, (fits >> 32) as u32]);
            at += 1;
        }
        let mut columns: Vec<Vec<u32>> = Vec::new();
        let classes = (0..256).map(|byte| {
            let column: Vec<u32> = rows.iter().map(|row| row[byte]).collect();
            let known = columns.iter().position(|known| *known == column);
            known.unwrap_or_else(|| {
                columns.push(column);
                columns.len() - 1
            }) as u32
        });
        let classes = classes.collect();
        let next = (0..rows.len()).flat_map(|state| columns.iter().map(move |c| c[state]));
        Ok(Automaton { classes, next: next.collect(), ends: ends.into() })
    }

    /// Which expressions a whole text fits: a bit each.
    pub fn matches(&self, text: &str) -> u64 {
        let count = self.next.len() / (self.ends.len() / 2).max(1);
        let mut state = 1;
        for byte in text.bytes() {
            state = self.next[state * count + self.classes[byte as usize] as usize] as usize;
            if state == 0 {
                return 0;
            }
        }
        u64::from(self.ends[2 * state]) | u64::from(self.ends[2 * state + 1]) << 32
    }

    pub fn write(&self, to: &mut Writer) {
        [&self.classes, &self.next, &self.ends].into_iter().for_each(|all| to.numbers(all));
    }

    pub fn read(from: &mut Reader) -> Automaton {
        Automaton { classes: from.numbers(), next: from.numbers(), ends: from.numbers() }
    }
}

/// Checks an expression for whole tokens.
///
/// # Errors
/// What the expression's own grammar does not allow, and what takes too much room.
pub(super) fn check(pattern: &str) -> Result<(), String> {
    // Of both, this one tells people best what is wrong, and where.
    Regex::new(&whole(pattern)).map_err(|e| e.to_string())?;
    Automaton::new(&[pattern]).map(drop)
}

fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    #[test]
    fn a_text_fits_as_a_whole_or_not_at_all() {
        let automaton = Automaton::new(&["[0-9]+", "(19|20)[0-9]{2}", "[“”]", "a|ab"]).unwrap();
        let told: Vec<_> =
            ["2014", "201", "2014x", "”", "ab", "", "é"].map(|t| automaton.matches(t)).into();
        assert_eq!(told, [0b11, 0b01, 0, 0b100, 0b1000, 0, 0]);
        for none in [Automaton::default(), Automaton::new(&[]).unwrap()] {
            assert_eq!((none.matches("x"), none.matches("")), (0, 0));
        }
        assert!(check("[ab]*a[ab]{25}").is_err(), "takes too much room");
    }

    proptest! {
        #[test]
        fn it_tells_what_the_expressions_tell_one_by_one(text in "[0-9x.:,“RpM]{0,8}|\\PC{0,4}") {
            const PATTERNS: [&str; 5] =
                ["(19|20)[0-9]{2}", "Rp[.]?[0-9][0-9.,]*", "[0-9]+[.:][0-5][0-9]", "[“”]", "M[1-9]|.x"];
            static ALL: LazyLock<(Automaton, Vec<Regex>)> = LazyLock::new(|| {
                let regex = |pattern: &&str| Regex::new(&whole(pattern)).unwrap();
                (Automaton::new(&PATTERNS).unwrap(), PATTERNS.iter().map(regex).collect())
            });
            let fits = |(place, regex): (usize, &Regex)| u64::from(regex.is_match(&text)) << place;
            let expected = ALL.1.iter().enumerate().map(fits).fold(0, |all, bit| all | bit);
            prop_assert_eq!(ALL.0.matches(&text), expected);
        }
    }
}
