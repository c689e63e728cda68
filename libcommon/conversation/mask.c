/* Each kind is a row: how it is found (mask_forms.c), what stands in its place. */
#include "mask.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "clean.h"
#include "mask_forms.h"
#include "sha256.h"

#define HASH_LETTERS 16

struct mask_kind {
    const char *name;
    baton_mask_form *find;
    const char *placeholder; /* as in the index of masks */
    const char *hashed;      /* what a hash stands behind */
};

/* In this order: what is longer and checks itself before what may be a part of it. */
static const struct mask_kind kinds[] = {
    { "iban", baton_mask_iban, "[IBAN ending ...]", "IBAN" },
    { "card_number", baton_mask_card, "[card number ending ...]", "card number" },
    { "password", baton_mask_password, "[password]", "password" },
    { "account_number", baton_mask_account, "[account number]", "account number" },
    { "national_id", baton_mask_national, "[national id]", "national id" },
    { "email", baton_mask_email, "[e-mail]", "e-mail" },
    { "phone", baton_mask_phone, "[phone]", "phone" },
};

static void count_one(const struct baton_masks *masks, const struct mask_kind *kind)
{
    struct baton_mask *list, *wider;
    size_t count;

    if (masks->counts == NULL)
        return;
    list = *masks->counts;
    count = *masks->counts_count;
    for (size_t i = 0; i < count; i++) {
        if (baton_text_is(list[i].kind, kind->name)) {
            list[i].count++;
            return;
        }
    }
    wider = BATON_NEW_ARRAY(masks->arena, struct baton_mask, count + 1);
    for (size_t i = 0; i < count; i++)
        wider[i] = list[i];
    wider[count] =
        (struct baton_mask){ baton_text_of(kind->name), baton_text_of(kind->placeholder), 1 };
    *masks->counts = wider;
    *masks->counts_count = count + 1;
}

static void hmac(struct baton_arena *arena, struct baton_text key, struct baton_text message,
                 uint8_t ret_digest[BATON_SHA256_BYTES])
{
    enum { BLOCK = 64 };
    uint8_t inner_key[BLOCK] = { 0 }, outer[BLOCK + BATON_SHA256_BYTES];
    uint8_t *inner = baton_arena_alloc(arena, BLOCK + message.size);

    if (key.size > BLOCK)
        baton_sha256(key.data, key.size, inner_key);
    else if (key.size > 0)
        memcpy(inner_key, key.data, key.size);
    for (size_t i = 0; i < BLOCK; i++) {
        inner[i] = inner_key[i] ^ 0x36;
        outer[i] = inner_key[i] ^ 0x5c;
    }
    memcpy(inner + BLOCK, message.data, message.size);
    baton_sha256(inner, BLOCK + message.size, outer + BLOCK);
    baton_sha256(outer, sizeof outer, ret_digest);
}

/* The value as everybody would write it: small letters; numbers without what is between digits. */
static struct baton_text hash_form(const struct baton_masks *masks, const struct mask_kind *kind,
                                   struct baton_text value)
{
    char *form = baton_arena_alloc(masks->arena, strlen(kind->name) + 1 + value.size);
    size_t size = strlen(kind->name);
    bool is_number = kind->find != baton_mask_email && kind->find != baton_mask_password;

    memcpy(form, kind->name, size);
    form[size++] = '/';
    for (size_t i = 0; i < value.size; i++) {
        unsigned char c = (unsigned char)value.data[i];

        if (!is_number || isalnum(c))
            form[size++] = (char)(kind->find == baton_mask_password ? c : tolower(c));
    }
    return (struct baton_text){ form, size };
}

/* In letters alone: digits would look like a phone number to the next kind. */
static void hash_place(const struct baton_masks *masks, const struct mask_kind *kind,
                       struct baton_text value, char ret[BATON_MASK_PLACE_BYTES])
{
    uint8_t digest[BATON_SHA256_BYTES];
    char letters[HASH_LETTERS + 1] = "";

    hmac(masks->arena, masks->hash_key, hash_form(masks, kind, value), digest);
    for (size_t i = 0; i < HASH_LETTERS; i++)
        letters[i] = (char)('a' + (i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15));
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[%s #%s]", kind->hashed, letters);
}

static bool is_hashed(const struct baton_masks *masks, const struct mask_kind *kind)
{
    const struct baton_rules *rules = masks->rules;
    struct baton_text name = baton_text_of(kind->name);

    return masks->projection != NULL && masks->hash_key.size > 0
           && baton_rules_listed(masks->projection->hashes, masks->projection->hashes_count, name)
           && !baton_rules_listed(rules->pii_masks, rules->pii_masks_count, name);
}

static struct baton_text mask_kind(const struct baton_masks *masks, const struct mask_kind *kind,
                                   struct baton_text text)
{
    char place[BATON_MASK_PLACE_BYTES] = "", *bytes = NULL;
    bool hashed = is_hashed(masks, kind);
    size_t used = 0;

    for (size_t at = 0; at < text.size;) {
        size_t size = kind->find(text, at, place), length;

        if (size > 0 && hashed)
            hash_place(masks, kind, (struct baton_text){ text.data + at, size }, place);
        length = strlen(place);
        if (size > 0 && bytes == NULL) { /* a value becomes at most 48 bytes, and has two or more */
            bytes = baton_arena_alloc(masks->arena, text.size * (BATON_MASK_PLACE_BYTES / 2)
                                                        + BATON_MASK_PLACE_BYTES);
            memcpy(bytes, text.data, used = at);
        }
        if (size > 0) {
            memcpy(bytes + used, place, length);
            used += length;
            at += size;
            count_one(masks, kind);
        } else if (bytes != NULL) {
            bytes[used++] = text.data[at++];
        } else {
            at++;
        }
    }
    return bytes == NULL ? text : (struct baton_text){ bytes, used };
}

static bool is_hidden(const struct baton_masks *masks, struct baton_text kind)
{
    const struct baton_rules *rules = masks->rules;

    const struct baton_projection *to = masks->projection;

    if (baton_rules_listed(rules->pii_masks, rules->pii_masks_count, kind))
        return true;
    if (to != NULL
        && (baton_rules_listed(to->masks, to->masks_count, kind)
            || baton_rules_listed(to->hashes, to->hashes_count, kind)))
        return true;
    return masks->for_crm && baton_rules_listed(rules->card_masks, rules->card_masks_count, kind)
           && (to == NULL || !baton_rules_listed(to->keeps, to->keeps_count, kind));
}

struct baton_text baton_mask_text(const struct baton_masks *masks, struct baton_text text)
{
    if (text.size == 0)
        return text;
    struct baton_text clean = baton_fold_forms(masks->arena, baton_clean(masks->arena, text, true));
    struct baton_text masked = clean;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (is_hidden(masks, baton_text_of(kinds[k].name)))
            masked = mask_kind(masks, &kinds[k], masked);
    }
    return masked.data == clean.data ? text : masked;
}

struct baton_text baton_mask_named(const struct baton_masks *masks, struct baton_text name,
                                   struct baton_text value)
{
    struct baton_text earlier = BATON_TEXT("earlier_");
    char place[BATON_MASK_PLACE_BYTES];

    if (baton_text_starts(name, earlier))
        name = (struct baton_text){ name.data + earlier.size, name.size - earlier.size };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!baton_text_is(name, kinds[k].name) || !is_hidden(masks, name) || value.size == 0)
            continue;
        count_one(masks, &kinds[k]);
        if (!is_hashed(masks, &kinds[k]))
            return baton_text_of(kinds[k].placeholder);
        hash_place(masks, &kinds[k], value, place);
        return baton_text_copy(masks->arena, baton_text_of(place));
    }
    return baton_mask_text(masks, value);
}
