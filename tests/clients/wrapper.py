"""SPARQLWrapper: every method and format, an error that it understands, an update."""

import sys

import SPARQLWrapper as w

site, token = sys.argv[1:]
endpoint = w.SPARQLWrapper(f"{site}/sparql", updateEndpoint=f"{site}/update")
TABLE = "SELECT ?name { ?park a pg:Park ; skos:prefLabel ?name } ORDER BY ?name LIMIT 3"
GRAPH = "CONSTRUCT { ?park skos:prefLabel ?name } WHERE { ?park a pg:Park ; skos:prefLabel ?name }"


def ask(query, form):
    endpoint.setReturnFormat(form)
    endpoint.setQuery(query)
    return endpoint.query().convert()


counts = set()
for method, request in [(w.GET, w.URLENCODED), (w.POST, w.URLENCODED), (w.POST, w.POSTDIRECTLY)]:
    endpoint.setMethod(method)
    endpoint.setRequestMethod(request)
    rows = ask(TABLE, w.JSON)["results"]["bindings"]
    assert len(rows) == 3 and rows[0]["name"]["value"], rows
    assert len(ask(TABLE, w.XML).getElementsByTagName("result")) == 3
    for form in (w.CSV, w.TSV):
        assert len(ask(TABLE, form).decode().splitlines()) == 4, form
    assert ask("ASK { ?park a pg:Park }", w.JSON)["boolean"] is True
    for form in (w.RDFXML, w.JSONLD):
        counts.add(len(ask(GRAPH, form)))
    for form in (w.TURTLE, w.N3):
        assert b"prefLabel" in ask(GRAPH, form), form
assert len(counts) == 1 and counts.pop() > 3, counts

try:
    ask("SELECT * {", w.JSON)
    raise AssertionError("no error")
except w.SPARQLExceptions.QueryBadFormed as error:
    assert "line 1" in str(error), error

INSERT = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> '园区' } }"
endpoint.setMethod(w.POST)
endpoint.setQuery(INSERT)
try:
    endpoint.query()
    raise AssertionError("an update without a token")
except w.SPARQLExceptions.Unauthorized:
    pass
endpoint.addCustomHttpHeader("Authorization", f"Bearer {token}")
for request in (w.URLENCODED, w.POSTDIRECTLY):
    endpoint.setRequestMethod(request)
    assert endpoint.query().response.status == 204
    assert ask("ASK { GRAPH <urn:g> { ?s ?p '园区' } }", w.JSON)["boolean"] is True
    endpoint.setQuery(INSERT)
