//! `docs/rules.md` says what is so: its commands are run, its elements, roles and values exist, and its list of rules is made from
//! the files. `UPDATE_EXPECT=1` writes what commands print and the list anew.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parkgraph::lexicon::{Atom, Element, Filler, Gives, Lexicon, Role};
use parkgraph::model::{ConferralStatus, EventType};

const PAGE: &str = "docs/rules.md";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join(PAGE)).unwrap()
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// The section under a heading.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

/// The code in the first cell of each row of a section's tables.
fn first_cells(section: &str) -> Vec<String> {
    let cells = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    cells.map(|(cell, _)| cell.replace("\\|", "|")).collect()
}

/// All code in a section.
fn code(section: &str) -> BTreeSet<&str> {
    section.split('`').skip(1).step_by(2).collect()
}

/// What an element shows of the language; a new kind of element does not compile until it is here.
fn forms(element: &Element) -> Vec<&'static str> {
    let atom = match &element.atom {
        Atom::Words(_) => "words",
        Atom::Literal(_) => "literal",
        Atom::Slot { filler, many, .. } => match (filler, many) {
            (Filler::Mention(kinds), false) if kinds.len() > 1 => "kinds",
            (Filler::Mention(_), false) => "name",
            (Filler::Mention(_), true) => "names",
            (Filler::Free(_), false) => "free name",
            (Filler::Free(_), true) => "free names",
            (Filler::Measure, _) => "measure",
            (Filler::Moment, _) => "moment",
        },
        Atom::Gap => "gap",
        Atom::WideGap => "wide gap",
        Atom::Start => "start",
        Atom::End => "end",
    };
    let optional = element.optional.then_some("optional");
    [atom].into_iter().chain(optional).collect()
}

#[test]
fn every_documented_element_is_read_and_none_is_missing() {
    let page = page();
    let mut pack = String::new();
    let elements = first_cells(section(&page, "The pattern language"));
    for (number, element) in elements.iter().enumerate() {
        writeln!(
            pack,
            "[[rule]]\nname = \"{number}\"\ngives = {{ kind = \"Mention\" }}\npattern = \"{element} 等\"\nwhy = \"w\"\nyes = [\"y\"]\nno = [\"n\"]"
        )
        .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("documented.toml"), pack).unwrap();
    let lexicon = Lexicon::load(None, Some(folder.path())).unwrap();
    let ours = lexicon
        .rules()
        .iter()
        .filter(|it| it.id.as_str().starts_with("documented/"));
    let shown: BTreeSet<_> = ours.flat_map(|it| forms(&it.pattern[0])).collect();
    let all = [
        "end",
        "free name",
        "free names",
        "gap",
        "kinds",
        "literal",
        "measure",
        "moment",
        "name",
        "names",
        "optional",
        "start",
        "wide gap",
        "words",
    ];
    assert_eq!(shown, all.into());
    assert_eq!(elements.len(), all.len());
}

#[test]
fn roles_and_values_are_those_of_the_program() {
    let page = page();
    let documented: BTreeSet<String> = first_cells(section(&page, "Roles")).into_iter().collect();
    let roles = Role::ALL.map(|(_, name)| name.to_owned());
    assert_eq!(documented, roles.into());
    let values = section(&page, "What a rule gives");
    for name in ConferralStatus::ALL.iter().map(|it| it.name()) {
        assert!(code(values).contains(name), "{name}");
    }
    for name in EventType::ALL.iter().map(|it| it.name()) {
        assert!(code(values).contains(name), "{name}");
    }
    for (file, heading) in [("quantity", "quantity.toml"), ("date", "date.toml")] {
        let text = fs::read_to_string(root().join(format!("data/rules/{file}.toml"))).unwrap();
        let tables: toml::Table = toml::from_str(&text).unwrap();
        for table in tables.keys() {
            let words = section(&page, "Words of quantities and dates");
            let named = [format!("[{table}]"), format!("[[{table}]]")];
            let is_told = named.iter().any(|it| code(words).contains(it.as_str()));
            assert!(is_told, "{heading}: [{table}] is not described");
        }
    }
}

/// The rules by file, with what each gives and why.
fn list() -> String {
    let lexicon = Lexicon::load(None, None).unwrap();
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for rule in lexicon.rules() {
        let (file, name) = rule.id.as_str().split_once('/').unwrap();
        let gives = match rule.gives {
            Gives::Mention => "Mention".to_owned(),
            Gives::Conferral(status) => format!("Conferral, {}", status.name()),
            Gives::Location => "Location".to_owned(),
            Gives::Engagement => "Engagement".to_owned(),
            Gives::Event(event) => format!("Event, {}", event.name()),
            Gives::Observation(change) => format!("Observation, {}", change.name()),
        };
        let table = files
            .entry(file)
            .or_insert_with(|| "| rule | gives | why |\n| --- | --- | --- |\n".to_owned());
        writeln!(
            table,
            "| {name} | {gives} | {} |",
            rule.why.replace('|', "\\|")
        )
        .unwrap();
    }
    let files = files
        .into_iter()
        .map(|(file, table)| format!("### {file}.toml\n\n{table}"));
    files.collect::<Vec<_>>().join("\n")
}

/// The page with the list of rules written anew.
fn with_list(page: &str) -> String {
    let (before, rest) = page.split_once("<!-- rules -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /rules -->").unwrap();
    format!(
        "{before}<!-- rules -->\n\n{}\n<!-- /rules -->{after}",
        list()
    )
}

/// Runs the tutorial in a folder of its own; gives the page with what its commands print.
fn with_output(page: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    for it in ["pages", "my/rules", "my/lexicon", "try", "bad", "data"] {
        fs::create_dir_all(folder.path().join(it)).unwrap();
    }
    fs::create_dir_all(folder.path().join("data/rules")).unwrap();
    fs::copy(
        root().join("data/rules/words.toml"),
        folder.path().join("data/rules/words.toml"),
    )
    .unwrap();
    let mut blocks = page.split("```");
    let mut written = blocks.next().unwrap().to_owned();
    while let (Some(block), Some(text)) = (blocks.next(), blocks.next()) {
        let (head, body) = block.split_once('\n').unwrap();
        let block = if head == "console" {
            format!("console\n{}", output(body, folder.path()))
        } else {
            if let Some((_, file)) = head.split_once(' ') {
                fs::write(folder.path().join(file), body).unwrap();
            }
            block.to_owned()
        };
        write!(written, "```{block}```{text}").unwrap();
    }
    written
}

/// The commands of a block, each with what it prints.
fn output(block: &str, folder: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("parkgraph");
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut text = String::new();
    for line in block.lines().filter(|it| it.starts_with("$ ")) {
        let mut shell = Command::new("sh");
        shell.args(["-c", line.trim_start_matches("$ ")]);
        let output = shell
            .current_dir(folder)
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(
            output.stderr.is_empty(),
            "{line}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        writeln!(
            text,
            "{line}\n{}",
            String::from_utf8(output.stdout).unwrap().trim_end()
        )
        .unwrap();
    }
    text.replace("\n\n$", "\n$")
}

#[test]
fn the_page_shows_what_the_program_does() {
    let page = page();
    let written = with_output(&with_list(&page));
    if is_update() {
        fs::write(root().join(PAGE), written).unwrap();
        return;
    }
    for (shown, is) in page.lines().zip(written.lines()) {
        assert_eq!(
            shown, is,
            "{PAGE} is out of date: write it anew with `UPDATE_EXPECT=1 cargo test --test program rules_doc`"
        );
    }
    assert_eq!(
        page.len(),
        written.len(),
        "{PAGE} is out of date: `UPDATE_EXPECT=1 cargo test --test program rules_doc`"
    );
}
