"""Reads an RDF file with rdflib and writes what it holds as N-Quads; triples without a graph stay without one."""

import sys

import rdflib

rdflib.NORMALIZE_LITERALS = False  # "0.90" stays "0.90"

dataset = rdflib.Dataset()
dataset.parse(sys.argv[1])
sys.stdout.buffer.write(dataset.serialize(format="nquads", encoding="utf-8"))
