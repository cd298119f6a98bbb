//! What is wrong with a rule table, where, and what to do about it.

use super::flat::{Reader, Writer};
use std::borrow::Cow;
use std::fmt;

/// A place in a rule file: lines and columns count from 1, columns in code points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user would open it.
    pub file: Cow<'static, str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

impl Place {
    pub(super) fn write(&self, to: &mut Writer) {
        to.text(&self.file);
        to.numbers(&[self.line, self.column]);
    }

    pub(super) fn read(from: &mut Reader) -> Place {
        let (file, at) = (from.text(), from.numbers());
        let number = |i: usize| at.get(i).copied().unwrap_or_default();
        Place { file, line: number(0), column: number(1) }
    }

    /// The place of byte `offset` of `text`, the contents of `file`.
    pub fn at(file: &str, text: &str, offset: usize) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Place {
            file: Cow::Owned(file.to_owned()),
            line: before.matches('\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One fault in one rule table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do, where there is something to suggest.
    pub help: Option<String>,
}

impl Error {
    /// A fault at `place`.
    pub fn new(place: Place, message: impl Into<String>) -> Error {
        Error { place, message: message.into(), help: None }
    }

    /// The same fault with a suggestion.
    pub fn help(mut self, help: impl Into<String>) -> Error {
        self.help = Some(help.into());
        self
    }

    /// The same fault, suggesting the candidate nearest to `wrote`, if one is near.
    pub fn did_you_mean<'c>(
        mut self,
        wrote: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Error {
        let nearest = candidates
            .into_iter()
            .map(|c| (strsim::damerau_levenshtein(wrote, c), c))
            .filter(|&(distance, c)| distance <= 1 + c.chars().count().min(12) / 4)
            .min();
        if let Some((_, candidate)) = nearest {
            self.help = Some(format!("did you mean `{candidate}`?"));
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// All faults found in one reading of the tables; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors(pub Vec<Error>);

impl Errors {
    /// The faults of several readings together.
    pub fn joined<const N: usize>(all: [Option<Errors>; N]) -> Errors {
        Errors(all.into_iter().flatten().flat_map(|errors| errors.0).collect())
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Errors(vec![error])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_code_points_from_one() {
        let text = "satu\ndué tiga";
        let place = Place::at("a.tsv", text, text.find("tiga").unwrap());
        assert_eq!(place.to_string(), "a.tsv:2:5");
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let error = || Error::new(Place::at("a", "", 0), "unknown list");
        let near = error().did_you_mean("mont", ["month", "weekday"]);
        assert_eq!(near.help.as_deref(), Some("did you mean `month`?"));
        assert_eq!(error().did_you_mean("zebra", ["month"]).help, None);
    }
}
