//! `parkgraph completions`: what a shell needs to complete commands.

use clap::Args;
use clap_complete::Shell;

use crate::cli::Outcome;
use crate::cli::output::print;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  parkgraph completions bash > ~/.local/share/bash-completion/completions/parkgraph
  parkgraph completions fish > ~/.config/fish/completions/parkgraph.fish")]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments, command: &mut clap::Command) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, command, "parkgraph", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Outcome::Done)
}
