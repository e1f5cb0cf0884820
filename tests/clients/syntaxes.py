"""pyoxigraph reads every syntax of tables and graphs that the server sends, and finds the same in each."""

import sys
import urllib.parse
import urllib.request

import pyoxigraph as ox

site, _ = sys.argv[1:]


def get(path, accept="*/*"):
    request = urllib.request.Request(site + path, headers={"Accept": accept})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers["Content-Type"].split(";")[0]


def query(text, accept):
    return get("/sparql?query=" + urllib.parse.quote(text), accept)


TABLE = "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 2000"
tables = set()
for media_type in ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"):
    body, sent = query(TABLE, media_type)
    form = ox.QueryResultsFormat.from_media_type(sent)
    solutions = ox.parse_query_results(body, format=form)
    variables = solutions.variables
    tables.add(tuple(tuple(str(row[it]) for it in variables) for row in solutions))
    body, sent = query("ASK {}", media_type)
    if media_type != "text/tab-separated-values":
        assert ox.parse_query_results(body, format=ox.QueryResultsFormat.from_media_type(sent)) is not None
assert len(tables) == 1 and len(tables.pop()) == 2000

park = "/park/" + urllib.parse.quote("张家港经济技术开发区")
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
QUADS = ("application/trig", "application/n-quads", "application/ld+json")
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def read(body, media_type):
    dataset = ox.Dataset(ox.parse(body, format=ox.RdfFormat.from_media_type(media_type)))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


for name, ask, media_types in [
    ("node", lambda it: get(park, it), TRIPLES),
    ("answer", lambda it: query(CONSTRUCT, it), TRIPLES),
    ("ontology", lambda it: get("/ontology", it), TRIPLES),
    ("description", lambda it: get("/.well-known/void", it), TRIPLES),
    ("store", lambda it: get("/store", it), QUADS),
]:
    found = set()
    for media_type in media_types:
        body, sent = ask(media_type)
        assert sent == media_type, (name, sent)
        found.add(read(body, sent))
    assert len(found) == 1, (name, [len(it) for it in found])
    assert len(found.pop()) > 100, name
