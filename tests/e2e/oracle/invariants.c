/* What must hold in every run, whatever the stages decide: ids that are counted, packages that hold
 * their cause, each resolution counted once; who holds is in holders.c. */
#include "invariants.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b)
{
    const struct dump_record *one = *(const struct dump_record *const *)a;
    const struct dump_record *other = *(const struct dump_record *const *)b;
    int order = baton_text_compare(one->key, other->key);

    order = order != 0 ? order
                       : (one->partition > other->partition) - (one->partition < other->partition);
    return order != 0 ? order : (one->offset > other->offset) - (one->offset < other->offset);
}

static struct view view_of(const struct dump *dump, const struct baton_topic *row,
                           struct baton_arena *arena)
{
    struct view view = { .records = NULL };
    const struct dump_record *record;

    for (size_t at = 0; (record = dump_next(dump, row, &at)) != NULL;)
        if (record->decoded != NULL)
            *BATON_APPEND(arena, view.records, view.count) = record;
    if (view.count > 0)
        qsort(view.records, view.count, sizeof *view.records, by_key);
    return view;
}

bool group_next(const struct view *view, size_t *at, struct group *ret)
{
    size_t first = *at;

    if (first == view->count)
        return false;
    while (*at < view->count
           && baton_text_equal(view->records[*at]->key, view->records[first]->key))
        ++*at;
    *ret = (struct group){ &view->records[first], *at - first };
    return true;
}

struct group group_find(const struct view *view, struct baton_text key)
{
    size_t low = 0, high = view->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (baton_text_compare(view->records[middle]->key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    high = low;
    while (high < view->count && baton_text_equal(view->records[high]->key, key))
        high++;
    return (struct group){ view->count > 0 ? &view->records[low] : NULL, high - low };
}

/* Ids "<conversation>-<letter><n>" count from 1. */
static void check_counted_ids(struct all *all, const struct view *view, const char *name,
                              char letter)
{
    const struct baton_field *id = NULL;
    struct group group;

    check_begin(all->checks, "%s: ids are counted from 1, none twice, none missing", name);
    for (size_t at = 0; group_next(view, &at, &group);)
        for (size_t i = 0; i < group.count; i++) {
            const struct baton_record_type *type = group.records[i]->type;
            const struct baton_envelope *env = group.records[i]->decoded;

            for (size_t f = 0; id == NULL; f++)
                if (type->fields[f].required && type->fields[f].kind == BATON_KIND_STRING
                    && strcmp(type->fields[f].name, "tenant") != 0
                    && strcmp(type->fields[f].name, "conversation_id") != 0)
                    id = &type->fields[f];
            struct baton_text got =
                *(const struct baton_text *)(const void *)((const char *)group.records[i]->decoded
                                                           + id->offset);
            struct baton_text want = baton_text_format(
                &all->arena, "%.*s-%c%zu", BATON_TEXT_ARG(env->conversation_id), letter, i + 1);
            check_that(all->checks, baton_text_equal(got, want), "%.*s: %.*s where %.*s is due",
                       KEY(group.records[i]), BATON_TEXT_ARG(got), BATON_TEXT_ARG(want));
        }
    check_end(all->checks);
}

/* --- packages -------------------------------------------------------------------------------- */

static const struct baton_context_package *package_version(const struct group *packages,
                                                           int64_t version)
{
    for (size_t i = 0; i < packages->count; i++) {
        const struct baton_context_package *package = packages->records[i]->decoded;

        if (package->version == version)
            return package;
    }
    return NULL;
}

static const struct baton_context_page *page_version(const struct group *pages, int64_t version)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct baton_context_page *page = pages->records[i]->decoded;

        if (page->version == version)
            return page;
    }
    return NULL;
}

/* Version 0: the last one. */
static bool page_holds(struct all *all, struct baton_text key, int64_t number, int64_t version,
                       struct baton_text event_id)
{
    struct baton_text page_key =
        baton_text_format(&all->arena, "%.*s/%lld", BATON_TEXT_ARG(key), (long long)number);
    struct group pages = group_find(&all->pages, page_key);
    const struct baton_context_page *page = page_version(&pages, version);

    if (version == 0 && pages.count > 0)
        page = pages.records[pages.count - 1]->decoded;
    for (size_t t = 0; page != NULL && t < page->turns_count; t++)
        if (baton_text_equal(page->turns[t].event_id, event_id))
            return true;
    return false;
}

/* Whether the pages that the head names, in the versions that it names, hold the turn, or a page
 * before the first that it names: of a long conversation it names the last ones. */
static bool holds_turn(struct all *all, struct baton_text key,
                       const struct baton_context_package *package, struct baton_text event_id)
{
    int64_t first = package->pages_count > 0 ? package->pages[0].number : 1;

    for (size_t i = 0; i < package->pages_count; i++)
        if (page_holds(all, key, package->pages[i].number, package->pages[i].version, event_id))
            return true;
    for (int64_t number = 1; number < first; number++)
        if (page_holds(all, key, number, 0, event_id))
            return true;
    return false;
}

/* The event at which the signal was decided; empty: a timer. */
static struct baton_text turn_of_signal(const struct all *all, struct baton_text key,
                                        struct baton_text signal_id)
{
    struct group signals = group_find(&all->signals, key);

    for (size_t i = 0; i < signals.count; i++) {
        const struct baton_escalation_signal *signal = signals.records[i]->decoded;

        if (baton_text_equal(signal->signal_id, signal_id))
            return signal->event_id;
    }
    return BATON_TEXT_NONE;
}

/* The conversation's key, from a record whose key is another. */
static struct baton_text conversation_key(struct all *all, const struct baton_envelope *env)
{
    struct baton_text key = baton_text_format(&all->arena, "%.*s/", BATON_TEXT_ARG(env->tenant));

    for (size_t i = 0; i < env->conversation_id.size; i++) {
        char c = env->conversation_id.data[i];

        key = baton_text_format(&all->arena, c == '/' || c == '%' ? "%.*s%%%02X" : "%.*s%c",
                                BATON_TEXT_ARG(key), c);
    }
    return key;
}

static void check_packages(struct all *all)
{
    check_begin(all->checks,
                "each package version that a routing request names holds the turn that caused it");
    for (size_t i = 0; i < all->requests.count; i++) {
        const struct baton_routing_request *request = all->requests.records[i]->decoded;

        if (request->package.version <= 0)
            continue;
        struct baton_text key = conversation_key(all, &request->env);
        struct group packages = group_find(&all->packages, key);
        const struct baton_context_package *package =
            package_version(&packages, request->package.version);
        struct baton_text turn = turn_of_signal(all, key, request->signal_id);

        check_that(all->checks, package != NULL,
                   "%.*s: %.*s names version %lld, which is not there", BATON_TEXT_ARG(key),
                   BATON_TEXT_ARG(request->request_id), (long long)request->package.version);
        if (package != NULL && turn.size > 0 && request->kind == BATON_ROUTING_KIND_REQUEST)
            check_that(all->checks, holds_turn(all, key, package, turn),
                       "%.*s: version %lld does not hold turn %.*s", BATON_TEXT_ARG(key),
                       (long long)package->version, BATON_TEXT_ARG(turn));
    }
    check_end(all->checks);
}

/* --- the learner ----------------------------------------------------------------------------- */

/* The rows of one conversation stand under the tenant's key; the last version counts. */
static void check_outcome(struct all *all, const struct group *resolutions,
                          const struct baton_handoff_outcome *last, size_t rows)
{
    bool known = false;

    for (size_t i = 0; last != NULL && i < resolutions->count; i++) {
        const struct baton_resolution *resolution = resolutions->records[i]->decoded;

        known = known || baton_text_equal(resolution->resolution_id, last->resolution_id);
    }
    check_that(all->checks, last != NULL && known,
               "%.*s: its resolution is in no outcome (%zu rows)", KEY(resolutions->records[0]),
               rows);
}

static int by_conversation(const void *a, const void *b)
{
    const struct baton_handoff_outcome *one = (*(const struct dump_record *const *)a)->decoded;
    const struct baton_handoff_outcome *other = (*(const struct dump_record *const *)b)->decoded;
    int order = baton_text_compare(one->env.tenant, other->env.tenant);

    order = order != 0 ? order
                       : baton_text_compare(one->env.conversation_id, other->env.conversation_id);
    return order != 0 ? order : (one->version > other->version) - (one->version < other->version);
}

static const struct baton_handoff_outcome *outcome_at(const struct all *all, size_t index)
{
    return index < all->outcomes.count ? all->outcomes.records[index]->decoded : NULL;
}

static bool of_conversation(const struct baton_handoff_outcome *outcome,
                            const struct baton_envelope *env)
{
    return outcome != NULL && baton_text_equal(outcome->env.tenant, env->tenant)
           && baton_text_equal(outcome->env.conversation_id, env->conversation_id);
}

static void check_versions(struct all *all)
{
    check_begin(all->checks,
                "handoff-outcomes: one row a conversation, versions 1 to n without a gap");
    for (size_t i = 0; i < all->outcomes.count; i++) {
        const struct baton_handoff_outcome *before = i > 0 ? outcome_at(all, i - 1) : NULL,
                                           *now = outcome_at(all, i);
        bool first = !of_conversation(before, &now->env);

        check_that(all->checks,
                   now->version == (first ? 1 : before->version + 1)
                       && (first || baton_text_equal(before->outcome_id, now->outcome_id)),
                   "%.*s: version %lld of %.*s", BATON_TEXT_ARG(now->env.conversation_id),
                   (long long)now->version, BATON_TEXT_ARG(now->outcome_id));
    }
    check_end(all->checks);
}

static void check_outcomes(struct all *all)
{
    struct group resolutions;
    size_t at = 0, row = 0;

    if (all->outcomes.count == 0)
        return;
    qsort(all->outcomes.records, all->outcomes.count, sizeof *all->outcomes.records,
          by_conversation);
    check_versions(all);
    check_begin(all->checks, "each resolution is counted once in handoff-outcomes");
    while (group_next(&all->resolutions, &at, &resolutions)) {
        const struct baton_envelope *env = resolutions.records[0]->decoded;
        const struct baton_handoff_outcome *last = NULL;
        size_t rows = 0;

        for (row = 0; row < all->outcomes.count; row++)
            if (of_conversation(outcome_at(all, row), env)) {
                last = outcome_at(all, row);
                rows++;
            }
        check_outcome(all, &resolutions, last, rows);
    }
    check_end(all->checks);
}

/* --- all ------------------------------------------------------------------------------------- */

void check_invariants(struct checks *checks, const struct dump *dump, bool waiting, bool sums)
{
    struct all all = { .checks = checks, .dump = dump, .waiting = waiting };
    const struct {
        struct view *view;
        const struct baton_topic *topic;
    } views[] = {
        { &all.events, &baton_topic_events },
        { &all.signals, &baton_topic_signals },
        { &all.packages, &baton_topic_packages },
        { &all.pages, &baton_topic_pages },
        { &all.requests, &baton_topic_requests },
        { &all.assignments, &baton_topic_assignments },
        { &all.deliveries, &baton_topic_deliveries },
        { &all.resolutions, &baton_topic_resolutions },
        { &all.outcomes, &baton_topic_outcomes },
        { &all.metrics, &baton_topic_metrics },
        { &all.performance, &baton_topic_performance },
    };

    baton_arena_init(&all.arena);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        *views[i].view = view_of(dump, views[i].topic, &all.arena);
    check_counted_ids(&all, &all.signals, "escalation-signals", 's');
    check_counted_ids(&all, &all.deliveries, "deliveries", 'd');
    check_holders(&all);
    check_packages(&all);
    check_outcomes(&all);
    if (sums)
        check_sums(&all);
    baton_arena_release(&all.arena);
}
