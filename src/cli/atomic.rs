//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;

/// Writes a file beside its place and moves it there when it is complete. On an error the old file, if any, stays as it was.
pub(crate) fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let name = path.file_name().with_context(|| {
        let path = path.display();
        format!("{path} is no file name; give one with --output")
    })?;
    let mut part = name.to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(part);
    let result = write_part(&part, content).and_then(|()| Ok(fs::rename(&part, path)?));
    if result.is_err() && part.exists() {
        fs::remove_file(&part).with_context(|| format!("{} is left over", part.display()))?;
    }
    result.with_context(|| format!("{} cannot be written", path.display()))
}

fn write_part(
    part: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut writer = BufWriter::new(File::create(part)?);
    content(&mut writer)?;
    writer.flush()?;
    Ok(writer.get_ref().sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parks.ttl");
        fs::write(&path, "old").unwrap();
        let failed = write(&path, |writer| {
            writer.write_all(b"half")?;
            anyhow::bail!("no more")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write(&path, |writer| Ok(writer.write_all(b"new")?)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
