/* The gateway's declaration: what it reads and writes, and its options. It has no `process`: it
 * answers people and programs over HTTP, so its program is its own (program.h). */
#ifndef BATON_GATEWAY_SERVICE_H
#define BATON_GATEWAY_SERVICE_H

#include "service.h"

struct gateway_conf {
    const char *tokens_file;
    bool open;
    int64_t ack_timeout_ms;
    int64_t view_bytes;
    int64_t ring_events;
    int64_t ring_bytes;
    int64_t connections;
    const char *public_url;
    const char *hash_key;
};

extern const struct baton_service baton_gateway_service;

#endif
