//! The ontology: the terms of the code and no others, described in two languages, from vocabularies that have them,
//! and without contradiction.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sample;
use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef, Triple};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser};
use parkgraph::graph::{Base, quads};
use parkgraph::vocab::{self, ONTOLOGY, pg};
use serde_json::Value;
use sha2::{Digest, Sha256};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn parse(text: &[u8], format: RdfFormat) -> Graph {
    let quads = RdfParser::from_format(format).for_slice(text);
    quads.map(|quad| Triple::from(quad.unwrap())).collect()
}

fn ontology() -> Graph {
    parse(ONTOLOGY.as_bytes(), RdfFormat::Turtle)
}

/// The IRIs that stand as objects of a property of a subject.
fn objects(graph: &Graph, subject: &str, property: &str) -> BTreeSet<String> {
    let subject = NamedNodeRef::new_unchecked(subject);
    let property = NamedNodeRef::new_unchecked(property);
    let objects = graph.objects_for_subject_predicate(subject, property);
    objects.filter_map(iri).collect()
}

fn iri(term: TermRef<'_>) -> Option<String> {
    match term {
        TermRef::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

/// The named subjects of a graph.
fn subjects(graph: &Graph) -> BTreeSet<String> {
    let subjects = graph.iter().filter_map(|triple| match triple.subject {
        NamedOrBlankNodeRef::NamedNode(node) => Some(node.as_str().to_owned()),
        NamedOrBlankNodeRef::BlankNode(_) => None,
    });
    subjects.collect()
}

/// The members of a list.
fn list(graph: &Graph, mut head: Term) -> BTreeSet<String> {
    let [first, rest] = ["first", "rest"].map(|it| format!("{RDF}{it}"));
    let mut members = BTreeSet::new();
    while let Term::BlankNode(node) = head {
        let value = |property: &str| {
            let property = NamedNodeRef::new_unchecked(property);
            let value = graph.object_for_subject_predicate(&node, property);
            value.unwrap().into_owned()
        };
        members.extend(iri(value(&first).as_ref()));
        head = value(&rest);
    }
    members
}

#[test]
fn the_code_and_the_ontology_have_the_same_terms() {
    let described: BTreeSet<_> = subjects(&ontology())
        .into_iter()
        .filter(|it| it.starts_with(pg::NAMESPACE))
        .collect();
    let named: BTreeSet<_> = pg::ALL.iter().map(|it| it.as_str().to_owned()).collect();
    assert_eq!(named.len(), pg::ALL.len());
    assert_eq!(described, named);
}

#[test]
fn every_term_is_labelled_and_defined_in_chinese_and_english() {
    let graph = ontology();
    for term in pg::ALL {
        for property in [format!("{RDFS}label"), format!("{SKOS}definition")] {
            let property = NamedNodeRef::new_unchecked(&property);
            let texts = graph.objects_for_subject_predicate(*term, property);
            let languages: Vec<_> = texts
                .filter_map(|text| match text {
                    TermRef::Literal(text) => text.language(),
                    _ => None,
                })
                .collect();
            let distinct: BTreeSet<_> = languages.iter().copied().collect();
            assert_eq!(languages.len(), 2, "{term} {property}");
            assert_eq!(distinct, ["en", "zh"].into(), "{term} {property}");
        }
    }
}

#[test]
fn every_word_of_the_model_is_a_value_of_the_ontology() {
    use parkgraph::model::{
        Change, Comparator, ConferralStatus, EntityKind, EventType, FactKind, Modality,
    };
    let named: BTreeSet<_> = pg::ALL.iter().map(|it| it.as_str()).collect();
    let words = EntityKind::ALL.iter().map(|it| it.name());
    let words = words.chain(FactKind::ALL.iter().map(|it| it.name()));
    let words = words.chain(ConferralStatus::ALL.iter().map(|it| it.name()));
    let words = words.chain(Comparator::ALL.iter().map(|it| it.name()));
    let words = words.chain(EventType::ALL.iter().map(|it| it.name()));
    let words = words.chain([Change::Level, Change::Increase, Change::Decrease].map(Change::name));
    let words =
        words.chain([Modality::Actual, Modality::Planned, Modality::Negated].map(Modality::name));
    for word in words {
        let term = vocab::pg_term(word);
        assert!(named.contains(term.as_str()), "{term}");
    }
}

/// OWL 2 DL: whatever is used as a class or property is declared as one, and as one kind of property only.
#[test]
fn every_class_and_property_is_declared_once() {
    let graph = ontology();
    let kinds = [
        "ObjectProperty",
        "DatatypeProperty",
        "AnnotationProperty",
        "Class",
    ];
    let kinds = kinds.map(|kind| format!("{OWL}{kind}"));
    let mut declared: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for subject in subjects(&graph) {
        let types = objects(&graph, &subject, &format!("{RDF}type"));
        let found = kinds.iter().filter(|kind| types.contains(*kind));
        declared.entry(subject).or_default().extend(found);
    }
    for (subject, kinds) in &declared {
        assert!(kinds.len() <= 1, "{subject}: {kinds:?}");
    }
    let [object, data, annotation, class] = &kinds;
    let is = |term: &str, kinds: &[&String]| {
        let is_builtin = [OWL, RDF, RDFS].iter().any(|it| term.starts_with(it));
        is_builtin
            || declared
                .get(term)
                .is_some_and(|it| it.iter().any(|kind| kinds.contains(kind)))
    };
    for triple in &graph {
        let predicate = triple.predicate.as_str();
        assert!(is(predicate, &[annotation]), "{predicate} is not declared");
        let Some(value) = iri(triple.object) else {
            continue;
        };
        let local = predicate.strip_prefix(RDFS).unwrap_or_default();
        match local {
            "subClassOf" | "domain" => assert!(is(&value, &[class]), "{value} is no class"),
            "subPropertyOf" => assert!(is(&value, &[object, data]), "{value} is no property"),
            _ => {}
        }
    }
}

/// The folder with copies of the standard vocabularies, where the working copy has it beside it.
fn vocabularies() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/opendata/vocab");
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("skipped: needs ../shared/opendata/vocab");
    None
}

/// A standard vocabulary.
fn vocabulary(folder: &Path, file: &str) -> Graph {
    let path = folder.join(file);
    let format = match path.extension().and_then(|it| it.to_str()) {
        Some("gz") => {
            let unpacked = Command::new("gzip").arg("-dc").arg(path).output().unwrap();
            return parse(&unpacked.stdout, RdfFormat::NQuads);
        }
        Some("ttl") => RdfFormat::Turtle,
        _ => RdfFormat::NQuads,
    };
    parse(&std::fs::read(path).unwrap(), format)
}

/// The namespaces that the ontology takes terms from, and the file that has each.
const FILES: [(&str, &str); 9] = [
    (vocab::dcterms::NAMESPACE, "dcterms.nq"),
    (vocab::nif::NAMESPACE, "nif-core.ttl"),
    ("http://www.w3.org/ns/org#", "org.nq"),
    (vocab::prov::NAMESPACE, "prov.nq"),
    (vocab::qudt::NAMESPACE, "qudt-schema.nq.gz"),
    (vocab::schema::NAMESPACE, "schema.nq.gz"),
    (SKOS, "skos.nq"),
    (vocab::sosa::NAMESPACE, "sosa.nq"),
    ("http://purl.org/vocab/vann/", ""),
];

/// The terms of other vocabularies that the ontology and the code use.
fn used_terms() -> BTreeSet<String> {
    let graph = ontology();
    let mut used: BTreeSet<_> = graph
        .iter()
        .flat_map(|triple| {
            [
                Some(triple.predicate.as_str().to_owned()),
                iri(triple.object),
            ]
        })
        .flatten()
        .chain(subjects(&graph))
        .collect();
    for terms in [
        vocab::dcterms::ALL,
        vocab::nif::ALL,
        vocab::prov::ALL,
        vocab::qudt::ALL,
        vocab::schema::ALL,
        vocab::skos::ALL,
        vocab::sosa::ALL,
    ] {
        used.extend(terms.iter().map(|it| it.as_str().to_owned()));
    }
    used
}

/// A file of a vocabulary, its hash, and the terms of it that are used; as they stood when they were last looked up.
fn listed(file: &str) -> (String, BTreeSet<String>) {
    let line = VOCABULARIES
        .lines()
        .find(|it| it.starts_with(&format!("{file}\t")));
    let mut cells = line.unwrap_or_default().split('\t').skip(1);
    let hash = cells.next().unwrap_or_default().to_owned();
    let terms = cells.next().unwrap_or_default().split(' ');
    (hash, terms.map(str::to_owned).collect())
}

/// What was found in the vocabularies' own files, so that a copy without them can check its terms.
const VOCABULARIES: &str = include_str!("vocabularies.tsv");

#[test]
fn reused_terms_were_found_in_the_files_of_their_vocabularies() {
    let used = used_terms();
    for (namespace, file) in FILES {
        let names = used.iter().filter_map(|it| it.strip_prefix(namespace));
        let names: BTreeSet<_> = names.map(str::to_owned).collect();
        assert!(!names.is_empty(), "nothing of {namespace} is used");
        let (_, found) = listed(file);
        let new: Vec<_> = names.difference(&found).collect();
        assert!(
            file.is_empty() || std::env::var_os("UPDATE_EXPECT").is_some() || new.is_empty(),
            "{new:?} of {namespace}: beside ../shared/opendata/vocab, UPDATE_EXPECT=1 looks them up"
        );
    }
    let own = [
        OWL,
        RDF,
        RDFS,
        vocab::xsd::NAMESPACE,
        "https://w3id.org/parkgraph/ontology",
        "https://spdx.org/licenses/",
    ];
    for term in used {
        let is_known = FILES.iter().map(|(namespace, _)| namespace).chain(&own);
        assert!(
            is_known.into_iter().any(|it| term.starts_with(it)),
            "{term}"
        );
    }
}

#[test]
fn reused_terms_exist_and_are_not_out_of_use() {
    let Some(folder) = vocabularies() else { return };
    let used = used_terms();
    let mut lines =
        String::from("# File of a vocabulary, its SHA-256, the terms of it that are used\n");
    for (namespace, file) in FILES.iter().filter(|(_, file)| !file.is_empty()) {
        let graph = vocabulary(&folder, file);
        let known = subjects(&graph);
        let terms: Vec<_> = used.iter().filter(|it| it.starts_with(namespace)).collect();
        for term in &terms {
            assert!(known.contains(*term), "{term} is not in {file}");
            let deprecated =
                NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#deprecated");
            let superseded = NamedNodeRef::new_unchecked("http://schema.org/supersededBy");
            for property in [deprecated, superseded] {
                let subject = NamedNodeRef::new_unchecked(term);
                let value = graph.object_for_subject_predicate(subject, property);
                assert_eq!(value, None, "{term} is out of use");
            }
        }
        let hash = Sha256::digest(std::fs::read(folder.join(file)).unwrap());
        let hash: Vec<_> = hash.iter().map(|it| format!("{it:02x}")).collect();
        let names = terms.iter().filter_map(|it| it.strip_prefix(namespace));
        let names: Vec<_> = names.collect();
        let cells = [(*file).to_owned(), hash.concat(), names.join(" ")];
        lines = lines + &cells.join("\t") + "\n";
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graph/vocabularies.tsv");
        std::fs::write(list, &lines).unwrap();
    } else {
        assert_eq!(lines, VOCABULARIES, "UPDATE_EXPECT=1 writes the list anew");
    }
}

#[test]
fn the_ontology_says_its_version_and_licence() {
    let graph = ontology();
    let ontology = "https://w3id.org/parkgraph/ontology";
    let version = env!("CARGO_PKG_VERSION");
    let found = objects(&graph, ontology, &format!("{OWL}versionIRI"));
    assert_eq!(found, [format!("{ontology}/{version}")].into());
    assert!(ONTOLOGY.contains(&format!("owl:versionInfo \"{version}\"")));
    let licences = objects(&graph, ontology, "http://purl.org/dc/terms/license");
    let expected = ["MIT", "Apache-2.0"].map(|it| format!("https://spdx.org/licenses/{it}"));
    assert_eq!(licences, expected.into());
}

/// A property between two entities has an inverse where a query would want to go back.
#[test]
fn inverses_exchange_domain_and_range() {
    let graph = ontology();
    let property = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#inverseOf");
    let mut count = 0;
    for triple in graph.triples_for_predicate(property) {
        let other = triple.subject.to_string();
        let other = other.trim_matches(['<', '>']);
        let one = iri(triple.object).unwrap();
        for (domain, range) in [("domain", "range"), ("range", "domain")] {
            let of_one = objects(&graph, &one, &format!("{RDFS}{domain}"));
            let of_other = objects(&graph, other, &format!("{RDFS}{range}"));
            assert_eq!(of_one, of_other, "{one} {domain}, {other} {range}");
        }
        let includes = |term: &str, end: &str| {
            objects(&graph, term, &format!("http://schema.org/{end}Includes"))
        };
        assert_eq!(includes(&one, "domain"), includes(other, "range"), "{one}");
        assert_eq!(includes(&one, "range"), includes(other, "domain"), "{one}");
        count += 1;
    }
    assert!(count >= 4);
}

/// What the ontology infers: superclasses, superproperties, domains and ranges, inverses, disjoint classes.
struct Inference {
    graph: Graph,
    disjoint: Vec<BTreeSet<String>>,
}

impl Inference {
    fn new(graph: Graph) -> Self {
        let mut disjoint = Vec::new();
        for property in ["members", "disjointUnionOf"] {
            let property = format!("{OWL}{property}");
            let heads: Vec<_> = graph
                .triples_for_predicate(NamedNodeRef::new_unchecked(&property))
                .map(|it| it.object.into_owned())
                .collect();
            for head in heads {
                disjoint.push(list(&graph, head));
            }
        }
        let property = format!("{OWL}disjointWith");
        for triple in graph.triples_for_predicate(NamedNodeRef::new_unchecked(&property)) {
            let subject = triple.subject.to_string();
            let subject = subject.trim_matches(['<', '>']).to_owned();
            disjoint.push(
                [Some(subject), iri(triple.object)]
                    .into_iter()
                    .flatten()
                    .collect(),
            );
        }
        Self { graph, disjoint }
    }

    /// A term and all above it.
    fn above(&self, term: &str, property: &str) -> BTreeSet<String> {
        let mut above = BTreeSet::new();
        let mut open = vec![term.to_owned()];
        while let Some(term) = open.pop() {
            if above.insert(term.clone()) {
                open.extend(objects(&self.graph, &term, &format!("{RDFS}{property}")));
            }
        }
        above
    }

    /// Two of the classes that nothing can be at once, with all above them.
    fn contradiction(&self, classes: &BTreeSet<String>) -> Option<(String, String)> {
        let all: BTreeSet<_> = classes
            .iter()
            .flat_map(|it| self.above(it, "subClassOf"))
            .collect();
        self.disjoint.iter().find_map(|disjoint| {
            let mut both = all.intersection(disjoint);
            Some((both.next()?.clone(), both.next()?.clone()))
        })
    }
}

/// The ontology with the vocabularies that it takes terms from, where they are there.
fn with_vocabularies() -> Graph {
    let mut graph = ontology();
    if let Some(folder) = vocabularies() {
        for (_, file) in FILES.iter().filter(|(_, file)| !file.is_empty()) {
            graph.extend(&vocabulary(&folder, file));
        }
    }
    graph
}

#[test]
fn no_class_is_empty_by_contradiction() {
    let inference = Inference::new(with_vocabularies());
    assert!(inference.disjoint.len() >= 4);
    for class in pg::ALL {
        let classes = BTreeSet::from([class.as_str().to_owned()]);
        assert_eq!(inference.contradiction(&classes), None, "{class}");
    }
}

/// The graph of a reading, with all that domains and ranges say of it, has nothing that is two disjoint things.
#[test]
fn domains_and_ranges_infer_no_nonsense() {
    let inference = Inference::new(with_vocabularies());
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in quads(&sample::reading("a"), &Base::default()) {
        let subject = quad.subject.to_string();
        let object = quad.object.to_string();
        if quad.predicate == vocab::rdf::TYPE {
            let class = object.trim_matches(['<', '>']).to_owned();
            types.entry(subject).or_default().insert(class);
            continue;
        }
        for property in inference.above(quad.predicate.as_str(), "subPropertyOf") {
            let domain = objects(&inference.graph, &property, &format!("{RDFS}domain"));
            types.entry(subject.clone()).or_default().extend(domain);
            if quad.object.is_named_node() {
                let range = objects(&inference.graph, &property, &format!("{RDFS}range"));
                types.entry(object.clone()).or_default().extend(range);
            }
        }
    }
    assert!(types.len() > 20);
    for (node, classes) in types {
        assert_eq!(inference.contradiction(&classes), None, "{node}");
    }
}

#[test]
fn a_park_that_is_a_place_is_no_contradiction_and_a_company_that_is_one_is() {
    let inference = Inference::new(ontology());
    let classes = |terms: [NamedNodeRef<'_>; 2]| terms.map(|it| it.as_str().to_owned()).into();
    assert_eq!(
        inference.contradiction(&classes([pg::PARK, pg::PLACE])),
        None
    );
    assert!(
        inference
            .contradiction(&classes([pg::COMPANY, pg::PLACE]))
            .is_some()
    );
    assert!(
        inference
            .contradiction(&classes([pg::EVENT, pg::CONFERRAL]))
            .is_some()
    );
}

fn context() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/context.jsonld");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_json_ld_context_covers_all_terms() {
    let file = context();
    let context = file["@context"].as_object().unwrap();
    let expand = |name: &str| {
        let entry = &context[name];
        let compact = entry.as_str().or_else(|| entry["@id"].as_str()).unwrap();
        match compact.split_once(':') {
            Some((prefix, local)) if !local.starts_with("//") => {
                format!("{}{local}", context[prefix].as_str().unwrap())
            }
            _ => compact.to_owned(),
        }
    };
    let expanded: BTreeSet<_> = context
        .keys()
        .filter(|name| !name.starts_with('@'))
        .map(|name| expand(name))
        .collect();
    for terms in [
        pg::ALL,
        vocab::dcterms::ALL,
        vocab::nif::ALL,
        vocab::prov::ALL,
        vocab::qudt::ALL,
        vocab::schema::ALL,
        vocab::skos::ALL,
    ] {
        for term in terms {
            assert!(expanded.contains(term.as_str()), "{term}");
        }
    }
    assert_eq!(expand("atLeast"), pg::AT_LEAST.as_str());
}

#[test]
fn the_json_ld_context_reads_plain_json_as_the_graph() {
    let mut document = context();
    let fields = document.as_object_mut().unwrap();
    let fact = r#"{"id": "https://example.org/fact", "type": "Conferral", "status": "conferred",
                   "recipient": "https://example.org/park", "confidence": "0.9",
                   "honor": {"id": "https://example.org/honor", "prefLabel": {"zh": ["甲奖"]}}}"#;
    let fact: Value = serde_json::from_str(fact).unwrap();
    fields.extend(fact.as_object().unwrap().clone());
    let profile = JsonLdProfileSet::empty();
    let graph = parse(
        document.to_string().as_bytes(),
        RdfFormat::JsonLd { profile },
    );
    let lines: BTreeSet<_> = graph
        .iter()
        .map(|it| {
            it.to_string()
                .replace("https://w3id.org/parkgraph/ontology#", "pg:")
        })
        .collect();
    let expected = [
        "<https://example.org/fact> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <pg:Conferral>",
        "<https://example.org/fact> <pg:status> <pg:conferred>",
        "<https://example.org/fact> <pg:recipient> <https://example.org/park>",
        "<https://example.org/fact> <pg:honor> <https://example.org/honor>",
        "<https://example.org/fact> <pg:confidence> \"0.9\"^^<http://www.w3.org/2001/XMLSchema#decimal>",
        "<https://example.org/honor> <http://www.w3.org/2004/02/skos/core#prefLabel> \"甲奖\"@zh",
    ];
    assert_eq!(lines, expected.map(str::to_owned).into());
}
