/* What a tenant's policy says, ready to be asked: declared by people, moved by the learner within
 * its bounds.
 *
 * A conversation stays with the version of its first event, unless the policy applies to all. A
 * body that cannot be used is refused with the field and the remedy, and the version before stays
 * in force. The form of a body is schemas/policy.schema.json; the rows in rules_rows.c are its
 * other half, a test compares them. Every field has its default where the body leaves it out, so no
 * question here has "not set" for an answer. */
#ifndef BATON_RULES_H
#define BATON_RULES_H

#include <stdbool.h>

#include "arena.h"
#include "error.h"
#include "records.h"

struct baton_named_ratio {
    struct baton_text name;
    double ratio;
};

struct baton_named_text {
    struct baton_text name;
    struct baton_text text;
};

/* What the learner found for one issue category. */
/* The id of a learned policy by which people took the offsets back, its number behind it. */
#define BATON_POLICY_CLEARED "cleared-"

struct baton_learned_threshold {
    struct baton_text category;
    double
        offset; /* added to the declared threshold; baton_rules_threshold keeps the sum in bounds */
    int64_t outcomes;               /* that it rests on */
    double unnecessary_ratio;       /* part of them that needed no person */
    struct baton_text *resolutions; /* that made the last move, newest first */
    size_t resolutions_count;
};

/* How often people resolved what they got of one issue category. */
struct baton_learned_chance {
    struct baton_text category;
    double rate;   /* drawn to the tenant's mean where cases are few */
    int64_t cases; /* that it rests on */
};

/* One stretch of a week in which a team works, in the team's time zone. */
struct baton_hours {
    int64_t days;    /* bit 1 Monday … bit 7 Sunday */
    int64_t from_ms; /* since midnight */
    int64_t to_ms;   /* since midnight, not included; up to 24 h; at or before from_ms: ends on the
                        next day */
};

struct baton_team {
    struct baton_text name;
    struct baton_text *skills; /* that its work needs */
    size_t skills_count;
    struct baton_text pool;
    struct baton_hours *hours; /* none: always */
    size_t hours_count;
    struct baton_text time_zone; /* IANA name */
};

/* Where an issue goes. Empty category, tier, trigger: fits any. */
struct baton_route_rule {
    struct baton_text name;
    struct baton_text category, tier, trigger;
    struct baton_text team; /* empty: any */
    struct baton_text *skills;
    size_t skills_count;
    struct baton_text *authority;
    size_t authority_count;
    struct baton_text pool; /* empty: the team's; ask baton_rules_pool */
};

/* What is given up in the search for an agent. */
enum baton_relax {
    BATON_RELAX_PREFERRED_AGENT,
    BATON_RELAX_SKILLS,
    BATON_RELAX_TEAM,
    BATON_RELAX_LANGUAGE,
};

struct baton_relaxation {
    int64_t after_ms; /* time in the queue */
    enum baton_relax drop;
};

enum baton_announcement {
    BATON_ANNOUNCE_QUEUED,    /* a person was asked for */
    BATON_ANNOUNCE_PREPARING, /* an agent was found and reads */
    BATON_ANNOUNCE_JOINED,    /* the agent is there */
    BATON_ANNOUNCE_WAITING,   /* still waiting */
    BATON_ANNOUNCE_NOBODY,    /* nobody can be found */
    BATON_ANNOUNCE_RETURNED,  /* the bot goes on */
    BATON_ANNOUNCE_ENDED,     /* the conversation is over */
    BATON_ANNOUNCE_COUNT,
};

/* Patterns over baton_pattern_announcement; empty: ask baton_rules_announcement. */
struct baton_announcements {
    struct baton_text name; /* a language (BCP 47); in `categories` an issue category */
    struct baton_text texts[BATON_ANNOUNCE_COUNT];
    struct baton_announcements *categories; /* of a language: what differs in a category */
    size_t categories_count;
};

/* Texts of a card as patterns over baton_pattern_package; empty: built in. */
struct baton_card_template {
    struct baton_text headline, who, core_issue, emotion, why, next_action, expectation;
    struct baton_text *leave_out; /* names of these, or "tried" */
    size_t leave_out_count;
};

/* What a package of one issue category should have, and its wording (pattern.h). */
struct baton_template {
    struct baton_text category; /* "*": all others */
    struct baton_text *facts;   /* that should be known, by name */
    size_t facts_count;
    struct baton_text focus;
    struct baton_text opening_line,
        briefing; /* patterns over baton_pattern_package; empty: built in */
    struct baton_card_template card;
    struct baton_text *escalation_path;
    size_t escalation_path_count;
};

/* The shapes that projections have: projection.h. In the order of their names in rules_rows.c. */
enum baton_projection_target {
    BATON_PROJECT_FLAT_METADATA,
    BATON_PROJECT_TWILIO_TASK,
    BATON_PROJECT_GENESYS_PARTICIPANT,
    BATON_PROJECT_CHATWOOT,
    BATON_PROJECT_ZENDESK_TICKET,
    BATON_PROJECT_SALESFORCE_CASE,
    BATON_PROJECT_INTERCOM,
    BATON_PROJECT_FRESHDESK_TICKET,
    BATON_PROJECT_HUBSPOT_NOTE,
    BATON_PROJECT_HUBSPOT_TICKET,
    BATON_PROJECT_FRESHDESK_NEW_TICKET,
    BATON_PROJECT_LINEAR_ISSUE,
    BATON_PROJECT_SLACK_MESSAGE,
    BATON_PROJECT_BOTPRESS_HITL,
    BATON_PROJECT_BOT_FRAMEWORK,
    BATON_PROJECT_DIALOGFLOW_CX,
    BATON_PROJECT_COUNT,
};

enum baton_mapping_type {
    BATON_MAPPING_TEXT,
    BATON_MAPPING_NUMBER,
    BATON_MAPPING_ENUM, /* a text that `values` gives another name */
    BATON_MAPPING_DATE, /* YYYY-MM-DD, UTC */
    BATON_MAPPING_TIME, /* RFC 3339, UTC */
};

/* One field of a target and the part of the package that fills it. */
struct baton_field_mapping {
    struct baton_text field; /* name or id, as the target has it */
    struct baton_text from;  /* a part: projection.h */
    enum baton_mapping_type type;
    int64_t max_length;              /* of a text, in UTF-16 units: no target counts more */
    struct baton_named_text *values; /* of an enum: ours, the target's; "*": all others */
    size_t values_count;
};

/* What one destination gets of a package. */
struct baton_projection {
    struct baton_text name;
    enum baton_projection_target target;
    int64_t max_bytes; /* of the JSON; 0: the target's own limit, which is the highest */
    /* Kinds of personal data, as in pii_masks: hidden here, too; shown here although card_masks
     * hides them; shown as a keyed hash. */
    struct baton_text *masks;
    size_t masks_count;
    struct baton_text *keeps;
    size_t keeps_count;
    struct baton_text *hashes;
    size_t hashes_count;
    struct baton_field_mapping *fields;
    size_t fields_count;
};

struct baton_rules {
    struct baton_text version; /* "<declared policy_id>+<learned policy_id>", either may be empty;
                                  "built-in": there is neither */
    bool applies_to_all;       /* this version applies to conversations under way too */
    int64_t format;

    /* detector */
    double threshold;                     /* ask baton_rules_threshold */
    struct baton_named_ratio *thresholds; /* by category */
    size_t thresholds_count;
    struct baton_text *always_categories; /* to a person at once, whatever the probability */
    size_t always_categories_count;
    struct baton_text
        *always_phrases; /* words of the customer, to be compared folded (baton_text_fold) */
    size_t always_phrases_count;
    struct baton_named_ratio *tier_weights; /* log-odds, in baton_rules_threshold already */
    size_t tier_weights_count;
    bool holds;
    bool hold_when_busy; /* for want of anybody who is free */
    int64_t hold_ms;
    int64_t min_turns;            /* messages of the customer before a score may escalate */
    double prepare_ratio;         /* prepare at this part of the threshold; 1: off */
    int64_t bot_silence_ms;       /* 0: never */
    int64_t phantom_ms;           /* after an announcement of the bot; 0: never */
    int64_t silent_ms;            /* after a handoff of which the customer was not told; 0: never */
    struct baton_text *languages; /* of the bot; none: all */
    size_t languages_count;
    int64_t contract_value_min; /* business-critical, smallest units of its currency; 0: none is */
    int64_t tenure_months_min;  /* the same; 0: none is */

    /* learned */
    struct baton_learned_threshold *learned;
    size_t learned_count;
    struct baton_learned_chance *resolved; /* ask baton_rules_chance */
    size_t resolved_count;

    /* bounds */
    double threshold_min, threshold_max; /* the learner leads no threshold out of these */
    double step;
    int64_t min_outcomes; /* fewer in a category move nothing */
    double unnecessary_max;
    bool frozen; /* the learner moves nothing, what it found stays in use */
    struct baton_text
        *frozen_categories; /* their threshold is the declared one, whatever was learned */
    size_t frozen_categories_count;

    /* router */
    struct baton_team *teams;
    size_t teams_count;
    struct baton_route_rule
        *routes; /* in order, the first that fits counts: ask baton_rules_route */
    size_t routes_count;
    struct baton_named_ratio *tier_priority; /* points of priority */
    size_t tier_priority_count;
    int64_t offer_timeout_ms;
    int64_t first_reply_ms;       /* an agent who holds should have replied; 0: no such time */
    int64_t heartbeat_timeout_ms; /* an agent not heard of for so long is away */
    int64_t reservation_ms;       /* made by prepare; 0: none are made */
    int64_t wrap_up_ms;
    int64_t away_after_missed;       /* offers in a row; 0: never */
    int64_t max_wait_ms;             /* 0: for ever */
    struct baton_text overflow_pool; /* after max_wait_ms; empty: back to the bot */
    struct baton_named_ratio
        *channel_units; /* capacity that a conversation takes, by channel kind; others take 1 */
    size_t channel_units_count;
    struct baton_relaxation *relaxation; /* in the order of the body */
    size_t relaxation_count;

    /* switchboard */
    int64_t early_ms;        /* how long a message under an epoch to come is kept */
    int64_t takeover_ms;     /* how long the router has to answer an agent who begins to speak */
    int64_t idle_ms;         /* nobody spoke for so long: the conversation ends; 0: never */
    int64_t retention_ms;    /* what is kept of an ended conversation */
    int64_t queue_update_ms; /* 0: never */
    struct baton_text default_language;
    struct baton_announcements *announcements;
    size_t announcements_count;

    /* packager */
    struct baton_template *templates; /* ask baton_rules_template */
    size_t templates_count;
    struct baton_text *pii_masks; /* card_number, iban, email, phone, national_id, password */
    size_t pii_masks_count;
    struct baton_text *card_masks; /* the same, hidden beside those in what CRMs see */
    size_t card_masks_count;
    double min_quality; /* a package under this says what is missing */
    struct baton_text
        *enrich; /* kinds to ask for: history, crm, billing, issues, helpdesk, knowledge, llm */
    size_t enrich_count;

    /* what leaves for other systems */
    struct baton_projection *projections; /* ask baton_rules_projection */
    size_t projections_count;
};

#define BATON_RULES_POOL "main" /* the pool where nothing says another */
#define BATON_RULEBOOK_VERSIONS \
    256 /* kept of each tenant, about 5 kB each; an older one is not known any more */

struct baton_rulebook; /* the rules of all tenants, in their last versions; one thread */

struct baton_rulebook *baton_rulebook_new(void);
void baton_rulebook_free(struct baton_rulebook *book);

/* Takes a record of the policies topic, in the order of the log. The same record twice changes
 * nothing.
 * owns   everything is copied
 * fails  BATON_REJECT: the body is not that of its digest, or cannot be used (the text names the
 *        field); what was in force stays. BATON_DONE with `err` filled as baton_rules_check does */
enum baton_verdict baton_rulebook_apply(struct baton_rulebook *book,
                                        const struct baton_policy *policy, struct baton_error *err);
/* Takes a tombstone of the policies topic: the tenant's part falls back to what is built in. */
void baton_rulebook_remove(struct baton_rulebook *book, struct baton_text tenant,
                           enum baton_policy_part part);
/* The rules now in force for `tenant`; the built-in ones when it has none.
 * owns   borrowed until the next apply or remove: note `version`, not the address */
const struct baton_rules *baton_rulebook_now(const struct baton_rulebook *book,
                                             struct baton_text tenant);
/* The rules of a conversation that began under `version` ("": "built-in"): that version, or
 * the last one behind it that applies to all; what is in force when the version is not known any
 * more and none applies to all. A new conversation asks baton_rulebook_now.
 * owns   as baton_rulebook_now */
const struct baton_rules *baton_rulebook_at(const struct baton_rulebook *book,
                                            struct baton_text tenant, struct baton_text version);

/* "sha256:" and the digits: what Policy.digest says of `body`.
 * owns   in `arena` */
struct baton_text baton_policy_digest(struct baton_text body, struct baton_arena *arena);
/* Whether the body is the one that its writer took the digest of; a record without a digest passes.
 * fails  BATON_REJECT: it is not */
enum baton_verdict baton_policy_verify(const struct baton_policy *policy, struct baton_error *err);
/* The rules of one body, over what is built in; the other part's stay built in, and the version is
 * empty. For a tenant's rules as they are in force: a rulebook.
 * owns   everything is copied into `arena`
 * fails  as baton_rules_check; `ret_rules` may be half filled */
enum baton_verdict baton_rules_read(enum baton_policy_part part, struct baton_text body,
                                    struct baton_rules *ret_rules, struct baton_arena *arena,
                                    struct baton_error *err);
/* Checks a body without taking it. Used where policies come in.
 * fails  BATON_REJECT: JSON error, unknown field, wrong type, out of bounds; the text says where
 * and what is allowed. An unknown field of the learned part, which a newer learner wrote, is passed
 * over: BATON_DONE, and where there is one `err` has the code unknown_field and names the first */
enum baton_verdict baton_rules_check(enum baton_policy_part part, struct baton_text body,
                                     struct baton_error *err);

/* The probability at which `category` escalates for a customer of `tier`: the declared threshold,
 * the learned offset (the sum kept within bounds, widened to the declared value where people put
 * that outside; none for a frozen category), then the tier's weight: a weight w added to the
 * log-odds of the probability is the same as w taken off those of the threshold, and that is what
 * is returned. So compare the plain probability with it and add no weight a second time. Category
 * or tier may be empty. */
double baton_rules_threshold(const struct baton_rules *rules, struct baton_text category,
                             struct baton_text tier);
/* The value named `name`; `otherwise` when there is none. */
double baton_rules_ratio(const struct baton_named_ratio *named, size_t count,
                         struct baton_text name, double otherwise);
bool baton_rules_listed(const struct baton_text *names, size_t count, struct baton_text name);
/* NULL when the learner has too few cases of `category`.
 * owns   as baton_rulebook_now */
const struct baton_learned_chance *baton_rules_chance(const struct baton_rules *rules,
                                                      struct baton_text category);
/* The first rule that fits; never NULL: where none does, one with empty fields (any agent of pool
 * main).
 * owns   as baton_rulebook_now */
const struct baton_route_rule *baton_rules_route(const struct baton_rules *rules,
                                                 struct baton_text category, struct baton_text tier,
                                                 struct baton_text trigger);
/* The pool that `route` leads to: its own, else its team's, else main. Never empty. */
struct baton_text baton_rules_pool(const struct baton_rules *rules,
                                   const struct baton_route_rule *route);
/* NULL when the policy has no such team. */
const struct baton_team *baton_rules_team(const struct baton_rules *rules, struct baton_text name);
/* The template of `category`, else that of "*", else one with empty fields; never NULL. */
const struct baton_template *baton_rules_template(const struct baton_rules *rules,
                                                  struct baton_text category);
/* NULL when the policy has no such projection. */
const struct baton_projection *baton_rules_projection(const struct baton_rules *rules,
                                                      struct baton_text name);
/* The names of the policy's projections, "a, b"; empty: there are none.
 * owns  in `arena` */
struct baton_text baton_rules_projection_names(const struct baton_rules *rules,
                                               struct baton_arena *arena);
/* The wording of `kind`, a pattern: the customer's language ("de-AT", then "de"), then
 * default_language, then the built-in text. In each language that of `category` goes before that of
 * all. `language` and `category` may be empty. Never empty. */
struct baton_text baton_rules_announcement(const struct baton_rules *rules,
                                           struct baton_text language, struct baton_text category,
                                           enum baton_announcement kind);
/* The built-in wording of these languages where there is one, else English. */
struct baton_text baton_rules_built_in_announcement(const struct baton_rules *rules,
                                                    struct baton_text language,
                                                    enum baton_announcement kind);

#endif
