//! Rule files checked as a whole: what patterns name exists, examples are there, names are unique.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::lexicon::error::{Error, Errors};
use crate::lexicon::example::wrong_marks;
use crate::lexicon::gives::{Fault, Gives, gives, measured, out_of_place};
use crate::lexicon::pattern::{self, Atom, Element};
use crate::lexicon::rule::{BUILT_IN, DATE, QUANTITY, RawRule, RuleFile, parse};
use crate::model::RuleId;
use crate::quantity;

/// A rule, ready to be matched.
#[derive(Clone, Debug)]
pub struct Rule {
    /// File stem and name: `conferral/confer honor`.
    pub id: RuleId,
    /// Its file, and the line in it, from 1.
    pub place: (String, usize),
    /// What a match gives.
    pub gives: Gives,
    /// What the number measures, for rules that give observations.
    pub indicator: Option<String>,
    /// What it matches.
    pub pattern: Vec<Element>,
    /// How sure a match is.
    pub confidence: f64,
    /// How far free text that it reads is trusted to be a name: below 0.85, 0.8 and 0.75 more must speak for it.
    pub trust: f64,
    /// Why it holds.
    pub why: String,
    /// Sentences in which it must fire.
    pub yes: Vec<String>,
    /// Sentences in which it must not.
    pub no: Vec<String>,
}

/// Rules and words that passed every check.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) words: BTreeMap<String, Vec<String>>,
    pub(super) rules: Vec<Rule>,
    pub(super) quantity_words: quantity::Words,
    /// All files as read, for the version of the lexicon.
    pub(super) source: String,
}

/// The code of a pattern that asks for a word list which no file has.
const UNKNOWN_LIST: &str = "R006";

/// Reads rule files and checks them together; `None` stands for the built-in ones.
///
/// Files of a folder replace built-in files of the same name and add to the others.
pub(super) fn check_rules(folder: Option<&Path>) -> Result<Checked, Errors> {
    let mut mistakes = Vec::new();
    let texts = texts(folder, &mut mistakes);
    let mut files = Vec::new();
    let mut quantity_texts = BTreeMap::new();
    for (name, text) in &texts {
        if [QUANTITY, DATE].contains(&name.as_str()) {
            quantity_texts.insert(name.as_str(), text.as_str());
        } else {
            match parse(text) {
                Ok(file) => files.push((name, text, file)),
                Err(error) => mistakes.push(syntax(name, text, &error)),
            }
        }
    }
    let unread = !mistakes.is_empty();
    let words = words(&files, &mut mistakes);
    let rules = rules(&files, &words, &mut mistakes);
    if unread {
        mistakes.retain(|it| it.code != UNKNOWN_LIST); // the list may stand in a file that cannot be read
    }
    let quantity_words = quantity_words(&quantity_texts, &mut mistakes);
    match quantity_words {
        Some(quantity_words) if mistakes.is_empty() => {
            let source = texts.iter().map(|(name, text)| format!("{name}\n{text}"));
            Ok(Checked {
                words,
                rules,
                quantity_words,
                source: source.collect::<Vec<_>>().concat(),
            })
        }
        _ => Err(Errors(mistakes)),
    }
}

/// The built-in files, and those of a folder in their place or beside them.
fn texts(folder: Option<&Path>, mistakes: &mut Vec<Error>) -> BTreeMap<String, String> {
    let built_in = BUILT_IN.iter();
    let mut texts: BTreeMap<String, String> = built_in
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let Some(folder) = folder else { return texts };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            mistakes.push(
                unreadable(folder, error)
                    .with_message("R000", "cannot read the folder")
                    .with_note("give a folder of *.toml rule files to --rules"),
            );
            return texts;
        }
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|it| rule_file_name(it).is_some()).collect();
    if paths.is_empty() {
        mistakes.push(
            Error::at(folder.display().to_string(), 1, 1)
                .with_message("R000", "the folder has no rule file")
                .with_note("rule files end in .toml"),
        );
    }
    paths.sort();
    for path in paths {
        let Some(name) = rule_file_name(&path) else {
            continue;
        };
        match fs::read_to_string(&path) {
            Ok(text) => drop(texts.insert(name.to_owned(), text)),
            Err(error) => mistakes.push(unreadable(&path, error)),
        }
    }
    texts
}

fn rule_file_name(path: &Path) -> Option<&str> {
    let is_toml = path.extension().is_some_and(|it| it == "toml");
    path.file_name()?.to_str().filter(|_| is_toml)
}

fn unreadable(path: &Path, cause: io::Error) -> Error {
    Error::at(path.display().to_string(), 0, 0)
        .with_message("R000", "cannot read the file")
        .with_note("rule files are UTF-8 text")
        .with_cause(cause)
}

fn words(
    files: &[(&String, &String, RuleFile)],
    mistakes: &mut Vec<Error>,
) -> BTreeMap<String, Vec<String>> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text, content) in files {
        for (name, list) in &content.words {
            let at = name.span().start;
            if let Some(word) = list.iter().find(|word| word.trim().is_empty()) {
                mistakes.push(
                    mistake(file, text, at)
                        .with_message(
                            "R002",
                            format!("the list {:?} has an empty word {word:?}", name.get_ref()),
                        )
                        .with_note("take it out: an empty word matches everywhere"),
                );
            }
            if words.insert(name.get_ref().clone(), list.clone()).is_some() {
                mistakes.push(
                    mistake(file, text, at)
                        .with_message(
                            "R003",
                            format!("a second list is called {:?}", name.get_ref()),
                        )
                        .with_note("names of word lists are shared by all files: choose another"),
                );
            }
        }
    }
    words
}

fn rules(
    files: &[(&String, &String, RuleFile)],
    words: &BTreeMap<String, Vec<String>>,
    mistakes: &mut Vec<Error>,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (file, text, content) in files {
        let mut names = BTreeSet::new();
        for raw in &content.rules {
            if !names.insert(raw.name.get_ref()) {
                let message = format!("a second rule is called {:?}", raw.name.get_ref());
                mistakes.push(
                    mistake(file, text, raw.name.span().start)
                        .with_message("R004", message)
                        .with_note("name it for what it reads"),
                );
            }
            match rule((file, text), raw, words) {
                Ok(rule) => rules.push(rule),
                Err(faults) => {
                    let faults = faults.into_iter();
                    mistakes.extend(faults.map(|fault| fault.in_file(file, text)));
                }
            }
        }
    }
    rules
}

impl Fault {
    fn in_file(self, file: &str, text: &str) -> Error {
        mistake(file, text, self.at)
            .with_message(self.code, self.message)
            .with_note(self.note)
    }
}

fn rule(
    (file, text): (&str, &str),
    raw: &RawRule,
    words: &BTreeMap<String, Vec<String>>,
) -> Result<Rule, Vec<Fault>> {
    let mut faults = Vec::new();
    let pattern = pattern(raw, words, &mut faults);
    faults.extend(without_examples(raw));
    faults.extend(wrong_confidence(raw));
    faults.extend(out_of_place(raw));
    let indicator = measured(raw, &pattern).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    let gives = gives(raw).map_err(|fault| faults.push(fault));
    if let Ok(gives) = gives {
        faults.extend(wrong_marks(raw, gives));
    }
    let at = mistake(file, text, raw.name.span().start);
    match gives {
        Ok(gives) if faults.is_empty() => Ok(Rule {
            place: (at.file, at.line),
            id: RuleId::new(&format!(
                "{}/{}",
                file.trim_end_matches(".toml"),
                raw.name.get_ref()
            )),
            gives,
            indicator,
            pattern,
            confidence: raw.confidence,
            trust: raw.trust.unwrap_or(raw.confidence),
            why: raw.why.clone(),
            yes: raw.yes.clone(),
            no: raw.no.clone(),
        }),
        _ => Err(faults),
    }
}

/// The pattern of a rule; empty where it cannot be read.
fn pattern(
    raw: &RawRule,
    words: &BTreeMap<String, Vec<String>>,
    faults: &mut Vec<Fault>,
) -> Vec<Element> {
    let at = raw.pattern.span().start;
    let elements = pattern::parse(raw.pattern.get_ref()).unwrap_or_else(|message| {
        faults.push(Fault {
            at,
            code: "R005",
            message,
            note: "see docs/rules.md for the pattern language",
        });
        Vec::new()
    });
    let is_known =
        |list: &String| words.contains_key(list) || LEXICON_LISTS.contains(&list.as_str());
    for element in &elements {
        if let Atom::Words(list) = &element.atom
            && !is_known(list)
        {
            faults.push(Fault {
                at,
                code: UNKNOWN_LIST,
                message: format!("no word list is called {list:?}"),
                note: "define it under [words] in any rule file",
            });
        }
    }
    elements
}

fn without_examples(raw: &RawRule) -> Option<Fault> {
    (raw.yes.is_empty() || raw.no.is_empty()).then(|| Fault {
        at: raw.name.span().start,
        code: "R007",
        message: "a rule needs at least one `yes` and one `no` example".to_owned(),
        note: "write a sentence that it must read, and one that it must leave alone",
    })
}

fn wrong_confidence(raw: &RawRule) -> Option<Fault> {
    let shares = [Some(raw.confidence), raw.trust];
    let mut shares = shares.into_iter().flatten();
    let wrong = shares.find(|it| !(0.0..=1.0).contains(it));
    wrong.map(|share| Fault {
        at: raw.name.span().start,
        code: "R008",
        message: format!("confidence {share} is not between 0 and 1"),
        note: "0.9 means: nine of ten matches are right",
    })
}

/// Word lists that come from the lexicon's own schemes.
const LEXICON_LISTS: &[&str] = &[
    "agency_head",
    "company_suffix_legal",
    "company_suffix_weak",
    "honor_head",
    "honor_level",
    "indicator",
    "park_head",
    "place_head",
    "project_head",
    "unit",
];

fn quantity_words(
    texts: &BTreeMap<&str, &str>,
    mistakes: &mut Vec<Error>,
) -> Option<quantity::Words> {
    let text = |name: &str| texts.get(name).copied().unwrap_or_default();
    let built_in = |name: &str| {
        BUILT_IN
            .iter()
            .find(|it| it.0 == name)
            .map_or("", |it| it.1)
    };
    if let Err(error) = quantity::Words::parse(text(QUANTITY), built_in(DATE)) {
        mistakes.push(syntax(QUANTITY, text(QUANTITY), &error));
        return None;
    }
    quantity::Words::parse(text(QUANTITY), text(DATE))
        .map_err(|error| mistakes.push(syntax(DATE, text(DATE), &error)))
        .ok()
}

fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Error {
    let at = error.span().map_or(0, |span| span.start);
    mistake(file, text, at)
        .with_message("R001", error.message())
        .with_note("see docs/rules.md for the form of a rule file")
}

/// A mistake at a byte of a file, quoting its line.
fn mistake(file: &str, text: &str, at: usize) -> Error {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    let quoted = text.lines().nth(line).unwrap_or_default().trim().to_owned();
    Error::at(file, line + 1, column + 1).with_text(quoted)
}
