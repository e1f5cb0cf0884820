//! Every rule reads its `yes` examples and leaves its `no` examples alone; every word list is used.

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
