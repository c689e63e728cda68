/* baton detect: what the detector thinks at every turn of conversation files, a line of JSON each.
 * Its process function, in this process, with no broker. */
#include <jansson.h>

#include "cli.h"
#include "estimate.h"
#include "insight.h"

#define DIGITS 7 /* of a chance */

struct run {
    struct insight *insight;
    struct baton_arena arena;
    struct baton_error err;
};

static json_t *text_json(struct baton_text text)
{
    return json_stringn_nocheck(text.data != NULL ? text.data : "", text.size);
}

static json_t *texts_json(const struct baton_text *items, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, text_json(items[i]));
    return list;
}

static json_t *reasons_json(const struct detector_watched *last)
{
    json_t *list = json_array();

    for (size_t i = 0; last != NULL && i < last->reasons.count; i++) {
        const struct baton_reason *reason = &last->reasons.items[i];
        json_array_append_new(
            list, json_pack("{s:o, s:f, s:o, s:o, s:o}", "code", text_json(reason->code),
                            "contribution", reason->contribution, "event_ids",
                            texts_json(reason->event_ids, reason->event_ids_count), "quotes",
                            texts_json(reason->quotes, reason->quotes_count), "detail",
                            text_json(reason->detail)));
    }
    return list;
}

/* A turn that cannot be estimated (an agent spoke, or nobody) has no chance of anything. */
static json_t *turn_json(const struct conversation *conversation, size_t index,
                         const struct detector_watched *last)
{
    json_t *signals = json_object();

    for (int i = 0; i < DETECTOR_SIGNALS_SHOWN; i++)
        json_object_set_new(signals, detector_signal_names[i],
                            json_real(last != NULL ? last->signals[i] : 0));
    return json_pack("{s:o, s:I, s:f, s:s, s:o, s:o, s:o, s:f, s:f, s:I}", "id",
                     text_json(conversation->id), "turn", (json_int_t)index, "p",
                     last != NULL ? last->probability : 0, "kind", "none", "signals", signals,
                     "category", text_json(last != NULL ? last->category : BATON_TEXT("general")),
                     "reasons", reasons_json(last), "base", last != NULL ? last->reasons.base : 0,
                     "rest", last != NULL ? last->reasons.rest : 0, "rest_count",
                     (json_int_t)(last != NULL ? last->reasons.rest_count : 0));
}

/* A timer that fires before the next turn is of the turn before. */
static bool print_turn(struct run *run, json_t *line, const struct conversation *conversation)
{
    enum baton_signal_kind kind = insight_kind(run->insight, conversation);

    if (line == NULL)
        return true;
    if (kind != BATON_SIGNAL_KIND_UNKNOWN)
        json_object_set_new(line, "kind",
                            json_string(baton_enum_name(&baton_signal_kind_symbols, (int)kind)));
    bool good = json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(DIGITS)) == 0
                && putchar('\n') != EOF;
    json_decref(line);
    if (!good)
        baton_fail(&run->err, BATON_FATAL, "output", "standard output cannot be written");
    return good;
}

static bool detect_conversation(struct run *run, const struct conversation *conversation)
{
    struct insight *insight = run->insight;
    json_t *line = NULL;

    if (!insight_begin(insight, conversation, &run->err))
        return false;
    for (size_t i = 0; i < conversation->events_count; i++) {
        bool good = insight_reach(insight, conversation, i, &run->err);

        if (!print_turn(run, line, conversation) || !good
            || !insight_say(insight, conversation, i, &run->err))
            return false;
        line = turn_json(conversation, i, insight_last(insight));
    }
    bool good = insight_wait(insight, conversation, &run->err);
    return print_turn(run, line, conversation) && good
           && insight_end(insight, conversation, &run->err);
}

static bool detect_file(struct run *run, const char *path)
{
    struct conversation_file *file = conversation_file_open(path, &run->err);
    struct conversation conversation;
    enum conversation_read got = file != NULL ? CONVERSATION_READ : CONVERSATION_BAD;

    while (file != NULL
           && (got = conversation_file_next(file, 0, &run->arena, &conversation, &run->err))
                  == CONVERSATION_READ) {
        if (!detect_conversation(run, &conversation)) {
            got = CONVERSATION_BAD;
            break;
        }
        baton_arena_reset(&run->arena);
    }
    conversation_file_close(file);
    return got == CONVERSATION_END;
}

int detect_command(int argc, char **argv)
{
    static const struct option options[] = { { NULL, 0, NULL, 0 } };
    struct run run = { .insight = NULL };
    bool good;

    if (getopt_long(argc, argv, "", options, NULL) != -1 || optind == argc)
        return cli_usage("detect");
    baton_arena_init(&run.arena);
    run.insight = insight_new(&run.err);
    good = run.insight != NULL;
    for (int i = optind; good && i < argc; i++)
        good = detect_file(&run, argv[i]);
    if (fflush(stdout) != 0)
        good = false;
    insight_free(run.insight);
    baton_arena_release(&run.arena);
    return good ? CLI_OK : cli_fail("detect", &run.err);
}
