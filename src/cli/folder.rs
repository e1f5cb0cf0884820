//! Folders that are there whole or not at all, with a list of the hashes of their files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use parkgraph::publish::edition;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// The list of hashes, as `sha256sum -c` reads it.
const HASHES: &str = "SHA256SUMS";
/// Files that a folder of ours always has.
const OURS: [&str; 3] = ["void.ttl", "dcat.ttl", "prov.ttl"];

/// A folder under way, beside its place.
pub(crate) struct Folder {
    target: PathBuf,
    part: PathBuf,
    /// What was written so far.
    pub(crate) files: Vec<edition::File>,
}

impl Folder {
    /// Starts a folder. Its place must be free, or hold a folder that this program wrote and nobody changed.
    pub(crate) fn create(target: &Path) -> anyhow::Result<Self> {
        check_replaceable(target)?;
        let part = beside(target, "part")?;
        if part.exists() {
            fs::remove_dir_all(&part)?;
        }
        fs::create_dir_all(&part).with_context(|| format!("{} cannot be made", part.display()))?;
        Ok(Self {
            target: target.to_owned(),
            part,
            files: Vec::new(),
        })
    }

    /// Writes a file of the folder.
    pub(crate) fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Hashed) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let path = self.part.join(name);
        let write = || {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = Hashed {
                file: BufWriter::new(File::create(&path)?),
                hash: Sha256::new(),
                bytes: 0,
            };
            content(&mut file)?;
            file.flush()?;
            anyhow::Ok((file.bytes, hex(&file.hash.finalize())))
        };
        let (bytes, sha256) = write().with_context(|| format!("{name} cannot be written"))?;
        self.files.push(edition::File {
            name: name.to_owned(),
            bytes,
            sha256,
        });
        Ok(())
    }

    /// Writes a file that is there already as text.
    pub(crate) fn write_text(&mut self, name: &str, text: &str) -> anyhow::Result<()> {
        self.write(name, |file| Ok(file.write_all(text.as_bytes())?))
    }

    /// Lists the hashes and moves the folder to its place; what stood there goes when the new one stands.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        let mut list = String::new();
        self.files.sort_by(|one, other| one.name.cmp(&other.name));
        for file in &self.files {
            writeln!(list, "{}  {}", file.sha256, file.name)?;
        }
        fs::write(self.part.join(HASHES), list)?;
        let old = beside(&self.target, "old")?;
        let had_old = self.target.exists();
        if had_old {
            fs::rename(&self.target, &old)?;
        }
        if let Err(error) = fs::rename(&self.part, &self.target) {
            if had_old {
                fs::rename(&old, &self.target)?;
            }
            return Err(error).with_context(|| format!("{} cannot be made", self.target.display()));
        }
        if had_old {
            fs::remove_dir_all(&old).with_context(|| format!("{} is left over", old.display()))?;
        }
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What could not be finished goes; if it cannot go either, the error that stopped it says more.
        drop(fs::remove_dir_all(&self.part));
    }
}

/// A file that hashes what goes into it.
pub(crate) struct Hashed {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

pub(crate) fn hex(digest: &[u8]) -> String {
    let digits: Vec<_> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// A hidden folder beside another.
fn beside(target: &Path, what: &str) -> anyhow::Result<PathBuf> {
    let name = target
        .file_name()
        .with_context(|| format!("{} is no name for a folder", target.display()))?;
    let name = format!(".{}.{}.{what}", name.to_string_lossy(), std::process::id());
    Ok(target.with_file_name(name))
}

/// Refuses to replace what this program did not write, or what somebody changed since.
fn check_replaceable(target: &Path) -> anyhow::Result<()> {
    let place = target.display();
    if !target.exists() || (target.is_dir() && fs::read_dir(target)?.next().is_none()) {
        return Ok(());
    }
    let list = fs::read_to_string(target.join(HASHES)).unwrap_or_default();
    let hashes: BTreeMap<_, _> = list
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name, hash))
        .collect();
    if !OURS.iter().all(|it| hashes.contains_key(it)) {
        bail!("{place} is there and was not written by `parkgraph publish`; give another folder");
    }
    for file in WalkDir::new(target).sort_by_file_name() {
        let file = file?;
        let name = file.path().strip_prefix(target)?;
        let name = name.to_string_lossy().replace('\\', "/");
        if file.file_type().is_dir() || name == HASHES {
            continue;
        }
        let hash = hex(&Sha256::digest(fs::read(file.path())?));
        if hashes.get(name.as_str()) != Some(&hash.as_str()) {
            bail!(
                "{place}/{name} was changed or added since; move it elsewhere, or give another folder"
            );
        }
    }
    Ok(())
}
