/* Rows by key in a hash table, in two lists by last change: what ended, and the rest. */
#include "views.h"

#include <pthread.h>
#include <sys/queue.h>
#include <sys/random.h>

#include "hash.h"
#include "json_codec.h"

static uint8_t hash_key[16]; /* outsiders choose the ids: without a secret they could choose bins */

#define HASH_FUNCTION(bytes, size, value) \
    ((value) = (unsigned)baton_siphash(hash_key, (bytes), (size)))
#define uthash_fatal(message) abort()
#include <uthash.h>

enum { ROW_BYTES = 256 }; /* a row without its texts, roughly */

struct page {
    int64_t number;
    char *json;
    size_t size;
};

struct row {
    UT_hash_handle hh;
    TAILQ_ENTRY(row) place;
    bool ended[VIEW_PARTS], listed_ended;
    char *json[VIEW_PARTS];
    size_t size[VIEW_PARTS];
    char *card;
    size_t card_size;
    struct page *pages; /* by number */
    size_t page_count;
    int64_t sequence;           /* of the assignment; INT64_MIN without one */
    struct baton_holding *hold; /* one block with its texts; NULL without an assignment */
    size_t hold_bytes;
    size_t key_size;
    char key[];
};
TAILQ_HEAD(row_list, row);

struct views {
    pthread_mutex_t lock;
    struct row *rows;
    struct row_list live, ended;
    size_t max_bytes;
    struct views_size size;
};

static pthread_once_t hash_key_once = PTHREAD_ONCE_INIT;

static void make_hash_key(void)
{
    if (getrandom(hash_key, sizeof hash_key, 0) != sizeof hash_key)
        abort();
}

struct views *views_new(size_t max_bytes)
{
    struct views *views = calloc(1, sizeof *views);

    pthread_once(&hash_key_once, make_hash_key);
    if (views == NULL)
        abort();
    pthread_mutex_init(&views->lock, NULL);
    TAILQ_INIT(&views->live);
    TAILQ_INIT(&views->ended);
    views->max_bytes = max_bytes;
    return views;
}

/* --- memory, counted -------------------------------------------------------------------------- */

/* A copy of `text` in place of `*at`. */
static void keep(struct views *views, char **at, size_t *size, struct baton_text text)
{
    char *copy = text.size > 0 ? malloc(text.size) : NULL;

    if (text.size > 0 && copy == NULL)
        abort();
    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    free(*at);
    views->size.bytes = views->size.bytes - *size + text.size;
    *at = copy;
    *size = text.size;
}

static struct baton_text pack_text(char **at, struct baton_text text)
{
    char *copy = *at;

    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    *at += text.size;
    return (struct baton_text){ copy, text.size };
}

/* One block: the struct, its speakers, all texts. */
static void keep_holding(struct views *views, struct row *row, const struct baton_holding *holding)
{
    size_t speakers = holding->speakers_count * sizeof *holding->speakers;
    size_t size = sizeof *holding + speakers + holding->id.size + holding->name.size
                  + holding->assignment_id.size;

    for (size_t i = 0; i < holding->speakers_count; i++)
        size += holding->speakers[i].size;
    struct baton_holding *packed = malloc(size);
    if (packed == NULL)
        abort();
    char *at = (char *)(packed + 1) + speakers;
    *packed = *holding;
    packed->speakers = (struct baton_text *)(void *)(packed + 1);
    packed->id = pack_text(&at, holding->id);
    packed->name = pack_text(&at, holding->name);
    packed->assignment_id = pack_text(&at, holding->assignment_id);
    for (size_t i = 0; i < holding->speakers_count; i++)
        packed->speakers[i] = pack_text(&at, holding->speakers[i]);
    free(row->hold);
    views->size.bytes = views->size.bytes - row->hold_bytes + size;
    row->hold = packed;
    row->hold_bytes = size;
}

static void forget_holding(struct views *views, struct row *row)
{
    views->size.bytes -= row->hold_bytes;
    free(row->hold);
    row->hold = NULL;
    row->hold_bytes = 0;
    row->sequence = INT64_MIN;
}

static void drop_page_at(struct views *views, struct row *row, size_t index)
{
    keep(views, &row->pages[index].json, &row->pages[index].size, BATON_TEXT_NONE);
    memmove(row->pages + index, row->pages + index + 1,
            (--row->page_count - index) * sizeof *row->pages);
}

static void row_free(struct views *views, struct row *row)
{
    for (int part = 0; part < VIEW_PARTS; part++)
        keep(views, &row->json[part], &row->size[part], BATON_TEXT_NONE);
    keep(views, &row->card, &row->card_size, BATON_TEXT_NONE);
    while (row->page_count > 0)
        drop_page_at(views, row, row->page_count - 1);
    free(row->pages);
    forget_holding(views, row);
    TAILQ_REMOVE(row->listed_ended ? &views->ended : &views->live, row, place);
    HASH_DEL(views->rows, row);
    views->size.bytes -= ROW_BYTES + row->key_size;
    views->size.conversations--;
    free(row);
}

void views_free(struct views *views)
{
    struct row *row, *next;

    if (views == NULL)
        return;
    HASH_ITER(hh, views->rows, row, next)
    row_free(views, row);
    pthread_mutex_destroy(&views->lock);
    free(views);
}

/* --- rows ------------------------------------------------------------------------------------- */

static struct row *find(const struct views *views, struct baton_text key)
{
    struct row *row = NULL;

    HASH_FIND(hh, views->rows, key.data, key.size, row);
    return row;
}

static struct row *have(struct views *views, struct baton_text key)
{
    struct row *row = find(views, key);

    if (row != NULL)
        return row;
    row = calloc(1, sizeof *row + key.size);
    if (row == NULL)
        abort();
    memcpy(row->key, key.data, key.size);
    row->key_size = key.size;
    row->sequence = INT64_MIN;
    HASH_ADD_KEYPTR(hh, views->rows, row->key, row->key_size, row);
    TAILQ_INSERT_TAIL(&views->live, row, place);
    views->size.bytes += ROW_BYTES + key.size;
    views->size.conversations++;
    return row;
}

/* The row was changed: it goes behind the others of its list, and room is made. */
static void touch(struct views *views, struct row *row)
{
    bool ended = row->ended[VIEW_PACKAGE] || row->ended[VIEW_ASSIGNMENT];

    TAILQ_REMOVE(row->listed_ended ? &views->ended : &views->live, row, place);
    TAILQ_INSERT_TAIL(ended ? &views->ended : &views->live, row, place);
    row->listed_ended = ended;
    while (views->size.bytes > views->max_bytes && views->size.conversations > 0) {
        struct row *oldest = TAILQ_FIRST(&views->ended);

        if (oldest != NULL)
            views->size.dropped_ended++;
        else
            views->size.dropped_live++;
        row_free(views, oldest != NULL ? oldest : TAILQ_FIRST(&views->live));
    }
}

static void drop_if_empty(struct views *views, struct row *row)
{
    if (row->json[VIEW_PACKAGE] == NULL && row->json[VIEW_ASSIGNMENT] == NULL
        && row->page_count == 0)
        row_free(views, row);
}

/* --- from the topics -------------------------------------------------------------------------- */

static bool is_over(const struct baton_assignment *assignment)
{
    return assignment->status == BATON_ASSIGNMENT_STATUS_COMPLETED
           || assignment->status == BATON_ASSIGNMENT_STATUS_CANCELLED
           || assignment->status == BATON_ASSIGNMENT_STATUS_FAILED;
}

/* What the switchboard will say in its holder event: the speakers are the participants who may. */
static void hold(struct views *views, struct row *row, const struct baton_assignment *assignment)
{
    struct baton_arena arena;
    struct baton_holding holding = {
        .kind = assignment->holder.kind,
        .id = assignment->holder.id,
        .name = assignment->holder.name,
        .epoch = assignment->env.epoch,
        .assignment_id = assignment->assignment_id,
        .offset = -1,
    };

    baton_arena_init(&arena);
    for (size_t i = 0; i < assignment->participants_count; i++)
        if (assignment->participants[i].may_speak)
            *BATON_APPEND(&arena, holding.speakers, holding.speakers_count) =
                assignment->participants[i].agent_id;
    keep_holding(views, row, &holding);
    baton_arena_release(&arena);
}

bool views_assignment(struct views *views, struct baton_text key,
                      const struct baton_assignment *assignment, struct baton_text json)
{
    pthread_mutex_lock(&views->lock);
    struct row *row = have(views, key);
    bool newer = assignment->env.sequence > row->sequence;

    if (newer) {
        row->sequence = assignment->env.sequence;
        row->ended[VIEW_ASSIGNMENT] = is_over(assignment);
        hold(views, row, assignment);
        keep(views, &row->json[VIEW_ASSIGNMENT], &row->size[VIEW_ASSIGNMENT], json);
        touch(views, row);
    }
    pthread_mutex_unlock(&views->lock);
    return newer;
}

bool views_package(struct views *views, struct baton_text key, bool ended, struct baton_text card,
                   struct baton_text json)
{
    pthread_mutex_lock(&views->lock);
    struct row *row = have(views, key);
    bool changed = !baton_text_equal(
        card, (struct baton_text){ row->card_size > 0 ? row->card : "", row->card_size });

    keep(views, &row->card, &row->card_size, card);
    keep(views, &row->json[VIEW_PACKAGE], &row->size[VIEW_PACKAGE], json);
    row->ended[VIEW_PACKAGE] = ended;
    touch(views, row);
    pthread_mutex_unlock(&views->lock);
    return changed;
}

static size_t page_place(const struct row *row, int64_t number)
{
    size_t place = row->page_count;

    while (place > 0 && row->pages[place - 1].number >= number)
        place--;
    return place;
}

static bool page_is(const struct row *row, size_t place, int64_t number)
{
    return place < row->page_count && row->pages[place].number == number;
}

void views_page(struct views *views, struct baton_text key, int64_t number, struct baton_text json)
{
    pthread_mutex_lock(&views->lock);
    struct row *row = have(views, key);
    size_t place = page_place(row, number);

    if (!page_is(row, place, number)) {
        struct page *pages = realloc(row->pages, (row->page_count + 1) * sizeof *pages);

        if (pages == NULL)
            abort();
        row->pages = pages;
        memmove(pages + place + 1, pages + place, (row->page_count++ - place) * sizeof *pages);
        pages[place] = (struct page){ .number = number };
    }
    keep(views, &row->pages[place].json, &row->pages[place].size, json);
    touch(views, row);
    pthread_mutex_unlock(&views->lock);
}

void views_drop(struct views *views, struct baton_text key, enum view_part part)
{
    pthread_mutex_lock(&views->lock);
    struct row *row = find(views, key);

    if (row != NULL) {
        keep(views, &row->json[part], &row->size[part], BATON_TEXT_NONE);
        row->ended[part] = false;
        if (part == VIEW_PACKAGE)
            keep(views, &row->card, &row->card_size, BATON_TEXT_NONE);
        else
            forget_holding(views, row);
        drop_if_empty(views, row);
    }
    pthread_mutex_unlock(&views->lock);
}

void views_drop_page(struct views *views, struct baton_text key, int64_t number)
{
    pthread_mutex_lock(&views->lock);
    struct row *row = find(views, key);
    size_t place = row != NULL ? page_place(row, number) : 0;

    if (row != NULL && page_is(row, place, number)) {
        drop_page_at(views, row, place);
        drop_if_empty(views, row);
    }
    pthread_mutex_unlock(&views->lock);
}

/* --- for handlers ----------------------------------------------------------------------------- */

bool views_read(struct views *views, struct baton_text key, enum view_part part,
                struct baton_buf *buf)
{
    pthread_mutex_lock(&views->lock);
    const struct row *row = find(views, key);
    bool known = row != NULL && row->json[part] != NULL;

    if (known)
        baton_buf_append(buf, row->json[part], row->size[part]);
    pthread_mutex_unlock(&views->lock);
    return known;
}

size_t views_read_pages(struct views *views, struct baton_text key, struct baton_buf *buf)
{
    pthread_mutex_lock(&views->lock);
    const struct row *row = find(views, key);
    size_t count = row != NULL ? row->page_count : 0;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            baton_buf_append_byte(buf, ',');
        baton_buf_append(buf, row->pages[i].json, row->pages[i].size);
    }
    pthread_mutex_unlock(&views->lock);
    return count;
}

/* `json` as the struct that it was; it is released. */
static void *decode(const struct baton_record_type *type, struct baton_buf *json,
                    struct baton_arena *arena)
{
    json_t *parsed = json->size > 0 ? baton_json_parse(baton_buf_text(json), NULL) : NULL;
    void *value = NULL;

    if (parsed == NULL || baton_json_decode(type, parsed, arena, &value, NULL) != BATON_DONE)
        value = NULL;
    json_decref(parsed);
    baton_buf_release(json);
    return value;
}

void *views_record(struct views *views, struct baton_text key, enum view_part part,
                   struct baton_arena *arena)
{
    static const struct baton_record_type *const types[VIEW_PARTS] = {
        [VIEW_ASSIGNMENT] = &baton_assignment_type, [VIEW_PACKAGE] = &baton_context_package_type
    };
    struct baton_buf json;

    baton_buf_init(&json, BATON_JSON_MAX_BYTES);
    views_read(views, key, part, &json);
    return decode(types[part], &json, arena);
}

bool views_page_record(struct views *views, struct baton_text key, size_t index,
                       struct baton_arena *arena, struct baton_context_page **ret_page)
{
    struct baton_buf json;

    baton_buf_init(&json, BATON_JSON_MAX_BYTES);
    pthread_mutex_lock(&views->lock);
    const struct row *row = find(views, key);
    bool known = row != NULL && index < row->page_count;
    if (known)
        baton_buf_append(&json, row->pages[index].json, row->pages[index].size);
    pthread_mutex_unlock(&views->lock);
    *ret_page = decode(&baton_context_page_type, &json, arena);
    return known;
}

void views_holding(struct views *views, struct baton_text key, struct baton_arena *arena,
                   struct baton_holding *ret_holding)
{
    pthread_mutex_lock(&views->lock);
    const struct row *row = find(views, key);

    *ret_holding = (struct baton_holding){ .kind = BATON_HOLDER_KIND_BOT, .offset = -1 };
    if (row != NULL && row->hold != NULL) {
        *ret_holding = *row->hold;
        ret_holding->id = baton_text_copy(arena, row->hold->id);
        ret_holding->name = baton_text_copy(arena, row->hold->name);
        ret_holding->assignment_id = baton_text_copy(arena, row->hold->assignment_id);
        ret_holding->speakers =
            BATON_NEW_ARRAY(arena, struct baton_text, row->hold->speakers_count + 1);
        for (size_t i = 0; i < row->hold->speakers_count; i++)
            ret_holding->speakers[i] = baton_text_copy(arena, row->hold->speakers[i]);
    }
    pthread_mutex_unlock(&views->lock);
}

struct views_size views_size(struct views *views)
{
    pthread_mutex_lock(&views->lock);
    struct views_size size = views->size;
    pthread_mutex_unlock(&views->lock);
    return size;
}
