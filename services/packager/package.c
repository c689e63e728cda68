/* Rows in, rows out. The knowledge is written only when it changed: many turns add nothing. */
#include "package.h"

#include <string.h>

#include "compose.h"
#include "handoff.h"
#include "hash.h"
#include "key.h"
#include "pages.h"
#include "turns.h"

const struct baton_table packager_conversations = { 'c', &baton_packager_conversation_type };
const struct baton_table packager_knowledge = { 'k', &baton_packager_knowledge_type };
const struct baton_table packager_open_pages = { 'p', &baton_context_page_type };
const struct baton_table *const packager_tables[] = { &packager_conversations, &packager_knowledge,
                                                      &packager_open_pages, NULL };

BATON_METRIC(packager_heads, "baton_packager_packages_total", BATON_COUNTER, NULL,
             "Package heads written.");
BATON_METRIC(packager_pages_written, "baton_packager_pages_total", BATON_COUNTER, NULL,
             "Pages written.");
BATON_METRIC(packager_requests, "baton_packager_requests_total", BATON_COUNTER, "kind",
             "Routing requests written.");
BATON_METRIC(packager_ignored, "baton_packager_ignored_total", BATON_COUNTER, "reason",
             "Events and signals that changed nothing.");
BATON_METRIC(packager_turns, "baton_packager_turns_total", BATON_COUNTER, "state",
             "Messages put on pages, by what became of them.");

enum { HASH_MAX_BYTES = 4 * 1024 * 1024 };

static void *load(struct package *p, const struct baton_table *table)
{
    void *row = NULL;
    enum baton_verdict v = baton_state_load(p->out, table, p->key, &row);

    package_fail(p, v);
    return v == BATON_DONE ? row : NULL;
}

void package_load(struct package *p, struct packager *packager, const struct baton_record *in,
                  struct baton_outbox *out)
{
    *p = (struct package){ .packager = packager,
                           .in = in,
                           .out = out,
                           .arena = in->arena,
                           .now_ms = in->time_ms,
                           .key = in->key,
                           .concerns = BATON_TEXT_NONE };
    p->tenant = baton_key_part(in->arena, in->key, 0);
    p->id = baton_key_part(in->arena, in->key, 1);
    p->row = load(p, &packager_conversations);
    p->rules = p->row != NULL ? baton_rulebook_at(packager->book, p->tenant, p->row->policy_version)
                              : baton_rulebook_now(packager->book, p->tenant);
    if (p->row == NULL)
        return;
    p->known = load(p, &packager_knowledge);
    if (p->known == NULL)
        p->known = BATON_RECORD(p->arena, packager_knowledge);
}

void package_begin(struct package *p)
{
    p->fresh = true;
    p->row = BATON_RECORD(p->arena, packager_conversation);
    p->row->policy_version = p->rules->version;
    p->row->status = BATON_PACKAGE_STATUS_LIVE;
    p->known = BATON_RECORD(p->arena, packager_knowledge);
}

struct baton_masks package_masks(struct package *p)
{
    return (struct baton_masks){ .rules = p->rules,
                                 .arena = p->arena,
                                 .counts = &p->known->masks,
                                 .counts_count = &p->known->masks_count };
}

/* One timer for the messages that wait and for what time alone changes in the head (a promise
 * breaks, a deadline passes): a version that knows of the first alone composes the head at it too,
 * and takes any other name for "retention". An ended conversation's head is left as it was: nobody
 * tells us any more what is kept. */
static void set_timer(struct package *p)
{
    int64_t early = turns_early_due(p), change = p->row->head_due;

    if (change == 0 || p->row->ended || p->row->forgotten || (early > 0 && early < change))
        change = early;
    baton_timer_set(p->out, p->key, "early", &p->row->early_due, change);
}

enum baton_verdict package_save(struct package *p)
{
    if (p->verdict != BATON_DONE || p->row == NULL)
        return p->verdict;
    pages_write(p);
    p->learned = baton_state_save_change(p->out, &packager_knowledge, p->key, p->known);
    compose_write(p);
    handoff_send(p);
    set_timer(p);
    if (p->verdict != BATON_DONE)
        return p->verdict;
    if (p->ending) {
        for (int64_t number = 1; number <= p->row->pages; number++)
            baton_state_drop(p->out, &packager_open_pages, pages_key(p, number));
    }
    baton_state_save(p->out, &packager_conversations, p->key, p->row);
    return BATON_DONE;
}

void package_erase(struct package *p)
{
    for (int64_t number = 1; number <= p->row->pages; number++) {
        struct baton_text key = pages_key(p, number);

        baton_emit_tombstone(p->out, &baton_topic_pages, key);
        baton_state_drop(p->out, &packager_open_pages, key);
    }
    if (p->row->version > 0)
        baton_emit_tombstone(p->out, &baton_topic_packages, p->key);
    p->pages_count = p->pages_changed_count = 0;
}

void package_drop(struct package *p)
{
    baton_timer_set(p->out, p->key, "early", &p->row->early_due, 0);
    baton_timer_set(p->out, p->key, "retention", &p->row->retention_due, 0);
    baton_state_drop(p->out, &packager_knowledge, p->key);
    baton_state_drop(p->out, &packager_conversations, p->key);
    p->row = NULL;
}

void package_ignore(struct package *p, const char *reason)
{
    baton_count(p->out, &packager_ignored, reason, 1);
}

void package_fail(struct package *p, enum baton_verdict verdict)
{
    if (p->verdict == BATON_DONE)
        p->verdict = verdict;
}

struct baton_text package_make_id(const struct package *p, char letter, int64_t number)
{
    return baton_text_format(p->arena, "%.*s-%c%lld", BATON_TEXT_ARG(p->id), letter,
                             (long long)number);
}

struct baton_text package_cut(const struct package *p, struct baton_text text, size_t max_bytes)
{
    if (text.size <= max_bytes)
        return text;
    return baton_text_format(p->arena, "%.*s\xe2\x80\xa6",
                             BATON_TEXT_ARG(baton_text_cut(text, max_bytes - 3)));
}

uint64_t package_hash(const struct baton_record_type *type, const void *value)
{
    static const uint8_t no_secret[16]; /* nobody gains by two heads that hash alike */
    struct baton_buf buf;
    uint64_t hash = 0;

    baton_buf_init(&buf, HASH_MAX_BYTES);
    if (baton_codec_encode(type, value, &buf, NULL) == BATON_DONE)
        hash = baton_siphash(no_secret, buf.data, buf.size);
    baton_buf_release(&buf);
    return hash;
}

size_t package_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size)
{
    uint8_t *wider = baton_arena_zero(arena, *count + 1, item_size);
    void *before;

    memcpy(&before, items, sizeof before);
    if (*count > 0)
        memcpy(wider, before, *count * item_size);
    memcpy(items, &wider, sizeof wider);
    return (*count)++;
}
