//! `rules check` on the examples of rules: what is not read, in the form of a mistake.

use std::fmt;

use parkgraph::extract::FailedExample;

/// An example that fails, as `rules check` says it.
pub(crate) struct Report<'a>(pub(crate) &'a FailedExample<'a>);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FailedExample {
            rule,
            example,
            what,
        } = self.0;
        writeln!(f, "{}: R010: {what}", rule.id)?;
        writeln!(f, "    | {example}")?;
        write!(
            f,
            "    = note: see what is read with `parkgraph extract --format json --rules DIR -`"
        )
    }
}
