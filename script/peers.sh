#!/bin/sh
# Fetches the programs that tests compare with: Python packages into target/peers, Node packages beside their tests, Chromium where
# that needs no password. What cannot be had is named, and the tests that need it say that they skip.
set -eu
cd "$(dirname "$0")/.."

say() { echo "peers: $*" >&2; }

# The packages of a virtual environment are those of these files.
wanted="tests/python/requirements.txt tests/clients/requirements.txt"
mark=target/peers/wanted.txt

if ! command -v python3 >/dev/null 2>&1; then
    say "no python3: tests with pyshacl, rdflib, SPARQLWrapper and others will skip"
elif [ ! -f "$mark" ] || ! cat $wanted | cmp -s - "$mark"; then
    mkdir -p target
    rm -rf target/peers
    # shellcheck disable=SC2046,SC2086 # a list of files, and of options
    if python3 -m venv target/peers && target/peers/bin/pip install -q --disable-pip-version-check $(for it in $wanted; do echo -r $it; done); then
        cat $wanted >"$mark"
    else
        say "Python packages could not be fetched: tests that need them will skip"
    fi
fi

if command -v npm >/dev/null 2>&1; then
    for folder in tests/browser tests/clients; do
        [ -d "$folder/node_modules" ] || (cd "$folder" && npm ci --silent --no-audit --no-fund --ignore-scripts) ||
            say "Node packages of $folder could not be fetched: their tests will skip"
    done
    script/yasgui.sh || say "YASGUI could not be fetched: the page for queries is tested with its plain form"
else
    say "no npm: tests with a browser and with Comunica will skip"
fi

command -v java >/dev/null 2>&1 || say "no java: tests with HermiT and the OWL API will skip"
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
        apt-get install -y -q --no-install-recommends chromium fonts-wqy-microhei >/dev/null ||
            say "Chromium could not be installed: tests with a browser will skip"
    else
        say "no chromium (or CHROMIUM): tests with a browser will skip"
    fi
fi
