//! `parkgraph man`: manual pages, one per command.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::cli::Outcome;
use crate::cli::output::Voice;

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  parkgraph man ~/.local/share/man/man1")]
pub(crate) struct Arguments {
    /// Folder to write into; made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(
    arguments: &Arguments,
    voice: Voice,
    command: clap::Command,
) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    let place = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("{place} cannot be made"))?;
    clap_mangen::generate_to(command, folder)
        .with_context(|| format!("manual pages cannot be written into {place}"))?;
    voice.note(format_args!("manual pages written into {place}"));
    Ok(Outcome::Done)
}
