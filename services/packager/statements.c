/* Clauses end at a comma and at words that join; what a negation is about is the first word of
 * content behind it ("has not arrived"), else what stands before it ("the refund was denied"). */
#include "statements.h"

#include "hash.h"
#include "similarity.h"

#include "claims.h"

bool packager_negates(struct baton_text folded)
{
    static const char *const words[] = {
        "not",     "no",         "never",      "none",   "nothing", "nobody",    "neither",
        "nor",     "without",    "cannot",     "cant",   "dont",    "doesnt",    "didnt",
        "isnt",    "arent",      "wasnt",      "werent", "hasnt",   "havent",    "hadnt",
        "wont",    "wouldnt",    "couldnt",    "unable", "failed",  "fails",     "fail",
        "failing", "refused",    "refuses",    "denied", "denies",  "declined",  "rejected",
        "missing", "impossible", "unresolved", "nicht",  "kein",    "keine",     "keinen",
        "keiner",  "nie",        "niemals",    "ohne",   "nichts",  "abgelehnt",
    };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

/* Words by which a summary tells, and of wishes and questions: they claim nothing of the case. */
static bool tells(struct baton_text folded)
{
    static const char *const words[] = {
        "customer",
        "client",
        "user",
        "agent",
        "bot",
        "assistant",
        "person",
        "human",
        "support",
        "team",
        "case",
        "issue",
        "problem",
        "conversation",
        "tried",
        "tries",
        "attempted",
        "reports",
        "reported",
        "states",
        "stated",
        "mentions",
        "mentioned",
        "explains",
        "explained",
        "asks",
        "asked",
        "asking",
        "wants",
        "wanted",
        "requests",
        "requested",
        "request",
        "waits",
        "waiting",
        "needs",
        "needed",
        "expects",
        "says",
        "because",
        "since",
        "while",
        "currently",
        "when",
        "how",
        "why",
        "whether",
        "who",
        "able",
        "first",
        "mood",
        "reason",
        "until",
        "far",
        "kunde",
        "kundin",
        "mitarbeiter",
        "anliegen",
        "möchte",
        "wartet",
        "berichtet",
        "sagt",
        "fragt",
        "bittet",
        "wurde",
        "hat",
        "ist",
        "sind",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "einen",
        "und",
        "auf",
        "von",
        "mit",
        "f\xc3\xbcr",
        "im",
        "zu",
        "dass",
        "weil",
        "sie",
        "er",
        "es",
        "ihre",
        "seine",
    };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static bool joins(struct baton_text folded)
{
    static const char *const words[] = { "and", "but",  "because", "although", "though", "while",
                                         "so",  "then", "und",     "aber",     "weil" };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static bool opens(struct baton_text folded)
{
    static const char *const words[] = {
        "please", "can",   "could",  "will",  "would", "want",   "wants",  "wanted", "need",
        "needs",  "if",    "should", "may",   "might", "unless", "hope",   "hopes",  "whether",
        "i'll",   "we'll", "shall",  "bitte", "kann",  "wird",   "werden", "wenn",   "expect",
    };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

uint64_t packager_stem(const struct baton_tokens *tokens, size_t at)
{
    struct baton_text stem = baton_stem(tokens->items[at].folded);

    return baton_fnv1a(0, stem.data, stem.size);
}

bool packager_carries(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];

    return token->kind <= BATON_TOKEN_NUMBER && !baton_stop_word(token->folded)
           && !tells(token->folded) && !packager_negates(token->folded)
           && !packager_promises(token->folded);
}

static bool ends_clause(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];
    static const char *const marks[] = { ",", ";", ":", "(", ")", "\"" };

    return token->ends
           || (token->kind == BATON_TOKEN_MARK && BATON_TEXT_IS_ONE_OF(token->folded, marks))
           || (at + 1 < tokens->count && joins(tokens->items[at + 1].folded));
}

bool packager_clause_has(const uint64_t *stems, size_t count, uint64_t stem)
{
    for (size_t i = 0; i < count; i++) {
        if (stems[i] == stem)
            return true;
    }
    return false;
}

static void add_stem(struct baton_arena *arena, uint64_t **stems, size_t *count, uint64_t stem)
{
    if (!packager_clause_has(*stems, *count, stem))
        *BATON_APPEND(arena, *stems, *count) = stem;
}

static void add_stems(struct baton_arena *arena, const struct baton_tokens *tokens, size_t first,
                      size_t end, uint64_t **stems, size_t *count)
{
    for (size_t i = first; i < end; i++) {
        if (packager_carries(tokens, i))
            add_stem(arena, stems, count, packager_stem(tokens, i));
    }
}

/* Words that say nothing of what does not: "it does not work". */
static bool is_general(struct baton_text folded)
{
    static const char *const words[] = { "work", "works", "working", "worked", "help", "helped" };

    return BATON_TEXT_IS_ONE_OF(folded, words);
}

static void find_denied(struct baton_arena *arena, struct packager_clause *clause)
{
    const struct baton_tokens *tokens = clause->tokens;
    size_t negations = 0, place = 0, next;

    for (size_t i = clause->first; i <= clause->last; i++) {
        if (packager_negates(tokens->items[i].folded)) {
            negations++;
            place = i;
        }
    }
    if (negations % 2 == 0)
        return;
    for (next = place + 1; next <= clause->last && !packager_carries(tokens, next);)
        next++;
    if (next <= clause->last)
        add_stem(arena, &clause->denied, &clause->denied_count, packager_stem(tokens, next));
    if (next > clause->last || is_general(tokens->items[next].folded))
        add_stems(arena, tokens, clause->first, place, &clause->denied, &clause->denied_count);
}

/* "on May 22" opens nothing. */
static bool is_month(const struct baton_tokens *tokens, size_t at)
{
    return tokens->text.data[tokens->items[at].from] == 'M';
}

static bool is_open(const struct baton_tokens *tokens, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++) {
        if (opens(tokens->items[i].folded)
            && !(i > first && baton_text_is(tokens->items[i].folded, "may") && is_month(tokens, i)))
            return true;
    }
    return false;
}

static bool asks(const struct baton_tokens *tokens, size_t first)
{
    while (first + 1 < tokens->count && !tokens->items[first].ends)
        first++;
    return first < tokens->count && baton_text_is(tokens->items[first].folded, "?");
}

static struct packager_clause *add_clause(struct packager_clauses *clauses,
                                          const struct packager_clause *clause)
{
    struct packager_clause *place = BATON_APPEND(clauses->arena, clauses->items, clauses->count);

    *place = *clause;
    add_stems(clauses->arena, clause->tokens, clause->first, clause->last + 1, &place->stems,
              &place->stems_count);
    find_denied(clauses->arena, place);
    return place;
}

void packager_clauses_add(struct packager_clauses *clauses, struct packager_source source,
                          bool open)
{
    struct baton_tokens *tokens = BATON_NEW_ARRAY(clauses->arena, struct baton_tokens, 1);
    size_t texts = clauses->texts_count;

    *tokens = baton_tokens_of(clauses->arena, source.text);
    *BATON_APPEND(clauses->arena, clauses->texts, clauses->texts_count) = tokens;
    *BATON_APPEND(clauses->arena, clauses->speakers, texts) = source.by;
    for (size_t first = 0, i = 0; i < tokens->count; i++) {
        if (!ends_clause(tokens, i) && i + 1 < tokens->count)
            continue;
        add_clause(clauses, &(struct packager_clause){ .tokens = tokens,
                                                       .first = first,
                                                       .last = i,
                                                       .by = source.by,
                                                       .open = open || asks(tokens, first)
                                                               || is_open(tokens, first, i) });
        first = i + 1;
    }
}

/* --- what the package itself says ---------------------------------------------------------------
 */

static void add_attempt(struct packager_clauses *clauses, const struct baton_attempt *attempt)
{
    bool done = attempt->outcome == BATON_ACTION_OUTCOME_SUCCEEDED
                || attempt->outcome == BATON_ACTION_OUTCOME_PARTIAL;
    bool over = attempt->outcome != BATON_ACTION_OUTCOME_UNKNOWN
                && attempt->outcome != BATON_ACTION_OUTCOME_PENDING;
    char *name = baton_arena_copy(clauses->arena, attempt->name.data, attempt->name.size);
    struct baton_tokens *tokens = BATON_NEW_ARRAY(clauses->arena, struct baton_tokens, 1);

    for (size_t i = 0; i < attempt->name.size; i++)
        name[i] = (char)(name[i] == '_' ? ' ' : name[i]);
    *tokens = baton_tokens_of(clauses->arena, (struct baton_text){ name, attempt->name.size });
    if (tokens->count == 0)
        return;
    struct packager_clause *clause =
        add_clause(clauses, &(struct packager_clause){ .tokens = tokens,
                                                       .last = tokens->count - 1,
                                                       .by = attempt->by,
                                                       .open = !over,
                                                       .attempt = done });
    if (over && !done) {
        clause->denied = clause->stems;
        clause->denied_count = clause->stems_count;
    }
    packager_clauses_add(clauses, (struct packager_source){ attempt->detail, attempt->by }, false);
}

static void add_commitment(struct packager_clauses *clauses, const struct baton_commitment *promise)
{
    size_t first = clauses->count;

    packager_clauses_add(clauses, (struct packager_source){ promise->text, promise->by },
                         promise->state != BATON_COMMITMENT_STATE_KEPT);
    for (size_t i = first; i < clauses->count; i++)
        clauses->items[i].promises = promise->state != BATON_COMMITMENT_STATE_WITHDRAWN;
}

void packager_clauses_of_package(struct packager_clauses *clauses,
                                 const struct baton_context_package *head)
{
    const struct packager_source own[] = {
        { head->card.core_issue, BATON_SPEAKER_CUSTOMER },
        { head->why_person, BATON_SPEAKER_UNKNOWN },
        { head->goal.text, BATON_SPEAKER_CUSTOMER },
        { head->customer_expectation, BATON_SPEAKER_CUSTOMER },
        { head->technical, BATON_SPEAKER_UNKNOWN },
        { head->card.emotion, BATON_SPEAKER_UNKNOWN },
        { head->card.who, BATON_SPEAKER_UNKNOWN },
    };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        packager_clauses_add(clauses, own[i], false);
    for (size_t i = 0; i < head->established_count; i++)
        packager_clauses_add(
            clauses, (struct packager_source){ head->established[i].value, BATON_SPEAKER_UNKNOWN },
            true);
    for (size_t i = 0; i < head->tried_count; i++)
        add_attempt(clauses, &head->tried[i]);
    for (size_t i = 0; i < head->commitments_count; i++)
        add_commitment(clauses, &head->commitments[i]);
}

double packager_clause_within(const struct packager_clause *claim,
                              const struct packager_clause *said)
{
    size_t both = 0;

    for (size_t i = 0; i < claim->stems_count; i++)
        both += packager_clause_has(said->stems, said->stems_count, claim->stems[i]);
    return claim->stems_count > 0 ? (double)both / (double)claim->stems_count : 0;
}
