/* No leaks: random conversations, and the log itself as the judge. What may be said is worked out
 * here from conversation-events alone, with none of the switchboard's code. */
#include "switchboard_testing.h"

enum { STEPS = 1200, ASKED_MAX = 64 };

struct play {
    struct world w;
    uint64_t random;
    int64_t epoch, numbers;
    struct baton_text pending[ASKED_MAX]; /* takeovers that are not answered */
    struct baton_text pending_by[ASKED_MAX];
    size_t pending_count;
    struct baton_assignment *last;
};

static uint64_t roll(struct play *p, uint64_t below)
{
    p->random ^= p->random << 13; /* xorshift64, Marsaglia 2003 */
    p->random ^= p->random >> 7;
    p->random ^= p->random << 17;
    return (p->random >> 16) % below;
}

static const char *const agents[] = { "ana", "ben", "cal" };

/* --- what happens ---------------------------------------------------------------------------- */

static void someone_speaks(struct play *p)
{
    static const int64_t steps[] = { 0, 0, 0, -1, 1, 2 };
    struct world *w = &p->w;
    const char *id = baton_text_format(&w->arena, "m%lld", (long long)++p->numbers).data;
    int64_t epoch = roll(p, 3) == 0 ? NO_EPOCH : p->epoch + steps[roll(p, 6)];
    enum baton_disposition disposition = roll(p, 4) == 0 ? REPORTED : REQUESTED;

    epoch = epoch < NO_EPOCH ? NO_EPOCH : epoch;
    if (roll(p, 3) == 0)
        customer(w, id);
    else if (roll(p, 2) == 0)
        bot(w, id, disposition, epoch);
    else
        agent(w, agents[roll(p, 3)], id, disposition, epoch);
    if (roll(p, 10) == 0 && w->events_count > 0) { /* its sender sends it again */
        struct baton_conversation_event *again = w->events[w->events_count - 1];

        if (again->type == BATON_EVENT_TYPE_MESSAGE)
            world_feed(w, &baton_topic_events,
                       baton_record_copy(&baton_conversation_event_type, again, &w->arena));
    }
}

static void note_takeovers(struct play *p, size_t from)
{
    for (size_t i = from; i < p->w.requests_count; i++) {
        const struct baton_routing_request *r = p->w.requests[i];

        if (r->kind == BATON_ROUTING_KIND_TAKEOVER && p->pending_count < ASKED_MAX) {
            p->pending[p->pending_count] = r->message_event_id;
            p->pending_by[p->pending_count++] = r->agent.id;
        }
    }
}

static struct baton_assignment *any_holder(struct play *p, int64_t epoch)
{
    const char *stretch = "c1-a1";

    switch (roll(p, 3)) {
    case 0: return queued(&p->w, stretch, epoch);
    case 1: return returned(&p->w, stretch, epoch);
    default: return active(&p->w, stretch, epoch, agents[roll(p, 3)]);
    }
}

/* Some agent, perhaps two, may speak beside the holder. */
static void some_speak_beside(struct play *p, struct baton_assignment *a)
{
    for (size_t i = 0; i < 3; i++) {
        if (roll(p, 3) != 0)
            continue;
        struct baton_participant one = { .agent_id = baton_text_of(agents[i]),
                                         .name = BATON_TEXT_NONE,
                                         .may_speak = roll(p, 2) == 0 };
        *BATON_APPEND(&p->w.arena, a->participants, a->participants_count) = one;
    }
}

static void the_router_decides(struct play *p)
{
    struct baton_assignment *a = any_holder(p, ++p->epoch);

    if (roll(p, 4) == 0)
        some_speak_beside(p, a);
    p->last = a;
    assign(&p->w, a);
}

static void the_router_answers(struct play *p)
{
    size_t which = p->pending_count > 0 ? roll(p, p->pending_count) : 0;
    struct baton_assignment *a;

    if (p->pending_count == 0)
        return;
    if (roll(p, 2) == 0 || p->last == NULL) {
        const char *who = baton_text_string(&p->w.arena, p->pending_by[which]);
        a = active(&p->w, "c1-a1", ++p->epoch, who);
        a->change = BATON_ASSIGNMENT_CHANGE_TAKEN_OVER;
        a->holder_cause = BATON_HOLDER_CAUSE_TAKEOVER;
    } else {
        a = baton_record_copy(&baton_assignment_type, p->last, &p->w.arena);
        a->env.sequence = ++p->w.sequence;
        a->change = BATON_ASSIGNMENT_CHANGE_REFUSED;
    }
    a->answers_event_id = p->pending[which];
    p->pending[which] = p->pending[--p->pending_count];
    p->pending_by[which] = p->pending_by[p->pending_count];
    p->last = a;
    assign(&p->w, a);
}

static void something_else(struct play *p)
{
    struct world *w = &p->w;

    switch (roll(p, 5)) {
    case 0:
        if (p->last != NULL) /* an old record again */
            assign(w, p->last);
        break;
    case 1:
        if (p->last != NULL) {
            struct baton_assignment *a =
                baton_record_copy(&baton_assignment_type, p->last, &w->arena);
            a->env.sequence = ++w->sequence;
            a->participants_count = 0;
            a->answers_event_id = BATON_TEXT_NONE;
            some_speak_beside(p, a);
            p->last = a;
            assign(w, a);
        }
        break;
    case 2:
        world_feed(
            w, &baton_topic_resolutions,
            resolution(w, baton_text_format(&w->arena, "r%lld", (long long)p->numbers).data, 1,
                       "c1-a1",
                       roll(p, 8) == 0 ? BATON_RESOLUTION_NEXT_CLOSE : BATON_RESOLUTION_NEXT_STAY));
        break;
    default: world_wait(w, (int64_t)roll(p, 4000));
    }
}

static void play(struct play *p, uint64_t seed)
{
    memset(p, 0, sizeof *p);
    world_open(&p->w, NULL);
    p->random = seed * 2654435761U + 88172645463325252U;
    for (int i = 0; i < STEPS; i++) {
        size_t requests = p->w.requests_count;
        uint64_t what = roll(p, 100);

        if (what < 60)
            someone_speaks(p);
        else if (what < 70)
            the_router_decides(p);
        else if (what < 80)
            the_router_answers(p);
        else
            something_else(p);
        note_takeovers(p, requests);
    }
    world_wait(&p->w, 10000);
}

/* --- what may be said, by the log ------------------------------------------------------------ */

/* The last holder event before `offset`; NULL: none. There is one partition: a place in the list is
 * an offset. */
static const struct baton_conversation_event *holder_before(const struct world *w, size_t offset)
{
    while (offset-- > 0)
        if (w->events[offset]->type == BATON_EVENT_TYPE_HOLDER)
            return w->events[offset];
    return NULL;
}

static int64_t offset_of(const struct world *w, const struct baton_conversation_event *event)
{
    for (size_t i = 0; i < w->events_count; i++)
        if (w->events[i] == event)
            return (int64_t)i;
    return -1;
}

static bool names(const struct baton_conversation_event *holder,
                  const struct baton_conversation_event *message)
{
    const struct baton_holder_change *h = holder != NULL ? &holder->holder : NULL;

    if (message->speaker == BATON_SPEAKER_BOT)
        return h == NULL || (h->kind == BATON_HOLDER_KIND_BOT && h->id.size == 0);
    for (size_t i = 0; h != NULL && i < h->speakers_count; i++)
        if (baton_text_equal(h->speakers[i], message->speaker_id))
            return true;
    return h != NULL && h->kind == BATON_HOLDER_KIND_AGENT
           && baton_text_equal(h->id, message->speaker_id);
}

/* An agent who does not hold has spoken since the last holder event: the bot is silent. */
static bool is_muted(const struct world *w, size_t offset)
{
    const struct baton_conversation_event *holder = holder_before(w, offset);

    while (offset-- > 0 && w->events[offset] != holder)
        if (w->events[offset]->type == BATON_EVENT_TYPE_MESSAGE
            && w->events[offset]->speaker == BATON_SPEAKER_AGENT
            && !names(holder, w->events[offset]))
            return true;
    return false;
}

static bool seen_before(const struct world *w, size_t offset)
{
    for (size_t i = 0; i < offset; i++)
        if (baton_text_equal(w->events[i]->event_id, w->events[offset]->event_id))
            return true;
    return false;
}

struct answers {
    size_t said, held_back, two_voices;
    const struct baton_delivery *say;
};

static struct answers answers_to(const struct world *w, struct baton_text event_id)
{
    struct answers found = { 0, 0, 0, NULL };

    for (size_t i = 0; i < w->deliveries_count; i++) {
        const struct baton_delivery *d = w->deliveries[i];

        if (!baton_text_equal(d->event_id, event_id))
            continue;
        found.said += d->kind == BATON_DELIVERY_KIND_SAY;
        found.held_back +=
            d->kind == BATON_DELIVERY_KIND_SUPPRESSED || d->kind == BATON_DELIVERY_KIND_REFUSED;
        found.two_voices += d->kind == BATON_DELIVERY_KIND_TWO_VOICES;
        if (d->kind == BATON_DELIVERY_KIND_SAY)
            found.say = d;
    }
    return found;
}

static void check_requested(const struct world *w, size_t offset, size_t tally[4])
{
    const struct baton_conversation_event *message = w->events[offset];
    const struct baton_conversation_event *holder = holder_before(w, offset);
    int64_t epoch = holder != NULL ? holder->holder.epoch : 0;
    bool named =
        names(holder, message) && !(message->speaker == BATON_SPEAKER_BOT && is_muted(w, offset));
    bool early = message->env.epoch > epoch;
    bool takeover = message->speaker == BATON_SPEAKER_AGENT && !named;
    struct answers got_back = answers_to(w, message->event_id);

    assert_true(got_back.said + got_back.held_back <= 1);
    assert_int_equal(got_back.two_voices, 0);
    if (named && !early && (message->env.epoch < 0 || message->env.epoch == epoch)) {
        assert_int_equal(got_back.said, 1);
        assert_int_equal(got_back.say->env.epoch, epoch);
        assert_int_equal(got_back.say->message_offset, (int64_t)offset);
        assert_int_equal(got_back.say->holder_offset, offset_of(w, holder));
        tally[0]++;
    } else if (early || takeover) { /* later, under a holder event that names its speaker, or not */
        tally[got_back.said > 0 ? 1 : 2]++;
        if (got_back.said == 0)
            return;
        int64_t at = got_back.say->holder_offset;
        const struct baton_conversation_event *then = at >= 0 ? w->events[at] : NULL;
        assert_true(names(then, message));
        assert_int_equal(got_back.say->env.epoch, then != NULL ? then->holder.epoch : 0);
        assert_true(early || at > (int64_t)offset);
    } else {
        assert_int_equal(got_back.said, 0);
        assert_int_equal(got_back.held_back, 1);
        tally[3]++;
    }
}

static void check_reported(const struct world *w, size_t offset)
{
    const struct baton_conversation_event *message = w->events[offset];
    const struct baton_conversation_event *holder = holder_before(w, offset);
    int64_t epoch = holder != NULL ? holder->holder.epoch : 0;
    bool named =
        names(holder, message) && !(message->speaker == BATON_SPEAKER_BOT && is_muted(w, offset));
    bool stale = message->env.epoch >= 0 && message->env.epoch < epoch;
    struct answers got_back = answers_to(w, message->event_id);

    assert_int_equal(got_back.said, 0);
    assert_int_equal(got_back.two_voices, !named || stale);
}

static void check_holders(const struct world *w)
{
    int64_t epoch = 0;

    for (size_t i = 0; i < w->events_count; i++) {
        const struct baton_conversation_event *event = w->events[i];

        if (event->type != BATON_EVENT_TYPE_HOLDER)
            continue;
        assert_false(seen_before(w, i));
        assert_true(event->holder.epoch >= epoch);
        if (event->holder.epoch == epoch)
            assert_true(event->holder.cause == BATON_HOLDER_CAUSE_SPEAKERS
                        || event->holder.cause == BATON_HOLDER_CAUSE_REFUSED);
        epoch = event->holder.epoch;
    }
}

static void nothing_is_said_but_by_whom_the_log_names(void **state)
{
    size_t tally[4] = { 0, 0, 0, 0 };
    static struct play p;

    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        play(&p, seed);
        const struct world *w = &p.w;
        assert_int_equal(w->dead_letters, 0);
        check_holders(w);
        for (size_t i = 0; i < w->deliveries_count; i++)
            assert_int_equal(w->deliveries[i]->env.sequence, (int64_t)i + 1);
        for (size_t i = 0; i < w->events_count; i++) {
            const struct baton_conversation_event *event = w->events[i];

            if (event->type != BATON_EVENT_TYPE_MESSAGE || event->speaker == BATON_SPEAKER_CUSTOMER
                || seen_before(w, i))
                continue;
            if (event->disposition == REQUESTED)
                check_requested(w, i, tally);
            else
                check_reported(w, i);
        }
        world_close(&p.w);
    }
    print_message("said at once %zu, later %zu, not after waiting %zu, suppressed %zu\n", tally[0],
                  tally[1], tally[2], tally[3]);
    for (size_t i = 0; i < 4; i++)
        assert_true(tally[i] > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_but_by_whom_the_log_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
