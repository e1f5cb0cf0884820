//! What is wrong with a node: a validation result of SHACL.

use std::fmt;

use oxrdf::{Literal, NamedNode, Term};

/// A violation; sorted by node, shape, path, value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Violation {
    /// The node that does not look as it should.
    pub node: Term,
    /// The shape that it violates; a blank node where the shape has no name.
    pub shape: Option<Term>,
    /// From the node to the value.
    pub path: Option<Path>,
    /// What is wrong, where it is one value.
    pub value: Option<Term>,
    /// The kind of constraint: `sh:MinCountConstraintComponent`.
    pub component: NamedNode,
    /// How bad it is.
    pub severity: Severity,
    /// What the shape says of it, in several languages; sorted.
    pub messages: Vec<Literal>,
}

impl Violation {
    /// What violations are sorted by.
    pub(super) fn key(&self) -> impl Ord + use<> {
        let text = |it: &Option<Term>| it.as_ref().map(ToString::to_string);
        (
            self.node.to_string(),
            text(&self.shape),
            self.component.to_string(),
            self.path.as_ref().map(ToString::to_string),
            text(&self.value),
        )
    }

    /// What the shape says in a language, or else in any.
    pub fn message(&self, language: &str) -> Option<&str> {
        let mut messages = self.messages.iter();
        let wanted = messages.find(|it| it.language() == Some(language));
        wanted.or(self.messages.first()).map(Literal::value)
    }
}

/// How bad a violation is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The graph is wrong.
    Violation,
    /// Something to look at.
    Other(NamedNode),
}

/// How a value is reached from a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Path {
    /// By a property.
    Property(NamedNode),
    /// Backwards.
    Inverse(Box<Self>),
    /// One after the other.
    Sequence(Vec<Self>),
    /// By one or another.
    Alternative(Vec<Self>),
    /// Any number of times.
    ZeroOrMore(Box<Self>),
    /// At least once.
    OneOrMore(Box<Self>),
    /// Once or not at all.
    ZeroOrOne(Box<Self>),
}

impl fmt::Display for Path {
    /// As in SPARQL.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |paths: &[Self], by: &str| {
            let parts: Vec<_> = paths.iter().map(ToString::to_string).collect();
            format!("({})", parts.join(by))
        };
        match self {
            Self::Property(property) => write!(formatter, "{property}"),
            Self::Inverse(path) => write!(formatter, "^{path}"),
            Self::Sequence(paths) => write!(formatter, "{}", joined(paths, "/")),
            Self::Alternative(paths) => write!(formatter, "{}", joined(paths, "|")),
            Self::ZeroOrMore(path) => write!(formatter, "({path})*"),
            Self::OneOrMore(path) => write!(formatter, "({path})+"),
            Self::ZeroOrOne(path) => write!(formatter, "({path})?"),
        }
    }
}
