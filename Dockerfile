# One image for all services and the program for people: its argument is which (`docker run … detector`).
# Debian 13, for its librdkafka 2.8: that of Debian 12 cannot log in by SCRAM to Kafka 4.
ARG BASE=docker.io/library/debian:13-slim

FROM ${BASE} AS build
# Versions are Debian's: a point release takes the former ones away, so they cannot be named here.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        build-essential cmake ninja-build pkg-config \
        libavro-dev libcmocka-dev libcurl4-openssl-dev libjansson-dev liblmdb-dev \
        libmicrohttpd-dev librdkafka-dev libssl-dev libutf8proc-dev uthash-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN cmake -S /src -B /build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    && ninja -C /build --quiet detector packager router switchboard learner gateway baton \
    && install -D -s -t /out /build/bin/*

FROM ${BASE}
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates libavro24 libcurl4t64 libjansson4 liblmdb0 libmicrohttpd12t64 \
        librdkafka1 libssl3t64 libutf8proc3 zlib1g \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && install -d -o 65532 -g 65532 /var/lib/baton
COPY --from=build /out/ /usr/local/bin/
COPY docker/ready docker/sbom /usr/local/bin/
ARG VERSION=0.2.0
RUN mkdir -p /usr/share/sbom && sbom "${VERSION}" > /usr/share/sbom/baton.spdx.json
# Nobody in particular; the root file system may be read-only, all that is written is the state.
USER 65532:65532
ENV BATON_STATE_DIR=/var/lib/baton
VOLUME /var/lib/baton
EXPOSE 8080
# Told by --build-arg; else they say that nobody did. The last, so that no layer is made anew for them.
ARG BASE
ARG REVISION=unknown
ARG SOURCE=unknown
ARG LICENSES=NOASSERTION
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="Baton" \
      org.opencontainers.image.description="Hands support conversations from bots to people" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="${LICENSES}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.base.name="${BASE}"
CMD ["baton"]
