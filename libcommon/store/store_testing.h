/* For the tests of this folder: stores in folders of their own, rows in one line. */
#ifndef BATON_STORE_TESTING_H
#define BATON_STORE_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "arena.h"
#include "store.h"

enum { TESTING_PATH = 256 };

/* A new folder; `ret_path` is where a store may be made in it. */
static inline void testing_folder(char ret_path[TESTING_PATH])
{
    const char *base = getenv("TMPDIR");
    char folder[TESTING_PATH - 16];

    (void)snprintf(folder, sizeof folder, "%s/baton-store-XXXXXX", base == NULL ? "/tmp" : base);
    assert_non_null(mkdtemp(folder));
    (void)snprintf(ret_path, TESTING_PATH, "%s/task", folder);
}

static inline void testing_folder_remove(const char *path)
{
    char folder[TESTING_PATH];

    baton_store_wipe(path);
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strlen(path) - strlen("/task")), path);
    (void)rmdir(folder);
}

static inline struct baton_store_conf testing_conf(const char *path)
{
    return (struct baton_store_conf){ .path = path,
                                      .map_bytes = 1 << 20,
                                      .boot_id = "boot-1",
                                      .max_age_ms = 1000000,
                                      .now_ms = 5000000 };
}

static inline struct baton_store *testing_open_conf(const struct baton_store_conf *conf,
                                                    int64_t *ret_offset)
{
    struct baton_store *store = NULL;
    struct baton_error err = { "", "" };

    if (baton_store_open(conf, &store, ret_offset, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
    return store;
}

static inline struct baton_store *testing_open(const char *path, int64_t *ret_offset)
{
    struct baton_store_conf conf = testing_conf(path);

    return testing_open_conf(&conf, ret_offset);
}

static inline void testing_put(struct baton_store *store, const char *key, const char *value)
{
    baton_store_put(store, baton_text_of(key), baton_text_of(value));
}

static inline void testing_drop(struct baton_store *store, const char *key)
{
    baton_store_drop(store, baton_text_of(key));
}

static inline void testing_commit(struct baton_store *store, int64_t offset)
{
    baton_store_settle(store);
    baton_store_commit(store, offset);
}

static inline void testing_checkpoint(struct baton_store *store)
{
    struct baton_error err = { "", "" };
    bool is_done = false;

    if (baton_store_checkpoint(store, 0, &is_done, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
    assert_true(is_done);
}

/* `value` NULL: there must be no such row. */
static inline void testing_expect(struct baton_store *store, const char *key, const char *value)
{
    struct baton_text found = BATON_TEXT_NONE;
    bool is_found = baton_store_get(store, baton_text_of(key), &found);

    assert_int_equal(is_found, value != NULL);
    if (value != NULL) {
        assert_int_equal(found.size, strlen(value));
        assert_memory_equal(found.data, value, found.size);
    }
}

/* `key` NULL: nothing must be found. */
static inline void testing_expect_first(struct baton_store *store, const char *prefix,
                                        const char *from, const char *key)
{
    struct baton_arena arena;
    struct baton_text found, value;

    baton_arena_init(&arena);
    bool is_found = baton_store_first(store, baton_text_of(prefix), baton_text_of(from), &arena,
                                      &found, &value);
    assert_int_equal(is_found, key != NULL);
    if (key != NULL)
        assert_true(baton_text_is(found, key));
    baton_arena_release(&arena);
}

/* Each test with the path of a store of its own. */
static inline int testing_setup(void **state)
{
    char *path = malloc(TESTING_PATH);

    assert_non_null(path);
    testing_folder(path);
    *state = path;
    return 0;
}

static inline int testing_teardown(void **state)
{
    testing_folder_remove(*state);
    free(*state);
    return 0;
}

#define TESTING(test) cmocka_unit_test_setup_teardown(test, testing_setup, testing_teardown)

/* The same numbers on every machine (a step of SplitMix64). */
static inline uint64_t testing_random(uint64_t *seed)
{
    uint64_t z = *seed += 0x9e3779b97f4a7c15;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

#endif
