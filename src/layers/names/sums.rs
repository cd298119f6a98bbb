//! Sums of weights that come again and again, kept from article to article.

use super::evidence::{Part, Shape};
use super::model::Scores;
use crate::document::{Document, FormId};
use rustc_hash::FxHashMap;

/// Shapes of candidates that are kept before all are forgotten; those of some hundred articles.
const SHAPES: usize = 1 << 14;

/// What the weights in force say of written forms in each part of a candidate, and of shapes of
/// candidates. All of it follows from the weights and the vocabulary of the document: names are the
/// same whatever was read before.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// The vocabulary that the forms are of.
    vocabulary: u64,
    forms: Vec<Form>,
    shapes: FxHashMap<Shape, Scores>,
}

/// What is known of one form: a bit for each part that was summed.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    known: u8,
    scores: [Scores; Part::COUNT],
}

impl Sums {
    /// Makes ready for a document.
    pub fn open(&mut self, document: &Document<'_>) {
        if self.vocabulary != document.vocabulary {
            self.vocabulary = document.vocabulary;
            self.forms.clear();
        }
        if self.shapes.len() > SHAPES {
            self.shapes.clear();
        }
    }

    /// The sum of a form in a part of a candidate; `sum` makes it.
    pub fn form(&mut self, form: FormId, part: Part, sum: impl FnOnce(&mut Scores)) -> Scores {
        let index = form.0 as usize;
        if index >= self.forms.len() {
            self.forms.resize(index + 1, Form::default());
        }
        let known = &mut self.forms[index];
        let scores = &mut known.scores[part as usize];
        if known.known >> part as u8 & 1 == 0 {
            known.known |= 1 << part as u8;
            sum(scores);
        }
        *scores
    }

    /// The sum of a shape; `sum` makes it.
    pub fn shape(&mut self, shape: Shape, sum: impl FnOnce(&mut Scores)) -> Scores {
        let known = self.shapes.entry(shape);
        *known.or_insert_with(|| {
            let mut scores = Scores::default();
            sum(&mut scores);
            scores
        })
    }
}
