/* What the detector sees in conversations: for fitting weights and measuring, not for production.
 *
 *     zcat FILE | detect_dump [--features | --grams]      one conversation a line: {"id", "turns":
 * [{"speaker", "text"}, …]}
 *     detect_dump --names       what the numbers of a turn are called
 *
 * Prints a line for each turn: {"id", "turn", "p", "z", "s", "escalate", "trigger", "category"},
 * and with --features "x", the values in the order of the model. p is from the turns up to this one
 * only, z is the score that it comes from, s is the mood of the turn. "escalate" is the first turn
 * at which the built-in policy would escalate. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "verdict.h"

struct dump {
    struct detector_words words;
    struct detector_weights weights;
    struct baton_rulebook *book;
    struct baton_arena arena;
    bool features;
    bool grams;
    bool escalated;
};

static enum baton_speaker speaker_of(const char *name)
{
    if (name != NULL && strcmp(name, "customer") == 0)
        return BATON_SPEAKER_CUSTOMER;
    return name != NULL && strcmp(name, "ai") == 0 ? BATON_SPEAKER_BOT : BATON_SPEAKER_AGENT;
}

static void print_verdict(struct dump *dump, const char *id, size_t index,
                          const struct detector_turn *turn,
                          const struct baton_detector_conversation *row,
                          const struct detector_verdict *verdict)
{
    json_t *line =
        json_pack("{s:s, s:i, s:f, s:f, s:f, s:b, s:s, s:s%}", "id", id, "turn", (int)index, "p",
                  verdict->probability, "z", detector_score(verdict->features), "s",
                  turn->reading != NULL ? turn->reading->mood : 0.0, "escalate",
                  verdict->escalate && !dump->escalated, "trigger",
                  baton_enum_name(&baton_trigger_symbols, (int)verdict->trigger), "category",
                  row->category.size > 0 ? row->category.data : "general",
                  row->category.size > 0 ? row->category.size : (size_t)7);
    json_t *values = json_array();

    for (int i = 0; i < DETECTOR_FEATURE_COUNT && dump->features; i++)
        json_array_append_new(values, json_real(verdict->features[i].value));
    if (dump->features)
        json_object_set(line, "x", values);
    json_decref(values);
    json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(8));
    putchar('\n');
    json_decref(line);
    dump->escalated = dump->escalated || verdict->escalate;
}

/* A turn as the training program reads it: speaker (0 customer), pieces made of words, all pieces,
 * values; then rows of the table, and traits and features. In the machine's own order of bytes. */
static void write_grams(struct dump *dump, const struct detector_turn *turn,
                        const struct detector_verdict *verdict)
{
    const struct detector_grams grams = detector_grams_of(&dump->arena, &turn->reading->tokens);
    uint32_t head[] = { !turn->customer, (uint32_t)grams.words, (uint32_t)grams.count,
                        DETECTOR_TRAIT_COUNT + DETECTOR_HAND_COUNT };

    fwrite(head, sizeof head, 1, stdout);
    for (size_t i = 0; i < grams.count; i++)
        fwrite(&grams.items[i].row, sizeof grams.items[i].row, 1, stdout);
    fwrite(turn->traits, sizeof turn->traits, 1, stdout);
    for (int i = 0; i < DETECTOR_HAND_COUNT; i++) {
        float value = (float)verdict->features[i].value;
        fwrite(&value, sizeof value, 1, stdout);
    }
}

static void do_turn(struct dump *dump, const char *id, size_t index, const json_t *json,
                    struct baton_detector_conversation *row)
{
    struct baton_conversation_event *event = BATON_RECORD(&dump->arena, conversation_event);
    struct detector_turn turn = { .event = event };
    struct detector_verdict verdict;
    const char *text = json_string_value(json_object_get(json, "text"));

    event->event_id = baton_text_format(&dump->arena, "%s-%zu", id, index);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->speaker = speaker_of(json_string_value(json_object_get(json, "speaker")));
    event->text = baton_text_copy(&dump->arena, baton_text_of(text));
    detector_trail_event(row, event, &dump->arena);
    if (event->speaker == BATON_SPEAKER_CUSTOMER) {
        turn.reading = detector_read_customer(&dump->words, event->text, &dump->arena);
        detector_trail_customer(row, &turn, &dump->arena);
        row->unanswered_event_id = event->event_id;
    } else {
        turn.reading = detector_read_bot(&dump->words, event->text, &dump->arena);
        detector_trail_bot(row, &turn, &dump->arena);
        row->unanswered_event_id = BATON_TEXT_NONE;
    }
    detector_decide(&dump->weights, row, &turn, baton_rulebook_now(dump->book, BATON_TEXT("any")),
                    &dump->arena, &verdict);
    detector_estimate_keep(row, &turn, &verdict.estimate, &dump->arena);
    if (dump->grams)
        write_grams(dump, &turn, &verdict);
    else
        print_verdict(dump, id, index, &turn, row, &verdict);
}

static void do_conversation(struct dump *dump, const json_t *json)
{
    const char *id = json_string_value(json_object_get(json, "id"));
    struct baton_detector_conversation *row = BATON_RECORD(&dump->arena, detector_conversation);
    size_t index;
    const json_t *turn;

    dump->escalated = false;
    json_array_foreach(json_object_get(json, "turns"), index, turn)
        do_turn(dump, id, index, turn, row);
    baton_arena_reset(&dump->arena);
}

/* Pieces are written to make weights anew, also where those in the program no longer fit it. */
static bool open_weights(struct dump *dump, struct baton_error *err)
{
    static const int8_t nothing[(1 << DETECTOR_GRAMS_BITS) * DETECTOR_COLUMNS];
    size_t bytes = (size_t)(detector_weights_en_end - detector_weights_en);

    dump->weights.table = nothing;
    return dump->grams || detector_weights_read(detector_weights_en, bytes, &dump->weights, err);
}

static int print_names(void)
{
    json_t *traits = json_array(), *features = json_array(), *weights = json_array();

    for (int i = 0; i < DETECTOR_TRAIT_COUNT; i++)
        json_array_append_new(traits, json_string(detector_trait_names[i]));
    for (int i = 0; i < DETECTOR_HAND_COUNT; i++) {
        json_array_append_new(features, json_string(detector_features[i].code));
        json_array_append_new(weights, json_real(detector_features[i].weight));
    }
    json_t *names =
        json_pack("{s:i, s:i, s:o, s:o, s:o}", "version", DETECTOR_GRAMS_VERSION, "bits",
                  DETECTOR_GRAMS_BITS, "traits", traits, "features", features, "weights", weights);
    json_dumpf(names, stdout, JSON_COMPACT);
    json_decref(names);
    return 0;
}

int main(int argc, char **argv)
{
    struct dump dump = { .features = argc > 1 && strcmp(argv[1], "--features") == 0,
                         .grams = argc > 1 && strcmp(argv[1], "--grams") == 0 };
    struct baton_error err;
    char *line = NULL;
    size_t capacity = 0;

    if (argc > 1 && strcmp(argv[1], "--names") == 0)
        return print_names();
    if (!open_weights(&dump, &err) || !detector_words_open(&dump.words, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    dump.book = baton_rulebook_new();
    baton_arena_init(&dump.arena);
    while (getline(&line, &capacity, stdin) > 0) {
        json_t *json = json_loads(line, 0, NULL);
        if (json != NULL)
            do_conversation(&dump, json);
        json_decref(json);
    }
    free(line);
    baton_arena_release(&dump.arena);
    baton_rulebook_free(dump.book);
    detector_words_close(&dump.words);
    return 0;
}
