//! Linked data: `/id/...` leads to a page or to data, `/data/...` is the data, `/ontology` the ontology.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::graph::{SharedGraph, shared_graph_iri};
use crate::publish::rdf as syntax;
use crate::serve::app::App;
use crate::serve::etag::Tag;
use crate::serve::fault::Fault;
use crate::serve::format::{Wish, content_type, rdf_format};
use crate::serve::graph_store::dump;
use crate::serve::locate;
use crate::serve::parameter::Parameters;
use crate::serve::request::in_url;
use crate::serve::work;
use crate::store::{Place, Stop, Store};
use crate::vocab::{ONTOLOGY, pg, prov, rdf, skos};

/// Most nodes that are described together with the one that is asked for.
const NODES: usize = 2000;

/// What a path in a header must not have, besides what is not ASCII.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// Leads to the page or the data of a node.
pub(crate) async fn id(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().strip_prefix("/id/").unwrap_or_default();
    see_other(&app, path, (&uri, &headers))
        .await
        .into_response()
}

/// The same where a proxy forwards the IRIs as they are, those of the base and those of the project; all other paths lead
/// nowhere.
pub(crate) async fn other(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    match locate::forwarded(uri.path(), &app.settings().base) {
        Some(path) if locate::is_ontology(&path) => ontology(State(app), uri, headers).await,
        Some(path) => see_other(&app, &path, (&uri, &headers))
            .await
            .into_response(),
        None => Fault::not_found(format!("there is nothing at {}", uri.path())).into_response(),
    }
}

async fn see_other(
    app: &App,
    path: &str,
    (uri, headers): (&Uri, &HeaderMap),
) -> Result<Response, Fault> {
    let parameters = in_url(uri)?;
    let wish = Wish::of(headers, &parameters);
    if known(app, path).await?.is_none() {
        return Err(unknown(path));
    }
    let root = app.root();
    let location = if wish.is_for_people() {
        format!("{root}page/{path}{}", language(&parameters))
    } else {
        format!("{root}data/{path}.{}", wish.node()?.extension())
    };
    let location = utf8_percent_encode(&location, UNSAFE).to_string();
    let location = HeaderValue::try_from(location).map_err(|_| unknown(path))?;
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, location);
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    Ok(response)
}

/// The language that an address asks for, for the address of a page.
fn language(parameters: &Parameters) -> String {
    let language = parameters.all("lang").next();
    let encoded = language.map(|it| utf8_percent_encode(it, NON_ALPHANUMERIC));
    encoded.map_or(String::new(), |it| format!("?lang={it}"))
}

fn unknown(path: &str) -> Fault {
    Fault::not_found(format!("nothing is known of {path}"))
}

/// The first of the nodes that a path can mean that the store knows.
async fn known(app: &App, path: &str) -> Result<Option<NamedNode>, Fault> {
    let candidates = locate::candidates(path, &app.settings().base);
    let find = move |store: &Store, _: &Stop| {
        for iri in candidates {
            if is_known(store, &iri)? {
                return Ok(Some(iri));
            }
        }
        Ok(None)
    };
    work::read(app, find).await
}

/// Whether the store says anything of a node, or has a graph of that name.
fn is_known(store: &Store, iri: &NamedNode) -> Result<bool, Fault> {
    let first = store.quads_of(iri).chain(store.quads_to(iri)).next();
    Ok(first.transpose()?.is_some() || store.has_graph(iri)?)
}

/// Sends what is known of a node; of a graph, all that it holds.
pub(crate) async fn data(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        let path = uri.path().strip_prefix("/data/").unwrap_or_default();
        let mut wish = Wish::of(&headers, &in_url(&uri)?);
        let (path, iri) = match find(&app, path, &mut wish).await {
            // A proxy may forward the IRIs of the records of open data, which begin so too.
            Err(_) if known(&app, &format!("data/{path}")).await?.is_some() => {
                return see_other(&app, &format!("data/{path}"), (&uri, &headers)).await;
            }
            found => found?,
        };
        if app.store().has_graph(&iri)? {
            return dump(&app, Place::Named(iri), (wish, &headers)).await;
        }
        let tag = Tag::new(&app, &["data", iri.as_str(), &wish.to_string()]);
        if let Some(known) = tag.not_modified(&headers) {
            return Ok(known);
        }
        let format = wish.node()?;
        let text = work::read(&app, move |store, _| {
            let mut text = Vec::new();
            syntax::write(in_syntax(describe(store, &iri)?, format), format, &mut text)?;
            Ok(text)
        });
        let response = with_headers(text.await?.into_response(), format, (app.root(), path));
        Ok(tag.finish(&headers, response))
    };
    answer.await.into_response()
}

/// The quads as a syntax should say them: without their graphs in JSON-LD, whose readers look for the default graph.
fn in_syntax(mut quads: Vec<Quad>, format: syntax::Format) -> Vec<Quad> {
    if format == syntax::Format::JsonLd {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    quads
}

fn with_headers(
    mut response: Response,
    format: syntax::Format,
    (root, path): (&str, &str),
) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type(format.media_type()));
    let page = utf8_percent_encode(path, UNSAFE);
    let link = format!("<{root}page/{page}>; rel=\"alternate\"; type=\"text/html\"");
    if let Ok(link) = HeaderValue::try_from(link) {
        headers.insert(header::LINK, link);
    }
    response
}

/// The path of a node and the node that is meant: what comes before a suffix such as `.ttl`, which then is the format, or the whole path.
async fn find<'a>(
    app: &App,
    path: &'a str,
    wish: &mut Wish,
) -> Result<(&'a str, NamedNode), Fault> {
    let suffixed = path.rsplit_once('.');
    let suffixed = suffixed.and_then(|(path, suffix)| Some((path, rdf_format(suffix)?)));
    let candidates = [
        suffixed.map(|(path, format)| (path, Some(format))),
        Some((path, None)),
    ];
    for (path, format) in candidates.into_iter().flatten() {
        if let Some(iri) = known(app, path).await? {
            wish.prefer(format);
            return Ok((path, iri));
        }
    }
    Err(unknown(path))
}

/// What is known of a node: what is said of it and what refers to it, the facts and mentions among these in full, and the
/// names of all that is spoken of.
fn describe(store: &Store, iri: &NamedNode) -> Result<Vec<Quad>, Fault> {
    let mut quads: Vec<Quad> = store.quads_of(iri).collect::<Result<_, _>>()?;
    let mut nodes = BTreeSet::new();
    for quad in store.quads_to(iri).take(NODES) {
        let quad = quad?;
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            nodes.insert(subject.clone());
        }
        quads.push(quad);
    }
    for quad in &quads {
        if let (true, Term::NamedNode(mention)) =
            (quad.predicate == prov::WAS_DERIVED_FROM, &quad.object)
        {
            nodes.insert(mention.clone());
        }
    }
    for node in nodes.iter().take(NODES) {
        let about: Vec<Quad> = store.quads_of(node).collect::<Result<_, _>>()?;
        if about.iter().any(is_statement) {
            quads.extend(about);
        }
    }
    let names = names(store, &quads)?;
    quads.extend(names);
    Ok(quads)
}

/// Whether a quad says that its subject is a fact or a mention.
fn is_statement(quad: &Quad) -> bool {
    let classes = [pg::FACT, pg::MENTION];
    quad.predicate == rdf::TYPE
        && matches!(&quad.object, Term::NamedNode(class) if classes.contains(&class.as_ref()))
}

/// The names of all that some quads speak of.
fn names(store: &Store, quads: &[Quad]) -> Result<Vec<Quad>, Fault> {
    let mut objects = BTreeSet::new();
    for quad in quads {
        if let Term::NamedNode(object) = &quad.object {
            objects.insert(object);
        }
    }
    let mut names = Vec::new();
    for object in objects.into_iter().take(NODES) {
        for quad in store.quads_with(object, skos::PREF_LABEL) {
            names.push(quad?);
        }
    }
    Ok(names)
}

/// Sends the ontology; people are led to its page.
pub(crate) async fn ontology(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let wish = Wish::of(&headers, &parameters);
        if wish.is_for_people() {
            let page = format!("{}page/ontology{}", app.root(), language(&parameters));
            let headers = [(header::VARY, "Accept")];
            return Ok((headers, Redirect::to(&page)).into_response());
        }
        let tag = Tag::of_program(&app, &["ontology", &wish.to_string()]);
        if let Some(known) = tag.not_modified(&headers) {
            return Ok(known);
        }
        let format = wish.graph()?;
        let graph = shared_graph_iri(SharedGraph::Ontology, &app.settings().base);
        let store = Store::memory()?;
        store.load(&graph, ONTOLOGY)?;
        let mut quads: Vec<Quad> = store.dump().collect::<Result<_, _>>()?;
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
        let mut text = Vec::new();
        syntax::write(quads, format, &mut text)?;
        let mut response = text.into_response();
        let media_type = content_type(format.media_type());
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        Ok::<_, Fault>(tag.finish(&headers, response))
    };
    answer.await.into_response()
}
