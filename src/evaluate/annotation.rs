//! What is compared: a folder of `ID.json` files, or a file with one such object a line, becomes annotations.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::evaluate::normal::normal;
use crate::model::Warning;

/// An entity or a fact as its JSON object has it.
pub(crate) type Item = Map<String, Value>;

/// Why annotations cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder or file cannot be read.
    #[error(
        "{path}: cannot be read ({source}); give a folder of ID.json files or a JSON Lines file"
    )]
    Unreadable {
        /// What was asked for.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The folder holds no annotations.
    #[error("{path}: no *.json in it; give the folder that holds ID.json files")]
    Empty {
        /// The folder.
        path: PathBuf,
    },
}

/// The entities and facts of one document, with look-up of a name's other names.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    pub(crate) entities: Vec<Item>,
    pub(crate) facts: Vec<Item>,
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Annotation {
    /// Takes the `entities` and `facts` of an object; what is not an object in them is left out.
    pub fn new(object: &Value) -> Self {
        let entities = items(object, "entities");
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entity in &entities {
            let all = entity_names(entity);
            for name in &all {
                names
                    .entry(name.clone())
                    .or_default()
                    .extend(all.iter().cloned());
            }
        }
        Self {
            entities,
            facts: items(object, "facts"),
            names,
        }
    }

    /// All names of the entity that a name denotes, normalised; just the name if no entity has it.
    pub(crate) fn names(&self, name: Option<&Value>) -> BTreeSet<String> {
        let name = normal(name);
        let mut all = self.names.get(&name).cloned().unwrap_or_default();
        all.insert(name);
        all.remove("");
        all
    }
}

/// The name and aliases of an entity, normalised.
pub(crate) fn entity_names(entity: &Item) -> BTreeSet<String> {
    let aliases = entity.get("aliases").and_then(Value::as_array);
    let mut names: BTreeSet<String> = aliases
        .into_iter()
        .flatten()
        .chain(entity.get("name"))
        .map(|name| normal(Some(name)))
        .collect();
    names.remove("");
    names
}

/// The objects in a list of an object.
fn items(object: &Value, key: &str) -> Vec<Item> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|item| item.as_object().cloned())
        .collect()
}

/// Annotations by document id, in the order of the ids.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    pub(crate) documents: BTreeMap<String, Annotation>,
    /// What could not be read and counts as empty.
    pub warnings: Vec<Warning>,
}

impl Folder {
    /// Loads a folder of `ID.json` files, or a JSON Lines file of objects with an `id`.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable {
            path: path.to_owned(),
            source,
        };
        if path.is_dir() {
            Self::load_folder(path).map_err(unreadable)
        } else {
            let text = fs::read_to_string(path).map_err(unreadable)?;
            Ok(Self::from_lines(&path.display().to_string(), &text))
        }
    }

    /// Loads a folder of gold annotations, which must hold some.
    pub fn load_gold(path: &Path) -> Result<Self, Error> {
        let folder = Self::load(path)?;
        if folder.documents.is_empty() {
            return Err(Error::Empty {
                path: path.to_owned(),
            });
        }
        Ok(folder)
    }

    /// Takes objects in the schema of the gold files, each with its `id`.
    pub fn from_records(records: impl IntoIterator<Item = Value>) -> Self {
        let documents = records.into_iter().map(|record| {
            let id = record.get("id").and_then(Value::as_str);
            (id.unwrap_or_default().to_owned(), Annotation::new(&record))
        });
        Self {
            documents: documents.collect(),
            warnings: Vec::new(),
        }
    }

    fn load_folder(path: &Path) -> io::Result<Self> {
        let mut folder = Self::default();
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            let Some(id) = file.file_stem().and_then(|stem| stem.to_str()) else {
                continue;
            };
            if file.extension().is_some_and(|it| it == "json") {
                let object = folder.read(&file);
                let annotation = Annotation::new(&object);
                folder.documents.insert(id.to_owned(), annotation);
            }
        }
        folder.warnings.sort();
        Ok(folder)
    }

    /// The object in a file; null, with a warning, if there is none.
    fn read(&mut self, file: &Path) -> Value {
        let parsed = fs::read_to_string(file)
            .map_err(|error| error.to_string())
            .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
        parsed.unwrap_or_else(|message| {
            self.warn(file.display().to_string(), &message);
            Value::Null
        })
    }

    fn from_lines(place: &str, text: &str) -> Self {
        let mut warnings = Self::default();
        let mut records = Vec::new();
        for (index, line) in text.lines().enumerate() {
            match serde_json::from_str::<Value>(line) {
                _ if line.trim().is_empty() => {}
                Ok(record) => records.push(record),
                Err(error) => warnings.warn(format!("{place}:{}", index + 1), &error.to_string()),
            }
        }
        Self {
            warnings: warnings.warnings,
            ..Self::from_records(records)
        }
    }

    fn warn(&mut self, place: String, message: &str) {
        self.warnings.push(Warning {
            place,
            message: format!("{message}, scored as empty"),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_stands_for_all_names_of_its_entity() {
        let annotation = Annotation::new(&json!({"entities": [
            {"type": "Park", "name": "张家港经济技术开发区", "aliases": ["张家港 经开区", ""]}, 7
        ]}));
        let names = annotation.names(Some(&json!("“张家港经开区”")));
        assert_eq!(names.len(), 2);
        assert!(names.contains("张家港经济技术开发区"));
        assert!(annotation.names(None).is_empty());
    }

    #[test]
    fn lines_that_are_no_json_are_named_and_the_rest_is_read() {
        let folder = Folder::from_lines(
            "out.jsonl",
            "{\"id\": \"a\"}\n\nnonsense\n{\"id\": \"b\"}\n",
        );
        assert_eq!(folder.documents.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(folder.warnings[0].place, "out.jsonl:3");
    }

    #[test]
    fn gold_must_hold_something() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Folder::load(folder.path()).is_ok());
        let error = Folder::load_gold(folder.path()).unwrap_err();
        assert!(error.to_string().contains("no *.json"));
        assert!(Folder::load(&folder.path().join("none")).is_err());
    }
}
