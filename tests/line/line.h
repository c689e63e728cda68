/* All stages of an installation that are pure, on an engine, watched by promises.c; driven either
 * by acted customers and agents (line_play, line_run) or by hand (line_says, line_accept, …). */
#ifndef BATON_LINE_H
#define BATON_LINE_H

#include "actors.h"
#include "engine.h"
#include "promises.h"

struct line {
    struct baton_engine *engine;
    struct actors *actors;
    struct promises promises;
    int64_t now_ms;
    int ids;
};

#define LINE_TENANT "demo"

void line_open(struct line *line, uint64_t shuffle_seed, int32_t partitions);
void line_close(struct line *line);

/* --- acted ------------------------------------------------------------------------------------ */

/* To begin now, or after those that were added at this time. */
void line_play(struct line *line, const struct conversation *conversation, int64_t in_ms);
/* The conversations of a file of tests/conversations, a second apart. */
void line_play_file(struct line *line, const char *name);
/* Until every conversation was played and, where it was handed over, resolved. */
void line_run(struct line *line);
/* Nobody does anything for so long. */
void line_wait(struct line *line, int64_t ms);

/* --- by hand ---------------------------------------------------------------------------------- */

/* All that the assignment says. */
struct baton_text line_json(struct line *line, const struct baton_assignment *assignment);
struct promises_case *line_case(struct line *line, const char *conversation);
/* A message, to be said by a bot or an agent (requested), or of the customer. */
void line_says(struct line *line, const char *conversation, enum baton_speaker speaker,
               const char *who, const char *text);
/* An event of this type, of the platform. */
void line_event(struct line *line, const char *conversation, enum baton_event_type type);
/* The tenant's declared policy, for all conversations. */
void line_policy(struct line *line, const char *body);
/* The agent says that he is there. */
void line_online(struct line *line, const char *agent);
/* Whoever is asked accepts. */
void line_accept(struct line *line, const char *conversation);
/* Whoever holds resolves it. */
void line_resolve(struct line *line, const char *conversation, enum baton_resolution_next next);

#endif
