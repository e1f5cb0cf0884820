//! The folder tree is the architecture; these tests keep it so.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use parkgraph::model::{
    Change, Comparator, ConferralStatus, EntityKind, EventType, FactKind, Modality,
};

/// Each module and what it may import. Read top to bottom, it is the pipeline.
///
/// `lexicon` imports `clean` because entries are brought into one form by the same code as texts, and `quantity` because it
/// hands the units and number words of the data files to the reader of quantities.
const LAYERS: &[(&str, &str)] = &[
    ("model", ""),
    ("vocab", ""),
    ("source", "model"),
    ("clean", "model"),
    ("quantity", "model"),
    ("lexicon", "model vocab clean quantity"),
    ("extract", "model clean quantity lexicon"),
    ("resolve", "model lexicon"),
    ("pipeline", "model clean lexicon extract resolve"),
    ("graph", "model vocab"),
    ("assess", "model vocab lexicon graph"),
    ("infer", "vocab"),
    ("store", "vocab"),
    ("link", "model vocab clean lexicon graph store"),
    ("reconcile", "model link graph"),
    ("publish", "model vocab graph"),
    ("serve", "model vocab clean graph store publish"),
    ("validate", "vocab publish"),
    ("evaluate", "model"),
    ("main", "cli"),
    ("cli", ""),
];

/// Where Chinese words may stand in code: tables of numerals, and examples in the help texts.
const CHINESE: &[&str] = &[
    "quantity/numeral.rs",
    "cli/assess.rs",
    "cli/mod.rs",
    "cli/explain.rs",
    "cli/query.rs",
];

/// Where files may be touched.
const FILES: &[&str] = &[
    "source/",
    "lexicon/",
    "store/disk.rs",
    "store/staging.rs",
    "evaluate/annotation.rs",
    "reconcile/cache.rs",
    "serve/memory.rs",
    "serve/send_queue.rs",
    "cli/",
];

/// Packages that only one place knows, so that they can be replaced there.
const PACKAGES: &[(&str, &[&str])] = &[
    ("anyhow", &["cli/"]),
    ("axum", &["serve/"]),
    ("chardetng", &["source/encoding.rs"]),
    ("clap", &["cli/"]),
    ("comfy_table", &["cli/output.rs"]),
    ("csv", &["link/import/separated.rs"]),
    (
        "daachorse",
        &["clean/script.rs", "extract/occurrence.rs", "lexicon/"],
    ),
    ("dom_smoothie", &["source/"]),
    ("encoding_rs", &["source/encoding.rs"]),
    ("hyper", &["serve/listen.rs"]),
    ("hyper_util", &["serve/listen.rs"]),
    ("indicatif", &["cli/progress.rs"]),
    ("jieba_rs", &["extract/segment.rs"]),
    (
        "maud",
        &[
            "serve/page/",
            "serve/reconcile/extend.rs",
            "publish/reference/",
        ],
    ),
    ("oxigraph", &["store/"]),
    ("flate2", &["cli/"]),
    ("oxiri", &["store/service.rs"]),
    ("oxrdfio", &["store/", "publish/rdf.rs"]),
    ("percent_encoding", &["graph/iri.rs", "serve/"]),
    // `clean` has a module of that name.
    ("pinyin", &["clean/", "serve/reconcile/key.rs"]),
    ("rayon", &["cli/", "lexicon/"]),
    ("rudof_rdf", &["validate/engine.rs"]),
    ("rust_decimal", &["model/value.rs"]),
    ("scraper", &["source/"]),
    ("shacl", &["validate/engine.rs"]),
    ("socket2", &["serve/socket.rs"]),
    ("sophia", &["lexicon/"]),
    ("spargebra", &["store/"]),
    ("spargeo", &["store/geometry.rs"]),
    ("tantivy", &["serve/search/"]),
    ("tokio", &["serve/", "cli/serve.rs", "cli/reload.rs"]),
    ("tower_http", &["serve/"]),
    ("tracing_subscriber", &["cli/serve.rs"]),
    ("ureq", &["reconcile/mod.rs", "serve/federation.rs"]),
    ("walkdir", &["source/walk.rs", "cli/folder.rs"]),
];

/// Longest file, without its tests.
const LINES: usize = 400;

/// Files that are to be divided, and how long they may be until then.
const LONG: &[(&str, usize)] = &[("quantity/calendar.rs", 410)];

#[test]
fn data_flows_down() {
    let mut wrong = Vec::new();
    for Source { file, code } in sources() {
        let module = module_of(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            assert_eq!(module, "lib", "{file}: a module that LAYERS does not have");
            continue;
        };
        for import in code.split("crate::").skip(1) {
            let end = import.find(|it: char| it != '_' && !it.is_alphanumeric());
            let name = import.split_at(end.unwrap_or(import.len())).0;
            let may = |it: &str| it == name || name == module;
            if !allowed.split_whitespace().any(may) && name != module {
                wrong.push(format!("{file}: {module} imports {name:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    let mut wrong = Vec::new();
    for file in files_below("src") {
        let text = read(&format!("src/{file}"));
        if !text.starts_with("//! ") {
            wrong.push(format!("{file}: no module comment"));
        }
        let lines = without_tests(&text).lines().count();
        let long = LONG.iter().find(|(name, _)| *name == file);
        if lines > long.map_or(LINES, |(_, limit)| *limit) {
            wrong.push(format!("{file}: {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn chinese_words_are_data() {
    let is_han =
        |it: char| matches!(it, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}');
    let wrong = places(CHINESE, |code| code.contains(is_han));
    assert!(wrong.is_empty(), "Chinese words outside data/: {wrong:?}");
}

#[test]
fn few_files_touch_files() {
    let wrong = places(FILES, |code| code.contains("std::fs"));
    assert!(wrong.is_empty(), "std::fs in {wrong:?}");
}

#[test]
fn each_heavy_package_is_known_in_one_place() {
    for (package, known) in PACKAGES {
        let named = [
            format!("use {package}::"),
            format!(" {package}::"),
            format!("({package}::"),
        ];
        let wrong = places(known, |code| named.iter().any(|it| code.contains(it)));
        assert!(wrong.is_empty(), "{package} is named in {wrong:?}");
    }
}

#[test]
fn nothing_below_the_command_line_prints_or_knows_the_time() {
    for word in [
        "println!",
        "print!",
        "SystemTime::",
        "Instant::",
        " rand::",
        "(rand::",
        "env::var",
    ] {
        let wrong = places(&["cli/", "serve/"], |code| code.contains(word));
        assert!(wrong.is_empty(), "{word} in {wrong:?}");
    }
}

#[test]
fn the_architecture_document_is_true() {
    let text = read("docs/ARCHITECTURE.md");
    for (module, _) in LAYERS {
        let named = text.contains(&format!("src/{module}"));
        assert!(named, "src/{module} is not described");
    }
    for document in ["docs/ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"] {
        let folder = root().join(document);
        let folder = folder.parent().unwrap();
        for link in read(document).split("](").skip(1) {
            let path = link.split([')', '#']).next().unwrap();
            let local = !path.is_empty() && !path.contains("://");
            assert!(
                !local || folder.join(path).exists(),
                "{document}: dead link {path}"
            );
        }
    }
}

#[test]
fn lints_are_on_in_every_package() {
    assert!(read("Cargo.toml").contains("[lints]\nworkspace = true"));
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let lists = manifest
        .split("\n[")
        .filter(|it| it.starts_with("dependencies]") || it.starts_with("dev-dependencies]"));
    for line in lists.flat_map(|list| list.lines().skip(1)) {
        let has_reason = line.is_empty() || line.starts_with('#') || line.contains(" # ");
        assert!(has_reason, "no reason: {line}");
    }
}

#[test]
fn code_and_ontology_use_the_same_words() {
    let ontology = read("ontology/parkgraph.ttl");
    let names = [
        EntityKind::ALL.map(EntityKind::name).to_vec(),
        FactKind::ALL.map(FactKind::name).to_vec(),
        ConferralStatus::ALL.map(ConferralStatus::name).to_vec(),
        EventType::ALL.map(EventType::name).to_vec(),
        Comparator::ALL.map(Comparator::name).to_vec(),
        [Change::Level, Change::Increase, Change::Decrease]
            .map(Change::name)
            .to_vec(),
        [Modality::Actual, Modality::Planned, Modality::Negated]
            .map(Modality::name)
            .to_vec(),
    ];
    for name in names.concat() {
        let term = format!("\npg:{name} ");
        assert!(
            ontology.contains(&term),
            "the ontology does not define pg:{name}"
        );
    }
}

#[test]
fn every_subcommand_is_a_file_and_is_in_the_changelog() {
    let code = read("src/cli/mod.rs");
    let commands = code.split("enum Command {").nth(1).unwrap();
    let commands = commands.split("\n}").next().unwrap();
    let changelog = read("CHANGELOG.md");
    for line in commands.lines().filter(|it| it.contains("::Arguments")) {
        let name = line.trim().split('(').next().unwrap().to_lowercase();
        let file = root().join(format!("src/cli/{name}.rs"));
        assert!(file.exists(), "{}", file.display());
        assert!(changelog.contains(&format!("`{name}")), "{name}");
    }
}

/// A file of `src` without comments and tests.
struct Source {
    file: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let files = files_below("src").into_iter();
    files
        .map(|file| {
            let text = read(&format!("src/{file}"));
            let code = without_tests(&text).lines();
            let code = code.filter(|line| !line.trim_start().starts_with("//"));
            let code = code.map(|line| line.split(" // ").next().unwrap());
            Source {
                code: code.collect::<Vec<_>>().join("\n"),
                file,
            }
        })
        .collect()
}

/// The files outside `allowed` in whose code something is found.
fn places(allowed: &[&str], found: impl Fn(&str) -> bool) -> Vec<String> {
    let sources = sources().into_iter();
    sources
        .filter(|it| !allowed.iter().any(|place| it.file.starts_with(place)))
        .filter(|it| found(&it.code))
        .map(|it| it.file)
        .collect()
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below a folder, by their paths in it.
fn files_below(folder: &str) -> Vec<String> {
    let top = root().join(folder);
    let mut folders = vec![top.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(&top).unwrap();
                files.push(path.to_str().unwrap().to_owned());
            }
        }
    }
    files.sort();
    files
}

fn module_of(file: &str) -> String {
    let first = Path::new(file).iter().next().unwrap();
    let first = Path::new(first).with_extension("");
    first.to_str().unwrap().to_owned()
}
