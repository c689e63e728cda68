/* Values in sentences as customers write them. */
#include "extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const int64_t NOW = 1767690000000; /* 2026-01-06 */

static struct packager_vocabulary vocabulary;

static int open_vocabulary(void **state)
{
    struct baton_error err = { "", "" };

    (void)state;
    return packager_vocabulary_open(&vocabulary, &err) ? 0 : -1;
}

static int close_vocabulary(void **state)
{
    (void)state;
    packager_vocabulary_close(&vocabulary);
    return 0;
}

/* All values as "name=value name=value". */
static const char *found_by(struct baton_arena *arena, bool customer, const char *text,
                            const char *question, const char *subject)
{
    struct baton_tokens tokens = baton_tokens_of(arena, baton_text_of(text));
    struct packager_source source = { .arena = arena,
                                      .text = baton_text_of(text),
                                      .question = baton_text_of(question),
                                      .subject = baton_text_of(subject),
                                      .customer = customer,
                                      .now_ms = NOW,
                                      .vocabulary = &vocabulary,
                                      .tokens = &tokens };
    struct packager_value *values;
    struct baton_text all = BATON_TEXT_NONE;
    size_t count = packager_extract(&source, &values);

    for (size_t i = 0; i < count; i++)
        all = baton_text_format(arena, "%.*s%s%s=%.*s", BATON_TEXT_ARG(all), i > 0 ? " " : "",
                                values[i].name, BATON_TEXT_ARG(values[i].value));
    return baton_text_string(arena, all);
}

static const char *found(struct baton_arena *arena, const char *text, const char *question)
{
    return found_by(arena, true, text, question, "");
}

static void values_are_found_and_normalised(void **state)
{
    static const char *const rows[][2] = {
        { "My order 4711-22 is late.", "order_number=4711-22" },
        { "order number is: #A4711", "order_number=A4711" },
        { "I have two orders, order 10001 and order 10002",
          "order_number=10001 order_number=10002 quantity=2 orders" },
        { "ORD-55123 please", "order_number=ORD-55123" },
        { "invoice no. 2026-0117 was paid", "invoice_number=2026-0117" },
        { "see ticket TKT-9001", "ticket_number=TKT-9001" },
        { "My booking reference is XK4P92", "booking_number=XK4P92" },
        { "tracking number 1Z999AA10123456784", "tracking_number=1Z999AA10123456784" },
        { "It says delivered. 1Z999AA10123456784", "tracking_number=1Z999AA10123456784" },
        { "The display shows F21.", "error_code=F21" },
        { "It says 15 minutes.", "" },
        { "I have raised a dispute, reference DSP-20931.", "reference=DSP-20931" },
        { "transaction GPA.3312-4410-9921", "reference=GPA.3312-4410-9921" },
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
        { "The order of 2 shirts is fine", "quantity=2 shirts product=shirts" },
        { "See docs.example.com/setup.", "url=docs.example.com/setup" },
        { "It was in December 2025", "date=2025-12" },
        { "billed on 021426", "date=2026-02-14" },
        { "on the 3 rd march", "date=2026-03-03" },
        { "my user id is ida_berg_204", "customer_number=ida_berg_204" },
        { "The reservation IDs: 1. PLK4R2 2. QQTRVA",
          "booking_number=PLK4R2 booking_number=QQTRVA" },
        { "confirmation number is kf 7 ts 91", "booking_number=kf7ts91" },
        { "the card ending in 4471", "card_last4=4471" },
        { "use my 4471 card", "card_last4=4471" },
        { "bought on 29-Dec, seen on 05-Feb-2026", "date=2025-12-29 date=2026-02-05" },
        { "paid 28/12 at the shop", "date=2025-12-28" },
        { "1/2 of the 05/06 box", "" },
        { "policy number ltx 528769143", "customer_number=ltx528769143" },
        { "claim number is lzw 941", "ticket_number=lzw941" },
        { "the order of 300 is late", "" },
        { "The tracking number for your tablet order is **746342064230**.",
          "tracking_number=746342064230 device=tablet" },
        { "Here are the order IDs you have: 1. #W5270 2. #W7032",
          "order_number=W5270 order_number=W7032" },
        { "the gift card ending in 4471", "" },
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
    assert_string_equal(found(&arena, "10115", "What is your zip code?"), "address=10115");
    assert_string_equal(found(&arena, "Ida Berg", "May I have your full name?"), "name=Ida Berg");
    assert_string_equal(found(&arena, "tamsin vole", "Your name, please?"), "name=tamsin vole");
    assert_string_equal(found(&arena, "still waiting", "Your name, please?"), "");
    assert_string_equal(found(&arena, "Sure, it's Ida Berg, and my zip code is 85041.",
                              "Could you tell me your name and zip code?"),
                        "address=85041 name=Ida Berg");
    assert_string_equal(found(&arena, "my zip code is 78712.", "Your user ID and zip code?"),
                        "address=78712");
    assert_string_equal(found_by(&arena, true, "tamsin vole", "", "my bill is wrong"),
                        "name=tamsin vole");
    assert_string_equal(found_by(&arena, true, "window seat", "", "my bill is wrong"), "");
    assert_string_equal(
        found(&arena, "The long winter by an old man", "What is the title of the book?"),
        "product=the long winter");
    assert_string_equal(found(&arena, "I do not remember", "What is the title of the book?"), "");
    assert_string_equal(found_by(&arena, true, "4000 1234 5678 9010", "", "i lost my card"),
                        "card_last4=9010");
    assert_string_equal(found_by(&arena, true, "k 81 p 33", "", "i want another seat"),
                        "booking_number=k81p33");
    assert_string_equal(found_by(&arena, true, "k 81 p 33", "", "my bill is wrong"), "");
    assert_string_equal(found_by(&arena, true, "its k 81 p 33", "", "i want another seat"),
                        "booking_number=k81p33");
    assert_string_equal(found_by(&arena, true, "tamsin and k 81 p 33", "", "i want another seat"),
                        "booking_number=k81p33 name=tamsin");
    assert_string_equal(found_by(&arena, true, "its 2 f 3 g 4 h", "", "i want another seat"),
                        "booking_number=2f3g4h");
    assert_string_equal(found_by(&arena, true, "5550104477", "", "my mobile screen is broken"),
                        "phone=5550104477");
    assert_string_equal(found_by(&arena, true, "5550104477", "", "what is my balance"), "");
    assert_string_equal(found_by(&arena, true, "im tamsin", "", "my bill is wrong"), "name=tamsin");
    assert_string_equal(found_by(&arena, true, "im waiting", "", "my bill is wrong"), "");
    assert_string_equal(found_by(&arena, true, "tamsin 0507", "", "my bill is wrong"),
                        "name=tamsin");
    assert_string_equal(found_by(&arena, true, "plc 665887075", "", "what of my claim"),
                        "customer_number=plc665887075");
    assert_string_equal(found_by(&arena, true, "clm 876", "", "what of my claim"),
                        "ticket_number=clm876");
    assert_string_equal(found_by(&arena, true, "clm 876", "", "my bill is wrong"), "");
    baton_arena_release(&arena);
}

static void words_are_values_in_their_place(void **state)
{
    static const struct {
        bool customer;
        const char *text, *values;
    } rows[] = {
        { true, "My name is Ida Berg and I need help", "name=Ida Berg" },
        { true, "name ida berg ssn 1234", "name=ida berg" },
        { true, "My first name is Ida, last name Berg.", "name=Ida Berg" },
        { true, "this is robin", "name=robin" },
        { true, "change the name from Ida Berg to Ida Holm", "name=Ida Berg name=Ida Holm" },
        { true, "my name is spelled wrong", "" },
        { true, "my name is ida and my password is lost", "name=ida" },
        { true, "the file name is missing", "" },
        { false, "Thank you, Ida.", "" }, /* not in the vocabulary */
        { false, "Thank you, Laura.", "name=Laura" },
        { false, "Passengers: Ida Berg, Omar Khan - Payment Method: cash",
          "name=Ida Berg name=Omar Khan" },
        { true, "I live at 12 Mill Lane, Suite 4, Springfield, IL 62704 now",
          "address=12 mill lane, suite 4, springfield, il 62704" },
        { false,
          "- **Address 1:** 123 Elm Street - **Address 2:** Suite 640 - **City:** Austin - "
          "**State:** TX - **Country:** USA - **Zip Code:** 78712",
          "address=123 elm street suite 640 austin tx usa 78712" },
        { true, "I live in 62704", "address=62704" },
        { true, "I'm from North Salem, IL, 62704", "address=north salem, il, 62704" },
        { true, "the price is over 3000", "amount=3000" },
        { true, "Hauptstraße 5 in Wien", "address=hauptstraße 5" },
        { true, "my zip code is 62704", "address=62704" },
        { true, "zip 627045", "address=627045" },
        { true, "I am a gold member", "plan=gold" },
        { true, "upgrade to the 20 gb plan", "plan=20 gb" },
        { true, "a change of plan", "" },
        { true, "My iPhone 13 Pro and the laptop are slow", "device=iphone 13 pro device=laptop" },
        { false, "On a phone or tablet, tap the icon", "" },
        { false, "Is your tablet charged?", "device=tablet" },
        { true, "my city name is phoenix", "" },
        { true, "myself tamsin vole", "name=tamsin vole" },
        { true, "tamsin cooper", "name=tamsin cooper" },
        { true, "salem 636001", "address=salem 636001" },
        { true, "card number 4000 1234 5678 9010", "card_last4=9010" },
        { true, "i drive a ford fiesta", "product=ford fiesta" },
        { true, "the order number might be #W8855", "order_number=W8855" },
        { true, "an audi a 7", "product=audi a 7" },
        { true, "i want to return the laptop", "product=laptop" },
        { true, "the tablet that I ordered", "product=tablet" },
        { true, "I bought lamps on my tablet", "device=tablet product=lamps" },
        { true, "how much is the 5 gb", "plan=5 gb" },
        { true, "the 5 gb data plan", "plan=5 gb" },
        { true, "name tamsin password 1234", "name=tamsin" },
        { true, "I have two vacuum cleaners",
          "quantity=2 vacuum cleaners product=vacuum cleaners" },
        { true, "the desk lamp flickers", "product=desk lamp" },
        { true, "the novel is called The Long Winter", "product=the long winter" },
        { true, "the ebook \"Seasons of Salt\" does not open",
          "product=seasons of salt product=ebook" },
        { true, "the book \xe2\x80\x9cSeasons of Salt\xe2\x80\x9d does not open",
          "product=seasons of salt" },
        { true, "the tablet no longer boots", "device=tablet" },
        { true, "skype does not start", "product=skype" },
        { true, "they called Me twice about it and then again and so on", "" },
        { true, "I lost my credit card", "product=credit card" },
        { true, "I will pay with my credit card", "" },
        { true, "two checked bags and 3 tickets", "quantity=2 checked bags quantity=3 tickets" },
        { false, "4 Tap the bag", "" },
        { false, "Available Seats in Economy: 12", "quantity=12 seats" },
        { false, "Available Seats: 7 Please choose", "quantity=7 seats" },
        { true, "transfer 500, deposited 1000", "amount=500 amount=1000" },
        { true, "a fee of 25 was taken, 90 has been charged", "amount=25 amount=90" },
        { true, "I waited 25 days", "" },
    };
    struct baton_arena arena;

    (void)state;
    baton_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(found_by(&arena, rows[i].customer, rows[i].text, "", ""),
                            rows[i].values);
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
        cmocka_unit_test(words_are_values_in_their_place),
        cmocka_unit_test(a_parameter_has_a_kind_by_its_name),
    };

    return cmocka_run_group_tests(tests, open_vocabulary, close_vocabulary);
}
