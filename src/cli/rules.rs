//! `parkgraph rules`: rule files, checked, and their examples, tried.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use parkgraph::lexicon::Lexicon;

use crate::cli::Outcome;
use crate::cli::examples;
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
The examples of all rules are read: each `yes` must be read by its rule, no `no` may be.

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
        Ok(lexicon) => {
            let failed = examples::failed(&lexicon);
            for example in &failed {
                output::error(format_args!("{example}"));
            }
            if !failed.is_empty() {
                return Ok(Outcome::Wrong);
            }
            print("no mistakes\n")?;
            Ok(Outcome::Done)
        }
        Err(mistakes) => {
            output::error(format_args!("{mistakes}"));
            Ok(Outcome::Wrong)
        }
    }
}
