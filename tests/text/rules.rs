//! Every rule reads its `yes` examples and leaves its `no` examples alone; every word list is used.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::Path;

use parkgraph::extract::failed_examples;
use parkgraph::lexicon::Lexicon;

#[test]
fn rules_read_their_examples() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let rules = lexicon.rules().iter();
    let failed: Vec<String> = rules
        .flat_map(|rule| failed_examples(&lexicon, rule))
        .map(|it| format!("{}: {}: {}", it.rule.id, it.what, it.example))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A list that no rule's pattern has is named in the code, or it is of no use.
#[test]
fn every_word_list_is_used() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let code: String = ["src/extract", "src/lexicon", "src/resolve"]
        .iter()
        .flat_map(|folder| fs::read_dir(Path::new(folder)).unwrap())
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let idle = lexicon.lists_without_rules();
    let unused: Vec<&str> = idle
        .filter(|it| !code.contains(&format!("\"{it}\"")))
        .collect();
    assert!(unused.is_empty(), "no rule and no code reads {unused:?}");
}

/// The codes and lines of the mistakes in a folder with one rule.
fn mistakes(rule: &str) -> Vec<(&'static str, usize)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.toml"), rule).unwrap();
    let errors = Lexicon::load(None, Some(folder.path())).err();
    let errors = errors.map_or_else(Vec::new, |it| it.0);
    errors.iter().map(|it| (it.code, it.line)).collect()
}

/// A rule of an event, with what it gives and its example.
fn opening(gives: &str, yes: &str) -> String {
    format!(
        "[[rule]]\nname = \"opens\"\ngives = {{ {gives} }}\npattern = \"<subject:Park> 开门迎客\"\nwhy = \"who opens\"\n\
         yes = [\"{yes}\"]\nno = [\"云湖开发区不迎客。\"]\n"
    )
}

#[test]
fn a_file_that_cannot_be_read_hides_its_words_and_is_the_only_mistake() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("words.toml"),
        "[words]\nconfer = [\"获评\"]\nconfer = []\n",
    )
    .unwrap();
    let errors = Lexicon::load(None, Some(folder.path())).err().unwrap().0;
    let told: Vec<_> = errors.iter().map(|it| (it.code, it.line)).collect();
    assert_eq!(told, [("R001", 3)]);
}

#[test]
fn what_another_kind_has_is_a_mistake() {
    let yes = "[云湖开发区]subject开门迎客。";
    let right = "kind = \"Event\", type = \"opening\"";
    assert_eq!(mistakes(&opening(right, yes)), []);
    let status = format!("{right}, status = \"conferred\"");
    assert_eq!(mistakes(&opening(&status, yes)), [("R009", 3)]);
    let kind = "kind = \"Location\", type = \"opening\", change = \"level\"";
    assert_eq!(mistakes(&opening(kind, yes)), [("R009", 3), ("R009", 3)]);
}

#[test]
fn a_mark_without_a_role_of_the_kind_is_a_mistake() {
    let right = "kind = \"Event\", type = \"opening\"";
    for wrong in ["[云湖开发区]recipient开门迎客。", "[云湖开发区]开门迎客。"] {
        assert_eq!(mistakes(&opening(right, wrong)), [("R011", 2)], "{wrong}");
    }
}
