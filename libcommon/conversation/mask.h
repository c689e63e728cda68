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
    /* Of one destination: what it hides, keeps and hashes; may be NULL. */
    const struct baton_projection *projection;
    struct baton_text hash_key; /* empty: what would be hashed is hidden */
};

/* `text` with what the rules hide replaced: "[card number ending 4242]", "[IBAN ending 3000]",
 * "[e-mail]", "[phone]", "[national id]", "[password]"; hashed: "[e-mail #" and 16 letters "]", the
 * same for one value under one key. `text` itself where nothing was found. It is looked at as
 * people see it (clean.h): no-break spaces and invisible characters keep no number from being
 * found, and what something is hidden in loses them.
 * owns    the result lies in the arena
 * source  card numbers: 13 to 19 digits with a valid check digit (Luhn, ISO/IEC 7812-1); IBAN: ISO
 *         13616 with its remainder of 97; addresses: RFC 5321, 4.5.3.1; hashes: HMAC-SHA256, RFC
 * 2104 */
struct baton_text baton_mask_text(const struct baton_masks *masks, struct baton_text text);
/* The same for a value whose name says what it is ("phone", "earlier_email"): all of it is hidden
 * where the rules hide that kind, whatever it looks like. */
struct baton_text baton_mask_named(const struct baton_masks *masks, struct baton_text name,
                                   struct baton_text value);
/* Hides what is in any text of `value`, a struct of `type` of its own (its lists may be borrowed:
 * they are copied before they change), but handles: ids, addresses by which somebody is reached,
 * where an attachment lies.
 * owns    what changes lies in the arena */
void baton_mask_record(const struct baton_masks *masks, const struct baton_record_type *type,
                       void *value);

#endif
