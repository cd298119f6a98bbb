//! Sums of weights that come again and again, kept from article to article.

use super::evidence::{Part, Shape};
use super::model::Scores;
use crate::document::{Document, FormId};

/// Places for candidates' shapes; a power of two.
const SHAPES: usize = 1 << 10;

/// What the weights in force say of written forms in each part of a candidate, and of shapes of
/// candidates. All of it follows from the weights and the vocabulary of the document: names are the
/// same whatever was read before.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    /// The vocabulary that the forms are of.
    vocabulary: u64,
    forms: Vec<Form>,
    /// At the place that a shape's hash tells, the last one that fell there.
    shapes: Vec<Option<(Shape, Scores)>>,
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
        self.shapes.resize(SHAPES, None);
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
        let mixed = (shape[0] ^ shape[1].rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = &mut self.shapes[(mixed >> 32) as usize % SHAPES];
        match place {
            Some((known, scores)) if *known == shape => *scores,
            _ => {
                let mut scores = Scores::default();
                sum(&mut scores);
                *place = Some((shape, scores));
                scores
            }
        }
    }
}
