/* Each tenant's policy as the topic has it, and who may change it next. A change names the version
 * that it changes (If-Match); while one is being written nobody else begins another, until it was
 * read back. Two gateways that write at the same moment are not kept apart: the later record
 * counts. Thread-safe. */
#ifndef BATON_GATEWAY_POLICIES_H
#define BATON_GATEWAY_POLICIES_H

#include "buf.h"
#include "records.h"
#include "rules.h"

enum { POLICY_ID_SIZE = 256 };

struct policies;

struct policies *policies_new(void);
void policies_free(struct policies *policies);

/* A record of the topic, and a tombstone. */
void policies_take(struct policies *policies, const struct baton_policy *policy);
void policies_drop(struct policies *policies, struct baton_text tenant,
                   enum baton_policy_part part);

/* Appends the body; its policy_id goes to `ret_id`.
 * fails  false: the tenant has none */
bool policies_read(struct policies *policies, struct baton_text tenant, enum baton_policy_part part,
                   struct baton_buf *buf, char ret_id[POLICY_ID_SIZE]);

/* What the tenant's declared part says, over what is built in; what is built in where it has none.
 * A body that is no policy (written past the gateways) leaves the one before in use, as in every
 * stage.
 * owns  borrowed until policies_rules_done, which follows soon: until then no record is taken */
const struct baton_rules *policies_rules(struct policies *policies, struct baton_text tenant);
void policies_rules_done(struct policies *policies);

enum policies_begun {
    POLICIES_BEGUN,   /* write it, then call policies_end */
    POLICIES_BUSY,    /* another change is being written */
    POLICIES_STALE,   /* the version named is not the one in force */
    POLICIES_UNNAMED, /* there is a policy, and the change names no version */
    POLICIES_NONE,    /* of a learned part: there is none to clear */
};

struct policies_change {
    struct baton_text tenant;
    enum baton_policy_part part; /* learned: it is cleared */
    const char *if_match;        /* the header: "\"d3-ab12cd34\"", "*"; NULL: none */
    const char *if_none_match;   /* "*": only if there is none; NULL */
    const char *digest_hex;      /* of the new body */
    /* results */
    int64_t version;
    char id[POLICY_ID_SIZE]; /* "d4-0123abcd": version and the digest's begin; "cleared-9": beyond
                              * one that the learner may be writing */
};

enum policies_begun policies_begin(struct policies *policies, struct policies_change *change);
/* The change was written, or failed: then another may begin at once. */
void policies_end(struct policies *policies, struct baton_text tenant, bool written);

#endif
