/* The rules of all tenants in their versions: a composition of a declared and a learned part for
 * every record of the policies topic that changed one. Parts are shared between compositions and
 * counted. One thread; no I/O. The same records in the same order give the same answers: what is
 * kept depends on the log alone. */
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "rules.h"
#include "rules_rows.h"
#include "sha256.h"

#define uthash_fatal(message) abort()
#include <uthash.h>

enum { PARTS = 2, DECLARED = 0, LEARNED = 1 };

struct part {
    size_t refs;
    uint64_t body_hash;
    enum baton_policy_applies applies;
    struct baton_text policy_id;
    struct baton_rules rules; /* the rows of this part; those of the other at their defaults */
    struct baton_arena arena;
};

struct composition {
    struct part *parts[PARTS]; /* NULL: none */
    struct baton_rules rules;
    char version[];
};

struct tenant {
    UT_hash_handle hh;
    struct composition *versions[BATON_RULEBOOK_VERSIONS]; /* a ring */
    size_t first, count;
    char name[];
};

struct baton_rulebook {
    struct tenant *tenants;
    struct part *built_in;
};

/* -- parts -- */

static struct part *part_new(void)
{
    struct part *part = calloc(1, sizeof *part);

    if (part == NULL)
        abort();
    part->refs = 1;
    part->policy_id = BATON_TEXT_NONE;
    baton_arena_init(&part->arena);
    return part;
}

static struct part *part_ref(struct part *part)
{
    if (part != NULL)
        part->refs++;
    return part;
}

static void part_unref(struct part *part)
{
    if (part == NULL || --part->refs > 0)
        return;
    baton_arena_release(&part->arena);
    free(part);
}

static struct part *part_read(const struct baton_policy *policy, struct baton_error *err)
{
    struct part *part = part_new();

    if (baton_rules_read(policy->part, policy->body, &part->rules, &part->arena, err)
        != BATON_DONE) {
        part_unref(part);
        return NULL;
    }
    part->body_hash = baton_fnv1a(0, policy->body.data, policy->body.size);
    part->applies = policy->applies;
    part->policy_id = baton_text_copy(&part->arena, policy->policy_id);
    return part;
}

static bool part_is(const struct part *part, const struct baton_policy *policy)
{
    return part != NULL && baton_text_equal(part->policy_id, policy->policy_id)
           && part->applies == policy->applies
           && part->body_hash == baton_fnv1a(0, policy->body.data, policy->body.size);
}

/* -- compositions -- */

/* No composition's: those have a '+'. */
static const struct baton_text built_in_version = { "built-in", sizeof "built-in" - 1 };

static struct baton_text id_of(const struct part *part)
{
    return part != NULL ? part->policy_id : BATON_TEXT_NONE;
}

/* Takes a reference of each part. */
static struct composition *compose(struct part *declared, struct part *learned,
                                   const struct part *built_in)
{
    struct baton_text ids[PARTS] = { id_of(declared), id_of(learned) };
    bool any = declared != NULL || learned != NULL;
    size_t size = any ? ids[DECLARED].size + 1 + ids[LEARNED].size : 0;
    struct composition *made = calloc(1, sizeof *made + size + 1);

    if (made == NULL)
        abort();
    made->parts[DECLARED] = part_ref(declared);
    made->parts[LEARNED] = part_ref(learned);
    made->rules = declared != NULL ? declared->rules : built_in->rules;
    if (learned != NULL) {
        made->rules.learned = learned->rules.learned;
        made->rules.learned_count = learned->rules.learned_count;
        made->rules.resolved = learned->rules.resolved;
        made->rules.resolved_count = learned->rules.resolved_count;
    }
    made->rules.version = built_in_version;
    if (any) {
        snprintf(made->version, size + 1, "%.*s+%.*s", BATON_TEXT_ARG(ids[DECLARED]),
                 BATON_TEXT_ARG(ids[LEARNED]));
        made->rules.version = (struct baton_text){ made->version, size };
    }
    return made;
}

static void composition_free(struct composition *composition)
{
    part_unref(composition->parts[DECLARED]);
    part_unref(composition->parts[LEARNED]);
    free(composition);
}

/* -- tenants -- */

/* The `age`-th composition from the newest (0). */
static struct composition *version_at(const struct tenant *tenant, size_t age)
{
    return tenant->versions[(tenant->first + tenant->count - 1 - age) % BATON_RULEBOOK_VERSIONS];
}

static void tenant_add(struct tenant *tenant, struct composition *composition)
{
    if (tenant->count == BATON_RULEBOOK_VERSIONS) {
        composition_free(tenant->versions[tenant->first]);
        tenant->first = (tenant->first + 1) % BATON_RULEBOOK_VERSIONS;
        tenant->count--;
    }
    tenant->versions[(tenant->first + tenant->count++) % BATON_RULEBOOK_VERSIONS] = composition;
}

static struct tenant *tenant_find(const struct baton_rulebook *book, struct baton_text name)
{
    struct tenant *found = NULL;

    HASH_FIND(hh, book->tenants, name.data, name.size, found);
    return found;
}

static struct tenant *tenant_have(struct baton_rulebook *book, struct baton_text name)
{
    struct tenant *tenant = tenant_find(book, name);

    if (tenant != NULL)
        return tenant;
    tenant = calloc(1, sizeof *tenant + name.size + 1);
    if (tenant == NULL)
        abort();
    memcpy(tenant->name, name.data, name.size);
    HASH_ADD_KEYPTR(hh, book->tenants, tenant->name, name.size, tenant);
    return tenant;
}

static void tenant_free(struct tenant *tenant)
{
    for (size_t age = 0; age < tenant->count; age++)
        composition_free(version_at(tenant, age));
    free(tenant);
}

/* Puts `part` (NULL: none) in the place `which` of what is in force. */
static void tenant_take(struct baton_rulebook *book, struct tenant *tenant, int which,
                        struct part *part)
{
    struct part *parts[PARTS] = { NULL, NULL };
    struct composition *made;

    if (tenant->count > 0)
        memcpy(parts, version_at(tenant, 0)->parts, sizeof parts);
    parts[which] = part;
    made = compose(parts[DECLARED], parts[LEARNED], book->built_in);
    made->rules.applies_to_all = part != NULL && part->applies == BATON_POLICY_APPLIES_ALL;
    tenant_add(tenant, made);
}

/* -- digests -- */

struct baton_text baton_policy_digest(struct baton_text body, struct baton_arena *arena)
{
    char hex[BATON_SHA256_HEX_SIZE];

    baton_sha256_hex(body.data, body.size, hex);
    return baton_text_format(arena, "sha256:%s", hex);
}

enum baton_verdict baton_policy_verify(const struct baton_policy *policy, struct baton_error *err)
{
    struct baton_arena arena;

    if (policy->digest.size == 0)
        return BATON_DONE;
    baton_arena_init(&arena);
    bool same = baton_text_equal(policy->digest, baton_policy_digest(policy->body, &arena));
    baton_arena_release(&arena);
    return same ? BATON_DONE
                : baton_fail(err, BATON_REJECT, "bad_digest",
                             "policy %.*s: its body is not that of its digest",
                             BATON_TEXT_ARG(policy->policy_id));
}

/* -- the book -- */

struct baton_rulebook *baton_rulebook_new(void)
{
    struct baton_rulebook *book = calloc(1, sizeof *book);

    if (book == NULL)
        abort();
    book->built_in = part_new();
    rules_defaults(&book->built_in->rules, &book->built_in->arena);
    book->built_in->rules.version = built_in_version;
    return book;
}

void baton_rulebook_free(struct baton_rulebook *book)
{
    struct tenant *tenant, *next;

    if (book == NULL)
        return;
    HASH_ITER(hh, book->tenants, tenant, next)
    {
        HASH_DEL(book->tenants, tenant);
        tenant_free(tenant);
    }
    part_unref(book->built_in);
    free(book);
}

static const struct part *part_in_force(const struct baton_rulebook *book, struct baton_text tenant,
                                        int which)
{
    const struct tenant *found = tenant_find(book, tenant);

    return found != NULL && found->count > 0 ? version_at(found, 0)->parts[which] : NULL;
}

enum baton_verdict baton_rulebook_apply(struct baton_rulebook *book,
                                        const struct baton_policy *policy, struct baton_error *err)
{
    int which = policy->part == BATON_POLICY_PART_LEARNED ? LEARNED : DECLARED;
    struct part *part;

    if (policy->env.tenant.size == 0 || policy->policy_id.size == 0)
        return baton_fail(err, BATON_REJECT, "bad_policy",
                          "a policy needs a tenant and a policy_id");
    if (baton_policy_verify(policy, err) != BATON_DONE)
        return BATON_REJECT;
    if (part_is(part_in_force(book, policy->env.tenant, which), policy))
        return BATON_DONE;
    part = part_read(policy, err);
    if (part == NULL)
        return BATON_REJECT;
    tenant_take(book, tenant_have(book, policy->env.tenant), which, part);
    part_unref(part);
    return BATON_DONE;
}

void baton_rulebook_remove(struct baton_rulebook *book, struct baton_text tenant,
                           enum baton_policy_part part)
{
    int which = part == BATON_POLICY_PART_LEARNED ? LEARNED : DECLARED;

    if (part_in_force(book, tenant, which) != NULL)
        tenant_take(book, tenant_find(book, tenant), which, NULL);
}

const struct baton_rules *baton_rulebook_now(const struct baton_rulebook *book,
                                             struct baton_text tenant)
{
    const struct tenant *found = tenant_find(book, tenant);

    return found != NULL ? &version_at(found, 0)->rules : &book->built_in->rules;
}

/* From the newest back to the one that is asked for: the first that applies to all hides what is
 * behind it. */
const struct baton_rules *baton_rulebook_at(const struct baton_rulebook *book,
                                            struct baton_text tenant, struct baton_text version)
{
    const struct tenant *found = tenant_find(book, tenant);

    if (version.size == 0)
        version = built_in_version;
    for (size_t age = 0; found != NULL && age < found->count; age++) {
        const struct baton_rules *rules = &version_at(found, age)->rules;

        if (rules->applies_to_all || baton_text_equal(rules->version, version))
            return rules;
    }
    return baton_text_equal(version, built_in_version) ? &book->built_in->rules
                                                       : baton_rulebook_now(book, tenant);
}
