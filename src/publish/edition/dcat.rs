//! What a data set is and in which files it comes: DCAT, by the conventions of DCAT-AP.

use oxrdf::{Literal, NamedNode, Quad};

use crate::publish::edition::about::Agent;
use crate::publish::edition::part::{Part, Role};
use crate::publish::edition::source::sources;
use crate::publish::edition::statement::{Statements, date, typed};
use crate::publish::edition::{Edition, File, ONTOLOGY};
use crate::vocab::xsd;

/// Where the European Union keeps its code lists.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// The data set and its distributions.
pub(super) fn describe(edition: &Edition<'_>, files: &[File]) -> Vec<Quad> {
    let mut said = Statements::default();
    describe_dataset(&mut said, edition);
    describe_sources(&mut said, edition);
    for part in Part::all()
        .iter()
        .filter(|it| it.role == Role::Distribution)
    {
        if let Some(file) = files.iter().find(|it| it.name == part.name) {
            describe_distribution(&mut said, edition, (part, file));
        }
    }
    said.into_quads()
}

fn describe_dataset(said: &mut Statements, edition: &Edition<'_>) {
    let (dataset, about) = (edition.dataset(), edition.about);
    said.is_a(&dataset, "dcat:Dataset");
    said.say(
        &dataset,
        "dcterms:identifier",
        Literal::from(dataset.as_str()),
    );
    said.say_text(&dataset, "dcterms:title", &about.title);
    said.say_text(&dataset, "dcterms:description", &about.description);
    for keyword in &about.keywords {
        let language = if keyword.is_ascii() { "en" } else { "zh" };
        let keyword = Literal::new_language_tagged_literal_unchecked(keyword, language);
        said.say(&dataset, "dcat:keyword", keyword);
    }
    said.say(
        &dataset,
        "dcat:version",
        Literal::from(about.version.as_str()),
    );
    said.say_iri(&dataset, "dcterms:license", &about.licence);
    said.say_iri(&dataset, "dcterms:conformsTo", ONTOLOGY);
    said.say_iri(
        &dataset,
        "dcterms:language",
        &format!("{AUTHORITY}/language/ZHO"),
    );
    said.say_iri(
        &dataset,
        "dcterms:spatial",
        &format!("{AUTHORITY}/country/CHN"),
    );
    describe_agents(said, edition);
    describe_dates(said, edition);
    if let Some(url) = &about.url {
        said.say_iri(&dataset, "dcat:landingPage", url);
    }
    if let Some(contact) = &about.contact {
        let point = edition.part("contact");
        said.say(&dataset, "dcat:contactPoint", point.clone());
        said.is_a(&point, "vcard:Kind");
        said.say_iri(&point, "vcard:hasEmail", contact);
    }
    let provenance = edition.part("provenance");
    said.say(&dataset, "dcterms:provenance", provenance.clone());
    said.is_a(&provenance, "dcterms:ProvenanceStatement");
    let words = "Read from pages by rules; see prov.ttl and the evidence of each fact.";
    let words = Literal::new_language_tagged_literal_unchecked(words, "en");
    said.say(&provenance, "rdfs:label", words);
}

/// The data sets of others, from which links lead on and facts are carried.
fn describe_sources(said: &mut Statements, edition: &Edition<'_>) {
    for (number, source) in (1..).zip(sources(edition.quads)) {
        let node = NamedNode::new_unchecked(source.iri.as_str());
        said.say(&edition.dataset(), "dcterms:source", node.clone());
        said.is_a(&node, "dcat:Dataset");
        source.describe(said, &node);
        let description = Literal::from(source.evidence.as_str());
        said.say(&node, "dcterms:description", description);
        if !source.publisher.is_empty() {
            let agent = Agent {
                name: source.publisher,
                url: None,
            };
            let publisher = edition.part(&format!("source-{number}-publisher"));
            said.say(&node, "dcterms:publisher", publisher.clone());
            name_agent(said, &publisher, &agent);
        }
    }
}

fn describe_agents(said: &mut Statements, edition: &Edition<'_>) {
    let dataset = edition.dataset();
    let publisher = edition.agent("publisher", &edition.about.publisher);
    said.say(&dataset, "dcterms:publisher", publisher.clone());
    name_agent(said, &publisher, &edition.about.publisher);
    for (number, creator) in (1..).zip(&edition.about.creators) {
        let node = edition.agent(&format!("creator-{number}"), creator);
        said.say(&dataset, "dcterms:creator", node.clone());
        name_agent(said, &node, creator);
    }
}

fn name_agent(said: &mut Statements, node: &NamedNode, agent: &Agent) {
    said.is_a(node, "foaf:Agent");
    said.say(node, "foaf:name", Literal::from(agent.name.as_str()));
}

/// When it is published, and the time from the first to the last document.
fn describe_dates(said: &mut Statements, edition: &Edition<'_>) {
    let dataset = edition.dataset();
    if let Some(issued) = &edition.about.issued {
        said.say(&dataset, "dcterms:issued", date(issued));
    }
    if let Some((first, last)) = &edition.counts.dates {
        let period = edition.part("period");
        said.say(&dataset, "dcterms:temporal", period.clone());
        said.is_a(&period, "dcterms:PeriodOfTime");
        said.say(&period, "dcat:startDate", date(first));
        said.say(&period, "dcat:endDate", date(last));
    }
}

fn describe_distribution(
    said: &mut Statements,
    edition: &Edition<'_>,
    (part, file): (&Part, &File),
) {
    let node = edition.part(&part.name);
    said.say(&edition.dataset(), "dcat:distribution", node.clone());
    said.is_a(&node, "dcat:Distribution");
    said.say_text(&node, "dcterms:title", &part.text);
    said.say_iri(&node, "dcterms:license", &edition.about.licence);
    said.say_iri(&node, "dcterms:conformsTo", ONTOLOGY);
    let format = format!("{AUTHORITY}/file-type/{}", part.format);
    said.say_iri(&node, "dcterms:format", &format);
    let types = "https://www.iana.org/assignments/media-types";
    said.say_iri(
        &node,
        "dcat:mediaType",
        &format!("{types}/{}", part.media_type),
    );
    if part.name.strip_suffix(".gz").is_some() {
        said.say_iri(
            &node,
            "dcat:compressFormat",
            &format!("{types}/application/gzip"),
        );
    }
    let size = typed(&file.bytes.to_string(), xsd::NON_NEGATIVE_INTEGER);
    said.say(&node, "dcat:byteSize", size);
    match &edition.about.url {
        Some(url) => {
            said.say_iri(&node, "dcat:accessURL", url);
            said.say_iri(&node, "dcat:downloadURL", &format!("{url}{}", part.name));
        }
        None => said.say(&node, "dcat:accessURL", edition.dataset()),
    }
    let checksum = edition.part(&format!("{}-sha256", part.name));
    said.say(&node, "spdx:checksum", checksum.clone());
    said.is_a(&checksum, "spdx:Checksum");
    let algorithm = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";
    said.say_iri(&checksum, "spdx:algorithm", algorithm);
    let value = typed(&file.sha256, xsd::HEX_BINARY);
    said.say(&checksum, "spdx:checksumValue", value);
}
