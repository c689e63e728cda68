/* The frame of the head, its bound and its hash. */
#include "compose.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "hash.h"
#include "pages.h"
#include "quality.h"

#define DAY_MS INT64_C(86400000)

static const double CLEAR_ISSUE = 14; /* weight of a sentence that says all (issue.c) */

struct baton_text compose_category(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;

    if (known->signal_category.size > 0)
        return known->signal_category;
    if (known->category.size > 0)
        return known->category;
    return known->page.area.size > 0 ? known->page.area : known->intent;
}

const struct baton_route_rule *compose_route(const struct package *p)
{
    const char *trigger = baton_enum_name(&baton_trigger_symbols, (int)p->known->trigger);

    return baton_rules_route(p->rules, compose_category(p), p->known->customer.tier,
                             baton_text_of(trigger));
}

bool compose_mood_urgent(const struct package *p)
{
    return p->row->mood.score <= -0.6; /* not where it is NAN */
}

bool compose_mood_low(const struct package *p)
{
    return p->row->mood.score < -0.1;
}

enum baton_urgency compose_urgency(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;
    enum baton_urgency urgency = BATON_URGENCY_NORMAL;

    for (size_t i = 0; i < known->deadlines_count; i++) {
        if (known->deadlines[i].due_at > p->now_ms
            && known->deadlines[i].due_at - p->now_ms < DAY_MS)
            urgency = BATON_URGENCY_HIGH;
    }
    if (known->hurry || compose_mood_urgent(p))
        urgency = BATON_URGENCY_HIGH;
    return known->urgency > urgency ? known->urgency : urgency;
}

struct baton_text compose_plain(const struct package *p, struct baton_text name)
{
    char *copy = baton_arena_copy(p->arena, name.data, name.size);

    for (size_t i = 0; i < name.size; i++)
        copy[i] = (char)(copy[i] == '_' ? ' ' : copy[i]);
    return (struct baton_text){ copy, name.size };
}

struct baton_text compose_attempt(const struct package *p, const struct baton_attempt *attempt)
{
    struct baton_text name = compose_plain(p, attempt->name);
    const char *outcome = baton_enum_name(&baton_action_outcome_symbols, (int)attempt->outcome);
    struct baton_text words = compose_plain(p, baton_text_of(outcome));

    if (attempt->outcome == BATON_ACTION_OUTCOME_UNKNOWN)
        words = BATON_TEXT("outcome not known");
    if (attempt->detail.size == 0)
        return baton_text_format(p->arena, "%.*s: %.*s", BATON_TEXT_ARG(name),
                                 BATON_TEXT_ARG(words));
    struct baton_text detail = package_cut(p, attempt->detail, 100);
    return baton_text_format(p->arena, "%.*s: %.*s (%.*s)", BATON_TEXT_ARG(name),
                             BATON_TEXT_ARG(words), BATON_TEXT_ARG(detail));
}

static void compose_pages(struct package *p, struct baton_context_package *head)
{
    struct baton_page_ref open;

    for (size_t i = 0; i < p->known->pages_count; i++)
        *PACKAGE_ADD(p->arena, head->pages, head->pages_count) = p->known->pages[i];
    if (pages_open_ref(p, &open))
        *PACKAGE_ADD(p->arena, head->pages, head->pages_count) = open;
    head->turns = p->row->turns;
    head->last_event_id = p->row->last_event_id;
}

static bool is_under_minimum(const struct package *p, const struct baton_context_package *head)
{
    return head->quality.overall < p->rules->min_quality;
}

/* A package under the tenant's minimum is handed over all the same, and says so: as the last thing
 * that is missing. */
static void flag_quality(struct package *p, struct baton_context_package *head)
{
    if (is_under_minimum(p, head))
        *PACKAGE_ADD(p->arena, head->quality.missing, head->quality.missing_count) =
            BATON_TEXT("minimum_quality");
}

static void compose_frame(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;
    const struct baton_packager_conversation *row = p->row;

    head->env.tenant = p->tenant;
    head->env.conversation_id = p->id;
    head->status = row->status;
    head->customer = known->customer;
    head->category = compose_category(p);
    head->intent = known->intent;
    head->complexity = known->complexity;
    head->urgency = compose_urgency(p);
    head->trigger = known->trigger;
    head->reasons = known->reasons;
    head->reasons_count = known->reasons_count;
    head->page = known->page;
    head->language = known->language;
    head->channel = known->channel;
    head->source = known->source;
    head->masks = known->masks;
    head->masks_count = known->masks_count;
    head->started_at = row->started_at > 0 ? row->started_at : BATON_NULL_LONG;
    head->holder.kind = row->holding.kind;
    head->holder.id = row->holding.id;
    head->holder.name = row->holding.name;
    head->holder.external_ids = row->holding.external_ids;
    head->holder.external_ids_count = row->holding.external_ids_count;
    head->assignment_id = row->holding.assignment_id;
    head->signal_id = known->signal_id;
    head->request_id = row->request_id;
}

/* --- the bound: what goes first when a head is too large
 * ------------------------------------------ */

static void shed_values(struct baton_context_package *head)
{
    for (size_t i = 0; i < head->enrichments_count; i++)
        head->enrichments[i].values_count = 0;
}

static void shed_history(struct baton_context_package *head)
{
    head->customer.earlier_contacts_count =
        head->customer.earlier_contacts_count > 2 ? 2 : head->customer.earlier_contacts_count;
    head->customer.satisfaction_history_count = 0;
    head->customer.product_usage_count = 0;
}

static void shed_articles(struct baton_context_package *head)
{
    for (size_t i = 0; i < head->tried_count; i++)
        head->tried[i].articles_count = head->tried[i].links_count = 0;
    head->attachments_count = head->attachments_count > 5 ? 5 : head->attachments_count;
}

static void shed_lists(struct baton_context_package *head)
{
    size_t keep = head->tried_count > 8 ? 8 : head->tried_count;

    head->tried += head->tried_count - keep;
    head->tried_count = keep;
    head->established_count = head->established_count > 20 ? 20 : head->established_count;
    head->open_questions_count = head->open_questions_count > 5 ? 5 : head->open_questions_count;
    keep = head->commitments_count > 8 ? 8 : head->commitments_count;
    head->commitments += head->commitments_count - keep;
    head->commitments_count = keep;
}

static void shed_rest(struct baton_context_package *head)
{
    for (size_t i = 0; i < head->reasons_count; i++)
        head->reasons[i].quotes_count = head->reasons[i].event_ids_count = 0;
    head->technical = BATON_TEXT_NONE;
    head->customer.external_ids_count = head->customer.preferences_count = 0;
    for (size_t i = 0; i < head->established_count; i++)
        head->established[i].value = baton_text_cut(head->established[i].value, 80);
}

static size_t head_bytes(const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 8 * 1024 * 1024);
    size_t size = baton_codec_encode(&baton_context_package_type, head, &buf, NULL) == BATON_DONE
                      ? buf.size
                      : SIZE_MAX;
    baton_buf_release(&buf);
    return size;
}

static void shed(struct package *p, struct baton_context_package **head)
{
    static void (*const steps[])(struct baton_context_package *) = { shed_values, shed_history,
                                                                     shed_articles, shed_lists,
                                                                     shed_rest };

    if (head_bytes(*head) <= HEAD_MAX_BYTES)
        return;
    *head = baton_record_copy(&baton_context_package_type, *head,
                              p->arena); /* lists are the knowledge's own */
    (*head)->cut = true;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && head_bytes(*head) > HEAD_MAX_BYTES; i++)
        steps[i](*head);
}

/* Hash of what a reader would call news: not how often a page was written, nor how old a thing is.
 * Of the mood its word, its direction and what turned it: the score moves with every message, and
 * each message's own is on its page. Nor what the quality owes to how many messages there are. */
static int64_t news_of(const struct package *p)
{
    struct baton_context_package copy = *p->head;

    copy.turns = (int64_t)copy.pages_count; /* a new page is news */
    copy.last_event_id = BATON_TEXT_NONE;
    copy.pages = NULL;
    copy.pages_count = 0;
    copy.sentiment.score = copy.card.sentiment = NAN;
    copy.sentiment.points_count = 0;
    copy.quality.missing_count -= is_under_minimum(p, &copy);
    copy.quality.emotion = copy.quality.overall = 0;
    copy.enrichments = baton_arena_copy(p->arena, copy.enrichments,
                                        copy.enrichments_count * sizeof *copy.enrichments);
    for (size_t i = 0; i < copy.enrichments_count; i++)
        copy.enrichments[i].age_ms = BATON_NULL_LONG;
    return (int64_t)package_hash(&baton_context_package_type, &copy);
}

/* The first time after now at which something is due in `before_ms` or is due. */
static void sooner(int64_t *due, int64_t now_ms, int64_t at, int64_t before_ms)
{
    if (at == BATON_NULL_LONG)
        return;
    if (at > now_ms && at < *due)
        *due = at;
    if (at - before_ms > now_ms && at - before_ms < *due)
        *due = at - before_ms;
}

/* Before that the head stays the same if nothing comes. */
static int64_t due_of(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;
    int64_t due = INT64_MAX;

    for (size_t i = 0; i < known->commitments_count; i++) {
        if (known->commitments[i].state == BATON_COMMITMENT_STATE_OPEN)
            sooner(&due, p->now_ms, known->commitments[i].due_at, AT_RISK_MS);
    }
    for (size_t i = 0; i < known->deadlines_count; i++)
        sooner(&due, p->now_ms, known->deadlines[i].due_at, DAY_MS - 1);
    return due == INT64_MAX ? 0 : due;
}

static void add_text(uint64_t *hash, struct baton_text text)
{
    *hash = baton_fnv1a(*hash, text.data, text.size);
    *hash = baton_fnv1a(*hash, "", 1);
}

/* Hash of what a head is made of beside the knowledge and the time. */
static int64_t inputs_of(const struct package *p)
{
    const struct baton_packager_conversation *row = p->row;
    const struct baton_mood *mood = &row->mood;
    const int64_t numbers[] = { row->status,         row->started_at,
                                row->holding.epoch,  row->holding.offset,
                                row->holding.kind,   row->pages,
                                row->page,           mood->trajectory,
                                row->mood_answer,    compose_mood_urgent(p),
                                compose_mood_low(p), row->forgotten };
    const struct baton_text texts[] = { row->holding.id, row->holding.assignment_id,
                                        row->request_id, mood->emotion,
                                        mood->turned_by, mood->turned_text,
                                        row->last_words, p->rules->version };
    uint64_t hash = baton_fnv1a(0, numbers, sizeof numbers);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        add_text(&hash, texts[i]);
    return (int64_t)hash;
}

/* Whether it can be another head than the last one. */
static bool is_due(struct package *p)
{
    struct baton_packager_conversation *row = p->row;
    int64_t inputs = inputs_of(p);
    bool same = !p->learned && inputs == row->head_inputs && row->version > 0
                && p->send == BATON_ROUTING_KIND_UNKNOWN
                && (row->head_due == 0 || p->now_ms < row->head_due);

    row->head_inputs = inputs;
    row->head_due = due_of(p);
    return !same;
}

int64_t compose_story(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;
    uint64_t hash = 0;

    add_text(&hash, known->issue);
    add_text(&hash, known->category);
    for (size_t i = 0; i < known->tried_count; i++) {
        add_text(&hash, known->tried[i].name);
        hash = baton_fnv1a(hash, &known->tried[i].outcome, sizeof known->tried[i].outcome);
    }
    for (size_t i = 0; i < known->commitments_count; i++) {
        add_text(&hash, known->commitments[i].text);
        hash = baton_fnv1a(hash, &known->commitments[i].state, sizeof known->commitments[i].state);
    }
    for (size_t i = 0; i < known->facts_count; i++) {
        if (known->facts[i].superseded)
            add_text(&hash, known->facts[i].fact.value);
    }
    return (int64_t)hash;
}

void compose_draft(struct package *p)
{
    struct baton_context_package *head = BATON_RECORD(p->arena, context_package);

    compose_frame(p, head);
    compose_lists(p, head);
    compose_advice(p, head);
    compose_words(p, head);
    /* A summary of the rules is made of these very parts; one of a model was checked. */
    packager_quality(
        p->arena, baton_rules_template(p->rules, head->category),
        p->known->issue_weight > CLEAR_ISSUE ? 1 : p->known->issue_weight / CLEAR_ISSUE, 0, head);
    flag_quality(p, head);
    compose_pages(p, head);
    shed(p, &head);
    p->head = head;
}

#ifndef NDEBUG
/* Composing costs as much as all else of a record, and most say nothing new: in builds for tests it
 * is composed all the same, and nothing new must be what comes out. */
static bool stays(struct package *p)
{
    compose_draft(p);
    bool same = p->row->forgotten || news_of(p) == p->row->head_hash;
    p->head = NULL;
    return same;
}
#endif

void compose_write(struct package *p)
{
    struct baton_packager_conversation *row = p->row;

    if (!is_due(p)) {
        assert(stays(p));
        return;
    }
    compose_draft(p);
    struct baton_context_package *head = p->head;
    int64_t news = news_of(p);
    if (row->forgotten || news == row->head_hash)
        return;
    row->head_hash = news;
    head->version = ++row->version;
    head->package_id = package_make_id(p, 'k', row->version);
    head->env.sequence = row->version;
    head->env.epoch = row->holding.epoch;
    head->env.seen.policy_version = p->rules->version;
    head->env.synthetic = row->synthetic;
    package_fail(p, baton_emit(p->out, &baton_topic_packages, p->key, head));
    baton_count(p->out, &packager_heads, NULL, 1);
}
