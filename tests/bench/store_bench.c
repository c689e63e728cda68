/* What the store costs per event: read a conversation's row, write it, set and drop a timer;
 * checkpoints in slices as the runtime takes them. Prints a line for each size: microseconds per
 * event, the longest slice, bytes written per event.
 *
 *   store_bench [rows [events [value bytes]]]      TMPDIR says on which disk */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "store.h"

enum {
    EVENTS_PER_TRANSACTION = 100,
    TRANSACTIONS_PER_CHECKPOINT = 200, /* about 2 s at 10 000 events per second */
    SLICE_US = 3000,
    VALUE_MAX = 65536,
};

struct bench {
    struct baton_store *store;
    const char *path;
    int64_t rows, events, value_bytes;
    int64_t offset;
    uint64_t random;
    char value[VALUE_MAX];
    double checkpoint_s, longest_slice_s;
};

static double now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void must(enum baton_verdict v, const struct baton_error *err)
{
    if (v == BATON_DONE)
        return;
    (void)fprintf(stderr, "%s: %s\n", err->code, err->text);
    exit(1);
}

static uint64_t next_random(struct bench *b)
{
    b->random = b->random * 6364136223846793005 + 1442695040888963407;
    return b->random >> 33;
}

static double open_store(struct bench *b)
{
    struct baton_store_conf conf = { .path = b->path, .boot_id = "bench" };
    struct baton_error err = { "", "" };
    double start = now_s();

    must(baton_store_open(&conf, &b->store, &b->offset, &err), &err);
    return now_s() - start;
}

static void checkpoint(struct bench *b, int64_t budget_us)
{
    struct baton_error err = { "", "" };
    bool is_done = false;

    while (!is_done) {
        double start = now_s();

        must(baton_store_checkpoint(b->store, budget_us, &is_done, &err), &err);
        double took = now_s() - start;
        b->checkpoint_s += took;
        if (took > b->longest_slice_s)
            b->longest_slice_s = took;
    }
}

static struct baton_text conversation_key(uint64_t number, char into[64])
{
    int size = snprintf(into, 64, "c/acme/conversation-%012" PRIu64, number);

    return (struct baton_text){ into, (size_t)size };
}

static struct baton_text timer_key(int64_t due, uint64_t number, char into[64])
{
    int size = snprintf(into, 64, "t%016" PRId64 "/conversation-%012" PRIu64, due, number);

    return (struct baton_text){ into, (size_t)size };
}

static void fill(struct bench *b)
{
    char key[64];

    for (int64_t i = 0; i < b->rows; i++) {
        baton_store_put(b->store, conversation_key((uint64_t)i, key),
                        (struct baton_text){ b->value, (size_t)b->value_bytes });
        if (i % 1000 != 999)
            continue;
        baton_store_settle(b->store);
        baton_store_commit(b->store, ++b->offset);
        if (i % 20000 == 19999)
            checkpoint(b, 0);
    }
    baton_store_settle(b->store);
    baton_store_commit(b->store, ++b->offset);
    checkpoint(b, 0);
}

/* One event: its conversation's row is read and written, a timer is set, the first one that is due
 * goes. */
static void event(struct bench *b, int64_t now, struct baton_arena *arena)
{
    uint64_t number = next_random(b) % (uint64_t)b->rows;
    char key[64], timer[64];
    struct baton_text found, value;

    if (!baton_store_get(b->store, conversation_key(number, key), &value))
        exit(2);
    memcpy(b->value, &now, sizeof now);
    baton_store_put(b->store, conversation_key(number, key),
                    (struct baton_text){ b->value, (size_t)b->value_bytes });
    baton_store_put(b->store, timer_key(now + 20000, number, timer), BATON_TEXT(""));
    if (now > 20000 &&
        baton_store_first(b->store, BATON_TEXT("t"), BATON_TEXT_NONE, arena, &found, &value))
        baton_store_drop(b->store, found);
    baton_store_settle(b->store);
    baton_arena_reset(arena);
}

/* Bytes that this process gave to the disk so far; -1 where the kernel does not say. */
static int64_t bytes_written(void)
{
    FILE *io = fopen("/proc/self/io", "re");
    char line[128];
    int64_t bytes = -1;

    while (io != NULL && fgets(line, sizeof line, io) != NULL) {
        if (strncmp(line, "wchar: ", 7) == 0)
            bytes = strtoll(line + 7, NULL, 10);
    }
    if (io != NULL)
        fclose(io);
    return bytes;
}

static void run(struct bench *b)
{
    struct baton_arena arena;
    int64_t before = bytes_written();
    double start = now_s();

    baton_arena_init(&arena);
    b->checkpoint_s = b->longest_slice_s = 0;
    for (int64_t i = 1; i <= b->events; i++) {
        event(b, i, &arena);
        if (i % EVENTS_PER_TRANSACTION == 0)
            baton_store_commit(b->store, ++b->offset);
        if (i % (EVENTS_PER_TRANSACTION * TRANSACTIONS_PER_CHECKPOINT) == 0)
            checkpoint(b, SLICE_US);
    }
    baton_store_commit(b->store, ++b->offset);
    checkpoint(b, SLICE_US);
    double took = now_s() - start;
    struct baton_store_sizes sizes = baton_store_sizes(b->store);
    printf("%9" PRId64
           " rows %6.1f MB: %6.2f us/event, of it checkpoint %5.2f; longest slice %5.1f ms; "
           "%6.0f bytes written/event\n",
           b->rows, (double)sizes.disk_bytes / 1e6, took * 1e6 / (double)b->events,
           b->checkpoint_s * 1e6 / (double)b->events, b->longest_slice_s * 1e3,
           (double)(bytes_written() - before) / (double)b->events);
    baton_arena_release(&arena);
}

static int64_t argument(int argc, char **argv, int index, int64_t otherwise)
{
    int64_t number = argc > index ? strtoll(argv[index], NULL, 10) : otherwise;

    return number > 0 ? number : otherwise;
}

int main(int argc, char **argv)
{
    static struct bench b;
    const char *base = getenv("TMPDIR");
    char folder[256], path[300];

    b.rows = argument(argc, argv, 1, 100000);
    b.events = argument(argc, argv, 2, 200000);
    b.value_bytes = argument(argc, argv, 3, 600);
    if (b.value_bytes > VALUE_MAX || b.value_bytes < 8)
        b.value_bytes = 600;
    (void)snprintf(folder, sizeof folder, "%s/baton-store-bench-XXXXXX",
                   base == NULL ? "/tmp" : base);
    if (mkdtemp(folder) == NULL)
        return 1;
    (void)snprintf(path, sizeof path, "%s/task", folder);
    b.path = path;
    (void)open_store(&b);
    fill(&b);
    run(&b);
    baton_store_close(b.store);
    printf("opening again, everything checked: %.1f ms\n", open_store(&b) * 1e3);
    baton_store_close(b.store);
    baton_store_wipe(path);
    (void)rmdir(folder);
    return 0;
}
