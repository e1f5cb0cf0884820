// Comunica asks the endpoint, reads a node by its address, and follows links from there, as a reader of pages would.
//
//   node comunica.mjs http://127.0.0.1:7878
import assert from "node:assert/strict";
import { QueryEngine } from "@comunica/query-sparql";
import { QueryEngine as Follower } from "@comunica/query-sparql-link-traversal";

const [site] = process.argv.slice(2);
const park = `${site}/park/张家港经济技术开发区`;
const prefixes = "PREFIX pg: <https://w3id.org/parkgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ";

/** The values of the variable `it`, sorted. */
async function ask(engine, query, sources) {
  const bindings = await engine.queryBindings(prefixes + query, { sources, lenient: true });
  return (await bindings.toArray()).map((row) => row.get("it").value).sort();
}

const engine = new QueryEngine();
const honours = `SELECT DISTINCT ?it { <${park}> pg:holds ?honour . ?honour skos:prefLabel ?it }`;
const asked = await ask(engine, honours, [{ type: "sparql", value: `${site}/sparql` }]);
assert(asked.length > 3, "the endpoint knows no honours");
// That it is an endpoint can be found out from its description alone.
assert.deepEqual(await ask(engine, honours, [`${site}/sparql`]), asked);
// What is known of the park, by its own address.
assert.deepEqual(await ask(engine, honours, [encodeURI(park)]), asked);

// Who else holds these honours is known at their addresses only.
const others = `SELECT DISTINCT ?it { <${park}> pg:holds ?honour . ?other pg:holds ?honour ; skos:prefLabel ?it }`;
const all = await ask(engine, others, [{ type: "sparql", value: `${site}/sparql` }]);
const followed = await ask(new Follower(), others, [encodeURI(park)]);
assert.deepEqual(followed, all);
console.log(`${asked.length} honours, ${all.length} parks`);
