//! The whole text layer at once: layout, then tokens and sentences of each block.

use super::{Conventions, Layout, Sentence, Token, sentences, tokens};

/// What the text layer says of one article. All spans are bytes of its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Segments {
    /// Title, dateline, blocks and sections.
    pub layout: Layout,
    /// The tokens of all blocks, in order.
    pub tokens: Vec<Token>,
    /// The sentences of titles, headings and paragraphs, in order.
    pub sentences: Vec<Sentence>,
    /// Tokens that begin a further sentence inside the quote of a sentence, in order.
    pub breaks: Vec<u32>,
}

impl Segments {
    /// Cuts `text`, in time linear in its length; no text fails.
    pub fn new(text: &str, conventions: &Conventions) -> Self {
        let layout = Layout::new(text, conventions);
        let mut segments = Segments { layout, ..Segments::default() };
        for (i, block) in segments.layout.blocks.iter().enumerate() {
            let start = segments.tokens.len();
            tokens::tokenize(text, block.span, conventions, &mut segments.tokens);
            if block.kind.has_sentences() {
                sentences::split(
                    text,
                    &segments.tokens,
                    start..segments.tokens.len(),
                    i as u32,
                    conventions,
                    &mut segments.sentences,
                    &mut segments.breaks,
                );
            }
        }
        segments
    }

    /// Cuts words in two: each a token and the byte of `text` at which its second part begins, in order
    /// and at most once for a token.
    pub fn cut(&mut self, text: &str, cuts: &[(u32, u32)]) {
        let Some(&(first, _)) = cuts.first() else { return };
        let rest = self.tokens.split_off(first as usize);
        let mut due = cuts.iter().copied().peekable();
        for (at, token) in (first..).zip(rest) {
            match due.next_if(|&(cut, _)| cut == at) {
                Some((_, byte)) => self.tokens.extend(tokens::halves(token, byte, text)),
                None => self.tokens.push(token),
            }
        }
        let moved = |place: u32| place + cuts.partition_point(|&(at, _)| at < place) as u32;
        for sentence in &mut self.sentences {
            sentence.tokens = moved(sentence.tokens.start)..moved(sentence.tokens.end);
        }
        self.breaks.iter_mut().for_each(|place| *place = moved(*place));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::is_blank;
    use super::super::{BlockKind, Case, Ending, Span};
    use super::*;
    use proptest::prelude::*;

    fn conventions() -> Conventions {
        Conventions::new(
            [("Dr", Ending::Never), ("Tbk", Ending::Capital), ("No", Ending::Number)],
            ["Selain"],
            ["dan"],
            ["KOMPAS"],
            [],
        )
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let s = Segments::new(text, &conventions());
        let mut at = 0;
        for block in &s.layout.blocks {
            prop_assert!(block.span.start as usize >= at && !block.span.is_empty());
            prop_assert!(text.get(block.span.range()).is_some());
            let gap = &text[at..block.span.start as usize];
            prop_assert!(gap.chars().all(is_blank), "{gap:?} in no block");
            at = block.span.end as usize;
        }
        prop_assert!(text[at..].chars().all(is_blank));
        let block_of = |span: Span| s.layout.blocks.iter().find(|b| b.span.contains(span));
        prop_assert!(s.tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        let mut due = 0;
        for token in &s.tokens {
            prop_assert!(text.get(token.span.range()).is_some());
            let block = block_of(token.span);
            prop_assert!(block.is_some());
            due += usize::from(block.is_some_and(|b| b.kind.has_sentences()));
        }
        prop_assert!(s.sentences.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        for sentence in &s.sentences {
            let block = s.layout.blocks[sentence.block as usize];
            prop_assert!(block.span.contains(sentence.span) && block.kind.has_sentences());
            let tokens = &s.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
            prop_assert_eq!(Some(sentence.span.start), tokens.first().map(|t| t.span.start));
            prop_assert_eq!(Some(sentence.span.end), tokens.last().map(|t| t.span.end));
        }
        prop_assert_eq!(s.sentences.iter().map(|x| x.tokens.len()).sum::<usize>(), due);
        prop_assert!(s.breaks.windows(2).all(|w| w[0] < w[1]));
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_cut_in_order_and_whole(text in any::<String>()) {
            check(&text)?;
        }

        #[test]
        fn news_like_text_is_cut_in_order_and_whole(
            words in prop::collection::vec(
                "[A-Z][a-z]{1,8}|[a-z]{1,6}|[0-9.]{1,4}|KOMPAS|Dr|Tbk|[.,?!:;—()\"“”' \n\r\t\u{a0}\u{2028}👍é-]",
                0..60,
            )
        ) {
            check(&words.concat())?;
            check(&words.join(" "))?;
        }
    }

    #[test]
    fn words_are_cut_and_what_stands_behind_moves() {
        let text = "Ia kalah. Martinbelum pulang. Louvreitu tutup.";
        let mut s = Segments::new(text, &conventions());
        let cut = |word: &str, part: usize| (text.find(word).unwrap() + part) as u32;
        s.cut(text, &[(3, cut("Martinbelum", 6)), (6, cut("Louvreitu", 6))]);
        let words: Vec<_> = s.tokens.iter().map(|t| t.span.of(text)).collect();
        let all = "Ia kalah . Martin belum pulang . Louvre itu tutup .";
        assert_eq!(words.join(" "), all);
        assert_eq!((s.tokens[3].case, s.tokens[4].case), (Case::Capital, Case::Lower));
        assert!(s.tokens[4].glued && !s.tokens[3].glued);
        let tokens: Vec<_> = s.sentences.iter().map(|x| x.tokens.clone()).collect();
        assert_eq!(tokens, [0..3, 3..7, 7..11]);
    }

    #[test]
    fn an_empty_text_has_nothing() {
        assert_eq!(Segments::new("", &conventions()), Segments::default());
        assert_eq!(Segments::new(" \r\n\0", &conventions()), Segments::default());
    }

    #[test]
    fn the_dateline_is_in_no_sentence() {
        let text = "JAKARTA, KOMPAS — Harga beras naik. Warga mengeluh.";
        let s = Segments::new(text, &conventions());
        let found: Vec<_> = s.sentences.iter().map(|x| x.span.of(text)).collect();
        assert_eq!(found, ["Harga beras naik.", "Warga mengeluh."]);
        assert_eq!(s.layout.blocks[0].kind, BlockKind::Dateline);
    }
}
