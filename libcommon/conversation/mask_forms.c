/* See mask_forms.h. Numbers that check themselves (cards, IBANs) are found with anything between
 * their groups; those that do not need a form or a word before them. */
#include "mask_forms.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LOCAL_PART_MAX 64 /* of an address, RFC 5321 */
#define DOMAIN_MAX 255
#define GAP_MAX 6    /* bytes between two groups of digits: " - ", "%20" */
#define LABEL_MAX 40 /* bytes between a word and the number that it names */

static bool is_digit(struct baton_text text, size_t at)
{
    return at < text.size && isdigit((unsigned char)text.data[at]);
}

static bool is_alnum(struct baton_text text, size_t at)
{
    return at < text.size && isalnum((unsigned char)text.data[at]);
}

static bool starts_word(struct baton_text text, size_t at)
{
    return at == 0 || !is_alnum(text, at - 1);
}

/* Bytes of `form` at `at`, whatever its case; 0: it is not there. */
static size_t literal(struct baton_text text, size_t at, const char *form)
{
    size_t size = strlen(form);

    return at <= text.size && text.size - at >= size && strncasecmp(text.data + at, form, size) == 0
               ? size
               : 0;
}

/* Bytes of what stands between two groups of a number; `marks`: characters that may, beside the
 * blank as a URL writes it. */
static size_t gap(struct baton_text text, size_t at, const char *marks, size_t max)
{
    size_t size = 0;

    while (at + size < text.size && size < max) {
        char c = text.data[at + size];
        size_t blank = literal(text, at + size, "%20");

        if (blank == 0 && (c == '\0' || strchr(marks, c) == NULL))
            break;
        size += blank > 0 ? blank : 1;
    }
    return size;
}

/* --- groups of digits --------------------------------------------------------------------------
 */

/* Digits at `at` in groups, as they are written. */
struct number {
    char digits[24];
    size_t count;
    size_t groups[24]; /* digits of each */
    size_t groups_count;
    size_t ends[24]; /* bytes up to the end of each */
};

static struct number number_at(struct baton_text text, size_t at, const char *marks, size_t max)
{
    struct number n = { .count = 0 };
    size_t size = 0;

    while (is_digit(text, at + size)) {
        size_t digits = 0;

        while (is_digit(text, at + size + digits))
            digits++;
        if (n.count + digits > sizeof n.digits)
            break;
        memcpy(n.digits + n.count, text.data + at + size, digits);
        n.count += digits;
        size += digits;
        n.groups[n.groups_count] = digits;
        n.ends[n.groups_count++] = size;
        size += gap(text, at + size, marks, max);
    }
    return n;
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

/* Bytes of the `count` digits, where a group ends with them; 0: none does. */
static size_t groups_of(const struct number *n, size_t count)
{
    size_t sum = 0;

    for (size_t i = 0; i < n->groups_count && sum < count; i++) {
        sum += n->groups[i];
        if (sum == count)
            return n->ends[i];
    }
    return 0;
}

static size_t card_in(const struct number *n, char ret[BATON_MASK_PLACE_BYTES])
{
    static const size_t lengths[] = { 16, 19, 18, 17, 15, 14, 13 }; /* the commonest first */

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        size_t size = groups_of(n, lengths[i]);

        if (size == 0 || !luhn(n->digits, lengths[i]))
            continue;
        snprintf(ret, BATON_MASK_PLACE_BYTES, "[card number ending %.4s]",
                 n->digits + lengths[i] - 4);
        return size;
    }
    return 0;
}

/* As it stands on cards, 4-4-4-4 or 4-6-5: then anything may stand between the groups. */
static bool is_printed(const struct number *n)
{
    return n->groups_count >= 3 && n->groups[0] == 4
           && ((n->groups[1] == 4 && n->groups[2] == 4)
               || (n->groups[1] == 6 && n->groups[2] >= 4));
}

size_t baton_mask_card(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    struct number n;
    size_t size;

    if (!is_digit(text, at) || (at > 0 && is_digit(text, at - 1)))
        return 0;
    n = number_at(text, at, " -", 1);
    size = card_in(&n, ret);
    if (size > 0)
        return size;
    n = number_at(text, at, " -./_+,;:|*\n", GAP_MAX);
    return is_printed(&n) ? card_in(&n, ret) : 0;
}

/* --- IBAN --------------------------------------------------------------------------------------
 */

/* Length by country, from the registry of SWIFT. */
static size_t iban_length(const char *chars)
{
    static const char lengths[] =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
        "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20"
        "LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29"
        "PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20"
        "YE30";

    for (const char *row = lengths; *row != '\0'; row += 4) {
        if (row[0] == chars[0] && row[1] == chars[1])
            return (size_t)((row[2] - '0') * 10 + row[3] - '0');
    }
    return 0;
}

static bool iban_valid(const char *chars, size_t count)
{
    int rest = 0;

    for (size_t i = 0; i < count; i++) {
        char c = chars[(i + 4) % count];

        rest = isdigit((unsigned char)c) ? (rest * 10 + (c - '0')) % 97
                                         : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

size_t baton_mask_iban(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    char chars[40];
    size_t size = 0, count = 0, length = 2;

    if (!starts_word(text, at))
        return 0;
    while (count < length && is_alnum(text, at + size)) {
        chars[count++] = (char)toupper((unsigned char)text.data[at + size++]);
        if (count == 2)
            length = iban_length(chars);
        if (count < length)
            size += gap(text, at + size, " -./_+\n", GAP_MAX);
    }
    if (count < 4 || count < length || !iban_valid(chars, count) || is_alnum(text, at + size))
        return 0;
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[IBAN ending %.4s]", chars + count - 4);
    return size;
}

/* --- e-mail ------------------------------------------------------------------------------------
 */

static size_t char_bytes(struct baton_text text, size_t at)
{
    unsigned char lead = (unsigned char)text.data[at];
    size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    return size < text.size - at ? size : text.size - at;
}

/* Letters of Latin, Greek, Cyrillic … take two bytes and stand in words; those of scripts that have
 * no blanks between words take more, and begin no address that goes on in ASCII. */
static bool is_narrow(struct baton_text text, size_t at)
{
    return at < text.size && (unsigned char)text.data[at] >= 0xC0
           && (unsigned char)text.data[at] < 0xE0;
}

static bool is_wide(struct baton_text text, size_t at)
{
    return at < text.size && (unsigned char)text.data[at] >= 0xE0;
}

/* Whether the character before `at` belongs to the same word as one of the width. */
static bool goes_on(struct baton_text text, size_t at, bool wide)
{
    size_t before = at;

    if (at == 0)
        return false;
    do
        before--;
    while (before > 0 && at - before < 4 && (text.data[before] & 0xC0) == 0x80);
    return wide ? is_wide(text, before) : is_narrow(text, before) || is_alnum(text, before);
}

static size_t literal_of(struct baton_text text, size_t at, const char *const forms[])
{
    size_t size = 0;

    for (size_t i = 0; forms[i] != NULL && size == 0; i++)
        size = literal(text, at, forms[i]);
    return size;
}

/* "@", also as URLs, HTML and who hides it write it. */
static size_t at_sign(struct baton_text text, size_t at)
{
    static const char *const forms[] = { "@",      "%40",  "&#64;",  " @ ",  "(at)",
                                         " (at) ", "[at]", " [at] ", " at ", NULL };

    if (at >= text.size || strchr("@%& ([", text.data[at]) == NULL)
        return 0;
    return literal_of(text, at, forms);
}

static size_t dot_sign(struct baton_text text, size_t at, bool spelled)
{
    static const char *const forms[] = { "(dot)", " (dot) ", "[dot]", " [dot] ", " dot ", NULL };

    if (literal(text, at, ".") > 0)
        return 1;
    return spelled ? literal_of(text, at, forms) : 0;
}

static size_t label_bytes(struct baton_text text, size_t at)
{
    bool wide = is_wide(text, at);
    size_t size = 0;

    while (is_alnum(text, at + size) || literal(text, at + size, "-") > 0
           || (wide ? is_wide(text, at + size) : is_narrow(text, at + size)))
        size += char_bytes(text, at + size);
    return size;
}

/* Bytes of a domain of two labels or more; `ret_spelled`: one of its dots is a word. */
static size_t domain_bytes(struct baton_text text, size_t at, bool spelled, bool *ret_spelled)
{
    size_t size = label_bytes(text, at), dots = 0;

    *ret_spelled = false;
    while (size > 0 && size < DOMAIN_MAX) {
        size_t dot = dot_sign(text, at + size, spelled);
        size_t next = dot > 0 ? label_bytes(text, at + size + dot) : 0;

        if (next == 0)
            break;
        *ret_spelled |= dot > 1;
        size += dot + next;
        dots++;
    }
    return dots > 0 ? size : 0;
}

static bool local_char(struct baton_text text, size_t at, bool wide)
{
    if (at >= text.size || text.data[at] == '\0')
        return false;
    if (wide)
        return is_wide(text, at) || is_digit(text, at);
    return is_narrow(text, at) || is_alnum(text, at)
           || strchr(".!#$'*+^_`{|}~%-", text.data[at]) != NULL;
}

size_t baton_mask_email(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    bool wide = is_wide(text, at), spelled;
    size_t size = 0, sign, domain;

    if (!local_char(text, at, wide) || goes_on(text, at, wide))
        return 0;
    while (size <= LOCAL_PART_MAX && local_char(text, at + size, wide)
           && at_sign(text, at + size) == 0)
        size += char_bytes(text, at + size);
    sign = size > 0 ? at_sign(text, at + size) : 0;
    if (sign == 0)
        return 0;
    domain = domain_bytes(text, at + size + sign, sign > 1, &spelled);
    /* "meet me at example.org" is none: where the sign is a word, a dot is one, too */
    if (domain == 0 || (!spelled && literal(text, at + size, " at ") > 0))
        return 0;
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[e-mail]");
    return size + sign + domain;
}

/* --- numbers that a word names -----------------------------------------------------------------
 */

static const char *const phone_words[] = { "phone",   "telephone", "tel",           "mobile",
                                           "cell",    "fax",       "whatsapp",      "call",
                                           "ring",    "sms",       "telefon",       "handy",
                                           "mobil",   "rufnummer", "telefonnummer", "handynummer",
                                           "anrufen", NULL };
static const char *const account_words[] = { "account", "acct",        "konto", "kontonummer",
                                             "routing", "kundenkonto", NULL };
static const char *const order_words[] = { "order",       "invoice",
                                           "booking",     "ticket",
                                           "tracking",    "case",
                                           "reference",   "ref",
                                           "reservation", "shipment",
                                           "parcel",      "confirmation",
                                           "serial",      "sku",
                                           "bestellung",  "bestellnummer",
                                           "rechnung",    "rechnungsnummer",
                                           "buchung",     "buchungsnummer",
                                           "sendung",     "sendungsnummer",
                                           "auftrag",     "auftragsnummer",
                                           "vorgang",     NULL };
static const char *const national_words[] = {
    "ssn",           "security",  "national",
    "passport",      "insurance", "nino",
    "tax",           "identity",  "steuer",
    "steuerid",      "svnr",      "ausweis",
    "ausweisnummer", "reisepass", "sozialversicherungsnummer",
    "pesel",         "bsn",       "nif",
    "nie",           "dni",       "cpf",
    "aadhaar",       NULL
};
/* What may stand between the word and its number. */
static const char *const fillers[] = { "number", "num",   "no",   "nr",   "id",     "is",
                                       "are",    "me",    "at",   "on",   "us",     "my",
                                       "it",     "was",   "the",  "a",    "nummer", "ist",
                                       "lautet", "unter", "code", "card", NULL };

static bool is_one_of(struct baton_text word, const char *const words[])
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (word.size == strlen(words[i]) && strncasecmp(word.data, words[i], word.size) == 0)
            return true;
    }
    return false;
}

/* Whether what stands at `at` is named by one of `words`: "order number is", "tel.:", "order_id=".
 */
static bool is_named(struct baton_text text, size_t at, const char *const words[])
{
    size_t low = at > LABEL_MAX ? at - LABEL_MAX : 0;

    while (at > low) {
        size_t end = at;

        while (end > low && !is_alnum(text, end - 1)) {
            if (strchr(" .:#=_-(+", text.data[end - 1]) == NULL)
                return false;
            end--;
        }
        for (at = end; at > low && is_alnum(text, at - 1);)
            at--;
        struct baton_text word = { text.data + at, end - at };
        if (is_one_of(word, words))
            return true;
        if (word.size == 0 || !is_one_of(word, fillers))
            return false;
    }
    return false;
}

/* --- phone -------------------------------------------------------------------------------------
 */

/* "+", "00" or its form in a URL. */
static size_t plus_bytes(struct baton_text text, size_t at)
{
    size_t coded = literal(text, at, "%2B");

    return coded > 0 ? coded : literal(text, at, "+");
}

/* The number at `at`: groups with up to three marks between them, at most 15 digits, ending where a
 * group does. */
static struct number phone_number(struct baton_text text, size_t at)
{
    struct number n = number_at(text, at, " -./()\n", 3);

    while (n.groups_count > 0 && n.count > 15)
        n.count -= n.groups[--n.groups_count];
    return n;
}

static bool has_groups(const struct number *n, size_t first, size_t second, size_t third)
{
    return n->groups_count >= 3 && n->groups[0] == first && n->groups[1] == second
           && n->groups[2] == third;
}

static bool is_date(const struct number *n)
{
    return has_groups(n, 2, 2, 4) || has_groups(n, 4, 2, 2);
}

/* Whether a group at `at` is the second or third of a date. */
static bool is_in_date(struct baton_text text, size_t at)
{
    static const size_t backs[] = { 3, 5, 6, 8 };

    for (size_t i = 0; i < sizeof backs / sizeof *backs && backs[i] <= at; i++) {
        struct number n = phone_number(text, at - backs[i]);

        if (starts_word(text, at - backs[i]) && is_date(&n) && n.ends[2] > backs[i])
            return true;
    }
    return false;
}

/* Where no country stands before it: ten digits, or more behind a zero, that are no date, no
 * address of the internet and not named something else; fewer where a word says what they are. */
static bool is_local(struct baton_text text, size_t at, const struct number *n)
{
    bool is_ip = n->groups_count == 4 && literal(text, at + n->ends[0], ".") > 0 && n->count > 8;

    if (is_named(text, at, phone_words))
        return n->count >= 6;
    if (n->count < 10 || (is_ip && n->groups[0] == 3) || is_date(n) || is_in_date(text, at)
        || is_named(text, at, order_words))
        return false;
    return n->count == 10 || n->digits[0] == '0' || (n->count == 11 && has_groups(n, 1, 3, 3));
}

size_t baton_mask_phone(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    size_t plus = plus_bytes(text, at), open = literal(text, at + plus, "(");
    size_t first = at + plus + open;
    struct number n;

    if (!starts_word(text, at) || !is_digit(text, first) || (at > 0 && text.data[at - 1] == '+'))
        return 0;
    n = phone_number(text, first);
    if (n.groups_count == 0 || (plus > 0 ? n.count < 8 : !is_local(text, first, &n)))
        return 0;
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[phone]");
    return plus + open + n.ends[n.groups_count - 1];
}

/* --- national ids and accounts -----------------------------------------------------------------
 */

/* Bytes of `form` at `at`: d a digit, L a letter, else the character itself. */
static size_t form_bytes(struct baton_text text, size_t at, const char *form)
{
    size_t size = strlen(form);

    if (!starts_word(text, at) || is_alnum(text, at + size))
        return 0;
    for (size_t i = 0; i < size; i++) {
        bool letter = is_alnum(text, at + i) && !is_digit(text, at + i);

        if (form[i] == 'd'   ? !is_digit(text, at + i)
            : form[i] == 'L' ? !letter
                             : at + i >= text.size || text.data[at + i] != form[i])
            return 0;
    }
    return size;
}

/* Bytes of what is written of letters, digits and marks, with a digit in its first word and four in
 * all. */
static size_t token_bytes(struct baton_text text, size_t at)
{
    size_t size = 0, digits = 0, first = at;

    while (is_alnum(text, first) && !is_digit(text, first))
        first++;
    if (!starts_word(text, at) || !is_digit(text, first))
        return 0;
    while (is_alnum(text, at + size)
           || (size > 0 && is_alnum(text, at + size + 1) && gap(text, at + size, "-./", 1) == 1)
           || (size > 0 && is_digit(text, at + size + 1) && gap(text, at + size, " ", 1) == 1)) {
        digits += is_digit(text, at + size);
        size++;
    }
    return digits >= 4 ? size : 0;
}

/* Those with a form of their own; all others by the word before them.
 * source  US social security number, UK national insurance number, Brazil's CPF, Italy's codice
 *         fiscale */
size_t baton_mask_national(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    static const char *const forms[] = { "ddd-dd-dddd", "LLddddddL", "LL dd dd dd L",
                                         "ddd.ddd.ddd-dd", "LLLLLLddLddLdddL" };
    size_t size = 0;

    if (is_named(text, at, order_words))
        return 0;
    for (size_t i = 0; size == 0 && i < sizeof forms / sizeof *forms; i++)
        size = form_bytes(text, at, forms[i]);
    if (size == 0 && is_named(text, at, national_words))
        size = token_bytes(text, at);
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[national id]");
    return size;
}

size_t baton_mask_account(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
{
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[account number]");
    return is_named(text, at, account_words) ? token_bytes(text, at) : 0;
}

/* --- passwords ---------------------------------------------------------------------------------
 */

/* The word behind "password is", "passwort:". It is asked at the word itself. */
size_t baton_mask_password(struct baton_text text, size_t at, char ret[BATON_MASK_PLACE_BYTES])
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
    snprintf(ret, BATON_MASK_PLACE_BYTES, "[password]");
    /* "the password is wrong" gives nothing away: a password has a digit, a capital or a mark */
    for (size_t i = 0; i < size; i++) {
        char c = text.data[at + i];
        if (isdigit((unsigned char)c) || isupper((unsigned char)c)
            || (ispunct((unsigned char)c) && i + 1 < size))
            return text.data[at] == '[' ? 0 : size;
    }
    return 0;
}
