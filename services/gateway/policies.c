/* A row a tenant; there are few. */
#include "policies.h"

#include <inttypes.h>
#include <pthread.h>

#define uthash_fatal(message) abort()
#include <uthash.h>

enum { PARTS = BATON_POLICY_PART_LEARNED + 1, DIGITS = 8 };

struct part {
    char *body; /* NULL: none */
    size_t size;
    int64_t version;
    char id[POLICY_ID_SIZE];
};

/* A declared part, read. */
struct declared {
    struct baton_arena arena;
    struct baton_rules rules;
};

struct row {
    UT_hash_handle hh;
    struct part parts[PARTS];
    struct declared *declared; /* NULL: what is built in */
    int64_t pending;           /* version that is being written; 0: none */
    enum baton_policy_part pending_part;
    size_t tenant_size;
    char tenant[];
};

struct policies {
    pthread_mutex_t lock;
    struct row *rows;
    struct declared *built_in;
};

static void declared_free(struct declared *declared)
{
    if (declared != NULL)
        baton_arena_release(&declared->arena);
    free(declared);
}

/* NULL: the body cannot be used. */
static struct declared *declared_read(struct baton_text body)
{
    struct declared *declared = calloc(1, sizeof *declared);
    struct baton_error err;

    if (declared == NULL)
        abort();
    baton_arena_init(&declared->arena);
    if (baton_rules_read(BATON_POLICY_PART_DECLARED, body, &declared->rules, &declared->arena, &err)
        == BATON_DONE)
        return declared;
    declared_free(declared);
    return NULL;
}

struct policies *policies_new(void)
{
    struct policies *policies = calloc(1, sizeof *policies);

    if (policies == NULL)
        abort();
    pthread_mutex_init(&policies->lock, NULL);
    policies->built_in = declared_read(BATON_TEXT_NONE);
    return policies;
}

void policies_free(struct policies *policies)
{
    struct row *row, *next;

    if (policies == NULL)
        return;
    HASH_ITER(hh, policies->rows, row, next)
    {
        HASH_DEL(policies->rows, row);
        for (int part = 0; part < PARTS; part++)
            free(row->parts[part].body);
        declared_free(row->declared);
        free(row);
    }
    declared_free(policies->built_in);
    pthread_mutex_destroy(&policies->lock);
    free(policies);
}

static struct row *find(const struct policies *policies, struct baton_text tenant)
{
    struct row *row = NULL;

    HASH_FIND(hh, policies->rows, tenant.data, tenant.size, row);
    return row;
}

static struct row *have(struct policies *policies, struct baton_text tenant)
{
    struct row *row = find(policies, tenant);

    if (row != NULL)
        return row;
    row = calloc(1, sizeof *row + tenant.size);
    if (row == NULL)
        abort();
    memcpy(row->tenant, tenant.data, tenant.size);
    row->tenant_size = tenant.size;
    HASH_ADD_KEYPTR(hh, policies->rows, row->tenant, row->tenant_size, row);
    return row;
}

static void part_set(struct part *part, struct baton_text body)
{
    free(part->body);
    *part = (struct part){ .body = malloc(body.size + 1), .size = body.size };
    if (part->body == NULL)
        abort();
    if (body.size > 0)
        memcpy(part->body, body.data, body.size);
}

void policies_take(struct policies *policies, const struct baton_policy *policy)
{
    bool is_declared = policy->part == BATON_POLICY_PART_DECLARED;
    struct declared *declared = is_declared ? declared_read(policy->body) : NULL;

    pthread_mutex_lock(&policies->lock);
    struct row *row = have(policies, policy->env.tenant);
    struct part *part = &row->parts[policy->part];

    if (declared != NULL) {
        declared_free(row->declared);
        row->declared = declared;
    }
    part_set(part, policy->body);
    part->version = policy->version;
    snprintf(part->id, sizeof part->id, "%.*s", BATON_TEXT_ARG(policy->policy_id));
    if (policy->part == row->pending_part && policy->version >= row->pending)
        row->pending = 0;
    pthread_mutex_unlock(&policies->lock);
}

void policies_drop(struct policies *policies, struct baton_text tenant, enum baton_policy_part part)
{
    pthread_mutex_lock(&policies->lock);
    struct row *row = find(policies, tenant);

    if (row != NULL) {
        free(row->parts[part].body);
        row->parts[part] = (struct part){ NULL, 0, 0, "" };
        if (part == BATON_POLICY_PART_DECLARED) {
            declared_free(row->declared);
            row->declared = NULL;
        }
    }
    pthread_mutex_unlock(&policies->lock);
}

bool policies_read(struct policies *policies, struct baton_text tenant, enum baton_policy_part part,
                   struct baton_buf *buf, char ret_id[POLICY_ID_SIZE])
{
    pthread_mutex_lock(&policies->lock);
    const struct row *row = find(policies, tenant);
    bool known = row != NULL && row->parts[part].body != NULL;

    if (known) {
        baton_buf_append(buf, row->parts[part].body, row->parts[part].size);
        memcpy(ret_id, row->parts[part].id, POLICY_ID_SIZE);
    }
    pthread_mutex_unlock(&policies->lock);
    return known;
}

const struct baton_rules *policies_rules(struct policies *policies, struct baton_text tenant)
{
    pthread_mutex_lock(&policies->lock);
    const struct row *row = find(policies, tenant);

    return row != NULL && row->declared != NULL ? &row->declared->rules
                                                : &policies->built_in->rules;
}

void policies_rules_done(struct policies *policies)
{
    pthread_mutex_unlock(&policies->lock);
}

/* `header` is "*" or `id` in quotes. */
static bool names(const char *header, const char *id)
{
    size_t size = strlen(id);

    return strcmp(header, "*") == 0
           || (strlen(header) == size + 2 && header[0] == '"' && header[size + 1] == '"'
               && memcmp(header + 1, id, size) == 0);
}

static enum policies_begun judge(const struct row *row, const struct policies_change *change)
{
    const struct part *part = &row->parts[change->part];
    bool exists = part->body != NULL;

    if (row->pending != 0)
        return POLICIES_BUSY;
    if (!exists && change->part == BATON_POLICY_PART_LEARNED)
        return POLICIES_NONE;
    if (change->if_none_match != NULL && exists)
        return POLICIES_STALE;
    if (change->if_match != NULL)
        return exists && names(change->if_match, part->id) ? POLICIES_BEGUN : POLICIES_STALE;
    return exists ? POLICIES_UNNAMED : POLICIES_BEGUN;
}

static void name_change(struct policies_change *change, int64_t in_force)
{
    bool clears = change->part == BATON_POLICY_PART_LEARNED;

    change->version = in_force + (clears ? 2 : 1);
    if (clears)
        snprintf(change->id, sizeof change->id, BATON_POLICY_CLEARED "%" PRId64, change->version);
    else
        snprintf(change->id, sizeof change->id, "d%" PRId64 "-%.*s", change->version, DIGITS,
                 change->digest_hex);
}

enum policies_begun policies_begin(struct policies *policies, struct policies_change *change)
{
    pthread_mutex_lock(&policies->lock);
    struct row *row = have(policies, change->tenant);
    enum policies_begun begun = judge(row, change);

    if (begun == POLICIES_BEGUN) {
        name_change(change, row->parts[change->part].version);
        row->pending = change->version;
        row->pending_part = change->part;
    }
    pthread_mutex_unlock(&policies->lock);
    return begun;
}

void policies_end(struct policies *policies, struct baton_text tenant, bool written)
{
    pthread_mutex_lock(&policies->lock);
    struct row *row = find(policies, tenant);

    if (row != NULL && !written)
        row->pending = 0;
    pthread_mutex_unlock(&policies->lock);
}
