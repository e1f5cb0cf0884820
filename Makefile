# Two commands: `make demo` shows the program at work, `make test` runs all tests, those included that compare
# with other programs, as far as these can be fetched. Both build with the release profile, so that
# RocksDB, which takes minutes, is compiled once.

STORE ?= parkgraph-store
PARKGRAPH = target/release/parkgraph

.PHONY: demo test setup peers build clean

demo: build
	$(PARKGRAPH) build --store $(STORE) data/corpus
	$(PARKGRAPH) query --store $(STORE) queries/honours.rq
	$(PARKGRAPH) explain --store $(STORE) 采埃孚
	$(PARKGRAPH) export --store $(STORE) --format turtle --output parks.ttl

test: setup
	script/check.sh

setup:
	script/setup.sh

peers:
	script/peers.sh

build: setup
	cargo build --release --locked

clean:
	rm -rf $(STORE) parks.ttl
