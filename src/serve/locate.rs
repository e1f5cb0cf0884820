//! Which node a path means: one below the base of the data, or one of the project's own.

use oxrdf::NamedNode;
use percent_encoding::percent_decode_str;

use crate::graph::{Base, iri_of_path};

/// What the paths of the project's own nodes begin with: entries of the lexicon, records of open data.
const OWN: [&str; 2] = ["lexicon/", "data/"];

/// The nodes that a path below `/page/` or `/id/` can mean, the likeliest first: as the path is, then with its characters
/// beyond ASCII as IRIs have them, then as our own IRIs are written.
pub(crate) fn candidates(path: &str, base: &Base) -> Vec<NamedNode> {
    let own = is_own(path).then(Base::project);
    let mut candidates = Vec::new();
    for base in [Some(base), own.as_ref()].into_iter().flatten() {
        let as_it_is = |path: &str| NamedNode::new(format!("{}{path}", base.as_str())).ok();
        let plain = beyond_ascii(path);
        let forms = [
            as_it_is(path),
            plain.as_deref().and_then(as_it_is),
            iri_of_path(path, base),
        ];
        for form in forms.into_iter().flatten() {
            if !candidates.contains(&form) {
                candidates.push(form);
            }
        }
    }
    candidates
}

/// A path whose percent-encoded characters beyond ASCII stand for themselves, all else as it is; none where that is not
/// UTF-8.
fn beyond_ascii(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut parts = path.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        let byte = part.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
        match byte.filter(|it| !it.is_ascii()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            None => bytes.extend(b"%".iter().chain(part.as_bytes())),
        }
    }
    String::from_utf8(bytes).ok()
}

/// The path of a node below `/page/`; none where it has no page here.
pub(crate) fn path_below<'a>(iri: &'a str, base: &Base) -> Option<&'a str> {
    let own = || iri.strip_prefix(Base::project().as_str());
    iri.strip_prefix(base.as_str())
        .or_else(|| own().filter(|it| is_own(it)))
}

/// Whether a path is that of the ontology, or of the version of it that is built in.
pub(crate) fn is_ontology(path: &str) -> bool {
    path.strip_prefix("ontology").is_some_and(|it| {
        let version = it.strip_prefix('/');
        it.is_empty() || version.is_some_and(|it| it == env!("CARGO_PKG_VERSION"))
    })
}

/// The path of a node or of the ontology, where a proxy forwards the path of its IRI, with that of the project or without.
pub(crate) fn forwarded(path: &str, base: &Base) -> Option<String> {
    if let Some(path) = path_of(base.as_str()).and_then(|it| below(it, path)) {
        return Some(path);
    }
    let project = Base::project();
    let roots = [path_of(project.as_str()), Some("/")];
    let mut paths = roots.into_iter().flatten().filter_map(|it| below(it, path));
    paths.find(|it| is_ontology(it) || is_own(it))
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
