/* Whatever a package holds, a projection is JSON within its limits and says what was left out.
 * scene_project() looks at the invariants each time. */
#include "projection_targets.h"
#include "projection_testing.h"

#define EMOJI "\U0001F469\u200D\U0001F467" /* a family: three code points, one character */

/* `count` times `unit`, in the arena. */
static struct baton_text repeated(struct scene *s, const char *unit, size_t count)
{
    size_t size = strlen(unit);
    char *bytes = baton_arena_alloc(&s->arena, size * count + 1);

    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * size, unit, size);
    return (struct baton_text){ bytes, size * count };
}

static void scene_of_target(struct scene *s, int target)
{
    char policy[100];

    snprintf(policy, sizeof policy, "{\"target\":\"%s\"}", projection_targets[target].name);
    scene_open(s, policy);
}

static void policies_and_targets_have_the_same_names(void **state)
{
    (void)state;
    for (int target = 0; target < BATON_PROJECT_COUNT; target++) {
        struct scene s;

        scene_of_target(&s, target);
        assert_int_equal(s.request.projection->target, target);
        scene_close(&s);
    }
}

/* Every text that a sender chooses. */
static void fill(struct scene *s, struct baton_text text)
{
    s->package->card.headline = text;
    s->package->briefing = text;
    s->package->established[0].value = text;
    s->package->established[0].name = text;
    s->package->customer.name = text;
    s->package->tried[0].detail = text;
    s->package->env.conversation_id = text;
    s->assignment->package.link = text;
    scene_project(s);
}

static void every_text_may_be_anything(void **state)
{
    static const char *const units[] = { "a",
                                         "\"",
                                         "\\",
                                         "\x01",
                                         "\xff",
                                         "\n",
                                         "&",
                                         EMOJI,
                                         "e\u0301",
                                         "a@b.c ",
                                         "\u202e",
                                         "\uFDFA",
                                         "4242 4242 4242 4242 " };

    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        for (int target = 0; target < BATON_PROJECT_COUNT; target++) {
            struct scene s;

            scene_of_target(&s, target);
            fill(&s, repeated(&s, units[i], 6000 / strlen(units[i])));
            scene_close(&s);
        }
    }
}

static void every_text_may_be_a_megabyte(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\",\"masks\":[\"email\"]}");
    fill(&s, repeated(&s, "a.", 1 << 19)); /* what might be the beginning of an address */
    scene_close(&s);
    scene_open(&s, "{\"target\":\"hubspot_note\"}");
    fill(&s, repeated(&s, EMOJI, (1 << 18) / (sizeof EMOJI - 1)));
    scene_close(&s);
}

/* Metadata of exactly its limit, then one byte more, as the headline grows. */
static void the_limit_holds_at_the_byte(void **state)
{
    (void)state;
    for (size_t limit = 1024; limit < 1100; limit++) {
        char policy[100];
        struct scene s;

        snprintf(policy, sizeof policy, "{\"target\":\"flat_metadata\",\"max_bytes\":%zu}", limit);
        scene_open(&s, policy);
        const char *made = scene_project(&s);
        /* what fits is used but for the shortest text worth cutting to, and its name */
        assert_true(strlen(made) <= limit && strlen(made) > limit - 120);
        assert_non_null(strstr(made, ",\"baton_cut\":\"true\"}"));
        assert_non_null(strstr(made, "\"baton_link\":\"https://"));
        scene_close(&s);
    }
}

static void what_fits_exactly_is_not_cut(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\"}");
    size_t whole = strlen(scene_project(&s));
    for (size_t spare = 0; spare < 40; spare++) {
        char policy[100];

        snprintf(policy, sizeof policy, "{\"target\":\"flat_metadata\",\"max_bytes\":%zu}",
                 whole + spare);
        scene_policy(&s, policy);
        const char *made = scene_project(&s);
        bool cut = strstr(made, "baton_cut") != NULL;
        /* the mark has its bytes kept until the end */
        assert_true(cut == (spare < sizeof ",\"baton_cut\":\"true\"" - 1));
        assert_true(cut || strlen(made) == whole);
    }
    scene_close(&s);
}

static void no_limit_of_a_policy_raises_that_of_its_target(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\",\"max_bytes\":262144}");
    assert_int_equal(baton_projection_max_bytes(s.request.projection), 4096);
    scene_policy(&s, "{\"target\":\"flat_metadata\",\"max_bytes\":2000}");
    assert_int_equal(baton_projection_max_bytes(s.request.projection), 2000);
    scene_close(&s);
}

static void a_long_field_is_cut_between_characters_and_marked(void **state)
{
    static const struct {
        const char *text;
        int max;
        const char *wanted;
    } rows[] = {
        { "abcdef", 6, "abcdef" },
        { "abcdef", 5, "abcd\u2026" },
        { "abc def", 5, "abc\u2026" },
        { "a" EMOJI "b", 7, "a" EMOJI "b" },
        { "a" EMOJI "bc", 7, "a" EMOJI "\u2026" },
        { "a" EMOJI "bc", 6, "a\u2026" }, /* not half a family */
        { "a\U0001F600\U0001F600", 5, "a\U0001F600\U0001F600" },
        { "a\U0001F600\U0001F600", 4, "a\U0001F600\u2026" },
        { "a\U0001F600\U0001F600", 3, "a\u2026" },
        { "ae\u0301x", 3, "a\u2026" },
        { "\U0001F1E6\U0001F1F9\U0001F1E9\U0001F1EA", 7, "\U0001F1E6\U0001F1F9\u2026" },
        { "\u00e4\u00f6\u00fc\u00df", 4, "\u00e4\u00f6\u00fc\u00df" },
        { "\"\"\"\"", 4, "\"\"\"\"" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char policy[200];
        struct scene s;

        snprintf(policy, sizeof policy,
                 "{\"target\":\"zendesk_ticket\",\"fields\":["
                 "{\"field\":\"1\",\"from\":\"fact.invoice\",\"max_length\":%d}]}",
                 rows[i].max);
        scene_open(&s, policy);
        s.package->established[0].value = baton_text_of(rows[i].text);
        assert_string_equal(scene_text(&s, "ticket custom_fields [0] value"), rows[i].wanted);
        scene_close(&s);
    }
}

static void a_name_of_a_choice_a_number_and_a_link_are_never_cut(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s,
               "{\"target\":\"freshdesk_ticket\",\"fields\":["
               "{\"field\":\"n\",\"from\":\"contract_minor_units\",\"type\":\"number\","
               "\"max_length\":3},"
               "{\"field\":\"d\",\"from\":\"deadline_at\",\"type\":\"date\",\"max_length\":3}]}");
    assert_non_null(strstr(scene_project(&s), "\"custom_fields\":{}"));
    scene_policy(&s, "{\"target\":\"flat_metadata\",\"max_bytes\":1024}");
    s.assignment->package.link = repeated(&s, "/long", 300);
    assert_null(scene_text(&s, "baton_link"));
    scene_close(&s);
}

static void control_characters_are_blanks_and_bad_bytes_are_marked(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"flat_metadata\"}");
    s.package->card.headline = (struct baton_text){ "a\0b\x1b[31m\r\n\tc\xc2\x85"
                                                    "d\xff"
                                                    "e",
                                                    17 };
    assert_string_equal(scene_text(&s, "baton_headline"), "a b [31m   c d\uFFFDe");
    s.package->card.headline = BATON_TEXT("a\u202eb\u200bc\u2066d\uFEFF");
    assert_string_equal(scene_text(&s, "baton_headline"), "abcd");
    scene_close(&s);
}

static void five_hundred_facts_and_attempts_leave_room_for_what_matters(void **state)
{
    enum { COUNT = 500 };
    struct scene s;

    (void)state;
    for (int target = 0; target < BATON_PROJECT_COUNT; target++) {
        scene_of_target(&s, target);
        s.package->established = BATON_NEW_ARRAY(&s.arena, struct baton_fact, COUNT);
        s.package->tried = BATON_NEW_ARRAY(&s.arena, struct baton_attempt, COUNT);
        s.package->established_count = s.package->tried_count = COUNT;
        for (size_t i = 0; i < COUNT; i++) {
            s.package->established[i].name = BATON_TEXT("order_number");
            s.package->established[i].value = baton_text_format(&s.arena, "A-%zu", i);
            s.package->tried[i].name = BATON_TEXT("send_link");
            s.package->tried[i].detail = repeated(&s, "word ", 100);
        }
        const char *made = scene_project(&s);
        assert_non_null(strstr(made, "Charged twice in January"));
        assert_non_null(strstr(made, "\u2026"));
        assert_non_null(strstr(made, "/v1/conversations/acme/conv-7f3a/package"));
        if (projection_targets[target].note_max > 0)
            assert_non_null(strstr(made, "Shortened. All of it: "));
        scene_close(&s);
    }
}

/* Beyond what a policy may declare. */
static void five_hundred_mapped_fields_stay_within_the_limits(void **state)
{
    enum { COUNT = 500 };

    (void)state;
    for (int target = 0; target < BATON_PROJECT_COUNT; target++) {
        struct scene s;

        scene_of_target(&s, target);
        struct baton_projection projection = *s.request.projection;
        projection.fields = BATON_NEW_ARRAY(&s.arena, struct baton_field_mapping, COUNT);
        projection.fields_count = COUNT;
        for (size_t i = 0; i < COUNT; i++)
            projection.fields[i] = (struct baton_field_mapping){
                .field = baton_text_format(&s.arena, "%zu", 1000 + i),
                .from = BATON_TEXT("briefing"),
                .max_length = 65536,
            };
        s.request.projection = &projection;
        s.package->briefing = repeated(&s, "\"<\u20ac\U0001F600 ", 200);
        const char *made = scene_project(&s);
        assert_non_null(strstr(made, "1000"));
        assert_non_null(strstr(made, "/v1/conversations/acme/conv-7f3a/package"));
        scene_close(&s);
    }
}

static void a_note_and_a_text_keep_to_the_limits_of_their_target(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, "{\"target\":\"genesys_participant\"}");
    s.package->summary = repeated(&s, "x", 257);
    s.package->customer.plan = repeated(&s, "x", 1000);
    assert_int_equal(strlen(scene_text(&s, "attributes baton_summary")), 255 + 3);
    scene_policy(&s, "{\"target\":\"hubspot_note\"}");
    for (size_t i = 0; i < 2; i++) {
        s.package->technical = repeated(&s, i == 0 ? "&" : "x", 1 << 18);
        s.package->briefing = s.package->technical;
        assert_true(strlen(scene_text(&s, "properties hs_note_body")) <= 65536);
    }
    scene_close(&s);
}

static void nothing_at_all_is_still_an_object(void **state)
{
    (void)state;
    for (int target = 0; target < BATON_PROJECT_COUNT; target++) {
        struct scene s;

        scene_of_target(&s, target);
        s.request.package = NULL;
        s.request.assignment = NULL;
        assert_non_null(strchr(scene_project(&s), '{'));
        scene_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_and_targets_have_the_same_names),
        cmocka_unit_test(every_text_may_be_anything),
        cmocka_unit_test(every_text_may_be_a_megabyte),
        cmocka_unit_test(the_limit_holds_at_the_byte),
        cmocka_unit_test(what_fits_exactly_is_not_cut),
        cmocka_unit_test(no_limit_of_a_policy_raises_that_of_its_target),
        cmocka_unit_test(a_long_field_is_cut_between_characters_and_marked),
        cmocka_unit_test(a_name_of_a_choice_a_number_and_a_link_are_never_cut),
        cmocka_unit_test(control_characters_are_blanks_and_bad_bytes_are_marked),
        cmocka_unit_test(five_hundred_facts_and_attempts_leave_room_for_what_matters),
        cmocka_unit_test(five_hundred_mapped_fields_stay_within_the_limits),
        cmocka_unit_test(a_note_and_a_text_keep_to_the_limits_of_their_target),
        cmocka_unit_test(nothing_at_all_is_still_an_object),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
