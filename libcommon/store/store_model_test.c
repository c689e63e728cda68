/* Random calls against a model that cannot be wrong: for each of a few hundred keys the value in
 * each state. Both backends. The seed is printed on failure; BATON_SEED repeats it. */
#include "store_testing.h"

enum { KEYS = 300, OPERATIONS = 120000, NONE = 0, VALUE_MAX = 6000 };

struct model {
    struct baton_arena arena;     /* of the keys */
    struct baton_text keys[KEYS]; /* sorted */
    uint32_t committed[KEYS];     /* number that the value is made from; NONE: no row */
    uint32_t transaction[KEYS];   /* as seen with the open transaction */
    uint32_t record[KEYS];        /* as seen with the record in hand */
    int64_t offset;
    uint32_t next_value;
    uint64_t seed;
    const char *path; /* NULL: memory */
    struct baton_store *store;
    char value[VALUE_MAX];
};

static uint64_t below(struct model *m, uint64_t limit)
{
    return testing_random(&m->seed) % limit;
}

/* The value that a number stands for: its size and bytes follow from it; a few are on pages of
 * their own. */
static struct baton_text value_of(struct model *m, uint32_t number)
{
    uint64_t seed = number;
    uint64_t r = testing_random(&seed);
    size_t size = r % 50 == 0 ? r / 64 % VALUE_MAX : r / 64 % 200;

    for (size_t i = 0; i < size; i++)
        m->value[i] = (char)(r >> (i % 8 * 8) ^ i);
    return (struct baton_text){ m->value, size };
}

static int key_order(const void *a, const void *b)
{
    return baton_text_compare(*(const struct baton_text *)a, *(const struct baton_text *)b);
}

/* Four kinds: timers, two services' tables, and long ones that differ at their ends only. */
static struct baton_text key_make(struct model *m, int i)
{
    char filler[1101];
    static const int sizes[] = { 480, 490, 493, 494, 495, 496, 505, 508, 509, 700, 1100 };

    memset(filler, 'x', sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    if (i % 4 == 0)
        return baton_text_format(&m->arena, "t%08d/conversation-%d", (int)below(m, 100000000), i);
    if (i % 4 == 1)
        return baton_text_format(&m->arena, "c/acme/%d", i);
    if (i % 4 == 2)
        return baton_text_format(&m->arena, "q%c/%05d-%d", "ab"[i / 4 % 2], (int)below(m, 100000),
                                 i);
    return baton_text_format(&m->arena, "l%.*s%d", sizes[i / 4 % 11], filler, i);
}

static void open_store(struct model *m)
{
    int64_t offset = -1;

    m->store = testing_open(m->path, &offset);
    if (m->path == NULL) {
        memset(m->committed, 0, sizeof m->committed);
        m->offset = 0;
    }
    assert_int_equal(offset, m->offset);
    memcpy(m->transaction, m->committed, sizeof m->committed);
    memcpy(m->record, m->committed, sizeof m->committed);
}

static void do_put(struct model *m)
{
    uint64_t k = below(m, KEYS);

    m->record[k] = ++m->next_value;
    baton_store_put(m->store, m->keys[k], value_of(m, m->record[k]));
}

/* The value of one row under another's key: what is copied lies in the store itself. */
static void do_copy(struct model *m)
{
    uint64_t from = below(m, KEYS);
    uint64_t to = below(m, KEYS);
    struct baton_text value;

    if (!baton_store_get(m->store, m->keys[from], &value))
        return;
    m->record[to] = m->record[from];
    baton_store_put(m->store, m->keys[to], value);
}

static void do_drop(struct model *m)
{
    uint64_t k = below(m, KEYS);

    m->record[k] = NONE;
    baton_store_drop(m->store, m->keys[k]);
}

static void expect_row(struct model *m, uint64_t k, bool is_found, struct baton_text value)
{
    struct baton_text expected;

    assert_int_equal(is_found, m->record[k] != NONE);
    if (!is_found)
        return;
    expected = value_of(m, m->record[k]);
    assert_true(baton_text_equal(value, expected));
}

static void do_get(struct model *m)
{
    uint64_t k = below(m, KEYS);
    struct baton_text value = BATON_TEXT_NONE;
    bool is_found = baton_store_get(m->store, m->keys[k], &value);

    expect_row(m, k, is_found, value);
}

static void expect_first(struct model *m, struct baton_text prefix, struct baton_text from)
{
    struct baton_arena arena;
    struct baton_text key = BATON_TEXT_NONE, value = BATON_TEXT_NONE;
    int k = 0;

    while (k < KEYS
           && (m->record[k] == NONE || baton_text_compare(m->keys[k], from) < 0
               || !baton_text_starts(m->keys[k], prefix)))
        k++;
    baton_arena_init(&arena);
    bool is_found = baton_store_first(m->store, prefix, from, &arena, &key, &value);
    assert_int_equal(is_found, k < KEYS);
    if (is_found) {
        assert_true(baton_text_equal(key, m->keys[k]));
        expect_row(m, (uint64_t)k, true, value);
    }
    baton_arena_release(&arena);
}

static void do_first(struct model *m)
{
    static const char *const prefixes[] = { "t",       "t", "t", "qa/",  "qb/", "q",
                                            "c/acme/", "l", "",  "none", "lx" };
    struct baton_text prefix =
        baton_text_of(prefixes[below(m, sizeof prefixes / sizeof *prefixes)]);
    struct baton_text from = BATON_TEXT_NONE;

    if (below(m, 3) == 0)
        from = m->keys[below(m, KEYS)];
    else if (below(m, 8) == 0)
        prefix = baton_text_cut(m->keys[below(m, KEYS)], below(m, 1200));
    expect_first(m, prefix, from);
}

/* As the runtime does with timers: the first one goes, again and again. */
static void do_fire(struct model *m)
{
    for (int n = 0; n < 5; n++) {
        int k = 0;

        expect_first(m, BATON_TEXT("t"), BATON_TEXT_NONE);
        while (k < KEYS && (m->record[k] == NONE || m->keys[k].data[0] != 't'))
            k++;
        if (k == KEYS)
            return;
        m->record[k] = NONE;
        baton_store_drop(m->store, m->keys[k]);
    }
}

static void do_settle(struct model *m)
{
    baton_store_settle(m->store);
    memcpy(m->transaction, m->record, sizeof m->record);
}

static void do_forget(struct model *m)
{
    baton_store_forget(m->store);
    memcpy(m->record, m->transaction, sizeof m->record);
}

struct seen_changes {
    struct model *model;
    int next;
};

/* Keys that `each` leaves out are as they were; those that it names are as the transaction has
 * them. */
static void change_seen(void *context, struct baton_text key, const struct baton_text *value)
{
    struct seen_changes *seen = context;
    struct model *m = seen->model;
    int k = seen->next;

    for (; k < KEYS && !baton_text_equal(m->keys[k], key); k++)
        assert_int_equal(m->transaction[k], m->committed[k]);
    assert_in_range(k, 0, KEYS - 1);
    assert_int_equal(value->data == NULL, m->transaction[k] == NONE);
    if (value->data == NULL)
        assert_int_not_equal(m->committed[k], NONE);
    else
        assert_true(baton_text_equal(*value, value_of(m, m->transaction[k])));
    seen->next = k + 1;
}

static void do_commit(struct model *m)
{
    struct seen_changes seen = { m, 0 };

    do_settle(m);
    baton_store_changes(m->store, change_seen, &seen);
    for (int k = seen.next; k < KEYS; k++)
        assert_int_equal(m->transaction[k], m->committed[k]);
    m->offset += 1 + (int64_t)below(m, 5);
    baton_store_commit(m->store, m->offset);
    memcpy(m->committed, m->transaction, sizeof m->committed);
}

static void do_abort(struct model *m)
{
    baton_store_abort(m->store);
    memcpy(m->transaction, m->committed, sizeof m->committed);
    memcpy(m->record, m->committed, sizeof m->committed);
}

static void do_checkpoint(struct model *m)
{
    struct baton_error err = { "", "" };
    bool is_done = false;

    if (baton_store_checkpoint(m->store, (int64_t)below(m, 3), &is_done, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
    assert_int_equal(is_done, baton_store_sizes(m->store).pending_rows == 0);
}

static void do_restore(struct model *m)
{
    do_abort(m);
    for (uint64_t n = below(m, 20); n > 0; n--) {
        uint64_t k = below(m, KEYS);
        struct baton_text value;

        m->committed[k] = below(m, 3) == 0 ? NONE : ++m->next_value;
        value = value_of(m, m->committed[k]);
        baton_store_restore(m->store, m->keys[k], m->committed[k] == NONE ? NULL : &value,
                            ++m->offset);
    }
    memcpy(m->transaction, m->committed, sizeof m->committed);
    memcpy(m->record, m->committed, sizeof m->committed);
}

static void do_reopen(struct model *m)
{
    baton_store_close(m->store);
    open_store(m);
}

static void step(struct model *m)
{
    static const struct {
        uint64_t weight;
        void (*call)(struct model *m);
    } calls[] = {
        { 3000, do_put },   { 200, do_copy }, { 1500, do_drop },      { 2000, do_get },
        { 1000, do_first }, { 100, do_fire }, { 1000, do_settle },    { 200, do_forget },
        { 300, do_commit }, { 60, do_abort }, { 200, do_checkpoint }, { 10, do_restore },
        { 4, do_reopen },
    };
    uint64_t total = 0;

    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        total += calls[i].weight;
    uint64_t at = below(m, total);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (at < calls[i].weight) {
            calls[i].call(m);
            return;
        }
        at -= calls[i].weight;
    }
}

static void run(const char *path)
{
    const char *seed = getenv("BATON_SEED");
    struct model *m = calloc(1, sizeof *m);

    assert_non_null(m);
    baton_arena_init(&m->arena);
    m->seed = seed == NULL ? 20240229 : strtoull(seed, NULL, 10);
    print_message("seed %llu\n", (unsigned long long)m->seed);
    m->path = path;
    for (int i = 0; i < KEYS; i++)
        m->keys[i] = key_make(m, i);
    qsort(m->keys, KEYS, sizeof *m->keys, key_order);
    open_store(m);
    for (int i = 0; i < OPERATIONS; i++)
        step(m);
    do_commit(m);
    for (uint64_t k = 0; k < KEYS; k++) {
        struct baton_text value = BATON_TEXT_NONE;
        bool is_found = baton_store_get(m->store, m->keys[k], &value);

        expect_row(m, k, is_found, value);
    }
    baton_store_close(m->store);
    baton_arena_release(&m->arena);
    free(m);
}

static void any_order_of_calls_gives_what_the_model_says_in_memory(void **state)
{
    (void)state;
    run(NULL);
}

static void any_order_of_calls_gives_what_the_model_says_in_lmdb(void **state)
{
    run(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_calls_gives_what_the_model_says_in_memory),
        TESTING(any_order_of_calls_gives_what_the_model_says_in_lmdb),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
