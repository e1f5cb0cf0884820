//! The files of a published data set.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::publish::edition::about::Text;

/// The list of files.
const FILES: &str = include_str!("../../../data/publish/files.toml");

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// All of the data.
    Distribution,
    /// Links to other data sets.
    Mapping,
    /// The words of the data.
    Ontology,
    /// What describes the data.
    Description,
}

/// A file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its path in the folder.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Its media type, before compression.
    pub media_type: String,
    /// Its format in the file type list of the European Union.
    pub format: String,
    /// What it holds.
    pub text: Text,
}

impl Part {
    /// All files but the list of hashes, in the order in which they are shown.
    pub fn all() -> &'static [Self] {
        static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
            #[derive(Deserialize)]
            struct List {
                file: Vec<Part>,
            }
            // The list is part of the program, and a test reads it.
            toml::from_str::<List>(FILES).map_or_else(|_| Vec::new(), |it| it.file)
        });
        &PARTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_files_can_be_read() {
        assert!(Part::all().len() > 10);
    }
}
