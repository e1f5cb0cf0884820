//! What a store holds, counted.

use parkgraph::model::{EntityKind, FactKind};
use parkgraph::store::Store;

use crate::cli::select::{local, number, select, text};

/// Counts of a store, each with its name, in the order of tables.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) documents: usize,
    pub(crate) entities: Vec<(&'static str, usize)>,
    pub(crate) facts: Vec<(&'static str, usize)>,
    pub(crate) modalities: Vec<(&'static str, usize)>,
    pub(crate) mentions: usize,
    pub(crate) warnings: usize,
    /// Documents in which at least this share of the characters was noise, by share.
    pub(crate) damaged: usize,
    pub(crate) quads: usize,
}

/// From this share of noise on a document counts as damaged.
pub(crate) const DAMAGED: &str = "0.05";

impl Counts {
    /// Counts. Patterns are joined graph by graph: in the union a join multiplies what many documents say alike.
    pub(crate) fn of(store: &Store) -> anyhow::Result<Self> {
        let classes = select(
            store,
            "SELECT ?class (COUNT(DISTINCT ?it) AS ?n) WHERE { ?it a ?class } GROUP BY ?class",
        )?;
        let class = |name: &str| {
            let rows = classes.iter();
            rows.filter(|row| text(row, "class").is_some_and(|it| is_term(&it, name)))
                .map(|row| number(row, "n"))
                .sum()
        };
        let modalities = select(
            store,
            "SELECT ?modality (COUNT(DISTINCT ?it) AS ?n) WHERE { GRAPH ?g { ?it a pg:Fact ; pg:modality ?modality } } GROUP BY ?modality",
        )?;
        let modality = |name: &str| {
            let rows = modalities.iter();
            rows.filter(|row| text(row, "modality").is_some_and(|it| is_term(&it, name)))
                .map(|row| number(row, "n"))
                .sum()
        };
        let one = |query: &str| -> anyhow::Result<usize> {
            Ok(select(store, query)?
                .first()
                .map_or(0, |row| number(row, "n")))
        };
        Ok(Self {
            documents: class("Document"),
            entities: EntityKind::ALL
                .map(|it| (it.name(), class(it.name())))
                .to_vec(),
            facts: facts(store)?,
            modalities: ["actual", "planned", "negated"]
                .map(|it| (it, modality(it)))
                .to_vec(),
            mentions: class("Mention"),
            warnings: one("SELECT (COUNT(*) AS ?n) WHERE { ?document pg:warning ?warning }")?,
            damaged: one(&format!(
                "SELECT (COUNT(*) AS ?n) WHERE {{ ?document pg:damage ?damage FILTER(?damage >= {DAMAGED}) }}"
            ))?,
            quads: store.len()?,
        })
    }

    /// The rows of a table: a heading or nothing, a name, a count.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = vec![row("documents", "", self.documents)];
        rows.push(row("", "damaged (5 % noise or more)", self.damaged));
        rows.push(row("", "warnings", self.warnings));
        for (heading, counts) in [
            ("entities", &self.entities),
            ("facts", &self.facts),
            ("", &self.modalities),
        ] {
            if !heading.is_empty() {
                let all = counts.iter().map(|(_, count)| count).sum();
                rows.push(row(heading, "", all));
            }
            rows.extend(counts.iter().map(|(name, count)| row("", name, *count)));
        }
        rows.push(row("mentions", "", self.mentions));
        rows.push(row("quads", "", self.quads));
        rows
    }
}

/// Facts by kind. A whole without evidence is described in the graph, but is no fact.
fn facts(store: &Store) -> anyhow::Result<Vec<(&'static str, usize)>> {
    let rows = select(
        store,
        "SELECT ?class (COUNT(DISTINCT ?it) AS ?n) WHERE { GRAPH ?g { ?it a pg:Fact, ?class } } GROUP BY ?class",
    )?;
    let count = |name: &str| {
        rows.iter()
            .filter(|row| text(row, "class").is_some_and(|it| is_term(&it, name)))
            .map(|row| number(row, "n"))
            .sum()
    };
    Ok(FactKind::ALL
        .map(|it| (it.name(), count(it.name())))
        .to_vec())
}

/// Whether an IRI is the ontology's term of this name.
fn is_term(iri: &str, name: &str) -> bool {
    iri.starts_with(parkgraph::vocab::pg::NAMESPACE) && local(iri) == name
}

fn row(heading: &str, name: &str, count: usize) -> Vec<String> {
    vec![heading.to_owned(), name.to_owned(), count.to_string()]
}
