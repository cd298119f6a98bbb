//! The pages of `--to html` in a real browser: headless Chromium, driven over its DevTools protocol.
//!
//! Chromium is no part of a Rust installation, so these tests are asked for by name:
//! `cargo test --test browser -- --ignored`. They never skip: without Chromium they fail. `CHROMIUM`
//! names the program, `SCREENSHOTS` a folder for pictures to look at, and `AXE` the file `axe.js` of
//! axe-core, which then judges whether the pages are accessible.

mod chromium;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chromium::{Browser, Key};
use serde_json::{Value, json};
use tempfile::TempDir;

const HOSTILE: &str = "Menteri <script>window.pwned = 1</script> \"Budi\" & <img src=x onerror=\"window.pwned = 2\">\n\n\
    JAKARTA, KOMPAS — Presiden Joko Widodo, \"Kami </script><script>window.pwned = 3</script> sudah bilang,\" kata \
    Joko Widodo kepada </style><b>Sri Mulyani</b>, Senin (3/11/2025). Ia bertemu Prabowo Subianto --> di \
    <svg onload=window.pwned=4> Bandung dan membayar Rp1,5 miliar.\n";

/// A site of the articles that ship, a hostile one among them, with its records.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let articles = folder.path().join("articles");
        fs::create_dir_all(articles.join("lain")).unwrap();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
        for entry in fs::read_dir(fixtures).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, articles.join(path.file_name().unwrap())).unwrap();
        }
        fs::write(articles.join("lain/ja hat & <b>#1.txt"), HOSTILE).unwrap();
        for form in ["html", "json"] {
            let ran = Command::new(env!("CARGO_BIN_EXE_extract"))
                .args(["--to", form, "--quiet", "--out"])
                .arg(folder.path().join(form))
                .arg(&articles)
                .output()
                .unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        }
        Site { folder }
    }

    fn page(&self, name: &str) -> PathBuf {
        self.folder.path().join("html").join(name)
    }

    fn record(&self, name: &str) -> Value {
        let path = self.folder.path().join("json").join(format!("{name}.json"));
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    }

    fn pages(&self) -> Vec<PathBuf> {
        let mut pages = Vec::new();
        for folder in [self.page(""), self.page("lain")] {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            pages.extend(entries.filter(|path| path.extension().is_some_and(|e| e == "html")));
        }
        pages.sort();
        assert!(pages.len() >= 18, "{pages:?}");
        pages
    }
}

/// What is lit, each leaf with the part that it plays.
const LIT: &str = "[...document.querySelectorAll('.reading .leaf.lit, h1 .leaf.lit')].map(l => [l.textContent, l.dataset.as ?? ''])";

fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs Chromium"]
fn pages_open_without_an_error_and_fit_every_screen() {
    let site = Site::new();
    let mut browser = Browser::start();
    for path in site.pages() {
        for (width, height, mobile) in
            [(390, 844, true), (320, 568, true), (820, 1180, true), (1360, 900, false)]
        {
            browser.screen(width, height, mobile);
            browser.open(&path);
            let wide = browser.number("document.documentElement.scrollWidth");
            assert!(wide <= f64::from(width), "{} is {wide} wide at {width}", path.display());
            browser.picture(&format!("{}-{width}", path.file_stem().unwrap().to_string_lossy()));
        }
        assert_eq!(browser.value("window.pwned ?? 'no'"), "no", "{}", path.display());
        assert_eq!(browser.number("document.scripts.length"), 2.0);
        assert_eq!(
            browser.number("document.querySelectorAll('img, b.x, svg:not(.graph)').length"),
            0.0
        );
        // What is printed has the text and the facts, and no controls.
        let printed = browser.print();
        assert!(printed.starts_with(b"%PDF") && printed.len() > 5_000);
    }
    browser.nothing_amiss();
}

#[test]
#[ignore = "needs Chromium"]
fn a_mention_lights_its_chain_and_opens_its_card() {
    let site = Site::new();
    let mut browser = Browser::start();
    for (name, width, mobile) in
        [("putin", 1360, false), ("putin", 390, true), ("banjir", 390, true)]
    {
        browser.screen(width, 844, mobile);
        browser.open(&site.page(&format!("{name}.html")));
        let record = site.record(name);
        for entity in record["entities"].as_array().unwrap().iter().take(6) {
            let id = entity["id"].as_str().unwrap();
            // The entity's own words, where no other mention lies inside them.
            let selector = format!(".mention[data-open={id}]");
            if browser.number(&format!("document.querySelectorAll('{selector}').length")) == 0.0 {
                continue;
            }
            browser.click(&selector);
            // The pointer is on it still.
            let pointed = browser.number("document.querySelectorAll('article .leaf.hover').length");
            assert!(pointed >= 1.0 || mobile, "{name} {id}");
            let lit: BTreeSet<String> =
                lit(&mut browser).into_iter().map(|(text, _)| text).collect();
            for mention in entity["mentions"].as_array().unwrap() {
                let text = blanks(mention["text"].as_str().unwrap());
                let all = lit.iter().any(|lit| text.contains(lit.as_str()) || lit.contains(&text));
                assert!(all, "{name} {id}: {text} is not lit: {lit:?}");
            }
            let card = browser.value("document.getElementById('sheet').innerText");
            let card = card.as_str().unwrap();
            assert!(card.contains(entity["name"].as_str().unwrap()), "{card}");
            assert_eq!(browser.value("document.getElementById('sheet').hidden"), false);
            let count = entity["mentions"].as_array().unwrap().len();
            assert!(card.contains(&format!("{count} mention")), "{card}");
            browser.press(Key::Escape);
            assert_eq!(browser.value("document.getElementById('sheet').hidden"), true);
            assert!(self::lit(&mut browser).is_empty());
        }
    }
    browser.nothing_amiss();
}

fn lit(browser: &mut Browser) -> Vec<(String, String)> {
    let lit = browser.value(LIT);
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let pair = |pair: &Value| (blanks(&text(&pair[0])), text(&pair[1]));
    lit.as_array().unwrap().iter().map(pair).collect()
}

#[test]
#[ignore = "needs Chromium"]
fn an_event_lights_its_trigger_and_its_roles() {
    let site = Site::new();
    let mut browser = Browser::start();
    for (name, width, mobile) in [("diplomasi", 1360, false), ("gempa", 390, true)] {
        browser.screen(width, 844, mobile);
        browser.open(&site.page(&format!("{name}.html")));
        let record = site.record(name);
        for event in record["events"].as_array().unwrap().iter().take(8) {
            let id = event["id"].as_str().unwrap();
            browser.click(&format!("#{id} h3 a"));
            let lit = lit(&mut browser);
            let has = |part: &str, text: &str| {
                let words: String =
                    lit.iter().filter(|(_, p)| p == part).map(|(t, _)| t.as_str()).collect();
                let plain = |t: &str| t.split_whitespace().collect::<String>();
                assert!(
                    plain(&words).contains(&plain(text)),
                    "{name} {id}: {part} {text:?} in {lit:?}"
                );
            };
            has("what", event["trigger"]["text"].as_str().unwrap());
            let arguments = event["arguments"].as_array().unwrap();
            for argument in arguments {
                let role = argument["role"].as_str().unwrap().replace('_', " ");
                let inner = |other: &Value| {
                    let (a, b) = (&argument["start"], &other["start"]);
                    let (c, d) = (&argument["end"], &other["end"]);
                    a != b && a.as_u64() < d.as_u64() && b.as_u64() < c.as_u64()
                };
                // An argument with another inside it has two roles in one place.
                let trigger = inner(&event["trigger"]);
                if !trigger && !arguments.iter().any(inner) {
                    has(&role, argument["text"].as_str().unwrap());
                }
            }
            browser.press(Key::Escape);
        }
        // Every way to a fact ends at its card.
        for (selector, words) in [
            ("#timeline a[data-open]", "events."),
            ("#statements blockquote a", "statements."),
            ("#graph .node", "Mentions"),
            ("#values a[data-open]", "times."),
            ("#events .rule", "rules/"),
            ("#entities h4 a", "Mentions"),
        ] {
            if browser.number(&format!("document.querySelectorAll('{selector}').length")) == 0.0 {
                continue;
            }
            browser.click(selector);
            let card = browser.value("document.getElementById('sheet').innerText.toLowerCase()");
            assert!(
                card.as_str().unwrap().contains(&words.to_lowercase()),
                "{name} {selector}: {card}"
            );
            browser.press(Key::Escape);
        }
        // The rule behind the open card is one click away.
        browser.click("#v1 h3 a");
        browser.click("#sheet .rule");
        let card = browser.value("document.getElementById('sheet').innerText");
        assert!(card.as_str().unwrap().contains("rules/events/"), "{card}");
        browser.picture(&format!("{name}-rule"));
        browser.press(Key::Escape);
    }
    browser.nothing_amiss();
}

#[test]
#[ignore = "needs Chromium"]
fn the_keyboard_does_what_the_pointer_does() {
    let site = Site::new();
    let mut browser = Browser::start();
    browser.screen(1360, 900, false);
    browser.open(&site.page("putin.html"));
    browser.value("document.querySelector('article .mention').focus()");
    browser.press(Key::Enter);
    assert_eq!(browser.value("document.getElementById('sheet').hidden"), false);
    assert_eq!(browser.value("document.activeElement.id"), "sheet-body");
    browser.press(Key::Tab);
    assert_eq!(
        browser.value("document.getElementById('sheet').contains(document.activeElement)"),
        true
    );
    browser.press(Key::Escape);
    assert_eq!(
        browser.value("document.activeElement === document.querySelector('article .mention')"),
        true
    );
    // The legend's buttons hide marks and say so.
    let style =
        "getComputedStyle(document.querySelector('article .leaf.person')).textDecorationLine";
    assert_eq!(browser.value(style), "underline");
    browser.value("document.querySelector('[data-toggle=person]').focus()");
    browser.press(Key::Enter);
    assert_eq!(browser.value(style), "none");
    assert_eq!(
        browser
            .value("document.querySelector('[data-toggle=person]').getAttribute('aria-pressed')"),
        "false"
    );
    // A link to a fact from elsewhere opens its card.
    browser.value("location.hash = '#v2'");
    browser.wait("!document.getElementById('sheet').hidden");
    assert!(!lit(&mut browser).is_empty());
    // Light and dark, by the system and by hand.
    let paper = "getComputedStyle(document.body).backgroundColor";
    let light = browser.value(paper);
    browser.scheme("dark");
    let dark = browser.value(paper);
    assert_ne!(light, dark);
    browser.picture("putin-dark");
    browser.click("#theme");
    assert_eq!(browser.value(paper), light);
    browser.nothing_amiss();
}

#[test]
#[ignore = "needs Chromium"]
fn the_index_finds_articles() {
    let site = Site::new();
    let mut browser = Browser::start();
    browser.screen(390, 844, true);
    browser.open(&site.page("index.html"));
    assert!(browser.number("document.documentElement.scrollWidth") <= 390.0);
    browser.picture("index-390");
    browser.screen(1360, 900, false);
    browser.open(&site.page("index.html"));
    browser.picture("index-1360");
    let shown = "[...document.querySelectorAll('.result h2')].map(h => h.textContent)";
    let count = |browser: &mut Browser| browser.value(shown).as_array().unwrap().len();
    let all = count(&mut browser);
    assert!(all >= 17, "{all}");
    let set = |browser: &mut Browser, field: &str, value: &str| {
        let value = json!(value);
        browser.value(&format!(
            "(() => {{ const f = document.getElementById('{field}'); f.value = {value}; f.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
        ));
    };
    for (field, value, found) in [
        ("query", "banjir hulu sungai", "Banjir Rendam"),
        ("entity", "Vladimir Putin", "putin"),
        ("speaker", "Ahmad Fauzan", "Banjir Rendam"),
        ("event", "DISASTER", "Gempa"),
        ("from", "2026-01-01", "Banjir Rendam"),
    ] {
        set(&mut browser, field, value);
        let titles = browser.value(shown);
        let titles: Vec<&str> =
            titles.as_array().unwrap().iter().map(|t| t.as_str().unwrap()).collect();
        assert!(titles.len() < all, "{field}: {titles:?}");
        assert!(titles.iter().any(|title| title.contains(found)), "{field}: {titles:?}");
        set(&mut browser, field, "");
        assert_eq!(count(&mut browser), all);
    }
    set(&mut browser, "query", "tidak ada artikel begini");
    assert_eq!(count(&mut browser), 0);
    assert!(
        browser
            .value("document.getElementById('status').textContent")
            .as_str()
            .unwrap()
            .starts_with("0 of")
    );
    set(&mut browser, "query", "");
    // The hostile article is found by its name, stays text, and its link leads to its page and back.
    set(&mut browser, "query", "<script>window");
    assert_eq!(count(&mut browser), 1);
    browser.click(".result h2 a");
    browser.wait("document.getElementById('sheet') !== null");
    assert_eq!(browser.value("window.pwned ?? 'no'"), "no");
    browser.click(".home");
    browser.wait("document.getElementById('results') !== null");
    browser.nothing_amiss();
}

#[test]
#[ignore = "needs Chromium"]
fn pages_are_accessible_by_the_rules_of_axe() {
    let Some(axe) = std::env::var_os("AXE") else {
        panic!("AXE names no file; it is axe.min.js of the npm package axe-core");
    };
    let axe = fs::read_to_string(axe).unwrap();
    let site = Site::new();
    let mut browser = Browser::start();
    for scheme in ["light", "dark"] {
        for (page, open) in
            [("putin.html", "#v1 h3 a"), ("banjir.html", "article .mention"), ("index.html", "")]
        {
            browser.screen(1360, 900, false);
            browser.scheme(scheme);
            browser.open(&site.page(page));
            if !open.is_empty() {
                browser.click(open);
            }
            browser.value(&format!("{axe}; 0"));
            let found = browser.value(
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(r => r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary)]))",
            );
            assert_eq!(found, json!([]), "{page} {scheme}: {found:#}");
        }
    }
    browser.nothing_amiss();
}
