//! What a layer makes of written forms by themselves, worked out once and kept from article to article.

use super::Document;

/// One thing for each form that was met so far. It must follow from the tables and the vocabulary of the
/// document alone, so that records are the same whatever was read before.
#[derive(Clone, Debug)]
pub struct ByForm<T> {
    /// The vocabulary that the forms are of.
    vocabulary: u64,
    known: Vec<Option<T>>,
}

impl<T> Default for ByForm<T> {
    fn default() -> Self {
        ByForm { vocabulary: 0, known: Vec::new() }
    }
}

impl<T: Clone> ByForm<T> {
    /// What is known of the form of the token at `at`; `make` tells it where it is new.
    #[inline]
    pub fn get(&mut self, document: &Document<'_>, at: u32, make: impl FnOnce() -> T) -> &T {
        if self.vocabulary != document.vocabulary {
            *self = ByForm { vocabulary: document.vocabulary, known: Vec::new() };
        }
        let form = document.forms[at as usize].0 as usize;
        if form >= self.known.len() {
            self.known.resize(form + 1, None);
        }
        self.known[form].get_or_insert_with(make)
    }
}
