/* The runtime's test bed: numbers the events and resolutions of each conversation. Every input
 * record gives one signal whose sequence is the conversation's next number, so that a record that
 * was lost, doubled or counted on a wrong state shows in the numbers. With idle_ms a conversation
 * that is left alone for so long gives one signal of kind silent more. Policies are read as a
 * global table. */
#include "service.h"

#include <stddef.h>

struct counter_conf {
    int64_t idle_ms;
    int64_t signal_every;
};

static const struct baton_option options[] = {
    BATON_MS(struct counter_conf, idle_ms, 0, 0, 3600000, BATON_FIXED,
             "Signal a conversation that nothing happened in for this long; 0: never."),
    BATON_LONG(struct counter_conf, signal_every, 1, 1, 1000000, "records", BATON_FIXED,
               "Signal each so-many-th record of a conversation; for measurements."),
    BATON_OPTIONS_END,
};

/* --- state ------------------------------------------------------------------------------------ */

/* With COUNTER_NEXT it is the next version of itself, whose rows say one thing more: for what must
 * hold while two versions run together. */
struct counter_row {
    int64_t count;
    int64_t idle_at;
#ifdef COUNTER_NEXT
    int64_t last_ms;
#endif
};

static const struct baton_field row_fields[] = {
    { .name = "count",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct counter_row, count) },
    { .name = "idle_at",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct counter_row, idle_at) },
#ifdef COUNTER_NEXT
    { .name = "last_ms",
      .kind = BATON_KIND_LONG,
      .shape = BATON_SHAPE_ONE,
      .offset = offsetof(struct counter_row, last_ms) },
#define NEXT_FIELD \
    ",{\"name\":\"last_ms\",\"type\":\"long\",\"doc\":\"Of the last record\",\"default\":0}"
#else
#define NEXT_FIELD ""
#endif
};
static const struct counter_row row_defaults = { .count = 0 };
static const struct baton_record_type row_type = {
    .name = "CounterRow",
    .size = sizeof(struct counter_row),
    .fields = row_fields,
    .field_count = sizeof row_fields / sizeof *row_fields,
    .defaults = &row_defaults,
    .schema_text =
        "{\"type\":\"record\",\"name\":\"CounterRow\",\"doc\":\"Records of a conversation\",\"fields\":["
        "{\"name\":\"count\",\"type\":\"long\",\"doc\":\"Records so far\",\"default\":0},"
        "{\"name\":\"idle_at\",\"type\":\"long\",\"doc\":\"Deadline; 0: none\",\"default\":0}" NEXT_FIELD
        "]}",
};
static const struct baton_table rows = { 'c', &row_type };
static const struct baton_table *const tables[] = { &rows, NULL };

/* --- process ---------------------------------------------------------------------------------- */

static enum baton_verdict emit(const struct baton_record *in, const struct counter_row *row,
                               enum baton_signal_kind kind, struct baton_outbox *out)
{
    struct baton_escalation_signal *signal = BATON_RECORD(in->arena, escalation_signal);

    signal->env.tenant = baton_text_copy(in->arena, (struct baton_text){ "t", 1 });
    signal->env.conversation_id = (struct baton_text){ in->key.data + 2, in->key.size - 2 };
    signal->env.sequence = row->count;
    signal->signal_id =
        baton_text_format(in->arena, "%.*s/%lld", BATON_TEXT_ARG(in->key), (long long)row->count);
    signal->kind = kind;
    return baton_emit(out, &baton_topic_signals, in->key, signal);
}

/* Conversations take turns, so that also short ones give their share of signals. */
static bool is_signalled(const struct counter_conf *conf, const struct baton_record *in,
                         const struct counter_row *row)
{
    uint64_t turn = (uint64_t)row->count;

    for (size_t i = 0; i < in->key.size; i++)
        turn = turn * 31 + (unsigned char)in->key.data[i];
    return conf->signal_every <= 1 || turn % (uint64_t)conf->signal_every == 0;
}

static enum baton_verdict counter_process(const struct baton_record *in, void *self,
                                          struct baton_outbox *out)
{
    const struct counter_conf *conf = self;
    struct counter_row fresh = row_defaults, *row = NULL;
    bool due = in->timer.size > 0;
    enum baton_verdict v = baton_state_load(out, &rows, in->key, (void **)&row);

    if (v != BATON_DONE)
        return v;
    if (!row)
        row = &fresh;
    row->count++;
#ifdef COUNTER_NEXT
    row->last_ms = in->time_ms;
#endif
    if (due)
        row->idle_at = 0;
    else if (conf->idle_ms > 0)
        baton_timer_set(out, in->key, "idle", &row->idle_at, in->time_ms + conf->idle_ms);
    baton_state_save(out, &rows, in->key, row);
    if (!due && !is_signalled(conf, in, row))
        return BATON_DONE;
    return emit(in, row, due ? BATON_SIGNAL_KIND_SILENT : BATON_SIGNAL_KIND_ESCALATE, out);
}

static void *counter_open(const void *conf, struct baton_error *err)
{
    static struct counter_conf self;

    (void)err;
    self = *(const struct counter_conf *)conf;
    return &self;
}

static enum baton_verdict counter_global(const struct baton_record *in, void *self,
                                         struct baton_error *err)
{
    (void)in;
    (void)self;
    (void)err;
    return BATON_DONE;
}

static const struct baton_topic *const inputs[] = { &baton_topic_events, &baton_topic_resolutions,
                                                    &baton_topic_policies, NULL };
static const struct baton_topic *const outputs[] = { &baton_topic_signals, NULL };

int main(int argc, char **argv)
{
    static const struct baton_service counter = {
        .name = "counter",
        .inputs = inputs,
        .outputs = outputs,
        .tables = tables,
        .options = options,
        .conf_size = sizeof(struct counter_conf),
        .open = counter_open,
        .process = counter_process,
        .global = counter_global,
    };
    return baton_service_main(&counter, argc, argv);
}
