#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "hash.h"
#include "words.h"

struct row {
    const char *word;
    int number;
};

static ptrdiff_t find(const struct baton_words *words, const char *word)
{
    return baton_words_find(words, baton_fnv1a(0, word, strlen(word)), baton_text_of(word));
}

static void each_row_is_found_by_its_word(void **state)
{
    static const struct row rows[] = { { "very", 1 }, { "so", 2 }, { "it", 3 }, { "'s", 4 } };
    static struct baton_words words;

    (void)state;
    baton_words_fill(&words, rows, sizeof *rows, 4);
    for (ptrdiff_t i = 0; i < 4; i++)
        assert_int_equal(find(&words, rows[i].word), i);
    assert_int_equal(find(&words, "vary"), -1);
    assert_int_equal(find(&words, ""), -1);
}

/* Half of the slots: many words do not stand where their hash says. */
static void a_full_table_finds_all_of_its_words(void **state)
{
    enum { COUNT = BATON_WORDS_SLOTS / 2 };
    static char letters[COUNT][3];
    static struct row rows[COUNT];
    static struct baton_words words;

    (void)state;
    for (int i = 0; i < COUNT; i++) {
        letters[i][0] = (char)('a' + i % 16);
        letters[i][1] = (char)('a' + i / 16);
        rows[i] = (struct row){ letters[i], i };
    }
    baton_words_fill(&words, rows, sizeof *rows, COUNT);
    for (ptrdiff_t i = 0; i < COUNT; i++)
        assert_int_equal(find(&words, rows[i].word), i);
    assert_int_equal(find(&words, "zz"), -1);
}

/* An outsider can make words of any hash. */
static void another_word_of_the_same_hash_is_not_found(void **state)
{
    static const struct row rows[] = { { "very", 1 } };
    static struct baton_words words;

    (void)state;
    baton_words_fill(&words, rows, sizeof *rows, 1);
    assert_int_equal(baton_words_find(&words, baton_fnv1a(0, "very", 4), BATON_TEXT("vary")), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_found_by_its_word),
        cmocka_unit_test(a_full_table_finds_all_of_its_words),
        cmocka_unit_test(another_word_of_the_same_hash_is_not_found),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
