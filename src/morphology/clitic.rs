//! Clitics: short words written as part of the word before or after them.

/// A word that leans on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clitic {
    /// -nya: third person, or definite.
    Nya,
    /// -ku: first person.
    Ku,
    /// -mu: second person.
    Mu,
    /// -lah: emphasis, imperative.
    Lah,
    /// -kah: question.
    Kah,
    /// -pun: even, also.
    Pun,
    /// ku- before a verb: the first person acts.
    KuActs,
    /// kau- before a verb: the second person acts.
    KauActs,
}

/// After a word: pronouns stand inside particles.
const PRONOUNS: [(&str, Clitic); 3] =
    [("nya", Clitic::Nya), ("ku", Clitic::Ku), ("mu", Clitic::Mu)];
const PARTICLES: [(&str, Clitic); 3] =
    [("lah", Clitic::Lah), ("kah", Clitic::Kah), ("pun", Clitic::Pun)];
/// Before a verb.
const ACTORS: [(&str, Clitic); 2] = [("ku", Clitic::KuActs), ("kau", Clitic::KauActs)];

/// No base is shorter than this many bytes.
const SHORTEST: usize = 2;

impl Clitic {
    /// Whether the clitic stands for a person or thing, and so may be a mention.
    pub fn is_pronoun(self) -> bool {
        !matches!(self, Self::Lah | Self::Kah | Self::Pun)
    }

    /// Length in bytes of the clitic's letters.
    pub fn width(self) -> usize {
        match self {
            Self::Ku | Self::Mu | Self::KuActs => 2,
            _ => 3,
        }
    }

    /// Whether the clitic comes before its word.
    pub fn is_before(self) -> bool {
        matches!(self, Self::KuActs | Self::KauActs)
    }
}

/// Every reading of a lower-cased `word` as base and clitic, the word itself first, then by how
/// much is taken away. Which one holds, a dictionary decides. Of a pronoun and a particle together
/// (`-nyalah`) the pronoun is told, since it may refer to something.
pub fn strip_clitics(word: &str) -> impl Iterator<Item = (&str, Option<Clitic>)> {
    let after = |word, table: &'static [(&str, Clitic)]| {
        table.iter().filter_map(move |&(text, clitic)| {
            strip(str::strip_suffix(word, text)?).map(|base| (base, clitic))
        })
    };
    let particles = after(word, &PARTICLES);
    let pronouns = after(word, &PRONOUNS);
    let both = after(word, &PARTICLES).flat_map(move |(base, _)| after(base, &PRONOUNS));
    let actors = ACTORS
        .iter()
        .filter_map(move |&(text, clitic)| Some((strip(word.strip_prefix(text)?)?, clitic)));
    std::iter::once((word, None))
        .chain(particles.chain(pronouns).chain(both).chain(actors).map(|(b, c)| (b, Some(c))))
}

fn strip(base: &str) -> Option<&str> {
    (base.len() >= SHORTEST && !base.ends_with('-')).then_some(base)
}
