"""Validates RDF files against shapes with pyshacl.

Usage: validate.py SHAPES DATA...; a line for each distinct result: the data file, the node, the shape, the kind of constraint, the
path if it is a property, separated by tabs. Blank nodes are written `_`.
"""

import os
import sys

import pyshacl
import rdflib
from rdflib.namespace import SH


def shown(term):
    if term is None:
        return ""
    return "_" if isinstance(term, rdflib.BNode) else str(term)


shapes = rdflib.Graph()
shapes.parse(sys.argv[1], format="turtle")
lines = set()
for path in sys.argv[2:]:
    data = rdflib.Graph()
    data.parse(path)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=path == sys.argv[2])
    # The results of the report alone: those below them, sh:detail, say what made a nested shape fail.
    for result in report.objects(None, SH.result):
        properties = [SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.resultPath]
        values = [shown(report.value(result, it)) for it in properties]
        lines.add("\t".join([os.path.basename(path), *values]))
print("\n".join(sorted(lines)))
