/* What the score comes to, without words: features by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model.h"
#include "rules.h"
#include "weights.h"

static struct detector_weights weights;

static double log_odds(const struct detector_feature *features)
{
    double p = detector_probability(&weights, features);

    return log(p / (1 - p));
}

static void without_evidence_hardly_any_turn_calls_for_a_person(void **state)
{
    struct detector_feature none[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };

    (void)state;
    assert_true(detector_probability(&weights, none) < 0.005); /* 31 of 16 830 turns did */
}

/* So that the reasons of a signal explain its probability, and a tier's weight can be compared with
 * them. */
static void what_the_features_add_is_the_probability(void **state)
{
    struct detector_feature none[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };
    struct detector_feature some[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };
    double added = 0;

    (void)state;
    some[DETECTOR_COMPLAINT].value = 1;
    some[DETECTOR_REPEATED_QUESTION].value = 2;
    some[DETECTOR_RESOLVED].value = 0.3;
    for (int i = 0; i < DETECTOR_FEATURE_COUNT; i++)
        added += detector_contribution(&weights, some, i);
    assert_float_equal(log_odds(some) - log_odds(none), added, 1e-9);
}

/* The chance that was found for a score, by the table that was fitted: README.md. */
static void a_score_has_the_chance_that_was_found_for_it(void **state)
{
    static const struct {
        double score, low, high;
    } rows[] = { { -3, 0, 0.01 },    { -2, 0, 0.02 },    { -1, 0.01, 0.06 },
                 { 0.5, 0.1, 0.35 }, { 2.5, 0.7, 0.95 }, { 4, 0.95, 1 } };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct detector_feature features[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };

        features[DETECTOR_BOT_TRANSFERS].value = (rows[i].score - detector_score(features))
                                                 / detector_features[DETECTOR_BOT_TRANSFERS].weight;
        assert_float_equal(detector_score(features), rows[i].score, 1e-9);
        assert_true(detector_probability(&weights, features) >= rows[i].low);
        assert_true(detector_probability(&weights, features) <= rows[i].high);
    }
}

/* Neither alone: one thing is no reason, and two that last are. */
static void the_built_in_threshold_lies_between_one_reason_and_two(void **state)
{
    struct baton_rulebook *book = baton_rulebook_new();
    double threshold = baton_rulebook_now(book, BATON_TEXT("any"))->threshold;
    struct detector_feature features[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };

    (void)state;
    features[DETECTOR_FAILED_ATTEMPTS].value = 1;
    assert_true(detector_probability(&weights, features) < threshold);
    features[DETECTOR_FAILED_ATTEMPTS].value = 0;
    features[DETECTOR_REPEATED_QUESTION].value = 1;
    assert_true(detector_probability(&weights, features) < threshold);
    features[DETECTOR_FAILED_ATTEMPTS].value = log2(3); /* of two */
    assert_true(detector_probability(&weights, features) >= threshold);
    baton_rulebook_free(book);
}

static int open_weights(void **state)
{
    struct baton_error err;
    size_t size = (size_t)(detector_weights_en_end - detector_weights_en);

    (void)state;
    return detector_weights_read(detector_weights_en, size, &weights, &err) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_evidence_hardly_any_turn_calls_for_a_person),
        cmocka_unit_test(what_the_features_add_is_the_probability),
        cmocka_unit_test(a_score_has_the_chance_that_was_found_for_it),
        cmocka_unit_test(the_built_in_threshold_lies_between_one_reason_and_two),
    };
    return cmocka_run_group_tests(tests, open_weights, NULL);
}
