/* Stories of dumped records: tests/why/<case>/records.jsonl, a record a line, told as story.txt.
 * BATON_UPDATE=1 writes the stories anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "json_codec.h"
#include "why.h"

static void see_line(struct why *why, const char *text, struct baton_arena *arena)
{
    struct baton_error err;
    void *value = NULL;
    json_t *line = baton_json_parse(baton_text_of(text), &err);

    assert_non_null(line);
    const struct baton_topic *topic =
        baton_topic_find(baton_text_of(json_string_value(json_object_get(line, "topic"))));
    assert_non_null(topic);
    if (baton_json_decode(topic->type, json_object_get(line, "value"), arena, &value, &err)
        != BATON_DONE)
        fail_msg("%s: %s", topic->name, err.text);
    struct baton_record record = { .topic = topic,
                                   .time_ms = json_integer_value(json_object_get(line, "at")),
                                   .value = value,
                                   .arena = arena };
    why_see(why, &record);
    json_decref(line);
}

static void see_file(struct why *why, const char *path)
{
    struct baton_arena arena;
    char *line = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    baton_arena_init(&arena);
    while (getline(&line, &room, file) > 0) {
        see_line(why, line, &arena);
        baton_arena_reset(&arena); /* what is kept is a copy */
    }
    baton_arena_release(&arena);
    free(line);
    fclose(file);
}

static void assert_file(const char *path, const char *story, size_t size)
{
    FILE *file = fopen(path, getenv("BATON_UPDATE") != NULL ? "w+" : "r");

    assert_non_null(file);
    if (getenv("BATON_UPDATE") != NULL)
        fwrite(story, 1, size, file);
    rewind(file);
    char *wanted = calloc(1, size + 2);
    assert_true(fread(wanted, 1, size + 1, file) <= size + 1);
    fclose(file);
    assert_string_equal(story, wanted);
    free(wanted);
}

static void tell(const char *name, struct baton_text conversation, const struct why_score *score)
{
    struct why why;
    char path[256], *story = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&story, &size);

    why_init(&why);
    snprintf(path, sizeof path, BATON_SOURCE_DIR "/tests/why/%s/records.jsonl", name);
    see_file(&why, path);
    why_print(&why, conversation, score, to);
    fclose(to);
    snprintf(path, sizeof path, BATON_SOURCE_DIR "/tests/why/%s/story.txt", name);
    assert_file(path, story, size);
    free(story);
    why_release(&why);
}

static void an_escalation_is_told_with_its_reasons_and_the_agents_who_were_not_chosen(void **state)
{
    (void)state;
    tell("escalated", BATON_TEXT("demo/billing-charged-twice"), NULL);
}

static void a_conversation_that_stayed_with_the_bot_is_told_with_the_worst_turn(void **state)
{
    struct why_score score = { 0.31, BATON_TEXT("billing-invoice-copy-2") };

    (void)state;
    tell("not-escalated", BATON_TEXT("demo/billing-invoice-copy"), &score);
}

static void each_kind_of_signal_is_told_in_its_words(void **state)
{
    (void)state;
    tell("kinds", BATON_TEXT("acme/c1"), NULL);
}

/* What others wrote must not steer a terminal. */
static void control_characters_are_not_printed(void **state)
{
    struct why why;
    struct baton_arena arena;
    char *story = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&story, &size);

    (void)state;
    why_init(&why);
    baton_arena_init(&arena);
    see_line(&why,
             "{\"topic\":\"escalation-signals\",\"at\":1,\"value\":{\"tenant\":\"acme\","
             "\"conversation_id\":\"c\",\"signal_id\":\"s\",\"kind\":\"escalate\","
             "\"reasons\":[{\"code\":\"x\",\"quotes\":[\"\\u001b[2J gone \\u009b\"]}]}}",
             &arena);
    why_print(&why, BATON_TEXT("acme/c"), NULL, to);
    fclose(to);
    assert_non_null(strstr(story, "[2J gone"));
    assert_null(strchr(story, '\033'));
    assert_null(strstr(story, "\xc2\x9b"));
    free(story);
    baton_arena_release(&arena);
    why_release(&why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_escalation_is_told_with_its_reasons_and_the_agents_who_were_not_chosen),
        cmocka_unit_test(a_conversation_that_stayed_with_the_bot_is_told_with_the_worst_turn),
        cmocka_unit_test(each_kind_of_signal_is_told_in_its_words),
        cmocka_unit_test(control_characters_are_not_printed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
