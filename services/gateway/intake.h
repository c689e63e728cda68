/* What comes in: JSON into records that may stand in Kafka, or the field that is wrong. Pure: no
 * clock (`now_ms`), no I/O, no tokens. One row a door; a rule is a row too. */
#ifndef BATON_GATEWAY_INTAKE_H
#define BATON_GATEWAY_INTAKE_H

#include "records.h"
#include "tokens.h"
#include "topics.h"

enum { INTAKE_MAX_RECORDS = 64, INTAKE_FIELD_SIZE = 128 };

struct intake_rule; /* internal */
struct intake;

struct intake_door {
    const struct baton_topic *topic;
    enum right right;
    const char *owner_field;            /* what all records of a list share: "conversation_id" */
    size_t owner_offset;                /* in the struct; with the tenant it makes the key */
    const char *const *platform_fields; /* that the platform alone writes; NULL behind the last */
    const struct intake_rule *rules;    /* of single fields */
    bool (*check)(void *value, struct intake *intake); /* of fields together */
};

extern const struct intake_door intake_events, intake_agents, intake_resolutions;

/* Why something is refused. */
struct intake_error {
    int status; /* 400; 413 when a record is larger than its topic takes */
    char code[48];
    char field[INTAKE_FIELD_SIZE]; /* "text", "[3].actions[0].name"; empty: the body as a whole */
    char text[464];
};

struct intake {
    const struct intake_door *door;
    struct baton_text tenant; /* of the token: for records that name none; may be empty */
    int64_t now_ms;           /* for occurred_at 0 */
    struct baton_arena *arena;
    /* results; in `arena` */
    void *values[INTAKE_MAX_RECORDS]; /* structs of the topic's type */
    size_t count;
    struct baton_text key;
    struct intake_error error;
};

/* Reads `body`: one record, or a list of up to 64 of one conversation or pool.
 * fails  false: `error` says why */
bool intake_read(struct intake *intake, struct baton_text body);
/* The tenant of what was read. */
struct baton_text intake_tenant(const struct intake *intake);
/* Fills `error`: record `index` is larger than its topic takes; names its largest text. */
void intake_too_large(struct intake *intake, size_t index);

#endif
