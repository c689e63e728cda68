/* Compares what a stage wrote with what it writes when it is fed again. */
#include "checks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_codec.h"

enum {
    WRONG_SHOWN = 5,
    TEXT_MAX_BYTES = 8 * 1024 * 1024,
    DIFFERENCE_BEFORE = 60,
    DIFFERENCE_BYTES = 300
};

void check_begin(struct checks *checks, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    vsnprintf(checks->name, sizeof checks->name, format, list);
    va_end(list);
    checks->wrong = checks->looked_at = 0;
}

bool check_that(struct checks *checks, bool good, const char *format, ...)
{
    va_list list;

    checks->looked_at++;
    if (good)
        return true;
    if (++checks->wrong > WRONG_SHOWN)
        return false;
    va_start(list, format);
    printf("  wrong: ");
    vprintf(format, list);
    printf("\n");
    va_end(list);
    return false;
}

void check_end(struct checks *checks)
{
    bool good = checks->wrong == 0;

    if (checks->looked_at == 0) {
        printf("nothing to look at: %s\n", checks->name);
        return;
    }
    printf("%s %s (%lld looked at", good ? "passed" : "FAILED", checks->name,
           (long long)checks->looked_at);
    printf(good ? ")\n" : ", %lld wrong)\n", (long long)checks->wrong);
    checks->passed += good;
    checks->failed += !good;
}

/* --- order ----------------------------------------------------------------------------------- */

static int by_group(const struct output *a, const struct output *b)
{
    int order = baton_text_compare(a->topic, b->topic);

    order = order != 0 ? order : baton_text_compare(a->key, b->key);
    order = order != 0 ? order : (a->task > b->task) - (a->task < b->task);
    return order != 0 ? order : baton_text_compare(a->forwarded, b->forwarded);
}

static int by_group_and_order(const void *one, const void *other)
{
    const struct output *a = one, *b = other;
    int group = by_group(a, b);

    return group != 0 ? group : (a->order > b->order) - (a->order < b->order);
}

/* --- one record ------------------------------------------------------------------------------ */

struct sides {
    struct checks *checks;
    struct baton_plan *plan; /* reads what our own schema wrote */
    struct baton_arena arena;
    struct baton_buf buf[2];
    void *values[2];
};

/* Rows to which the learner folds what comes, "to the same row in whatever order": the last version
 * of each conversation's row counts, and not how many there were on the way or what made the last.
 */
static bool is_fold(struct baton_text topic)
{
    return baton_text_is(topic, "handoff-outcomes") || baton_text_is(topic, "customer-history");
}

/* Which record made the last version, and how many versions there were. */
static void without_the_way(const struct baton_record_type *type, struct baton_envelope *env)
{
    env->cause = (struct baton_cause){ BATON_TEXT_NONE, -1, -1, BATON_TEXT_NONE };
    env->occurred_at = env->sequence = env->epoch = 0;
    if (type == &baton_handoff_outcome_type)
        ((struct baton_handoff_outcome *)(void *)env)->version = 0;
    else {
        ((struct baton_customer_history *)(void *)env)->version = 0;
        ((struct baton_customer_history *)(void *)env)->history_id = BATON_TEXT_NONE;
    }
}

static void *without_what_is_free(const struct baton_record_type *type, void *value)
{
    struct baton_envelope *env = value;

    env->seen.inputs_count = 0;
    if (type == &baton_handoff_outcome_type || type == &baton_customer_history_type)
        without_the_way(type, env);
    if (type == &baton_dead_letter_type) {
        ((struct baton_dead_letter *)value)->message = BATON_TEXT_NONE;
        ((struct baton_dead_letter *)value)->attempts = 0;
    }
    return value;
}

static void *decode(struct sides *sides, const struct output *output)
{
    struct baton_text payload = { output->value.data + 5, output->value.size - 5 };
    struct baton_error err = { "", "" };
    void *value;

    if (output->value.size < 5
        || baton_plan_decode(sides->plan, payload, &sides->arena, &value, &err) != BATON_DONE)
        return NULL;
    return without_what_is_free(output->type, value);
}

/* Frame (with the schema's id) and value. */
static bool values_equal(struct sides *sides, const struct output *run, const struct output *replay)
{
    const struct output *both[2] = { run, replay };
    struct baton_error err = { "", "" };

    for (int i = 0; i < 2; i++) {
        sides->values[i] = decode(sides, both[i]);
        baton_buf_reset(&sides->buf[i]);
        if (sides->values[i] == NULL
            || baton_codec_encode(run->type, sides->values[i], &sides->buf[i], &err) != BATON_DONE)
            return false;
    }
    return memcmp(run->value.data, replay->value.data, 5) == 0
           && baton_text_equal(baton_buf_text(&sides->buf[0]), baton_buf_text(&sides->buf[1]));
}

static bool is_free_header(struct baton_text name)
{
    return baton_text_is(name, "__baton.errors.message")
           || baton_text_is(name, "__baton.errors.attempts");
}

static bool headers_equal(const struct output *run, const struct output *replay)
{
    if (is_fold(run->topic))
        return true; /* they are those of what made the last version */
    if (run->headers_count != replay->headers_count)
        return false;
    for (size_t i = 0; i < run->headers_count; i++) {
        const struct baton_pair *a = &run->headers[i], *b = &replay->headers[i];

        if (!baton_text_equal(a->key, b->key)
            || (!is_free_header(a->key) && !baton_text_equal(a->value, b->value)))
            return false;
    }
    return true;
}

static void show_headers(const char *side, const struct output *output)
{
    printf("         %s headers:", side);
    for (size_t i = 0; i < output->headers_count; i++)
        printf(" %.*s=%.*s", BATON_TEXT_ARG(output->headers[i].key),
               BATON_TEXT_ARG(output->headers[i].value));
    printf("\n");
}

/* Both texts around the place where they part. */
static void show_difference(struct sides *sides, const struct baton_record_type *type)
{
    for (int i = 0; i < 2; i++) {
        baton_buf_reset(&sides->buf[i]);
        if (sides->values[i] != NULL)
            baton_json_encode(type, sides->values[i], true, &sides->buf[i]);
    }
    struct baton_text a = baton_buf_text(&sides->buf[0]), b = baton_buf_text(&sides->buf[1]);
    size_t at = 0;

    while (at < a.size && at < b.size && a.data[at] == b.data[at])
        at++;
    at = at > DIFFERENCE_BEFORE ? at - DIFFERENCE_BEFORE : 0;
    printf("         run:    …%.*s\n",
           (int)(a.size - at < DIFFERENCE_BYTES ? a.size - at : DIFFERENCE_BYTES), a.data + at);
    printf("         replay: …%.*s\n",
           (int)(b.size - at < DIFFERENCE_BYTES ? b.size - at : DIFFERENCE_BYTES), b.data + at);
}

static void compare(struct sides *sides, const struct output *run, const struct output *replay)
{
    baton_arena_reset(&sides->arena);
    if (run->tombstone || replay->tombstone || run->forwarded.size > 0) {
        check_that(sides->checks,
                   run->tombstone == replay->tombstone
                       && baton_text_equal(run->value, replay->value),
                   "%.*s %.*s: other bytes, or a tombstone", BATON_TEXT_ARG(run->topic),
                   BATON_TEXT_ARG(run->key));
        return;
    }
    if (!check_that(sides->checks, values_equal(sides, run, replay),
                    "%.*s %.*s at %zu: other values", BATON_TEXT_ARG(run->topic),
                    BATON_TEXT_ARG(run->key), run->order)) {
        if (sides->checks->wrong <= WRONG_SHOWN)
            show_difference(sides, run->type);
    } else if (!check_that(sides->checks, headers_equal(run, replay),
                           "%.*s %.*s at %zu: other headers", BATON_TEXT_ARG(run->topic),
                           BATON_TEXT_ARG(run->key), run->order)
               && sides->checks->wrong <= WRONG_SHOWN) {
        show_headers("run", run);
        show_headers("replay", replay);
    }
}

static void alone(struct checks *checks, const struct output *output, const char *what)
{
    check_that(checks, false, "%.*s %.*s (task %d, number %zu%s): %s",
               BATON_TEXT_ARG(output->topic), BATON_TEXT_ARG(output->key), (int)output->task,
               output->order, output->tombstone ? ", tombstone" : "", what);
}

static void walk_both(struct sides *sides, const struct outputs *run, const struct outputs *replay)
{
    size_t a = 0, b = 0;

    while (a < run->count || b < replay->count) {
        int order = a == run->count      ? 1
                    : b == replay->count ? -1
                                         : by_group(&run->items[a], &replay->items[b]);

        if (order < 0)
            alone(sides->checks, &run->items[a++], "only in the run");
        else if (order > 0)
            alone(sides->checks, &replay->items[b++], "only in the replay");
        else
            compare(sides, &run->items[a++], &replay->items[b++]);
    }
}

/* The items of one topic, sorted; a view. */
static struct outputs of_topic(const struct outputs *outputs, struct baton_text topic)
{
    struct outputs part = { .items = NULL };

    for (size_t i = 0; i < outputs->count; i++)
        if (baton_text_equal(outputs->items[i].topic, topic)) {
            if (part.count++ == 0)
                part.items = &outputs->items[i];
        }
    return part;
}

/* Of each conversation's row the last; the conversation becomes a part of the key. */
static void keep_last(struct sides *sides, struct baton_arena *arena, struct outputs *outputs)
{
    size_t kept = 0;

    for (size_t i = 0; i < outputs->count; i++) {
        struct output *item = &outputs->items[i];
        const struct baton_envelope *env = item->tombstone ? NULL : decode(sides, item);

        if (env != NULL)
            item->key = baton_text_format(arena, "%.*s of %.*s", BATON_TEXT_ARG(item->key),
                                          BATON_TEXT_ARG(env->conversation_id));
        item->task = -1;
    }
    if (outputs->count > 0)
        qsort(outputs->items, outputs->count, sizeof *outputs->items, by_group_and_order);
    for (size_t i = 0; i < outputs->count; i++)
        if (i + 1 == outputs->count || by_group(&outputs->items[i], &outputs->items[i + 1]) != 0)
            outputs->items[kept++] = outputs->items[i];
    outputs->count = kept;
}

static void check_topic(struct checks *checks, const struct baton_service *service,
                        struct baton_text topic, const struct outputs *run,
                        const struct outputs *replay)
{
    struct sides sides = { .checks = checks };
    struct outputs then = of_topic(run, topic), now = of_topic(replay, topic);

    if (output_is_summary(topic) || (then.count == 0 && now.count == 0))
        return;
    struct baton_arena fold_arena;
    baton_arena_init(&fold_arena);
    baton_arena_init(&sides.arena);
    for (int i = 0; i < 2; i++)
        baton_buf_init(&sides.buf[i], TEXT_MAX_BYTES);
    struct baton_error err = { "", "" };
    const struct baton_record_type *type = then.count > 0 ? then.items[0].type : now.items[0].type;
    if (baton_plan_compile(baton_text_of(type->schema_text), type, &sides.plan, &err) != BATON_DONE)
        abort();
    check_begin(checks, "%s: %.*s equals the replay", service->name, BATON_TEXT_ARG(topic));
    if (is_fold(topic)) {
        keep_last(&sides, &fold_arena, &then);
        keep_last(&sides, &fold_arena, &now);
    }
    walk_both(&sides, &then, &now);
    baton_arena_release(&fold_arena);
    check_end(checks);
    for (int i = 0; i < 2; i++)
        baton_buf_release(&sides.buf[i]);
    baton_plan_free(sides.plan);
    baton_arena_release(&sides.arena);
}

void check_outputs(struct checks *checks, const struct baton_service *service,
                   const struct outputs *run, const struct outputs *replay)
{
    char dead_letters[96];

    if (run->count > 0)
        qsort(run->items, run->count, sizeof *run->items, by_group_and_order);
    if (replay->count > 0)
        qsort(replay->items, replay->count, sizeof *replay->items, by_group_and_order);
    for (const struct baton_topic *const *topic = service->outputs; topic != NULL && *topic != NULL;
         topic++)
        check_topic(checks, service, baton_text_of((*topic)->name), run, replay);
    for (const struct baton_topic *const *topic = service->inputs; *topic != NULL; topic++)
        if ((*topic)->forwarder != NULL && strcmp((*topic)->forwarder, service->name) == 0) {
            bool twice = false;

            for (size_t i = 0; service->outputs[i] != NULL; i++)
                twice = twice || service->outputs[i] == *topic;
            if (!twice)
                check_topic(checks, service, baton_text_of((*topic)->name), run, replay);
        }
    snprintf(dead_letters, sizeof dead_letters, "%s-dead-letters", service->name);
    check_topic(checks, service, baton_text_of(dead_letters), run, replay);
}
