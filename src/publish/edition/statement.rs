//! Statements about a data set, with terms named as people write them: `dcat:mediaType`.

use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::publish::edition::about::Text;
use crate::vocab::{PREFIXES, xsd};

/// Namespaces that describe data sets, beside those of the graph.
const MORE: &[(&str, &str)] = &[
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("sd", "http://www.w3.org/ns/sparql-service-description#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
];

/// A description under way.
#[derive(Default)]
pub(super) struct Statements {
    quads: Vec<Quad>,
}

impl Statements {
    /// Says something of a subject.
    pub(super) fn say(&mut self, subject: &NamedNode, property: &str, object: impl Into<Term>) {
        self.quads.push(Quad::new(
            subject.clone(),
            term(property),
            object,
            GraphName::DefaultGraph,
        ));
    }

    /// Says what a subject is.
    pub(super) fn is_a(&mut self, subject: &NamedNode, class: &str) {
        self.say(subject, "rdf:type", term(class));
    }

    /// Says a text in both languages.
    pub(super) fn say_text(&mut self, subject: &NamedNode, property: &str, text: &Text) {
        for (text, language) in [(&text.zh, "zh"), (&text.en, "en")] {
            let text = Literal::new_language_tagged_literal_unchecked(text, language);
            self.say(subject, property, text);
        }
    }

    /// Says a count.
    pub(super) fn say_count(&mut self, subject: &NamedNode, property: &str, count: usize) {
        let count = typed(&count.to_string(), xsd::INTEGER);
        self.say(subject, property, count);
    }

    /// Says an IRI that was checked, as a resource.
    pub(super) fn say_iri(&mut self, subject: &NamedNode, property: &str, iri: &str) {
        self.say(subject, property, NamedNode::new_unchecked(iri));
    }

    /// All that was said.
    pub(super) fn into_quads(self) -> Vec<Quad> {
        self.quads
    }
}

/// A term by its prefix and name. An unknown prefix stays as it is, which a test would see.
pub(super) fn term(name: &str) -> NamedNode {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    let known = PREFIXES.iter().chain(MORE).find(|it| it.0 == prefix);
    let namespace = known.map_or("", |it| it.1);
    NamedNode::new_unchecked(format!("{namespace}{local}"))
}

/// A literal with a datatype.
pub(super) fn typed(value: &str, datatype: NamedNodeRef<'_>) -> Literal {
    Literal::new_typed_literal(value, datatype)
}

/// A date as precise as it is written.
pub(super) fn date(value: &str) -> Literal {
    let datatype = match value.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    };
    typed(value, datatype)
}

/// A term as part of a name: `pg-Park`; letters and digits of the whole IRI where no prefix fits.
pub(super) fn short(term: &NamedNode) -> String {
    let local = |it: &&(&str, &'static str)| term.as_str().starts_with(it.1);
    let (prefix, name) = match PREFIXES.iter().chain(MORE).find(local) {
        Some((prefix, namespace)) => (*prefix, term.as_str().split_at(namespace.len()).1),
        None => ("iri", term.as_str()),
    };
    let name = name.replace(|it: char| !it.is_alphanumeric(), "-");
    format!("{prefix}-{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_one_name_stay_apart() {
        let short = |name| short(&term(name));
        assert_eq!(
            [short("pg:Event"), short("schema:Event")],
            ["pg-Event", "schema-Event"]
        );
        assert_eq!(
            super::short(&NamedNode::new_unchecked("urn:x/y")),
            "iri-urn-x-y"
        );
    }
}
