/* The learner: what became of conversations, and what follows from it.
 *
 * One program, three kinds of task joined by topics. Conversation: folds four topics to one row and
 * writes handoff-outcomes and customer-history. Tenant: sums handoff-outcomes to figures and
 * agents' performance and moves the thresholds of issue categories. Customer: keeps a history and
 * answers the packager. Which of them a record wakes is a table by topic; rows never meet, for each
 * kind has tables of its own. */
#ifndef BATON_LEARNER_H
#define BATON_LEARNER_H

#include "rules.h"
#include "service.h"
#include "state.gen.h"

enum { LEARNER_CATEGORIES_MAX = 200 }; /* in a policy, as policy.schema.json allows */

struct learner_conf {
    int64_t write_ms;
    int64_t policy_ms;
};

struct learner {
    const struct learner_conf *conf;
    struct baton_rulebook *book;
};

/* One record in hand. */
struct learner_turn {
    const struct baton_record *in;
    const struct learner *self;
    struct baton_outbox *out;
    struct baton_arena *arena;
    struct baton_text tenant; /* the key's first part */
};

extern const struct baton_table learner_conversation_table, learner_outcome_table,
    learner_category_table, learner_chance_table, learner_tenant_table, learner_figures_table,
    learner_agent_table, learner_pool_table, learner_customer_table;
extern const struct baton_table *const learner_tables[];

/* The row of `key`, or a new one with *ret_new true (may be NULL).
 * owns   as baton_state_load */
enum baton_verdict learner_load(const struct learner_turn *t, const struct baton_table *table,
                                struct baton_text key, void **ret, bool *ret_new);
/* A text fit to be a part of a key: cut to 200 bytes; empty where it holds a control character. */
struct baton_text learner_part(struct baton_text text);
/* When a row that was last written at `written_at` (0: never) may be written again. `slot`: its
 * timer, 0 for none; a deadline that is set already is not put off. */
int64_t learner_next_write(const struct learner_turn *t, int64_t slot, int64_t written_at,
                           int64_t interval_ms);
/* A rating in thousandths; 0 when there is none. */
int64_t learner_thousandths(double rating);

void *learner_open(const void *conf, struct baton_error *err);
void learner_close(void *self);
/* Policies, into the rules of their tenant. */
enum baton_verdict learner_global(const struct baton_record *in, void *self,
                                  struct baton_error *err);
enum baton_verdict learner_process(const struct baton_record *in, void *self,
                                   struct baton_outbox *out);

#endif
