/* Nothing of what a tenant hides from a destination is in its projection. */
#include "projection_testing.h"

#define POLICY(packager, projection) \
    "{\"packager\":{" packager "},\"projections\":{\"x\":{\"target\":\"chatwoot\"," projection "}}}"

/* Every text of the package that a sender or a system chooses. */
static void fill(struct scene *s, const char *text)
{
    struct baton_context_package *head = s->package;
    struct baton_text *texts[] = {
        &head->card.headline,
        &head->card.who,
        &head->card.core_issue,
        &head->card.why,
        &head->card.next_action,
        &head->card.emotion,
        &head->card.expectation,
        &head->briefing,
        &head->technical,
        &head->summary,
        &head->opening_line,
        &head->focus,
        &head->customer.name,
        &head->customer.plan,
        &head->tried[0].detail,
        &head->tried[0].name,
        &head->established[0].value,
        &head->commitments[0].text,
        &head->deadlines[0].text,
        &head->open_questions[0].text,
        &head->likely_solution.text,
        &head->page.url,
        &head->page.title,
        &head->customer.id,
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = baton_text_of(text);
}

static void nothing_hidden_is_in_any_part(void **state)
{
    static const struct {
        const char *text, *secret;
    } rows[] = {
        { "write to maria@example.org now", "maria@" },
        { "call +43 660 1234567 now", "1234567" },
        { "card 4242 4242 4242 4242", "4242 4242" },
        { "card 4242\u00a04242\u00a04242\u00a04242", "4242 4242" },
        { "card 4242\u200b4242\u200b4242\u200b4242", "42424242" },
        { "card 4242\t4242\x01"
          "4242\r4242",
          "4242 4242" },
        { "card 4242\n4242\n4242\n4242", "4242\\n4242" },
        { "card 4242\n4242\n4242\n4242", "4242 4242" },
        { "to DE89 3704 0044 0532 0130 00", "0532" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;

        scene_open(&s, POLICY("\"card_masks\":[\"email\"]", "\"masks\":[\"phone\"]"));
        fill(&s, rows[i].text);
        if (strstr(scene_project(&s), rows[i].secret) != NULL)
            fail_msg("%s shows %s", scene_project(&s), rows[i].secret);
        scene_close(&s);
    }
}

/* Wherever the cut falls, no part of an address or number stays. */
static void a_cut_leaves_nothing_of_a_hidden_value(void **state)
{
    (void)state;
    for (int max = 1; max < 60; max++) {
        char policy[300];
        struct scene s;

        snprintf(policy, sizeof policy,
                 "{\"packager\":{\"card_masks\":[\"email\"]},\"projections\":{\"x\":{"
                 "\"target\":\"zendesk_ticket\",\"fields\":[{\"field\":\"1\",\"from\":"
                 "\"headline\",\"max_length\":%d}]}}}",
                 max);
        scene_open(&s, policy);
        fill(&s, "I am maria@example.org with 4242 4242 4242 4242");
        const char *made = scene_project(&s);
        assert_null(strstr(made, "mari"));
        assert_null(strstr(made, "4242 4"));
        scene_close(&s);
    }
}

static void a_destination_may_see_what_others_may_not(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, POLICY("\"card_masks\":[\"email\",\"phone\"]", "\"keeps\":[\"email\"]"));
    fill(&s, "maria@example.org, +43 660 1234567");
    assert_string_equal(scene_text(&s, "custom_attributes baton_headline"),
                        "maria@example.org, [phone]");
    assert_string_equal(scene_text(&s, "custom_attributes baton_hidden"), "card number; phone");
    /* what is hidden everywhere stays hidden */
    scene_policy(&s, POLICY("\"pii_masks\":[\"email\"]", "\"keeps\":[\"email\"]"));
    assert_string_equal(scene_text(&s, "custom_attributes baton_headline"),
                        "[e-mail], +43 660 1234567");
    scene_close(&s);
}

static void a_value_whose_name_says_what_it_is_is_hidden_in_any_form(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, POLICY("", "\"masks\":[\"phone\",\"email\"],\"fields\":["
                              "{\"field\":\"p\",\"from\":\"fact.phone\"},"
                              "{\"field\":\"m\",\"from\":\"external_id.email\"}]"));
    s.package->established[0].name = BATON_TEXT("phone");
    s.package->established[0].value = BATON_TEXT("436601234567"); /* as the packager keeps it */
    assert_string_equal(scene_text(&s, "custom_attributes p"), "[phone]");
    assert_string_equal(scene_text(&s, "custom_attributes m"), "[e-mail]");
    assert_null(strstr(scene_project(&s), "1234567"));
    scene_close(&s);
}

static const char *hashed(struct scene *s, const char *text, const char *key)
{
    s->request.hash_key = baton_text_of(key);
    s->package->card.headline = baton_text_of(text);
    return scene_text(s, "custom_attributes baton_headline");
}

static void a_hash_is_the_same_for_one_value_and_key(void **state)
{
    struct scene s;

    (void)state;
    scene_open(&s, POLICY("\"card_masks\":[\"phone\"]",
                          "\"hashes\":[\"email\",\"phone\",\"card_number\"]"));
    const char *one = hashed(&s, "maria@example.org", "secret");
    assert_int_equal(strlen(one), sizeof "[e-mail #]" - 1 + 16);
    assert_memory_equal(one, "[e-mail #", 9);
    assert_string_equal(hashed(&s, "Maria@Example.org", "secret"), one);
    assert_string_not_equal(hashed(&s, "marta@example.org", "secret"), one);
    assert_string_not_equal(hashed(&s, "maria@example.org", "secret2"), one);
    assert_string_equal(hashed(&s, "maria@example.org", ""), "[e-mail]");
    assert_string_equal(hashed(&s, "+43 660 1234567", "secret"),
                        hashed(&s, "+436601234567", "secret"));
    /* hidden everywhere by the default of pii_masks */
    assert_string_equal(hashed(&s, "4242 4242 4242 4242", "secret"), "[card number ending 4242]");
    scene_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_hidden_is_in_any_part),
        cmocka_unit_test(a_cut_leaves_nothing_of_a_hidden_value),
        cmocka_unit_test(a_destination_may_see_what_others_may_not),
        cmocka_unit_test(a_value_whose_name_says_what_it_is_is_hidden_in_any_form),
        cmocka_unit_test(a_hash_is_the_same_for_one_value_and_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
