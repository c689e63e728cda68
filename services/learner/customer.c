/* Histories of customers. */
#include "customer.h"

#include <math.h>
#include <string.h>

#include "grow.h"
#include "hash.h"
#include "json_codec.h"
#include "key.h"
#include "timestamp.h"

enum { CONTACT_MAX_BYTES = 64 * 1024 };

static int64_t hash_of(struct baton_text text)
{
    return (int64_t)baton_fnv1a(0, text.data, text.size);
}

/* --- sums ------------------------------------------------------------------------------------ */

static void sums_count(struct baton_learner_customer *c,
                       const struct baton_learner_contact *contact, int64_t sign)
{
    c->conversations += sign;
    c->handoffs += sign * contact->handed_over;
    c->resolved += sign * contact->resolved;
    c->rated += sign * (contact->csat != 0);
    c->csat += sign * contact->csat;
}

/* What was counted of the conversation; NULL: nothing yet. */
static struct baton_learner_contact *counted_of(struct baton_learner_customer *c,
                                                int64_t conversation)
{
    for (size_t i = 0; i < c->counted_count; i++) {
        if (c->counted[i].conversation == conversation)
            return &c->counted[i];
    }
    return NULL;
}

static struct baton_learner_contact *counted_add(struct baton_learner_customer *c,
                                                 struct baton_arena *arena)
{
    if (c->counted_count >= LEARNER_COUNTED)
        memmove(c->counted, c->counted + 1, --c->counted_count * sizeof *c->counted);
    return LEARNER_ADD(arena, c->counted, c->counted_count);
}

/* --- the list -------------------------------------------------------------------------------- */

static int64_t time_of(const struct baton_earlier_contact *contact)
{
    if (contact->ended_at != BATON_NULL_LONG)
        return contact->ended_at;
    return contact->started_at != BATON_NULL_LONG ? contact->started_at : 0;
}

static bool is_newer(const struct baton_earlier_contact *a, const struct baton_earlier_contact *b)
{
    int64_t time_a = time_of(a), time_b = time_of(b);

    return time_a != time_b ? time_a > time_b
                            : baton_text_compare(a->conversation_id, b->conversation_id) > 0;
}

static void contact_remove(struct baton_learner_customer *c, struct baton_text conversation_id)
{
    for (size_t i = 0; i < c->contacts_count; i++) {
        if (!baton_text_equal(c->contacts[i].conversation_id, conversation_id))
            continue;
        memmove(&c->contacts[i], &c->contacts[i + 1],
                (c->contacts_count - i - 1) * sizeof *c->contacts);
        c->contacts_count--;
        return;
    }
}

static void contact_insert(struct baton_learner_customer *c,
                           const struct baton_earlier_contact *contact, struct baton_arena *arena)
{
    size_t at = 0;

    contact_remove(c, contact->conversation_id);
    while (at < c->contacts_count && is_newer(&c->contacts[at], contact))
        at++;
    *LEARNER_ADD(arena, c->contacts, c->contacts_count) = *contact;
    memmove(&c->contacts[at + 1], &c->contacts[at],
            (c->contacts_count - at - 1) * sizeof *c->contacts);
    c->contacts[at] = *contact;
    if (c->contacts_count > LEARNER_CONTACTS)
        c->contacts_count = LEARNER_CONTACTS;
}

static void widen(struct baton_learner_customer *c, const struct baton_earlier_contact *contact)
{
    int64_t at = time_of(contact), began = contact->started_at;

    if (began != BATON_NULL_LONG && began > 0 && (c->first_at == 0 || began < c->first_at))
        c->first_at = began;
    if (at > c->last_at)
        c->last_at = at;
}

static void line_take(struct baton_learner_customer *c, const struct baton_customer_history *line,
                      struct baton_arena *arena)
{
    const struct baton_earlier_contact *contact = &line->contacts[0];
    int64_t conversation = hash_of(line->env.conversation_id);
    struct baton_learner_contact *counted = counted_of(c, conversation);

    if (counted != NULL && line->version <= counted->version)
        return;
    if (counted != NULL)
        sums_count(c, counted, -1);
    else
        counted = counted_add(c, arena);
    *counted =
        (struct baton_learner_contact){ .conversation = conversation,
                                        .version = line->version,
                                        .handed_over = contact->handed_over,
                                        .resolved = contact->outcome == BATON_OUTCOME_RESOLVED,
                                        .csat = learner_thousandths(contact->csat) };
    sums_count(c, counted, 1);
    contact_insert(c, contact, arena);
    widen(c, contact);
    if (c->contacts[0].conversation_id.size == 0
        || baton_text_equal(c->contacts[0].conversation_id, contact->conversation_id))
        c->customer = line->customer;
}

/* --- forgetting ------------------------------------------------------------------------------ */

static bool known_has(const struct baton_learner_customer *c, struct baton_text conversation_id)
{
    return baton_rules_listed(c->conversation_ids, c->conversation_ids_count, conversation_id);
}

/* false: it was there */
static bool known_add(struct baton_learner_customer *c, struct baton_text conversation_id,
                      struct baton_arena *arena)
{
    if (!baton_id_valid(conversation_id) || known_has(c, conversation_id))
        return false;
    if (c->conversation_ids_count >= LEARNER_KNOWN)
        memmove(c->conversation_ids, c->conversation_ids + 1,
                --c->conversation_ids_count * sizeof *c->conversation_ids);
    *LEARNER_ADD(arena, c->conversation_ids, c->conversation_ids_count) = conversation_id;
    return true;
}

static void known_remove(struct baton_learner_customer *c, struct baton_text conversation_id)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->conversation_ids_count; i++) {
        if (!baton_text_equal(c->conversation_ids[i], conversation_id))
            c->conversation_ids[kept++] = c->conversation_ids[i];
    }
    c->conversation_ids_count = kept;
}

static void counted_remove(struct baton_learner_customer *c, struct baton_text conversation_id)
{
    struct baton_learner_contact *own = counted_of(c, hash_of(conversation_id));

    if (own == NULL)
        return;
    sums_count(c, own, -1);
    c->counted_count--;
    memmove(own, own + 1, (size_t)(c->counted + c->counted_count - own) * sizeof *own);
}

/* Name and ids elsewhere may be the conversation's: the next one tells them again. */
static void forget_conversation(const struct learner_turn *t, struct baton_learner_customer *c,
                                struct baton_text conversation_id)
{
    known_remove(c, conversation_id);
    contact_remove(c, conversation_id);
    counted_remove(c, conversation_id);
    c->customer.name = BATON_TEXT_NONE;
    c->customer.external_ids_count = 0;
    if (c->conversation_ids_count + c->contacts_count == 0)
        baton_state_drop(t->out, &learner_customer_table, t->in->key);
    else
        baton_state_save(t->out, &learner_customer_table, t->in->key, c);
}

static enum baton_verdict forget_send(const struct learner_turn *t,
                                      const struct baton_customer_history *line,
                                      struct baton_text conversation_id)
{
    struct baton_conversation_event *event = BATON_RECORD(t->arena, conversation_event);

    event->env.conversation_id = conversation_id;
    event->event_id = line->history_id;
    event->type = BATON_EVENT_TYPE_FORGET;
    event->speaker = BATON_SPEAKER_SYSTEM;
    return baton_emit(t->out, &baton_topic_events,
                      baton_key_make(t->arena, t->tenant, conversation_id), event);
}

/* Contacts of a row that was written before ids were kept are among those that are forgotten. */
static enum baton_verdict forget_customer(const struct learner_turn *t,
                                          struct baton_learner_customer *c,
                                          const struct baton_customer_history *line)
{
    enum baton_verdict v = BATON_DONE;

    for (size_t i = 0; v == BATON_DONE && i < c->conversation_ids_count; i++)
        v = forget_send(t, line, c->conversation_ids[i]);
    for (size_t i = 0; v == BATON_DONE && i < c->contacts_count; i++) {
        struct baton_text id = c->contacts[i].conversation_id;

        if (baton_id_valid(id) && !known_has(c, id))
            v = forget_send(t, line, id);
    }
    baton_state_drop(t->out, &learner_customer_table, t->in->key);
    return v;
}

enum baton_verdict learner_customer_fold(const struct learner_turn *t)
{
    const struct baton_customer_history *line = t->in->value;
    struct baton_learner_customer *c;
    bool is_new;
    void *row;

    if (!line->forget && (line->env.synthetic || line->contacts_count == 0))
        return BATON_DONE;
    enum baton_verdict v = learner_load(t, &learner_customer_table, t->in->key, &row, &is_new);
    if (v != BATON_DONE || (is_new && line->forget))
        return v;
    c = row;
    if (line->forget && line->env.conversation_id.size == 0)
        return forget_customer(t, c, line);
    if (line->forget) {
        forget_conversation(t, c, line->env.conversation_id);
        return BATON_DONE;
    }
    line_take(c, line, t->arena);
    known_add(c, line->env.conversation_id, t->arena);
    baton_state_save(t->out, &learner_customer_table, t->in->key, c);
    return BATON_DONE;
}

/* --- the answer ------------------------------------------------------------------------------ */

/* What one answer is made of. */
struct answer {
    const struct learner_turn *t;
    const struct baton_enrichment_request *request;
    struct baton_learner_customer *known; /* without the asking conversation */
    struct baton_conversation_event *event;
};

/* Names are literals, or lie in the record's arena. */
static void value_add(const struct answer *a, const char *name, struct baton_text value)
{
    struct baton_enrichment *enrichment = &a->event->enrichment;
    bool wanted =
        a->request->fields_count == 0
        || baton_rules_listed(a->request->fields, a->request->fields_count, baton_text_of(name));

    if (wanted && value.size > 0)
        *BATON_APPEND(a->t->arena, enrichment->values, enrichment->values_count) =
            (struct baton_pair){ baton_text_of(name), value };
}

static struct baton_text number_text(const struct answer *a, int64_t number)
{
    return baton_text_format(a->t->arena, "%lld", (long long)number);
}

static struct baton_text time_text(const struct answer *a, int64_t time_ms)
{
    char text[BATON_TIME_SIZE];

    return time_ms != 0 ? baton_text_format(a->t->arena, "%s", baton_time_format(time_ms, text))
                        : BATON_TEXT_NONE;
}

static struct baton_text outcome_text(enum baton_outcome outcome)
{
    return baton_text_of(baton_enum_name(&baton_outcome_symbols, (int)outcome));
}

/* An EarlierContact as a line of JSON: the packager reads it as it is. */
static struct baton_text contact_text(const struct answer *a,
                                      const struct baton_earlier_contact *contact)
{
    struct baton_buf buf;
    struct baton_text text = BATON_TEXT_NONE;

    baton_buf_init(&buf, CONTACT_MAX_BYTES);
    baton_json_encode(&baton_earlier_contact_type, contact, true, &buf);
    if (!buf.overflowed)
        text = baton_text_copy(a->t->arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return text;
}

/* Takes the asking conversation out of a copy that is not saved. */
static void leave_out(struct baton_learner_customer *known, struct baton_text conversation_id)
{
    struct baton_learner_contact *own = counted_of(known, hash_of(conversation_id));

    if (own != NULL)
        sums_count(known, own, -1);
    contact_remove(known, conversation_id);
}

/* Nothing older than was asked for, and no more. */
static void limit(struct baton_learner_customer *known,
                  const struct baton_enrichment_request *request)
{
    size_t count = 0, most = LEARNER_CONTACTS;

    if (request->limit > 0 && request->limit < LEARNER_CONTACTS)
        most = (size_t)request->limit;
    while (count < known->contacts_count && count < most
           && (request->since == BATON_NULL_LONG
               || time_of(&known->contacts[count]) >= request->since))
        count++;
    known->contacts_count = count;
}

static void tell_last(const struct answer *a)
{
    const struct baton_learner_customer *known = a->known;
    const struct baton_earlier_contact *last = &known->contacts[0];

    value_add(a, "last_outcome", outcome_text(last->outcome));
    value_add(a, "last_category", last->category);
    value_add(a, "last_at", time_text(a, time_of(last)));
    value_add(a, "last_agent", last->agent_name.size > 0 ? last->agent_name : last->agent_id);
    for (size_t i = 0; i < known->contacts_count && i < LEARNER_CONTACTS_TOLD; i++)
        value_add(a, baton_text_format(a->t->arena, "contact.%zu", i + 1).data,
                  contact_text(a, &known->contacts[i]));
}

static void tell_sums(const struct answer *a)
{
    const struct baton_learner_customer *known = a->known;

    value_add(a, "contacts", number_text(a, known->conversations));
    value_add(a, "handoffs", number_text(a, known->handoffs));
    value_add(a, "resolved", number_text(a, known->resolved));
    if (known->rated > 0)
        value_add(a, "csat_mean",
                  baton_text_format(a->t->arena, "%.2f",
                                    (double)known->csat / 1000 / (double)known->rated));
}

/* The same with its types, as an event may say it of a customer. */
static void tell_customer(const struct answer *a)
{
    struct baton_customer *customer = &a->event->customer;
    const struct baton_learner_customer *known = a->known;

    customer->id = a->request->customer_id;
    customer->earlier_contacts = known->contacts;
    customer->earlier_contacts_count = known->contacts_count;
    for (size_t i = 0; i < known->contacts_count; i++) {
        if (isnan(known->contacts[i].csat))
            continue;
        *BATON_APPEND(a->t->arena, customer->satisfaction_history,
                      customer->satisfaction_history_count) =
            (struct baton_satisfaction){ .at = known->contacts[i].ended_at,
                                         .score = known->contacts[i].csat,
                                         .comment = BATON_TEXT_NONE };
    }
}

static void answer_fill(const struct answer *a)
{
    struct baton_enrichment *enrichment = &a->event->enrichment;
    bool known = a->known->conversations > 0;

    enrichment->request_id = a->request->request_id;
    enrichment->kind = BATON_ENRICHMENT_KIND_HISTORY;
    enrichment->source = BATON_TEXT("history");
    enrichment->as_of = a->t->in->time_ms;
    enrichment->state = known ? BATON_ENRICHMENT_STATE_ARRIVED : BATON_ENRICHMENT_STATE_NOT_FOUND;
    tell_sums(a);
    if (a->known->contacts_count > 0)
        tell_last(a);
    tell_customer(a);
}

static enum baton_verdict answer_emit(const struct answer *a)
{
    const struct baton_enrichment_request *request = a->request;
    struct baton_conversation_event *event = a->event;

    event->event_id =
        baton_text_format(a->t->arena, "%.*s-history", BATON_TEXT_ARG(request->request_id));
    event->type = BATON_EVENT_TYPE_ENRICHMENT;
    event->speaker = BATON_SPEAKER_SYSTEM;
    event->visibility = BATON_VISIBILITY_AGENTS;
    event->env.conversation_id = request->env.conversation_id;
    event->env.sequence = request->env.sequence; /* one answer to each */
    return baton_emit(a->t->out, &baton_topic_events,
                      baton_key_make(a->t->arena, a->t->tenant, request->env.conversation_id),
                      event);
}

static enum baton_verdict answer_make(const struct learner_turn *t,
                                      struct baton_learner_customer *known)
{
    struct answer answer = { .t = t,
                             .request = t->in->value,
                             .known = known,
                             .event = BATON_RECORD(t->arena, conversation_event) };

    leave_out(known, answer.request->env.conversation_id);
    limit(known, answer.request);
    answer_fill(&answer);
    return answer_emit(&answer);
}

enum baton_verdict learner_customer_answer(const struct learner_turn *t)
{
    const struct baton_enrichment_request *request = t->in->value;
    void *row;
    enum baton_verdict v = learner_load(t, &learner_customer_table, t->in->key, &row, NULL);

    if (v != BATON_DONE)
        return v;
    /* saved before the answer takes things out */
    if (known_add(row, request->env.conversation_id, t->arena))
        baton_state_save(t->out, &learner_customer_table, t->in->key, row);
    return request->kind == BATON_ENRICHMENT_KIND_HISTORY ? answer_make(t, row) : BATON_DONE;
}
