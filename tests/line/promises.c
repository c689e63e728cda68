/* The promises, a handler for each topic. */
#include "promises.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codec.h"
#include "hash.h"
#include "key.h"

enum { RECORD_MAX_BYTES = 4 * 1024 * 1024 };

#define promise(kept, c, ...) \
    do { \
        if (!(kept)) { \
            print_error("%.*s: ", BATON_TEXT_ARG((c)->key)); \
            fail_msg(__VA_ARGS__); \
        } \
    } while (0)

void promises_init(struct promises *promises, double capacity)
{
    *promises = (struct promises){ .capacity = capacity };
    baton_arena_init(&promises->arena);
}

void promises_release(struct promises *promises)
{
    baton_arena_release(&promises->arena);
}

struct promises_case *promises_case(const struct promises *promises, struct baton_text key)
{
    for (size_t i = 0; i < promises->cases_count; i++)
        if (baton_text_equal(promises->cases[i]->key, key))
            return promises->cases[i];
    return NULL;
}

static struct promises_case *case_get(struct promises *promises, struct baton_text key)
{
    struct promises_case *c = promises_case(promises, key);

    if (c != NULL)
        return c;
    c = BATON_NEW(&promises->arena, struct promises_case);
    c->key = baton_text_copy(&promises->arena, key);
    c->kind = c->log_kind = BATON_HOLDER_KIND_BOT;
    c->holder = c->log_holder = c->stretch = c->carrier = BATON_TEXT_NONE;
    c->signalled_epoch = -1;
    *BATON_APPEND(&promises->arena, promises->cases, promises->cases_count) = c;
    return c;
}

/* --- assignments ----------------------------------------------------------------------------- */

static void agent_within_capacity(const struct promises *promises, const struct promises_case *c)
{
    double carried = 0;

    for (size_t i = 0; i < promises->cases_count; i++)
        carried += baton_text_equal(promises->cases[i]->carrier, c->carrier);
    promise(carried <= promises->capacity, c, "%.*s is asked above his capacity",
            BATON_TEXT_ARG(c->carrier));
}

static struct baton_text carrier_of(const struct promises_case *c, const struct baton_assignment *a)
{
    switch (a->status) {
    case BATON_ASSIGNMENT_STATUS_OFFERED:
        return a->reservations[a->reservations_count - 1].agent_id;
    case BATON_ASSIGNMENT_STATUS_ACTIVE: return a->holder.id;
    case BATON_ASSIGNMENT_STATUS_WRAPPING: return c->carrier;
    default: return BATON_TEXT_NONE;
    }
}

static void see_stretch(struct promises *promises, struct promises_case *c,
                        const struct baton_assignment *a)
{
    if (!baton_text_equal(c->stretch, a->assignment_id)) {
        c->stretch = a->assignment_id;
        c->accepted = 0;
        c->stretches++;
    }
    if (a->change == BATON_ASSIGNMENT_CHANGE_ACCEPTED) {
        c->accepted++;
        c->accepts++;
        promises->accepts++;
    }
    promise(c->accepted <= 1, c, "%.*s was accepted twice", BATON_TEXT_ARG(c->stretch));
}

static void see_assignment(struct promises *promises, struct promises_case *c, const void *value)
{
    const struct baton_assignment *a =
        baton_record_copy(&baton_assignment_type, value, &promises->arena);
    bool changed = a->holder.kind != c->kind || !baton_text_equal(a->holder.id, c->holder);
    bool begins = !baton_text_equal(a->assignment_id, c->stretch);

    promise(a->env.sequence == c->sequence + 1, c, "assignment %lld follows %lld",
            (long long)a->env.sequence, (long long)c->sequence);
    promise(a->env.epoch >= c->epoch && (changed == (a->env.epoch > c->epoch) || begins), c,
            "epoch %lld after %lld, holder %s", (long long)a->env.epoch, (long long)c->epoch,
            changed ? "changed" : "stays");
    c->sequence = a->env.sequence;
    c->epoch = a->env.epoch;
    c->kind = a->holder.kind;
    c->holder = a->holder.id;
    c->last = (struct baton_assignment *)(uintptr_t)a;
    see_stretch(promises, c, a);
    c->carrier = carrier_of(c, a);
    if (a->change == BATON_ASSIGNMENT_CHANGE_OFFERED)
        agent_within_capacity(promises, c);
}

/* --- the log --------------------------------------------------------------------------------- */

static void see_holder(struct promises *promises, struct promises_case *c,
                       const struct baton_holder_change *holder)
{
    bool same =
        holder->cause == BATON_HOLDER_CAUSE_REFUSED || holder->cause == BATON_HOLDER_CAUSE_SPEAKERS;

    promise(same ? holder->epoch == c->log_epoch : holder->epoch > c->log_epoch, c,
            "holder event of epoch %lld after %lld", (long long)holder->epoch,
            (long long)c->log_epoch);
    promise(!same || holder->kind == c->log_kind, c, "the holder changed under its epoch");
    c->log_epoch = holder->epoch;
    c->log_kind = holder->kind;
    c->log_holder = baton_text_copy(&promises->arena, holder->id);
}

static void see_event(struct promises *promises, struct promises_case *c, const void *value)
{
    const struct baton_conversation_event *event = value;

    promises->turns += event->type == BATON_EVENT_TYPE_MESSAGE;
    if (event->type == BATON_EVENT_TYPE_HOLDER)
        see_holder(promises, c, &event->holder);
    if (event->type == BATON_EVENT_TYPE_ENDED) {
        promises->ends += !c->ended;
        c->ended = true;
        c->signalled_epoch = -1;
        c->kinds = 0;
    }
    if (event->type == BATON_EVENT_TYPE_MESSAGE && event->speaker != BATON_SPEAKER_BOT)
        c->ended = false;
}

/* Of each kind one a stretch, but for withdrawals; nothing is foretold or held back that was asked
 * for already. */
static void see_kind(struct promises_case *c, const struct baton_escalation_signal *signal)
{
    const char *name = baton_enum_name(&baton_signal_kind_symbols, (int)signal->kind);
    unsigned asked = 1u << BATON_SIGNAL_KIND_ESCALATE | 1u << BATON_SIGNAL_KIND_PHANTOM;
    bool early =
        signal->kind == BATON_SIGNAL_KIND_PREPARE || signal->kind == BATON_SIGNAL_KIND_HOLD;

    if (signal->env.epoch != c->kinds_epoch)
        c->kinds = 0;
    promise(signal->kind == BATON_SIGNAL_KIND_WITHDRAW || !(c->kinds & 1u << signal->kind), c,
            "%s twice under epoch %lld", name, (long long)signal->env.epoch);
    promise(!early || !(c->kinds & asked), c, "%s after the escalation", name);
    c->kinds |= 1u << signal->kind;
    c->kinds_epoch = signal->env.epoch;
}

static void see_signal(struct promises *promises, struct promises_case *c, const void *value)
{
    const struct baton_escalation_signal *signal = value;

    see_kind(c, signal);
    if (signal->kind != BATON_SIGNAL_KIND_ESCALATE)
        return;
    promise(signal->env.epoch > c->signalled_epoch, c, "signalled twice under epoch %lld",
            (long long)signal->env.epoch);
    c->signalled_epoch = signal->env.epoch;
    c->escalations++;
    promises->escalations++;
}

/* --- what is told ---------------------------------------------------------------------------- */

static void see_delivery(struct promises *promises, struct promises_case *c, const void *value)
{
    c->delivery = baton_record_copy(&baton_delivery_type, value, &promises->arena);
    promise(c->delivery->env.sequence == c->deliveries + 1, c, "a delivery is missing");
    c->deliveries = c->delivery->env.sequence;
}

static void see_package(struct promises *promises, struct promises_case *c, const void *value)
{
    c->head = baton_record_copy(&baton_context_package_type, value, &promises->arena);
    promise(c->head->version == c->packages + 1, c, "a package is missing");
    c->packages = c->head->version;
}

static const struct {
    const struct baton_topic *topic;
    void (*see)(struct promises *promises, struct promises_case *c, const void *value);
} topics[] = {
    { &baton_topic_assignments, see_assignment }, { &baton_topic_deliveries, see_delivery },
    { &baton_topic_events, see_event },           { &baton_topic_packages, see_package },
    { &baton_topic_signals, see_signal },
};

/* --- all records ----------------------------------------------------------------------------- */

static void digest(struct promises *promises, const struct baton_record *record)
{
    struct baton_buf buf;
    uint64_t hash = promises->digest;

    hash = baton_fnv1a(hash, record->topic->name, strlen(record->topic->name));
    hash = baton_fnv1a(hash, record->key.data, record->key.size);
    baton_buf_init(&buf, RECORD_MAX_BYTES);
    if (record->value != NULL
        && baton_codec_encode(record->topic->type, record->value, &buf, NULL) == BATON_DONE)
        hash = baton_fnv1a(hash, buf.data, buf.size);
    baton_buf_release(&buf);
    promises->digest = hash;
    promises->records++;
}

/* A page of a conversation counts for itself: its number is its version. */
static uint64_t count_name(const struct baton_record *record, const struct baton_envelope *env)
{
    bool by_key = env->conversation_id.size == 0 || record->topic == &baton_topic_pages;
    struct baton_text id = by_key ? record->key : env->conversation_id;
    uint64_t hash = baton_fnv1a(0, record->topic->name, strlen(record->topic->name) + 1);

    hash = baton_fnv1a(hash, env->producer.name.data, env->producer.name.size);
    hash = baton_fnv1a(hash, "/", 1);
    hash = baton_fnv1a(hash, env->tenant.data, env->tenant.size);
    hash = baton_fnv1a(hash, "/", 1);
    return baton_fnv1a(hash, id.data, id.size);
}

static void see_number(struct promises *promises, const struct baton_record *record)
{
    static const char *const stages[] = { "detector", "packager", "router", "switchboard",
                                          "learner" };
    const struct baton_envelope *env = record->value;
    struct promises_count *count = NULL;
    bool ours = false;

    for (size_t i = 0; env != NULL && i < sizeof stages / sizeof stages[0]; i++)
        ours = ours || baton_text_is(env->producer.name, stages[i]);
    if (!ours)
        return;
    uint64_t name = count_name(record, env);
    for (size_t i = 0; i < promises->counts_count && count == NULL; i++)
        if (promises->counts[i].name == name)
            count = &promises->counts[i];
    if (count == NULL) {
        count = BATON_APPEND(&promises->arena, promises->counts, promises->counts_count);
        *count = (struct promises_count){ name, 0 };
    }
    if (env->sequence <= count->sequence)
        fail_msg("%.*s wrote %lld after %lld on %s, key %.*s", BATON_TEXT_ARG(env->producer.name),
                 (long long)env->sequence, (long long)count->sequence, record->topic->name,
                 BATON_TEXT_ARG(record->key));
    count->sequence = env->sequence;
}

/* The text of the record's field of this name; NULL: it has none. */
static const struct baton_text *text_field(const struct baton_record *record,
                                           struct baton_text name)
{
    const struct baton_record_type *type = record->topic->type;

    for (size_t i = 0; i < type->field_count; i++) {
        const struct baton_field *field = &type->fields[i];

        if (field->kind == BATON_KIND_STRING && field->shape == BATON_SHAPE_ONE
            && baton_text_is(name, field->name))
            return (const void *)((const char *)record->value + field->offset);
    }
    return NULL;
}

/* Each part of the key is the field that the table of topics names there; "-" for an empty one. */
static void key_is_as_the_table_says(struct promises *promises, const struct baton_record *record)
{
    struct baton_text help = baton_text_of(record->topic->key_help);

    for (int part = 0; record->value != NULL; part++) {
        struct baton_text name = baton_key_part(&promises->arena, help, part);
        const struct baton_text *field = text_field(record, name);

        if (name.size == 0)
            return;
        struct baton_text in_key = baton_key_part(&promises->arena, record->key, part);
        if (field != NULL && !baton_text_equal(in_key, *field)
            && !(field->size == 0 && baton_text_is(in_key, "-")))
            fail_msg("%s: the key %.*s is not %s", record->topic->name, BATON_TEXT_ARG(record->key),
                     record->topic->key_help);
    }
}

void promises_see(struct promises *promises, const struct baton_record *record)
{
    digest(promises, record);
    see_number(promises, record);
    if (record->topic->type == &baton_dead_letter_type) {
        const struct baton_dead_letter *letter = record->value;
        fail_msg("a dead letter of %.*s: %.*s", BATON_TEXT_ARG(letter->service),
                 BATON_TEXT_ARG(letter->message));
    }
    key_is_as_the_table_says(promises, record);
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (topics[i].topic != record->topic)
            continue;
        struct promises_case *c = case_get(promises, record->key);
        if (record->value != NULL)
            topics[i].see(promises, c, record->value);
        else if (record->topic == &baton_topic_assignments)
            c->last = NULL;
    }
}

void promises_all_over(const struct promises *promises)
{
    for (size_t i = 0; i < promises->cases_count; i++) {
        const struct promises_case *c = promises->cases[i];

        promise(c->ended, c, "did not end");
        promise(c->log_kind == BATON_HOLDER_KIND_BOT, c, "the bot does not hold after the end");
        promise(c->kind == BATON_HOLDER_KIND_BOT, c, "the router says another holder than the log");
        promise(c->carrier.size == 0, c, "%.*s is not free", BATON_TEXT_ARG(c->carrier));
    }
}
