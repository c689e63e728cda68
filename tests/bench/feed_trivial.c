/* The least that a service can do: it counts each conversation's records, and signals every
 * twentieth. What it costs is the runtime's. */
#include "feed_trivial.h"

#include <stddef.h>

#include "records.h"

enum { SIGNAL_EVERY = 20 };

struct trivial_row {
    int64_t count;
};

static const struct baton_field row_fields[] = {
    { .name = "count",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct trivial_row, count) },
};
static const struct trivial_row row_defaults = { .count = 0 };
static const struct baton_record_type row_type = {
    .name = "TrivialRow",
    .size = sizeof(struct trivial_row),
    .fields = row_fields,
    .field_count = sizeof row_fields / sizeof *row_fields,
    .defaults = &row_defaults,
    .schema_text =
        "{\"type\":\"record\",\"name\":\"TrivialRow\",\"doc\":\"Records of a conversation\",\"fields\":["
        "{\"name\":\"count\",\"type\":\"long\",\"doc\":\"Records so far\",\"default\":0}]}",
};
static const struct baton_table rows = { 'c', &row_type };

static enum baton_verdict trivial_process(const struct baton_record *in, void *self,
                                          struct baton_outbox *out)
{
    struct trivial_row fresh = row_defaults, *row = NULL;
    enum baton_verdict v = baton_state_load(out, &rows, in->key, (void **)&row);

    (void)self;
    if (v != BATON_DONE)
        return v;
    if (row == NULL)
        row = &fresh;
    row->count++;
    baton_state_save(out, &rows, in->key, row);
    if (in->offset % SIGNAL_EVERY != 0)
        return BATON_DONE;
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);
    signal->env.sequence = row->count;
    signal->signal_id =
        baton_text_format(in->arena, "%.*s/%lld", BATON_TEXT_ARG(in->key), (long long)row->count);
    signal->kind = BATON_SIGNAL_KIND_ESCALATE;
    return baton_emit(out, &baton_topic_signals, in->key, signal);
}

static void *trivial_open(const void *conf, struct baton_error *err)
{
    static int self;

    (void)conf;
    (void)err;
    return &self;
}

static const struct baton_topic *const inputs[] = { &baton_topic_events, NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_signals, NULL };
static const struct baton_table *const tables[] = { &rows, NULL };

const struct baton_service feed_trivial_service = {
    .name = "trivial",
    .inputs = inputs,
    .outputs = outputs,
    .tables = tables,
    .open = trivial_open,
    .process = trivial_process,
};
