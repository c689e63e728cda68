/* The order in which conversations wait: higher priority first, then the longer wait, then the id.
 * A row a place; the order is that of the rows' keys, so nothing is sorted and nothing scanned. */
#ifndef BATON_ROUTER_QUEUE_H
#define BATON_ROUTER_QUEUE_H

#include "cases.h"

#define ROUTER_POSITION_SCAN 200 /* places counted one by one */

/* Puts the case where its priority and its queued_at belong; moves it when it stands elsewhere. */
void router_queue_put(struct router_turn *t, struct router_case *c);
void router_queue_remove(struct router_turn *t, struct router_case *c);
/* The first place behind `*key` (empty: of all), which moves to it.
 * fails  false: there is none */
bool router_queue_next(struct router_turn *t, struct baton_text *key,
                       struct baton_text *ret_conversation_id);
/* 1 is next. Counted up to ROUTER_POSITION_SCAN; behind that the queue's length, which is the most
 * that it can be. */
int64_t router_queue_position(struct router_turn *t, const struct router_case *c);

/* Wait that a customer at `position` should be told before an agent is asked.
 * units   milliseconds; `servers` are the conversations that the agents on shift can hold at once
 * fails   -1 when nobody is on shift
 * source  capabilities R7: all servers busy, each ends after `mean_handle_ms` in the mean, so one
 *         ends every mean/servers; not above `max_ms` (0: a day) */
int64_t router_expected_wait_ms(int64_t position, double servers, double mean_handle_ms,
                                int64_t max_ms);
/* The same for a place in this pool's queue. */
int64_t router_queue_wait_ms(struct router_turn *t, const struct baton_rules *rules,
                             int64_t position);
double router_pool_mean_handle_ms(const struct router_turn *t);
/* Takes a measured handling time into the pool's mean. */
void router_pool_handled(struct router_turn *t, int64_t handle_ms);

#endif
