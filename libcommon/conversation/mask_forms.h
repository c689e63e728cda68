/* What a value looks like that a tenant may hide: a function for each kind. For mask.c alone.
 *
 * Each gives the bytes that a value at `at` takes, 0: there is none, and what stands in its place.
 * The text is UTF-8 without control and invisible characters, digits and dashes are ASCII's. */
#ifndef BATON_MASK_FORMS_H
#define BATON_MASK_FORMS_H

#include "text.h"

enum { BATON_MASK_PLACE_BYTES = 48 };

typedef size_t baton_mask_form(struct baton_text text, size_t at,
                               char ret_place[BATON_MASK_PLACE_BYTES]);

baton_mask_form baton_mask_card, baton_mask_iban, baton_mask_email, baton_mask_phone,
    baton_mask_national, baton_mask_account, baton_mask_password;

#endif
