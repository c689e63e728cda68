/* Acted people and bots, for demonstrations, drills and simulations: conversations are played turn
 * by turn by the clock; when a conversation is handed over its bot falls silent, an acted agent
 * accepts, answers and resolves. Actors know only what records say; where they write is the
 * caller's: a cluster, or the engine in memory. */
#ifndef BATON_CLI_ACTORS_H
#define BATON_CLI_ACTORS_H

#include "conversation_file.h"
#include "service.h"

struct actors;

struct actors_conf {
    /* Writes a record; false ends the play. */
    bool (*write)(void *context, const struct baton_topic *topic, struct baton_text key,
                  void *value);
    void *context;
    double speed;     /* turns' gaps are divided by this */
    bool with_agents; /* act agents too, not only customers and bots */
    bool synthetic;
    double capacity; /* of each agent; 0: 3 */
    int64_t
        settle_ms; /* done only when nothing has been seen for so long: a cluster answers later */
};

struct actors *actors_new(const struct actors_conf *conf);
void actors_free(struct actors *actors);

/* Adds a conversation, to begin at `start_ms`; its events are copied. */
void actors_play(struct actors *actors, const struct conversation *conversation, int64_t start_ms);
/* No more turns and answers: each conversation that has begun and is not over gets its end, the
 * agents leave.
 * fails  false: a write failed */
bool actors_leave(struct actors *actors, int64_t now_ms);
/* True when no conversation that has begun waits for its end to be seen. */
bool actors_over(const struct actors *actors);
/* What was seen in the log: call for each record of conversation-events, assignments and
 * context-packages. */
void actors_see(struct actors *actors, const struct baton_record *in, int64_t now_ms);
/* Does what is due by `now_ms`.
 * fails  false: a write failed */
bool actors_act(struct actors *actors, int64_t now_ms);
/* When the next thing is due; INT64_MAX when nothing is. */
int64_t actors_next_ms(const struct actors *actors);
/* True when each conversation has been played and, if handed over, resolved. */
bool actors_done(const struct actors *actors, int64_t now_ms);

#endif
