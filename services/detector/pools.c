#include "pools.h"

#define uthash_fatal(message) abort()
#include <uthash.h>

struct pool {
    UT_hash_handle hh;
    bool available;
    char *skills; /* that somebody has who can take one more, each with a NUL behind it */
    size_t skills_size;
    char key[]; /* names are [a-z0-9_-]: as it is */
};

struct detector_pools {
    struct pool *rows;
};

struct detector_pools *detector_pools_new(void)
{
    struct detector_pools *pools = calloc(1, sizeof *pools);

    if (pools == NULL)
        abort();
    return pools;
}

static void drop(struct detector_pools *pools, struct pool *pool)
{
    HASH_DEL(pools->rows, pool);
    free(pool->skills);
    free(pool);
}

void detector_pools_free(struct detector_pools *pools)
{
    struct pool *pool, *next;

    if (pools == NULL)
        return;
    HASH_ITER(hh, pools->rows, pool, next)
    drop(pools, pool);
    free(pools);
}

static struct pool *find(const struct detector_pools *pools, struct baton_text key)
{
    struct pool *pool;

    HASH_FIND(hh, pools->rows, key.data, key.size, pool);
    return pool;
}

static struct pool *add(struct detector_pools *pools, struct baton_text key)
{
    struct pool *pool = calloc(1, sizeof *pool + key.size);

    if (pool == NULL)
        abort();
    memcpy(pool->key, key.data, key.size);
    HASH_ADD_KEYPTR(hh, pools->rows, pool->key, key.size, pool);
    return pool;
}

static void keep_skills(struct pool *pool, const struct baton_load *load)
{
    size_t size = 0;

    for (size_t i = 0; i < load->skills_count; i++)
        size += load->skills[i].available > 0 ? load->skills[i].skill.size + 1 : 0;
    free(pool->skills);
    pool->skills = malloc(size + 1);
    pool->skills_size = 0;
    if (pool->skills == NULL)
        abort();
    for (size_t i = 0; i < load->skills_count; i++) {
        struct baton_text skill = load->skills[i].skill;

        if (load->skills[i].available <= 0)
            continue;
        memcpy(pool->skills + pool->skills_size, skill.data, skill.size);
        pool->skills_size += skill.size;
        pool->skills[pool->skills_size++] = '\0';
    }
}

void detector_pools_set(struct detector_pools *pools, struct baton_text key,
                        const struct baton_load *load)
{
    struct pool *pool = find(pools, key);

    if (load == NULL) {
        if (pool != NULL)
            drop(pools, pool);
        return;
    }
    if (pool == NULL)
        pool = add(pools, key);
    pool->available = load->available > 0;
    keep_skills(pool, load);
}

static bool has_skill(const struct pool *pool, struct baton_text skill)
{
    for (const char *at = pool->skills; at < pool->skills + pool->skills_size;
         at += strlen(at) + 1) {
        if (baton_text_is(skill, at))
            return true;
    }
    return false;
}

enum baton_maybe detector_pools_available(const struct detector_pools *pools, struct baton_text key,
                                          const struct baton_text *skills, size_t skills_count)
{
    const struct pool *pool = find(pools, key);

    if (pool == NULL)
        return BATON_MAYBE_UNKNOWN;
    for (size_t i = 0; i < skills_count; i++) {
        if (!has_skill(pool, skills[i]))
            return BATON_MAYBE_NO;
    }
    return pool->available ? BATON_MAYBE_YES : BATON_MAYBE_NO;
}
