//! Folders of pages for the program to read.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::Path;

/// Writes pages into the folder `pages` of a folder.
pub(crate) fn write_pages(folder: &Path, pages: &[(&str, &str)]) {
    fs::create_dir(folder.join("pages")).unwrap();
    for (name, text) in pages {
        fs::write(folder.join("pages").join(name), text).unwrap();
    }
}
