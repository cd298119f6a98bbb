//! Learns rules/names/weight.tsv from tagged sentences, with the features of the layer itself.
//!
//! `learn_names [--folds K [--errors FILE]] [--l1 X] [--l2 X] [--cut N] [--rounds N] [--tilt X] [--open N]
//! [--raw FILE|FOLDER [--share X]]… [--without TEMPLATES] [--out FILE] [--dev FILE]… TRAIN.conll…`
//!
//! The table that ships: `--open 0 --l1 0.05 --l2 0.3 --rounds 80 idner.train.conll nergrit.train.conll`.

mod corpus;
mod crf;
mod descent;
mod guess;
mod score;

use corpus::Article;
use crf::{Index, LEARNED, Sentence};
use rustc_hash::{FxHashMap, FxHashSet};
use saripati::document::{Document, Labels, Scratch};
use saripati::layers::names::feature::{Feature, Sort, Template};
use saripati::layers::names::{Lattice, Memory, Names};
use saripati::layers::{Context, Layers};
use saripati::rules::{Source, Tables, folder};
use score::{Counts, score};
use std::fmt::Write as _;
use std::ops::Range;

type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// What the command line sets.
struct Options {
    folds: usize,
    l1: f64,
    l2: f64,
    cut: usize,
    /// The training file whose untagged states may be names all the same.
    open: Option<usize>,
    /// Where to write what the cross-validation gets wrong.
    errors: Option<String>,
    rounds: usize,
    /// What is added to every name's weight once all is learned: more names are found, fewer are right.
    tilt: f32,
    out: Option<String>,
    dev: Vec<String>,
    /// Texts without tags, which are learned from with the names that the tagged ones let us see.
    raw: Vec<String>,
    /// How much they count.
    share: f64,
    /// Templates that are left out.
    without: Vec<String>,
    train: Vec<String>,
}

fn options() -> Result<Options, AnyError> {
    let mut options = Options {
        folds: 0,
        l1: 0.1,
        l2: 0.05,
        cut: 2,
        open: None,
        errors: None,
        rounds: 80,
        tilt: 0.0,
        out: None,
        dev: Vec::new(),
        raw: Vec::new(),
        share: 0.3,
        without: Vec::new(),
        train: Vec::new(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--folds" => options.folds = value()?.parse()?,
            "--l1" => options.l1 = value()?.parse()?,
            "--l2" => options.l2 = value()?.parse()?,
            "--open" => options.open = Some(value()?.parse()?),
            "--errors" => options.errors = Some(value()?),
            "--tilt" => options.tilt = value()?.parse()?,
            "--cut" => options.cut = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse()?,
            "--out" => options.out = Some(value()?),
            "--raw" => options.raw.push(value()?),
            "--share" => options.share = value()?.parse()?,
            "--without" => options.without.extend(value()?.split(',').map(str::to_owned)),
            "--dev" => options.dev.push(value()?),
            _ => options.train.push(arg),
        }
    }
    Ok(options)
}

/// An article read up to the names.
struct Case<'t> {
    article: &'t Article,
    document: Document<'t>,
    labels: Labels,
    truth: Vec<(Range<u32>, Sort)>,
}

impl<'t> Case<'t> {
    fn new(article: &'t Article, tables: &'t Tables, layers: &Layers) -> Case<'t> {
        let document = Document::read(&article.text, tables);
        let (_, labels) = layers.values(&document, tables, None, &mut Scratch::default());
        let truth = article.names.iter().filter_map(|&(start, end, sort)| {
            let first = document.token_at(start);
            let last = document.token_at(end - 1);
            let span = document.span(&(first..last + 1));
            (span.start == start && span.end == end).then_some((first..last + 1, sort))
        });
        let truth = truth.collect();
        Case { article, document, labels, truth }
    }

    fn context<'d>(&'d self, tables: &'t Tables) -> Context<'d, 't> {
        Context { document: &self.document, tables, published: None, labels: &self.labels }
    }
}

fn main() -> Result<(), AnyError> {
    let options = options()?;
    let read = |paths: &[String]| -> Result<Vec<Article>, AnyError> {
        let mut articles = Vec::new();
        for (file, path) in paths.iter().enumerate() {
            articles.extend(corpus::read(&std::fs::read_to_string(path)?, file));
        }
        Ok(articles)
    };
    let (train, dev) = (read(&options.train)?, read(&options.dev)?);
    let raw: Vec<Vec<Article>> =
        options.raw.iter().map(|path| corpus::raw(path)).collect::<Result<_, _>>()?;
    let raw: Vec<Article> = raw.into_iter().flatten().collect();
    let tables = Tables::compile(&[
        folder("rules".as_ref()).map_err(|e| e.to_string())?,
        vec![words(train.iter().chain(&raw))],
    ])?;
    let layers = Layers::new(&tables)?;
    let names = Names::weighed_by(&tables, &["prior"])?;
    let cases: Vec<_> = train.iter().map(|a| Case::new(a, &tables, &layers)).collect();
    let raw: Vec<_> = raw.iter().map(|a| Case::new(a, &tables, &layers)).collect();
    let total: usize = train.iter().map(|a| a.names.len()).sum();
    let held: usize = cases.iter().map(|c| c.truth.len()).sum();
    eprintln!("{} articles, {total} names, {held} on token boundaries", train.len());
    if options.folds > 1 {
        cross_validate(&options, &tables, &cases, &raw)?;
    }
    if options.out.is_none() && dev.is_empty() {
        return Ok(());
    }
    let all: Vec<_> = cases.iter().collect();
    let (index, weights) = learn(&options, &tables, &all, &raw)?;
    let learned = rounded(&options, &index, &weights);
    eprintln!("{} features, {} with weights", index.features.len(), learned.len());
    if let Some(out) = &options.out {
        std::fs::write(out, table(&learned, &tables, &names))?;
    }
    let mut reader = Names::weighed_by(&tables, &["prior", "tilt"])?;
    put(&mut reader, &learned);
    for (file, path) in options.dev.iter().enumerate() {
        let cases: Vec<_> = dev.iter().filter(|a| a.file == file).collect();
        let cases: Vec<_> = cases.iter().map(|a| Case::new(a, &tables, &layers)).collect();
        let name = path.rsplit('/').next().unwrap_or(path);
        let counts = score(&options, &reader, &tables, &cases.iter().collect::<Vec<_>>());
        eprintln!("{name}: {counts}");
    }
    Ok(())
}

/// All words of the articles, as a table, so that they have ids.
fn words<'a>(articles: impl Iterator<Item = &'a Article>) -> Source {
    let mut words: Vec<String> = Vec::new();
    for article in articles {
        let (mut tokens, text) = (Vec::new(), &article.text);
        let span = saripati::text::Span::new(0, text.len());
        saripati::text::tokenize(text, span, &Default::default(), &mut tokens);
        words.extend(tokens.iter().map(|t| t.span.of(text).to_lowercase()));
        words.extend(text.split_whitespace().map(str::to_lowercase));
    }
    words.sort();
    words.dedup();
    let mut text = "#! kind = weights\nform\tperson\n".to_owned();
    for word in words.iter().filter(|w| !w.contains('|')) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "in={word}\t0");
    }
    let name = "names/learning.tsv".to_owned();
    Source { shown: name.clone(), name, text: text.into() }
}

fn cross_validate(
    options: &Options,
    tables: &Tables,
    cases: &[Case<'_>],
    raw: &[Case<'_>],
) -> Result<(), AnyError> {
    let folds = options.folds;
    let files = options.train.len();
    let run = |fold: usize| -> Result<Vec<Counts>, AnyError> {
        let mut names = Names::weighed_by(tables, &["prior", "tilt"])?;
        let part = |inside: bool| {
            let some = cases.iter().enumerate().filter(|(i, _)| (i % folds == fold) == inside);
            some.map(|(_, case)| case).collect::<Vec<_>>()
        };
        let (index, weights) = learn(options, tables, &part(false), raw)?;
        put(&mut names, &rounded(options, &index, &weights));
        let held = part(true);
        let of = |file| held.iter().copied().filter(move |c| c.article.file == file);
        Ok((0..files)
            .map(|file| {
                let held: Vec<_> = of(file).collect();
                let mut counts = score(options, &names, tables, &held);
                counts.surprise = surprise(options, tables, &held, &index, &weights);
                counts
            })
            .collect())
    };
    let mut sums = vec![Counts::default(); files];
    let mut results = Vec::new();
    std::thread::scope(|scope| -> Result<(), AnyError> {
        for pair in (0..folds).collect::<Vec<_>>().chunks(2) {
            let handles: Vec<_> = pair.iter().map(|&f| scope.spawn(move || run(f))).collect();
            for handle in handles {
                results.push(handle.join().map_err(|_| "a fold failed")??);
            }
        }
        Ok(())
    })?;
    for counts in results {
        sums.iter_mut().zip(counts).for_each(|(sum, one)| sum.add(one));
    }
    for (path, sum) in options.train.iter().zip(&sums) {
        eprintln!("{folds}-fold {}: {sum}", path.rsplit('/').next().unwrap_or(path));
    }
    if let Some(path) = &options.errors {
        let lines: Vec<_> = sums.iter().flat_map(|s| s.errors.iter().cloned()).collect();
        std::fs::write(path, lines.join("\n") + "\n")?;
    }
    Ok(())
}

/// How little the weights expect the names of articles that were held back: the log-likelihood that is
/// missing, which tells more than what the best names get right.
fn surprise(
    options: &Options,
    tables: &Tables,
    cases: &[&Case<'_>],
    index: &Index,
    weights: &[f64],
) -> f64 {
    let Ok(mut names) = Names::weighed_by(tables, &["prior"]) else { return f64::NAN };
    names.silence_rules();
    let mut gradient = vec![0.0; weights.len()];
    let mut sum = 0.0;
    for Example { lattice, truth, file } in examples(&names, tables, cases) {
        let open = open(options, &names, file.unwrap_or_default());
        let sentence = Sentence::new(&lattice, &truth, &open, index, 1.0);
        sum -= sentence.likelihood(index, weights, &mut gradient);
    }
    sum
}

/// A sentence to learn from.
struct Example {
    lattice: Lattice,
    truth: Vec<(Range<u32>, Sort)>,
    /// The file that it is from, if it is tagged.
    file: Option<usize>,
}

/// Learns weights from tagged articles, and then from others too.
fn learn(
    options: &Options,
    tables: &Tables,
    cases: &[&Case<'_>],
    raw: &[Case<'_>],
) -> Result<(Index, Vec<f64>), AnyError> {
    let mut names = Names::weighed_by(tables, &["prior"])?;
    names.silence_rules();
    let names = &names;
    let mut examples = examples(names, tables, cases);
    let learned = fit(options, names, &examples);
    if raw.is_empty() {
        return Ok(learned);
    }
    let mut reader = Names::weighed_by(tables, &["prior"])?;
    put(&mut reader, &rounded(options, &learned.0, &learned.1));
    examples.extend(guess::examples(tables, names, &reader, raw));
    Ok(fit(options, names, &examples))
}

/// The sentences of tagged articles.
fn examples(names: &Names, tables: &Tables, cases: &[&Case<'_>]) -> Vec<Example> {
    let mut examples = Vec::new();
    for case in cases {
        for lattice in names.lattices(&case.context(tables), &Memory::default()) {
            let inside = |(span, _): &&(Range<u32>, Sort)| lattice.tokens.contains(&span.start);
            let truth = case.truth.iter().filter(inside).cloned().collect();
            examples.push(Example { lattice, truth, file: Some(case.article.file) });
        }
    }
    examples
}

/// The weights that suit the examples best.
fn fit(options: &Options, names: &Names, examples: &[Example]) -> (Index, Vec<f64>) {
    let mut seen: FxHashMap<_, usize> = FxHashMap::default();
    for example in examples {
        let features: FxHashSet<_> = example.lattice.all_features().collect();
        // What only untagged texts have must be seen more often.
        let count = if example.file.is_some() { 2 } else { 1 };
        features.into_iter().for_each(|f| *seen.entry(f).or_default() += count);
    }
    let mut index = Index::default();
    for example in examples {
        for feature in example.lattice.all_features() {
            let wanted = !options.without.iter().any(|t| t == feature.template());
            if seen[&feature] >= 2 * options.cut && wanted {
                index.add(feature);
            }
        }
    }
    index.add_transitions();
    let open: Vec<_> = (0..options.train.len()).map(|file| open(options, names, file)).collect();
    let sentences: Vec<_> = examples
        .iter()
        .map(|Example { lattice, truth, file }| {
            let open = file.map_or(&[][..], |file| &open[file]);
            let weight = if file.is_some() { 1.0 } else { options.share };
            Sentence::new(lattice, truth, open, &index, weight)
        })
        .collect();
    let size = index.features.len() * LEARNED;
    let weights = descent::minimise(size, options.l1, options.rounds, |x, gradient| {
        let mut loss = 0.0;
        gradient.iter_mut().zip(x).for_each(|(g, x)| {
            *g = -options.l2 * x;
            loss += 0.5 * options.l2 * x * x;
        });
        for sentence in &sentences {
            loss -= sentence.likelihood(&index, x, gradient);
        }
        gradient.iter_mut().for_each(|g| *g = -*g);
        loss
    });
    (index, weights)
}

/// The features whose weights do not vanish at two decimals.
fn rounded(options: &Options, index: &Index, weights: &[f64]) -> Vec<(Feature, [f32; 4])> {
    let bias = Feature::plain(Template::Bias);
    let tilt = |feature| if feature == bias { f64::from(options.tilt) } else { 0.0 };
    let rounded = index.features.iter().zip(weights.chunks(LEARNED)).map(|(&feature, w)| {
        let two = |x: f64| (((x + tilt(feature)) * 100.0).round() / 100.0) as f32;
        (feature, [two(w[0]), two(w[1]), two(w[2]), 0.0])
    });
    rounded.filter(|(_, w)| w.iter().any(|x| *x != 0.0)).collect()
}

/// Puts learned weights in force beside those set by hand.
fn put(names: &mut Names, learned: &[(Feature, [f32; 4])]) {
    let weights = names.weights().plus(learned.iter().copied());
    names.set_weights(weights);
}

/// The table as it ships.
fn table(learned: &[(Feature, [f32; 4])], tables: &Tables, names: &Names) -> String {
    let mut rows: Vec<String> = learned
        .iter()
        .map(|(feature, scores)| {
            let cell = |x: f32| if x == 0.0 { String::new() } else { format!("{x:.2}") };
            let text = feature.text(tables, names.classes());
            let row = [text, cell(scores[0]), cell(scores[1]), cell(scores[2])].join("\t");
            row.trim_end().to_owned()
        })
        .collect();
    rows.sort();
    rows.dedup_by(|b, a| a.split('\t').next() == b.split('\t').next());
    let head = "# Weights of features for coarse types, learned by examples/learn_names from idner-news-2k (MIT) and NERGrit (Apache-2.0), training parts.\n\
                #! kind = weights\nform\tperson\tplace\torganization\n";
    format!("{head}{}\n", rows.join("\n"))
}

/// Features of what may be a name in a file although its tags do not say so: states.
fn open(options: &Options, names: &Names, file: usize) -> Vec<Feature> {
    let class = names.classes().named("country.GPE").filter(|_| options.open == Some(file));
    let both = |class| [Template::OnlyClass, Template::Whole].map(|t| Feature::class(t, class));
    class.map_or(Vec::new(), |class| both(class).to_vec())
}
