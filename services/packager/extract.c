/* Kinds of values, a row each. Rows stand in order of certainty: what has a form of its own first
 * (e-mail, address), then what a label names ("order 4711"), then bare numbers. Bytes that are
 * taken stay taken, so a date is not a phone number too. */
#include "extract.h"

#include <ctype.h>
#include <string.h>

#include "scan.h"

enum { TEXT_BYTES = 65536 };

static const struct scan_kind kinds[] = {
    { "email", scan_for_email, "|email|e-mail|mail|", NULL, true },
    { "url", scan_for_url, "|url|link|", NULL, false },
    { "amount", scan_for_amount, "|amount|price|total|", NULL, false },
    { "card_last4", scan_for_card_end, NULL, NULL, true },
    { "order_number", scan_for_labelled,
      "|order|orders|orderid|ordernumber|order_id|order_number|purchase|bestellung|"
      "bestellnummer|auftrag|",
      "|ord|po|order|", false },
    { "invoice_number", scan_for_labelled,
      "|invoice|invoices|invoiceid|invoice_id|invoice_number|bill|rechnung|rechnungsnummer|",
      "|inv|re|", false },
    { "ticket_number", scan_for_labelled,
      "|ticket|case|incident|ticketid|ticket_id|ticket_number|vorgang|", "|tkt|inc|case|tic|",
      false },
    { "booking_number", scan_for_labelled,
      "|booking|reservation|confirmation|pnr|booking_id|booking_number|buchung|buchungsnummer|",
      "|bk|res|", false },
    { "tracking_number", scan_for_labelled,
      "|tracking|shipment|parcel|package|tracking_id|tracking_number|sendung|sendungsnummer|",
      "|trk|", false },
    { "customer_number", scan_for_labelled,
      "|customer|account|member|membership|user|user_id|userid|account_id|customer_number|"
      "account_number|kundennummer|",
      "|cus|cust|", true },
    { "date", scan_for_date, "|date|datum|", NULL, false },
    { "error_code", scan_for_error,
      "|error|errors|errorcode|error_code|http|fehler|fehlercode|exception|", NULL, false },
    { "version", scan_for_version, "|version|release|build|firmware|", NULL, true },
    { "phone", scan_for_phone,
      "|phone|call|mobile|cell|telephone|number|telefon|handy|telefonnummer|", NULL, true },
    { "reference", scan_for_reference, "|reference|ref|", NULL, false },
};

size_t packager_extract(const struct packager_source *source, struct packager_value **ret)
{
    struct scan scan = { .source = source, .text = baton_text_cut(source->text, TEXT_BYTES) };

    scan_chunks(&scan);
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

bool packager_kind_single(struct baton_text name)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (baton_text_is(name, kinds[k].name))
            return kinds[k].single;
    }
    return false;
}
