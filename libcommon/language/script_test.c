#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "script.h"

static void a_text_has_the_script_of_most_of_its_letters(void **state)
{
    static const struct {
        const char *text;
        enum baton_script script;
    } rows[] = {
        { "", BATON_SCRIPT_NONE },
        { "12:30 ?! 🙂", BATON_SCRIPT_NONE },
        { "hello", BATON_SCRIPT_LATIN },
        { "Ça ne marche pas", BATON_SCRIPT_LATIN },
        { "Καλημέρα", BATON_SCRIPT_GREEK },
        { "Здравствуйте, где мой заказ?", BATON_SCRIPT_CYRILLIC },
        { "мой iPhone 12 не работает", BATON_SCRIPT_CYRILLIC },
        { "my name is Иван and I want it", BATON_SCRIPT_LATIN },
        { "שלום", BATON_SCRIPT_HEBREW },
        { "أين طلبي؟", BATON_SCRIPT_ARABIC },
        { "मेरा ऑर्डर कहाँ है", BATON_SCRIPT_INDIC },
        { "สวัสดี", BATON_SCRIPT_THAI },
        { "주문이 어디에 있나요", BATON_SCRIPT_HANGUL },
        { "こんにちは", BATON_SCRIPT_KANA },
        { "我的订单在哪里", BATON_SCRIPT_HAN },
        { "我要退款 order", BATON_SCRIPT_HAN },
        { "ያዝልኝ", BATON_SCRIPT_OTHER },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum baton_script script = baton_script_of(baton_text_of(rows[i].text));
        if (script != rows[i].script)
            fail_msg("\"%s\": %s", rows[i].text, baton_script_names[script]);
    }
}

static void a_text_that_is_cut_inside_of_a_letter_is_read_up_to_there(void **state)
{
    (void)state;
    assert_int_equal(baton_script_of((struct baton_text){ "\xd0\x97\xd0", 3 }),
                     BATON_SCRIPT_CYRILLIC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_has_the_script_of_most_of_its_letters),
        cmocka_unit_test(a_text_that_is_cut_inside_of_a_letter_is_read_up_to_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
