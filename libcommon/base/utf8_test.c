/* Validation is tried exhaustively where that is possible; the folded form against utf8proc's own.
 */
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "arena.h"

static void assert_text(struct baton_text text, const char *expected)
{
    assert_int_equal(text.size, strlen(expected));
    if (text.size > 0)
        assert_memory_equal(text.data, expected, text.size);
}

static void every_code_point_is_valid_and_every_surrogate_is_not(void **state)
{
    (void)state;
    for (int32_t point = 1; point <= 0x10ffff; point++) {
        uint8_t b[4] = { 0 };
        bool surrogate = point >= 0xd800 && point <= 0xdfff;
        size_t size = 3;

        if (surrogate) {
            b[0] = 0xed;
            b[1] = (uint8_t)(0x80 | (point >> 6 & 0x3f));
            b[2] = (uint8_t)(0x80 | (point & 0x3f));
        } else {
            size = (size_t)utf8proc_encode_char(point, b);
        }
        if (baton_text_valid_utf8(b, size) == surrogate)
            fail_msg("U+%04X", (unsigned)point);
        if (size > 1 && baton_text_valid_utf8(b, size - 1))
            fail_msg("U+%04X without its last byte", (unsigned)point);
    }
}

static void of_all_byte_strings_of_three_as_many_are_valid_as_there_are_texts(void **state)
{
    /* Code points by the bytes that they take. */
    const int one = 127, two = 0x800 - 0x80, three = 0x10000 - 0x800 - 0x800;
    int valid = 0;

    (void)state;
    for (uint32_t i = 0; i < 1U << 24; i++) {
        const uint8_t b[] = { (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i };

        valid += baton_text_valid_utf8(b, sizeof b);
    }
    assert_int_equal(valid, one * one * one + 2 * one * two + three);
}

static void sequences_of_four_bytes_are_valid_within_their_bounds_only(void **state)
{
    static const uint8_t ends[] = { 0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff };
    int valid = 0;

    (void)state;
    for (int i = 0; i < 16 * 256 * 36; i++) {
        const uint8_t b[] = { (uint8_t)(0xf0 | i / 36 / 256), (uint8_t)(i / 36), ends[i / 6 % 6],
                              ends[i % 6] };

        valid += baton_text_valid_utf8(b, sizeof b);
    }
    assert_int_equal(valid, (0x30 + 3 * 0x40 + 0x10) * 2 * 2);
}

static void a_bad_byte_is_found_at_every_place(void **state)
{
    static const uint8_t bad[] = { 0x00, 0x80, 0xbf, 0xc0, 0xc1, 0xe2, 0xf5, 0xff };
    uint8_t b[41];

    (void)state;
    for (size_t size = 1; size <= sizeof b; size++) {
        memset(b, 0x7f, sizeof b);
        assert_true(baton_text_valid_utf8(b, size));
        for (size_t i = 0; i < size * sizeof bad; i++) {
            b[i / sizeof bad] = bad[i % sizeof bad];
            assert_false(baton_text_valid_utf8(b, size));
            b[i / sizeof bad] = 0x01;
        }
    }
    assert_true(baton_text_valid_utf8(NULL, 0));
}

static void texts_are_cut_between_code_points(void **state)
{
    struct baton_text text = BATON_TEXT("a\u00e9\u20ac\U0001f600z"); /* 1, 2, 3, 4 and 1 bytes */
    static const size_t expected[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };

    (void)state;
    for (size_t max = 0; max < sizeof expected / sizeof *expected; max++)
        assert_int_equal(baton_text_cut(text, max).size, expected[max]);
    assert_int_equal(baton_text_cut((struct baton_text){ NULL, 0 }, 0).size, 0);
}

static void control_characters_are_c0_del_and_c1(void **state)
{
    (void)state;
    for (int32_t point = 0; point < 0x3000; point++) {
        uint8_t b[8] = { 'x' };
        size_t size = 1 + (size_t)utf8proc_encode_char(point, b + 1);
        bool control = point < 0x20 || (point >= 0x7f && point < 0xa0);

        b[size++] = 'x';
        if (baton_text_has_control((struct baton_text){ (const char *)b, size }) != control)
            fail_msg("U+%04X", (unsigned)point);
    }
    assert_false(baton_text_has_control(BATON_TEXT_NONE));
    assert_false(baton_text_has_control(BATON_TEXT("\xc2")));
}

static int arena_setup(void **state)
{
    static struct baton_arena arena;

    baton_arena_init(&arena);
    *state = &arena;
    return 0;
}

static int arena_teardown(void **state)
{
    baton_arena_release(*state);
    return 0;
}

static void words_are_compared_in_their_folded_form(void **state)
{
    static const struct {
        const char *text;
        const char *expected;
    } rows[] = {
        { "", "" },
        { "Talk To A HUMAN", "talk to a human" },
        { "a \t\r\n b", "a b" },
        { "  a  ", " a " },
        { "Stra\u00dfe", "strasse" },
        { "STRASSE", "strasse" },
        { "\u00c9t\u00e9", "\u00e9t\u00e9" },
        { "e\u0301", "\u00e9" },                       /* composed */
        { "\uff28\uff55\uff4d\uff41\uff4e", "human" }, /* full width */
        { "\ufb01x", "fix" },                          /* ligature */
        { "\u0130", "i\u0307" },             /* Turkish capital: the full folding, no locale */
        { "\u03a3\u03c2", "\u03c3\u03c3" },  /* both small sigmas are one */
        { "a\u00a0\u2003\u3000b", "a b" },   /* no-break, em, ideographic */
        { "a\xc2\x85\u2028\u2029b", "a b" }, /* line ends */
        { "\u043f\u041e\u0417\u041e\u0412\u0418", "\u043f\u043e\u0437\u043e\u0432\u0438" },
        { "\u1112\u1161\u11ab", "\ud55c" }, /* Hangul composed */
        { "\U0001f600 OK", "\U0001f600 ok" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct baton_text folded = baton_text_fold(*state, baton_text_of(rows[i].text));

        assert_text(folded, rows[i].expected);
        assert_int_equal(folded.data[folded.size], '\0');
    }
}

static void what_is_not_utf8_comes_back_as_it_was(void **state)
{
    assert_text(baton_text_fold(*state, BATON_TEXT("AB\xff  C")), "AB\xff  C");
    assert_text(baton_text_fold(*state, BATON_TEXT("\xe2\x82")), "\xe2\x82");
    assert_int_equal(baton_text_fold(*state, (struct baton_text){ NULL, 0 }).size, 0);
}

static void a_nul_inside_is_kept(void **state)
{
    assert_int_equal(baton_text_fold(*state, BATON_TEXT("A\0B")).size, 3);
    assert_int_equal(baton_text_fold(*state, BATON_TEXT("A\0\u00c9")).size, 4);
}

/* A sequence that is the same in every run. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* A text of letters, marks, Hangul and anything, without white space. */
static size_t random_text(uint32_t *seed, uint8_t *b)
{
    static const struct {
        int32_t first;
        uint32_t count;
    } ranges[] = {
        { 'A', 26 },     { 0x300, 0x70 }, { 0xc0, 0x150 }, { 0x1100, 0x100 }, { 0xac00, 0x2ba4 },
        { 0xf00, 0xbc }, { 0xff61, 62 },  { 0x900, 0x80 }, { 0x1e00, 0x100 }, { 0x10000, 0x20000 },
    };
    size_t size = 0;

    for (int i = 0; i < 20; i++) {
        size_t range = next_number(seed) % (sizeof ranges / sizeof *ranges);
        int32_t point = ranges[range].first + (int32_t)(next_number(seed) % ranges[range].count);

        size += (size_t)utf8proc_encode_char(point, b + size);
    }
    return size;
}

static void folding_agrees_with_utf8proc_as_a_whole(void **state)
{
    uint32_t seed = 1;

    for (int round = 0; round < 20000; round++) {
        uint8_t b[80];
        uint8_t *expected = NULL;
        size_t size = random_text(&seed, b);
        utf8proc_ssize_t expected_size =
            utf8proc_map(b, (utf8proc_ssize_t)size, &expected,
                         UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
        struct baton_text folded =
            baton_text_fold(*state, (struct baton_text){ (const char *)b, size });

        /* Some marks decompose to a blank and a mark; runs of these blanks are ours to join. */
        if (strchr((const char *)expected, ' ') == NULL) {
            assert_int_equal(folded.size, expected_size);
            assert_memory_equal(folded.data, expected, folded.size);
        }
        free(expected);
        baton_arena_reset(*state);
    }
}

static void a_mebibyte_of_marks_on_one_letter_is_folded_at_once(void **state)
{
    const size_t pairs = 1024 * 1024 / 4;
    char *text = baton_arena_alloc(*state, 1 + 4 * pairs);

    text[0] = 'A';
    for (size_t i = 0; i < pairs; i++)
        memcpy(text + 1 + 4 * i, "\u0315\u0316", 4); /* above, below: not in canonical order */

    struct baton_text folded = baton_text_fold(*state, (struct baton_text){ text, 1 + 4 * pairs });
    assert_int_equal(folded.size, 1 + 2 * 30);
    assert_memory_equal(folded.data, "a\u0316", 3);
    assert_memory_equal(folded.data + 1 + 2 * 29, "\u0315", 2);
}

#define WITH_ARENA(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_valid_and_every_surrogate_is_not),
        cmocka_unit_test(of_all_byte_strings_of_three_as_many_are_valid_as_there_are_texts),
        cmocka_unit_test(sequences_of_four_bytes_are_valid_within_their_bounds_only),
        cmocka_unit_test(a_bad_byte_is_found_at_every_place),
        cmocka_unit_test(texts_are_cut_between_code_points),
        cmocka_unit_test(control_characters_are_c0_del_and_c1),
        WITH_ARENA(words_are_compared_in_their_folded_form),
        WITH_ARENA(what_is_not_utf8_comes_back_as_it_was),
        WITH_ARENA(a_nul_inside_is_kept),
        WITH_ARENA(folding_agrees_with_utf8proc_as_a_whole),
        WITH_ARENA(a_mebibyte_of_marks_on_one_letter_is_folded_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
