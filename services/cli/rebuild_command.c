/* baton rebuild: what is to be done with a partition whose changelog has lost rows, so that its
 * service goes on. It says what is lost first; nothing is changed without --yes, nor while the
 * service's group has members.
 *
 * From input, in this order, so that an interruption leaves a service that refuses, and the command
 * can be run again: a record is written behind the changelog's end, so that the start that comes
 * next lies behind what any store has, wherever it is, and its service throws it away; all records
 * are deleted; the group's offsets are set to the inputs' starts, and forget the changelog. */
#include "rebuild.h"

#include "admin.h"
#include "log.h"
#include "restore.h"
#include "timestamp.h"

#define ASK_MS 10000
#define COUNT_MS 600000
#define CHUNK_BYTES (16 << 20)

struct desk {
    const struct rebuild_request *request;
    struct baton_settings settings;
    struct baton_kafka_names names;
    rd_kafka_t *writer, *committer;
    struct rebuild_part *parts;
    int32_t count;
};

static enum baton_verdict count_partitions(struct desk *desk, struct baton_error *err)
{
    baton_auto(baton_drop_metadata) const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *topic = rd_kafka_topic_new(desk->writer, desk->names.changelog, NULL);
    rd_kafka_resp_err_t code = rd_kafka_metadata(desk->writer, 0, topic, &metadata, ASK_MS);

    rd_kafka_topic_destroy(topic);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = metadata->topics[0].err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return baton_fail(err, BATON_RETRY, "topic", "%s: %s (is %s a service with a state?)",
                          desk->names.changelog, rd_kafka_err2str(code), desk->request->service);
    desk->count = metadata->topics[0].partition_cnt;
    desk->parts = calloc((size_t)desk->count, sizeof *desk->parts);
    if (!desk->parts)
        abort();
    for (int32_t p = 0; p < desk->count; p++)
        desk->parts[p].partition = p;
    return BATON_DONE;
}

static enum baton_verdict range(struct desk *desk, const char *topic, int32_t partition,
                                int64_t *ret_start, int64_t *ret_end, struct baton_error *err)
{
    return baton_kafka_log_range(desk->writer, topic, partition, ASK_MS, ret_start, ret_end, err);
}

/* What the group has committed, by partition. */
static enum baton_verdict find_offsets(struct desk *desk, struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list = NULL;
    enum baton_verdict v = admin_offsets(desk->writer, desk->names.group, &list, err);

    for (int i = 0; v == BATON_DONE && i < list->cnt; i++) {
        const rd_kafka_topic_partition_t *found = &list->elems[i];

        if (found->offset < 0 || found->partition >= desk->count)
            continue;
        struct rebuild_part *part = &desk->parts[found->partition];
        if (!rebuild_add_input(part, found->topic, found->offset,
                               (struct baton_text){ found->metadata, found->metadata_size }))
            return baton_fail(err, BATON_REJECT, "inputs", "%s has committed for %d topics or more",
                              desk->names.group, REBUILD_INPUTS_MAX + 1);
        struct rebuild_input *input = &part->inputs[part->inputs_count - 1];
        v = range(desk, input->topic, found->partition, &input->start, &input->end, err);
    }
    return v;
}

/* Restores the partition, as its service would, into memory. */
static enum baton_verdict count_rows(struct desk *desk, struct rebuild_part *part,
                                     struct baton_error *err)
{
    struct baton_store_conf memory = { .path = NULL };
    struct baton_store *store = NULL;
    int64_t offset = 0, deadline_ms = baton_clock_monotonic_ms() + COUNT_MS;
    bool done = false;
    struct baton_restore *restore =
        baton_restore_open(&desk->settings, desk->request->service, desk->count, err);
    enum baton_verdict v = restore ? BATON_DONE : BATON_FATAL;

    if (v == BATON_DONE)
        v = baton_store_open(&memory, &store, &offset, err);
    if (v == BATON_DONE)
        baton_restore_add(restore, part->partition, part->log.start, part->log.end, store);
    while (v == BATON_DONE && !done && baton_clock_monotonic_ms() < deadline_ms)
        v = baton_restore_step(restore, 1000, &done, err);
    baton_restore_close(restore);
    part->corrupt = v == BATON_RETRY && strcmp(err->code, "changelog_corrupt") == 0;
    if (v == BATON_DONE && !done)
        v = baton_fail(err, BATON_RETRY, "rows", "%s [%d] could not be read in %d s",
                       desk->names.changelog, (int)part->partition, COUNT_MS / 1000);
    if (v == BATON_DONE)
        v = baton_store_checkpoint(store, 0, &done, err);
    if (v == BATON_DONE)
        part->rows = (int64_t)baton_store_sizes(store).rows;
    baton_store_close(store);
    return part->corrupt ? BATON_DONE : v;
}

static enum baton_verdict find_facts(struct desk *desk, struct baton_error *err)
{
    enum baton_verdict v = count_partitions(desk, err);

    for (size_t i = 0; v == BATON_DONE && i < desk->request->named_count; i++)
        if (desk->request->named[i] >= desk->count)
            return baton_fail(err, BATON_REJECT, "partition", "%s has the partitions 0 to %d",
                              desk->names.changelog, (int)desk->count - 1);
    if (v == BATON_DONE)
        v = find_offsets(desk, err); /* before the ends: what they cover lies before these */
    for (int32_t p = 0; v == BATON_DONE && p < desk->count; p++) {
        struct rebuild_part *part = &desk->parts[p];

        if (!rebuild_asks(desk->request, p))
            continue;
        v = range(desk, desk->names.changelog, p, &part->log.start, &part->log.end, err);
        if (v == BATON_DONE)
            v = count_rows(desk, part, err);
    }
    return v;
}

/* --- doing it --------------------------------------------------------------------------------- */

static enum baton_verdict refuse_members(struct desk *desk, struct baton_error *err)
{
    char first[BATON_KAFKA_NAME_SIZE];
    size_t count = 0;
    enum baton_verdict v = admin_members(desk->writer, desk->names.group, &count, first, err);

    if (v != BATON_DONE || count == 0)
        return v;
    return baton_fail(err, BATON_REJECT, "members",
                      "members of %s: %zu, as %.100s; stop all instances of %s, Kafka forgets one "
                      "15 s after its end",
                      desk->names.group, count, first, desk->request->service);
}

/* Behind what any store can have. The key is no row's, and the record is deleted at once. */
static enum baton_verdict write_behind(struct desk *desk, int32_t partition,
                                       struct baton_error *err)
{
    rd_kafka_vu_t parts[] = {
        { .vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = desk->names.changelog },
        { .vtype = RD_KAFKA_VTYPE_PARTITION, .u.i32 = partition },
        { .vtype = RD_KAFKA_VTYPE_KEY, .u.mem = { "-", 1 } },
        { .vtype = RD_KAFKA_VTYPE_VALUE, .u.mem = { NULL, 0 } },
    };
    baton_auto(baton_drop_kafka_error) rd_kafka_error_t *error =
        rd_kafka_produceva(desk->writer, parts, sizeof parts / sizeof *parts);
    rd_kafka_resp_err_t code = error ? rd_kafka_error_code(error) : RD_KAFKA_RESP_ERR_NO_ERROR;

    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        code = rd_kafka_flush(desk->writer, ASK_MS);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return BATON_DONE;
    return baton_fail(err, BATON_RETRY, "produce", "%s: %s", desk->names.changelog,
                      rd_kafka_err2str(code));
}

static enum baton_verdict empty_changelog(struct desk *desk, int32_t partition,
                                          struct baton_error *err)
{
    const char *topic = desk->names.changelog;
    int64_t start = 0, before = 0, end = 0;
    enum baton_verdict v = range(desk, topic, partition, &start, &before, err);

    if (v == BATON_DONE)
        v = write_behind(desk, partition, err);
    if (v == BATON_DONE)
        v = range(desk, topic, partition, &start, &end, err);
    if (v == BATON_DONE && end <= before) /* flushed and not there: the broker has refused it */
        v = baton_fail(err, BATON_RETRY, "produce", "%s takes no record", topic);
    return v == BATON_DONE ? admin_delete_records(desk->writer, topic, partition, end, err) : v;
}

static enum baton_verdict commit_offsets(struct desk *desk, const struct rebuild_part *part,
                                         struct baton_error *err)
{
    baton_auto(baton_drop_list) rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(REBUILD_INPUTS_MAX);
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_NO_ERROR;

    for (size_t i = 0; i < part->inputs_count; i++) {
        char note[BATON_OFFSET_NOTE_SIZE];
        rd_kafka_topic_partition_t *to =
            rd_kafka_topic_partition_list_add(list, part->inputs[i].topic, part->partition);

        to->metadata_size =
            rebuild_offset(desk->request, part, &part->inputs[i], &to->offset, note);
        to->metadata = to->metadata_size > 0 ? strdup(note) : NULL;
    }
    if (list->cnt > 0)
        code = rd_kafka_commit(desk->committer, list, 0);
    for (int i = 0; code == RD_KAFKA_RESP_ERR_NO_ERROR && i < list->cnt; i++)
        code = list->elems[i].err;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return BATON_DONE;
    return baton_fail(err, BATON_RETRY, "commit", "offsets of %s, partition %d: %s; run it again",
                      desk->names.group, (int)part->partition, rd_kafka_err2str(code));
}

static enum baton_verdict do_part(struct desk *desk, const struct rebuild_part *part,
                                  struct baton_error *err)
{
    enum baton_verdict v = refuse_members(desk, err);

    if (v == BATON_DONE && desk->request->mode == REBUILD_FROM_INPUT)
        v = empty_changelog(desk, part->partition, err);
    if (v == BATON_DONE)
        v = commit_offsets(desk, part, err);
    if (v == BATON_DONE) {
        rebuild_audit(stdout, baton_clock_wall_ms(), desk->request, part);
        fflush(stdout);
    }
    return v;
}

/* Says what would be done, all of it, before any of it is done. */
static enum baton_verdict tell_all(const struct desk *desk, int32_t *ret_count,
                                   struct baton_error *err)
{
    for (int32_t p = 0; p < desk->count; p++) {
        enum rebuild_step step = rebuild_decide(desk->request, &desk->parts[p], err);

        if (step == REBUILD_REFUSE)
            return BATON_REJECT;
        if (step == REBUILD_DO) {
            rebuild_tell(stdout, desk->request, &desk->parts[p]);
            (*ret_count)++;
        }
    }
    return BATON_DONE;
}

static enum baton_verdict do_all(struct desk *desk, struct baton_error *err)
{
    int32_t count = 0;
    enum baton_verdict v = tell_all(desk, &count, err);

    if (v == BATON_DONE && count == 0) {
        printf("%s: no partition has lost rows\n", desk->request->service);
        return v;
    }
    if (v == BATON_DONE)
        v = refuse_members(desk, err);
    if (v == BATON_DONE && !desk->request->yes) {
        puts("nothing was changed: --yes does it");
        return v;
    }
    for (int32_t p = 0; v == BATON_DONE && p < desk->count; p++)
        if (rebuild_decide(desk->request, &desk->parts[p], err) == REBUILD_DO)
            v = do_part(desk, &desk->parts[p], err);
    return v;
}

static bool open_desk(struct desk *desk, struct baton_error *err)
{
    const char *service = desk->request->service;

    desk->settings.runtime.checkpoint_bytes = CHUNK_BYTES;
    baton_kafka_names(&desk->names, &desk->settings.runtime, service);
    desk->writer = baton_kafka_open(BATON_KAFKA_WRITER, &desk->settings, service, NULL, err);
    /* of the service's group, without being a member */
    desk->committer = baton_kafka_open(BATON_KAFKA_READER, &desk->settings, service, NULL, err);
    return desk->writer && desk->committer;
}

int rebuild_command(int argc, char **argv)
{
    struct rebuild_request request;
    struct desk desk = { .request = &request };
    struct baton_error err = { "", "" };

    if (!rebuild_parse(argc, argv, &request))
        return cli_usage("rebuild");
    if (!cli_settings(&desk.settings, &err))
        return cli_fail("rebuild", &err);
    baton_log_setup("baton", "error");
    bool good = open_desk(&desk, &err) && find_facts(&desk, &err) == BATON_DONE
                && do_all(&desk, &err) == BATON_DONE;
    baton_kafka_close(desk.committer);
    baton_kafka_close(desk.writer);
    free(desk.parts);
    baton_settings_release(&desk.settings);
    return good ? CLI_OK : cli_fail("rebuild", &err);
}
