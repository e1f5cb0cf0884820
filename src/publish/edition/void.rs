//! How much a data set holds and where it leads: `VoID`.

use oxrdf::{Literal, Quad};

use crate::publish::edition::source::sources;
use crate::publish::edition::statement::{Statements, short};
use crate::publish::edition::{Edition, ONTOLOGY};

/// The counts of the data set, its classes, properties, named graphs and linksets.
pub(super) fn describe(edition: &Edition<'_>) -> Vec<Quad> {
    let mut said = Statements::default();
    let dataset = edition.dataset();
    said.is_a(&dataset, "void:Dataset");
    said.say_text(&dataset, "dcterms:title", &edition.about.title);
    said.say_iri(&dataset, "dcterms:license", &edition.about.licence);
    said.say_iri(&dataset, "void:vocabulary", ONTOLOGY);
    let space = Literal::from(edition.base.as_str());
    said.say(&dataset, "void:uriSpace", space);
    for format in ["Turtle", "N-Quads", "JSON-LD"] {
        let format = format!("http://www.w3.org/ns/formats/{format}");
        said.say_iri(&dataset, "void:feature", &format);
    }
    describe_counts(&mut said, edition);
    describe_graphs(&mut said, edition);
    describe_linksets(&mut said, edition);
    said.into_quads()
}

fn describe_counts(said: &mut Statements, edition: &Edition<'_>) {
    let (dataset, counts) = (edition.dataset(), edition.counts);
    for (property, count) in [
        ("void:triples", counts.triples),
        ("void:entities", counts.entities),
        ("void:distinctSubjects", counts.subjects),
        ("void:distinctObjects", counts.objects),
        ("void:classes", counts.classes.len()),
        ("void:properties", counts.properties.len()),
        ("void:documents", counts.documents),
    ] {
        said.say_count(&dataset, property, count);
    }
    for (class, count) in &counts.classes {
        let part = edition.part(&format!("class-{}", short(class)));
        said.say(&dataset, "void:classPartition", part.clone());
        said.say(&part, "void:class", class.clone());
        said.say_count(&part, "void:entities", *count);
    }
    for (property, count) in &counts.properties {
        let part = edition.part(&format!("property-{}", short(property)));
        said.say(&dataset, "void:propertyPartition", part.clone());
        said.say(&part, "void:property", property.clone());
        said.say_count(&part, "void:triples", *count);
    }
}

/// The named graphs that belong to no document, one by one; those of documents are as many as the documents.
fn describe_graphs(said: &mut Statements, edition: &Edition<'_>) {
    let documents = format!("{}graph/", edition.base.as_str());
    for (graph, count) in &edition.counts.graphs {
        if graph.as_str().starts_with(&documents) {
            continue;
        }
        said.say(&edition.dataset(), "void:subset", graph.clone());
        said.is_a(graph, "void:Dataset");
        said.say_count(graph, "void:triples", *count);
    }
}

fn describe_linksets(said: &mut Statements, edition: &Edition<'_>) {
    let sources = sources(edition.quads);
    for (number, ((property, space), count)) in (1..).zip(&edition.counts.linksets) {
        let linkset = edition.part(&format!("linkset-{number}"));
        let target = edition.part(&format!("target-{number}"));
        said.say(&edition.dataset(), "void:subset", linkset.clone());
        said.is_a(&linkset, "void:Linkset");
        said.say(&linkset, "void:linkPredicate", property.clone());
        said.say(&linkset, "void:subjectsTarget", edition.dataset());
        said.say(&linkset, "void:objectsTarget", target.clone());
        said.say_count(&linkset, "void:triples", *count);
        said.is_a(&target, "void:Dataset");
        said.say(&target, "void:uriSpace", Literal::from(space.as_str()));
        for source in sources.iter().filter(|it| it.spaces.contains(space)) {
            source.describe(said, &target);
        }
    }
}
