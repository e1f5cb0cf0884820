"""Checks a folder that `parkgraph publish` wrote: counts, syntaxes, mapping set, research object.

Usage: edition.py FOLDER. Says what is wrong, a line each; nothing if all is well.
"""

import gzip
import pathlib
import sys

import rdflib
from rdflib.namespace import DCAT, RDF, VOID

# A number stays as it is written: 0.90 is not 0.9.
rdflib.NORMALIZE_LITERALS = False

folder = pathlib.Path(sys.argv[1])
wrong = []


def check(what, found, expected):
    if found != expected:
        wrong.append(f"{what}: {found}, not {expected}")


def triples(dataset):
    return {(s, p, o) for s, p, o, _ in dataset.quads()}


turtle = rdflib.Graph().parse(folder / "parkgraph.ttl")
quads = rdflib.Dataset()
quads.parse(data=gzip.decompress((folder / "parkgraph.nq.gz").read_bytes()).decode(), format="nquads")
json_ld = rdflib.Dataset()
json_ld.parse(folder / "parkgraph.jsonld", format="json-ld")
check("triples of N-Quads", triples(quads) == set(turtle), True)
check("quads of JSON-LD", set(json_ld.quads()) == set(quads.quads()), True)

void = rdflib.Graph().parse(folder / "void.ttl")
(dataset,) = set(void.subjects(VOID.documents))


def count(query):
    return next(iter(turtle.query(query)))[0].value


for property, query in {
    VOID.triples: "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    VOID.distinctSubjects: "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    VOID.distinctObjects: "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    VOID.properties: "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    VOID.classes: "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
}.items():
    check(property, void.value(dataset, property).value, count(query))
for part in void.objects(dataset, VOID.classPartition):
    query = f"SELECT (COUNT(*) AS ?n) {{ ?s a {void.value(part, VOID['class']).n3()} }}"
    check(query, void.value(part, VOID.entities).value, count(query))
for part in void.objects(dataset, VOID.propertyPartition):
    query = f"SELECT (COUNT(*) AS ?n) {{ ?s {void.value(part, VOID.property).n3()} ?o }}"
    check(query, void.value(part, VOID.triples).value, count(query))
for subset in void.objects(dataset, VOID.subset):
    expected = void.value(subset, VOID.triples).value
    if (subset, RDF.type, VOID.Linkset) in void:
        space = void.value(void.value(subset, VOID.objectsTarget), VOID.uriSpace)
        links = turtle.subject_objects(void.value(subset, VOID.linkPredicate))
        found = sum(str(o).rstrip("/").rpartition("/")[0] == str(space).rstrip("/") for _, o in links)
    else:
        found = len(quads.graph(subset))
    check(subset, found, expected)

dcat = rdflib.Graph().parse(folder / "dcat.ttl")
for size in dcat.objects(None, DCAT.byteSize):
    check("byteSize", size.value in {it.stat().st_size for it in folder.iterdir()}, True)
prov = rdflib.Graph().parse(folder / "prov.ttl")
check("PROV", len(prov) > 5, True)

ontology = {name: rdflib.Graph().parse(folder / "ontology" / name) for name in ["parkgraph.ttl", "parkgraph.rdf"]}
ontology["parkgraph.jsonld"] = rdflib.Graph().parse(folder / "ontology" / "parkgraph.jsonld", format="json-ld")
for name, graph in ontology.items():
    check(name, len(graph), len(ontology["parkgraph.ttl"]))

try:
    from rocrate.rocrate import ROCrate

    crate = ROCrate(folder)
    for file in crate.get_by_type("File"):
        check(f"RO-Crate {file.id}", int(file["contentSize"]), (folder / file.id).stat().st_size)
    check("datePublished", crate.root_dataset.get("datePublished") is not None, True)
except ImportError:
    print("skipped: needs rocrate", file=sys.stderr)

try:
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    table = folder / "links.sssom.tsv"
    mappings = parse_sssom_table(table)
    # What is not well-formed is left out when it is read.
    lines = [it for it in table.read_text(encoding="utf-8").splitlines() if not it.startswith("#")]
    check("mappings that are well-formed", len(mappings.df), len(lines) - 1)
    report = validate(mappings, fail_on_error=False)
    for name, result in report.items():
        wrong.extend(f"SSSOM {name}: {it.message}" for it in result.results)
except ImportError:
    print("skipped: needs sssom", file=sys.stderr)

print("\n".join(wrong))
