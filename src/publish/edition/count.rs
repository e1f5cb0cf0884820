//! What a dataset holds, counted: the union of its graphs, each triple once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxrdf::{GraphName, NamedNode, NamedOrBlankNodeRef, Quad, Term, TermRef};

use crate::model::EntityKind;
use crate::vocab::{self, dcterms, pg, rdf};

/// Links by what they say and where they lead.
pub type Linksets = BTreeMap<(NamedNode, String), usize>;

/// Counts of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Triples.
    pub triples: usize,
    /// Subjects.
    pub subjects: usize,
    /// Objects.
    pub objects: usize,
    /// Parks, companies and all other entities, indicators included.
    pub entities: usize,
    /// Source documents.
    pub documents: usize,
    /// Facts.
    pub facts: usize,
    /// Things of each class.
    pub classes: BTreeMap<NamedNode, usize>,
    /// Triples of each property.
    pub properties: BTreeMap<NamedNode, usize>,
    /// Quads of each named graph.
    pub graphs: BTreeMap<NamedNode, usize>,
    /// Links, by property and by what the IRIs that they lead to begin with.
    pub linksets: Linksets,
    /// The earliest and the latest date of a document.
    pub dates: Option<(String, String)>,
}

impl Counts {
    /// Counts quads, each of which must be there once.
    pub fn of(quads: &[Quad]) -> Self {
        let mut counts = Self::default();
        let mut seen = HashSet::new();
        let (mut subjects, mut objects) = (HashSet::new(), HashSet::new());
        let mut types: HashMap<NamedOrBlankNodeRef<'_>, Vec<&NamedNode>> = HashMap::new();
        for quad in quads {
            if let GraphName::NamedNode(graph) = &quad.graph_name {
                *counts.graphs.entry(graph.clone()).or_default() += 1;
            }
            let (subject, object) = (quad.subject.as_ref(), quad.object.as_ref());
            if !seen.insert((subject, quad.predicate.as_ref(), object)) {
                continue;
            }
            subjects.insert(subject);
            objects.insert(object);
            counts.count(quad);
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                types.entry(subject).or_default().push(class);
            }
        }
        counts.triples = seen.len();
        counts.subjects = subjects.len();
        counts.objects = objects.len();
        counts.count_things(types.values());
        let is_document = |quad: &&Quad| {
            let classes = types.get(&quad.subject.as_ref());
            classes.is_some_and(|it| it.iter().any(|class| **class == pg::DOCUMENT))
        };
        let issued = quads.iter().filter(|it| it.predicate == dcterms::ISSUED);
        counts.dates = span(issued.filter(is_document));
        counts
    }

    /// Counts a triple.
    fn count(&mut self, quad: &Quad) {
        *self.properties.entry(quad.predicate.clone()).or_default() += 1;
        if vocab::MAPPINGS.contains(&quad.predicate.as_ref())
            && let TermRef::NamedNode(object) = quad.object.as_ref()
        {
            let space = split(object.as_str()).0.to_owned();
            let linkset = (quad.predicate.clone(), space);
            *self.linksets.entry(linkset).or_default() += 1;
        }
    }

    /// Counts things by their classes.
    fn count_things<'a>(&mut self, things: impl Iterator<Item = &'a Vec<&'a NamedNode>>) {
        let kinds = EntityKind::ALL.map(|it| vocab::pg_term(it.name()));
        let mut kinds: BTreeSet<NamedNode> = kinds.into();
        kinds.insert(pg::INDICATOR.into_owned());
        for classes in things {
            for class in classes {
                *self.classes.entry((*class).clone()).or_default() += 1;
            }
            self.entities += usize::from(classes.iter().any(|it| kinds.contains(*it)));
        }
        let class = |class: NamedNode| self.classes.get(&class).copied().unwrap_or_default();
        let (documents, facts) = (class(pg::DOCUMENT.into()), class(pg::FACT.into()));
        self.documents = documents;
        self.facts = facts;
    }
}

/// The first and the last of the dates that quads end in.
fn span<'a>(quads: impl Iterator<Item = &'a Quad>) -> Option<(String, String)> {
    let dates = quads.filter_map(|quad| match &quad.object {
        Term::Literal(date) => Some(date.value()),
        _ => None,
    });
    let dates: BTreeSet<&str> = dates.collect();
    let (first, last) = (dates.first()?, dates.last()?);
    Some(((*first).to_owned(), (*last).to_owned()))
}

/// An IRI as what many have in common and what is its own: the part after the last `#` or `/` within.
pub(super) fn split(iri: &str) -> (&str, &str) {
    // GeoNames ends the IRIs of places in a slash.
    let end = iri.trim_end_matches('/').rfind(['#', '/']);
    let end = end.map_or(0, |it| it + 1);
    iri.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::rdf::{Format, read};

    #[test]
    fn what_two_graphs_say_counts_once() {
        let text = "@prefix pg: <https://w3id.org/parkgraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
            @prefix dcterms: <http://purl.org/dc/terms/> .
            <urn:a/g> { <urn:a/p> a pg:Park } <urn:a/h> { <urn:a/p> a pg:Park ; owl:sameAs <urn:b/Q1> , <urn:b/Q2> .
            <urn:a/s> dcterms:issued \"2015\" . <urn:a/d> a pg:Document ; dcterms:issued \"2021\" , \"2020-05\" }";
        let counts = Counts::of(&read(text.as_bytes(), Format::TriG).unwrap());
        assert_eq!((counts.triples, counts.subjects, counts.objects), (7, 3, 7));
        assert_eq!((counts.entities, counts.documents), (1, 1));
        assert_eq!(counts.graphs.values().copied().collect::<Vec<_>>(), [1, 7]);
        let links: Vec<_> = counts
            .linksets
            .iter()
            .map(|it| (it.0.1.as_str(), *it.1))
            .collect();
        assert_eq!(links, [("urn:b/", 2)]);
        assert_eq!(
            counts.dates,
            Some(("2020-05".to_owned(), "2021".to_owned()))
        );
    }
}
