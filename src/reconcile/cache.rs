//! Answers on disk, one file a question.

use std::fs;
use std::path::PathBuf;

use crate::link::hash;
use crate::reconcile::Error;

/// A folder of answers.
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The answer to a question that was asked before.
    pub(super) fn get(&self, question: &str) -> Option<String> {
        fs::read_to_string(self.path(question)).ok()
    }

    /// Keeps an answer, whole or not at all.
    pub(super) fn put(&self, question: &str, answer: &str) -> Result<(), Error> {
        let path = self.path(question);
        let part = path.with_extension(format!("{}.part", std::process::id()));
        let write = || {
            fs::create_dir_all(&self.folder)?;
            fs::write(&part, answer)?;
            fs::rename(&part, &path)
        };
        write().map_err(|source| Error::Cache {
            folder: self.folder.clone(),
            source,
        })
    }

    fn path(&self, question: &str) -> PathBuf {
        let name = hash(question.as_bytes());
        self.folder.join(format!("{name}.json"))
    }
}
