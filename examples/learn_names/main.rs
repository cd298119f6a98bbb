//! Learns rules/names/weight.tsv from tagged sentences, with the features of the layer itself.
//!
//! `learn_names [--folds K] [--l1 X] [--l2 X] [--cut N] [--rounds N] [--out FILE] [--dev FILE]… TRAIN.conll…`

mod corpus;
mod crf;
mod descent;

use corpus::Article;
use crf::{Index, LEARNED, Sentence};
use rustc_hash::{FxHashMap, FxHashSet};
use saripati::document::{Document, Labels, Scratch};
use saripati::layers::names::feature::{Feature, Sort, Template};
use saripati::layers::names::{Memory, Names};
use saripati::layers::{Context, Layers};
use saripati::rules::{Source, Tables, folder};
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
    rounds: usize,
    out: Option<String>,
    dev: Vec<String>,
    train: Vec<String>,
}

fn options() -> Result<Options, AnyError> {
    let mut options = Options {
        folds: 0,
        l1: 0.1,
        l2: 0.05,
        cut: 2,
        open: None,
        rounds: 80,
        out: None,
        dev: Vec::new(),
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
            "--cut" => options.cut = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse()?,
            "--out" => options.out = Some(value()?),
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
    let tables = Tables::compile(&[
        folder("rules".as_ref()).map_err(|e| e.to_string())?,
        vec![words(&train)],
    ])?;
    let layers = Layers::new(&tables)?;
    let names = Names::weighed_by(&tables, &["prior"])?;
    let cases: Vec<_> = train.iter().map(|a| Case::new(a, &tables, &layers)).collect();
    let total: usize = train.iter().map(|a| a.names.len()).sum();
    let held: usize = cases.iter().map(|c| c.truth.len()).sum();
    eprintln!("{} articles, {total} names, {held} on token boundaries", train.len());
    if options.folds > 1 {
        cross_validate(&options, &tables, &cases)?;
    }
    if options.out.is_none() && dev.is_empty() {
        return Ok(());
    }
    let all: Vec<_> = cases.iter().collect();
    let (index, weights) = learn(&options, &tables, &names, &all);
    let learned = rounded(&index, &weights);
    eprintln!("{} features, {} with weights", index.features.len(), learned.len());
    if let Some(out) = &options.out {
        std::fs::write(out, table(&learned, &tables, &names))?;
    }
    let mut reader = Names::weighed_by(&tables, &["prior"])?;
    put(&mut reader, &learned);
    for (file, path) in options.dev.iter().enumerate() {
        let cases: Vec<_> = dev.iter().filter(|a| a.file == file).collect();
        let cases: Vec<_> = cases.iter().map(|a| Case::new(a, &tables, &layers)).collect();
        let name = path.rsplit('/').next().unwrap_or(path);
        eprintln!("{name}: {}", score(&reader, &tables, &cases.iter().collect::<Vec<_>>()));
    }
    Ok(())
}

/// All words of the articles, as a table, so that they have ids.
fn words(articles: &[Article]) -> Source {
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

fn cross_validate(options: &Options, tables: &Tables, cases: &[Case<'_>]) -> Result<(), AnyError> {
    let folds = options.folds;
    let run = |fold: usize| -> Result<Vec<Counts>, AnyError> {
        let mut names = Names::weighed_by(tables, &["prior"])?;
        let part = |inside: bool| {
            let some = cases.iter().enumerate().filter(|(i, _)| (i % folds == fold) == inside);
            some.map(|(_, case)| case).collect::<Vec<_>>()
        };
        let (index, weights) = learn(options, tables, &names, &part(false));
        put(&mut names, &rounded(&index, &weights));
        let held = part(true);
        let files = 0..options.train.len();
        Ok(files
            .map(|file| {
                let some: Vec<_> =
                    held.iter().copied().filter(|c| c.article.file == file).collect();
                score(&names, tables, &some)
            })
            .collect())
    };
    let mut sums = vec![Counts::default(); options.train.len()];
    let mut results = Vec::new();
    std::thread::scope(|scope| -> Result<(), AnyError> {
        for pair in (0..folds).collect::<Vec<_>>().chunks(2) {
            let handles: Vec<_> = pair.iter().map(|&f| scope.spawn(move || (f, run(f)))).collect();
            for handle in handles {
                let (_, counts) = handle.join().map_err(|_| "a fold failed")?;
                results.push(counts?);
            }
        }
        Ok(())
    })?;
    for counts in results {
        sums.iter_mut().zip(counts).for_each(|(sum, one)| sum.add(&one));
    }
    for (path, sum) in options.train.iter().zip(&sums) {
        eprintln!("{folds}-fold {}: {sum}", path.rsplit('/').next().unwrap_or(path));
    }
    Ok(())
}

/// Learns weights from articles.
fn learn(
    options: &Options,
    tables: &Tables,
    names: &Names,
    cases: &[&Case<'_>],
) -> (Index, Vec<f64>) {
    let memory = Memory::default();
    let mut lattices = Vec::new();
    let mut seen: FxHashMap<_, usize> = FxHashMap::default();
    for case in cases {
        for lattice in names.lattices(&case.context(tables), &memory) {
            let features: FxHashSet<_> = lattice.features.iter().flatten().copied().collect();
            features.into_iter().for_each(|f| *seen.entry(f).or_default() += 1);
            lattices.push((case, lattice));
        }
    }
    let mut index = Index::default();
    for (_, lattice) in &lattices {
        for &feature in lattice.features.iter().flatten() {
            if seen[&feature] >= options.cut {
                index.add(feature);
            }
        }
    }
    index.add_transitions();
    let open: Vec<Vec<Feature>> = (0..options.train.len())
        .map(|file| {
            let class = names.classes().named("country.GPE").filter(|_| options.open == Some(file));
            let both =
                |class| [Template::OnlyClass, Template::Whole].map(|t| Feature::class(t, class));
            class.map_or(Vec::new(), |class| both(class).to_vec())
        })
        .collect();
    let sentences: Vec<_> = lattices
        .iter()
        .map(|(case, lattice)| {
            Sentence::new(lattice, &case.truth, &open[case.article.file], &index)
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
fn rounded(index: &Index, weights: &[f64]) -> Vec<(Feature, [f32; 4])> {
    let rounded = index.features.iter().zip(weights.chunks(LEARNED)).map(|(&feature, w)| {
        let two = |x: f64| ((x * 100.0).round() / 100.0) as f32;
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

/// Right, found and true names.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    truth: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.right += other.right;
        self.found += other.found;
        self.truth += other.truth;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let (p, r) = (share(self.found), share(self.truth));
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        write!(f, "P {p:.4} R {r:.4} F1 {f1:.4} ({} of {})", self.right, self.truth)
    }
}

fn score(names: &Names, tables: &Tables, cases: &[&Case<'_>]) -> Counts {
    let mut counts = Counts::default();
    for case in cases {
        let found = names.spans(&case.context(tables));
        let found: Vec<_> = found.into_iter().filter(|(_, s)| *s != Sort::Other).collect();
        counts.right += found.iter().filter(|name| case.truth.contains(name)).count();
        counts.found += found.len();
        counts.truth += case.article.names.len();
    }
    counts
}
