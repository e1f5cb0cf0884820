//! The program from outside: what each command prints, what it says about wrong input, and how it ends.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const CORPUS: &str = "data/corpus";
const ACCEPTANCE: &str = "data/corpus/zhangjiagang-acceptance.txt";
const TIMELINE: &str = "data/corpus/zhangjiagang-timeline.txt";
const NAMES: &str =
    "SELECT DISTINCT ?name { ?it a pg:Company ; skos:prefLabel ?name } ORDER BY ?name";

/// How a run ended and what it said.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

fn command() -> Command {
    let mut command = Command::cargo_bin("parkgraph").unwrap();
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env_remove("PARKGRAPH_STORE");
    command
}

fn finish(output: Output) -> Run {
    let run = Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    let crashed = run.stderr.contains("mistake in the program") || run.stderr.contains("panicked");
    assert!(!crashed, "{}", run.stderr);
    run
}

fn run(arguments: &[&str]) -> Run {
    finish(command().args(arguments).output().unwrap())
}

/// Runs what must work and be silent about it; gives standard output.
fn stdout(arguments: &[&str]) -> String {
    let run = run(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

/// Runs what must fail; the message must hold the words.
fn fails(arguments: &[&str], status: i32, words: &[&str]) {
    let run = run(arguments);
    assert_eq!(
        run.status, status,
        "{arguments:?}: {}{}",
        run.stdout, run.stderr
    );
    for word in words {
        assert!(
            run.stderr.contains(word),
            "{arguments:?}: no {word:?} in {}",
            run.stderr
        );
    }
}

/// A folder with files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn lines_of_json(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_command_explains_itself() {
    for name in [
        "build",
        "extract",
        "query",
        "update",
        "export",
        "explain",
        "stats",
        "evaluate",
        "lexicon",
        "rules",
        "completions",
        "man",
    ] {
        let help = stdout(&[name, "--help"]);
        assert!(help.contains(&format!("parkgraph {name}")), "{help}");
    }
    assert!(stdout(&["--help"]).contains("Exit status"));
    assert!(stdout(&["--version"]).starts_with("parkgraph "));
    fails(&["biuld"], 2, &["biuld"]);
    fails(&["build"], 2, &["PATH"]);
}

#[test]
fn build_counts_what_it_read() {
    let run = run(&["build", "--memory", CORPUS]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for row in [
        "documents",
        "new",
        "unchanged",
        "entities",
        "Park",
        "facts",
        "Conferral",
        "planned",
        "quads",
    ] {
        assert!(run.stdout.contains(row), "{row}: {}", run.stdout);
    }
}

#[test]
fn extract_writes_quads_and_json() {
    let quads = stdout(&["extract", ACCEPTANCE]);
    assert!(quads.lines().count() > 100);
    assert!(quads.lines().all(|line| line.ends_with(" .")));
    for (format, word) in [("trig", "{"), ("turtle", "@prefix pg:")] {
        assert!(
            stdout(&["extract", "--format", format, ACCEPTANCE]).contains(word),
            "{format}"
        );
    }
    let records = lines_of_json(&stdout(&[
        "extract", "--format", "json", ACCEPTANCE, TIMELINE,
    ]));
    let ids: Vec<&str> = records
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["zhangjiagang-acceptance", "zhangjiagang-timeline"]);
    assert!(records[0]["facts"][0]["rule"].is_string());
    let lines = lines_of_json(&stdout(&["extract", "--format", "jsonl", ACCEPTANCE]));
    for kind in ["document", "entity", "mention", "fact"] {
        assert!(lines.iter().any(|it| it["record"] == kind), "{kind}");
    }
}

#[test]
fn extract_reads_standard_input() {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(ACCEPTANCE)).unwrap();
    let mut command = command();
    command
        .args(["extract", "--format", "json", "-"])
        .write_stdin(bytes);
    let piped = finish(command.output().unwrap());
    let named = stdout(&["extract", "--format", "json", ACCEPTANCE]);
    let (piped, named) = (lines_of_json(&piped.stdout), lines_of_json(&named));
    assert_eq!(piped[0]["facts"], named[0]["facts"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let one = stdout(&["extract", "--jobs", "1", CORPUS]);
    assert_eq!(one, stdout(&["extract", "--jobs", "2", CORPUS]));
    let order = stdout(&["extract", ACCEPTANCE, TIMELINE]);
    assert_eq!(order, stdout(&["extract", TIMELINE, ACCEPTANCE]));
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"] {
        let export = || stdout(&["export", "--memory", ACCEPTANCE, "--format", format]);
        assert_eq!(export(), export(), "{format}");
    }
}

#[test]
fn facts_that_are_not_sure_can_be_left_out() {
    let facts = |least: &str| {
        let out = stdout(&[
            "extract",
            "--format",
            "json",
            "--min-confidence",
            least,
            ACCEPTANCE,
        ]);
        lines_of_json(&out)[0]["facts"].as_array().unwrap().clone()
    };
    let sure = facts("0.8");
    assert!(sure.len() < facts("0").len());
    assert!(
        sure.iter()
            .all(|it| it["confidence"].as_f64().unwrap() >= 0.8)
    );
    fails(
        &["extract", "--min-confidence", "2", ACCEPTANCE],
        2,
        &["from 0 to 1"],
    );
}

#[test]
fn queries_are_answered_in_every_format() {
    let ask = |format: &str| stdout(&["query", "--memory", ACCEPTANCE, "--format", format, NAMES]);
    assert!(ask("table").contains("采埃孚"));
    assert!(ask("csv").starts_with("name\r\n"));
    assert!(ask("tsv").starts_with("?name\n"));
    assert!(ask("xml").contains("<sparql"));
    let json: Value = serde_json::from_str(&ask("json")).unwrap();
    assert!(!json["results"]["bindings"].as_array().unwrap().is_empty());
    assert_eq!(
        stdout(&["query", "--memory", ACCEPTANCE, "ASK { ?it a pg:Park }"]),
        "true\n"
    );
    let graph = "CONSTRUCT WHERE { ?it a pg:Park }";
    assert!(stdout(&["query", "--memory", ACCEPTANCE, graph]).contains("a pg:Park"));
    let triples = stdout(&[
        "query", "--memory", ACCEPTANCE, "--format", "ntriples", graph,
    ]);
    assert!(triples.lines().all(|line| line.ends_with(" .")));
    fails(
        &["query", "--memory", ACCEPTANCE, "--format", "csv", graph],
        2,
        &["turtle"],
    );
    fails(
        &["query", "--memory", ACCEPTANCE, "--format", "turtle", NAMES],
        2,
        &["csv"],
    );
}

#[test]
fn queries_come_from_files_and_standard_input_too() {
    let folder = folder(&[("names.rq", NAMES.as_bytes())]);
    let path = folder.path().join("names.rq");
    let expected = stdout(&["query", "--memory", ACCEPTANCE, NAMES]);
    assert_eq!(
        stdout(&["query", "--memory", ACCEPTANCE, text(&path)]),
        expected
    );
    let mut command = command();
    command
        .args(["query", "--from", ACCEPTANCE, "-"])
        .write_stdin(NAMES);
    assert_eq!(finish(command.output().unwrap()).stdout, expected);
    fails(
        &["query", "--memory", ACCEPTANCE, "no-such.rq"],
        2,
        &["no-such.rq", "no such file"],
    );
    fails(
        &["query", "--memory", ACCEPTANCE, "SELECT ?x { ?x"],
        2,
        &["not SPARQL", "1:"],
    );
}

/// The grammar of names was printed.
#[test]
fn an_unknown_prefix_is_told_in_words() {
    let query = "SELECT * { ?s foo:bar ?o }";
    let run = run(&["query", "--memory", CORPUS, query]);
    assert_eq!(run.status, 2);
    let words = "error at 1:22: the prefix of the name before it is unknown";
    assert!(run.stderr.contains(words), "{}", run.stderr);
    assert!(run.stderr.lines().count() < 3, "{}", run.stderr);
}

#[test]
fn a_build_of_nothing_leaves_no_folder() {
    let place = folder(&[]);
    let store = place.path().join("store");
    let missing = place.path().join("none.txt");
    fails(
        &["build", text(&missing), "--store", text(&store)],
        2,
        &["no document could be read"],
    );
    assert!(!store.exists());
}

#[test]
fn tables_align_double_width_characters() {
    let table = stdout(&[
        "query",
        "--memory",
        ACCEPTANCE,
        "SELECT ?a ?b { VALUES (?a ?b) { ('张家港' 1) ('ZF' 22) } }",
    ]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[2], " 张家港    1");
    assert_eq!(lines[3], " ZF       22");
}

#[test]
fn exports_can_be_limited_canonical_and_atomic() {
    let all = stdout(&[
        "export", "--memory", ACCEPTANCE, "--memory", TIMELINE, "--format", "nquads",
    ]);
    let one = stdout(&[
        "export", "--from", ACCEPTANCE, "--from", TIMELINE, "--format", "nquads", "--graph",
        TIMELINE,
    ]);
    assert!(!one.is_empty() && one.lines().count() < all.lines().count());
    assert!(one.lines().all(|line| all.contains(line)));
    let canonical = stdout(&["export", "--memory", ACCEPTANCE, "--canonical"]);
    let mut sorted: Vec<&str> = canonical.lines().collect();
    sorted.sort_unstable();
    assert_eq!(canonical.lines().collect::<Vec<_>>(), sorted);
    fails(
        &["export", "--memory", ACCEPTANCE, "--graph", "none"],
        2,
        &["none", "stats --documents"],
    );
    fails(
        &[
            "export",
            "--memory",
            ACCEPTANCE,
            "--canonical",
            "--format",
            "turtle",
        ],
        2,
        &["N-Quads"],
    );

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parks.ttl");
    let written = run(&["export", "--memory", ACCEPTANCE, "--output", text(&file)]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        stdout(&["export", "--memory", ACCEPTANCE])
    );
    let nowhere = folder.path().join("no/such/parks.ttl");
    fails(
        &["export", "--memory", ACCEPTANCE, "--output", text(&nowhere)],
        2,
        &["parks.ttl"],
    );
}

#[test]
fn explain_shows_facts_with_their_sentences() {
    let shown = stdout(&["explain", "--memory", ACCEPTANCE, "采埃孚"]);
    for part in [
        "采埃孚  (Company)",
        "Location (",
        "【采埃孚】",
        "confidence",
        ACCEPTANCE,
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let iri = "https://w3id.org/parkgraph/id/company/采埃孚";
    assert_eq!(stdout(&["explain", "--memory", ACCEPTANCE, iri]), shown);
    assert_eq!(stdout(&["explain", "--memory", ACCEPTANCE, "ZF"]), shown);
    fails(
        &["explain", "--memory", ACCEPTANCE, "没有"],
        2,
        &["no entity"],
    );
    fails(
        &["explain", "--memory", CORPUS, "区"],
        2,
        &["give the IRI", "https://"],
    );
}

#[test]
fn stats_count_for_people_and_programs() {
    assert!(stdout(&["stats", "--memory", CORPUS]).contains("documents"));
    let counts: Value =
        serde_json::from_str(&stdout(&["stats", "--memory", CORPUS, "--format", "json"])).unwrap();
    let documents = counts["documents"].as_u64().unwrap();
    let list = stdout(&[
        "stats",
        "--memory",
        CORPUS,
        "--documents",
        "--format",
        "json",
    ]);
    assert_eq!(lines_of_json(&list).len() as u64, documents);
    assert!(stdout(&["stats", "--memory", CORPUS, "--documents"]).contains(TIMELINE));
}

/// A folder with gold and prediction: what the program reads in one text.
fn predictions() -> TempDir {
    let records = stdout(&["extract", "--format", "json", ACCEPTANCE]);
    let mut worse: Value = serde_json::from_str(&records).unwrap();
    worse["facts"].as_array_mut().unwrap().truncate(10);
    folder(&[
        (
            "gold/zhangjiagang-acceptance.json",
            records.trim().as_bytes(),
        ),
        ("new.jsonl", records.as_bytes()),
        ("old.jsonl", worse.to_string().as_bytes()),
    ])
}

#[test]
fn evaluate_scores_and_holds_to_a_floor() {
    let folder = predictions();
    let path = |name: &str| text(&folder.path().join(name)).to_owned();
    let (gold, new, old) = (path("gold"), path("new.jsonl"), path("old.jsonl"));
    let report = stdout(&["evaluate", &gold, &new, "--floor", "1"]);
    assert!(
        report.contains("strict       1.000  1.000  1.000"),
        "{report}"
    );
    let json: Value = serde_json::from_str(&stdout(&["evaluate", &gold, &new, "--json"])).unwrap();
    assert_eq!(json["overall"]["micro"]["f1"], 1.0);
    assert!(stdout(&["evaluate", &gold, &old, "--errors"]).contains("\tmissed\t"));
    fails(
        &["evaluate", &gold, &old, "--floor", "strict=0.9"],
        1,
        &["strict F1", "floor of 0.9"],
    );
    fails(
        &["evaluate", &gold, &old, "--floor", "recall=0.9"],
        2,
        &["measures"],
    );
    let gained = stdout(&["evaluate", &gold, &new, "--against", &old]);
    assert!(
        gained.contains("right)") && gained.contains("LOST 0"),
        "{gained}"
    );
    fails(
        &["evaluate", "no-such-folder", &new],
        2,
        &["no-such-folder"],
    );
    fails(
        &["evaluate", &gold, "no-such-folder"],
        2,
        &["no-such-folder"],
    );
}

/// A pack with a word list that no rule has.
fn folder_of_words() -> TempDir {
    let words: &[u8] = "[words]\ngreet = [\"开门迎客\"]\n".as_bytes();
    folder(&[("mine.toml", words)])
}

#[test]
fn lexicons_and_rules_are_checked() {
    assert!(stdout(&["lexicon", "check"]).contains("no mistakes"));
    assert!(stdout(&["rules", "check"]).contains("no mistakes"));
    let folder = folder(&[
        (
            "lexicon/park.ttl",
            b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<x> skos:prefLabel \"a .\n",
        ),
        ("rules/conferral.toml", b"[[rule]\nname = 1\n"),
    ]);
    let lexicon = folder.path().join("lexicon");
    let rules = folder.path().join("rules");
    fails(&["lexicon", "check", text(&lexicon)], 1, &["park.ttl:2:"]);
    fails(&["rules", "check", text(&rules)], 1, &["conferral.toml:1:"]);
    let unused = folder_of_words();
    let run = run(&["rules", "check", text(unused.path())]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("\"greet\""), "{}", run.stderr);
    fails(
        &["build", "--memory", "--lexicon", text(&lexicon), CORPUS],
        2,
        &["park.ttl:2:"],
    );
    fails(
        &["extract", "--rules", text(&rules), CORPUS],
        2,
        &["conferral.toml:1:"],
    );
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            stdout(&["completions", shell]).contains("parkgraph"),
            "{shell}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("man1");
    stdout(&["man", text(&target)]);
    assert!(
        fs::read_to_string(target.join("parkgraph-build.1"))
            .unwrap()
            .contains("prune")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let program = assert_cmd::cargo::cargo_bin("parkgraph");
    let script = format!(
        "'{}' extract data/corpus | head -n 1; '{0}' --help | head -n 1",
        program.display()
    );
    let mut shell = Command::new("sh");
    shell
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["-c", &script]);
    let run = finish(shell.output().unwrap());
    assert_eq!((run.stderr.as_str(), run.stdout.lines().count()), ("", 2));
}

#[test]
fn a_full_disk_is_an_error() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let program = assert_cmd::cargo::cargo_bin("parkgraph");
    let mut command = std::process::Command::new(program);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(full);
    let output = command.args(["extract", ACCEPTANCE]).output().unwrap();
    let run = finish(output);
    assert_eq!(run.status, 2);
    let said = "standard output cannot be written: No space left";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn wrong_inputs_are_named_and_the_rest_is_read() {
    let good = "2022年4月14日，青石经济技术开发区获评国家生态工业示范园区。";
    let folder = folder(&[
        ("good.txt", good.as_bytes()),
        ("empty.txt", b""),
        (
            "broken.txt",
            &[b"\xe5\x9b\xad\xff\xfe ", good.as_bytes()].concat(),
        ),
        (
            "broken.html",
            b"<html><body><table><tr><td>\xe5\x9b\xad<p>a</div></html",
        ),
        (
            "binary.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
        ),
        (
            "lines.jsonl",
            "{\"id\": \"a\", \"text\": \"园区\"}\n{\"id\": \n{\"id\": \"c\", \"text\": \"园区\"}\n"
                .as_bytes(),
        ),
    ]);
    let run = run(&["extract", "--format", "json", text(folder.path())]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    for word in ["binary.txt", "lines.jsonl:2"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
    let ids: Vec<String> = lines_of_json(&run.stdout)
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    for id in ["good", "empty", "broken", "a", "c"] {
        assert!(ids.iter().any(|it| it == id), "{id} in {ids:?}");
    }
    let build = finish(
        command()
            .args(["build", "--memory", text(folder.path())])
            .output()
            .unwrap(),
    );
    assert_eq!(build.status, 2);
    assert!(
        build.stdout.contains("documents") && build.stderr.contains("inputs failed"),
        "{}",
        build.stderr
    );
}

#[test]
fn inputs_that_are_not_there_are_named() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["build", "extract"] {
        let more: &[&str] = if command == "build" {
            &["--memory"]
        } else {
            &[]
        };
        fails(
            &[&[command, "no-such-folder"], more].concat(),
            2,
            &["no-such-folder"],
        );
        fails(
            &[&[command, text(empty.path())], more].concat(),
            2,
            &["no documents in"],
        );
    }
    fails(
        &["query", "--memory", "no-such-folder", NAMES],
        2,
        &["no-such-folder"],
    );
}

#[test]
fn unreadable_files_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("secret.txt", b"a"), ("open.txt", b"b")]);
    let secret = folder.path().join("secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    fails(
        &["build", "--memory", text(folder.path())],
        2,
        &["secret.txt"],
    );
}

#[test]
fn two_documents_of_one_name_are_not_mixed() {
    let line = "{\"id\": \"a\", \"text\": \"园区\"}\n";
    let folder = folder(&[("twice.jsonl", line.repeat(2).as_bytes())]);
    fails(&["extract", text(folder.path())], 2, &["a second document"]);
}

#[test]
fn a_base_iri_is_checked() {
    let quads = stdout(&[
        "extract",
        "--base",
        "https://example.org/parks/",
        ACCEPTANCE,
    ]);
    assert!(quads.contains("<https://example.org/parks/company/采埃孚>"));
    let left = quads.matches("<https://w3id.org/parkgraph/id/").count();
    let units = quads
        .matches("<https://w3id.org/parkgraph/id/unit/")
        .count(); // the lexicon's own
    assert_eq!(left, units);
    fails(
        &["extract", "--base", "parks", ACCEPTANCE],
        2,
        &["parks", "absolute IRI"],
    );
}

/// A place for a store, if this program can keep one.
fn store() -> Option<(TempDir, PathBuf)> {
    if !cfg!(feature = "disk") {
        eprintln!("skipped: built without stores on disk");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    Some((folder, store))
}

/// The count in a row of the summary.
fn count(summary: &str, row: &str) -> usize {
    let line = summary
        .lines()
        .find(|it| it.split_whitespace().next() == Some(row))
        .unwrap();
    line.split_whitespace().last().unwrap().parse().unwrap()
}

#[test]
fn building_again_does_only_what_is_needed() {
    let Some((folder, store)) = store() else {
        return;
    };
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    let write = |name: &str, text: &str| fs::write(news.join(name), text).unwrap();
    write("a.txt", "青石经济技术开发区获评国家生态工业示范园区。");
    write("b.txt", "云湖高新区规划面积4.3平方公里。");
    let build =
        |more: &[&str]| stdout(&[&["build", "--store", text(&store), text(&news)], more].concat());
    let export = || stdout(&["export", "--store", text(&store), "--format", "nquads"]);
    let changes = |out: &str| ["new", "changed", "unchanged", "removed"].map(|row| count(out, row));

    assert_eq!(changes(&build(&[])), [2, 0, 0, 0]);
    let first = export();
    assert_eq!(changes(&build(&[])), [0, 0, 2, 0]);
    assert_eq!(export(), first);
    write("b.txt", "云湖高新区规划面积5.3平方公里。");
    assert_eq!(changes(&build(&[])), [0, 1, 1, 0]);
    assert!(export().contains("5.3") && !export().contains("4.3"));
    write("b.txt", "云湖高新区规划面积4.3平方公里。");
    build(&[]);
    assert_eq!(export(), first);

    let graph = stdout(&[
        "export",
        "--store",
        text(&store),
        "--format",
        "nquads",
        "--graph",
        text(&news.join("b.txt")),
    ]);
    fs::remove_file(news.join("b.txt")).unwrap();
    assert_eq!(changes(&build(&[])), [0, 0, 1, 0]);
    assert_eq!(export(), first);
    assert_eq!(changes(&build(&["--prune"])), [0, 0, 1, 1]);
    let left: Vec<&str> = first.lines().filter(|line| !graph.contains(line)).collect();
    assert_eq!(export().lines().collect::<Vec<_>>(), left);
    assert_eq!(changes(&build(&["--min-confidence", "0.9"])), [0, 1, 0, 0]);
    assert_eq!(
        changes(&build(&[
            "--min-confidence",
            "0.9",
            "--base",
            "https://example.org/"
        ])),
        [0, 1, 0, 0]
    );
    assert!(!export().contains("/id/graph/"));
}

#[test]
fn nothing_is_pruned_when_an_input_failed() {
    let Some((_folder, store)) = store() else {
        return;
    };
    stdout(&["build", "--store", text(&store), ACCEPTANCE]);
    let run = run(&[
        "build",
        "--store",
        text(&store),
        "--prune",
        TIMELINE,
        "no-such-file.txt",
    ]);
    assert_eq!((run.status, count(&run.stdout, "removed")), (2, 0));
    assert!(run.stderr.contains("nothing is pruned"));
}

#[test]
fn a_store_is_queried_changed_and_scored() {
    let Some((folder, store)) = store() else {
        return;
    };
    let store = text(&store);
    stdout(&["build", "--store", store, CORPUS]);
    let in_memory = stdout(&["query", "--memory", CORPUS, NAMES]);
    assert_eq!(stdout(&["query", "--store", store, NAMES]), in_memory);
    assert_eq!(
        stdout(&["explain", "--store", store, "采埃孚"]),
        stdout(&["explain", "--memory", CORPUS, "采埃孚"])
    );
    let insert =
        "INSERT DATA { GRAPH <https://example.org/notes> { pg:Park rdfs:comment 'mine' } }";
    assert!(
        run(&["update", "--store", store, insert])
            .stderr
            .contains("quads before")
    );
    let ask = "ASK { GRAPH <https://example.org/notes> { ?s ?p 'mine' } }";
    assert_eq!(stdout(&["query", "--store", store, ask]), "true\n");
    fails(
        &["update", "--store", store, "INSERT {"],
        2,
        &["not SPARQL"],
    );
    let gold = predictions();
    let scores = stdout(&[
        "evaluate",
        text(&gold.path().join("gold")),
        "--store",
        store,
        "-q",
        "--floor",
        "strict=0.999",
    ]);
    assert!(scores.contains("FACTS"));
    drop(folder);
}

#[test]
fn a_store_that_is_none_is_named() {
    let Some((folder, store)) = store() else {
        return;
    };
    let file = folder.path().join("file");
    fs::write(&file, "a").unwrap();
    fails(
        &["build", "--store", text(&file), ACCEPTANCE],
        2,
        &["is not a store"],
    );
    for arguments in [
        &["query", NAMES][..],
        &["export"],
        &["stats"],
        &["explain", "采埃孚"],
        &["update", "CLEAR ALL "],
    ] {
        let missing = [arguments, &["--store", text(&store)]].concat();
        fails(&missing, 2, &["there is no store in"]);
    }
    assert!(!store.exists());
}
