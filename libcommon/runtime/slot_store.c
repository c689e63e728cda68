/* The local store of a task: whether it is good, whether the changelog continues it, and whether
 * the changelog still has what the store lacks. */
#include "slot_store.h"

#include <errno.h>
#include <sys/stat.h>

#include "log.h"
#include "metrics.h"
#include "timestamp.h"

#define ASK_MS 3000
/* delete.retention.ms of the changelogs is a day; a store older than that could bring tombstoned
 * rows back. */
#define STORE_MAX_AGE_MS (20LL * 3600 * 1000)

static BATON_METRIC(
    wiped_total, "baton_state_wiped_total", BATON_COUNTER, "reason",
    "Stores thrown away: damaged, unclean, too old, distrusted, or not continued by "
    "the changelog.");
static BATON_METRIC(cut_total, "baton_changelog_cut_total", BATON_COUNTER, NULL,
                    "Tasks opened on a changelog whose first records were deleted: their local "
                    "store is the only copy of those rows.");

static void store_path(const struct driver *d, int32_t partition, char *ret, size_t size)
{
    const struct baton_runtime_conf *runtime = &d->settings->runtime;

    snprintf(ret, size, "%s/%s%s-%s/%d", runtime->state_dir, runtime->prefix ? runtime->prefix : "",
             d->service->name, runtime->instance, (int)partition);
}

bool slot_store_make_folders(const char *path, struct baton_error *err)
{
    char part[1024];

    snprintf(part, sizeof part, "%s", path);
    for (char *slash = strchr(part + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        if (mkdir(part, 0750) < 0 && errno != EEXIST) {
            baton_fail(err, BATON_FATAL, "state_dir", "folder %s: %s", part, strerror(errno));
            return false;
        }
        if (!slash)
            return true;
        *slash = '/';
    }
}

static void read_boot_id(char *ret, size_t size)
{
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");

    ret[0] = '\0';
    if (!file)
        return;
    if (fgets(ret, (int)size, file))
        ret[strcspn(ret, "\n")] = '\0';
    fclose(file);
}

/* Why is one of: ahead, behind, distrusted, or the code with which the store itself threw it away.
 */
static void tell_wiped(int32_t partition, const char *reason, const char *text)
{
    baton_metric_add(&wiped_total, reason, 1);
    baton_log(BATON_LOG_WARN, "state_wiped", "partition=%d reason=%s text=%s", (int)partition,
              reason, text);
}

static bool open_store(struct driver *d, int32_t partition, struct baton_store **ret_store,
                       int64_t *ret_offset, struct baton_error *err)
{
    char path[1024], boot_id[64];
    struct baton_error why = { "", "" };
    struct baton_store_conf conf = {
        .path = path,
        .map_bytes = (size_t)d->settings->runtime.state_map_bytes,
        .max_age_ms = STORE_MAX_AGE_MS,
        .now_ms = baton_clock_wall_ms(),
    };

    store_path(d, partition, path, sizeof path);
    read_boot_id(boot_id, sizeof boot_id);
    conf.boot_id = boot_id[0] ? boot_id : NULL;
    if (!slot_store_make_folders(path, err))
        return false;
    if (baton_store_open(&conf, ret_store, ret_offset, &why) != BATON_DONE) {
        *err = why;
        return false;
    }
    if (why.code[0] != '\0')
        tell_wiped(partition, why.code, why.text);
    return true;
}

void slot_store_wipe(const struct driver *d, int32_t partition, const char *reason,
                     const char *text)
{
    char path[1024];

    tell_wiped(partition, reason, text);
    store_path(d, partition, path, sizeof path);
    baton_store_wipe(path);
}

/* Throws a store away that the changelog does not continue: topic made anew, or its start has
 * passed the store. */
static bool begin_anew(struct driver *d, int32_t partition, struct baton_store **store,
                       int64_t *offset, const char *reason, struct baton_error *err)
{
    char text[64];

    snprintf(text, sizeof text, "it was at %lld of the changelog", (long long)*offset);
    baton_store_close(*store);
    *store = NULL;
    slot_store_wipe(d, partition, reason, text);
    return open_store(d, partition, store, offset, err);
}

/* Refused: a changelog that has lost rows which a store up to `offset` does not have either. Where
 * the store has them it is the only copy, and the start that was known stays beside the offsets, so
 * that the loss of the store is not taken for a new task. */
static bool is_whole_log(const struct driver *d, struct driver_slot *slot, int64_t offset,
                         struct baton_error *err)
{
    struct baton_changelog *log = &slot->log;
    const char *loss = baton_changelog_loss(log, offset);

    if (loss) {
        baton_fail(err, BATON_RETRY, loss,
                   "%s [%d] has %lld to %lld, and had %lld to %lld: " BATON_RESTORE_REMEDY,
                   d->names.changelog, (int)slot->partition, (long long)log->start,
                   (long long)log->end, (long long)log->known_start, (long long)log->known_end);
        return false;
    }
    if (log->known_end == 0)
        log->known_start = log->start;
    if (baton_changelog_is_cut(log)) {
        baton_metric_add(&cut_total, NULL, 1);
        baton_log(BATON_LOG_ERROR, "changelog_cut",
                  "topic=%s partition=%d start=%lld was=%lld text=%s", d->names.changelog,
                  (int)slot->partition, (long long)log->start, (long long)log->known_start,
                  "records were deleted: the local store is the only copy of their rows");
    }
    return true;
}

struct baton_store *slot_store_open(struct driver *d, struct driver_slot *slot, int64_t *ret_from,
                                    struct baton_error *err)
{
    struct baton_store *store = NULL;
    struct baton_changelog *log = &slot->log;
    int32_t partition = slot->partition;
    int64_t offset = 0;
    bool ok = open_store(d, partition, &store, &offset, err);

    if (ok
        && baton_kafka_log_range(baton_transaction_handle(d->tx), d->names.changelog, partition,
                                 ASK_MS, &log->start, &log->end, err)
               != BATON_DONE)
        ok = false;
    ok = ok && is_whole_log(d, slot, offset, err);
    if (ok && offset > log->end)
        ok = begin_anew(d, partition, &store, &offset, "ahead", err);
    else if (ok && offset > 0 && offset < log->start)
        ok = begin_anew(d, partition, &store, &offset, "behind", err);
    if (!ok) {
        baton_store_close(store);
        return NULL;
    }
    *ret_from = offset > log->start ? offset : log->start;
    return store;
}
