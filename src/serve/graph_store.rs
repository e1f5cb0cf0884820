//! `/store`: the SPARQL 1.1 Graph Store HTTP Protocol.

use std::io::{self, Cursor, Read};

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt;
use oxrdf::{NamedNode, Quad};
use tokio::runtime::Handle;
use tokio_util::io::{StreamReader, SyncIoBridge};

use crate::publish::rdf;
use crate::serve::app::App;
use crate::serve::etag::Tag;
use crate::serve::fault::Fault;
use crate::serve::format::{Wish, content_type};
use crate::serve::parameter::Parameters;
use crate::serve::request::{LATE, in_url, iris, is_late, media_type};
use crate::serve::stream::{self, Sink};
use crate::serve::token;
use crate::serve::work::{self, Task};
use crate::store::{Data, Place, Store, names_graphs};

/// What the graphs that a client does not name are called, followed by a number.
const NEW: &str = "store/new/";

/// Most bytes of a form with files, which is kept in memory.
const FORM: usize = 64 << 20;

/// Sends a graph, or all.
pub(crate) async fn get(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let place = place(&app, &uri, &parameters)?.unwrap_or(Place::Everywhere);
        dump(&app, place, (Wish::of(&headers, &parameters), &headers)).await
    };
    answer.await.into_response()
}

/// Sends what is in a place, as it is read.
pub(crate) async fn dump(
    app: &App,
    place: Place,
    (wish, headers): (Wish, &HeaderMap),
) -> Result<Response, Fault> {
    if let Place::Named(graph) = &place
        && !app.store().has_graph(graph)?
    {
        return Err(Fault::not_found(format!("there is no graph {graph}")));
    }
    let tag = Tag::new(app, &["dump", &format!("{place:?}"), &wish.to_string()]);
    if let Some(known) = tag.not_modified(headers) {
        return Ok(known);
    }
    let work = move |store: &Store, _: &Task, sink: &mut Sink<'_>| {
        let format = match place {
            Place::Everywhere => wish.dataset()?,
            _ => wish.graph()?,
        };
        sink.begin(content_type(format.media_type()));
        let mut stream = rdf::Stream::new(format, sink)?;
        for quad in store.dump_place(&place) {
            let quad = quad?;
            match place {
                Place::Everywhere => stream.write(&quad)?,
                // The graph asked for is what is sent; it does not name itself.
                _ => stream.write(&Quad {
                    graph_name: oxrdf::GraphName::DefaultGraph,
                    ..quad
                })?,
            }
        }
        Ok(stream.finish()?)
    };
    Ok(tag.finish(headers, stream::respond(app, work).await?))
}

/// Puts a graph in the place of the one that is there.
pub(crate) async fn put(State(app): State<App>, request: Request) -> Response {
    let answer = async {
        let change = Change::of(&app, &request)?;
        let place = match change.place {
            Some(place) => place,
            None if names_graphs(&change.media_type) == Some(true) => Place::Everywhere,
            None => return Err(nameless()),
        };
        let reader = reader(&app, request.into_body());
        let data = Data {
            media_type: change.media_type,
            base: change.base,
            reader,
        };
        let own = app.clone();
        let work = move |store: &Store, _: &_| Ok(own.change(|| store.put(&place, data))?);
        let was_there = work::change(&app, None, work).await?;
        Ok::<_, Fault>(if was_there {
            StatusCode::NO_CONTENT
        } else {
            StatusCode::CREATED
        })
    };
    answer.await.into_response()
}

/// Adds to a graph, or makes a new one and says how it is called.
pub(crate) async fn post(State(app): State<App>, request: Request) -> Response {
    add(app, request).await.into_response()
}

async fn add(app: App, request: Request) -> Result<Response, Fault> {
    let change = Change::of(&app, &request)?;
    let is_form = change.media_type == "multipart/form-data";
    let (place, is_new) = match change.place {
        Some(Place::Named(graph)) => {
            let is_new = !app.store().has_graph(&graph)?;
            (Place::Named(graph), is_new)
        }
        Some(place) => (place, false),
        None if !is_form && names_graphs(&change.media_type) == Some(true) => {
            (Place::Everywhere, false)
        }
        None => (Place::Named(new_graph(&app)?), true),
    };
    let documents: Vec<Data<Box<dyn Read + Send>>> = if is_form {
        files(request, &change.base).await?
    } else {
        vec![Data {
            media_type: change.media_type,
            base: change.base,
            reader: Box::new(reader(&app, request.into_body())),
        }]
    };
    let target = place.clone();
    let own = app.clone();
    let work = move |store: &Store, _: &_| Ok(own.change(|| store.add(&target, documents))?);
    work::change(&app, None, work).await?;
    let mut response = if is_new {
        StatusCode::CREATED.into_response()
    } else {
        StatusCode::NO_CONTENT.into_response()
    };
    if let (true, Place::Named(graph)) = (is_new, place)
        && let Ok(location) = HeaderValue::try_from(graph.as_str())
    {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// Removes a graph.
pub(crate) async fn delete(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        token::check(&app, &headers)?;
        let place = place(&app, &uri, &in_url(&uri)?)?.ok_or_else(nameless)?;
        let message = format!("there is no such graph at {uri}");
        let own = app.clone();
        let work = move |store: &Store, _: &_| Ok(own.change(|| store.clear(&place))?);
        if !work::change(&app, None, work).await? {
            return Err(Fault::not_found(message));
        }
        Ok(StatusCode::NO_CONTENT)
    };
    answer.await.into_response()
}

/// What a request that writes says of itself.
struct Change {
    place: Option<Place>,
    media_type: String,
    base: String,
}

impl Change {
    /// Reads it off; refuses who may not write, and bodies that are too large, before they are read.
    fn of(app: &App, request: &Request) -> Result<Self, Fault> {
        let headers = request.headers();
        token::check(app, headers)?;
        let length = headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|it| it.to_str().ok()?.parse::<u64>().ok());
        let most = app.settings().limits.load;
        if length.is_some_and(|it| it > most as u64) {
            return Err(Fault::too_large(most));
        }
        let uri = request.uri();
        let place = place(app, uri, &in_url(uri)?)?;
        let base = match &place {
            Some(Place::Named(graph)) => graph.as_str().to_owned(),
            _ => format!("{}store", app.settings().public_url),
        };
        Ok(Self {
            place,
            media_type: media_type(headers)?,
            base,
        })
    }
}

/// The place that a URL names, by a parameter or by its own path.
fn place(app: &App, uri: &Uri, parameters: &Parameters) -> Result<Option<Place>, Fault> {
    let graph = iris(parameters, "graph")?.pop();
    parameters.one("graph")?;
    match (graph, parameters.has("default")) {
        (Some(_), true) => Err(Fault::bad_request("give either `graph` or `default`")),
        (Some(graph), false) => Ok(Some(Place::Named(graph))),
        (None, true) => Ok(Some(Place::Unnamed)),
        (None, false) => Ok(named_by_path(app, uri)),
    }
}

/// The graph that has the URL itself for a name.
fn named_by_path(app: &App, uri: &Uri) -> Option<Place> {
    let path = uri
        .path()
        .strip_prefix("/store/")
        .filter(|it| !it.is_empty())?;
    let iri = format!("{}store/{path}", app.settings().public_url);
    NamedNode::new(iri).ok().map(Place::Named)
}

/// A name that no graph has.
fn new_graph(app: &App) -> Result<NamedNode, Fault> {
    loop {
        let number = app.next_number();
        let iri = format!("{}{NEW}{number}", app.settings().public_url);
        let graph = NamedNode::new(iri);
        let graph = graph.map_err(|error| Fault::bad_request(error.to_string()))?;
        if !app.store().has_graph(&graph)? {
            return Ok(graph);
        }
    }
}

fn nameless() -> Fault {
    Fault::bad_request("say which graph: ?graph=IRI, or ?default for the one without a name")
}

/// A body as something that can be read on a thread.
fn reader(app: &App, body: Body) -> impl Read + Send + 'static {
    let stream = body.into_data_stream().map_err(|error| {
        if is_late(&error) {
            return io::Error::new(io::ErrorKind::TimedOut, LATE);
        }
        io::Error::other(error)
    });
    let bridge =
        SyncIoBridge::new_with_handle(StreamReader::new(Box::pin(stream)), Handle::current());
    Limited {
        reader: bridge,
        left: app.settings().limits.load,
    }
}

/// A reader that fails after so many bytes.
struct Limited<R> {
    reader: R,
    left: usize,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "the body is too large"))?;
        Ok(read)
    }
}

/// The files of a form.
async fn files(request: Request, base: &str) -> Result<Vec<Data<Box<dyn Read + Send>>>, Fault> {
    let wrong =
        |error: &dyn std::fmt::Display| Fault::bad_request(format!("the form is wrong: {error}"));
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|error| wrong(&error))?;
    let mut files: Vec<Data<Box<dyn Read + Send>>> = Vec::new();
    let mut left = FORM;
    while let Some(part) = form.next_field().await.map_err(|error| wrong(&error))? {
        let media_type = part.content_type().unwrap_or("text/turtle").to_owned();
        let bytes = part.bytes().await.map_err(|error| wrong(&error))?;
        left = left
            .checked_sub(bytes.len())
            .ok_or_else(|| Fault::too_large(FORM))?;
        files.push(Data {
            media_type,
            base: base.to_owned(),
            reader: Box::new(Cursor::new(bytes)),
        });
    }
    Ok(files)
}
