/* What the policy hides is hidden, and nothing else. */
#include "mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *masked(struct baton_arena *arena, const char *text, struct baton_mask **counts,
                          size_t *count)
{
    static struct baton_text all[] = {
        BATON_TEXT_INIT("card_number"),   BATON_TEXT_INIT("iban"),
        BATON_TEXT_INIT("email"),         BATON_TEXT_INIT("phone"),
        BATON_TEXT_INIT("national_id"),   BATON_TEXT_INIT("password"),
        BATON_TEXT_INIT("account_number")
    };
    struct baton_rules rules = { .pii_masks = all, .pii_masks_count = 7 };
    struct baton_masks masks = {
        .rules = &rules, .arena = arena, .counts = counts, .counts_count = count
    };

    return baton_text_string(arena, baton_mask_text(&masks, baton_text_of(text)));
}

static void each_kind_leaves_its_placeholder(void **state)
{
    static const char *const rows[][2] = {
        { "card 4242 4242 4242 4242.", "card [card number ending 4242]." },
        { "card 4242-4242-4242-4242", "card [card number ending 4242]" },
        { "no card: 4242 4242 4242 4243", "no card: 4242 4242 4242 4243" },
        { "4242 4242 4242 4242 12/27 123", "[card number ending 4242] 12/27 123" },
        { "4242424242424242 12 27", "[card number ending 4242] 12 27" },
        { "3782 822463 10005 4711", "[card number ending 0005] 4711" },
        { "7 4242 4242 4242 4242", "7 [card number ending 4242]" },
        { "42424242424242421", "42424242424242421" },
        { "to DE89 3704 0044 0532 0130 00 please", "to [IBAN ending 3000] please" },
        { "DE89 3704 0044 0532 0130 00 BIC COBADEFF", "[IBAN ending 3000] BIC COBADEFF" },
        { "DE89370400440532013000X", "DE89370400440532013000X" },
        { "+43 660 1234567 4711 4712", "[phone] 4711 4712" },
        { "a.long.local.part.of.an.address.that.is.still.one.01234567@example.org", "[e-mail]" },
        { "AT611904300234573201", "[IBAN ending 3201]" },
        { "write max@example.org.", "write [e-mail]." },
        { "call +43 660 1234567 now", "call [phone] now" },
        { "my ssn is 123-45-6789", "my ssn is [national id]" },
        { "password: hunter2 ok", "password: [password] ok" },
        { "the password is wrong", "the password is wrong" },
        { "order 4711-22 for 49.99", "order 4711-22 for 49.99" },
        /* as people see it: no-break and narrow spaces, zero width, marks of direction */
        { "card 4242\u00a04242\u00a04242\u00a04242.", "card [card number ending 4242]." },
        { "card 4242\u202f4242\u20094242\t4242", "card [card number ending 4242]" },
        { "4242\u200b4242\u200b4242\u200b4242", "[card number ending 4242]" },
        { "4242\u200d4242\u200c\u200d42\u2060424242\u200e", "[card number ending 4242]" },
        { "\u202acall +43\u00a0660\u00a01234567\u202c now", "call [phone] now" },
        { "max\u200b@example\u00ad.org", "[e-mail]" },
        /* other digits, full width, dashes */
        { "カード 4242４２４２42424242。", "カード [card number ending 4242]。" },
        { "\u0664\u0662\u0664\u0662\u06f4\u06f2\u06f4\u06f2\u096a\u0968\u096a\u09684242",
          "[card number ending 4242]" },
        { "4242\u20134242\u20104242\u22124242", "[card number ending 4242]" },
        { "ｍａｘ＠ｅｘａｍｐｌｅ．ｏｒｇ", "[e-mail]" },
        { "全角１２ だけ", "全角１２ だけ" },
        { "two lines\nof max@example.org\n", "two lines\nof [e-mail]" },
        { "\u00a0nothing\u200b here\t", "\u00a0nothing\u200b here\t" },
    };
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(masked(&arena, rows[i][0], NULL, NULL), rows[i][1]);
    baton_arena_release(&arena);
}

/* What people put between groups, how a URL writes it, what stands around it. */
static void a_value_is_found_in_each_of_its_forms(void **state)
{
    static const char *const rows[][2] = {
        /* cards */
        { "4242.4242.4242.4242", "[card number ending 4242]" },
        { "4242  4242  4242  4242", "[card number ending 4242]" },
        { "4242 - 4242 - 4242 - 4242", "[card number ending 4242]" },
        { "4242/4242/4242/4242", "[card number ending 4242]" },
        { "4242\n4242\n4242\n4242", "[card number ending 4242]" },
        { "?pan=4242%204242%204242%204242&x", "?pan=[card number ending 4242]&x" },
        { "4242+4242+4242+4242", "[card number ending 4242]" },
        { "Visa4242424242424242", "Visa[card number ending 4242]" },
        { "3782.822463.10005", "[card number ending 0005]" },
        { "pin is 4242 4242 4242 4242", "pin is [card number ending 4242]" },
        { "12.03.2026 14.03.2026", "12.03.2026 14.03.2026" },
        /* IBANs */
        { "de89 3704 0044 0532 0130 00 is mine", "[IBAN ending 3000] is mine" },
        { "DE89-3704-0044-0532-0130-00", "[IBAN ending 3000]" },
        { "D E 89", "D E 89" },
        { "DE89  3704  0044  0532  0130  00", "[IBAN ending 3000]" },
        { "iban=DE89370400440532013000&x=1", "iban=[IBAN ending 3000]&x=1" },
        { "gb82 west 1234 5698 7654 32", "[IBAN ending 5432]" },
        { "order ab12 was never sent to us", "order ab12 was never sent to us" },
        /* addresses */
        { "max+shop@example.org", "[e-mail]" },
        { "j\u00fcrgen@m\u00fcller.example", "[e-mail]" },
        { "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a", "[e-mail]" },
        { "\u30e1\u30fc\u30ebmax@example.org\u3067\u3059",
          "\u30e1\u30fc\u30eb[e-mail]\u3067\u3059" },
        { "https://x.example/?mail=max%40example.org&a=1", "https://x.example/?mail=[e-mail]&a=1" },
        { "max (at) example (dot) org", "[e-mail]" },
        { "max at example dot org", "[e-mail]" },
        { "meet me at example.org", "meet me at example.org" },
        { "<max@example.org>", "<[e-mail]>" },
        /* phones */
        { "+43 (0)660 123-45-67", "[phone]" },
        { "(212) 555-0199", "[phone]" },
        { "212.555.0199", "[phone]" },
        { "0660/123 45 67", "[phone]" },
        { "0043 660 1234567", "[phone]" },
        { "+1.212.555.0199", "[phone]" },
        { "?tel=%2B436601234567", "?tel=[phone]" },
        { "tel:+436601234567", "tel:[phone]" },
        { "call me on 555-0199", "call me on [phone]" },
        { "1-800-555-0199", "[phone]" },
        { "phone: 1234567", "phone: [phone]" },
        { "12.03.2026 14:00", "12.03.2026 14:00" },
        { "on 2026-01-06 12:30", "on 2026-01-06 12:30" },
        { "host 192.168.10.10", "host 192.168.10.10" },
        /* ten digits that are something else */
        { "order number 1234567890", "order number 1234567890" },
        { "Bestellung 0123456789", "Bestellung 0123456789" },
        { "order_id=1234567890", "order_id=1234567890" },
        { "1234567890", "[phone]" },
        { "account number is 1234567890", "account number is [account number]" },
        { "Konto 12345678", "Konto [account number]" },
        { "my account 2 days ago", "my account 2 days ago" },
        /* national ids */
        { "ssn 123456789", "ssn [national id]" },
        { "social security number: 123 45 6789", "social security number: [national id]" },
        { "QQ 12 34 56 C", "[national id]" },
        { "passport C01X00T47", "passport [national id]" },
        { "111.444.777-35", "[national id]" },
    };
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(masked(&arena, rows[i][0], NULL, NULL), rows[i][1]);
    baton_arena_release(&arena);
}

/* Who hides phone numbers alone has hidden such an account number as one, and still does. */
static void an_account_number_that_is_not_named_in_the_policy_is_hidden_as_a_phone(void **state)
{
    struct baton_text phone = BATON_TEXT("phone");
    struct baton_rules rules = { .pii_masks = &phone, .pii_masks_count = 1 };
    struct baton_arena arena;
    struct baton_masks masks = { .rules = &rules, .arena = &arena };

    (void)state;
    baton_arena_init(&arena);
    assert_true(baton_text_is(baton_mask_text(&masks, BATON_TEXT("account 1234567890")),
                              "account [phone]"));
    baton_arena_release(&arena);
}

static void what_was_hidden_is_counted_by_kind(void **state)
{
    struct baton_mask *counts = NULL;
    size_t count = 0;
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    masked(&arena, "a@example.org b@example.org +43 660 1234567", &counts, &count);
    assert_int_equal(count, 2);
    assert_int_equal(counts[0].count, 2);
    assert_true(baton_text_is(counts[1].kind, "phone"));
    baton_arena_release(&arena);
}

static void a_kind_that_the_policy_does_not_name_stays(void **state)
{
    struct baton_text none[1];
    struct baton_rules rules = { .pii_masks = none, .pii_masks_count = 0 };
    struct baton_arena arena;
    struct baton_masks masks = { .rules = &rules, .arena = &arena };
    struct baton_text text = BATON_TEXT("card 4242 4242 4242 4242");

    (void)state;
    baton_arena_init(&arena);
    assert_ptr_equal(baton_mask_text(&masks, text).data, text.data);
    baton_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_leaves_its_placeholder),
        cmocka_unit_test(a_value_is_found_in_each_of_its_forms),
        cmocka_unit_test(an_account_number_that_is_not_named_in_the_policy_is_hidden_as_a_phone),
        cmocka_unit_test(what_was_hidden_is_counted_by_kind),
        cmocka_unit_test(a_kind_that_the_policy_does_not_name_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
