/* The router: who holds a conversation. The only stage that decides it; everybody else reads it.
 *
 * A task is one partition: the pools of tenants that hash to it, each on its own. Within a record
 * the order is always the same: the record changes agents and cases, then the queue of its pool is
 * served from the front, then rows are written. So a freed slot serves the queue at once, nobody
 * overtakes, and nothing is polled. */
#ifndef BATON_ROUTER_H
#define BATON_ROUTER_H

#include "service.h"

struct router_conf {
    double default_capacity;
    int64_t default_handle_ms;
    int64_t load_interval_ms;
};

void *router_open(const void *conf, struct baton_error *err);
void router_close(void *self);
/* Policies, into the rules of their tenant. */
enum baton_verdict router_global(const struct baton_record *in, void *self,
                                 struct baton_error *err);
enum baton_verdict router_process(const struct baton_record *in, void *self,
                                  struct baton_outbox *out);

#endif
