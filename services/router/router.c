/* The router's process: a record's topic leads to its handlers, the turn does the rest. */
#include "router.h"

#include <stdlib.h>

#include "handlers.h"
#include "key.h"
#include "turn.h"

void *router_open(const void *conf, struct baton_error *err)
{
    struct router *router = calloc(1, sizeof *router);

    (void)err;
    if (router == NULL)
        abort();
    router->conf = conf;
    router->book = baton_rulebook_new();
    return router;
}

void router_close(void *self)
{
    struct router *router = self;

    if (router == NULL)
        return;
    baton_rulebook_free(router->book);
    free(router);
}

enum baton_verdict router_global(const struct baton_record *in, void *self, struct baton_error *err)
{
    struct router *router = self;

    if (in->value != NULL)
        return baton_rulebook_apply(router->book, in->value, err);
    struct baton_text part = baton_key_part(in->arena, in->key, 1);
    baton_rulebook_remove(router->book, baton_key_part(in->arena, in->key, 0),
                          (enum baton_policy_part)baton_enum_of(&baton_policy_part_symbols, part));
    return BATON_DONE;
}

static enum baton_verdict take_request(struct router_turn *t)
{
    return router_request(t, t->in->value);
}

static enum baton_verdict take_agent_event(struct router_turn *t)
{
    return router_agent_event(t, t->in->value);
}

/* A row stays under the key that its record has; a tombstone says which by the key alone. */
static enum baton_verdict take_performance(struct router_turn *t)
{
    if (t->in->value != NULL)
        return router_performance(t, t->in->value);
    baton_state_drop(t->out, &router_performance_table, t->in->key);
    return BATON_DONE;
}

static const struct {
    const struct baton_topic *topic; /* NULL: a timer */
    enum baton_verdict (*take)(struct router_turn *t);
} inputs[] = {
    { NULL, router_timer },
    { &baton_topic_requests, take_request },
    { &baton_topic_agents, take_agent_event },
    { &baton_topic_performance, take_performance },
};

enum baton_verdict router_process(const struct baton_record *in, void *self,
                                  struct baton_outbox *out)
{
    struct router_turn t;

    router_turn_begin(&t, self, in, out);
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        enum baton_verdict v = inputs[i].topic == in->topic ? inputs[i].take(&t) : BATON_DONE;

        if (v != BATON_DONE)
            return v;
    }
    return router_turn_end(&t);
}
