//! Rows of SELECT queries as the commands need them.

use anyhow::bail;
use oxrdf::{Literal, Term};
use parkgraph::store::{Answer, Solution, Store};
use parkgraph::vocab;

/// The rows of a SELECT query.
pub(crate) fn select(store: &Store, query: &str) -> anyhow::Result<Vec<Solution>> {
    let Answer::Solutions(solutions) = store.query(query)? else {
        bail!("not a SELECT query: {query}");
    };
    let mut rows = Vec::new();
    for solution in solutions {
        rows.push(solution?);
    }
    Ok(rows)
}

/// A value of a row as plain text: the IRI, or the text of the literal. `None` where it is unbound.
pub(crate) fn text(row: &Solution, variable: &str) -> Option<String> {
    row.get(variable).map(|term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(_) | Term::Triple(_) => term.to_string(),
    })
}

/// A number of a row; 0 where there is none.
pub(crate) fn number(row: &Solution, variable: &str) -> usize {
    let value = text(row, variable).unwrap_or_default();
    value.parse().unwrap_or_default()
}

/// The local name of a term of the ontology: `conferred`.
pub(crate) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// An IRI with a known prefix: `pg:Park`; in angle brackets where none fits.
pub(crate) fn shorten(iri: &str, base: &str) -> String {
    if let Some(path) = iri.strip_prefix(base) {
        return format!("id:{path}");
    }
    for (prefix, namespace) in vocab::PREFIXES {
        if let Some(name) = iri.strip_prefix(namespace) {
            return format!("{prefix}:{name}");
        }
    }
    format!("<{iri}>")
}

/// Text as a SPARQL literal, whatever it holds.
pub(crate) fn quoted(text: &str) -> String {
    Literal::new_simple_literal(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_are_shortened_for_people() {
        let base = "https://example.org/id/";
        assert_eq!(
            shorten("https://w3id.org/parkgraph/ontology#Park", base),
            "pg:Park"
        );
        assert_eq!(
            shorten("https://example.org/id/park/太仓港", base),
            "id:park/太仓港"
        );
        assert_eq!(shorten("urn:x", base), "<urn:x>");
    }

    #[test]
    fn text_cannot_leave_its_literal() {
        assert_eq!(quoted("a\" } \n\\"), r#""a\" } \n\\""#);
    }
}
