#!/bin/sh
# Fetches YASGUI (MIT), an editor for SPARQL with many views of the answer, from the npm registry into data/page/yasgui.
# The next build embeds it; without it the query page is a plain form.
set -eu
cd "$(dirname "$0")/.."
version=4.6.2
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
npm pack --silent --pack-destination "$temporary" "@zazuko/yasgui@$version" > "$temporary/name"
tar -xzf "$temporary/$(cat "$temporary/name")" -C "$temporary"
(cd "$temporary/package/build" && sha256sum --check --quiet - << 'SUMS'
55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75  yasgui.min.js
085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55  yasgui.min.css
SUMS
)
mkdir -p data/page/yasgui
cp "$temporary/package/build/yasgui.min.js" "$temporary/package/build/yasgui.min.css" data/page/yasgui/
echo "YASGUI $version is in data/page/yasgui; build again to embed it"
