/* Rings by tenant. A ring knows how far it reaches back in each partition: the offset behind the
 * last event that it had to give up. */
#include "rings.h"

#include <pthread.h>
#include <sys/queue.h>

#define uthash_fatal(message) abort()
#include <uthash.h>

enum { ID_MAX_BYTES = 64 * 1024, EVENT_BYTES = 96 };

struct event {
    TAILQ_ENTRY(event) place;
    struct ring_event is; /* its texts are behind the struct */
};

struct listener {
    TAILQ_ENTRY(listener) place;
    unsigned kinds;
    bool synthetic;
    struct ring_sink sink;
    size_t conversation_size;
    char conversation_id[];
};

struct ring {
    UT_hash_handle hh;
    TAILQ_HEAD(, event) events;
    TAILQ_HEAD(, listener) listeners;
    size_t count, bytes;
    struct positions sent;     /* behind the last event of each partition */
    struct positions given_up; /* behind the last that is no longer in the ring */
    size_t name_size;
    char name[];
};

struct rings {
    pthread_mutex_t lock;
    struct rings_conf conf;
    struct ring *tenants;
    struct positions first;   /* offset of the first record read of each partition */
    struct positions reached; /* behind the last */
    struct baton_buf id;
};

struct rings *rings_new(const struct rings_conf *conf)
{
    struct rings *rings = calloc(1, sizeof *rings);

    if (rings == NULL)
        abort();
    rings->conf = *conf;
    pthread_mutex_init(&rings->lock, NULL);
    baton_buf_init(&rings->id, ID_MAX_BYTES);
    return rings;
}

static void listener_free(struct ring *ring, struct listener *listener)
{
    TAILQ_REMOVE(&ring->listeners, listener, place);
    listener->sink.leave(listener->sink.context);
    free(listener);
}

static void event_free(struct ring *ring, struct event *event)
{
    TAILQ_REMOVE(&ring->events, event, place);
    ring->bytes -= EVENT_BYTES + event->is.conversation_id.size + event->is.data.size;
    ring->count--;
    free(event);
}

static void give_up_first(struct ring *ring)
{
    struct event *event = TAILQ_FIRST(&ring->events);

    positions_advance(&ring->given_up, event->is.kind, event->is.partition, event->is.offset + 1);
    event_free(ring, event);
}

static void ring_free(struct rings *rings, struct ring *ring)
{
    while (!TAILQ_EMPTY(&ring->listeners))
        listener_free(ring, TAILQ_FIRST(&ring->listeners));
    while (!TAILQ_EMPTY(&ring->events))
        give_up_first(ring);
    positions_release(&ring->sent);
    positions_release(&ring->given_up);
    HASH_DEL(rings->tenants, ring);
    free(ring);
}

void rings_free(struct rings *rings)
{
    struct ring *ring, *next;

    if (rings == NULL)
        return;
    HASH_ITER(hh, rings->tenants, ring, next)
    ring_free(rings, ring);
    positions_release(&rings->first);
    positions_release(&rings->reached);
    baton_buf_release(&rings->id);
    pthread_mutex_destroy(&rings->lock);
    free(rings);
}

static struct ring *have(struct rings *rings, struct baton_text tenant)
{
    struct ring *ring = NULL;

    HASH_FIND(hh, rings->tenants, tenant.data, tenant.size, ring);
    if (ring != NULL)
        return ring;
    ring = calloc(1, sizeof *ring + tenant.size);
    if (ring == NULL)
        abort();
    memcpy(ring->name, tenant.data, tenant.size);
    ring->name_size = tenant.size;
    TAILQ_INIT(&ring->events);
    TAILQ_INIT(&ring->listeners);
    HASH_ADD_KEYPTR(hh, rings->tenants, ring->name, ring->name_size, ring);
    return ring;
}

/* --- in --------------------------------------------------------------------------------------- */

void rings_passed(struct rings *rings, enum stream_kind kind, int32_t partition, int64_t offset)
{
    pthread_mutex_lock(&rings->lock);
    if (positions_next(&rings->reached, kind, partition) == 0)
        positions_advance(&rings->first, kind, partition, offset);
    positions_advance(&rings->reached, kind, partition, offset + 1);
    pthread_mutex_unlock(&rings->lock);
}

static void put(char *at, struct baton_text text)
{
    if (text.size > 0)
        memcpy(at, text.data, text.size);
}

static void add(struct rings *rings, struct ring *ring, const struct ring_event *from)
{
    struct event *event = malloc(sizeof *event + from->conversation_id.size + from->data.size);
    char *texts = (char *)(event + 1);

    if (event == NULL)
        abort();
    put(texts, from->conversation_id);
    put(texts + from->conversation_id.size, from->data);
    event->is = *from;
    event->is.conversation_id.data = texts;
    event->is.data.data = texts + from->conversation_id.size;
    TAILQ_INSERT_TAIL(&ring->events, event, place);
    ring->count++;
    ring->bytes += EVENT_BYTES + from->conversation_id.size + from->data.size;
    positions_advance(&ring->sent, from->kind, from->partition, from->offset + 1);
    while (ring->count > rings->conf.max_events || ring->bytes > rings->conf.max_bytes)
        give_up_first(ring);
}

static bool hears(const struct listener *listener, const struct ring_event *event)
{
    struct baton_text only = { listener->conversation_id, listener->conversation_size };

    return (listener->kinds & 1u << event->kind) != 0 && (listener->synthetic || !event->synthetic)
           && (only.size == 0 || baton_text_equal(only, event->conversation_id));
}

static struct baton_text id_of(struct rings *rings, const struct positions *positions,
                               unsigned kinds)
{
    baton_buf_reset(&rings->id);
    positions_write(positions, kinds, &rings->id);
    return baton_buf_text(&rings->id);
}

void rings_publish(struct rings *rings, struct baton_text tenant, const struct ring_event *event)
{
    struct baton_text name = baton_text_of(stream_kind_name(event->kind));
    struct listener *listener, *next;

    pthread_mutex_lock(&rings->lock);
    struct ring *ring = have(rings, tenant);
    add(rings, ring, event);
    for (listener = TAILQ_FIRST(&ring->listeners); listener != NULL; listener = next) {
        next = TAILQ_NEXT(listener, place);
        if (!hears(listener, event))
            continue;
        if (!listener->sink.event(listener->sink.context,
                                  id_of(rings, &ring->sent, listener->kinds), name, event->data))
            listener_free(ring, listener);
    }
    pthread_mutex_unlock(&rings->lock);
}

void rings_forget(struct rings *rings, struct baton_text tenant, enum stream_kind kind,
                  struct baton_text conversation_id)
{
    struct ring *ring = NULL;
    struct event *event, *next;

    pthread_mutex_lock(&rings->lock);
    HASH_FIND(hh, rings->tenants, tenant.data, tenant.size, ring);
    for (event = ring != NULL ? TAILQ_FIRST(&ring->events) : NULL; event != NULL; event = next) {
        next = TAILQ_NEXT(event, place);
        if (event->is.kind == kind && baton_text_equal(event->is.conversation_id, conversation_id))
            event_free(ring, event);
    }
    pthread_mutex_unlock(&rings->lock);
}

/* --- listeners -------------------------------------------------------------------------------- */

/* Nothing that the listener has not seen has left the ring. */
static bool reaches_back(const struct rings *rings, const struct ring *ring, unsigned kinds,
                         const struct positions *seen)
{
    for (size_t i = 0; i < ring->given_up.count; i++) {
        const struct position *gone = &ring->given_up.items[i];

        if ((kinds & 1u << gone->kind) != 0
            && positions_next(seen, gone->kind, gone->partition) < gone->next)
            return false;
    }
    for (size_t i = 0; i < seen->count; i++) {
        const struct position *at = &seen->items[i];
        int64_t reached = positions_next(&rings->reached, at->kind, at->partition);
        int64_t first = positions_next(&rings->first, at->kind, at->partition);

        /* Beyond the end: the topic was made anew. Before its start: retention took some. */
        if ((kinds & 1u << at->kind) != 0 && (at->next > reached || at->next < first))
            return false;
    }
    return true;
}

/* What it missed, each event with the position that it then has. False: it is gone. */
static bool catch_up(struct rings *rings, const struct ring *ring, const struct listener *listener,
                     struct positions *seen)
{
    struct event *event;

    TAILQ_FOREACH(event, &ring->events, place)
    {
        const struct ring_event *is = &event->is;
        bool missed = is->offset >= positions_next(seen, is->kind, is->partition);

        if (!missed)
            continue;
        positions_advance(seen, is->kind, is->partition, is->offset + 1);
        if (hears(listener, is)
            && !listener->sink.event(listener->sink.context, id_of(rings, seen, listener->kinds),
                                     baton_text_of(stream_kind_name(is->kind)), is->data))
            return false;
    }
    return true;
}

static bool greet(struct rings *rings, const struct ring *ring, const struct listener *listener,
                  const char *last_event_id)
{
    struct positions seen = { NULL, 0 };
    bool resumes = last_event_id != NULL && positions_read(&seen, baton_text_of(last_event_id))
                   && reaches_back(rings, ring, listener->kinds, &seen);
    bool reset = last_event_id != NULL && !resumes;
    bool good = listener->sink.event(
        listener->sink.context, id_of(rings, resumes ? &seen : &ring->sent, listener->kinds),
        reset ? BATON_TEXT("reset") : BATON_TEXT("ready"), BATON_TEXT("{}"));

    good = good && (!resumes || catch_up(rings, ring, listener, &seen));
    positions_release(&seen);
    return good;
}

void rings_join(struct rings *rings, struct baton_text tenant, const struct ring_listener *from)
{
    struct listener *listener = calloc(1, sizeof *listener + from->conversation_id.size);

    if (listener == NULL)
        abort();
    listener->kinds = from->kinds;
    listener->synthetic = from->synthetic;
    listener->sink = from->sink;
    listener->conversation_size = from->conversation_id.size;
    put(listener->conversation_id, from->conversation_id);
    pthread_mutex_lock(&rings->lock);
    struct ring *ring = have(rings, tenant);
    TAILQ_INSERT_TAIL(&ring->listeners, listener, place);
    if (!greet(rings, ring, listener, from->last_event_id))
        listener_free(ring, listener);
    pthread_mutex_unlock(&rings->lock);
}

size_t rings_sweep(struct rings *rings)
{
    struct ring *ring, *next_ring;
    struct listener *listener, *next;
    size_t left = 0;

    pthread_mutex_lock(&rings->lock);
    HASH_ITER(hh, rings->tenants, ring, next_ring)
    {
        for (listener = TAILQ_FIRST(&ring->listeners); listener != NULL; listener = next) {
            next = TAILQ_NEXT(listener, place);
            if (listener->sink.is_open(listener->sink.context))
                left++;
            else
                listener_free(ring, listener);
        }
        if (TAILQ_EMPTY(&ring->listeners) && ring->sent.count == 0)
            ring_free(rings, ring); /* asked for, and nothing ever came */
    }
    pthread_mutex_unlock(&rings->lock);
    return left;
}
