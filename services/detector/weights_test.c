/* The file of the weights: what is read, and that nothing broken is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hash.h"
#include "weights.h"

static unsigned char *bytes;
static size_t size;

static int copy(void **state)
{
    (void)state;
    size = (size_t)(detector_weights_en_end - detector_weights_en);
    bytes = malloc(size);
    memcpy(bytes, detector_weights_en, size);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    free(bytes);
    return 0;
}

/* So that only what was changed can be what is wrong. */
static void sum_anew(void)
{
    uint64_t sum = baton_fnv1a(0, bytes, size - 8);

    for (int i = 0; i < 8; i++)
        bytes[size - 8 + (size_t)i] = (unsigned char)(sum >> 8 * i);
}

static void is_refused(size_t with_size, const char *reason)
{
    struct detector_weights weights = { .version = "untouched" };
    struct baton_error err = { "", "" };

    assert_false(detector_weights_read(bytes, with_size, &weights, &err));
    if (strstr(err.text, reason) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, reason);
    assert_string_equal(weights.version, "untouched");
}

static void the_file_of_the_program_is_read(void **state)
{
    struct detector_weights weights;
    struct baton_error err = { "", "" };

    (void)state;
    assert_true(detector_weights_read(bytes, size, &weights, &err));
    assert_string_equal(weights.language, "en");
    assert_true(strncmp(weights.version, "en-", 3) == 0);
    assert_true(weights.slope > 0 && weights.sure > 0.3 && weights.sure < 1);
    for (int i = 0; i < DETECTOR_FITTED_COUNT; i++)
        assert_true(weights.added[i] >= 0);
}

static void a_file_that_is_cut_is_refused(void **state)
{
    (void)state;
    is_refused(0, "not a file that");
    is_refused(40, "not a file that");
    is_refused(size / 2, "bytes");
    is_refused(size - 1, "bytes");
    bytes[0] = 'x';
    is_refused(size, "not a file that");
}

static void a_changed_byte_is_noticed(void **state)
{
    (void)state;
    bytes[size / 2] ^= 1;
    is_refused(size, "checksum");
}

static void a_file_for_another_program_says_what_differs(void **state)
{
    static const char *const names[] = { "version of the pieces", "bits",    "columns", "traits",
                                         "features by hand",      "signals", "fitted" };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bytes[8 + 4 * i] += 1;
        sum_anew();
        is_refused(size, names[i]);
        bytes[8 + 4 * i] -= 1;
    }
}

static void a_number_that_is_none_is_refused(void **state)
{
    static const unsigned char numbers[][8] = {
        { 0, 0, 0, 0, 0, 0, 0xf8, 0x7f }, /* NaN */
        { 0, 0, 0, 0, 0, 0, 0xf0, 0x7f }, /* infinite */
        { 0, 0, 0, 0, 0, 0, 0xf0, 0x40 }, /* 65 536 */
    };
    size_t places[] = { 80, 80 + 8 * 2 * DETECTOR_COLUMNS,
                        size - 16 - (size_t)(1 << DETECTOR_GRAMS_BITS) * DETECTOR_COLUMNS };

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        for (size_t j = 0; j < 3; j++) {
            unsigned char was[8];
            memcpy(was, bytes + places[i], 8);
            memcpy(bytes + places[i], numbers[j], 8);
            sum_anew();
            is_refused(size, "out of bounds");
            memcpy(bytes + places[i], was, 8);
        }
    }
}

static void a_name_is_plain_text(void **state)
{
    (void)state;
    bytes[36] = 0;
    sum_anew();
    is_refused(size, "out of bounds");
    bytes[36] = '\n';
    sum_anew();
    is_refused(size, "out of bounds");
    bytes[36] = 'e';
    bytes[44 + 31] = 'x'; /* behind the zeros */
    sum_anew();
    is_refused(size, "out of bounds");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_of_the_program_is_read, copy, drop),
        cmocka_unit_test_setup_teardown(a_file_that_is_cut_is_refused, copy, drop),
        cmocka_unit_test_setup_teardown(a_changed_byte_is_noticed, copy, drop),
        cmocka_unit_test_setup_teardown(a_file_for_another_program_says_what_differs, copy, drop),
        cmocka_unit_test_setup_teardown(a_number_that_is_none_is_refused, copy, drop),
        cmocka_unit_test_setup_teardown(a_name_is_plain_text, copy, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
