/* A child writes a changelog, commits and checkpoints, and dies at any point without closing. Then
 * the store must not be ahead of the changelog, hold everything before its offset, and be right
 * once the rest was read. */
#include "store_testing.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum { KEYS = 500, ROUNDS = 40, DROPPED = 0 };

struct change {
    uint32_t key;
    uint32_t value; /* DROPPED, or a number that the value is made from */
};

static struct baton_text key_of(uint32_t key, char into[700])
{
    int size = snprintf(into, 700, "c/%0*u", key % 50 == 0 ? 600 : 5, key);

    return (struct baton_text){ into, (size_t)size };
}

static struct baton_text value_of(uint32_t value, char into[600])
{
    int size = snprintf(into, 600, "%0*u", (int)(value % 500) + 12, value);

    return (struct baton_text){ into, (size_t)size };
}

static void change_apply(struct baton_store *store, struct change change)
{
    char key[700], value[600];

    if (change.value == DROPPED)
        baton_store_drop(store, key_of(change.key, key));
    else
        baton_store_put(store, key_of(change.key, key), value_of(change.value, value));
}

/* One Kafka transaction: first it is in the changelog, then the store learns of it. */
static int64_t transact(struct baton_store *store, int changelog, int64_t offset, uint64_t *seed)
{
    struct change changes[20];
    uint64_t count = 1 + testing_random(seed) % 20;

    for (uint64_t i = 0; i < count; i++) {
        changes[i].key = (uint32_t)(testing_random(seed) % KEYS);
        changes[i].value = testing_random(seed) % 4 == 0
                               ? DROPPED
                               : 1 + (uint32_t)(testing_random(seed) % 1000000);
        change_apply(store, changes[i]);
        baton_store_settle(store);
    }
    if (write(changelog, changes, count * sizeof *changes) != (ssize_t)(count * sizeof *changes))
        _exit(3);
    baton_store_commit(store, offset + (int64_t)count);
    return offset + (int64_t)count;
}

/* What is missing between the store's offset and the changelog's end. */
static void restore(struct baton_store *store, const struct change *changes, int64_t from,
                    int64_t to)
{
    char key[700], value[600];

    for (; from < to; from++) {
        struct baton_text text = value_of(changes[from].value, value);

        baton_store_restore(store, key_of(changes[from].key, key),
                            changes[from].value == DROPPED ? NULL : &text, from + 1);
    }
}

static struct change *changelog_read(int changelog, int64_t *ret_count)
{
    struct stat status;
    struct change *changes;

    if (fstat(changelog, &status) != 0)
        _exit(4);
    changes = malloc((size_t)status.st_size + 1);
    if (changes == NULL || pread(changelog, changes, (size_t)status.st_size, 0) != status.st_size)
        _exit(5);
    *ret_count = status.st_size / (int64_t)sizeof *changes;
    return changes;
}

/* Never returns. Every third child lives until it is killed. */
static void child_run(const char *path, int changelog, uint64_t seed)
{
    struct baton_store_conf conf = testing_conf(path);
    struct baton_store *store;
    int64_t offset, end;
    bool is_done;
    uint64_t steps = seed % 3 == 0 ? UINT64_MAX : testing_random(&seed) % 400;

    if (baton_store_open(&conf, &store, &offset, NULL) != BATON_DONE)
        _exit(2);
    struct change *changes = changelog_read(changelog, &end);
    restore(store, changes, offset, end);
    free(changes);
    for (; steps > 0; steps--) {
        end = transact(store, changelog, end, &seed);
        if (testing_random(&seed) % 8 == 0
            && baton_store_checkpoint(store, (int64_t)(testing_random(&seed) % 300), &is_done, NULL)
                   != BATON_DONE)
            _exit(6);
    }
    _exit(0);
}

static void child_await(pid_t child, uint64_t seed)
{
    const struct timespec while_it_runs = { 0, 10000000 + (long)(seed % 70000000) };
    int status;

    if (seed % 3 == 0) {
        nanosleep(&while_it_runs, NULL);
        kill(child, SIGKILL);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true((WIFEXITED(status) && WEXITSTATUS(status) == 0)
                || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
}

static bool row_is(struct baton_store *store, uint32_t key, uint32_t number)
{
    char key_bytes[700], value_bytes[600];
    struct baton_text value;
    bool is_found = baton_store_get(store, key_of(key, key_bytes), &value);

    if (number == DROPPED || !is_found)
        return is_found == (number != DROPPED);
    return baton_text_equal(value, value_of(number, value_bytes));
}

/* Each row is as it was at the offset, or as a later change made it. */
static void expect_not_ahead(struct baton_store *store, const struct change *changes,
                             int64_t offset, int64_t end)
{
    for (uint32_t key = 0; key < KEYS; key++) {
        uint32_t at_offset = DROPPED;
        bool is_known;

        for (int64_t i = 0; i < offset; i++)
            at_offset = changes[i].key == key ? changes[i].value : at_offset;
        is_known = row_is(store, key, at_offset);
        for (int64_t i = offset; i < end && !is_known; i++)
            is_known = changes[i].key == key && row_is(store, key, changes[i].value);
        assert_true(is_known);
    }
}

static void expect_equal(struct baton_store *store, const struct change *changes, int64_t end)
{
    uint32_t rows[KEYS] = { DROPPED };

    for (int64_t i = 0; i < end; i++)
        rows[changes[i].key] = changes[i].value;
    for (uint32_t key = 0; key < KEYS; key++)
        assert_true(row_is(store, key, rows[key]));
}

static void a_process_that_dies_anywhere_leaves_a_store_that_is_behind_and_complete(void **state)
{
    char name[TESTING_PATH + 16];
    uint64_t seed = 11;
    int64_t behind = 0, kept = 0;

    (void)snprintf(name, sizeof name, "%s.changelog", (char *)*state);
    int changelog = open(name, O_RDWR | O_CREAT | O_APPEND, 0600);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t offset, end;
        uint64_t child_seed = testing_random(&seed);
        pid_t child = fork();

        if (child == 0)
            child_run(*state, changelog, child_seed);
        child_await(child, child_seed);
        struct change *changes = changelog_read(changelog, &end);
        struct baton_store *store = testing_open(*state, &offset);
        assert_in_range(offset, 0, end);
        kept += offset > 0;
        behind += end - offset;
        expect_not_ahead(store, changes, offset, end);
        restore(store, changes, offset, end);
        expect_equal(store, changes, end);
        baton_store_close(store);
        free(changes);
    }
    print_message("%d of %d stores were kept, %lld changes behind in all\n", (int)kept, ROUNDS,
                  (long long)behind);
    assert_in_range(kept, ROUNDS * 9 / 10, ROUNDS);
    assert_true(behind > 0);
    close(changelog);
    (void)unlink(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TESTING(a_process_that_dies_anywhere_leaves_a_store_that_is_behind_and_complete),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
