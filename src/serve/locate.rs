//! Which node a path means: one below the base of the data, or one of the project's own.

use oxrdf::NamedNode;
use percent_encoding::percent_decode_str;

use crate::graph::{Base, iri_of_path};

/// What the paths of the project's own nodes begin with: entries of the lexicon, records of open data.
const OWN: [&str; 2] = ["lexicon/", "data/"];

/// The nodes that a path below `/page/` or `/id/` can mean, the likeliest first.
pub(crate) fn candidates(path: &str, base: &Base) -> Vec<NamedNode> {
    let own = is_own(path).then(|| iri_of_path(path, &Base::project()));
    let all = [iri_of_path(path, base), own.flatten()];
    all.into_iter().flatten().collect()
}

/// The path of a node below `/page/`; none where it has no page here.
pub(crate) fn path_below<'a>(iri: &'a str, base: &Base) -> Option<&'a str> {
    let own = || iri.strip_prefix(Base::project().as_str());
    iri.strip_prefix(base.as_str())
        .or_else(|| own().filter(|it| is_own(it)))
}

/// The path of a node, or `ontology`, where a proxy forwards the path of its IRI, with that of the project or without.
pub(crate) fn forwarded(path: &str, base: &Base) -> Option<String> {
    if let Some(path) = path_of(base.as_str()).and_then(|it| below(it, path)) {
        return Some(path);
    }
    let project = Base::project();
    let roots = [path_of(project.as_str()), Some("/")];
    let mut paths = roots.into_iter().flatten().filter_map(|it| below(it, path));
    paths.find(|it| it == "ontology" || is_own(it))
}

fn is_own(path: &str) -> bool {
    OWN.iter().any(|it| path.starts_with(it))
}

/// The path of a URL.
pub(crate) fn path_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.find('/').and_then(|it| rest.get(it..))
}

/// The rest of a path below another, which ends in `/`, however either is encoded.
fn below(base: &str, path: &str) -> Option<String> {
    let base = base.strip_suffix('/')?;
    let mut segments = path.split('/');
    for expected in base.split('/') {
        let segment = segments.next()?;
        let decode = |it| percent_decode_str(it).collect::<Vec<u8>>();
        if decode(expected) != decode(segment) {
            return None;
        }
    }
    Some(segments.collect::<Vec<_>>().join("/"))
}
