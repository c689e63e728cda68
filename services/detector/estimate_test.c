/* The fitted estimates: the same numbers as the training program's, their evidence, and languages
 * that the table does not know. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "verdict.h"

#define EXPECTED BATON_SOURCE_DIR "/services/detector/weights_en.expected.jsonl"
#define NEAR 1e-4

static struct detector_words words;
static struct detector_weights weights;
static struct baton_rulebook *book;
static struct baton_arena arena;
static struct baton_detector_conversation *row;
static struct detector_turn turn;
static struct detector_verdict verdict;
static const char *language = "";

static int begin(void **state)
{
    (void)state;
    row = BATON_RECORD(&arena, detector_conversation);
    language = "";
    return 0;
}

static void say(bool customer, const char *text)
{
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);

    event->event_id = baton_text_format(&arena, "e%d", (int)(row->customer_turns + row->bot_turns));
    event->text = baton_text_copy(&arena, baton_text_of(text));
    event->language = baton_text_of(language);
    turn = (struct detector_turn){ .event = event };
    turn.foreign = detector_is_foreign(weights.language, event->language, event->text);
    if (customer) {
        turn.reading = detector_read_customer(&words, event->text, &arena);
        detector_trail_customer(row, &turn, &arena);
        row->unanswered_event_id = event->event_id;
    } else {
        turn.reading = detector_read_bot(&words, event->text, &arena);
        detector_trail_bot(row, &turn, &arena);
        row->unanswered_event_id = BATON_TEXT_NONE;
    }
    detector_decide(&weights, row, &turn, baton_rulebook_now(book, BATON_TEXT("any")), &arena,
                    &verdict);
    detector_estimate_keep(row, &turn, &verdict.estimate, &arena);
}

static void compare(const json_t *conversation)
{
    const char *id = json_string_value(json_object_get(conversation, "id"));
    const json_t *line;
    size_t at;

    begin(NULL);
    json_array_foreach(json_object_get(conversation, "turns"), at, line)
    {
        const json_t *chances = json_object_get(line, "signals");
        double p = json_real_value(json_object_get(line, "p"));

        say(strcmp(json_string_value(json_object_get(line, "speaker")), "customer") == 0,
            json_string_value(json_object_get(line, "text")));
        assert_int_equal(json_array_size(chances), DETECTOR_SIGNAL_COUNT);
        for (int i = 0; i < DETECTOR_SIGNAL_COUNT; i++) {
            double wanted = json_number_value(json_array_get(chances, (size_t)i));
            if (fabs(verdict.estimate.signals[i] - wanted) > NEAR)
                fail_msg("%s turn %zu: %s is %.6f, trained as %.6f", id, at,
                         detector_signal_names[i], verdict.estimate.signals[i], wanted);
        }
        if (fabs(verdict.probability - p) > NEAR)
            fail_msg("%s turn %zu: p is %.6f, trained as %.6f", id, at, verdict.probability, p);
    }
}

static void the_numbers_are_those_of_the_training_program(void **state)
{
    FILE *file = fopen(EXPECTED, "r");
    char *line = NULL;
    size_t capacity = 0, conversations = 0;

    (void)state;
    assert_non_null(file);
    while (getline(&line, &capacity, file) > 0) {
        json_t *conversation = json_loads(line, 0, NULL);
        assert_non_null(conversation);
        compare(conversation);
        json_decref(conversation);
        conversations++;
    }
    free(line);
    fclose(file);
    assert_true(conversations >= 10);
}

static double signal_of(int signal)
{
    return verdict.estimate.signals[signal];
}

/* None of these is among the wordings that it was trained with. */
static void a_wording_that_no_phrase_knows_is_obeyed(void **state)
{
    static const char *const rows[] = {
        "put a manager on",
        "talk 2 human",
        "just let me have someone with a brain",
        "any chance a real employee could look at this",
        "could a colleague of yours take over",
        "hello? anyone there? a person?",
        "is there anyone alive there",
        "i want out of this bot",
        "sick of this machine, people please",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin(NULL);
        say(true, rows[i]);
        assert_float_equal(verdict.features[DETECTOR_EXPLICIT_REQUEST].value, 0, 0);
        if (!verdict.escalate || verdict.trigger != BATON_TRIGGER_EXPLICIT_REQUEST)
            fail_msg("%s: %.2f", rows[i], signal_of(DETECTOR_SIGNAL_EXPLICIT));
    }
}

static void what_only_names_people_is_not(void **state)
{
    static const char *const rows[] = {
        "what is the exchange rate for euros",
        "does your manager know that the site is down",
        "what hours do your agents work",
        "i need to transfer money to another person",
        "I'd rather not talk to a person",
        "I do not need to talk to anybody",
        "a customer service rep already fixed it, just checking",
        "the agent never showed up with the parcel",
        "who is the manager of the store in Leeds",
        "the machine took my card",
        "escalate the priority of my order to express",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin(NULL);
        say(true, rows[i]);
        if (verdict.escalate)
            fail_msg("%s: %.2f", rows[i], signal_of(DETECTOR_SIGNAL_EXPLICIT));
    }
}

static void abuse_and_complaint_are_told_apart(void **state)
{
    double complaint;

    (void)state;
    say(true, "your delivery never came and nobody answers my emails, terrible company");
    complaint = signal_of(DETECTOR_SIGNAL_COMPLAINT);
    assert_true(complaint > 0.6);
    assert_true(signal_of(DETECTOR_SIGNAL_ABUSIVE) < complaint);
    begin(NULL);
    say(true, "shut up you stupid bitch");
    assert_true(signal_of(DETECTOR_SIGNAL_ABUSIVE) > 0.6);
}

static void what_lasts_is_there_on_the_bots_turn_and_what_does_not_is_not(void **state)
{
    double dissatisfied;

    (void)state;
    say(true, "no, that is wrong again, this is useless and I am really disappointed");
    dissatisfied = signal_of(DETECTOR_SIGNAL_DISSATISFIED);
    assert_true(signal_of(DETECTOR_SIGNAL_COMPLAINT) > 0.1);
    say(false, "I am sorry to hear that. Which order is it about?");
    assert_float_equal(signal_of(DETECTOR_SIGNAL_DISSATISFIED), dissatisfied, 0.0051);
    assert_float_equal(signal_of(DETECTOR_SIGNAL_COMPLAINT), 0, 0);
}

static void the_evidence_is_the_words_that_weigh_most(void **state)
{
    struct detector_feature *feature = &verdict.features[DETECTOR_SAYS_ABUSIVE];

    (void)state;
    say(true, "I asked about my parcel, you stupid bitch");
    detector_estimate_explain(&weights, &turn, &verdict.estimate, &arena, DETECTOR_SAYS_ABUSIVE,
                              feature);
    assert_int_equal(feature->event_ids_count, 1);
    assert_int_equal(feature->quotes_count, 1);
    assert_true(baton_text_find(feature->quotes[0], BATON_TEXT("bitch"), 0) >= 0
                || baton_text_find(feature->quotes[0], BATON_TEXT("stupid"), 0) >= 0);
    assert_true(baton_text_find(feature->quotes[0], BATON_TEXT("parcel"), 0) < 0);
}

static void words_of_another_language_speak_for_nothing(void **state)
{
    (void)state;
    language = "de";
    say(true, "shut up you stupid bitch");
    for (int i = 0; i < DETECTOR_COLUMNS; i++)
        assert_float_equal(verdict.estimate.inputs[DETECTOR_INPUT_NOW + i], 0, 0);
    begin(NULL);
    language = "en-GB";
    say(true, "shut up you stupid bitch");
    assert_true(verdict.estimate.inputs[DETECTOR_INPUT_NOW + DETECTOR_COLUMN_ABUSIVE] > 1);
}

static void a_long_text_stays_within_its_bounds(void **state)
{
    char *text = malloc(200001);

    (void)state;
    for (size_t i = 0; i < 200000; i++)
        text[i] = i % 5 == 4 ? ' ' : "stupid"[i % 6];
    text[200000] = '\0';
    say(true, text);
    free(text);
    for (int i = 0; i < DETECTOR_SIGNAL_COUNT; i++)
        assert_true(signal_of(i) >= 0 && signal_of(i) <= 1);
    for (int id = 0; id < DETECTOR_FEATURE_COUNT; id++)
        detector_estimate_explain(&weights, &turn, &verdict.estimate, &arena, id,
                                  &verdict.features[id]);
}

/* More pieces than two bytes can count of the least number that the table can hold. */
static void every_piece_of_a_long_text_counts(void **state)
{
    const struct detector_weights fitted = weights;
    size_t size = ((size_t)1 << DETECTOR_GRAMS_BITS) * DETECTOR_COLUMNS;
    int8_t *table = malloc(size);

    (void)state;
    memset(table, -128, size);
    weights.table = table;
    for (int k = 0; k < DETECTOR_COLUMNS; k++) {
        weights.steps[k] = 1e-5;
        weights.biases[k] = 0;
    }
    char text[1000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 23);
    text[sizeof text - 1] = '\0';
    say(true, text);
    double pieces = (double)verdict.estimate.grams.words;
    double runs = (double)verdict.estimate.grams.count - pieces;
    assert_true(pieces > 258 && runs > 258);
    for (int k = 0; k < DETECTOR_CUSTOMER_COLUMNS; k++)
        assert_float_equal(verdict.estimate.inputs[DETECTOR_INPUT_NOW + k],
                           -128e-5 * (sqrt(pieces) + sqrt(runs)), 1e-9);
    weights = fitted;
    free(table);
}

static int open_all(void **state)
{
    struct baton_error err;
    size_t size = (size_t)(detector_weights_en_end - detector_weights_en);

    (void)state;
    baton_arena_init(&arena);
    book = baton_rulebook_new();
    return detector_weights_read(detector_weights_en, size, &weights, &err)
                   && detector_words_open(&words, &err)
               ? 0
               : -1;
}

static int close_all(void **state)
{
    (void)state;
    detector_words_close(&words);
    baton_rulebook_free(book);
    baton_arena_release(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_numbers_are_those_of_the_training_program),
        cmocka_unit_test_setup(a_wording_that_no_phrase_knows_is_obeyed, begin),
        cmocka_unit_test_setup(what_only_names_people_is_not, begin),
        cmocka_unit_test_setup(abuse_and_complaint_are_told_apart, begin),
        cmocka_unit_test_setup(what_lasts_is_there_on_the_bots_turn_and_what_does_not_is_not,
                               begin),
        cmocka_unit_test_setup(the_evidence_is_the_words_that_weigh_most, begin),
        cmocka_unit_test_setup(words_of_another_language_speak_for_nothing, begin),
        cmocka_unit_test_setup(a_long_text_stays_within_its_bounds, begin),
        cmocka_unit_test_setup(every_piece_of_a_long_text_counts, begin),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
