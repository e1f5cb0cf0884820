//! `rules check` on the examples of rules: what is not read, in the form of a mistake.

use parkgraph::extract::FailedExample;
use parkgraph::lexicon::Error;

/// An example that fails, as `rules check` says it.
pub(crate) fn mistake(example: &FailedExample<'_>) -> Error {
    let FailedExample {
        rule,
        example,
        what,
    } = example;
    let (file, line) = &rule.place;
    Error::at(file, *line, 1)
        .with_message("R010", format!("{}: {what}", rule.id))
        .with_text(*example)
        .with_note("see what is read with `parkgraph extract --format json --rules DIR -`")
}
