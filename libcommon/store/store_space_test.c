/* Full disks and full maps. The disk is a small tmpfs where it may be mounted, else a limit on the
 * size of files. */
#include "store_testing.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

struct disk {
    char path[TESTING_PATH]; /* of the store */
    char filler[TESTING_PATH + 16];
    bool is_mounted;
};

static void disk_make(struct disk *disk, const char *path, bool may_mount)
{
    (void)snprintf(disk->path, sizeof disk->path, "%s/store", path);
    (void)snprintf(disk->filler, sizeof disk->filler, "%s/filler", path);
    assert_int_equal(mkdir(path, 0700), 0);
    disk->is_mounted = may_mount && mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0;
    print_message("%s\n",
                  disk->is_mounted ? "on a tmpfs of 2 MB" : "with a limit on the size of files");
    (void)signal(SIGXFSZ, SIG_IGN);
}

static void limit_set(rlim_t bytes)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* No room for more than `spare` bytes. */
static void disk_fill(const struct disk *disk, size_t spare)
{
    static const char block[4096];
    struct stat status = { .st_size = 0 };
    char data[TESTING_PATH + 16];
    off_t size = 0;
    int fd;

    if (!disk->is_mounted) {
        (void)snprintf(data, sizeof data, "%s/data.mdb", disk->path);
        (void)stat(data, &status);
        limit_set((rlim_t)status.st_size + spare);
        return;
    }
    fd = open(disk->filler, O_WRONLY | O_CREAT, 0600);
    while (write(fd, block, sizeof block) == (ssize_t)sizeof block)
        size += (off_t)sizeof block;
    assert_int_equal(ftruncate(fd, size - (off_t)spare), 0);
    close(fd);
}

static void disk_free(const struct disk *disk)
{
    if (disk->is_mounted)
        assert_int_equal(unlink(disk->filler), 0);
    else
        limit_set(RLIM_INFINITY);
}

static void disk_remove(const struct disk *disk, const char *path)
{
    baton_store_wipe(disk->path);
    if (disk->is_mounted)
        assert_int_equal(umount(path), 0);
    assert_int_equal(rmdir(path), 0);
}

static void put_rows(struct baton_store *store, int from, int to)
{
    char key[32], value[512];

    for (int i = from; i < to; i++) {
        (void)snprintf(key, sizeof key, "c%06d", i);
        (void)snprintf(value, sizeof value, "%0400d", i);
        testing_put(store, key, value);
    }
}

static void expect_rows(struct baton_store *store, int from, int to)
{
    char key[32], value[512];

    for (int i = from; i < to; i++) {
        (void)snprintf(key, sizeof key, "c%06d", i);
        (void)snprintf(value, sizeof value, "%0400d", i);
        testing_expect(store, key, value);
    }
}

static void expect_full(struct baton_store *store)
{
    struct baton_error err = { "", "" };
    bool is_done = true;

    assert_int_equal(baton_store_checkpoint(store, 0, &is_done, &err), BATON_RETRY);
    assert_string_equal(err.code, "store_disk_full");
    assert_true(is_done); /* untouched */
}

static void fills_and_heals(const char *path, bool may_mount)
{
    struct disk disk;
    int64_t offset;

    disk_make(&disk, path, may_mount);
    struct baton_store *store = testing_open(disk.path, &offset);
    put_rows(store, 0, 200);
    testing_commit(store, 1);
    testing_checkpoint(store);
    disk_fill(&disk, 65536);
    put_rows(store, 100, 2000);
    testing_commit(store, 2);
    expect_full(store);
    put_rows(store, 2000, 2100);
    testing_commit(store, 3);
    expect_full(store);
    expect_rows(store, 0, 2100);
    disk_free(&disk);
    testing_checkpoint(store);
    expect_rows(store, 0, 2100);
    baton_store_close(store);
    store = testing_open(disk.path, &offset);
    assert_int_equal(offset, 3);
    expect_rows(store, 0, 2100);
    baton_store_close(store);
    disk_remove(&disk, path);
}

static void a_full_disk_keeps_the_rows_in_memory_until_there_is_space(void **state)
{
    fills_and_heals(*state, true);
}

static void a_limit_on_files_is_like_a_full_disk(void **state)
{
    fills_and_heals(*state, false);
}

/* What was written before the disk was full is there; what was not is read from the changelog
 * again. */
static void closing_on_a_full_disk_leaves_the_last_checkpoint(void **state)
{
    struct disk disk;
    int64_t offset;

    disk_make(&disk, *state, true);
    struct baton_store *store = testing_open(disk.path, &offset);
    put_rows(store, 0, 200);
    testing_commit(store, 1);
    testing_checkpoint(store);
    disk_fill(&disk, 32768);
    put_rows(store, 200, 3000);
    testing_commit(store, 2);
    baton_store_close(store);
    disk_free(&disk);
    store = testing_open(disk.path, &offset);
    assert_int_equal(offset, 1);
    expect_rows(store, 0, 200);
    baton_store_close(store);
    disk_remove(&disk, *state);
}

static void opening_on_a_full_disk_is_an_error_and_not_a_signal(void **state)
{
    struct disk disk;
    struct baton_store *store = NULL;
    struct baton_error err = { "", "" };
    int64_t offset;

    disk_make(&disk, *state, true);
    for (size_t spare = 0; spare <= 8192; spare += 4096) {
        struct baton_store_conf conf = testing_conf(disk.path);

        disk_fill(&disk, spare);
        assert_int_equal(baton_store_open(&conf, &store, &offset, &err), BATON_RETRY);
        assert_string_equal(err.code, "store_disk_full");
        baton_store_wipe(disk.path);
        disk_free(&disk);
    }
    store = testing_open(disk.path, &offset);
    baton_store_close(store);
    disk_remove(&disk, *state);
}

static void a_full_map_grows(void **state)
{
    struct baton_store_conf conf = testing_conf(*state);
    int64_t offset;
    bool is_done = false;

    conf.map_bytes = 65536;
    struct baton_store *store = testing_open_conf(&conf, &offset);
    for (int i = 0; i < 20; i++) {
        put_rows(store, 1000 * i, 1000 * (i + 1));
        testing_commit(store, i + 1);
        for (is_done = false; !is_done;)
            assert_int_equal(baton_store_checkpoint(store, 500, &is_done, NULL), BATON_DONE);
        expect_rows(store, 1000 * i, 1000 * (i + 1));
    }
    assert_int_equal(baton_store_sizes(store).rows, 20000);
    assert_true(baton_store_sizes(store).disk_bytes > 20000 * 400);
    baton_store_close(store);
    store = testing_open_conf(&conf, &offset);
    assert_int_equal(offset, 20);
    expect_rows(store, 0, 20000);
    put_rows(store, 20000, 40000);
    testing_commit(store, 21);
    testing_checkpoint(store);
    expect_rows(store, 0, 40000);
    baton_store_close(store);
}

static void a_folder_that_cannot_be_made_is_tried_again(void **state)
{
    char path[TESTING_PATH + 16];
    struct baton_store *store = NULL;
    struct baton_error err = { "", "" };
    int64_t offset;

    (void)snprintf(path, sizeof path, "%s/below", (char *)*state);
    int fd = open(*state, O_WRONLY | O_CREAT, 0600); /* a file where the folder should be */
    struct baton_store_conf conf = testing_conf(path);
    assert_int_equal(baton_store_open(&conf, &store, &offset, &err), BATON_RETRY);
    assert_string_equal(err.code, "store_no_folder");
    close(fd);
    (void)unlink(*state);
}

/* A test that failed half-way leaves nothing behind either. */
static int space_teardown(void **state)
{
    limit_set(RLIM_INFINITY);
    (void)umount2(*state, MNT_DETACH);
    (void)rmdir(*state);
    return testing_teardown(state);
}

#define SPACE(test) cmocka_unit_test_setup_teardown(test, testing_setup, space_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SPACE(a_full_disk_keeps_the_rows_in_memory_until_there_is_space),
        SPACE(a_limit_on_files_is_like_a_full_disk),
        SPACE(closing_on_a_full_disk_leaves_the_last_checkpoint),
        SPACE(opening_on_a_full_disk_is_an_error_and_not_a_signal),
        SPACE(a_full_map_grows),
        SPACE(a_folder_that_cannot_be_made_is_tried_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
