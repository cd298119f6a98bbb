//! Tagged sentences, put together into articles as plain text with the spans of their names.

use saripati::layers::names::feature::Sort;

/// Sentences to an article.
const SENTENCES: usize = 12;

/// The tag of a word with a capital that is no name.
const COMMON: &str = "common";

/// A text and the bytes of its names.
#[derive(Debug, Default)]
pub struct Article {
    /// The text.
    pub text: String,
    /// The names: first byte, one past the last, type.
    pub names: Vec<(u32, u32, Sort)>,
    /// The bytes of words that are no names although they have capitals, where the tags say so.
    pub common: Vec<(u32, u32)>,
    /// Which file it is from.
    pub file: usize,
}

/// Texts without tags: the `*.txt` of a folder, or a file of `token … tag` lines.
///
/// # Errors
/// What cannot be read.
pub fn raw(path: &str) -> std::io::Result<Vec<Article>> {
    if !std::path::Path::new(path).is_dir() {
        let mut articles = read(&std::fs::read_to_string(path)?, 0);
        articles.iter_mut().for_each(|a| a.names.clear());
        return Ok(articles);
    }
    let mut paths: Vec<_> =
        std::fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let article = |path| Ok(Article { text: std::fs::read_to_string(path)?, ..Article::default() });
    paths.into_iter().map(article).collect()
}

/// The articles of a file of `token … tag` lines with blank lines between sentences.
pub fn read(content: &str, file: usize) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut sentences = 0;
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    for line in content.lines().chain([""]) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if let [token, .., tag] = fields[..] {
            sentence.push((token, tag));
        } else if !sentence.is_empty() {
            if sentences % SENTENCES == 0 {
                articles.push(Article { file, ..Article::default() });
            }
            sentences += 1;
            let article = articles.last_mut().expect("one was begun");
            add(article, &sentence);
            sentence.clear();
        }
    }
    articles
}

fn sort(tag: &str) -> Option<Sort> {
    match tag.get(2..)? {
        "PER" | "PERSON" => Some(Sort::Person),
        "LOC" | "PLACE" | "LOCATION" => Some(Sort::Place),
        "ORG" | "ORGANISATION" | "ORGANIZATION" => Some(Sort::Organization),
        _ => None,
    }
}

fn add(article: &mut Article, sentence: &[(&str, &str)]) {
    let spans = detokenize(&mut article.text, sentence.iter().map(|(token, _)| *token));
    let mut open: Option<(u32, u32, Sort)> = None;
    for (&(_, tag), (start, end)) in sentence.iter().zip(spans) {
        if tag == COMMON {
            article.common.push((start, end));
        }
        let sort = sort(tag);
        match (&mut open, sort) {
            (Some(name), Some(sort)) if tag.starts_with("I-") && name.2 == sort => name.1 = end,
            _ => {
                article.names.extend(open.take());
                open = sort.map(|sort| (start, end, sort));
            }
        }
    }
    article.names.extend(open);
    article.text.push_str("\n\n");
}

/// Joins tokens into plain text, marks glued as print has them; the bytes of each.
fn detokenize<'s>(text: &mut String, tokens: impl Iterator<Item = &'s str>) -> Vec<(u32, u32)> {
    const NOT_BEFORE: &[&str] =
        &[",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "”", "’", "…", "..."];
    const NOT_AFTER: &[&str] = &["(", "[", "{", "“", "‘"];
    let (mut open_quote, mut glue, mut spans) = (false, true, Vec::new());
    for token in tokens {
        let quote = token == "\"";
        let attach = glue || if quote { open_quote } else { NOT_BEFORE.contains(&token) };
        if !attach {
            text.push(' ');
        }
        let start = text.len() as u32;
        text.push_str(token);
        spans.push((start, text.len() as u32));
        glue = NOT_AFTER.contains(&token);
        if quote {
            open_quote = !open_quote;
            glue = open_quote;
        }
    }
    spans
}
