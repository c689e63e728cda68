/* Who is chosen, seen from the desk: rows of agents and what a conversation asks for. */
#include <math.h>

#include "router_fixture.h"

struct profile {
    const char *id, *skill, *language, *team, *authority;
    double level, capacity;
};

static struct baton_text *one(struct desk *desk, const char *text)
{
    struct baton_text *list = BATON_NEW(&desk->arena, struct baton_text);

    *list = baton_text_of(text);
    return list;
}

static void profile_online(struct desk *desk, const struct profile *p)
{
    struct baton_agent_event *event =
        desk_event(desk, p->id, BATON_AGENT_EVENT_TYPE_PRESENCE, NULL);

    event->presence = BATON_PRESENCE_ONLINE;
    event->capacity = p->capacity > 0 ? p->capacity : 1;
    event->agent.skills = BATON_NEW(&desk->arena, struct baton_skill);
    event->agent.skills[0] = (struct baton_skill){ baton_text_of(p->skill), p->level };
    event->agent.skills_count = p->skill != NULL;
    event->agent.languages = one(desk, p->language);
    event->agent.languages_count = p->language != NULL;
    event->agent.teams = one(desk, p->team);
    event->agent.teams_count = p->team != NULL;
    event->agent.authority = one(desk, p->authority);
    event->agent.authority_count = p->authority != NULL;
    desk_tell(desk, event, 1000);
}

static struct baton_routing_request *asks(struct desk *desk, const char *conversation,
                                          const char *skill)
{
    struct baton_routing_request *request =
        desk_request(desk, conversation, BATON_ROUTING_KIND_REQUEST, 0);

    request->category = BATON_TEXT("billing");
    request->skills = one(desk, skill);
    request->skills_count = skill != NULL;
    return request;
}

/* The agent who is asked; "" where it waits. */
static void expect_asked(struct desk *desk, const char *conversation, const char *agent)
{
    const struct baton_assignment *a = desk_case(desk, conversation);
    bool offered = a->status == BATON_ASSIGNMENT_STATUS_OFFERED;
    struct baton_text id =
        offered ? a->reservations[a->reservations_count - 1].agent_id : BATON_TEXT_NONE;

    if (!baton_text_is(id, agent))
        fail_msg("%s: asked \"%.*s\", not \"%s\"", conversation, BATON_TEXT_ARG(id), agent);
}

static void a_specialist_goes_before_a_generalist_who_takes_what_is_left(void **state)
{
    static const struct profile profiles[] = {
        { .id = "all" },
        { .id = "bill", .skill = "billing" },
        { .id = "tech", .skill = "technical" },
    };
    struct desk desk;

    (void)state;
    desk_open(&desk);
    for (size_t i = 0; i < 3; i++)
        profile_online(&desk, &profiles[i]);
    desk_send(&desk, asks(&desk, "c1", "billing"), 2000);
    desk_send(&desk, asks(&desk, "c2", "billing"), 2000);
    desk_send(&desk, asks(&desk, "c3", "billing"), 2000);
    expect_asked(&desk, "c1", "bill");
    expect_asked(&desk, "c2", "all");
    expect_asked(&desk, "c3", ""); /* tech is free but cannot; bill is on shift */
    assert_int_equal(desk.decision->result, BATON_DECISION_RESULT_QUEUED);
    assert_int_equal(desk.decision->candidates_count, 3);
    assert_int_equal(desk.decision->candidates[0].against_count, 1);
    assert_true(baton_text_is(desk.decision->candidates[0].against[0], "missing_skill"));
    desk_presence(&desk, "bill", BATON_PRESENCE_OFFLINE, NAN, 3000);
    expect_asked(&desk, "c1", ""); /* its agent went; the generalist is still there, but full */
    desk_presence(&desk, "all", BATON_PRESENCE_OFFLINE, NAN, 4000);
    expect_asked(&desk, "c1", "tech"); /* nobody on shift can it now: better him than nobody */
    desk_close(&desk);
}

static void the_higher_level_and_the_better_rate_win(void **state)
{
    static const struct profile profiles[] = {
        { .id = "low", .skill = "billing", .level = 0.2 },
        { .id = "top", .skill = "billing", .level = 0.9 },
    };
    struct baton_agent_performance *figures;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    profile_online(&desk, &profiles[0]);
    profile_online(&desk, &profiles[1]);
    desk_send(&desk, asks(&desk, "c1", "billing"), 2000);
    expect_asked(&desk, "c1", "top");
    desk_send(&desk, desk_request(&desk, "c1", BATON_ROUTING_KIND_CLOSED, 1), 3000);
    figures = BATON_RECORD(&desk.arena, agent_performance);
    figures->env.tenant = BATON_TEXT("acme");
    figures->performance_id = BATON_TEXT("f1");
    figures->agent_id = BATON_TEXT("low");
    figures->category = BATON_TEXT("billing");
    figures->version = 1;
    figures->completed = figures->resolved = 200;
    desk_feed(&desk, &baton_topic_performance, "acme/main/low/billing", figures, 4000);
    desk_send(&desk, asks(&desk, "c2", "billing"), 5000);
    expect_asked(&desk, "c2", "low");
    assert_true(desk_case(&desk, "c2")->resolve_probability > 0.9);
    desk_close(&desk);
}

static void work_is_shared_and_of_equals_the_one_asked_longest_ago_is_next(void **state)
{
    static const struct profile profiles[] = {
        { .id = "ana", .capacity = 2 },
        { .id = "ben", .capacity = 2 },
        { .id = "zoe", .capacity = 2 },
    };
    static const char *const asked[] = { "ana", "ben", "zoe", "ana", "ben", "zoe", "" };
    struct desk desk;

    (void)state;
    desk_open(&desk);
    for (size_t i = 0; i < 3; i++)
        profile_online(&desk, &profiles[i]);
    for (int i = 0; i < 7; i++) {
        struct baton_text name = baton_text_format(&desk.arena, "c%d", i);

        desk_send(&desk, asks(&desk, name.data, NULL), 2000 + i);
        expect_asked(&desk, name.data, asked[i]);
    }
    desk_close(&desk);
}

static void the_last_agent_of_the_customer_is_preferred_among_equals(void **state)
{
    static const struct profile profiles[] = { { .id = "ana" }, { .id = "ben" } };
    struct baton_routing_request *request;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    profile_online(&desk, &profiles[0]);
    profile_online(&desk, &profiles[1]);
    request = asks(&desk, "c1", NULL);
    request->customer.id = BATON_TEXT("maria");
    request->customer.last_agent_id = BATON_TEXT("ben");
    desk_send(&desk, request, 2000);
    expect_asked(&desk, "c1", "ben");
    desk_close(&desk);
}

static void language_team_and_authority_are_demanded_where_somebody_has_them(void **state)
{
    static const struct profile profiles[] = {
        { .id = "de", .language = "de" },
        { .id = "fr", .language = "fr", .team = "vip", .authority = "refund" },
    };
    struct baton_routing_request *request;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    profile_online(&desk, &profiles[0]);
    profile_online(&desk, &profiles[1]);
    request = asks(&desk, "c1", NULL);
    request->language = BATON_TEXT("de-AT");
    desk_send(&desk, request, 2000);
    expect_asked(&desk, "c1", "de");
    request = asks(&desk, "c2", NULL);
    request->authority_needed = one(&desk, "refund");
    request->authority_needed_count = 1;
    request->team = BATON_TEXT("vip");
    desk_send(&desk, request, 2100);
    expect_asked(&desk, "c2", "fr");
    desk_close(&desk);
}

static void a_demand_is_given_up_after_the_time_of_the_policy(void **state)
{
    static const struct profile profiles[] = {
        { .id = "bill", .skill = "billing" },
        { .id = "tech", .skill = "technical" },
    };
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"relaxation\":[{\"after_ms\":10000,\"drop\":\"skills\"}]}}");
    profile_online(&desk, &profiles[0]);
    profile_online(&desk, &profiles[1]);
    desk_send(&desk, asks(&desk, "c1", "billing"), 2000);
    desk_send(&desk, asks(&desk, "c2", "billing"), 2000);
    expect_asked(&desk, "c2", "");
    desk_advance(&desk, 11999);
    expect_asked(&desk, "c2", "");
    desk_advance(&desk, 12000);
    expect_asked(&desk, "c2", "tech");
    assert_int_equal(desk.decision->relaxation, 1);
    desk_close(&desk);
}

static void a_channel_takes_the_units_of_the_policy(void **state)
{
    static const struct profile ana = { .id = "ana", .capacity = 2 };
    struct baton_routing_request *request;
    struct desk desk;

    (void)state;
    desk_open(&desk);
    desk_policy(&desk, "{\"router\":{\"channel_units\":{\"phone\":2,\"email\":0.5}}}");
    profile_online(&desk, &ana);
    request = asks(&desk, "mail", NULL);
    request->channel.kind = BATON_TEXT("email");
    desk_send(&desk, request, 2000);
    expect_asked(&desk, "mail", "ana");
    request = asks(&desk, "call", NULL);
    request->channel.kind = BATON_TEXT("phone");
    desk_send(&desk, request, 2100);
    expect_asked(&desk, "call", "");
    desk_send(&desk, asks(&desk, "chat", NULL), 2200);
    expect_asked(&desk, "chat", "ana");
    desk_close(&desk);
}

static void a_decision_names_twenty_and_counts_the_rest(void **state)
{
    struct desk desk;

    (void)state;
    desk_open(&desk);
    for (int i = 0; i < 30; i++) {
        struct profile p = { .id = baton_text_format(&desk.arena, "a%02d", i).data };

        profile_online(&desk, &p);
    }
    desk_send(&desk, asks(&desk, "c1", NULL), 2000);
    assert_int_equal(desk.decision->considered, 30);
    assert_int_equal(desk.decision->candidates_count, 20);
    assert_int_equal(desk.decision->rest_count, 1);
    assert_int_equal(desk.decision->rest[0].count, 10);
    assert_true(baton_text_is(desk.decision->chosen_agent_id, "a00"));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_specialist_goes_before_a_generalist_who_takes_what_is_left),
        cmocka_unit_test(the_higher_level_and_the_better_rate_win),
        cmocka_unit_test(work_is_shared_and_of_equals_the_one_asked_longest_ago_is_next),
        cmocka_unit_test(the_last_agent_of_the_customer_is_preferred_among_equals),
        cmocka_unit_test(language_team_and_authority_are_demanded_where_somebody_has_them),
        cmocka_unit_test(a_demand_is_given_up_after_the_time_of_the_policy),
        cmocka_unit_test(a_channel_takes_the_units_of_the_policy),
        cmocka_unit_test(a_decision_names_twenty_and_counts_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
