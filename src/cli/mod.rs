//! The command line: one file per subcommand. Results go to standard output, everything else to standard error.

mod arguments;
mod assess;
mod assessment;
mod atomic;
mod build;
mod completions;
mod copies;
mod corpus;
mod counts;
mod data;
mod data_import;
mod dataset;
mod derived;
mod diff;
mod difference;
mod entity;
mod evaluate;
mod examples;
mod explain;
mod export;
mod extract;
mod fact;
#[cfg(feature = "shacl")]
mod findings;
mod folder;
mod inferred;
mod lexicon;
mod link;
mod linked;
mod man;
mod output;
mod passage;
mod predictions;
mod progress;
mod publish;
mod query;
mod remove;
#[cfg(feature = "serve")]
mod reload;
mod rules;
mod select;
#[cfg(feature = "serve")]
mod serve;
mod stats;
mod update;
#[cfg(feature = "shacl")]
mod validate;

use std::io;
use std::panic;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::output::Voice;

/// Turns Chinese pages about industrial parks into an RDF graph in which every fact quotes its source.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, propagate_version = false, after_help = STATUS)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say more on standard error: every warning of every document
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    quiet: bool,
}

const STATUS: &str = "\
Exit status: 0 done, 1 found something wrong or different (a mistake in a lexicon or rule, a score under its floor), \
2 could not do it or not all of it.

Examples:
  parkgraph build data/corpus
  parkgraph query queries/honours.rq
  parkgraph explain 采埃孚
  parkgraph export --format turtle > parks.ttl";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read files and folders, extract what they state, and load it into the store
    Build(build::Arguments),
    /// The same without a store: quads or JSON to standard output
    Extract(extract::Arguments),
    /// Take documents out of the store, with all that was read from them
    Remove(remove::Arguments),
    /// Answer a SPARQL query
    Query(query::Arguments),
    /// Change the store by a SPARQL update
    Update(update::Arguments),
    /// Write the graph in an RDF syntax
    Export(export::Arguments),
    /// Make a folder to publish: the graph in its syntaxes, and all that describes it
    Publish(publish::Arguments),
    /// Hold a park's observed indicators against the thresholds of a standard
    Assess(assess::Arguments),
    /// Show what changed between two exports or stores
    Diff(diff::Arguments),
    /// List, import and remove sets of open data
    Data(data::Arguments),
    /// Link entities to open data
    Link(link::Arguments),
    /// Show the facts of an entity, each with the sentence it was read from
    Explain(explain::Arguments),
    /// Serve the store over HTTP
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// Count what the store holds
    Stats(stats::Arguments),
    /// Check the graph against SHACL shapes
    #[cfg(feature = "shacl")]
    Validate(validate::Arguments),
    /// Score predictions against gold annotations
    Evaluate(evaluate::Arguments),
    /// Check lexicon files
    Lexicon(lexicon::Arguments),
    /// Check rule files
    Rules(rules::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Write manual pages into a folder
    Man(man::Arguments),
}

/// How a command ended, if it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All done.
    Done,
    /// Done, and what was checked is wrong.
    Wrong,
    /// Done for some inputs; the others are named on standard error.
    Partial,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Wrong => Self::from(1),
            Outcome::Partial => Self::from(2),
        }
    }
}

/// Runs the program; the exit status says how it went.
pub(crate) fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        output::error(format_args!(
            "this is a mistake in the program, please report it: {info}"
        ));
    }));
    panic::catch_unwind(run).unwrap_or(ExitCode::from(2))
}

fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return match error.print() {
                Ok(()) => ExitCode::from(status),
                Err(_) => ExitCode::from(2),
            };
        }
    };
    let voice = match (cli.quiet, cli.verbose) {
        (true, _) => Voice::Quiet,
        (false, true) => Voice::Verbose,
        (false, false) => Voice::Normal,
    };
    match dispatch(cli.command, voice) {
        Ok(outcome) => outcome.into(),
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Files are named where they are read or written; what is left is standard output.
            let is_bare = error
                .chain()
                .next()
                .is_some_and(<dyn std::error::Error>::is::<io::Error>);
            let error = if is_bare {
                error.context("standard output cannot be written")
            } else {
                error
            };
            output::error(format_args!("{}", output::chain(error.chain())));
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command, voice: Voice) -> anyhow::Result<Outcome> {
    match command {
        Command::Build(arguments) => build::run(&arguments, voice),
        Command::Extract(arguments) => extract::run(&arguments, voice),
        Command::Remove(arguments) => remove::run(&arguments, voice),
        Command::Query(arguments) => query::run(&arguments, voice),
        Command::Update(arguments) => update::run(&arguments, voice),
        Command::Export(arguments) => export::run(&arguments, voice),
        Command::Publish(arguments) => publish::run(&arguments, voice),
        Command::Assess(arguments) => assess::run(&arguments, voice),
        Command::Diff(arguments) => diff::run(&arguments, voice),
        Command::Data(arguments) => data::run(&arguments, voice),
        Command::Link(arguments) => link::run(&arguments, voice),
        Command::Explain(arguments) => explain::run(&arguments, voice),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments, voice),
        Command::Stats(arguments) => stats::run(&arguments, voice),
        #[cfg(feature = "shacl")]
        Command::Validate(arguments) => validate::run(&arguments, voice),
        Command::Evaluate(arguments) => evaluate::run(&arguments, voice),
        Command::Lexicon(arguments) => lexicon::run(&arguments, voice),
        Command::Rules(arguments) => rules::run(&arguments, voice),
        Command::Completions(arguments) => completions::run(&arguments, &mut Cli::command()),
        Command::Man(arguments) => man::run(&arguments, voice, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent_and_every_command_shows_examples() {
        let command = Cli::command();
        command.clone().debug_assert();
        for subcommand in command.get_subcommands() {
            let help = subcommand.get_after_help().map(ToString::to_string);
            let name = subcommand.get_name();
            assert!(help.unwrap_or_default().contains("Example"), "{name}");
        }
    }
}
