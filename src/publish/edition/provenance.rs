//! Where a data set comes from: the program, lexicons and rules that read the documents, in PROV.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::publish::edition::Edition;
use crate::publish::edition::statement::Statements;
use crate::vocab::pg;

/// A run for each reader that a document names: what it used, and what carried it out.
pub(super) fn describe(edition: &Edition<'_>, quads: &[Quad]) -> Vec<Quad> {
    let mut said = Statements::default();
    let dataset = edition.dataset();
    said.is_a(&dataset, "prov:Entity");
    for (number, (reader, documents)) in (1..).zip(readers(quads)) {
        let run = edition.part(&format!("run-{number}"));
        said.say(&dataset, "prov:wasGeneratedBy", run.clone());
        said.is_a(&run, "prov:Activity");
        said.say(&run, "rdfs:label", Literal::from(reader));
        describe_reader(&mut said, edition, (&run, reader));
        for document in documents {
            said.say(&run, "prov:used", document.clone());
        }
    }
    said.into_quads()
}

/// The documents by what read them, as the graph has it: `parkgraph 0.1.0 lexicon 01ab… rules 23cd…`.
pub(super) fn readers(quads: &[Quad]) -> BTreeMap<&str, BTreeSet<&NamedNode>> {
    let mut readers: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for quad in quads.iter().filter(|it| it.predicate == pg::READER) {
        if let (NamedOrBlankNode::NamedNode(document), Term::Literal(reader)) =
            (&quad.subject, &quad.object)
        {
            readers.entry(reader.value()).or_default().insert(document);
        }
    }
    readers
}

fn describe_reader(
    said: &mut Statements,
    edition: &Edition<'_>,
    (run, reader): (&NamedNode, &str),
) {
    let words: Vec<_> = reader.split([' ', ',']).collect();
    for pair in words.windows(2) {
        let [kind, value] = pair else { continue };
        let node = edition.part(&format!("{kind}-{value}"));
        match *kind {
            "parkgraph" => {
                said.say(run, "prov:wasAssociatedWith", node.clone());
                said.is_a(&node, "prov:SoftwareAgent");
                said.say(&node, "rdfs:label", Literal::from("parkgraph"));
                said.say(&node, "dcat:version", Literal::from(*value));
            }
            "lexicon" | "rules" => {
                said.say(run, "prov:used", node.clone());
                said.is_a(&node, "prov:Entity");
                said.is_a(&node, "prov:Plan");
                said.say(&node, "rdfs:label", Literal::from(*kind));
                said.say(&node, "dcterms:identifier", Literal::from(*value));
            }
            _ => {}
        }
    }
}
