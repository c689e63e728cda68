/* Private to projections: the parts of a package by name, and what may be mapped to what. */
#ifndef BATON_PROJECTION_PARTS_H
#define BATON_PROJECTION_PARTS_H

#include "clean.h"
#include "mask.h"
#include "projection.h"

enum projection_kind {
    PROJECTION_NOTHING,
    PROJECTION_TEXT,   /* one line */
    PROJECTION_LINES,  /* may have several */
    PROJECTION_NUMBER, /* NAN: not known */
    PROJECTION_TIME,   /* BATON_NULL_LONG: not known */
};

/* What leaves of a package and an assignment: clean and masked. */
struct projection_view {
    struct baton_masks masks;
    const struct baton_fact *facts;
    size_t facts_count;
    const struct baton_pair *external_ids;
    size_t external_ids_count;

    struct baton_text conversation_id, assignment_id, link;
    struct baton_text headline, who, core_issue, why, next_action, emotion, expectation;
    struct baton_text urgency, category, complexity, trigger, intent, status, language, channel;
    struct baton_text customer_id, customer_name, customer_tier, customer_plan, customer_segment;
    struct baton_text account_status, page_url, page_title, agent_name, team;
    struct baton_text tried, known, commitments, broken_promises, goal, communication, chance,
        open_questions, deadlines;
    struct baton_text opening_line, likely_solution, focus, summary, briefing, technical, hidden;
    double sentiment, quality, tenure_months, contract_minor_units, turns;
    int64_t at, started_at, deadline_at, first_reply_at;
};

struct projection_part {
    const char *name;
    enum projection_kind kind;
    size_t offset;     /* in the view */
    const char *label; /* of its line in a note, may be empty; NULL: has none */
    size_t max_units;  /* of its field where all parts are fields; four times that in a note */
};

struct projection_value {
    enum projection_kind kind;
    struct baton_text text;
    double number;
    int64_t time_ms;
};

extern const struct projection_part projection_parts[]; /* by priority; NULL name behind the last */

void projection_view_make(const struct baton_projection_request *request, struct baton_arena *arena,
                          struct projection_view *ret_view);
struct projection_value projection_part_value(const struct projection_view *view,
                                              const struct projection_part *part);
/* Of a part's name, "fact.NAME" or "external_id.NAME"; NOTHING: unknown or empty. */
struct projection_value projection_value_of(const struct projection_view *view,
                                            struct baton_text from);
/* Why the `index`-th mapping cannot be used, empty when it can; the property that is wrong.
 * owns  in `arena` */
struct baton_text projection_mapping_fault(const struct baton_projection *projection, size_t index,
                                           const char **ret_property, struct baton_arena *arena);

#endif
