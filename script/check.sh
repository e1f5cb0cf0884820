#!/bin/sh
# All checks, each timed; the first that fails ends the run. One profile throughout, so that RocksDB is compiled once.
set -eu
cd "$(dirname "$0")/.."

# The packages that script/peers.sh fetched, if it could.
PATH="$PWD/target/peers/bin:$PATH"
export PATH

run() {
    echo "== $*"
    started=$(date +%s)
    "$@"
    echo "== done in $(($(date +%s) - started)) s"
}

run cargo fmt --check
run cargo clippy --release --locked --all-targets -- -D warnings
run cargo test --release --locked
# The library alone, without the program, the disk and the server: that it compiles; its tests have run above.
run cargo clippy --release --locked --no-default-features --lib -- -D warnings
run env RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --no-deps --lib
if command -v cargo-deny >/dev/null 2>&1; then
    run cargo deny --locked check licenses bans
else
    echo "== cargo deny is not installed: licences of dependencies not checked"
fi
echo "== all checks passed"
