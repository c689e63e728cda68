/* See pages.h. Pages keep their rows until the conversation ends: a turn may be marked on any. */
#include "pages.h"

#include <string.h>

#include "key.h"

enum {
    PAGE_BYTES = 900,  /* of turns: with envelope and key a page stays about 1 kB */
    TEXT_BYTES = 8192, /* of one turn; such a turn has a page of its own */
    LIST_ITEMS = 20,
    TURN_MAX_BYTES = 1024 * 1024,
};

struct baton_text pages_key(const struct package *p, int64_t number)
{
    return baton_key_extend(p->arena, p->key,
                            baton_text_format(p->arena, "%lld", (long long)number));
}

static struct baton_context_page *keep(struct package *p, struct baton_context_page *page)
{
    *PACKAGE_ADD(p->arena, p->pages, p->pages_count) = page;
    *PACKAGE_ADD(p->arena, p->pages_changed, p->pages_changed_count) = false;
    return page;
}

struct baton_context_page *pages_get(struct package *p, int64_t number)
{
    void *row = NULL;

    for (size_t i = 0; i < p->pages_count; i++) {
        if (p->pages[i]->number == number)
            return p->pages[i];
    }
    enum baton_verdict v =
        baton_state_load(p->out, &packager_open_pages, pages_key(p, number), &row);
    package_fail(p, v);
    return v == BATON_DONE && row != NULL ? keep(p, row) : NULL;
}

static size_t turn_bytes(const struct baton_turn *turn)
{
    struct baton_buf buf;

    baton_buf_init(&buf, TURN_MAX_BYTES);
    bool fits = baton_codec_encode(&baton_turn_type, turn, &buf, NULL) == BATON_DONE;
    size_t size = fits ? buf.size : TURN_MAX_BYTES;
    baton_buf_release(&buf);
    return size;
}

static void cut_list(size_t *count)
{
    *count = *count > LIST_ITEMS ? LIST_ITEMS : *count;
}

static void cut_action(const struct package *p, struct baton_action_attempt *action)
{
    action->name = package_cut(p, action->name, PACKAGER_DETAIL);
    action->detail = package_cut(p, action->detail, PACKAGER_DETAIL);
    cut_list(&action->links_count);
    cut_list(&action->articles_count);
    cut_list(&action->parameters_count);
    for (size_t i = 0; i < action->parameters_count; i++)
        action->parameters[i].value = package_cut(p, action->parameters[i].value, PACKAGER_DETAIL);
}

static void cut_turn(const struct package *p, struct baton_turn *turn)
{
    if (turn->text.size > TEXT_BYTES) {
        turn->text = baton_text_cut(turn->text, TEXT_BYTES);
        turn->cut = true;
    }
    cut_list(&turn->actions_count);
    cut_list(&turn->attachments_count);
    for (size_t i = 0; i < turn->actions_count; i++)
        cut_action(p, &turn->actions[i]);
}

void pages_close(struct package *p)
{
    struct baton_packager_knowledge *known = p->known;
    struct baton_context_page *page = p->row->page > 0 ? pages_get(p, p->row->page) : NULL;
    struct baton_page_ref ref;

    if (!pages_open_ref(p, &ref))
        return;
    if (page != NULL) {
        page->closed = true;
        ref.version++; /* the one that says so */
    }
    if (known->pages_count == PACKAGER_PAGES)
        PACKAGE_REMOVE(known->pages, known->pages_count, 0);
    *PACKAGE_ADD(p->arena, known->pages, known->pages_count) = ref;
    pages_touch(p, p->row->page);
    p->row->page = 0;
}

static struct baton_context_page *page_begin(struct package *p)
{
    struct baton_packager_conversation *row = p->row;
    struct baton_context_page *page = BATON_RECORD(p->arena, context_page);

    row->page = ++row->pages;
    row->page_version = row->page_turns = row->page_bytes = 0;
    row->page_first_at = row->page_last_at = 0;
    page->env.tenant = p->tenant;
    page->env.conversation_id = p->id;
    page->page_id = package_make_id(p, 'p', row->page);
    page->number = row->page;
    return keep(p, page);
}

struct baton_turn *pages_add(struct package *p, const struct baton_turn *turn)
{
    struct baton_packager_conversation *row = p->row;
    struct baton_turn added = *turn;
    cut_turn(p, &added);
    int64_t bytes = (int64_t)turn_bytes(&added);
    struct baton_context_page *page = NULL;

    if (row->page > 0 && row->page_bytes + bytes > PAGE_BYTES)
        pages_close(p);
    if (row->page > 0)
        page = pages_get(p, row->page);
    if (page == NULL)
        page = page_begin(p);
    struct baton_turn *place = PACKAGE_ADD(p->arena, page->turns, page->turns_count);
    *place = added;
    row->page_turns++;
    row->page_bytes += bytes;
    row->page_last_at = turn->at == BATON_NULL_LONG ? row->page_last_at : turn->at;
    row->page_first_at = row->page_first_at == 0 ? row->page_last_at : row->page_first_at;
    row->turns++;
    pages_touch(p, page->number);
    return place;
}

struct baton_turn *pages_find_on(struct package *p, int64_t number, struct baton_text event_id)
{
    struct baton_context_page *page = pages_get(p, number);

    for (size_t i = page != NULL ? page->turns_count : 0; i > 0; i--) {
        if (baton_text_equal(page->turns[i - 1].event_id, event_id))
            return &page->turns[i - 1];
    }
    return NULL;
}

struct baton_turn *pages_find(struct package *p, struct baton_text event_id, int64_t *ret_page)
{
    for (int64_t number = p->row->pages; number > 0 && event_id.size > 0; number--) {
        struct baton_turn *turn = pages_find_on(p, number, event_id);

        if (turn != NULL && ret_page != NULL)
            *ret_page = number;
        if (turn != NULL)
            return turn;
    }
    return NULL;
}

void pages_touch(struct package *p, int64_t number)
{
    for (size_t i = 0; i < p->pages_count; i++) {
        if (p->pages[i]->number == number)
            p->pages_changed[i] = true;
    }
}

static void write_one(struct package *p, struct baton_context_page *page)
{
    page->version++;
    page->env.sequence = page->version;
    page->env.epoch = p->row->holding.epoch;
    page->env.seen.policy_version = p->rules->version;
    page->env.synthetic = p->row->synthetic;
    if (page->number == p->row->page)
        p->row->page_version = page->version;
    struct baton_text key = pages_key(p, page->number);
    package_fail(p, baton_emit(p->out, &baton_topic_pages, key, page));
    baton_state_save(p->out, &packager_open_pages, key, page);
    baton_count(p->out, &packager_pages_written, NULL, 1);
}

void pages_write(struct package *p)
{
    for (size_t i = 0; i < p->pages_count; i++) {
        if (p->pages_changed[i])
            write_one(p, p->pages[i]);
    }
}

bool pages_open_ref(const struct package *p, struct baton_page_ref *ret)
{
    const struct baton_packager_conversation *row = p->row;

    if (row->page == 0)
        return false;
    *ret = (struct baton_page_ref){
        .page_id = package_make_id(p, 'p', row->page),
        .number = row->page,
        .version = row->page_version,
        .turns = row->page_turns,
        .bytes = row->page_bytes,
        .first_at = row->page_first_at == 0 ? BATON_NULL_LONG : row->page_first_at,
        .last_at = row->page_last_at == 0 ? BATON_NULL_LONG : row->page_last_at,
    };
    return true;
}
