#!/bin/sh
# All checks, each timed; the first that fails ends the run. One profile throughout, so that RocksDB is compiled once.
set -eu
cd "$(dirname "$0")/.."

# The packages that script/peers.sh fetches, if it can.
PATH="$PWD/target/peers/bin:$PATH"
export PATH

# They are fetched while the code compiles: one waits for the network, the other for the processor.
mkdir -p target
script/peers.sh >target/peers.log 2>&1 &
peers=$!
trap 'kill "$peers" 2>/dev/null || true' EXIT

run() {
    echo "== $*"
    started=$(date +%s)
    "$@"
    echo "== done in $(($(date +%s) - started)) s"
}

run cargo fmt --check
run cargo clippy --release --locked --all-targets -- -D warnings
run cargo test --release --locked --no-run
wait "$peers" || echo "== peers: some could not be fetched"
trap - EXIT
cat target/peers.log
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
