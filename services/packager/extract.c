/* Kinds of values, a row each. Rows stand in order of certainty: what has a form of its own first
 * (e-mail, address), then what a label names ("order 4711"), then bare numbers. Bytes that are
 * taken stay taken, so a date is not a phone number too. Words that the vocabulary knows come last:
 * "order 4711 of 2 lamps". */
#include "extract.h"

#include <ctype.h>
#include <string.h>

#include "scan.h"

enum { TEXT_BYTES = 65536 };

static const struct scan_kind kinds[] = {
    { .name = "email", .find = scan_for_email, .labels = "|email|e-mail|mail|", .single = true },
    { .name = "url", .find = scan_for_url, .labels = "|url|link|" },
    { .name = "amount", .find = scan_for_amount, .labels = "|amount|price|total|" },
    { .name = "card_last4", .find = scan_for_card_end },
    { .name = "order_number",
      .find = scan_for_labelled,
      .labels = "|order|orders|orderid|ordernumber|order_id|order_number|purchase|bestellung|"
                "bestellnummer|auftrag|",
      .prefixes = "|ord|po|order|" },
    { .name = "invoice_number",
      .find = scan_for_labelled,
      .labels = "|invoice|invoices|invoiceid|invoice_id|invoice_number|bill|rechnung|"
                "rechnungsnummer|",
      .prefixes = "|inv|re|" },
    { .name = "ticket_number",
      .find = scan_for_labelled,
      .labels = "|ticket|case|incident|claim|complaint|ticketid|ticket_id|ticket_number|vorgang|",
      .prefixes = "|tkt|inc|case|tic|" },
    { .name = "booking_number",
      .find = scan_for_booking,
      .labels =
          "|booking|reservation|reservations|confirmation|conformation|pnr|booking_id|booking_number|"
          "reservation_id|buchung|buchungsnummer|",
      .prefixes = "|bk|res|" },
    { .name = "tracking_number",
      .find = scan_for_tracking,
      .labels = "|tracking|shipment|parcel|package|tracking_id|tracking_number|sendung|"
                "sendungsnummer|",
      .prefixes = "|trk|" },
    { .name = "customer_number",
      .find = scan_for_labelled,
      .labels =
          "|customer|account|acc|acct|ac|a/c|member|membership|contract|policy|user|username|user_id|userid|"
          "account_id|customer_number|account_number|kundennummer|vertragsnummer|",
      .prefixes = "|cus|cust|",
      .single = true },
    { .name = "date", .find = scan_for_date, .labels = "|date|datum|" },
    { .name = "error_code",
      .find = scan_for_error,
      .labels = "|error|errors|errorcode|error_code|http|fehler|fehlercode|exception|" },
    { .name = "version",
      .find = scan_for_version,
      .labels = "|version|release|build|firmware|",
      .single = true },
    { .name = "phone",
      .find = scan_for_phone,
      .labels =
          "|phone|ph|call|mobile|mob|cell|cellphone|telephone|tel|contact|whatsapp|number|telefon|"
          "handy|telefonnummer|",
      .single = true },
    { .name = "plan", .find = scan_for_plan, .grows = true },
    { .name = "address", .find = scan_for_address, .labels = "|address|", .grows = true },
    { .name = "name", .find = scan_for_name, .grows = true },
    { .name = "reference",
      .find = scan_for_reference,
      .labels = "|reference|ref|transaction|request|trace|dispute|" },
    { .name = "amount", .find = scan_for_plain_amount },
    { .name = "product", .find = scan_for_title, .grows = true },
    { .name = "product", .find = scan_for_make, .grows = true },
    { .name = "quantity", .find = scan_for_quantity },
    { .name = "product", .find = scan_for_traded, .grows = true, .word = WORD_DEVICE },
    { .name = "device", .find = scan_for_device, .grows = true, .word = WORD_DEVICE },
    { .name = "product", .find = scan_for_goods, .grows = true, .word = WORD_PRODUCT },
    { .name = "product", .find = scan_for_service, .grows = true, .word = WORD_SERVICE },
};

size_t packager_extract(const struct packager_source *source, struct packager_value **ret)
{
    struct scan scan = { .source = source, .text = baton_text_cut(source->text, TEXT_BYTES) };

    scan_chunks(&scan);
    scan_spans(&scan);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        kinds[k].find(&scan, &kinds[k]);
    *ret = scan.values;
    return scan.values_count;
}

const char *packager_kind_of(struct baton_arena *arena, struct baton_text name)
{
    char *copy = baton_arena_zero(arena, name.size * 2 + 1, 1);
    size_t used = 0;

    for (size_t i = 0; i < name.size; i++) { /* "orderId" and "order-id" as "order_id" */
        if (isupper((unsigned char)name.data[i]) && i > 0
            && islower((unsigned char)name.data[i - 1]))
            copy[used++] = '_';
        copy[used++] = (char)(name.data[i] == '-' ? '_' : tolower((unsigned char)name.data[i]));
    }
    struct baton_text low = { copy, used };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (baton_text_is(low, kinds[k].name)
            || (kinds[k].labels != NULL && strcmp(kinds[k].name, "error_code") != 0
                && !baton_text_is(low, "number") && scan_listed(kinds[k].labels, low)))
            return kinds[k].name;
    }
    return baton_text_is(low, "e_mail") ? "email" : NULL;
}

static const struct scan_kind *kind_named(struct baton_text name)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (baton_text_is(name, kinds[k].name))
            return &kinds[k];
    }
    return NULL;
}

bool packager_kind_single(struct baton_text name)
{
    const struct scan_kind *kind = kind_named(name);

    return kind != NULL && kind->single;
}

bool packager_kind_grows(struct baton_text name)
{
    const struct scan_kind *kind = kind_named(name);

    return kind != NULL && kind->grows;
}
