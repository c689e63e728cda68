/* Values in sentences as customers write them. */
#include "extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const int64_t NOW = 1767690000000; /* 2026-01-06 */

/* All values as "name=value name=value". */
static const char *found(struct baton_arena *arena, const char *text, const char *question)
{
    struct packager_source source = { .arena = arena,
                                      .text = baton_text_of(text),
                                      .question = baton_text_of(question),
                                      .now_ms = NOW };
    struct packager_value *values;
    struct baton_text all = BATON_TEXT_NONE;
    size_t count = packager_extract(&source, &values);

    for (size_t i = 0; i < count; i++)
        all = baton_text_format(arena, "%.*s%s%s=%.*s", BATON_TEXT_ARG(all), i > 0 ? " " : "",
                                values[i].name, BATON_TEXT_ARG(values[i].value));
    return baton_text_string(arena, all);
}

static void values_are_found_and_normalised(void **state)
{
    static const char *const rows[][2] = {
        { "My order 4711-22 is late.", "order_number=4711-22" },
        { "order number is: #A4711", "order_number=A4711" },
        { "I have two orders, order 10001 and order 10002",
          "order_number=10001 order_number=10002" },
        { "ORD-55123 please", "order_number=ORD-55123" },
        { "invoice no. 2026-0117 was paid", "invoice_number=2026-0117" },
        { "see ticket TKT-9001", "ticket_number=TKT-9001" },
        { "My booking reference is XK4P92", "booking_number=XK4P92" },
        { "tracking number 1Z999AA10123456784", "tracking_number=1Z999AA10123456784" },
        { "Mail me: Max.Muster@Example.ORG.", "email=max.muster@example.org" },
        { "I paid $1,299.00 yesterday", "amount=1299.00 $" },
        { "It cost 1.299,50 EUR in total", "amount=1299.50 EUR" },
        { "a refund of 20 euros", "amount=20 euros" },
        { "\xe2\x82\xac"
          "15 too much",
          "amount=15 \xe2\x82\xac" },
        { "on March 4, 2026 and 2026-03-05", "date=2026-03-04 date=2026-03-05" },
        { "since 4 December", "date=2025-12-04" },
        { "it says error 502 on https://shop.example/pay?x=1",
          "url=https://shop.example/pay?x=1 error_code=502" },
        { "ERR_CONNECTION_REFUSED since version 2.14.1",
          "error_code=ERR_CONNECTION_REFUSED version=2.14.1" },
        { "call me at +43 660 1234567", "phone=+436601234567" },
        { "(555) 010-4477 is my number", "phone=5550104477" },
        { "it is about #48211", "reference=48211" },
        { "I waited 3 days and called 2 times", "" },
        { "The order of 2 shirts is fine", "" },
        { "", "" },
    };
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(found(&arena, rows[i][0], ""), rows[i][1]);
    baton_arena_release(&arena);
}

static void a_bare_number_is_what_was_asked_for(void **state)
{
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    assert_string_equal(found(&arena, "It's 471122.", "What is your order number?"),
                        "order_number=471122");
    assert_string_equal(found(&arena, "471122", "Anything else?"), "");
    baton_arena_release(&arena);
}

static void a_parameter_has_a_kind_by_its_name(void **state)
{
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    assert_string_equal(packager_kind_of(&arena, BATON_TEXT("orderId")), "order_number");
    assert_string_equal(packager_kind_of(&arena, BATON_TEXT("invoice_id")), "invoice_number");
    assert_null(packager_kind_of(&arena, BATON_TEXT("limit")));
    baton_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found_and_normalised),
        cmocka_unit_test(a_bare_number_is_what_was_asked_for),
        cmocka_unit_test(a_parameter_has_a_kind_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
