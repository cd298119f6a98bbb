//! What features speak of: the looks of tokens, the ends of words, coarse types and what links names.

use crate::text::{Case, Token, TokenKind};

macro_rules! named {
    ($(#[$about:meta])* $of:ident: $($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub enum $of { $($(#[$doc])* $name,)* }

        impl $of {
            /// All of them, with the names that tables give them.
            pub const ALL: &'static [($of, &'static str)] = &[$(($of::$name, $text),)*];
        }
    };
}

named! {
    /// The coarse types, between which the weights decide.
    Sort:
    /// PERSON.
    Person = "person",
    /// GPE, LOCATION or FACILITY.
    Place = "place",
    /// ORGANIZATION.
    Organization = "organization",
    /// Any other type.
    Other = "other",
}

named! {
    /// What may stand between two names of one list.
    Link:
    /// `,`
    Comma = "comma",
    /// A word of the list `joiner`: `dan`.
    Word = "word",
    /// `-`
    Dash = "dash",
    /// `/`, `&`
    Mark = "mark",
    /// `(`
    Open = "open",
}

named! {
    /// What a token looks like.
    Look:
    /// Nothing.
    None = "none",
    /// `kata`
    Lower = "xx",
    /// `Jakarta`
    Capital = "Xx",
    /// `KPK`
    Upper = "XX",
    /// `S`
    Letter = "X",
    /// `mPaspor`, `McDonald`
    Inner = "xX",
    /// `17`
    Number = "9",
    /// `QZ8501`
    Mixed = "X9",
    /// A comma.
    Comma = "comma",
    /// A full stop and the like.
    Stop = "stop",
    /// An opening bracket.
    Open = "open",
    /// A closing bracket.
    Close = "close",
    /// A quote mark.
    Quote = "quote",
    /// A hyphen or dash.
    Dash = "dash",
    /// Another mark or symbol.
    Mark = "mark",
    /// The sentence begins or ends.
    Edge = "edge",
}

impl Look {
    /// The look of a token.
    pub fn of(token: &Token, text: &str) -> Look {
        match token.kind {
            TokenKind::Number => Look::Number,
            TokenKind::Mixed => Look::Mixed,
            TokenKind::Word => match token.case {
                Case::Lower | Case::None => Look::Lower,
                Case::Capital => Look::Capital,
                Case::Upper if token.span.end - token.span.start == 1 => Look::Letter,
                Case::Upper => Look::Upper,
                Case::Inner => Look::Inner,
            },
            TokenKind::Punct | TokenKind::Symbol => match token.span.of(text) {
                "," => Look::Comma,
                "." | "..." | "…" | "?" | "!" | ";" | ":" => Look::Stop,
                "(" | "[" | "{" => Look::Open,
                ")" | "]" | "}" => Look::Close,
                "\"" | "“" | "”" | "„" | "'" | "‘" | "’" | "«" | "»" => Look::Quote,
                "-" | "–" | "—" | "--" => Look::Dash,
                _ => Look::Mark,
            },
        }
    }

    /// One character for it, in patterns of tokens that no list knows.
    pub const fn mark(self) -> u8 {
        match self {
            Look::Number => b'9',
            Look::Comma => b',',
            Look::Stop => b'.',
            Look::Open => b'(',
            Look::Close => b')',
            Look::Quote => b'"',
            Look::Dash => b'-',
            Look::Mark => b'/',
            Look::Edge | Look::None => b'#',
            _ => b'x',
        }
    }

    /// Whether a name may begin with it, letter case being told.
    pub fn is_name(self) -> bool {
        matches!(self, Look::Capital | Look::Upper | Look::Letter | Look::Inner | Look::Mixed)
    }
}

/// The last `n` bytes of a word in lower-case ASCII, packed; none for a shorter word.
pub fn suffix(word: &str, n: usize) -> Option<u32> {
    let from = word.len().checked_sub(n)?;
    (word.len() > n && word.is_char_boundary(from)).then(|| pack(&word.as_bytes()[from..]))
}

/// The first `n` bytes of a word in lower-case ASCII, packed; none for a shorter word.
pub fn prefix(word: &str, n: usize) -> Option<u32> {
    (word.len() > n && word.is_char_boundary(n)).then(|| pack(&word.as_bytes()[..n]))
}

fn pack(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |all, b| all << 8 | u32::from(b.to_ascii_lowercase()))
}
