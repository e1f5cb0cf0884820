//! Files beside a store that hold what is to be put in the place of what is there.
//!
//! Oxigraph adds much at once, whole or not at all, but takes away in transactions only, which it holds in memory. To put much
//! in the place of much therefore takes several steps. What is to be put is first written to a file: data that cannot be read
//! to its end changes nothing. Then the file is renamed, and from that moment it counts: whoever opens a store beside which
//! such a file lies takes all steps again, so that a process that is killed between them loses nothing.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use oxigraph::store::StorageError;
use oxrdf::{NamedNode, Quad};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser, RdfSerializer};

use crate::store::{Error, Place};

/// The file that counts.
const PENDING: &str = "parkgraph.pending";

/// What the names of files and folders that do not count begin with.
const SCRATCH: &str = "parkgraph.scratch-";

/// Numbers for their names.
static NUMBERS: AtomicU64 = AtomicU64::new(0);

/// A file or folder in a store's folder that is removed when dropped.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// A name that nothing has yet.
    pub(super) fn new(folder: &Path) -> Self {
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        Self(folder.join(format!("{SCRATCH}{number}")))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Lets the file count from now on; gives its new name.
    pub(super) fn keep(self, folder: &Path) -> Result<PathBuf, Error> {
        let pending = folder.join(PENDING);
        let kept = fs::rename(&self.0, &pending).and_then(|()| sync_folder(folder));
        kept.map_err(failed)?;
        Ok(pending)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays, or was renamed, is no matter: the next who opens the store removes what is left.
        drop(remove(&self.0));
    }
}

/// The file that counts, where there is one.
pub(super) fn pending(folder: &Path) -> Option<PathBuf> {
    let pending = folder.join(PENDING);
    pending.exists().then_some(pending)
}

/// Says that all steps are taken.
pub(super) fn finish(pending: &Path) -> Result<(), Error> {
    let finished = fs::remove_file(pending);
    let folder = pending.parent().unwrap_or(pending);
    finished.and_then(|()| sync_folder(folder)).map_err(failed)
}

/// Removes what a process that was killed has left and does not count.
pub(super) fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(SCRATCH) {
            drop(remove(&entry.path()));
        }
    }
}

/// Writes what is to be put in a place to a file, and to the disk.
pub(super) fn write(
    folder: &Path,
    place: &Place,
    quads: impl Iterator<Item = Result<Quad, RdfParseError>>,
) -> Result<Scratch, Error> {
    let scratch = Scratch::new(folder);
    let file = File::create(&scratch.0).map_err(failed)?;
    let mut file = BufWriter::new(file);
    writeln!(file, "{}", heading(place)).map_err(failed)?;
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(file);
    for quad in quads {
        serializer.serialize_quad(&quad?).map_err(failed)?;
    }
    let file = serializer.finish().map_err(failed)?.into_inner();
    let file = file.map_err(|it| failed(it.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(scratch)
}

/// The place and the quads of a file.
pub(super) fn read(
    file: &Path,
) -> Result<(Place, impl Iterator<Item = Result<Quad, RdfParseError>>), Error> {
    let mut reader = BufReader::new(File::open(file).map_err(failed)?);
    let mut first = String::new();
    reader.read_line(&mut first).map_err(failed)?;
    let place = place(first.trim_end()).ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    Ok((place, parser.for_reader(reader)))
}

/// The first line of a file, a comment in N-Quads.
fn heading(place: &Place) -> String {
    match place {
        Place::Named(graph) => format!("# in the place of {graph}"),
        Place::Unnamed => "# in the place of the graph without a name".to_owned(),
        Place::Everywhere => "# in the place of everything".to_owned(),
    }
}

/// The place that a first line names.
fn place(line: &str) -> Option<Place> {
    let fixed = [Place::Unnamed, Place::Everywhere];
    fixed
        .into_iter()
        .find(|it| heading(it) == line)
        .or_else(|| {
            let name = line
                .strip_prefix("# in the place of <")?
                .strip_suffix('>')?;
            NamedNode::new(name).ok().map(Place::Named)
        })
}

/// Lets a folder keep the names that its files have now.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Removes a file or folder.
fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

fn failed(error: io::Error) -> Error {
    StorageError::from(error).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let quads = [
            "<urn:a> <urn:p> _:b <urn:g> .",
            "_:b <urn:p> \"\u{5f20}\\n#\"@zh .",
        ];
        let quads: Vec<Quad> = quads.map(|it| it.parse().unwrap()).to_vec();
        for place in [
            Place::Named(NamedNode::new_unchecked("urn:g")),
            Place::Unnamed,
            Place::Everywhere,
        ] {
            let scratch = write(folder.path(), &place, quads.iter().cloned().map(Ok)).unwrap();
            let kept = scratch.keep(folder.path()).unwrap();
            assert_eq!(pending(folder.path()), Some(kept.clone()));
            let (read_place, read) = read(&kept).unwrap();
            let read: Vec<Quad> = read.collect::<Result<_, _>>().unwrap();
            assert_eq!((read_place, read), (place, quads.clone()));
            finish(&kept).unwrap();
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn what_cannot_be_read_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let parser = RdfParser::from_format(RdfFormat::NQuads);
        let quads = parser.for_reader("<urn:a> <urn:p> 1 .\n".as_bytes());
        assert!(write(folder.path(), &Place::Everywhere, quads).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        fs::write(folder.path().join("parkgraph.scratch-7"), "").unwrap();
        fs::create_dir(folder.path().join("parkgraph.scratch-8")).unwrap();
        remove_leftovers(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
