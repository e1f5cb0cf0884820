"""The requests that OpenRefine sends for a column: manifest, guess of types, batch, suggestions, preview, data extension.

Their form is that of OpenRefine's reconciliation client: batches of ten as the form field `queries`, JSON inside."""

import json
import sys

import requests

site, _ = sys.argv[1:]
endpoint = f"{site}/reconcile"

manifest = requests.get(endpoint, headers={"Accept": "application/json"}, timeout=30).json()
assert manifest["identifierSpace"] and manifest["schemaSpace"] and manifest["name"]
assert "0.2" in manifest["versions"]

cells = ["张家港经济技术开发区", "張家港經濟技術開發區", "zhangjiagang jingji jishu kaifaqu", "没有这样的园区"]


def batch(queries):
    answer = requests.post(endpoint, data={"queries": json.dumps(queries)}, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


# OpenRefine first asks for candidates of some cells without a type, to guess one.
guess = batch({f"q{it}": {"query": cell, "limit": 3} for it, cell in enumerate(cells)})
types = [kind["id"] for it in guess["q0"]["result"] for kind in it["type"]]
assert "pg:Park" in types, types

typed = {}
for number, cell in enumerate(cells):
    properties = [{"pid": "pg:locatedIn", "v": {"id": "no-such-place"}}, {"pid": "skos:prefLabel", "v": cell}]
    typed[f"q{number}"] = {"query": cell, "type": "pg:Park", "type_strict": "should", "properties": properties}
found = batch(typed)
assert found["q3"]["result"] == [] or not any(it["match"] for it in found["q3"]["result"]), found["q3"]
best = [found[f"q{it}"]["result"][0] for it in range(3)]
assert len({it["id"] for it in best}) == 1, best
for it in best:
    assert isinstance(it["score"], (int, float)) and isinstance(it["match"], bool) and it["name"], it
identifier = best[0]["id"]

for kind, prefix in [("entity", "张家港"), ("type", "par"), ("property", "loc")]:
    suggest = manifest["suggest"][kind]
    url = suggest["service_url"] + suggest["service_path"]
    listed = requests.get(url, params={"prefix": prefix}, timeout=30).json()["result"]
    assert listed and all(it["id"] and it["name"] for it in listed), (kind, listed)

preview = requests.get(manifest["preview"]["url"].replace("{{id}}", identifier), timeout=30)
assert preview.status_code == 200 and "html" in preview.headers["Content-Type"]
view = requests.get(manifest["view"]["url"].replace("{{id}}", identifier), headers={"Accept": "text/html"}, timeout=30)
assert view.status_code == 200 and cells[0] in view.text

propose = manifest["extend"]["propose_properties"]
url = propose["service_url"] + propose["service_path"]
proposed = requests.get(url, params={"type": "pg:Park", "limit": 50}, timeout=30).json()["properties"]
assert proposed, proposed
extend = {"ids": [identifier], "properties": [{"id": it["id"]} for it in proposed]}
answer = requests.post(endpoint, data={"extend": json.dumps(extend)}, timeout=30).json()
assert [it["id"] for it in answer["meta"]] == [it["id"] for it in proposed], answer["meta"]
row = answer["rows"][identifier]
assert any(row[it["id"]] for it in proposed), row
