/* Wishes of the customer's about how he is spoken to become what is known. The last word counts: a
 * wish takes the place of the one before of its name, and of its opposite. */
#include "wishes.h"

#include <string.h>

#include "learn.h"

enum {
    VALUE_BYTES = 80,
    LANGUAGE_BEHIND = 3, /* tokens: "can I talk to someone in German" */
    LONGER_BY = 12,      /* tokens that a phrase may have behind one that is inside of it */
};

static const struct {
    const char *name, *value;
} meanings[] = {
    [WISH_PHONE] = { "channel", "phone" },
    [WISH_EMAIL] = { "channel", "email" },
    [WISH_SMS] = { "channel", "sms" },
    [WISH_WHATSAPP] = { "channel", "whatsapp" },
    [WISH_CHAT] = { "channel", "chat" },
    [WISH_NO_PHONE] = { "avoid_channel", "phone" },
    [WISH_NO_EMAIL] = { "avoid_channel", "email" },
    [WISH_SHORT] = { "style", "short" },
    [WISH_PLAIN] = { "style", "plain_words" },
    [WISH_STEPS] = { "style", "step_by_step" },
    [WISH_FIRST_NAME] = { "address", "first_name" },
    [WISH_DU] = { "address", "du" },
    [WISH_SIE] = { "address", "Sie" },
    [WISH_NAMED] = { "channel", "phone" },
    [WISH_LANGUAGE] = { "language", NULL },
    [WISH_REACH] = { "time", NULL },
    [WISH_NOTHING] = { NULL, NULL },
};

/* --- which of the matches count -------------------------------------------------------------- */

/* "Call me", "please call me", "…, or call me"; not "they call me". */
static bool is_bidden(const struct baton_tokens *tokens, size_t first)
{
    static const char *const leads[] = { "please", "pls",    "plz",    "and", "or",   "then",
                                         "so",     "but",    "kindly", "ok",  "okay", "just",
                                         "bitte",  "better", "yes",    "no",  "hi",   "hello" };

    return first == 0 || tokens->items[first - 1].kind > BATON_TOKEN_NUMBER
           || tokens->items[first - 1].ends
           || BATON_TEXT_IS_ONE_OF(tokens->items[first - 1].folded, leads);
}

static bool is_inside(const struct baton_phrase_match *inner,
                      const struct baton_phrase_match *outer)
{
    return outer->phrase->code != WISH_REACH && outer->first <= inner->first
           && outer->last >= inner->last && outer->last - outer->first > inner->last - inner->first;
}

/* Matches stand in the order of their ends. */
static bool counts(const struct baton_tokens *tokens, const struct baton_phrase_match *matches,
                   size_t count, size_t index)
{
    size_t last = matches[index].last, i = index;

    if (matches[index].phrase->value == WISH_BIDDEN && !is_bidden(tokens, matches[index].first))
        return false;
    while (i > 0 && matches[i - 1].last == last)
        i--;
    for (; i < count && matches[i].last <= last + LONGER_BY; i++) {
        if (is_inside(&matches[index], &matches[i]))
            return false;
    }
    return true;
}

/* --- values that stand in the text ----------------------------------------------------------- */

static const struct {
    const char *word, *code;
} languages[] = {
    { "english", "en" },       { "englisch", "en" },    { "german", "de" },
    { "deutsch", "de" },       { "french", "fr" },      { "französisch", "fr" },
    { "spanish", "es" },       { "spanisch", "es" },    { "español", "es" },
    { "italian", "it" },       { "italienisch", "it" }, { "portuguese", "pt" },
    { "portugiesisch", "pt" }, { "dutch", "nl" },       { "niederländisch", "nl" },
    { "polish", "pl" },        { "polnisch", "pl" },    { "turkish", "tr" },
    { "türkisch", "tr" },      { "russian", "ru" },     { "russisch", "ru" },
    { "ukrainian", "uk" },     { "ukrainisch", "uk" },  { "chinese", "zh" },
    { "mandarin", "zh" },      { "chinesisch", "zh" },  { "japanese", "ja" },
    { "japanisch", "ja" },     { "korean", "ko" },      { "arabic", "ar" },
    { "arabisch", "ar" },      { "hindi", "hi" },       { "czech", "cs" },
    { "tschechisch", "cs" },   { "hungarian", "hu" },   { "ungarisch", "hu" },
    { "romanian", "ro" },      { "swedish", "sv" },     { "danish", "da" },
    { "norwegian", "no" },     { "finnish", "fi" },     { "greek", "el" },
    { "hebrew", "he" },
};

static struct baton_text language_in(const struct baton_tokens *tokens, size_t first, size_t last,
                                     size_t end)
{
    for (size_t i = first; i <= end && i <= last + LANGUAGE_BEHIND; i++) {
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            if (baton_text_is(tokens->items[i].folded, languages[l].word))
                return baton_text_of(languages[l].code);
        }
    }
    return BATON_TEXT_NONE;
}

/* "Call me Sam", "call me Dr. Ito": a title with its name, a word with a capital, a first name that
 * the vocabulary knows. Empty: none follows. */
static struct baton_text name_behind(const struct package *p, const struct baton_tokens *tokens,
                                     size_t at)
{
    static const char *const titles[] = { "mr", "mrs", "ms", "miss", "dr", "frau", "herr" };
    struct baton_phrase_match *matches;
    size_t last = at;

    if (BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, titles)) {
        last += last + 1 < tokens->count && tokens->items[last + 1].kind == BATON_TOKEN_MARK;
        return last + 1 < tokens->count ? baton_tokens_quote(tokens, at, last + 1)
                                        : BATON_TEXT_NONE;
    }
    if (tokens->text.data[tokens->items[at].from] >= 'A'
        && tokens->text.data[tokens->items[at].from] <= 'Z')
        return baton_tokens_quote(tokens, at, at);
    struct baton_tokens word = baton_tokens_of(p->arena, baton_tokens_quote(tokens, at, at));
    size_t count = baton_phrases_find(p->packager->vocabulary.phrases, &word, p->arena, &matches);
    for (size_t i = 0; i < count; i++) {
        if (matches[i].phrase->code == WORD_FIRST_NAME)
            return baton_tokens_quote(tokens, at, at);
    }
    return BATON_TEXT_NONE;
}

static const char *const before_times[] = { "after",  "before",   "until", "between", "from",
                                            "around", "till",     "nach",  "vor",     "ab",
                                            "bis",    "zwischen", "at",    "um",      "on",
                                            "in",     "am" };
static const char *const day_parts[] = {
    "morning",    "mornings",  "afternoon",  "afternoons", "evening",     "evenings",  "noon",
    "lunch",      "lunchtime", "night",      "weekend",    "weekends",    "weekdays",  "work",
    "monday",     "tuesday",   "wednesday",  "thursday",   "friday",      "saturday",  "sunday",
    "mondays",    "tuesdays",  "wednesdays", "thursdays",  "fridays",     "saturdays", "sundays",
    "tomorrow",   "vormittag", "vormittags", "nachmittag", "nachmittags", "abend",     "abends",
    "morgens",    "mittag",    "mittags",    "wochenende", "montag",      "dienstag",  "mittwoch",
    "donnerstag", "freitag",   "samstag",    "sonntag",    "morgen",
};
static const char *const clocks[] = { "am", "pm", "m", "o'clock", "oclock", "uhr", "h" };
static const char *const joints[] = { "and", "to", "or", "und", "oder", "the", "next",
                                      "a",   "p",  "-",  ":",   ".",    "," };
static const char *const spans[] = { "minute", "minutes", "min",  "mins",    "hour",   "hours",
                                     "hrs",    "day",     "days", "week",    "weeks",  "month",
                                     "months", "times",   "tage", "stunden", "minuten" };

/* "5", "17:30", "5pm"; not the beginning of "5 days" nor of a longer number. */
static bool is_hour(const struct baton_tokens *tokens, size_t at)
{
    struct baton_text word = tokens->items[at].folded;
    size_t digits = 0;

    while (digits < word.size && word.data[digits] >= '0' && word.data[digits] <= '9')
        digits++;
    if (digits == 0 || digits > 2 || word.size > 7)
        return false;
    return at + 1 >= tokens->count || !BATON_TEXT_IS_ONE_OF(tokens->items[at + 1].folded, spans);
}

static bool is_of_time(const struct baton_tokens *tokens, size_t at)
{
    return is_hour(tokens, at) || BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, day_parts);
}

/* Whether a time begins at `at`: "after 5 pm", "between 9 and 12", "in the morning", "mornings",
 * "5pm"; of the prepositions that a place may follow, too, with a bare number none.
 * returns  the token behind its last; 0: it does not */
static size_t time_end(const struct baton_tokens *tokens, size_t at, size_t last)
{
    static const char *const of_hours[] = { "after", "before", "until",   "between",
                                            "from",  "till",   "nach",    "vor",
                                            "ab",    "bis",    "zwischen" };
    bool led = BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, before_times);
    bool by_hour = BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, of_hours), named = by_hour;
    size_t end = 0;

    at += led;
    at += led && at <= last && baton_text_is(tokens->items[at].folded, "the");
    if (at > last || !is_of_time(tokens, at))
        return 0;
    for (; at <= last; at++) {
        bool unit = BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, clocks) && end > 0;

        if (is_of_time(tokens, at) || unit) {
            end = at + 1;
            named = named || tokens->items[at].kind == BATON_TOKEN_WORD;
        } else if (!BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, joints)
                   && !BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, before_times)) {
            break;
        }
        named = named || baton_text_is(tokens->items[at].folded, ":"); /* "at 17:30" */
    }
    return named ? end : 0;
}

/* The words of the first time in the sentence. */
static struct baton_text time_in(const struct baton_tokens *tokens,
                                 const struct packager_sentence *sentence)
{
    for (size_t i = sentence->first; i <= sentence->last; i++) {
        static const char *const greets[] = { "good", "guten" };
        size_t end = time_end(tokens, i, sentence->last);

        if (end > 0
            && (i == sentence->first || !BATON_TEXT_IS_ONE_OF(tokens->items[i - 1].folded, greets)))
            return baton_tokens_quote(tokens, i, end - 1);
    }
    return BATON_TEXT_NONE;
}

/* "Call me", "call me back", "call me on Monday"; not "call me a taxi". */
static bool ends_with_me(const struct baton_tokens *tokens, size_t last)
{
    static const char *const behind[] = {
        "back",     "on",        "at",       "in",       "now",    "asap",  "as",
        "when",     "if",        "please",   "pls",      "plz",    "today", "tonight",
        "after",    "before",    "again",    "later",    "and",    "or",    "to",
        "about",    "regarding", "right",    "instead",  "for",    "with",  "by",
        "this",     "any",       "anytime",  "directly", "thanks", "soon",  "once",
        "because",  "so",        "between",  "from",     "until",  "first", "immediately",
        "urgently", "anymore",   "next",     "only",     "but",    "via",   "then",
        "during",   "around",    "straight", "there",    "here",   "just",  "sometime",
    };

    return last + 1 >= tokens->count || tokens->items[last].ends
           || tokens->items[last + 1].kind != BATON_TOKEN_WORD || is_of_time(tokens, last + 1)
           || BATON_TEXT_IS_ONE_OF(tokens->items[last + 1].folded, behind);
}

/* --- what is known --------------------------------------------------------------------------- */

static bool is_about_channels(struct baton_text name)
{
    return baton_text_is(name, "channel") || baton_text_is(name, "avoid_channel");
}

/* Whether a new wish ends `old`: one of the same name, and a channel that is now avoided, or is now
 * wished. Several channels may be avoided. */
static bool ends(const struct baton_communication_wish *old, struct baton_text name,
                 struct baton_text value)
{
    if (baton_text_is(name, "avoid_channel") || !baton_text_equal(old->name, name))
        return is_about_channels(old->name) && is_about_channels(name)
               && baton_text_equal(old->value, value);
    return !baton_text_is(name, "style") || baton_text_equal(old->value, value);
}

static void add(struct package *p, const struct packager_said *said, struct baton_text name,
                struct baton_text value)
{
    struct baton_packager_knowledge *known = p->known;

    if (value.size == 0)
        return;
    for (size_t i = known->communication_count; i > 0; i--) {
        struct baton_communication_wish *old = &known->communication[i - 1];

        if (baton_text_equal(old->name, name) && baton_text_equal(old->value, value))
            return; /* said again: it stands where it was said first */
        if (ends(old, name, value))
            PACKAGE_REMOVE(known->communication, known->communication_count, i - 1);
    }
    if (known->communication_count == PACKAGER_WISHES)
        PACKAGE_REMOVE(known->communication, known->communication_count, 0);
    *PACKAGE_ADD(p->arena, known->communication, known->communication_count) =
        (struct baton_communication_wish){ .name = name,
                                           .value = package_cut(p, value, VALUE_BYTES),
                                           .event_id = said->event_id };
}

static const struct packager_sentence *sentence_at(const struct packager_reading *reading,
                                                   size_t at)
{
    size_t s = 0;

    while (s + 1 < reading->sentences_count && at > reading->sentences[s].last)
        s++;
    return &reading->sentences[s];
}

static void take(struct package *p, const struct packager_said *said,
                 const struct baton_phrase_match *match)
{
    const struct baton_tokens *tokens = &said->reading.tokens;
    const struct packager_sentence *sentence = sentence_at(&said->reading, match->last);
    enum packager_wish code = (enum packager_wish)match->phrase->code;
    struct baton_text name = baton_text_of(meanings[code].name);
    struct baton_text value;

    if (code == WISH_STEPS && CUE(sentence->cues, CUE_I_TRIED))
        return;                                                  /* "I followed it step by step" */
    if (code == WISH_NO_PHONE && match->last < sentence->last) { /* "don't call me before 9" */
        size_t end = time_end(tokens, match->last + 1, sentence->last);

        if (end > 0) {
            add(p, said, BATON_TEXT("time"), baton_tokens_quote(tokens, match->first, end - 1));
            return;
        }
    }
    if ((code == WISH_NAMED || code == WISH_NO_PHONE)
        && baton_text_is(tokens->items[match->last].folded, "me")
        && !ends_with_me(tokens, match->last)) {
        if (code == WISH_NAMED)
            add(p, said, BATON_TEXT("address"), name_behind(p, tokens, match->last + 1));
        return;
    }
    value = code == WISH_LANGUAGE ? language_in(tokens, match->first, match->last, sentence->last)
            : code == WISH_REACH  ? time_in(tokens, sentence)
                                  : baton_text_of(meanings[code].value);
    add(p, said, name, value);
}

void learn_wishes(struct package *p, const struct packager_said *said)
{
    const struct baton_tokens *tokens = &said->reading.tokens;
    struct baton_phrase_match *matches;
    size_t count = baton_phrases_find(p->packager->wishes.phrases, tokens, p->arena, &matches);

    for (size_t i = 0; i < count && said->reading.sentences_count > 0; i++) {
        if (matches[i].phrase->code != WISH_NOTHING && counts(tokens, matches, count, i))
            take(p, said, &matches[i]);
    }
}
