/* Each kind is a row: what begins like one, how long it is, what stands in its place. */
#include "mask.h"

#include <ctype.h>
#include <string.h>

struct mask_kind {
    const char *name;
    /* Bytes that the value at `at` takes; 0: there is none. `ret` is what stands in its place. */
    size_t (*find)(struct baton_text text, size_t at, char ret[48]);
    const char *placeholder; /* as in the index of masks */
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

static size_t find_card(struct baton_text text, size_t at, char ret[48])
{
    char digits[24];
    size_t count, size = digit_run(text, at, digits, 20, &count);

    if (!starts_word(text, at) || count < 13 || count > 19 || !luhn(digits, count))
        return 0;
    snprintf(ret, 48, "[card number ending %.4s]", digits + count - 4);
    return size;
}

/* Characters of an IBAN at `at`, blanks between groups passed over. */
static size_t iban_run(struct baton_text text, size_t at, char *chars, size_t *ret_count)
{
    size_t size = 0, count = 0, end = 0;

    while (at + size < text.size && count < 34) {
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

static size_t find_iban(struct baton_text text, size_t at, char ret[48])
{
    char chars[40];
    size_t count, size = iban_run(text, at, chars, &count);

    if (!starts_word(text, at) || !iban_valid(chars, count))
        return 0;
    snprintf(ret, 48, "[IBAN ending %.4s]", chars + count - 4);
    return size;
}

static bool email_char(char c)
{
    return isalnum((unsigned char)c) || strchr("._%+-", c) != NULL;
}

static size_t find_email(struct baton_text text, size_t at, char ret[48])
{
    size_t size = 0, domain, dot = 0;

    while (at + size < text.size && email_char(text.data[at + size])
           && text.data[at + size] != '\0')
        size++;
    if (!starts_word(text, at) || size == 0 || at + size >= text.size
        || text.data[at + size] != '@')
        return 0;
    domain = ++size;
    while (at + size < text.size
           && (isalnum((unsigned char)text.data[at + size]) || text.data[at + size] == '-'
               || text.data[at + size] == '.')) {
        if (text.data[at + size] == '.' && size > domain)
            dot = size;
        size++;
    }
    if (size > domain && text.data[at + size - 1] == '.')
        size--;
    snprintf(ret, 48, "[e-mail]");
    return dot > domain ? size : 0;
}

static size_t find_phone(struct baton_text text, size_t at, char ret[48])
{
    char digits[24];
    size_t plus = text.data[at] == '+' ? 1 : 0, count, size;

    size = digit_run(text, at + plus, digits, 20, &count);
    snprintf(ret, 48, "[phone]");
    if (!starts_word(text, at) || count > 15 || count < (plus > 0 ? 8 : 10)
        || (plus == 0 && digits[0] != '0' && count != 10))
        return 0;
    return size + plus;
}

/* US social security numbers, 3-2-4: the only national number with a form of its own that needs no
 * word beside it. */
static size_t find_national(struct baton_text text, size_t at, char ret[48])
{
    static const char form[] = "ddd-dd-dddd";

    for (size_t i = 0; form[i] != '\0'; i++) {
        if (at + i >= text.size
            || (form[i] == 'd' ? !isdigit((unsigned char)text.data[at + i])
                               : text.data[at + i] != '-'))
            return 0;
    }
    size_t size = sizeof form - 1;
    snprintf(ret, 48, "[national id]");
    return starts_word(text, at)
                   && (at + size == text.size || !isalnum((unsigned char)text.data[at + size]))
               ? size
               : 0;
}

/* The word behind "password is", "passwort:". It is asked at the word itself. */
static size_t find_password(struct baton_text text, size_t at, char ret[48])
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
    snprintf(ret, 48, "[password]");
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
    { "password", find_password, "[password]" },
    { "iban", find_iban, "[IBAN ending ...]" },
    { "card_number", find_card, "[card number ending ...]" },
    { "national_id", find_national, "[national id]" },
    { "email", find_email, "[e-mail]" },
    { "phone", find_phone, "[phone]" },
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

static struct baton_text mask_kind(const struct baton_masks *masks, const struct mask_kind *kind,
                                   struct baton_text text)
{
    char place[48] = "", *bytes = NULL;
    size_t used = 0;

    for (size_t at = 0; at < text.size;) {
        size_t size = kind->find(text, at, place), length = strlen(place);

        if (size > 0 && bytes == NULL) { /* a value becomes at most 48 bytes, and has two or more */
            bytes = baton_arena_alloc(masks->arena, text.size * 12 + 48);
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

    return baton_rules_listed(rules->pii_masks, rules->pii_masks_count, kind)
           || (masks->for_crm
               && baton_rules_listed(rules->card_masks, rules->card_masks_count, kind));
}

struct baton_text baton_mask_text(const struct baton_masks *masks, struct baton_text text)
{
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (is_hidden(masks, baton_text_of(kinds[k].name)))
            text = mask_kind(masks, &kinds[k], text);
    }
    return text;
}
