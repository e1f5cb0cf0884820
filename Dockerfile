# The server in a small image, without root. Build: docker build -t parkgraph .
# Run: docker run -v "$PWD/parkgraph-store:/store:ro" -p 127.0.0.1:7878:7878 parkgraph
FROM rust:1-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends clang cmake g++ make && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN cargo build --release --locked && strip target/release/parkgraph

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin parkgraph
COPY --from=build /build/target/release/parkgraph /usr/local/bin/parkgraph
USER 10001
ENV PARKGRAPH_STORE=/store
VOLUME /store
EXPOSE 7878
STOPSIGNAL SIGTERM
# Inside a container the loopback is the container's own; who can reach it is decided by -p.
ENTRYPOINT ["parkgraph"]
CMD ["serve", "--bind", "0.0.0.0:7878", "--watch"]
