//! Lexicon files to entries: the built-in copies, or a folder's files in their stead.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::lexicon::check;
use crate::lexicon::draft;
use crate::lexicon::mistake::Mistake;
use crate::lexicon::plain;
use crate::lexicon::turtle;
use crate::lexicon::{Entry, Error, Errors};

/// Declares the files that are built into the library.
macro_rules! built_in {
    ($($name:literal)+) => {
        /// Name and text of the files that are built in.
        const BUILT_IN: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../data/lexicon/", $name)))),+
        ];
    };
}

built_in! {
    "agency.ttl"
    "company.ttl"
    "company_listed.ttl"
    "head.ttl"
    "honor.ttl"
    "indicator.ttl"
    "industry.ttl"
    "park.ttl"
    "park_other.ttl"
    "place.ttl"
    "place_history.ttl"
    "unit.ttl"
}

/// A file of entries.
pub(super) struct Source {
    /// Without its folder.
    pub(super) name: String,
    /// As messages show it.
    pub(super) shown: String,
    pub(super) text: Cow<'static, str>,
    pub(super) origin: Origin,
}

/// Whose file it is: a folder's entries may replace built-in ones.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    BuiltIn,
    Folder,
}

/// All entries of the built-in lexicons; with a folder, its `*.ttl` files stand in for the built-in ones of the same
/// name, and further files add to them or replace entries with the same IRI.
///
/// Every mistake of every file is reported at once.
///
/// ```
/// use parkgraph::lexicon::{Scheme, entries};
/// let entries = entries(None)?;
/// assert!(entries.iter().any(|it| it.scheme == Scheme::Place && it.name == "张家港市"));
/// # Ok::<(), parkgraph::lexicon::Errors>(())
/// ```
pub fn entries(folder: Option<&Path>) -> Result<Vec<Entry>, Errors> {
    let mut errors = Vec::new();
    let sources = sources(folder, &mut errors);
    let read: Vec<_> = sources.par_iter().map(read).collect();
    let mut entries = Vec::new();
    for (source, (read, mistakes)) in sources.iter().zip(read) {
        replace(source, &mut entries, read);
        errors.extend(mistakes);
    }
    errors.extend(check::clashes(&sources, &entries));
    Errors::sorted(errors).or(entries)
}

/// The entries of the lexicons to work with: those of [`entries`], and faster where there is no folder, because tests and
/// `lexicon check` have checked what is built in.
pub(super) fn checked(folder: Option<&Path>) -> Result<Vec<Entry>, Errors> {
    match folder {
        None => plain().or_else(|_| entries(None)),
        Some(_) => entries(folder),
    }
}

/// The entries that are built in; file and line of what has a form that needs all of the parser.
fn plain() -> Result<Vec<Entry>, String> {
    let read = |&(name, text): &(&'static str, &'static str)| {
        plain::entries(text, name).map_err(|line| format!("{name}:{line}"))
    };
    let files: Result<Vec<_>, _> = BUILT_IN.par_iter().map(read).collect();
    Ok(files?.into_iter().flatten().collect())
}

/// The entries of one file and its mistakes.
fn read(source: &Source) -> (Vec<Entry>, Vec<Error>) {
    let (mut statements, mistakes) = turtle::parse(&source.text);
    let broken: BTreeSet<usize> = mistakes.iter().map(|it| it.line).collect();
    statements.retain(|it| !broken.contains(&it.line) && !draft::is_scheme(it));
    let mistakes = mistakes.into_iter();
    let mut errors: Vec<Error> = mistakes.map(|it| check::syntax(source, it)).collect();
    let mut entries = Vec::new();
    for statement in statements {
        let line = statement.line;
        let (entry, mistakes) = draft::entry(statement, &source.name);
        let mistakes = mistakes.iter();
        errors.extend(mistakes.map(|(it, text)| check::locate(source, line, text, it)));
        entries.extend(entry);
    }
    (entries, errors)
}

/// The files to read: built-in ones unless replaced, then the folder's own.
fn sources(folder: Option<&Path>, errors: &mut Vec<Error>) -> Vec<Source> {
    let own = folder.map(|it| files(it, errors)).unwrap_or_default();
    let replaced = |name: &str| own.iter().any(|it| it.name == name);
    let built_in = BUILT_IN.iter().filter(|(name, _)| !replaced(name));
    let mut sources: Vec<Source> = built_in
        .map(|(name, text)| built_in_source(name, text))
        .collect();
    sources.extend(own);
    sources
}

fn built_in_source(name: &str, text: &'static str) -> Source {
    Source {
        name: name.to_owned(),
        shown: format!("data/lexicon/{name}"),
        text: Cow::Borrowed(text),
        origin: Origin::BuiltIn,
    }
}

/// The folder's Turtle files, sorted.
fn files(folder: &Path, errors: &mut Vec<Error>) -> Vec<Source> {
    match listing(folder) {
        Ok(paths) => {
            if paths.is_empty() {
                errors.push(empty(folder));
            }
            paths.iter().filter_map(|it| file(it, errors)).collect()
        }
        Err(cause) => {
            errors.push(unreadable(folder, cause));
            Vec::new()
        }
    }
}

fn listing(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|it| Ok(it?.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<std::io::Result<_>>()?;
    paths.retain(|it| it.extension().is_some_and(|it| it == "ttl"));
    paths.sort();
    Ok(paths)
}

fn file(path: &Path, errors: &mut Vec<Error>) -> Option<Source> {
    match fs::read_to_string(path) {
        Ok(text) => Some(Source {
            name: path.file_name()?.to_string_lossy().into_owned(),
            shown: path.display().to_string(),
            text: Cow::Owned(text),
            origin: Origin::Folder,
        }),
        Err(cause) => {
            errors.push(unreadable(path, cause));
            None
        }
    }
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    let mistake = Mistake::Unreadable;
    Error::at(path.display().to_string(), 1, 1)
        .with_message(mistake.code(), mistake.message())
        .with_text(cause.to_string())
        .with_note(mistake.note())
        .with_cause(cause)
}

fn empty(folder: &Path) -> Error {
    let mistake = Mistake::NoFile;
    Error::at(folder.display().to_string(), 1, 1)
        .with_message(mistake.code(), mistake.message())
        .with_note(mistake.note())
}

/// Adds a file's entries; a folder's file takes the place of what had its IRIs before.
fn replace(source: &Source, entries: &mut Vec<Entry>, read: Vec<Entry>) {
    if source.origin == Origin::Folder {
        let iris: BTreeSet<&str> = read.iter().map(|it| it.iri.as_str()).collect();
        entries.retain(|it| it.file == source.name || !iris.contains(it.iri.as_str()));
    }
    entries.extend(read);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_files_say_the_same_to_both_readers() {
        let plain = plain().unwrap_or_else(|place| panic!("{place}: not one line of the form"));
        let parsed = entries(None).unwrap_or_else(|errors| panic!("{errors}"));
        let mut both = plain.iter().zip(&parsed);
        assert_eq!(both.find(|(one, other)| one != other), None);
        assert_eq!(plain.len(), parsed.len());
    }
}
