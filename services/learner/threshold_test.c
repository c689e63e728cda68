/* Thresholds move by what resolutions say, within bounds, and come back. */
#include "threshold.h"

#include <stdlib.h>

#include "learner_testing.h"

#define MINUTE ((int64_t)60 * 1000)

/* A stream of conversations of one category: scores are drawn above the threshold in force, and the
 * lower a score, the likelier nobody was needed: `unnecessary` of those at a threshold of 0.62. */
struct stream {
    struct bench *b;
    const char *category;
    double unnecessary;
    uint64_t random;
    int64_t at;
    int count, wrong; /* of the last run */
};

static double draw(struct stream *s)
{
    s->random ^= s->random << 13;
    s->random ^= s->random >> 7;
    s->random ^= s->random << 17;
    return (double)(s->random >> 11) / 9007199254740992.0;
}

static double threshold_now(const struct stream *s)
{
    return baton_rules_threshold(baton_rulebook_now(s->b->book, BATON_TEXT("acme")),
                                 baton_text_of(s->category), BATON_TEXT_NONE);
}

static void declare(struct bench *b, const char *id, const char *body, int64_t at)
{
    struct baton_policy *declared = BATON_RECORD(&b->arena, policy);
    struct baton_error err;

    declared->env.tenant = BATON_TEXT("acme");
    declared->policy_id = baton_text_of(id);
    declared->part = BATON_POLICY_PART_DECLARED;
    declared->body = baton_text_of(body);
    assert_int_equal(baton_engine_feed(b->engine, &baton_topic_policies,
                                       BATON_TEXT("acme/declared"), declared, at, -1, &err),
                     BATON_DONE);
}

#define AT_0_62 "{\"detector\": {\"threshold\": 0.62}}"

static void open_at_0_62(struct bench *b, int32_t partitions)
{
    bench_open(b, partitions, 0);
    declare(b, "d0", AT_0_62, MINUTE);
}

static void stream_one(struct stream *s)
{
    double threshold = threshold_now(s), p = threshold + (1 - threshold) * draw(s);
    bool wrong = draw(s) < 2 * s->unnecessary * (1 - p) / (1 - 0.62);
    struct baton_text id = SAY(s->b, "%s-%lld", s->category, (long long)s->at);

    s->count++;
    s->wrong += wrong;
    bench_signal(s->b, id, s->category, p, threshold, s->at);
    bench_feed(s->b, &baton_topic_resolutions, id, resolution_of(s->b, id, 1, !wrong),
               s->at + 1000);
    bench_end(s->b, id, "", s->at + 2000);
    s->at += MINUTE;
}

/* Runs `count` conversations; the share of unnecessary escalations among them. */
static double stream_run(struct stream *s, int count)
{
    s->count = s->wrong = 0;
    for (int i = 0; i < count; i++)
        stream_one(s);
    return (double)s->wrong / s->count;
}

/* Frozen first, so that the stream is measured under one threshold: it is what the name says. */
static void the_threshold_rises_until_few_are_unnecessary_and_comes_back(void **state)
{
    struct bench b;
    struct stream billing = {
        .b = &b, .category = "billing", .unnecessary = 0.4, .random = 88172645463325252u
    };

    (void)state;
    open_at_0_62(&b, 1);
    billing.at = 10 * MINUTE;
    declare(&b, "d1", "{\"detector\": {\"threshold\": 0.62}, \"bounds\": {\"frozen\": true}}",
            billing.at - 1);
    assert_float_equal(stream_run(&billing, 800), 0.4, 0.02);
    assert_true(threshold_now(&billing) == 0.62);
    declare(&b, "d2", AT_0_62, billing.at - 1);
    stream_run(&billing, 1200);
    assert_true(threshold_now(&billing) > 0.8 && threshold_now(&billing) <= 0.95);
    assert_true(stream_run(&billing, 600) < 0.15);
    billing.unnecessary = 0.02;
    stream_run(&billing, 1500);
    assert_true(threshold_now(&billing) == 0.62);
    bench_close(&b);
}

static void the_threshold_stays_within_its_bounds(void **state)
{
    struct bench b;
    struct stream billing = { .b = &b, .category = "billing", .unnecessary = 40, .random = 99 };

    (void)state;
    open_at_0_62(&b, 1);
    billing.at = 10 * MINUTE;
    assert_true(stream_run(&billing, 900) > 0.9);
    assert_true(threshold_now(&billing) == 0.95);
    int policies = b.policies;
    stream_run(&billing, 100);
    assert_int_equal(b.policies, policies);
    bench_close(&b);
}

/* What people write in the place of the learned part, by the gateway. */
static void clear_as(struct bench *b, const char *id, int64_t version, int64_t at)
{
    struct baton_policy *cleared = BATON_RECORD(&b->arena, policy);
    struct baton_error err;

    cleared->env.tenant = BATON_TEXT("acme");
    cleared->policy_id = baton_text_of(id);
    cleared->version = version;
    cleared->part = BATON_POLICY_PART_LEARNED;
    cleared->body = BATON_TEXT("{\"learned\": {}}");
    assert_int_equal(baton_engine_feed(b->engine, &baton_topic_policies, BATON_TEXT("acme/learned"),
                                       cleared, at, -1, &err),
                     BATON_DONE);
}

static void what_was_learned_can_be_cleared_and_is_learned_anew(void **state)
{
    struct bench b;
    struct stream billing = { .b = &b, .category = "billing", .unnecessary = 40, .random = 99 };

    (void)state;
    open_at_0_62(&b, 1);
    billing.at = 10 * MINUTE;
    stream_run(&billing, 300);
    assert_true(threshold_now(&billing) > 0.7);
    clear_as(&b, "cleared-1000", 1000, billing.at - 1);
    assert_true(threshold_now(&billing) == 0.62);
    stream_run(&billing, 29); /* none of the votes before counts any more */
    assert_true(threshold_now(&billing) == 0.62);
    stream_run(&billing, 2);
    assert_float_equal(threshold_now(&billing), 0.64, 1e-9);
    assert_true(b.policy->version > 1000);
    stream_run(&billing, 300);
    assert_true(threshold_now(&billing) > 0.7); /* cleared once */
    bench_close(&b);
}

static void other_categories_and_rare_ones_do_not_move(void **state)
{
    struct bench b;
    struct stream billing = { .b = &b, .category = "billing", .unnecessary = 0.4, .random = 5 };
    struct stream login = { .b = &b, .category = "login", .unnecessary = 0.08, .random = 6 };
    struct stream refund = { .b = &b, .category = "refund", .unnecessary = 40, .random = 7 };

    (void)state;
    open_at_0_62(&b, 3);
    billing.at = 10 * MINUTE;
    for (int i = 0; i < 29; i++) {
        stream_one(&refund);
        refund.at = billing.at + 3000;
        stream_one(&billing);
    }
    for (int i = 0; i < 600; i++) {
        login.at = billing.at + 10000;
        stream_one(&login);
        stream_one(&billing);
    }
    assert_true(threshold_now(&billing) > 0.75);
    assert_true(threshold_now(&login) == 0.62 && threshold_now(&refund) == 0.62);
    const struct baton_rules *rules = baton_rulebook_now(b.book, BATON_TEXT("acme"));
    assert_int_equal(rules->learned_count, 1);
    assert_true(baton_text_is(rules->learned[0].category, "billing"));
    bench_close(&b);
}

/* Every resolution that the policy names is one that said: unnecessary. */
static void a_move_names_its_resolutions(void **state)
{
    struct bench b;
    struct stream billing = { .b = &b, .category = "billing", .unnecessary = 40, .random = 3 };

    (void)state;
    bench_open(&b, 1, 0);
    billing.at = 10 * MINUTE;
    stream_run(&billing, 29);
    assert_int_equal(b.moves, 0);
    stream_run(&billing, 1);
    assert_int_equal(b.moves, 1);
    const struct baton_rules *rules = baton_rulebook_now(b.book, BATON_TEXT("acme"));
    assert_int_equal(rules->learned_count, 1);
    assert_int_equal(rules->learned[0].outcomes, 30);
    assert_int_equal(rules->learned[0].resolutions_count, 30);
    assert_true(baton_text_equal(rules->learned[0].resolutions[0],
                                 SAY(&b, "res-billing-%lld", (long long)(billing.at - MINUTE))));
    assert_true(baton_text_is(b.policy->policy_id, "learned-3")); /* two of the chance before */
    assert_true(baton_text_find(b.policy->reason, BATON_TEXT("billing +0.02 to +0.02"), 0) == 0);
    assert_true(b.policy->env.cause.topic.size > 0);
    assert_true(baton_text_equal(b.policy->digest, baton_policy_digest(b.policy->body, &b.arena)));
    bench_close(&b);
}

/* 100 outcomes a second and a declared policy with few of them a move. */
static void a_policy_is_written_at_most_once_a_minute(void **state)
{
    struct bench b;
    struct baton_error err;
    int64_t at = 10 * MINUTE;

    (void)state;
    bench_open(&b, 1, 0);
    declare(&b, "d1", "{\"bounds\": {\"min_outcomes\": 1}}", at);
    for (int i = 0; i < 1000; i++) {
        struct baton_text id = SAY(&b, "c%d", i);
        const char *category = i % 2 ? "billing" : "login";

        at += 150;
        bench_signal(&b, id, category, 0.7, 0.62, at);
        bench_feed(&b, &baton_topic_resolutions, id, resolution_of(&b, id, 1, false), at + 1);
    }
    assert_int_equal(baton_engine_advance(b.engine, at + 10 * MINUTE, &err), BATON_DONE);
    assert_in_range(b.policies, 3, 4);
    assert_true(b.policy_gap_ms >= MINUTE);
    assert_int_equal(baton_rulebook_now(b.book, BATON_TEXT("acme"))->learned_count, 2);
    bench_close(&b);
}

static void necessary_escalations_that_came_too_late_lower_the_threshold(void **state)
{
    struct bench b;
    struct stream login = { .b = &b, .category = "login" };

    (void)state;
    open_at_0_62(&b, 1);
    for (int i = 0; i < 60; i++) {
        struct baton_text id = SAY(&b, "c%d", i);
        int64_t at = (10 + i) * MINUTE;
        struct baton_resolution *resolution = resolution_of(&b, id, 1, true);

        resolution->timing = BATON_ESCALATION_TIMING_LATE;
        bench_signal(&b, id, "login", 0.7, 0.62, at);
        bench_feed(&b, &baton_topic_resolutions, id, resolution, at + 1);
    }
    assert_true(threshold_now(&login) == 0.58);
    bench_close(&b);
}

static void a_vote_that_is_taken_back_does_not_count(void **state)
{
    struct bench b;

    (void)state;
    bench_open(&b, 1, 0);
    for (int i = 0; i < 29; i++) {
        struct baton_text id = SAY(&b, "c%d", i);

        bench_signal(&b, id, "billing", 0.7, 0.62, MINUTE * i + 2000);
        bench_feed(&b, &baton_topic_resolutions, id, resolution_of(&b, id, 1, false),
                   MINUTE * i + 2001);
        if (i < 10)
            bench_feed(&b, &baton_topic_resolutions, id, resolution_of(&b, id, 2, false),
                       MINUTE * i + 2002);
    }
    assert_int_equal(b.moves, 0);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_threshold_rises_until_few_are_unnecessary_and_comes_back),
        cmocka_unit_test(the_threshold_stays_within_its_bounds),
        cmocka_unit_test(what_was_learned_can_be_cleared_and_is_learned_anew),
        cmocka_unit_test(other_categories_and_rare_ones_do_not_move),
        cmocka_unit_test(a_move_names_its_resolutions),
        cmocka_unit_test(a_policy_is_written_at_most_once_a_minute),
        cmocka_unit_test(necessary_escalations_that_came_too_late_lower_the_threshold),
        cmocka_unit_test(a_vote_that_is_taken_back_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
