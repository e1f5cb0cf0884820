"""rdflib: the server as a graph to read and to write, and nodes by their own addresses."""

import sys

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

site, token = sys.argv[1:]
PG = rdflib.Namespace("https://w3id.org/parkgraph/ontology#")
park = rdflib.URIRef(f"{site}/park/张家港经济技术开发区")

graph = rdflib.Graph(SPARQLStore(f"{site}/sparql"))
honours = set(graph.objects(park, PG.holds))
assert len(honours) > 3, honours
assert len(graph) > 1000 and (park, rdflib.RDF.type, PG.Park) in graph

# A node's own address leads to what is known of it, whatever the client likes best.
for form in (None, "turtle", "json-ld", "xml", "nt"):
    known = rdflib.Graph().parse(str(park), format=form)
    assert set(known.objects(park, PG.holds)) == honours, form
    for honour in honours:
        assert list(known.objects(honour, rdflib.SKOS.prefLabel)), (form, honour)

headers = {"Authorization": f"Bearer {token}"}
store = SPARQLUpdateStore(f"{site}/sparql", f"{site}/update", headers=headers)
note = (park, rdflib.RDFS.comment, rdflib.Literal('甲\n"乙"\\'))
own = rdflib.Graph(store, identifier=rdflib.URIRef("urn:notes"))
own.add(note)
store.commit()
assert list(own) == [note] and note in graph
own.remove((park, None, None))
store.commit()
assert not list(own) and (park, PG.holds, None) in graph
