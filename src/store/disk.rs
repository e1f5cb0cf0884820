//! Stores in folders: who may open one, and what a folder must look like.
//!
//! RocksDB lets any number of readers in beside a writer and leaves what they see undefined. A lock file of our own
//! lets in either one writer or any number of readers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use oxigraph::store::Store as Quads;

use crate::store::{Error, staging};

/// The lock file in a store's folder.
const LOCK: &str = "parkgraph.lock";

/// The file that every RocksDB folder has.
const CURRENT: &str = "CURRENT";

/// A hold on a store's folder, let go when dropped.
pub(super) struct Lock {
    #[expect(dead_code, reason = "kept open for its lock")]
    file: Option<File>,
}

impl Lock {
    /// For what needs no lock.
    pub(super) fn none() -> Self {
        Self { file: None }
    }
}

/// Opens a folder to read and write; makes a store in a new or empty folder.
pub(super) fn open(folder: &Path) -> Result<(Quads, Lock), Error> {
    refuse_without_disk(folder)?;
    check_usable(folder)?;
    let failed = |source| Error::Folder {
        folder: folder.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let file = lock_file(folder).map_err(failed)?;
    let lock = hold(folder, file, File::try_lock)?;
    remove_leftovers(folder);
    let quads = backend::open(folder).map_err(|it| explain(folder, it))?;
    Ok((quads, lock))
}

/// Opens a folder to read.
pub(super) fn open_read_only(folder: &Path) -> Result<(Quads, Lock), Error> {
    check_exists(folder)?;
    // On a medium that cannot be written nobody writes, so that no lock is needed.
    let lock = match lock_file(folder) {
        Ok(file) => hold(folder, file, File::try_lock_shared)?,
        Err(_) => Lock::none(),
    };
    let quads = backend::open_read_only(folder).map_err(|it| explain(folder, it))?;
    Ok((quads, lock))
}

/// Refuses where there is no store.
pub(super) fn check_exists(folder: &Path) -> Result<(), Error> {
    refuse_without_disk(folder)?;
    check_usable(folder)?;
    if folder.join(CURRENT).exists() {
        return Ok(());
    }
    Err(Error::Missing {
        folder: folder.to_owned(),
    })
}

/// Moves what stands in the log of a store to its place, so that nobody who opens the folder has to read the log again.
pub(super) fn flush(quads: &Quads) -> Result<(), Error> {
    Ok(backend::flush(quads)?)
}

/// Makes a copy of a store in a new folder of the same disk, with which it shares its files, and opens it to read.
pub(super) fn checkpoint(quads: &Quads, folder: &Path) -> Result<Quads, Error> {
    backend::backup(quads, folder)?;
    Ok(backend::open_read_only(folder)?)
}

/// What a folder is now; another after it was built anew or another folder was put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    folder: PathBuf,
    modified: SystemTime,
    length: u64,
}

impl Stamp {
    /// Looks at a folder; none where there is no store.
    pub fn of(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let current = fs::metadata(folder.join(CURRENT)).ok()?;
        Some(Self {
            modified: current.modified().ok()?,
            length: current.len(),
            folder,
        })
    }
}

/// Refuses where the program cannot open folders at all.
fn refuse_without_disk(folder: &Path) -> Result<(), Error> {
    if cfg!(feature = "disk") {
        return Ok(());
    }
    Err(Error::NoDisk {
        folder: folder.to_owned(),
    })
}

/// Refuses a file, and a folder with other things in it, so that nobody's data is mixed up with a store.
fn check_usable(folder: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::NotAStore {
                folder: folder.to_owned(),
            });
        }
        Err(source) => {
            return Err(Error::Folder {
                folder: folder.to_owned(),
                source,
            });
        }
    };
    let mut names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    if names.all(|it| it == LOCK || it == "LOG" || it == "LOCK") || folder.join(CURRENT).exists() {
        return Ok(());
    }
    Err(Error::NotAStore {
        folder: folder.to_owned(),
    })
}

/// Removes what a process that was killed has prepared and never used. Files that stay do no harm but take space.
fn remove_leftovers(folder: &Path) {
    staging::remove_leftovers(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("bulk-")
            && name.ends_with(".sst")
            && fs::remove_file(entry.path()).is_err()
        {
            return;
        }
    }
}

/// The lock file, made where there is none.
fn lock_file(folder: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(folder.join(LOCK))
}

/// Takes a lock in the given way, without waiting. A file system that knows no locks is used without.
fn hold(
    folder: &Path,
    file: File,
    take: fn(&File) -> Result<(), TryLockError>,
) -> Result<Lock, Error> {
    match take(&file) {
        Err(TryLockError::WouldBlock) => Err(Error::InUse {
            folder: folder.to_owned(),
        }),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Lock { file: Some(file) }),
    }
}

/// What the storage layer's refusal means for the user.
fn explain(folder: &Path, source: oxigraph::store::StorageError) -> Error {
    let folder = folder.to_owned();
    let message = source.to_string();
    match Error::from(source) {
        Error::Full(source) => Error::Full(source),
        // RocksDB has a lock of its own, which a program of another kind may hold; it tells of it in words alone.
        _ if message.contains("lock") && message.contains("LOCK") => Error::InUse { folder },
        Error::Storage(source) => Error::Open { folder, source },
        other => other,
    }
}

/// Oxigraph with RocksDB.
#[cfg(feature = "disk")]
mod backend {
    use super::{Path, Quads};
    use oxigraph::store::StorageError;

    /// Opens a folder to read and write.
    pub(super) fn open(folder: &Path) -> Result<Quads, StorageError> {
        Quads::open(folder)
    }

    /// Opens a folder to read.
    pub(super) fn open_read_only(folder: &Path) -> Result<Quads, StorageError> {
        Quads::open_read_only(folder)
    }

    /// Copies a store.
    pub(super) fn backup(quads: &Quads, folder: &Path) -> Result<(), StorageError> {
        quads.backup(folder)
    }

    /// Writes the log's contents to their place.
    pub(super) fn flush(quads: &Quads) -> Result<(), StorageError> {
        quads.flush()
    }
}

/// Oxigraph without RocksDB, which opens no folder.
#[cfg(not(feature = "disk"))]
mod backend {
    use super::{Path, Quads, io};
    use oxigraph::store::StorageError;

    /// Fails.
    pub(super) fn open(_folder: &Path) -> Result<Quads, StorageError> {
        Err(io::Error::from(io::ErrorKind::Unsupported).into())
    }

    /// Fails.
    pub(super) fn open_read_only(folder: &Path) -> Result<Quads, StorageError> {
        open(folder)
    }

    /// Fails.
    pub(super) fn backup(_quads: &Quads, folder: &Path) -> Result<(), StorageError> {
        open(folder).map(drop)
    }

    /// Nothing to do: there is no log.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature as with RocksDB"
    )]
    pub(super) fn flush(_quads: &Quads) -> Result<(), StorageError> {
        Ok(())
    }
}
