//! `parkgraph lexicon`: lexicon files, checked.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use parkgraph::lexicon;

use crate::cli::Outcome;
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  parkgraph lexicon check
  parkgraph lexicon check my/lexicon")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report every mistake of every file, with its place; exit status 1 if there are any
    #[command(after_help = "Example:\n  parkgraph lexicon check my/lexicon")]
    Check {
        /// Folder of Turtle files [default: the copy in the program]
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments, _voice: Voice) -> anyhow::Result<Outcome> {
    let Command::Check { folder } = &arguments.command;
    match lexicon::entries(folder.as_deref()) {
        Ok(entries) => {
            print(&format!("{} entries, no mistakes\n", entries.len()))?;
            Ok(Outcome::Done)
        }
        Err(mistakes) => {
            output::error(format_args!("{mistakes}"));
            Ok(Outcome::Wrong)
        }
    }
}
