//! Examples of rules: a sentence with the span that the rule must make, and what it must say of it.

use crate::text::Span;

/// An example as written, its marks taken out.
///
/// `"[actor: Polisi] [menangkap] [recipient: dua pelaku] di Depok => COERCE/arrest"` is a sentence
/// with the span `menangkap`, two marked arguments and an expected value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Example {
    /// The sentence without marks.
    pub text: String,
    /// The span of the thing, in bytes of `text`; none in a `no` example.
    pub span: Option<Span>,
    /// Marked arguments: name and span, in order.
    pub marked: Vec<(String, Span)>,
    /// What stands behind ` => `.
    pub value: Option<String>,
}

impl Example {
    /// Reads an example.
    ///
    /// # Errors
    /// What is wrong: an unbalanced bracket, two unnamed spans, an empty span.
    pub fn read(raw: &str) -> Result<Example, String> {
        let (body, value) = match raw.rsplit_once(" => ") {
            Some((body, value)) => (body, Some(value.trim().to_owned())),
            None => (raw, None),
        };
        let mut example = Example { value, ..Example::default() };
        let mut open: Option<(usize, Option<String>)> = None;
        let mut rest = body;
        while let Some(at) = rest.find(['[', ']']) {
            example.text.push_str(&rest[..at]);
            let here = example.text.len();
            let opening = rest[at..].starts_with('[');
            rest = &rest[at + 1..];
            match (opening, open.take()) {
                (true, None) => {
                    let name = argument(rest);
                    if let Some(name) = &name {
                        rest = rest[name.len() + 1..].trim_start();
                    }
                    open = Some((here, name));
                }
                (false, Some((start, _))) if start == here => return Err("an empty span".into()),
                (false, Some((start, Some(name)))) => {
                    example.marked.push((name, Span::new(start, here)));
                }
                (false, Some((start, None))) => {
                    if example.span.replace(Span::new(start, here)).is_some() {
                        return Err("two spans without a name".into());
                    }
                }
                (true, Some(_)) => return Err("`[` inside of `[ … ]`".into()),
                (false, None) => return Err("`]` without `[`".into()),
            }
        }
        if open.is_some() {
            return Err("`[` without `]`".into());
        }
        example.text.push_str(rest);
        Ok(example)
    }
}

/// The argument's name, where the text behind a bracket begins with one: `actor: `.
fn argument(text: &str) -> Option<String> {
    let (name, rest) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (is_name && rest.starts_with(' ')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let example =
            Example::read("[actor: Polisi] [menangkap] dua [12:30] => COERCE").unwrap_err();
        assert_eq!(example, "two spans without a name");
        let example = Example::read("[actor: Polisi] [menangkap] dua => COERCE").unwrap();
        assert_eq!(example.text, "Polisi menangkap dua");
        assert_eq!(example.span.unwrap().of(&example.text), "menangkap");
        assert_eq!(example.marked, [("actor".to_owned(), Span::new(0, 6))]);
        assert_eq!(example.value.as_deref(), Some("COERCE"));
    }

    #[test]
    fn unbalanced_marks_are_refused() {
        for raw in ["[a", "a]", "[a [b]]", "a [] b"] {
            assert!(Example::read(raw).is_err(), "{raw}");
        }
        assert_eq!(Example::read("tanpa tanda").unwrap().span, None);
    }
}
