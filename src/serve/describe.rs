//! What the server says of itself: the service description at `/sparql`, `VoID` at `/.well-known/void`.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::publish::rdf as syntax;
use crate::serve::app::App;
use crate::serve::etag::Tag;
use crate::serve::example::{EXAMPLES, Example};
use crate::serve::fault::Fault;
use crate::serve::format::{Wish, content_type};
use crate::serve::request::in_url;
use crate::serve::survey::Survey;
use crate::vocab::{query_prefixes, rdf, xsd};

/// Namespaces of the words that descriptions use.
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const SH: &str = "http://www.w3.org/ns/shacl#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SCHEMA: &str = "https://schema.org/";

/// The formats of answers, as the W3C names them.
const FORMATS: &[&str] = &[
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
    "N-Quads",
];

/// Most graphs that the service description names; all are in `VoID`'s counts.
const GRAPHS: usize = 1000;

/// Sends `VoID`, the service description included.
pub(crate) async fn void(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let wish = in_url(&uri).map(|it| Wish::of(&headers, &it));
    let answer = wish.and_then(|wish| send(&app, &wish, &headers));
    answer.into_response()
}

/// All paths and statuses, described for programs.
const OPENAPI: &str = include_str!("../../docs/openapi.json");

/// Sends it, with the path at which the server is reached.
pub(crate) async fn openapi(State(app): State<App>) -> Response {
    let json = HeaderValue::from_static("application/json");
    let server = |url: &str| format!("\"servers\": [{{ \"url\": \"{url}\" }}]");
    let text = OPENAPI.replacen(&server("/"), &server(app.root()), 1);
    ([(header::CONTENT_TYPE, json)], text).into_response()
}

/// Sends the description in the syntax that is wished for.
pub(crate) fn send(app: &App, wish: &Wish, headers: &HeaderMap) -> Result<Response, Fault> {
    let tag = Tag::new(app, &["description", &wish.to_string()]);
    if let Some(known) = tag.not_modified(headers) {
        return Ok(known);
    }
    let format = wish.graph()?;
    let mut text = Vec::new();
    syntax::write(quads(app), format, &mut text)?;
    let mut response = text.into_response();
    let media_type = content_type(format.media_type());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type);
    Ok(tag.finish(headers, response))
}

/// All that the server says of itself; what the store holds is left out until it is counted.
fn quads(app: &App) -> Vec<Quad> {
    let public_url = &app.settings().public_url;
    let mut description = Description {
        endpoint: format!("{public_url}sparql"),
        quads: Vec::new(),
    };
    description.service(app);
    if let Some(survey) = app.survey() {
        description.dataset(&survey);
    }
    description.prefixes();
    for example in EXAMPLES {
        description.example(example);
    }
    description.quads
}

/// A description in the making.
struct Description {
    endpoint: String,
    quads: Vec<Quad>,
}

impl Description {
    fn say(&mut self, subject: impl Into<NamedOrBlankNode>, word: &str, object: impl Into<Term>) {
        self.quads.push(Quad::new(
            subject,
            iri(word),
            object,
            GraphName::DefaultGraph,
        ));
    }

    /// A thing of the endpoint.
    fn part(&self, name: &str) -> NamedNode {
        iri(&format!("{}#{name}", self.endpoint))
    }

    /// What can be asked, and how it is answered.
    fn service(&mut self, app: &App) {
        let (service, dataset) = (self.part("service"), self.part("dataset"));
        let endpoint = iri(&self.endpoint);
        self.say(
            service.clone(),
            rdf::TYPE.as_str(),
            iri(&format!("{SD}Service")),
        );
        self.say(service.clone(), &format!("{SD}endpoint"), endpoint);
        let language = iri(&format!("{SD}SPARQL11Query"));
        self.say(service.clone(), &format!("{SD}supportedLanguage"), language);
        if app.settings().union_default_graph {
            let feature = iri(&format!("{SD}UnionDefaultGraph"));
            self.say(service.clone(), &format!("{SD}feature"), feature);
        }
        if !app.settings().services.is_empty() {
            let feature = iri(&format!("{SD}BasicFederatedQuery"));
            self.say(service.clone(), &format!("{SD}feature"), feature);
        }
        for format in FORMATS {
            let format = iri(&format!("http://www.w3.org/ns/formats/{format}"));
            self.say(service.clone(), &format!("{SD}resultFormat"), format);
        }
        self.say(service, &format!("{SD}defaultDataset"), dataset.clone());
        self.say(
            dataset.clone(),
            rdf::TYPE.as_str(),
            iri(&format!("{SD}Dataset")),
        );
        if app.settings().token.is_some() {
            self.update_service(app, dataset);
        }
    }

    /// Where the dataset can be changed.
    fn update_service(&mut self, app: &App, dataset: NamedNode) {
        let service = self.part("update-service");
        let endpoint = iri(&format!("{}update", app.settings().public_url));
        let language = iri(&format!("{SD}SPARQL11Update"));
        self.say(
            service.clone(),
            rdf::TYPE.as_str(),
            iri(&format!("{SD}Service")),
        );
        self.say(service.clone(), &format!("{SD}endpoint"), endpoint);
        self.say(service.clone(), &format!("{SD}supportedLanguage"), language);
        self.say(service, &format!("{SD}defaultDataset"), dataset);
    }

    /// What the dataset holds.
    fn dataset(&mut self, survey: &Survey) {
        let dataset = self.part("dataset");
        self.say(
            dataset.clone(),
            rdf::TYPE.as_str(),
            iri(&format!("{VOID}Dataset")),
        );
        let endpoint = iri(&self.endpoint);
        self.say(dataset.clone(), &format!("{VOID}sparqlEndpoint"), endpoint);
        self.say(
            dataset.clone(),
            &format!("{VOID}triples"),
            number(survey.quads),
        );
        for (class, count) in &survey.classes {
            let part = self.partition(&dataset, "classPartition");
            self.say(part.clone(), &format!("{VOID}class"), class.clone());
            self.say(part, &format!("{VOID}entities"), number(*count));
        }
        for (property, count) in &survey.properties {
            let part = self.partition(&dataset, "propertyPartition");
            self.say(part.clone(), &format!("{VOID}property"), property.clone());
            self.say(part, &format!("{VOID}triples"), number(*count));
        }
        self.graphs(&dataset, survey);
    }

    fn partition(&mut self, dataset: &NamedNode, word: &str) -> BlankNode {
        let part = self.blank();
        self.say(dataset.clone(), &format!("{VOID}{word}"), part.clone());
        part
    }

    /// A blank node whose name depends on nothing but its place.
    fn blank(&self) -> BlankNode {
        BlankNode::new_unchecked(format!("b{}", self.quads.len()))
    }

    fn graphs(&mut self, dataset: &NamedNode, survey: &Survey) {
        let default = self.blank();
        self.say(
            dataset.clone(),
            &format!("{SD}defaultGraph"),
            default.clone(),
        );
        self.say(
            default.clone(),
            rdf::TYPE.as_str(),
            iri(&format!("{SD}Graph")),
        );
        self.say(default, &format!("{VOID}triples"), number(survey.quads));
        for (name, count) in survey.graphs.iter().take(GRAPHS) {
            let (named, graph) = (self.blank(), self.part("graph"));
            let graph = iri(&format!("{}-{}", graph.as_str(), self.quads.len()));
            self.say(dataset.clone(), &format!("{SD}namedGraph"), named.clone());
            self.say(
                named.clone(),
                rdf::TYPE.as_str(),
                iri(&format!("{SD}NamedGraph")),
            );
            self.say(named.clone(), &format!("{SD}name"), name.clone());
            self.say(named, &format!("{SD}graph"), graph.clone());
            self.say(
                graph.clone(),
                rdf::TYPE.as_str(),
                iri(&format!("{SD}Graph")),
            );
            self.say(graph, &format!("{VOID}triples"), number(*count));
        }
    }

    /// The prefixes that queries need not declare.
    fn prefixes(&mut self) {
        let prefixes = self.part("prefixes");
        for (name, namespace) in query_prefixes() {
            let declaration = self.part(&format!("prefix-{name}"));
            let namespace = Literal::new_typed_literal(namespace, xsd::ANY_URI);
            self.say(
                prefixes.clone(),
                &format!("{SH}declare"),
                declaration.clone(),
            );
            let name = Literal::from(name);
            self.say(declaration.clone(), &format!("{SH}prefix"), name);
            self.say(declaration, &format!("{SH}namespace"), namespace);
        }
    }

    /// A question that can be asked.
    fn example(&mut self, example: &Example) {
        let node = self.part(&format!("example-{}", example.name));
        let word = if example.query().contains("CONSTRUCT") {
            ("SPARQLConstructExecutable", "construct")
        } else {
            ("SPARQLSelectExecutable", "select")
        };
        for class in ["SPARQLExecutable", word.0] {
            self.say(
                node.clone(),
                rdf::TYPE.as_str(),
                iri(&format!("{SH}{class}")),
            );
        }
        let endpoint = iri(&self.endpoint);
        self.say(node.clone(), &format!("{SCHEMA}target"), endpoint);
        let prefixes = self.part("prefixes");
        self.say(node.clone(), &format!("{SH}prefixes"), prefixes);
        for (text, language) in [(example.chinese(), "zh"), (example.english(), "en")] {
            let label = Literal::new_language_tagged_literal_unchecked(text, language);
            self.say(node.clone(), &format!("{RDFS}comment"), label);
        }
        self.say(
            node,
            &format!("{SH}{}", word.1),
            Literal::from(example.query()),
        );
    }
}

/// An IRI that is written here, or made of the server's own address.
fn iri(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn number(count: u64) -> Literal {
    Literal::new_typed_literal(count.to_string(), xsd::INTEGER)
}
