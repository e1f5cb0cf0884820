#!/usr/bin/env python3
"""Compares `parkgraph serve` with `oxigraph serve` on the same store and queries: requests a second, p50 and p99.

    cargo install oxigraph-cli --no-default-features --features rdf-12 --version 0.5.13
    parkgraph build --store bench data/corpus
    script/bench-serve.py bench [COPIES]

The store is copied so many times (default 90, a million quads) under other IRIs, so that there is something to look for. Both
servers are asked in turn, round by round, by clients that keep their connection, so that what else the machine does harms both.
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PARKGRAPH = os.environ.get("PARKGRAPH", "target/release/parkgraph")
OXIGRAPH = os.environ.get("OXIGRAPH", "oxigraph")
CLIENTS = int(os.environ.get("CLIENTS", "2"))
SECONDS = float(os.environ.get("SECONDS_EACH", "4"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
BASE = "https://w3id.org/parkgraph/id/"
PARK = "张家港经济技术开发区"
PREFIXES = """PREFIX pg: <https://w3id.org/parkgraph/ontology#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sosa: <http://www.w3.org/ns/sosa/>
"""
STAR = (
    "SELECT * { ?fact sosa:hasFeatureOfInterest <PARK> ; sosa:observedProperty ?indicator ; qudt:numericValue ?value ; "
    "pg:unitText ?unit ; pg:modality pg:actual . ?indicator skos:prefLabel ?name }"
)
# Name, query, media type of the answer.
QUERIES = [
    ("point lookup", "SELECT ?p ?o { <PARK> ?p ?o }", "application/sparql-results+json"),
    ("star join", STAR, "application/sparql-results+json"),
    ("aggregate", "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class", "application/sparql-results+json"),
    ("large CONSTRUCT", "CONSTRUCT { ?s ?p ?o } WHERE { ?s a pg:Observation ; ?p ?o }", "application/n-triples"),
]


def multiply(store, copies, folder):
    """A store with copies of all quads of another."""
    exported = os.path.join(folder, "one.nq")
    subprocess.run([PARKGRAPH, "export", "--store", store, "--format", "nquads", "--output", exported], check=True)
    with open(exported, encoding="utf-8") as file:
        quads = file.read()
    many = os.path.join(folder, "many.nq")
    with open(many, "w", encoding="utf-8") as file:
        for copy in range(copies):
            file.write(quads.replace(BASE, f"{BASE}{copy}-"))
    location = os.path.join(folder, "store")
    subprocess.run([OXIGRAPH, "load", "--location", location, "--file", many, "--lenient"], check=True, capture_output=True)
    subprocess.run([OXIGRAPH, "optimize", "--location", location], check=True, capture_output=True)
    print(f"{len(quads.splitlines()) * copies} quads, {os.cpu_count()} processors, {CLIENTS} clients\n")
    return location


def serve(name, location, port):
    """Starts a server and waits until it answers."""
    address = f"127.0.0.1:{port}"
    command = {
        "parkgraph": [PARKGRAPH, "serve", "--store", location, "--bind", address, "--quiet"],
        "oxigraph": [OXIGRAPH, "serve-read-only", "--location", location, "--bind", address, "--union-default-graph"],
    }[name]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = {"parkgraph": "/sparql", "oxigraph": "/query"}[name]
    for _ in range(600):
        try:
            ask(http.client.HTTPConnection(address), path, "ASK {}", "application/sparql-results+json")
            return server, address, path
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{name} does not answer")


def ask(connection, path, query, accept):
    """The length of an answer."""
    connection.request("GET", f"{path}?query={urllib.parse.quote(query)}", headers={"Accept": accept})
    answer = connection.getresponse()
    length = 0
    while piece := answer.read(1 << 16):
        length += len(piece)
    assert answer.status == 200, answer.status
    return length


def measure(address, path, query, accept, copies):
    """Seconds that each request took, asked for a while by several clients."""
    times, lengths = [], set()
    end = time.perf_counter() + SECONDS

    def client(number):
        connection, turn = http.client.HTTPConnection(address), number
        while time.perf_counter() < end:
            turn += CLIENTS
            text = PREFIXES + query.replace("PARK", f"{BASE}{turn % copies}-park/{PARK}")
            begin = time.perf_counter()
            length = ask(connection, path, text, accept)
            times.append(time.perf_counter() - begin)
            if "PARK" not in query:
                lengths.add(length)

    threads = [threading.Thread(target=client, args=(it,)) for it in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, lengths


def main():
    store, copies = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 90
    folder = tempfile.mkdtemp(prefix="bench-serve-")
    servers = []
    try:
        location = multiply(store, copies, folder)
        for port, name in enumerate(["parkgraph", "oxigraph"], 17870):
            # Each has the store for itself: one may lock it.
            own = f"{location}-{name}"
            shutil.copytree(location, own)
            servers.append((name, *serve(name, own, port)))
        time.sleep(float(os.environ.get("WARM_UP", "20")))
        print("| query | server | requests/s | p50 ms | p99 ms |\n|---|---|---|---|---|")
        for title, query, accept in QUERIES:
            rates, times = {}, {}
            for _ in range(ROUNDS):
                for name, _, address, path in servers:
                    found, _ = measure(address, path, query, accept, copies)
                    rates.setdefault(name, []).append(len(found) / SECONDS)
                    times.setdefault(name, []).extend(found)
            for name, found in times.items():
                found.sort()
                p50, p99 = (1000 * found[min(int(len(found) * it), len(found) - 1)] for it in (0.5, 0.99))
                print(f"| {title} | {name} | {statistics.median(rates[name]):.1f} | {p50:.2f} | {p99:.2f} |", flush=True)
    finally:
        for _, server, _, _ in servers:
            server.terminate()
            server.wait()
        shutil.rmtree(folder)


main()
