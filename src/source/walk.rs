//! Which files there are to read: paths as given become inputs, folders are walked in order.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use walkdir::DirEntry;
use walkdir::WalkDir;

use crate::source::Error;
use crate::source::Input;
use crate::source::identifier;

/// Suffixes that are read when they are met in a folder.
const SUFFIXES: [&str; 5] = ["htm", "html", "jsonl", "md", "txt"];

/// Finds the inputs behind paths.
///
/// Folders are walked recursively, in the order of file names; in them only known suffixes count and
/// hidden files are left out. A file that is named itself is read whatever its suffix. `-` is standard
/// input. An input comes once, however often it is named.
///
/// ```no_run
/// let (inputs, errors) = parkgraph::source::discover(&["pages".into(), "-".into()]);
/// ```
pub fn discover(paths: &[PathBuf]) -> (Vec<Input>, Vec<Error>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            walk(path, &mut inputs, &mut errors);
        } else {
            inputs.push(file(path));
        }
    }
    let mut seen = BTreeSet::new();
    inputs.retain(|input| seen.insert(input.identifier().to_owned()));
    (inputs, errors)
}

/// Adds the documents of a folder.
fn walk(folder: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<Error>) {
    let before = (inputs.len(), errors.len());
    let entries = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_known(entry.path()) => {
                inputs.push(file(entry.path()));
            }
            Ok(_) => (),
            Err(error) => errors.push(unreadable(folder, error)),
        }
    }
    if before == (inputs.len(), errors.len()) {
        errors.push(Error::NoDocuments {
            path: identifier(folder),
        });
    }
}

fn unreadable(folder: &Path, error: walkdir::Error) -> Error {
    Error::Unreadable {
        path: identifier(error.path().unwrap_or(folder)),
        source: error.into(),
    }
}

fn file(path: &Path) -> Input {
    Input::File {
        identifier: identifier(path),
        path: path.to_owned(),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_known(path: &Path) -> bool {
    SUFFIXES.contains(&suffix(path).as_str())
}

/// The suffix in lower case, without the point.
pub(crate) fn suffix(path: &Path) -> String {
    path.extension()
        .map(|it| it.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_walked_in_order_and_inputs_come_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("b")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        for name in [
            "c.TXT",
            "b/z.md",
            "b/a.html",
            "a.pdf",
            ".git/x.txt",
            ".h.txt",
            "odd.log",
        ] {
            fs::write(root.join(name), "园区").unwrap();
        }
        let paths = [
            root.to_owned(),
            root.join("c.TXT"),
            root.join("odd.log"),
            "-".into(),
        ];
        let (inputs, errors) = discover(&paths);
        let names: Vec<String> = inputs
            .iter()
            .map(|it| it.identifier().replace(&format!("{}/", root.display()), ""))
            .collect();
        assert_eq!(names, ["b/a.html", "b/z.md", "c.TXT", "odd.log", "-"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn a_folder_without_documents_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let (inputs, errors) = discover(&[folder.path().to_owned()]);
        assert!(inputs.is_empty());
        assert!(matches!(errors.as_slice(), [Error::NoDocuments { .. }]));
    }
}
