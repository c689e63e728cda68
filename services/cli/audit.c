/* See audit.h. What was received is a text; a thing has arrived when its words stand in it. */
#include "audit.h"

#include <math.h>
#include <stdlib.h>

#include "claims.h"
#include "due.h"
#include "hash.h"
#include "quality.h"
#include "similarity.h"

const char *const audit_timing_names[AUDIT_TIMINGS] = {
    [AUDIT_NONE_NEEDED] = "none_needed",
    [AUDIT_IN_TIME] = "in_time",
    [AUDIT_EARLY] = "early",
    [AUDIT_LATE] = "late",
    [AUDIT_MISSED] = "missed",
};

static const double ARRIVED = 0.6; /* of a sentence's content words */
static const double ISSUE = 0.8;   /* how clear an issue is that was put into words */

/* --- words of what was received -------------------------------------------------------------- */

struct text {
    struct baton_arena *arena;
    struct baton_tokens tokens;
    uint64_t *hashes; /* sorted */
    size_t count;
};

static uint64_t plain_hash(struct baton_arena *arena, struct baton_text word)
{
    char *copy = baton_arena_alloc(arena, word.size + 1);
    size_t used = 0;

    for (size_t i = 0; i < word.size; i++) { /* "1,126.04" as "1126.04" */
        if (word.data[i] != ',')
            copy[used++] = word.data[i];
    }
    return baton_fnv1a(0, copy, used);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

static struct text text_of(struct baton_arena *arena, struct baton_text from)
{
    struct text text = { .arena = arena, .tokens = baton_tokens_of(arena, from) };

    for (size_t i = 0; i < text.tokens.count; i++) {
        struct baton_text word = text.tokens.items[i].folded;

        *BATON_APPEND(arena, text.hashes, text.count) = plain_hash(arena, word);
        *BATON_APPEND(arena, text.hashes, text.count) =
            plain_hash(arena, baton_stem(word)); /* "cancelled" for "cancel" */
    }
    if (text.count > 0)
        qsort(text.hashes, text.count, sizeof *text.hashes, by_value);
    return text;
}

static bool has_word(const struct text *text, struct baton_text word)
{
    uint64_t hash = plain_hash(text->arena, word), stem = plain_hash(text->arena, baton_stem(word));

    return text->count > 0
           && (bsearch(&hash, text->hashes, text->count, sizeof hash, by_value) != NULL
               || bsearch(&stem, text->hashes, text->count, sizeof stem, by_value) != NULL);
}

/* Share of the content words of `words` that stand in `text`. */
static double share_of(const struct text *text, struct baton_text words)
{
    struct baton_tokens tokens = baton_tokens_of(text->arena, words);
    size_t content = 0, found = 0;

    for (size_t i = 0; i < tokens.count; i++) {
        const struct baton_token *token = &tokens.items[i];

        if ((token->kind != BATON_TOKEN_WORD && token->kind != BATON_TOKEN_NUMBER)
            || baton_stop_word(token->folded))
            continue;
        content++;
        found += has_word(text, token->folded);
    }
    return content > 0 ? (double)found / (double)content : 1;
}

/* A day however it is written. */
static bool has_day(const struct text *text, struct baton_text iso)
{
    struct packager_day wanted, found;

    if (due_read_date(iso, 0, PACKAGES_START_MS, &wanted) == 0)
        return false;
    for (size_t i = 0; i < text->tokens.count; i++) {
        if (due_read_date(text->tokens.text, text->tokens.items[i].from, PACKAGES_START_MS, &found)
                > 0
            && found.month == wanted.month && found.day == wanted.day)
            return true;
    }
    return false;
}

static bool has_fact(const struct text *text, const struct baton_fact *fact)
{
    struct baton_text value = fact->value;

    if (baton_text_is(fact->name, "date") && has_day(text, value))
        return true;
    if (baton_text_is(fact->name, "amount")) { /* the number; a currency has many names */
        ptrdiff_t blank = baton_text_find(value, BATON_TEXT(" "), 0);
        value = blank > 0 ? (struct baton_text){ value.data, (size_t)blank } : value;
    }
    return share_of(text, value) >= 1;
}

/* --- what was lost --------------------------------------------------------------------------- */

struct losses {
    struct audit *audit;
    struct baton_arena *arena;
    const struct text *text;
    struct baton_context_package *left; /* the package as it arrived */
};

static void lose(struct losses *losses, const char *what, struct baton_text kind,
                 struct baton_text value, struct baton_text event_id)
{
    *BATON_APPEND(losses->arena, losses->audit->lost, losses->audit->lost_count) =
        (struct audit_loss){ what, kind, value, event_id };
}

static void lose_facts(struct losses *losses, const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];

        if (has_fact(losses->text, fact))
            *BATON_APPEND(losses->arena, losses->left->established,
                          losses->left->established_count) = *fact;
        else if (!fact->superseded)
            lose(losses, "established", fact->name, fact->value, fact->event_id);
    }
}

static void lose_attempts(struct losses *losses, const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->tried_count; i++) {
        const struct baton_attempt *attempt = &head->tried[i];
        char *words = baton_arena_copy(losses->arena, attempt->name.data, attempt->name.size);

        for (size_t c = 0; c < attempt->name.size; c++)
            words[c] = (char)(words[c] == '_' ? ' ' : words[c]);
        struct baton_text name = { words, attempt->name.size };
        if (share_of(losses->text, name) >= ARRIVED)
            *BATON_APPEND(losses->arena, losses->left->tried, losses->left->tried_count) = *attempt;
        else
            lose(losses, "tried",
                 baton_text_of(
                     baton_enum_name(&baton_action_outcome_symbols, (int)attempt->outcome)),
                 attempt->name, attempt->event_id);
    }
}

static void lose_sayings(struct losses *losses, const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];

        if (share_of(losses->text, promise->text) >= ARRIVED)
            *BATON_APPEND(losses->arena, losses->left->commitments,
                          losses->left->commitments_count) = *promise;
        else
            lose(losses, "commitments",
                 baton_text_of(
                     baton_enum_name(&baton_commitment_state_symbols, (int)promise->state)),
                 promise->text, promise->event_id);
    }
    for (size_t i = 0; i < head->open_questions_count; i++) {
        const struct baton_question *question = &head->open_questions[i];

        if (share_of(losses->text, question->text) < ARRIVED)
            lose(losses, "open_questions",
                 baton_text_of(baton_enum_name(&baton_speaker_symbols, (int)question->by)),
                 question->text, question->event_id);
    }
    for (size_t i = 0; i < head->deadlines_count; i++) {
        if (share_of(losses->text, head->deadlines[i].text) < ARRIVED)
            lose(losses, "deadlines", BATON_TEXT_NONE, head->deadlines[i].text,
                 head->deadlines[i].event_id);
    }
}

static double quality_of(struct baton_arena *arena, const struct baton_context_package *head,
                         bool issue, size_t unsupported)
{
    static const struct baton_template any = { .facts_count = 0 };
    struct baton_context_package copy = *head;

    packager_quality(arena, &any, issue ? ISSUE : 0, unsupported, &copy);
    return copy.quality.overall;
}

/* The package with only what arrived: what a person can say, its parts that are nobody's words
 * (mood, category, advice) are those of a package that has none. */
static void judge_received(struct audit *audit, const struct packager_vocabulary *vocabulary,
                           const struct baton_context_package *head, struct baton_text received,
                           struct baton_arena *arena)
{
    struct text text = text_of(arena, received);
    struct baton_context_package left = { .env = head->env, .customer = head->customer };
    struct losses losses = { audit, arena, &text, &left };
    bool issue = head->card.core_issue.size > 0 && share_of(&text, head->card.headline) >= ARRIVED;

    lose_facts(&losses, head);
    lose_attempts(&losses, head);
    lose_sayings(&losses, head);
    left.card.core_issue = issue ? head->card.core_issue : BATON_TEXT_NONE;
    if (!issue && head->card.core_issue.size > 0)
        lose(&losses, "issue", BATON_TEXT_NONE, head->card.headline, BATON_TEXT_NONE);
    if (share_of(&text, head->category) >= 1)
        left.category = head->category;
    left.language = head->language;
    audit->received_quality = quality_of(
        arena, &left, issue, packager_unsupported(arena, vocabulary, head, received) > 0 ? 1 : 0);
}

/* --- what was asked again -------------------------------------------------------------------- */

static const struct {
    const char *kind, *words; /* words: any of them in a question asks for it */
} askings[] = {
    { "address", "|address|zip|postcode|" },
    { "booking_number", "|booking|reservation|confirmation|" },
    { "customer_number", "|account|customer|username|member|" },
    { "device", "|device|phone|computer|" },
    { "email", "|email|mail|" },
    { "error_code", "|error|" },
    { "invoice_number", "|invoice|" },
    { "name", "|name|" },
    { "order_number", "|order|" },
    { "phone", "|phone|" },
    { "ticket_number", "|ticket|case|" },
    { "tracking_number", "|tracking|" },
    { "version", "|version|" },
};

static bool listed(const char *list, struct baton_text word)
{
    char needle[40];

    if (word.size + 3 > sizeof needle)
        return false;
    snprintf(needle, sizeof needle, "|%.*s|", BATON_TEXT_ARG(word));
    return strstr(list, needle) != NULL;
}

/* The sentence of `text` that ends behind byte `mark`. */
static struct baton_text sentence_before(struct baton_text text, size_t mark)
{
    size_t from = mark;

    while (from > 0 && (strchr(".!?\n", text.data[from - 1]) == NULL || text.data[from] != ' '))
        from--; /* not at the dot of an address */
    return (struct baton_text){ text.data + from, mark - from };
}

static bool asks_for(const struct baton_tokens *question, const struct baton_fact *fact)
{
    for (size_t a = 0; a < sizeof askings / sizeof *askings; a++) {
        for (size_t i = 0; i < question->count && baton_text_is(fact->name, askings[a].kind); i++) {
            if (listed(askings[a].words, question->items[i].folded))
                return true;
        }
    }
    return false;
}

/* Facts that the customer had given and an agent asks for. A question that has the value in it
 * makes sure of it and asks for nothing. */
static void judge_question(struct audit *audit, const struct baton_context_package *head,
                           struct baton_text question, struct baton_text event_id,
                           struct baton_arena *arena)
{
    struct baton_tokens tokens = baton_tokens_of(arena, question);
    struct text text = text_of(arena, question);

    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];

        if (!fact->superseded && asks_for(&tokens, fact) && !has_fact(&text, fact))
            *BATON_APPEND(arena, audit->again, audit->again_count) =
                (struct audit_loss){ "established", fact->name, fact->value, event_id };
    }
}

static void judge_agent(struct audit *audit, const struct baton_context_package *head,
                        const struct conversation *conversation, struct baton_arena *arena)
{
    for (size_t t = (size_t)audit->handoff; t < conversation->events_count; t++) {
        const struct baton_conversation_event *event = conversation->events[t];

        for (size_t c = 0; c < event->text.size && event->speaker == BATON_SPEAKER_AGENT; c++) {
            if (event->text.data[c] == '?')
                judge_question(audit, head, sentence_before(event->text, c), event->event_id,
                               arena);
        }
    }
}

/* --- when ------------------------------------------------------------------------------------ */

/* The first turn of the person's. */
static int64_t handoff_of(const struct conversation *conversation)
{
    if (conversation->handoff_turn >= 0)
        return conversation->handoff_turn;
    for (size_t i = 0; i < conversation->events_count; i++) {
        if (conversation->events[i]->speaker == BATON_SPEAKER_AGENT)
            return (int64_t)i;
    }
    return -1;
}

static void judge_timing(struct audit *audit, const struct conversation *conversation)
{
    for (int64_t i = audit->needed + 1; audit->needed >= 0 && i < audit->handoff; i++)
        audit->turns_late += conversation->events[i]->speaker == BATON_SPEAKER_CUSTOMER;
    if (audit->handoff < 0)
        audit->timing = audit->needed >= 0 ? AUDIT_MISSED : AUDIT_NONE_NEEDED;
    else if (audit->needed < 0)
        audit->timing = AUDIT_EARLY;
    else
        audit->timing = audit->turns_late > 0 ? AUDIT_LATE : AUDIT_IN_TIME;
}

bool audit_judge(struct packages *packages, const struct packager_vocabulary *vocabulary,
                 const struct conversation *conversation, struct baton_arena *arena,
                 struct audit *ret, struct baton_error *err)
{
    struct audit audit = { .handoff = handoff_of(conversation),
                           .needed = -1,
                           .known_quality = NAN,
                           .received_quality = NAN };
    size_t end = audit.handoff >= 0 ? (size_t)audit.handoff : conversation->events_count;

    if (!packages_begin(packages, conversation, err))
        return false;
    for (size_t i = 0; i < end; i++) {
        if (!packages_say(packages, i, err))
            return false;
        if (audit.needed < 0 && packages_needs_person(packages))
            audit.needed = (int64_t)i;
    }
    judge_timing(&audit, conversation);
    const struct baton_context_package *head = packages_now(packages).head;
    if (audit.handoff >= 0 && head != NULL) {
        head = baton_record_copy(&baton_context_package_type, head, arena);
        audit.known = head->established_count + head->tried_count + head->commitments_count
                      + head->open_questions_count + head->deadlines_count;
        audit.known_quality = quality_of(arena, head, head->card.core_issue.size > 0, 0);
        judge_agent(&audit, head, conversation, arena);
        audit.received = conversation->received.data != NULL;
        if (audit.received)
            judge_received(&audit, vocabulary, head, conversation->received, arena);
    }
    *ret = audit;
    return true;
}
