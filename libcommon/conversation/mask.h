/* What a tenant hides: payment cards, IBANs, e-mail, phone and national numbers, passwords. Applied
 * to a text before anything of it is kept, so that no quote, fact or card holds what is hidden. */
#ifndef BATON_MASK_H
#define BATON_MASK_H

#include "arena.h"
#include "records.h"
#include "rules.h"

struct baton_masks {
    const struct baton_rules *rules;
    struct baton_arena *arena;
    struct baton_mask **counts; /* list to count in, may be NULL */
    size_t *counts_count;
    bool for_crm; /* hide what CRMs do not see, too */
};

/* `text` with what the rules hide replaced: "[card number ending 4242]", "[IBAN ending 3000]",
 * "[e-mail]", "[phone]", "[national id]", "[password]". `text` itself where nothing was found.
 * owns    the result lies in the arena
 * source  card numbers: 13 to 19 digits with a valid check digit (Luhn, ISO/IEC 7812-1); IBAN: ISO
 *         13616 with its remainder of 97 */
struct baton_text baton_mask_text(const struct baton_masks *masks, struct baton_text text);

#endif
