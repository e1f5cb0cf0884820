"""Reads N-Triples, closes them under OWL 2 RL with owlrl, and writes what follows for the data.

What follows for classes, properties and datatypes is left out, and what owlrl says of everything: that it is a thing and the same
as itself.
"""

import sys

import owlrl
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD

BUILT_IN = tuple(map(str, (OWL, RDF, RDFS, XSD)))
ONTOLOGY = "https://w3id.org/parkgraph/ontology#"


def is_built_in(term):
    return str(term).startswith(BUILT_IN)


def is_of_the_data(triple):
    subject, predicate, value = triple
    if isinstance(subject, rdflib.Literal) or isinstance(subject, rdflib.BNode) or is_built_in(subject):
        return False
    if predicate == RDF.type:
        return isinstance(value, rdflib.URIRef) and not is_built_in(value)
    return not is_built_in(predicate)


graph = rdflib.Graph()
graph.parse(sys.argv[1], format="nt")
stated = set(graph)
described = {subject for subject in graph.subjects() if str(subject).startswith(ONTOLOGY)}
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
new = rdflib.Graph()
for triple in set(graph) - stated:
    if triple[0] not in described and is_of_the_data(triple):
        new.add(triple)
sys.stdout.buffer.write(new.serialize(format="nt", encoding="utf-8"))
