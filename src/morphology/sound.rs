//! Sound changes where a prefix meets a root: nasal assimilation, the loss of r, and both undone.

/// How a prefix joins what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing changes (`di-`).
    Plain,
    /// The prefix ends in a nasal that takes the place of the next sound (`meN-`, `peN-`).
    Nasal,
    /// The prefix ends in an r that is lost before another r (`beR-`, `teR-`, `peR-`).
    R,
}

/// What the first consonant of a root does behind a prefix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Initial {
    /// k, p, s, t melt into the nasal of `meN-` and `peN-`: the rule for native roots.
    #[default]
    Melts,
    /// k, p, s, t stay after the nasal: recent loans and a few native roots.
    Stays,
    /// Both are in use.
    Both,
    /// The r of `beR-`, `peR-`, `teR-` is lost, because the root's first syllable ends in -er.
    LosesR,
}

/// What stands between prefix and root, and how many bytes of the root's start it replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Onset {
    pub infix: &'static str,
    pub dropped: usize,
}

impl Onset {
    const fn new(infix: &'static str, dropped: usize) -> Self {
        Self { infix, dropped }
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// One vowel letter: such a root takes the long form of the nasal prefix.
fn is_monosyllable(root: &str) -> bool {
    root.bytes().filter(|&b| is_vowel(b)).count() == 1
}

/// The seam between a prefix with this joint and `root`; `stays` keeps a root's k, p, s, t.
///
/// The rules are those of the standard grammar (Tata Bahasa Baku Bahasa Indonesia, ch. on
/// morphophonemics): a nasal of the same place as the root's first sound, which replaces k, p, s, t
/// before a vowel; clusters and digraphs keep their first letter.
pub(super) fn onset(joint: Joint, root: &str, stays: bool, loses_r: bool) -> Onset {
    let bytes = root.as_bytes();
    let (first, second) =
        (bytes.first().copied().unwrap_or_default(), bytes.get(1).copied().unwrap_or_default());
    match joint {
        Joint::Plain => Onset::new("", 0),
        Joint::R if first == b'r' || loses_r => Onset::new("", 0),
        Joint::R => Onset::new("r", 0),
        Joint::Nasal => {
            let melts = !stays && is_vowel(second);
            let liquid = matches!(first, b'l' | b'm' | b'n' | b'r' | b'w' | b'y');
            if is_monosyllable(root) && is_vowel(second) && !stays {
                return Onset::new("nge", 0);
            }
            match first {
                b'k' if melts => Onset::new("ng", 1),
                b'p' if melts => Onset::new("m", 1),
                b's' if melts => Onset::new("ny", 1),
                b't' if melts => Onset::new("n", 1),
                _ if liquid => Onset::new("", 0),
                b'b' | b'f' | b'p' | b'v' => Onset::new("m", 0),
                b'c' | b'd' | b'j' | b's' | b't' | b'z' => Onset::new("n", 0),
                _ => Onset::new("ng", 0),
            }
        }
    }
}

/// Calls `found` with every root that may stand behind a prefix with this joint, given what follows
/// the prefix's own letters. Candidates are not checked: the caller generates forward to prove them.
pub(super) fn undo<'a>(joint: Joint, rest: &'a str, mut found: impl FnMut(&'static str, &'a str)) {
    match joint {
        Joint::Plain => found("", rest),
        Joint::R => {
            found("", rest);
            if let Some(root) = rest.strip_prefix('r') {
                found("", root);
            }
        }
        Joint::Nasal => {
            found("", rest);
            // The longer nasals are tried first; each strips what it can.
            for (nasal, melted) in [("nge", ""), ("ng", "k"), ("ny", "s"), ("n", "t"), ("m", "p")] {
                if let Some(root) = rest.strip_prefix(nasal) {
                    found("", root);
                    if !melted.is_empty() {
                        found(melted, root);
                    }
                }
            }
        }
    }
}
