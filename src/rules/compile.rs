//! Compiles the tree of a pattern into its program, with every name looked up.

use super::error::Error;
use super::file::Located;
use super::labels::LabelSet;
use super::pattern::{Node, parse};
use super::program::{Inst, Program, matches_nothing};
use super::tables::Tables;
use crate::morphology::Voice;
use crate::text::{Span, tokenize};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Definitions may use definitions, but not without end.
const MAX_USES: u32 = 16;

/// Captures that one pattern may have.
const MAX_CAPTURES: usize = 60;

/// Compiles one pattern; words that are new to the tables are added to them. With `bare`, roots that are asked for in the active
/// are found without a prefix as well ([`Voice::BARE`]).
///
/// # Errors
/// The first fault, with its place: grammar, an unknown list, column, root, voice, shape, label or
/// definition, an unbalanced span, a pattern that could match nothing.
pub(super) fn pattern(
    source: &Located,
    defines: &FxHashMap<String, Located>,
    tables: &mut Tables,
    bare: bool,
) -> Result<Program, Error> {
    let node = read(source)?;
    let (steps, captures) = (Vec::new(), Vec::new());
    let mut compiler = Compiler { tables, defines, bare, steps, captures, opened: 0, closed: 0 };
    compiler.node(&node, source, 0)?;
    compiler.steps.push(Inst::Accept);
    if compiler.opened != compiler.closed || compiler.opened > 1 {
        return Err(broken_span(source));
    }
    let Compiler { steps, captures, .. } = compiler;
    if matches_nothing(&steps) {
        let error = Error::new(source.place.clone(), "this pattern can match without any token");
        return Err(error.help("leave at least one element that is not optional"));
    }
    Ok(Program::new(&steps, captures, &tables.shapes))
}

fn broken_span(source: &Located) -> Error {
    Error::new(source.place.clone(), "the span is not one pair of brackets")
        .help("put `[` and `]` once each around the thing itself, or leave both")
}

fn read(source: &Located) -> Result<Node, Error> {
    parse(&source.text).map_err(|fault| Error::new(at(source, fault.offset), fault.message))
}

/// The place of byte `offset` of a pattern on one line.
fn at(source: &Located, offset: usize) -> super::error::Place {
    let mut place = source.place.clone();
    let before = &source.text[..offset.min(source.text.len())];
    match before.rfind('\n') {
        None => place.column += before.chars().count() as u32,
        Some(line) => {
            place.line += before.matches('\n').count() as u32;
            place.column = before[line + 1..].chars().count() as u32 + 1;
        }
    }
    place
}

struct Compiler<'t> {
    tables: &'t mut Tables,
    defines: &'t FxHashMap<String, Located>,
    bare: bool,
    steps: Vec<Inst>,
    captures: Vec<Cow<'static, str>>,
    opened: u32,
    closed: u32,
}

impl Compiler<'_> {
    fn push(&mut self, inst: Inst) -> usize {
        self.steps.push(inst);
        self.steps.len() - 1
    }

    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn node(&mut self, node: &Node, source: &Located, uses: u32) -> Result<(), Error> {
        match node {
            Node::Word(text, offset) => {
                let ids = self.words(text);
                if ids.is_empty() {
                    return Err(Error::new(at(source, *offset), "a word without letters"));
                }
                for id in ids {
                    self.push(Inst::Word(id));
                }
            }
            Node::Exact(text, _) => {
                for token in self.tokens(text) {
                    let word = self.tables.words.intern(&token.to_lowercase());
                    let text = self.tables.lists.intern_text(token);
                    self.push(Inst::Exact(word, text));
                }
            }
            Node::List { name, filter, offset } => {
                self.list(name, filter.as_ref(), &at(source, *offset))?
            }
            Node::Root { name, list, voices, offset } => {
                self.root(name, *list, voices, &at(source, *offset))?;
            }
            Node::Shape(name, offset) => match self.tables.shapes.named(name) {
                Some(shape) => {
                    self.push(Inst::Shape(shape));
                }
                None => {
                    let error = Error::new(at(source, *offset), format!("unknown shape `{name}`"));
                    return Err(error.did_you_mean(name, self.tables.shapes.names()));
                }
            },
            Node::Label(names, offset) => {
                let place = at(source, *offset);
                let set = LabelSet::named(names, |message| Error::new(place.clone(), message))?;
                self.push(Inst::Label(set));
            }
            Node::Use(name, offset) => {
                let place = at(source, *offset);
                let Some(define) = self.defines.get(name).cloned() else {
                    let error = Error::new(place, format!("unknown definition `{name}`"));
                    return Err(error.did_you_mean(name, self.defines.keys().map(String::as_str)));
                };
                if uses >= MAX_USES {
                    return Err(Error::new(place, format!("`{name}` uses itself")));
                }
                self.node(&read(&define)?, &define, uses + 1)?;
            }
            Node::Start | Node::End => {
                let edge = if *node == Node::Start { Inst::Start } else { Inst::End };
                self.push(edge);
            }
            Node::Open => {
                self.opened += 1;
                self.push(Inst::Save(0));
            }
            Node::Close => {
                self.closed += 1;
                self.push(Inst::Save(1));
            }
            Node::Not(inner) => {
                let not = self.push(Inst::Not(0));
                self.node(inner, source, uses)?;
                self.push(Inst::Accept);
                self.steps[not] = Inst::Not(self.here());
            }
            Node::Seq(items) => {
                for item in items {
                    self.node(item, source, uses)?;
                }
            }
            Node::Alt(sides) => self.alternatives(sides, source, uses)?,
            Node::Repeat { node, min, max } => self.repeat(node, (*min, *max), source, uses)?,
            Node::Capture(name, inner, offset) => {
                let slot = self.capture(name, &at(source, *offset))?;
                self.push(Inst::Save(slot));
                self.node(inner, source, uses)?;
                self.push(Inst::Save(slot + 1));
            }
        }
        Ok(())
    }

    /// The slot of a capture's start; alternatives may use one name, each for itself.
    fn capture(&mut self, name: &str, place: &super::error::Place) -> Result<u8, Error> {
        let known = self.captures.iter().position(|capture| capture == name);
        let index = known.unwrap_or_else(|| {
            self.captures.push(name.to_owned().into());
            self.captures.len() - 1
        });
        if index >= MAX_CAPTURES {
            return Err(Error::new(place.clone(), "too many captures in one pattern"));
        }
        Ok((super::program::SPAN_SLOTS + 2 * index) as u8)
    }

    fn alternatives(&mut self, sides: &[Node], source: &Located, uses: u32) -> Result<(), Error> {
        let mut jumps = Vec::new();
        let before = (self.opened, self.closed);
        let mut most = before;
        for (i, side) in sides.iter().enumerate() {
            let last = i + 1 == sides.len();
            let split = (!last).then(|| self.push(Inst::Split(0)));
            // Of alternatives one is taken, so each may mark the span for itself.
            (self.opened, self.closed) = before;
            self.node(side, source, uses)?;
            most = (most.0.max(self.opened), most.1.max(self.closed));
            if let Some(split) = split {
                jumps.push(self.push(Inst::Jump(0)));
                self.steps[split] = Inst::Split(self.here());
            }
        }
        (self.opened, self.closed) = most;
        for jump in jumps {
            self.steps[jump] = Inst::Jump(self.here());
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        node: &Node,
        (min, max): (u32, Option<u32>),
        source: &Located,
        uses: u32,
    ) -> Result<(), Error> {
        for _ in 0..min {
            self.node(node, source, uses)?;
        }
        match max {
            None => {
                let split = self.push(Inst::Split(0));
                let before = self.here();
                self.node(node, source, uses)?;
                if takes_nothing(&self.steps[before as usize..], before) {
                    let error =
                        Error::new(source.place.clone(), "a repeated part can match nothing");
                    return Err(error.help("make the inner part take at least one token"));
                }
                self.push(Inst::Jump(split as u32));
                self.steps[split] = Inst::Split(self.here());
            }
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.push(Inst::Split(0)));
                    self.node(node, source, uses)?;
                }
                for split in splits {
                    self.steps[split] = Inst::Split(self.here());
                }
            }
        }
        Ok(())
    }

    fn list(
        &mut self,
        name: &str,
        filter: Option<&(String, String)>,
        place: &super::error::Place,
    ) -> Result<(), Error> {
        let lists = &self.tables.lists;
        let Some(list) = lists.find(name) else {
            let error = Error::new(place.clone(), format!("unknown list `@{name}`"));
            return Err(error.did_you_mean(name, lists.iter().map(|(_, l)| &*l.name)));
        };
        let filter = match filter {
            None => None,
            Some((column, value)) => {
                let Some(index) = lists.column(list, column) else {
                    let message = format!("list `@{name}` has no column `{column}`");
                    let columns = lists.list(list).columns.iter().map(|c| &**c);
                    return Err(Error::new(place.clone(), message).did_you_mean(column, columns));
                };
                let Some(cell) = lists.find_text(value) else {
                    let message =
                        format!("no row of `@{name}` has `{value}` in its column `{column}`");
                    return Err(Error::new(place.clone(), message));
                };
                Some((index as u8, cell))
            }
        };
        self.push(Inst::List(list, filter));
        Ok(())
    }

    fn root(
        &mut self,
        name: &str,
        list: bool,
        voices: &[String],
        place: &super::error::Place,
    ) -> Result<(), Error> {
        // `noun.process` is one name of two parts, so the parts are put together again.
        let mut set = Voice::empty();
        let mut parts = voices.iter().map(String::as_str).peekable();
        while let Some(part) = parts.next() {
            let long = parts.peek().map(|next| format!("{part}.{next}"));
            if let Some(voice) = long.as_deref().and_then(Voice::named) {
                parts.next();
                set |= voice;
            } else if let Some(voice) = Voice::named(part) {
                set |= voice;
            } else {
                let error = Error::new(place.clone(), format!("unknown voice `{part}`"));
                return Err(error.did_you_mean(part, Voice::names()));
            }
        }
        if set.is_empty() {
            set = Voice::FORM;
        }
        if self.bare && set.contains(Voice::ACTIVE) && !set.contains(Voice::BASE) {
            set |= Voice::BASE | Voice::BARE;
        }
        if list {
            let Some(list) = self.tables.lists.find(name) else {
                let error = Error::new(place.clone(), format!("unknown list of roots `@{name}`"));
                let names = self.tables.lists.iter().map(|(_, l)| &*l.name);
                return Err(error.did_you_mean(name, names));
            };
            self.push(Inst::RootOf(list, set));
        } else {
            let Some(root) = self.tables.root(&name.replace('_', " ")) else {
                let error = Error::new(place.clone(), format!("unknown root `{name}`"));
                let error = error.did_you_mean(name, self.tables.roots.names());
                let help = error.help.clone();
                let add = "add it to morphology/root.tsv";
                return Err(error.help(help.map_or(add.into(), |near| format!("{near} Or {add}"))));
            };
            self.push(Inst::Root(root, set));
        }
        Ok(())
    }

    fn tokens<'s>(&self, text: &'s str) -> Vec<&'s str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &self.tables.conventions, &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    fn words(&mut self, text: &str) -> Vec<super::words::WordId> {
        let tokens = self.tokens(text);
        tokens.into_iter().map(|t| self.tables.words.intern(&t.to_lowercase())).collect()
    }
}

/// Whether the compiled `body`, which begins at step `base` of its program, may take no token.
fn takes_nothing(body: &[Inst], base: u32) -> bool {
    let mut steps = body.to_vec();
    for step in &mut steps {
        if let Inst::Split(there) | Inst::Jump(there) | Inst::Not(there) = step {
            *there -= base;
        }
    }
    steps.push(Inst::Accept);
    matches_nothing(&steps)
}
