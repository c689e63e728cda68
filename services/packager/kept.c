#include "kept.h"

#include "compose.h"
#include "due.h"
#include "similarity.h"

enum { DEED_MAX = 24, SAME_START = 5, ENDING_MAX = 4, NUMBER_MIN = 3 /* "3-5" is of a time */ };

static const double SAME_DEED = 0.6; /* of all content words of both */
static const double AGAIN = 0.7;     /* of the earlier one's, where there are several */
static const double DONE = 0.5;      /* of the promise's, in what is said to be done */

/* Content words of a sentence, without its times. */
struct deed {
    struct baton_text words[DEED_MAX];
    size_t count;
    size_t verb; /* of what will be done; `count`: not known */
};

/* "Sent" is of "send". */
static struct baton_text stem_of(struct baton_text word)
{
    static const char *const irregular[][2] = {
        { "sent", "send" },   { "resent", "resend" }, { "paid", "pay" },    { "made", "make" },
        { "given", "give" },  { "gave", "give" },     { "found", "find" },  { "written", "write" },
        { "wrote", "write" }, { "spoken", "speak" },  { "spoke", "speak" },
    };

    for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++) {
        if (baton_text_is(word, irregular[i][0]))
            return baton_text_of(irregular[i][1]);
    }
    return baton_stem(word);
}

/* "cancel" and "cancelled", "erstatten" and "erstattet". */
static bool same(struct baton_text a, struct baton_text b)
{
    size_t start = 0;

    if (baton_text_equal(a, b))
        return true;
    while (start < a.size && start < b.size && a.data[start] == b.data[start])
        start++;
    return start >= SAME_START && a.size - start <= ENDING_MAX && b.size - start <= ENDING_MAX
           && !(a.data[0] >= '0' && a.data[0] <= '9');
}

static bool will(struct baton_text word)
{
    static const char *const words[] = { "will",  "i'll",   "we'll", "you'll", "they'll",
                                         "shall", "should", "going", "be" };

    return BATON_TEXT_IS_ONE_OF(word, words);
}

/* German words without content, beside the English stop words. */
static bool is_frame(struct baton_text word)
{
    static const char *const words[] = {
        "ich", "wir",  "sie",   "ihnen", "ihr",   "ihre",   "das", "der",   "die",   "den", "dem",
        "ein", "eine", "einen", "von",   "zu",    "zum",    "und", "auf",   "bis",   "für", "mit",
        "ist", "wird", "werde", "habe",  "haben", "werden", "im",  "wurde", "wurden"
    };

    return BATON_TEXT_IS_ONE_OF(word, words);
}

static struct deed deed_of(struct package *p, struct baton_text text)
{
    struct baton_tokens tokens = baton_tokens_of(p->arena, text);
    struct packager_due due = { 0, tokens.count, tokens.count, false };
    struct deed deed = { .verb = DEED_MAX };
    bool promised = false;

    if (tokens.count == 0 || !due_next(&tokens, 0, tokens.count - 1, p->now_ms, &due))
        due.first = due.last = tokens.count;
    for (size_t i = 0; i < tokens.count && deed.count < DEED_MAX; i++) {
        const struct baton_token *token = &tokens.items[i];

        promised |= will(token->folded);
        if (token->kind > BATON_TOKEN_NUMBER
            || (token->kind == BATON_TOKEN_NUMBER && token->to - token->from < NUMBER_MIN)
            || baton_stop_word(token->folded) || is_frame(token->folded) || will(token->folded)
            || (i >= due.first && i <= due.last))
            continue;
        if (promised && deed.verb == DEED_MAX)
            deed.verb = deed.count;
        deed.words[deed.count++] = stem_of(token->folded);
    }
    deed.verb = deed.verb < deed.count ? deed.verb : deed.count;
    return deed;
}

static bool has(const struct deed *deed, struct baton_text word)
{
    for (size_t i = 0; i < deed->count; i++) {
        if (same(deed->words[i], word))
            return true;
    }
    return false;
}

static size_t shared(const struct deed *of, const struct deed *in)
{
    size_t count = 0;

    for (size_t i = 0; i < of->count; i++)
        count += has(in, of->words[i]);
    return count;
}

/* --- said again ------------------------------------------------------------------------------ */

static bool same_deed(const struct deed *old, const struct deed *new)
{
    size_t both = shared(old, new);

    if (both == 0)
        return false;
    return (double)both >= SAME_DEED * (double)(old->count + new->count - both)
           || (old->count > 1 && (double)both >= AGAIN * (double)old->count);
}

static bool same_side(enum baton_speaker a, enum baton_speaker b)
{
    return (a == BATON_SPEAKER_CUSTOMER) == (b == BATON_SPEAKER_CUSTOMER);
}

struct baton_commitment *kept_again(struct package *p, const struct packager_said *said,
                                    struct baton_text text)
{
    struct deed deed = deed_of(p, text);

    for (size_t i = 0; i < p->known->commitments_count; i++) {
        struct baton_commitment *promise = &p->known->commitments[i];
        struct deed old = deed_of(p, promise->text);

        if (promise->state != BATON_COMMITMENT_STATE_OPEN || !same_side(promise->by, said->speaker)
            || (!baton_text_equal(promise->text, text) && !same_deed(&old, &deed)))
            continue;
        if (promise->due_at == BATON_NULL_LONG || promise->due_at > said->now_ms)
            return promise;
        promise->state = BATON_COMMITMENT_STATE_BROKEN;
    }
    return NULL;
}

/* --- done and taken back --------------------------------------------------------------------- */

/* Words that say only that something is done, or that something comes: what else is said counts. */
static bool is_light(struct baton_text word)
{
    static const char *const words[] = { "issue",   "issu",    "process", "create",  "creat",
                                         "perform", "make",    "submit",  "receive", "receiv",
                                         "hear",    "open",    "raise",   "rais",    "initiate",
                                         "initiat", "arrange", "arrang",  "request", "complete",
                                         "complet", "expect" };

    return BATON_TEXT_IS_ONE_OF(word, words);
}

/* `said` is about what the promise is about: its deed, and one of its things where it has some. */
static bool is_about(const struct deed *promise, const struct deed *said)
{
    bool verb = promise->verb < promise->count && !is_light(promise->words[promise->verb]);
    size_t both = shared(promise, said);

    if (both == 0 || (double)both < DONE * (double)promise->count)
        return false;
    return !verb || (has(said, promise->words[promise->verb]) && (both > 1 || promise->count == 1));
}

/* The open promises of one side that are about what is said. returns how many they were */
static size_t settle(struct package *p, const struct packager_said *said, struct baton_text text,
                     bool customer, enum baton_commitment_state state)
{
    struct deed deed = deed_of(p, text);
    size_t count = 0;

    for (size_t i = 0; i < p->known->commitments_count; i++) {
        struct baton_commitment *promise = &p->known->commitments[i];
        struct deed old = deed_of(p, promise->text);

        if (promise->state != BATON_COMMITMENT_STATE_OPEN
            || (promise->by == BATON_SPEAKER_CUSTOMER) != customer
            || baton_text_equal(promise->event_id, said->event_id) || !is_about(&old, &deed))
            continue;
        promise->state = state;
        count++;
    }
    return count;
}

/* The last one of the speaker's side: "I am afraid I cannot do that after all". */
static void take_back_last(struct package *p, const struct packager_said *said)
{
    for (size_t i = p->known->commitments_count; i > 0; i--) {
        struct baton_commitment *promise = &p->known->commitments[i - 1];

        if (promise->state == BATON_COMMITMENT_STATE_OPEN
            && same_side(promise->by, said->speaker)) {
            promise->state = BATON_COMMITMENT_STATE_WITHDRAWN;
            return;
        }
    }
}

void kept_sentence(struct package *p, const struct packager_said *said,
                   const struct packager_sentence *sentence)
{
    bool customer = said->speaker == BATON_SPEAKER_CUSTOMER;
    bool after_all = CUE(sentence->said, CUE_TAKEN_BACK)
                     && (baton_text_find(sentence->text, BATON_TEXT("after all"), 0) >= 0
                         || baton_text_find(sentence->text, BATON_TEXT("doch nicht"), 0) >= 0);
    bool refused = after_all || CUE(sentence->said, CUE_REFUSES);

    if (!customer && CUE(sentence->said, CUE_DONE))
        settle(p, said, sentence->text, false, BATON_COMMITMENT_STATE_KEPT);
    if (customer && CUE(sentence->said, CUE_NO_NEED))
        settle(p, said, sentence->text, false, BATON_COMMITMENT_STATE_WITHDRAWN);
    if (refused && settle(p, said, sentence->text, customer, BATON_COMMITMENT_STATE_WITHDRAWN) == 0
        && after_all)
        take_back_last(p, said);
}

void kept_by_action(struct package *p, const struct baton_action_attempt *action)
{
    struct deed name = deed_of(p, compose_plain(p, action->name));
    size_t things = 0;

    if (action->outcome != BATON_ACTION_OUTCOME_SUCCEEDED)
        return;
    for (size_t i = 0; i < name.count; i++) {
        if (!is_light(name.words[i]))
            name.words[things++] = name.words[i];
    }
    name.count = things;
    for (size_t i = 0; things > 0 && i < p->known->commitments_count; i++) {
        struct baton_commitment *promise = &p->known->commitments[i];
        struct deed old = deed_of(p, promise->text);
        bool verb = old.verb < old.count && !is_light(old.words[old.verb]);

        if (promise->state == BATON_COMMITMENT_STATE_OPEN && promise->by != BATON_SPEAKER_CUSTOMER
            && shared(&name, &old) == things && (!verb || has(&name, old.words[old.verb])))
            promise->state = BATON_COMMITMENT_STATE_KEPT;
    }
}
