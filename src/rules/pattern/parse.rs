//! Reads the text of a pattern into its tree.

use super::{Node, PatternError};

/// Reads a pattern.
///
/// # Errors
/// The first fault, with its byte offset.
pub fn parse(text: &str) -> Result<Node, PatternError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let node = parser.alternatives()?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.fault("this closes nothing"));
    }
    if is_empty(&node) {
        return Err(PatternError { offset: 0, message: "an empty pattern".into() });
    }
    Ok(node)
}

/// Deeper nesting than any readable rule has.
const MAX_DEPTH: u32 = 24;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
}

impl<'t> Parser<'t> {
    fn fault(&self, message: impl Into<String>) -> PatternError {
        PatternError { offset: self.at, message: message.into() }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn expect(&mut self, c: char) -> Result<(), PatternError> {
        if self.eat(c) { Ok(()) } else { Err(self.fault(format!("expected `{c}` here"))) }
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn run(&mut self, allowed: impl Fn(char) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !allowed(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn name(&mut self, what: &str) -> Result<String, PatternError> {
        let name = self.run(|c| c.is_alphanumeric() || c == '_' || c == '-');
        if name.is_empty() {
            Err(self.fault(format!("{what} is missing here")))
        } else {
            Ok(name.into())
        }
    }

    fn alternatives(&mut self) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault("nested too deeply"));
        }
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        if all.len() == 1 {
            return Ok(all.remove(0));
        }
        if all.iter().any(is_empty) {
            return Err(self.fault("an empty alternative: write `( … )?` instead"));
        }
        Ok(Node::Alt(all))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut items = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                None | Some(')' | ']' | '|') => break,
                Some(_) => items.push(self.item()?),
            }
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Node::Seq(items) })
    }

    fn item(&mut self) -> Result<Node, PatternError> {
        for (c, node) in [('^', Node::Start), ('$', Node::End)] {
            if self.eat(c) {
                return Ok(node);
            }
        }
        // The span's brackets group as round ones do: `[ a | b ]` is one or the other.
        if self.eat('[') {
            let inner = self.alternatives()?;
            self.expect(']')?;
            if is_empty(&inner) {
                return Err(self.fault("an empty span"));
            }
            return Ok(Node::Seq(vec![Node::Open, inner, Node::Close]));
        }
        if self.eat('!') {
            return Ok(Node::Not(Box::new(self.atom()?)));
        }
        let start = self.at;
        let name = self.run(|c| c.is_ascii_lowercase() || c == '_');
        if !name.is_empty() && self.eat(':') {
            let inner = self.atom()?;
            let inner = self.repeated(inner)?;
            return Ok(Node::Capture(name.into(), Box::new(inner), start));
        }
        self.at = start;
        let atom = self.atom()?;
        self.repeated(atom)
    }

    fn repeated(&mut self, node: Node) -> Result<Node, PatternError> {
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            _ => return Ok(node),
        };
        self.at += 1;
        let digits = self.run(|c| c.is_ascii_digit());
        let max = match digits {
            "" => max,
            _ if max.is_some() => return Err(self.fault("`?` takes no number")),
            _ => match digits.parse() {
                Ok(n) if (1..=64).contains(&n) => Some(n),
                _ => return Err(self.fault("a repetition goes from 1 to 64")),
            },
        };
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }

    fn atom(&mut self) -> Result<Node, PatternError> {
        let offset = self.at;
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.alternatives()?;
                self.expect(')')?;
                if is_empty(&inner) {
                    return Err(self.fault("an empty group"));
                }
                Ok(inner)
            }
            Some('"') => {
                self.at += 1;
                let text = self.run(|c| c != '"');
                self.expect('"')?;
                if text.trim().is_empty() {
                    return Err(self.fault("an empty literal"));
                }
                Ok(Node::Exact(text.into(), offset))
            }
            Some('@') => {
                self.at += 1;
                let name = self.name("the list's name")?;
                let filter = if self.eat('[') {
                    let column = self.name("a column's name")?;
                    self.expect('=')?;
                    let value = self.run(|c| c != ']').trim().to_owned();
                    self.expect(']')?;
                    Some((column, value))
                } else {
                    None
                };
                Ok(Node::List { name, filter, offset })
            }
            Some('~') => {
                self.at += 1;
                let list = self.eat('@');
                let name = self.name(if list { "the list's name" } else { "a root" })?;
                let mut voices = Vec::new();
                while self.eat('.') {
                    voices.push(self.name("a voice")?);
                }
                Ok(Node::Root { name, list, voices, offset })
            }
            Some('<') => {
                self.at += 1;
                let name = self.name("a shape's name")?;
                self.expect('>')?;
                Ok(Node::Shape(name, offset))
            }
            Some('{') => {
                self.at += 1;
                let labels = self.run(|c| c != '}');
                self.expect('}')?;
                let labels: Vec<String> = labels.split('|').map(|l| l.trim().to_owned()).collect();
                if labels.iter().any(String::is_empty) {
                    return Err(self.fault("a label is missing here"));
                }
                Ok(Node::Label(labels, offset))
            }
            Some('&') => {
                self.at += 1;
                Ok(Node::Use(self.name("the name of a definition")?, offset))
            }
            Some(c) if is_word(c) => Ok(Node::Word(self.run(is_word).to_lowercase(), offset)),
            Some(c) => Err(self.fault(format!("`{c}` means nothing here; quote it: \"{c}\""))),
            None => Err(self.fault("the pattern breaks off here")),
        }
    }
}

/// Characters of a bare word.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | ',' | '/' | '%')
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::Seq(items) if items.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, at: usize) -> Node {
        Node::Word(text.into(), at)
    }

    #[test]
    fn a_pattern_reads_into_its_tree() {
        let node = parse("pada [ day:<day> @month ( year:<year> )? ] !@unit[kind=mass]").unwrap();
        let day = Node::Capture("day".into(), Box::new(Node::Shape("day".into(), 11)), 7);
        let year = Node::Capture("year".into(), Box::new(Node::Shape("year".into(), 31)), 26);
        let month = Node::List { name: "month".into(), filter: None, offset: 17 };
        let filter = Some(("kind".into(), "mass".into()));
        let unit = Node::List { name: "unit".into(), filter, offset: 44 };
        let optional = Node::Repeat { node: Box::new(year), min: 0, max: Some(1) };
        let span = Node::Seq(vec![Node::Open, Node::Seq(vec![day, month, optional]), Node::Close]);
        assert_eq!(node, Node::Seq(vec![word("pada", 0), span, Node::Not(unit.into())]));
    }

    #[test]
    fn roots_voices_and_labels_are_told_apart() {
        let node = parse("~tangkap.active.passive | ~@speech {PERSON|time}+3").unwrap();
        let Node::Alt(sides) = node else { panic!("{node:?}") };
        assert!(matches!(&sides[0], Node::Root { list: false, voices, .. } if voices.len() == 2));
        let Node::Seq(right) = &sides[1] else { panic!("{sides:?}") };
        assert!(matches!(&right[0], Node::Root { list: true, name, .. } if name == "speech"));
        assert!(matches!(&right[1], Node::Repeat { min: 1, max: Some(3), .. }));
    }

    #[test]
    fn a_fault_has_its_offset() {
        for (pattern, offset, message) in [
            ("pada (", 6, "an empty group"),
            ("@", 1, "the list's name is missing here"),
            ("a ) b", 2, "this closes nothing"),
            ("<day", 4, "expected `>` here"),
            ("a # b", 2, "`#` means nothing here; quote it: \"#\""),
            ("(a |)", 4, "an empty alternative: write `( … )?` instead"),
        ] {
            let fault = parse(pattern).unwrap_err();
            let wanted = if pattern == "pada (" { "expected `)` here" } else { message };
            assert_eq!((fault.offset, &*fault.message), (offset, wanted), "{pattern}");
        }
    }
}
