"""Reads ontologies and data, and asks HermiT whether they are consistent and which classes can have no member.

Prints the classes without members; exit status 1 if there are any or the whole is inconsistent.
"""

import sys
import tempfile

import owlready2
import rdflib
from rdflib.namespace import XSD

# Datatypes that OWL 2 does not have; a reasoner refuses them.
FOREIGN = {XSD.date, XSD.gYear, XSD.gYearMonth}

graph = rdflib.Graph()
for path in sys.argv[1:]:
    graph.parse(path)
for triple in list(graph):
    if getattr(triple[2], "datatype", None) in FOREIGN:
        graph.remove(triple)
with tempfile.NamedTemporaryFile(suffix=".owl") as file:
    graph.serialize(file.name, format="xml")
    world = owlready2.World()
    ontology = world.get_ontology(f"file://{file.name}").load()
    assert list(ontology.classes()), "no class was read"
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        sys.exit(f"inconsistent: {error}")
    empty = list(world.inconsistent_classes())
    for name in empty:
        print(name)
    sys.exit(1 if empty else 0)
