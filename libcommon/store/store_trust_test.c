/* Which stores are thrown away at open, and which must not be. */
#include "store_testing.h"

#include <fcntl.h>
#include <lmdb.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { ROWS = 400 };

static void row_names(int i, char key[32], char value[32])
{
    (void)snprintf(key, 32, "c/acme/%05d", i);
    (void)snprintf(value, 32, "value %d", i * 7);
}

static void fill(struct baton_store *store)
{
    char key[32], value[32], big[9000];

    for (int i = 0; i < ROWS; i++) {
        row_names(i, key, value);
        testing_put(store, key, value);
    }
    memset(big, 'b', sizeof big);
    big[sizeof big - 1] = '\0';
    testing_put(store, "big", big);
    testing_commit(store, 42);
}

static void make(const char *path)
{
    int64_t offset;
    struct baton_store *store = testing_open(path, &offset);

    fill(store);
    baton_store_close(store);
}

/* All rows as `fill` made them, or none. */
static bool is_whole(struct baton_store *store)
{
    char key[32], value[32];
    struct baton_text found;
    int rows = 0;

    for (int i = 0; i < ROWS; i++) {
        row_names(i, key, value);
        if (baton_store_get(store, baton_text_of(key), &found) && baton_text_is(found, value))
            rows++;
    }
    if (baton_store_get(store, BATON_TEXT("big"), &found) && found.size == 8999
        && memchr(found.data, 'b', 1) != NULL)
        rows++;
    assert_true(rows == 0 || rows == ROWS + 1);
    return rows > 0;
}

static void expect_anew(const struct baton_store_conf *conf, const char *code)
{
    struct baton_error err = { "", "" };
    struct baton_store *store = NULL;
    int64_t offset = -1;

    assert_int_equal(baton_store_open(conf, &store, &offset, &err), BATON_DONE);
    assert_int_equal(offset, 0);
    assert_string_equal(err.code, code);
    assert_false(is_whole(store));
    baton_store_close(store);
}

static void expect_kept(const struct baton_store_conf *conf)
{
    int64_t offset = -1;
    struct baton_store *store = testing_open_conf(conf, &offset);

    assert_int_equal(offset, 42);
    assert_true(is_whole(store));
    baton_store_close(store);
}

/* A child makes a store and dies without closing it. */
static void make_unclean(const char *path)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        int64_t offset;
        bool is_done;
        struct baton_store *store = testing_open(path, &offset);

        fill(store);
        _exit(baton_store_checkpoint(store, 0, &is_done, NULL) == BATON_DONE && is_done ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void a_clean_stop_is_trusted_after_a_boot(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make(*state);
    conf.boot_id = "boot-2";
    expect_kept(&conf);
    expect_kept(&conf);
}

static void a_killed_process_of_this_boot_is_trusted(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make_unclean(*state);
    expect_kept(&conf);
}

static void an_unclean_stop_before_this_boot_is_not(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make_unclean(*state);
    conf.boot_id = "boot-2";
    expect_anew(&conf, "store_unclean");
}

static void the_boot_is_not_asked_for_when_the_caller_does_not_know_it(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make_unclean(*state);
    conf.boot_id = NULL;
    expect_kept(&conf);
}

static void a_store_is_thrown_away_when_it_is_too_old(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make(*state);
    conf.now_ms += conf.max_age_ms - 1000;
    expect_kept(&conf);
    conf.now_ms += 1000000;
    expect_anew(&conf, "store_too_old");
}

static void a_store_of_the_far_future_is_too_old_as_well(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);

    make(*state);
    conf.now_ms -= conf.max_age_ms + 60000;
    expect_anew(&conf, "store_too_old");
}

/* Otherwise the rows that were dropped between the two would come back. */
static void a_restore_that_stops_half_way_makes_no_store_younger(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    struct baton_text value = BATON_TEXT("restored");
    struct baton_store *store;
    int64_t offset;

    make(*state);
    conf.now_ms += conf.max_age_ms / 2;
    store = testing_open_conf(&conf, &offset);
    baton_store_restore(store, BATON_TEXT("r"), &value, 43);
    baton_store_close(store);
    conf.now_ms += conf.max_age_ms / 2 + 60000;
    expect_anew(&conf, "store_too_old");
}

static void an_idle_store_stays_young(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    struct baton_store *store;
    int64_t offset;

    make(*state);
    for (int i = 0; i < 4; i++) {
        conf.now_ms += conf.max_age_ms / 2;
        store = testing_open_conf(&conf, &offset);
        baton_store_commit(store, 42);
        testing_checkpoint(store);
        baton_store_close(store);
    }
    expect_kept(&conf);
}

static void data_file(const char *path, char ret[TESTING_PATH + 16])
{
    (void)snprintf(ret, TESTING_PATH + 16, "%s/data.mdb", path);
}

static off_t file_size(const char *file)
{
    struct stat status;

    assert_int_equal(stat(file, &status), 0);
    return status.st_size;
}

static void a_file_that_was_cut_is_made_anew(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16];

    data_file(*state, file);
    for (int part = 0; part < 8; part++) {
        make(*state);
        assert_int_equal(truncate(file, file_size(file) * part / 8), 0);
        expect_anew(&conf, "store_damaged");
        baton_store_wipe(*state);
    }
}

static void flip(const char *file, uint64_t at, int bit)
{
    int fd = open(file, O_RDWR);
    uint8_t byte;

    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte ^= (uint8_t)(1 << bit);
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    close(fd);
}

static void copy(const char *from, const char *to)
{
    static char bytes[1 << 20];
    int in = open(from, O_RDONLY);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ssize_t size = read(in, bytes, sizeof bytes);

    assert_in_range(size, 1, sizeof bytes - 1);
    assert_int_equal(write(out, bytes, (size_t)size), size);
    close(in);
    close(out);
}

/* Either the flip is in what nobody reads, then every row is there; or the store is made anew. Half
 * of the flips are in the heads of pages and the two meta pages, where LMDB itself would go astray.
 */
static void a_flipped_bit_is_harmless_or_found(void **state)
{
    enum { FLIPS = 600 };
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16], saved[TESTING_PATH];
    uint64_t seed = 7;
    int found = 0;

    data_file(*state, file);
    (void)snprintf(saved, sizeof saved, "%s.saved", (char *)*state);
    make(*state);
    copy(file, saved);
    uint64_t size = (uint64_t)file_size(file);
    for (int i = 0; i < FLIPS; i++) {
        struct baton_store *store;
        int64_t offset;
        uint64_t at = testing_random(&seed) % size;

        baton_store_wipe(*state);
        assert_int_equal(mkdir(*state, 0700), 0);
        copy(saved, file);
        flip(file, i % 2 == 0 ? at : at / 4096 * 4096 + at % 160, i % 8);
        store = testing_open_conf(&conf, &offset);
        assert_int_equal(offset, is_whole(store) ? 42 : 0);
        found += offset == 0;
        testing_put(store, "after", "the flip");
        testing_commit(store, 43);
        testing_checkpoint(store);
        baton_store_close(store);
    }
    print_message("%d of %d flips were found, the others were in free space\n", found, FLIPS);
    assert_in_range(found, FLIPS / 4, FLIPS);
    (void)unlink(saved);
}

/* The words of a file, wherever LMDB has left them. */
static bool stands_in(const char *file, const char *words)
{
    static char bytes[4 << 20];
    int fd = open(file, O_RDONLY);
    ssize_t size = read(fd, bytes, sizeof bytes);

    close(fd);
    assert_in_range(size, 1, sizeof bytes - 1);
    return memmem(bytes, (size_t)size, words, strlen(words)) != NULL;
}

/* Small rows leave their bytes within a page, large ones in pages of their own. */
static void dropped_rows_are_in_no_file_after_the_next_start(void **state)
{
    static const char *const secrets[] = { "a small secret", "a large secret" };
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16], large[20000];
    struct baton_store *store;
    int64_t offset;

    make(*state);
    data_file(*state, file);
    memset(large, 'x', sizeof large);
    (void)snprintf(large + 9000, sizeof large - 9000, "%s", secrets[1]);
    store = testing_open_conf(&conf, &offset);
    testing_put(store, "c/acme/00100/small", secrets[0]);
    testing_put(store, "c/acme/00100/large", large);
    testing_commit(store, 42);
    testing_checkpoint(store);
    testing_drop(store, "c/acme/00100/small");
    testing_drop(store, "c/acme/00100/large");
    testing_commit(store, 42);
    baton_store_close(store);
    for (int i = 0; i < 2; i++)
        assert_true(stands_in(file, secrets[i])); /* or this test shows nothing */
    expect_kept(&conf);
    for (int i = 0; i < 2; i++)
        assert_false(stands_in(file, secrets[i]));
    (void)snprintf(file, sizeof file, "%s/copy", (char *)*state);
    assert_int_equal(access(file, F_OK), -1);
}

/* That start is in a hurry, and what it opens may be behind. */
static void a_store_that_was_not_closed_is_not_copied(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16];
    struct stat before, after;

    make_unclean(*state);
    data_file(*state, file);
    assert_int_equal(stat(file, &before), 0);
    expect_kept(&conf);
    assert_int_equal(stat(file, &after), 0);
    assert_true(before.st_ino == after.st_ino);
    expect_kept(&conf);
    assert_int_equal(stat(file, &after), 0);
    assert_true(before.st_ino != after.st_ino);
}

/* The file changes under the open store: what is read is not what was written. */
static void a_bit_that_flips_while_the_store_is_open_shows_when_it_is_read(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16];
    static char bytes[1 << 20];
    struct baton_text value;
    struct baton_error err;
    int64_t offset;
    struct baton_store *store;

    make(*state);
    store = testing_open_conf(&conf, &offset);
    data_file(*state, file);
    int fd = open(file, O_RDONLY);
    ssize_t size = read(fd, bytes, sizeof bytes);
    close(fd);
    char *at = memmem(bytes, (size_t)size, "value 700", 9);
    for (; at != NULL; at = memmem(at + 1, (size_t)(bytes + size - at - 1), "value 700", 9))
        flip(file, (uint64_t)(at - bytes), 0);
    assert_int_equal(baton_store_check(store, &err), BATON_DONE);
    assert_false(baton_store_get(store, BATON_TEXT("c/acme/00100"), &value));
    assert_int_equal(baton_store_check(store, &err), BATON_FATAL);
    assert_string_equal(err.code, "store_damaged");
    baton_store_close(store);
    store = testing_open_conf(&conf, &offset);
    assert_int_equal(offset, 0);
    baton_store_close(store);
}

/* An old copy is behind and no more: the changelog has the rest. */
static void an_old_copy_is_as_complete_as_its_offset_says(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16], saved[TESTING_PATH];
    struct baton_store *store;
    int64_t offset;

    data_file(*state, file);
    (void)snprintf(saved, sizeof saved, "%s.saved", (char *)*state);
    make(*state);
    copy(file, saved);
    store = testing_open_conf(&conf, &offset);
    testing_put(store, "c/acme/00001", "newer");
    testing_commit(store, 99);
    baton_store_close(store);
    copy(saved, file);
    expect_kept(&conf);
    (void)unlink(saved);
}

/* A file that is right in itself, but a row is missing: only the sum of all rows tells. */
static void a_row_that_went_missing_is_noticed(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    MDB_val key = { .mv_size = strlen("c/acme/00100"), .mv_data = "c/acme/00100" };
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi rows;

    make(*state);
    assert_int_equal(mdb_env_create(&env), 0);
    assert_int_equal(mdb_env_set_maxdbs(env, 2), 0);
    assert_int_equal(mdb_env_open(env, *state, 0, 0600), 0);
    assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
    assert_int_equal(mdb_dbi_open(txn, "rows", 0, &rows), 0);
    assert_int_equal(mdb_del(txn, rows, &key, NULL), 0);
    assert_int_equal(mdb_txn_commit(txn), 0);
    mdb_env_close(env);
    expect_anew(&conf, "store_damaged");
}

static void rubbish_in_the_folder_is_made_anew(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    char file[TESTING_PATH + 16];
    int fd;

    make(*state);
    data_file(*state, file);
    fd = open(file, O_WRONLY | O_TRUNC);
    assert_int_equal(write(fd, "this is no database", 19), 19);
    close(fd);
    expect_anew(&conf, "store_damaged");
}

static void an_instance_that_was_replaced_is_told_at_its_next_checkpoint(void **state)
{
    struct baton_error err = { "", "" };
    int64_t offset;
    int status;
    bool is_done;
    struct baton_store *store = testing_open(*state, &offset);
    pid_t child;

    testing_put(store, "a", "1");
    testing_commit(store, 1);
    testing_checkpoint(store);
    child = fork();
    if (child == 0) { /* another program: LMDB's handles of the parent are not used here */
        execl("/proc/self/exe", "store_trust_test", "--open", (char *)*state, (char *)NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    testing_put(store, "a", "2");
    testing_commit(store, 2);
    assert_int_equal(baton_store_checkpoint(store, 0, &is_done, &err), BATON_FATAL);
    assert_string_equal(err.code, "store_taken");
    baton_store_close(store);
    store = testing_open(*state, &offset);
    assert_int_equal(offset, 7);
    testing_expect(store, "a", "other");
    baton_store_close(store);
}

static int other_instance(const char *path)
{
    int64_t offset;
    struct baton_store *store = testing_open(path, &offset);

    testing_put(store, "a", "other");
    testing_commit(store, 7);
    baton_store_close(store);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TESTING(a_clean_stop_is_trusted_after_a_boot),
        TESTING(a_killed_process_of_this_boot_is_trusted),
        TESTING(an_unclean_stop_before_this_boot_is_not),
        TESTING(the_boot_is_not_asked_for_when_the_caller_does_not_know_it),
        TESTING(a_store_is_thrown_away_when_it_is_too_old),
        TESTING(a_store_of_the_far_future_is_too_old_as_well),
        TESTING(a_restore_that_stops_half_way_makes_no_store_younger),
        TESTING(an_idle_store_stays_young),
        TESTING(a_file_that_was_cut_is_made_anew),
        TESTING(a_flipped_bit_is_harmless_or_found),
        TESTING(a_store_that_was_not_closed_is_not_copied),
        TESTING(dropped_rows_are_in_no_file_after_the_next_start),
        TESTING(a_bit_that_flips_while_the_store_is_open_shows_when_it_is_read),
        TESTING(an_old_copy_is_as_complete_as_its_offset_says),
        TESTING(a_row_that_went_missing_is_noticed),
        TESTING(rubbish_in_the_folder_is_made_anew),
        TESTING(an_instance_that_was_replaced_is_told_at_its_next_checkpoint),
    };

    if (argc == 3 && strcmp(argv[1], "--open") == 0)
        return other_instance(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
