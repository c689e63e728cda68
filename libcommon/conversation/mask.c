/* Each kind is a row: what begins like one, how long it is, what stands in its place. */
#include "mask.h"

#include <ctype.h>
#include <string.h>

#include "clean.h"
#include "sha256.h"

#define PLACE_SIZE 48
#define LOCAL_PART_MAX 64 /* of an address, RFC 5321 */
#define DOMAIN_MAX 255
#define HASH_LETTERS 16

struct mask_kind {
    const char *name;
    /* Bytes that the value at `at` takes; 0: there is none. `ret` is what stands in its place. */
    size_t (*find)(struct baton_text text, size_t at, char ret[PLACE_SIZE]);
    const char *placeholder; /* as in the index of masks */
    const char *hashed;      /* what a hash stands behind */
};

static bool starts_word(struct baton_text text, size_t at)
{
    return at == 0 || !isalnum((unsigned char)text.data[at - 1]);
}

/* The digits at `at`, with single blanks or dashes between them. */
static size_t digit_run(struct baton_text text, size_t at, char *digits, size_t max,
                        size_t *ret_count)
{
    size_t size = 0, count = 0, end = 0;

    while (at + size < text.size && count < max) {
        char c = text.data[at + size];

        if (isdigit((unsigned char)c)) {
            digits[count++] = c;
            end = size + 1;
        } else if ((c != ' ' && c != '-') || count == 0 || end < size) {
            break;
        }
        size++;
    }
    *ret_count = count;
    return end;
}

static bool luhn(const char *digits, size_t count)
{
    int sum = 0;

    for (size_t i = 0; i < count; i++) {
        int digit = digits[count - 1 - i] - '0';

        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return count > 0 && sum % 10 == 0;
}

/* The same, of at most `max` digits, ending where a group of digits ends: what follows a number
 * (its month, a code) is not of it. */
static size_t digit_groups(struct baton_text text, size_t at, char *digits, size_t max,
                           size_t *ret_count)
{
    for (size_t count = max; count > 0; count--) {
        size_t size = digit_run(text, at, digits, count, ret_count);

        if (at + size == text.size || !isdigit((unsigned char)text.data[at + size]))
            return size;
        count = *ret_count < count ? *ret_count : count;
    }
    *ret_count = 0;
    return 0;
}

static size_t find_card(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    static const size_t lengths[] = { 16, 19, 18, 17, 15, 14, 13 }; /* the commonest first */
    char digits[24];

    if (!starts_word(text, at) || !isdigit((unsigned char)text.data[at]))
        return 0;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t count, size = digit_groups(text, at, digits, lengths[i], &count);

        if (count != lengths[i] || !luhn(digits, count))
            continue;
        snprintf(ret, PLACE_SIZE, "[card number ending %.4s]", digits + count - 4);
        return size;
    }
    return 0;
}

/* Characters of an IBAN at `at`, blanks between groups passed over. */
static size_t iban_run(struct baton_text text, size_t at, char *chars, size_t max,
                       size_t *ret_count)
{
    size_t size = 0, count = 0, end = 0;

    while (at + size < text.size && count < max) {
        char c = text.data[at + size];
        bool fits = count < 2   ? isupper((unsigned char)c)
                    : count < 4 ? isdigit((unsigned char)c)
                                : isupper((unsigned char)c) || isdigit((unsigned char)c);

        if (fits) {
            chars[count++] = c;
            end = size + 1;
        } else if (c != ' ' || count < 4 || end < size) {
            break;
        }
        size++;
    }
    *ret_count = count;
    return end;
}

static bool iban_valid(const char *chars, size_t count)
{
    int rest = 0;

    for (size_t i = 0; i < count; i++) {
        char c = chars[(i + 4) % count];

        rest = isdigit((unsigned char)c) ? (rest * 10 + (c - '0')) % 97
                                         : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return count >= 15 && rest == 1;
}

static size_t find_iban(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    char chars[40];

    if (!starts_word(text, at) || !isupper((unsigned char)text.data[at]))
        return 0;
    for (size_t max = 34, count; max >= 15; max = count - 1) { /* words in capitals may follow */
        size_t size = iban_run(text, at, chars, max, &count);

        if (count < 15)
            return 0;
        if (!iban_valid(chars, count)
            || (at + size < text.size && isalnum((unsigned char)text.data[at + size])))
            continue;
        snprintf(ret, PLACE_SIZE, "[IBAN ending %.4s]", chars + count - 4);
        return size;
    }
    return 0;
}

static bool email_char(char c)
{
    return isalnum((unsigned char)c) || strchr("._%+-", c) != NULL;
}

static size_t find_email(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    size_t size = 0, domain, dot = 0;

    if (!starts_word(text, at))
        return 0;
    while (at + size < text.size && size <= LOCAL_PART_MAX && email_char(text.data[at + size])
           && text.data[at + size] != '\0')
        size++;
    if (size == 0 || at + size >= text.size || text.data[at + size] != '@')
        return 0;
    domain = ++size;
    while (at + size < text.size && size - domain < DOMAIN_MAX
           && (isalnum((unsigned char)text.data[at + size]) || text.data[at + size] == '-'
               || text.data[at + size] == '.')) {
        if (text.data[at + size] == '.' && size > domain)
            dot = size;
        size++;
    }
    if (size > domain && text.data[at + size - 1] == '.')
        size--;
    snprintf(ret, PLACE_SIZE, "[e-mail]");
    return dot > domain ? size : 0;
}

static size_t find_phone(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    char digits[24];
    size_t plus = text.data[at] == '+' ? 1 : 0, count, size;

    if (!starts_word(text, at))
        return 0;
    size = digit_groups(text, at + plus, digits, 15, &count);
    snprintf(ret, PLACE_SIZE, "[phone]");
    if (count < (plus > 0 ? 8 : 10) || (plus == 0 && digits[0] != '0' && count != 10))
        return 0;
    return size + plus;
}

/* US social security numbers, 3-2-4: the only national number with a form of its own that needs no
 * word beside it. */
static size_t find_national(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    static const char form[] = "ddd-dd-dddd";

    for (size_t i = 0; form[i] != '\0'; i++) {
        if (at + i >= text.size
            || (form[i] == 'd' ? !isdigit((unsigned char)text.data[at + i])
                               : text.data[at + i] != '-'))
            return 0;
    }
    size_t size = sizeof form - 1;
    snprintf(ret, PLACE_SIZE, "[national id]");
    return starts_word(text, at)
                   && (at + size == text.size || !isalnum((unsigned char)text.data[at + size]))
               ? size
               : 0;
}

/* The word behind "password is", "passwort:". It is asked at the word itself. */
static size_t find_password(struct baton_text text, size_t at, char ret[PLACE_SIZE])
{
    static const char *const labels[] = { "password is ", "password: ",    "password:",
                                          "passwort: ",   "passwort ist ", "passcode is ",
                                          "pin is ",      "password was " };
    size_t size = 0;
    bool labelled = false;

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t length = strlen(labels[i]);
        labelled |= at >= length && strncasecmp(text.data + at - length, labels[i], length) == 0;
    }
    while (labelled && at + size < text.size && !isspace((unsigned char)text.data[at + size]))
        size++;
    snprintf(ret, PLACE_SIZE, "[password]");
    /* "the password is wrong" gives nothing away: a password has a digit, a capital or a mark */
    for (size_t i = 0; i < size; i++) {
        char c = text.data[at + i];
        if (isdigit((unsigned char)c) || isupper((unsigned char)c)
            || (ispunct((unsigned char)c) && i + 1 < size))
            return text.data[at] == '[' ? 0 : size;
    }
    return 0;
}

static const struct mask_kind kinds[] = {
    { "password", find_password, "[password]", "password" },
    { "iban", find_iban, "[IBAN ending ...]", "IBAN" },
    { "card_number", find_card, "[card number ending ...]", "card number" },
    { "national_id", find_national, "[national id]", "national id" },
    { "email", find_email, "[e-mail]", "e-mail" },
    { "phone", find_phone, "[phone]", "phone" },
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
    bool is_number = kind->find != find_email && kind->find != find_password;

    memcpy(form, kind->name, size);
    form[size++] = '/';
    for (size_t i = 0; i < value.size; i++) {
        unsigned char c = (unsigned char)value.data[i];

        if (!is_number || isalnum(c))
            form[size++] = (char)(kind->find == find_password ? c : tolower(c));
    }
    return (struct baton_text){ form, size };
}

/* In letters alone: digits would look like a phone number to the next kind. */
static void hash_place(const struct baton_masks *masks, const struct mask_kind *kind,
                       struct baton_text value, char ret[PLACE_SIZE])
{
    uint8_t digest[BATON_SHA256_BYTES];
    char letters[HASH_LETTERS + 1] = "";

    hmac(masks->arena, masks->hash_key, hash_form(masks, kind, value), digest);
    for (size_t i = 0; i < HASH_LETTERS; i++)
        letters[i] = (char)('a' + (i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15));
    snprintf(ret, PLACE_SIZE, "[%s #%s]", kind->hashed, letters);
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
    char place[PLACE_SIZE] = "", *bytes = NULL;
    bool hashed = is_hashed(masks, kind);
    size_t used = 0;

    for (size_t at = 0; at < text.size;) {
        size_t size = kind->find(text, at, place), length;

        if (size > 0 && hashed)
            hash_place(masks, kind, (struct baton_text){ text.data + at, size }, place);
        length = strlen(place);
        if (size > 0 && bytes == NULL) { /* a value becomes at most 48 bytes, and has two or more */
            bytes = baton_arena_alloc(masks->arena, text.size * (PLACE_SIZE / 2) + PLACE_SIZE);
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
    char place[PLACE_SIZE];

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
