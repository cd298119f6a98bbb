//! How the words of an article are written elsewhere in it: a word that stands in small letters too is seldom a name
//! where a sentence or a headline begins it with a capital.

use crate::document::Document;
use crate::text::Case;

/// The word stands in small letters elsewhere.
pub const SMALL: u8 = 1;
/// The word stands with a capital within a sentence elsewhere.
pub const CAPITAL: u8 = 2;
/// Here its capital says little: it begins a sentence, or the sentence is in capitals.
const MUTE: u8 = 4;

/// The casing of every token of an article.
#[derive(Debug, Default)]
pub struct Casing {
    of_token: Vec<u8>,
}

impl Casing {
    /// Reads an article. `seen` is memory, without a mark before and after.
    pub fn read(document: &Document<'_>, seen: &mut Vec<u8>) -> Casing {
        let mut of_token = vec![0; document.tokens.len()];
        let spellings = &document.spellings;
        let bound = spellings.iter().map(|s| s.folded as usize + 1).max().unwrap_or(0);
        // For each spelling, whether it stands small or with a capital.
        if seen.len() < bound {
            seen.resize(bound, 0);
        }
        for sentence in &document.sentences {
            let (from, to) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
            let words = || document.tokens[from..to].iter().filter(|t| t.is_word());
            let lower = words().filter(|t| t.case == Case::Lower).count();
            let headline = lower * 4 < words().count();
            let mut opens = true;
            for at in from..to {
                let token = &document.tokens[at];
                if !token.is_word() {
                    continue;
                }
                let mute = opens || headline;
                opens = false;
                seen[spellings[at].folded as usize] |= match token.case {
                    Case::Lower => SMALL,
                    Case::Capital if !mute => CAPITAL,
                    _ => 0,
                };
                of_token[at] = if mute { MUTE } else { 0 };
            }
        }
        for ((token, spelling), mark) in document.tokens.iter().zip(spellings).zip(&mut of_token) {
            if token.case == Case::Capital && *mark == MUTE {
                *mark |= seen[spelling.folded as usize];
            }
        }
        spellings.iter().for_each(|spelling| seen[spelling.folded as usize] = 0);
        Casing { of_token }
    }

    /// How a token whose capital says little here stands elsewhere: 1 in small letters, 2 with a
    /// capital, 3 both; none where it doesn't, or where its capital tells.
    pub fn of(&self, at: u32) -> Option<u32> {
        let mark = self.of_token.get(at as usize).filter(|mark| **mark > MUTE)?;
        Some((mark - MUTE).into())
    }
}
