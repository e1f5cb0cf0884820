//! How far a long command is: a bar on a terminal, nothing elsewhere.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::output::Voice;

/// A bar on standard error that goes away at the end.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts a bar for so many inputs.
    pub(crate) fn start(inputs: usize, voice: Voice) -> Self {
        if voice == Voice::Quiet || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(inputs as u64);
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// Some more inputs are done.
    pub(crate) fn advance(&self, inputs: usize) {
        self.0.inc(inputs as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
