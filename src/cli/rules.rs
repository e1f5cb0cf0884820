//! `parkgraph rules`: rule files, checked.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use parkgraph::lexicon::Lexicon;

use crate::cli::Outcome;
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  parkgraph rules check
  parkgraph rules check my/rules")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report every mistake of every file, with its place; exit status 1 if there are any
    #[command(after_help = "Example:\n  parkgraph rules check my/rules")]
    Check {
        /// Folder of TOML files [default: the copy in the program]
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments, _voice: Voice) -> anyhow::Result<Outcome> {
    let Command::Check { folder } = &arguments.command;
    match Lexicon::load(None, folder.as_deref()) {
        Ok(_) => {
            print("no mistakes\n")?;
            Ok(Outcome::Done)
        }
        Err(mistakes) => {
            output::error(format_args!("{mistakes}"));
            Ok(Outcome::Wrong)
        }
    }
}
