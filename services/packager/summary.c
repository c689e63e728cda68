/* See summary.h. The checks stand in one table, those that say most of what is wrong first. */
#include "summary.h"

#include <string.h>

#include "claims.h"
#include "hash.h"
#include "similarity.h"

static const double LIKE = 0.5;  /* part of a clause's content that makes a statement about it */
static const double MOST = 0.75; /* … that makes it the same */

struct check {
    struct baton_arena *arena;
    const struct baton_context_package *head;
    struct packager_words words;
    struct packager_clauses said;
    struct baton_tokens tokens;  /* of the summary */
    size_t first, last;          /* the sentence */
    struct packager_clauses own; /* its clauses, but what it quotes */
};

/* --- words --------------------------------------------------------------------------------------
 */

/* "Zenith was told": one word that is the subject. */
static bool is_bare_subject(const struct check *check, size_t at)
{
    static const char *const verbs[] = { "is",   "was",     "has",   "had",    "will",    "wants",
                                         "said", "says",    "asked", "wanted", "told",    "called",
                                         "sent", "offered", "can",   "did",    "reports", "needs" };
    const struct baton_token *token = &check->tokens.items[at];

    return at == check->first && at < check->last && token->kind == BATON_TOKEN_WORD
           && !baton_stop_word(token->folded) && packager_carries(&check->tokens, at)
           && BATON_TEXT_IS_ONE_OF(check->tokens.items[at + 1].folded, verbs);
}

static enum packager_fault check_words(const struct check *check)
{
    for (size_t i = check->first; i <= check->last; i++) {
        enum packager_claim claim = packager_wrong_word(&check->words, &check->tokens, i);

        if (claim == CLAIM_NUMBER)
            return FAULT_NUMBER;
        if (claim == CLAIM_NAME
            || (is_bare_subject(check, i)
                && !packager_words_have(&check->words, check->tokens.items[i].hash)))
            return FAULT_NAME;
    }
    return FAULT_NONE;
}

/* "today", "friday": a time that nobody named. */
static enum packager_fault check_days(const struct check *check)
{
    static const char *const days[] = {
        "today",     "tomorrow", "yesterday", "tonight",  "monday",      "tuesday",
        "wednesday", "thursday", "friday",    "saturday", "sunday",      "heute",
        "morgen",    "gestern",  "montag",    "dienstag", "mittwoch",    "donnerstag",
        "freitag",   "samstag",  "sonntag",   "weekend",  "immediately", "soon",
    };

    for (size_t i = check->first; i <= check->last; i++) {
        const struct baton_token *token = &check->tokens.items[i];

        if (BATON_TEXT_IS_ONE_OF(token->folded, days)
            && !packager_words_have(&check->words, token->hash))
            return FAULT_NUMBER;
    }
    return FAULT_NONE;
}

static bool stands(const struct baton_context_package *head, struct baton_text value)
{
    for (size_t i = 0; i < head->established_count; i++) {
        if (!head->established[i].superseded
            && baton_text_find(head->established[i].value, value, 0) >= 0)
            return true;
    }
    return false;
}

static enum packager_fault check_old_values(const struct check *check)
{
    for (size_t i = 0; i < check->head->established_count; i++) {
        const struct baton_fact *fact = &check->head->established[i];
        struct baton_tokens value = baton_tokens_of(check->arena, fact->value);

        if (!fact->superseded || stands(check->head, fact->value) || value.count == 0)
            continue;
        ptrdiff_t at = baton_tokens_find(&check->tokens, &value, check->first, NULL);
        if (at >= 0 && (size_t)at <= check->last)
            return FAULT_OLD_VALUE;
    }
    return FAULT_NONE;
}

/* --- quotes -------------------------------------------------------------------------------------
 */

/* Who is named last before the quotation. */
static enum baton_speaker quoted_speaker(const struct check *check, size_t quote)
{
    static const char *const company[] = { "bot", "agent", "assistant", "support" };
    static const char *const customer[] = { "customer", "client", "user", "kunde", "kundin" };

    for (size_t i = quote; i > check->first; i--) {
        if (BATON_TEXT_IS_ONE_OF(check->tokens.items[i - 1].folded, company))
            return BATON_SPEAKER_BOT;
        if (BATON_TEXT_IS_ONE_OF(check->tokens.items[i - 1].folded, customer))
            return BATON_SPEAKER_CUSTOMER;
    }
    return BATON_SPEAKER_UNKNOWN;
}

static bool was_said(const struct check *check, struct baton_text words, enum baton_speaker by)
{
    struct baton_tokens quote = baton_tokens_of(check->arena, words);

    for (size_t i = 0; i < check->said.texts_count; i++) {
        enum baton_speaker speaker = check->said.speakers[i];
        bool fits = by == BATON_SPEAKER_UNKNOWN || speaker == BATON_SPEAKER_UNKNOWN
                    || (by == BATON_SPEAKER_CUSTOMER) == (speaker == BATON_SPEAKER_CUSTOMER);

        if (fits && baton_tokens_find(check->said.texts[i], &quote, 0, NULL) >= 0)
            return true;
    }
    return quote.count == 0;
}

static enum packager_fault check_quotes(const struct check *check)
{
    size_t open = SIZE_MAX;

    for (size_t i = check->first; i <= check->last; i++) {
        if (!baton_text_is(check->tokens.items[i].folded, "\""))
            continue;
        if (open != SIZE_MAX && i > open + 1
            && !was_said(check, baton_tokens_quote(&check->tokens, open + 1, i - 1),
                         quoted_speaker(check, open)))
            return FAULT_QUOTE;
        open = open == SIZE_MAX ? i : SIZE_MAX;
    }
    return open != SIZE_MAX ? FAULT_QUOTE : FAULT_NONE;
}

/* --- promises -----------------------------------------------------------------------------------
 */

static bool is_customer(const struct check *check, const struct packager_clause *clause)
{
    static const char *const words[] = { "customer", "client", "user",  "he",
                                         "she",      "they",   "kunde", "kundin" };

    for (size_t i = clause->first; i <= clause->last; i++) {
        struct baton_text word = clause->tokens->items[i].folded;

        if (packager_promises(word))
            return false;
        if (BATON_TEXT_IS_ONE_OF(word, words))
            return true;
    }
    (void)check;
    return false;
}

static bool promises(const struct packager_clause *clause)
{
    for (size_t i = clause->first; i <= clause->last; i++) {
        if (packager_promises(clause->tokens->items[i].folded))
            return true;
    }
    return false;
}

/* What the customer says of himself he need not have promised: "I will cancel". */
static bool is_promised(const struct check *check, const struct packager_clause *claim)
{
    bool own = is_customer(check, claim);

    for (size_t i = 0; i < check->said.count; i++) {
        const struct packager_clause *said = &check->said.items[i];
        bool by_customer = said->by == BATON_SPEAKER_CUSTOMER;

        if ((said->promises || (own && by_customer)) && by_customer == own
            && packager_clause_within(claim, said) >= MOST)
            return true;
    }
    return false;
}

static enum packager_fault check_promises(const struct check *check)
{
    for (size_t i = 0; i < check->own.count; i++) {
        if (promises(&check->own.items[i]) && !is_promised(check, &check->own.items[i]))
            return FAULT_PROMISE;
    }
    return FAULT_NONE;
}

/* --- deeds --------------------------------------------------------------------------------------
 */

/* Words that say that something was done. */
static bool is_deed(struct baton_text folded)
{
    static const char *const words[] = {
        "refunded",   "cancelled",   "canceled",  "sent",          "resolved",    "fixed",
        "replaced",   "credited",    "issued",    "approved",      "escalated",   "reset",
        "shipped",    "confirmed",   "verified",  "processed",     "restored",    "unlocked",
        "closed",     "contacted",   "called",    "offered",       "waived",      "changed",
        "updated",    "granted",     "solved",    "reimbursed",    "upgraded",    "downgraded",
        "activated",  "deactivated", "deleted",   "removed",       "added",       "booked",
        "rebooked",   "extended",    "paid",      "received",      "returned",    "completed",
        "initiated",  "started",     "opened",    "created",       "scheduled",   "arranged",
        "corrected",  "repaired",    "delivered", "transferred",   "compensated", "apologised",
        "apologized", "settled",     "blocked",   "unblocked",     "checked",     "storniert",
        "erstattet",  "gesendet",    "geschickt", "gel\xc3\xb6st", "erledigt",    "ersetzt",
        "genehmigt",  "gesperrt",    "bezahlt",   "informed",      "agreed",      "accepted",
        "threatened", "insulted",    "lied",      "stole",
    };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

/* "wants it to be refunded", "asked whether it was sent", "will be sent" claim no deed. */
static bool is_wished(const struct packager_clause *clause, size_t at)
{
    static const char *const wishes[] = { "wants",    "wanted", "asks",    "asked",
                                          "requests", "needs",  "expects", "requested",
                                          "needed",   "waits",  "waiting", "hopes" };
    static const char *const done[] = { "was",       "were",    "has", "have", "had",
                                        "been",      "got",     "is",  "are",  "asked",
                                        "requested", "already", "he",  "she",  "they" };
    static const char *const doubts[] = { "if", "whether", "why", "how", "when" };
    bool wishes_it = false;

    for (size_t i = clause->first; i < at; i++) {
        struct baton_text word = clause->tokens->items[i].folded;

        if (packager_promises(word) || (BATON_TEXT_IS_ONE_OF(word, doubts) && wishes_it))
            return true;
        wishes_it |= BATON_TEXT_IS_ONE_OF(word, wishes);
    }
    return wishes_it && !BATON_TEXT_IS_ONE_OF(clause->tokens->items[at - 1].folded, done);
}

/* The same deed, as done, told of the like. */
static bool says_deed(const struct packager_clause *said, const struct packager_clause *claim,
                      struct baton_text deed, uint64_t stem)
{
    bool same = false;

    if (said->open || packager_clause_within(claim, said) < LIKE
        || (said->denied_count > 0) != (claim->denied_count > 0))
        return false;
    for (size_t i = said->first; i <= said->last; i++)
        same |= baton_text_equal(said->tokens->items[i].folded, deed);
    return same || (said->attempt && packager_clause_has(said->stems, said->stems_count, stem));
}

static bool was_done(const struct check *check, const struct packager_clause *claim, size_t at)
{
    for (size_t i = 0; i < check->said.count; i++) {
        if (says_deed(&check->said.items[i], claim, claim->tokens->items[at].folded,
                      packager_stem(claim->tokens, at)))
            return true;
    }
    return false;
}

static enum packager_fault check_deeds(const struct check *check)
{
    for (size_t i = 0; i < check->own.count; i++) {
        const struct packager_clause *claim = &check->own.items[i];

        for (size_t at = claim->first; at <= claim->last; at++) {
            if (is_deed(claim->tokens->items[at].folded)
                && !(at > claim->first && is_wished(claim, at)) && claim->denied_count == 0
                && !was_done(check, claim, at))
                return FAULT_ACTION;
        }
    }
    return FAULT_NONE;
}

/* --- negations ----------------------------------------------------------------------------------
 */

/* Part of what `clause` denies that is among `stems`, 0..1. */
static double denies_of(const struct packager_clause *clause, const uint64_t *stems, size_t count)
{
    size_t among = 0;

    for (size_t i = 0; i < clause->denied_count; i++)
        among += packager_clause_has(stems, count, clause->denied[i]);
    return among > 0 ? (double)among / (double)clause->denied_count : 0;
}

/* Somebody denies what `claim` denies. */
static bool is_denied(const struct check *check, const struct packager_clause *claim)
{
    for (size_t i = 0; i < check->said.count; i++) {
        const struct packager_clause *said = &check->said.items[i];

        if (packager_clause_within(claim, said) >= LIKE
            && denies_of(said, claim->denied, claim->denied_count) > 0)
            return true;
    }
    return false;
}

/* Somebody denies what `claim` says, and nobody says it as well. */
static bool is_contradicted(const struct check *check, const struct packager_clause *claim)
{
    double denied = 0, said_so = 0;

    for (size_t i = 0; i < check->said.count; i++) {
        const struct packager_clause *said = &check->said.items[i];
        double within = packager_clause_within(claim, said);

        if (within < LIKE)
            continue;
        if (denies_of(said, claim->stems, claim->stems_count) >= MOST)
            denied = within > denied ? within : denied;
        else if (said->denied_count == 0)
            said_so = within > said_so ? within : said_so;
    }
    return denied > said_so;
}

static bool only_tries(const struct packager_clause *clause)
{
    static const char *const words[] = { "tried", "tries", "attempted", "attempts", "trying" };

    for (size_t i = clause->first; i <= clause->last; i++) {
        if (BATON_TEXT_IS_ONE_OF(clause->tokens->items[i].folded, words))
            return true;
    }
    return false;
}

static enum packager_fault check_negations(const struct check *check)
{
    for (size_t i = 0; i < check->own.count; i++) {
        const struct packager_clause *claim = &check->own.items[i];

        if (claim->stems_count == 0)
            continue;
        if (claim->denied_count > 0 ? !is_denied(check, claim)
                                    : !only_tries(claim) && is_contradicted(check, claim))
            return FAULT_NEGATION;
    }
    return FAULT_NONE;
}

/* --- all else -----------------------------------------------------------------------------------
 */

static bool is_known(const struct check *check, uint64_t stem)
{
    for (size_t i = 0; i < check->said.count; i++) {
        if (packager_clause_has(check->said.items[i].stems, check->said.items[i].stems_count, stem))
            return true;
    }
    return false;
}

static enum packager_fault check_content(const struct check *check)
{
    for (size_t i = 0; i < check->own.count; i++) {
        const struct packager_clause *claim = &check->own.items[i];
        size_t strange = 0;

        for (size_t s = 0; s < claim->stems_count; s++)
            strange += !is_known(check, claim->stems[s]);
        if (2 * strange > claim->stems_count)
            return FAULT_WORDS;
    }
    return FAULT_NONE;
}

static enum packager_fault check_voice(const struct check *check)
{
    return packager_instructs(&check->tokens, check->first, check->last) ? FAULT_INSTRUCTION
                                                                         : FAULT_NONE;
}

static enum packager_fault (*const checks[])(const struct check *) = {
    check_voice,    check_quotes, check_old_values, check_words,   check_days,
    check_promises, check_deeds,  check_negations,  check_content,
};

/* --- the whole ----------------------------------------------------------------------------------
 */

/* What is quoted has been found in what was said, and claims nothing. */
static struct baton_text without_quotes(const struct check *check)
{
    struct baton_text sentence = baton_tokens_quote(&check->tokens, check->first, check->last);
    char *copy = baton_arena_copy(check->arena, sentence.data, sentence.size);
    bool quoted = false;

    for (size_t i = 0; i < sentence.size; i++) {
        bool mark = copy[i] == '"';

        quoted = quoted != mark;
        if (quoted && !mark)
            copy[i] = ' ';
    }
    return (struct baton_text){ copy, sentence.size };
}

static enum packager_fault check_sentence(struct check *check)
{
    check->own = (struct packager_clauses){ .arena = check->arena };
    packager_clauses_add(&check->own,
                         (struct packager_source){ without_quotes(check), BATON_SPEAKER_UNKNOWN },
                         false);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        enum packager_fault fault = checks[i](check);

        if (fault != FAULT_NONE)
            return fault;
    }
    return FAULT_NONE;
}

/* Typographic quotation marks as plain ones, so that one form is looked for. */
static struct baton_text plain_quotes(struct baton_arena *arena, struct baton_text text)
{
    char *copy = baton_arena_alloc(arena, text.size + 1);
    size_t used = 0, bytes;

    for (size_t at = 0; at < text.size; at += bytes) {
        int32_t point = baton_text_code_point(text, at, &bytes);

        if (point == 0xab || point == 0xbb || (point >= 0x201c && point <= 0x201f)) {
            copy[used++] = '"';
            continue;
        }
        memcpy(copy + used, text.data + at, bytes);
        used += bytes;
    }
    return (struct baton_text){ copy, used };
}

static void gather(struct check *check, const struct packager_source *said, size_t said_count)
{
    for (size_t i = 0; i < said_count; i++) {
        packager_words_add(&check->words, said[i].text);
        packager_clauses_add(&check->said, said[i], false);
    }
    packager_clauses_of_package(&check->said, check->head);
    packager_words_sort(&check->words);
}

static bool sentence_ends(const struct baton_tokens *tokens, size_t at)
{
    bool closes = at + 1 < tokens->count && baton_text_is(tokens->items[at + 1].folded, "\"")
                  && tokens->items[at + 1].from == tokens->items[at].to;

    return at + 1 == tokens->count || (tokens->items[at].ends && !closes);
}

struct packager_verdict packager_summary_check(struct baton_arena *arena,
                                               const struct packager_vocabulary *vocabulary,
                                               const struct baton_context_package *head,
                                               const struct packager_source *said,
                                               size_t said_count, struct baton_text text)
{
    struct packager_verdict verdict = { packager_summary_form(text), 0 };
    struct check check = { .arena = arena,
                           .head = head,
                           .words = packager_words_of(arena, vocabulary, head),
                           .said = { .arena = arena } };

    if (verdict.fault != FAULT_NONE)
        return verdict;
    gather(&check, said, said_count);
    check.tokens = baton_tokens_of(arena, plain_quotes(arena, text));
    if (packager_foreign(&check.tokens, &check.said))
        return (struct packager_verdict){ FAULT_LANGUAGE, 0 };
    for (size_t i = 0; i < check.tokens.count && verdict.fault == FAULT_NONE; i++) {
        if (!sentence_ends(&check.tokens, i))
            continue;
        check.last = i;
        verdict.sentence++;
        verdict.fault = verdict.sentence > SUMMARY_SENTENCES ? FAULT_LONG : check_sentence(&check);
        check.first = i + 1;
    }
    if (verdict.fault == FAULT_NONE || verdict.fault == FAULT_LONG)
        verdict.sentence = 0;
    return verdict;
}

const char *packager_fault_name(enum packager_fault fault)
{
    static const char *const names[] = {
        [FAULT_NONE] = "taken",
        [FAULT_EMPTY] = "empty",
        [FAULT_LONG] = "too_long",
        [FAULT_MARKUP] = "markup",
        [FAULT_ADDRESS] = "address",
        [FAULT_LANGUAGE] = "language",
        [FAULT_INSTRUCTION] = "instruction",
        [FAULT_QUOTE] = "quote",
        [FAULT_NUMBER] = "number",
        [FAULT_OLD_VALUE] = "old_value",
        [FAULT_NAME] = "name",
        [FAULT_PROMISE] = "promise",
        [FAULT_ACTION] = "action",
        [FAULT_NEGATION] = "negation",
        [FAULT_WORDS] = "words",
        [FAULT_OLDER] = "older_version",
    };

    return names[fault];
}
