/* Words that more than one stage must understand alike, as rows for their tables of phrases
 * (phrases.h): each stage looks for them in the pass that it makes anyway. */
#ifndef BATON_ASKS_H
#define BATON_ASKS_H

/* What a customer is asked for so that his case can be found: a bit each. */
enum baton_ask {
    BATON_ASK_NAME,
    BATON_ASK_EMAIL,
    BATON_ASK_PHONE,
    BATON_ASK_ORDER,
    BATON_ASK_ACCOUNT,
    BATON_ASK_BOOKING,
    BATON_ASK_ADDRESS,
    BATON_ASK_BIRTH,
    BATON_ASK_COUNT,
};

/* Word classes, what it is called: <name>, <email>, ... */
#define BATON_ASK_CLASSES \
    { "ask_name", "name|full_name|first_name|last_name|surname" }, \
        { "ask_email", "email|e_mail|email_address|e_mail_address|mail_address|email_id" }, \
        { "ask_phone", \
          "phone|phone_number|telephone|telephone_number|mobile|mobile_number|cell_number|" \
          "contact_number|callback_number" }, \
        { "ask_order", "order_number|order_id|order_no|order_reference|purchase_number" }, \
        { "ask_account", \
          "account_number|account_id|customer_number|customer_id|member_number|policy_number|" \
          "user_id|client_number" }, \
        { "ask_booking", \
          "booking_number|booking_reference|booking_code|reservation_number|reservation_code|" \
          "confirmation_number|confirmation_code|reservation_id" }, \
        { "ask_address", \
          "address|street_address|postal_address|shipping_address|delivery_address|home_address|" \
          "billing_address" }, \
    { \
        "ask_birth", "date_of_birth|birth_date|birthdate|birthday|dob" \
    }

/* A row for each: `BATON_ASK_ROWS(prefix, first, value)` is `prefix <ask_name>` with the code
 * `first + BATON_ASK_NAME`, and so on. */
#define BATON_ASK_ROWS(prefix, first, value) \
    { prefix " <ask_name>", (first) + BATON_ASK_NAME, value }, \
        { prefix " <ask_email>", (first) + BATON_ASK_EMAIL, value }, \
        { prefix " <ask_phone>", (first) + BATON_ASK_PHONE, value }, \
        { prefix " <ask_order>", (first) + BATON_ASK_ORDER, value }, \
        { prefix " <ask_account>", (first) + BATON_ASK_ACCOUNT, value }, \
        { prefix " <ask_booking>", (first) + BATON_ASK_BOOKING, value }, \
        { prefix " <ask_address>", (first) + BATON_ASK_ADDRESS, value }, \
    { \
        prefix " <ask_birth>", (first) + BATON_ASK_BIRTH, value \
    }

/* It is solved, or a person is no longer needed; and what makes of such words in one sentence
 * something that is not said to be so. */
#define BATON_SOLVED_ROWS(solved, condition) \
    { "works|worked|fixed|working now|again", solved, 1 }, \
        { "if|once|when|until|unless|whether|hope|want|need|wish|after|not|nt|still", condition, \
          1 }, \
        { "it|that's|thats|it's|problem|issue is| solved|resolved|sorted|fixed now|", solved, 1 }, \
        { "never mind|nevermind", solved, 1 }, { "nevermind", solved, 1 }, \
        { "i|i've|we found|figured|solved|fixed it|out|this|myself", solved, 1 }, \
        { "no longer need|needed", solved, 1 }, \
    { \
        "hat sich erledigt", solved, 1 \
    }

#endif
