//! `parkgraph rules`: rule files, checked, and their examples, tried.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use parkgraph::extract::{FailedExample, failed_examples};
use parkgraph::lexicon::Lexicon;
use rayon::prelude::*;

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

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let Command::Check { folder } = &arguments.command;
    match Lexicon::load(None, folder.as_deref()) {
        Ok(lexicon) => {
            warn_of_unused(&lexicon, voice)?;
            let rules = lexicon.rules().par_iter();
            let failed = rules.flat_map_iter(|rule| failed_examples(&lexicon, rule));
            let failed: Vec<FailedExample<'_>> = failed.collect();
            for example in &failed {
                output::error(format_args!("{}", examples::mistake(example)));
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

/// Warns of word lists that no pattern has and that the program does not know: a name that is spelled wrong, or a rule that is gone.
fn warn_of_unused(lexicon: &Lexicon, voice: Voice) -> anyhow::Result<()> {
    let known = Lexicon::load(None, None)?;
    let known: Vec<&str> = known.lists_without_rules().collect();
    for list in lexicon
        .lists_without_rules()
        .filter(|it| !known.contains(it))
    {
        voice.note(format_args!(
            "warning: no rule uses the word list {list:?}: write <{list}> into a pattern, or take it out"
        ));
    }
    Ok(())
}
