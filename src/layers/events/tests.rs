//! Events of sentences, without the layers of names and coreference.
