/* Texts only; which announcement when is in notices.c. */
#include "wording.h"

static bool is_tongue(struct baton_text language, const char *code)
{
    return language.size >= 2 && (language.data[0] | 0x20) == code[0]
           && (language.data[1] | 0x20) == code[1]
           && (language.size == 2 || language.data[2] == '-' || language.data[2] == '_');
}

enum switchboard_tongue switchboard_tongue_of(struct baton_text language,
                                              struct baton_text otherwise)
{
    static const char *const codes[SWITCHBOARD_TONGUES] = {
        [SWITCHBOARD_EN] = "en", [SWITCHBOARD_DE] = "de"
    };

    for (enum switchboard_tongue t = 0; t < SWITCHBOARD_TONGUES; t++)
        if (is_tongue(language, codes[t]))
            return t;
    for (enum switchboard_tongue t = 0; t < SWITCHBOARD_TONGUES; t++)
        if (is_tongue(otherwise, codes[t]))
            return t;
    return SWITCHBOARD_EN;
}

/* --- tables ---------------------------------------------------------------------------------- */

struct words {
    const char *in[SWITCHBOARD_TONGUES];
};

static struct baton_text said(const struct words *words, enum switchboard_tongue tongue)
{
    return baton_text_of(words->in[tongue]);
}

#define WORDS(en, de) \
    { \
        { \
            [SWITCHBOARD_EN] = (en), [SWITCHBOARD_DE] = (de) \
        } \
    }

static const struct words any_reason =
    WORDS("this is better solved by a person", "das löst besser ein Mensch");
static const struct words departed = WORDS("the person you talked with had to leave",
                                           "die Verbindung zu Ihrem Gegenüber ist beendet");
static const struct words reasons[] = {
    [BATON_TRIGGER_EXPLICIT_REQUEST] = WORDS("you asked for a person", "Sie haben darum gebeten"),
    [BATON_TRIGGER_COMPLAINT] =
        WORDS("I have not been of enough help", "ich konnte nicht genug helfen"),
    [BATON_TRIGGER_CUSTOMER_REPEATS] =
        WORDS("I have not answered your question", "ich habe Ihre Frage nicht beantwortet"),
    [BATON_TRIGGER_BOT_REPEATS] =
        WORDS("I have not answered your question", "ich habe Ihre Frage nicht beantwortet"),
    [BATON_TRIGGER_AUTHORITY] =
        WORDS("I am not permitted to decide this", "ich darf das nicht entscheiden"),
    [BATON_TRIGGER_TOPIC] = WORDS("people take care of this", "darum kümmern sich Menschen"),
    [BATON_TRIGGER_FAILED_ATTEMPTS] =
        WORDS("what I tried has not worked", "meine Versuche haben nicht geholfen"),
    [BATON_TRIGGER_BOT_ERROR] =
        WORDS("I have a technical problem", "ich habe ein technisches Problem"),
    [BATON_TRIGGER_BOT_SILENT] =
        WORDS("I have a technical problem", "ich habe ein technisches Problem"),
    [BATON_TRIGGER_TRANSFER] =
        WORDS("somebody else is better placed to help", "dafür ist jemand anderes zuständig"),
};

struct baton_text switchboard_reason(enum switchboard_tongue tongue, enum baton_trigger trigger,
                                     enum baton_holder_cause cause)
{
    if (cause == BATON_HOLDER_CAUSE_DEPARTURE)
        return said(&departed, tongue);
    if (cause == BATON_HOLDER_CAUSE_TRANSFER)
        trigger = BATON_TRIGGER_TRANSFER;
    if ((size_t)trigger < sizeof reasons / sizeof reasons[0] && reasons[trigger].in[0] != NULL)
        return said(&reasons[trigger], tongue);
    return said(&any_reason, tongue);
}

int64_t switchboard_minutes(int64_t wait_ms)
{
    if (wait_ms < 0)
        return -1;
    return wait_ms / 60000 + (wait_ms % 60000 > 0);
}

struct baton_text switchboard_wait(struct baton_arena *arena, enum switchboard_tongue tongue,
                                   int64_t minutes)
{
    static const struct words unknown = WORDS("a while", "eine Weile"),
                              soon = WORDS("less than a minute", "weniger als eine Minute"),
                              one = WORDS("1 minute", "1 Minute"),
                              some = WORDS("minutes", "Minuten"), hours = WORDS("hours", "Stunden");

    if (minutes < 0)
        return said(&unknown, tongue);
    if (minutes <= 1)
        return said(minutes == 0 ? &soon : &one, tongue);
    if (minutes < 120)
        return baton_text_format(arena, "%lld %s", (long long)minutes, some.in[tongue]);
    return baton_text_format(arena, "%lld %s", (long long)(minutes / 60 + (minutes % 60 > 0)),
                             hours.in[tongue]);
}

struct baton_text switchboard_colleague(enum switchboard_tongue tongue)
{
    static const struct words words = WORDS("a colleague", "jemand aus dem Team");

    return said(&words, tongue);
}

struct baton_text switchboard_team(enum switchboard_tongue tongue)
{
    static const struct words words = WORDS("our team", "unser Team");

    return said(&words, tongue);
}
