/* Texts read by the table of phrases: where sentences end, what they do, where a question begins.
 */
#include "cues.h"

#include <ctype.h>

#include "due.h"
#include "similarity.h"

bool packager_cues_open(struct packager_cues *cues, struct baton_error *err)
{
    cues->phrases = baton_phrases_new(&packager_cue_table, err);
    return cues->phrases != NULL;
}

void packager_cues_close(struct packager_cues *cues)
{
    baton_phrases_free(cues->phrases);
}

/* Two words with a blank alone between them. */
static bool are_neighbours(const struct baton_tokens *tokens, size_t at)
{
    return tokens->items[at].kind == BATON_TOKEN_WORD
           && tokens->items[at].to + 1 == tokens->items[at + 1].from;
}

/* "… once I have it Is there anything else": a word with a capital that begins sentences, behind
 * one without. People in a hurry leave the mark away. */
static bool begins_with_capital(const struct baton_tokens *tokens, size_t at)
{
    static const char *const words[] = { "is",     "are",   "do",   "does", "can",   "could",
                                         "please", "how",   "what", "when", "where", "why",
                                         "you",    "your",  "we",   "if",   "thank", "thanks",
                                         "this",   "sorry", "then", "would" };
    char before = tokens->text.data[tokens->items[at].from];
    char next = tokens->text.data[tokens->items[at + 1].from];

    return before >= 'a' && before <= 'z' && next >= 'A' && next <= 'Z'
           && BATON_TEXT_IS_ONE_OF(tokens->items[at + 1].folded, words)
           && !tokens->items[at + 1].loud;
}

/* "Allow me a moment I have deleted it", "thank you I will check". */
static bool begins_with_i(const struct baton_tokens *tokens, size_t at)
{
    static const char *const closers[] = { "moment", "minute", "minutes", "patience",    "thanks",
                                           "please", "ok",     "okay",    "perfect",     "great",
                                           "you",    "done",   "waiting", "information", "sorry" };
    static const char *const words[] = {
        "i", "i'll", "i've", "i'm", "we", "we'll", "we've", "we're"
    };

    return BATON_TEXT_IS_ONE_OF(tokens->items[at + 1].folded, words)
           && BATON_TEXT_IS_ONE_OF(tokens->items[at].folded, closers);
}

static bool begins_anew(const struct baton_tokens *tokens, size_t at)
{
    return are_neighbours(tokens, at)
           && (begins_with_capital(tokens, at) || begins_with_i(tokens, at));
}

/* A list's mark and what stands before its words. */
static bool is_bullet(const struct baton_token *token)
{
    return token->kind == BATON_TOKEN_MARK
           && (baton_text_is(token->folded, "-") || baton_text_is(token->folded, "*"));
}

/* " - " behind a word: the next of a list, or a pause. */
static bool before_dash(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *dash = &tokens->items[at + 1];

    return at + 2 < tokens->count && dash->kind == BATON_TOKEN_MARK
           && baton_text_is(dash->folded, "-") && dash->from > tokens->items[at].to
           && tokens->items[at + 2].from > dash->to;
}

/* "Dr. Weber", "No. 5" */
static bool is_short(struct baton_text word)
{
    static const char *const words[] = { "dr", "mr", "mrs", "ms", "prof",
                                         "st", "no", "nr",  "hr", "fr" };

    return BATON_TEXT_IS_ONE_OF(word, words);
}

/* The point of "15. Januar", "Dr. Weber" and "5 p.m. tomorrow". */
static bool is_point(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *items = tokens->items;

    if (at == 0 || !baton_text_is(items[at].folded, "."))
        return false;
    if (items[at - 1].kind == BATON_TOKEN_NUMBER)
        return due_is_month(items[at + 1].folded);
    if (is_short(items[at - 1].folded) && items[at - 1].to == items[at].from)
        return isupper((unsigned char)tokens->text.data[items[at + 1].from])
               || items[at + 1].kind == BATON_TOKEN_NUMBER;
    return at >= 3 && baton_text_is(items[at - 1].folded, "m")
           && baton_text_is(items[at - 2].folded, ".") && items[at - 1].to == items[at].from
           && islower((unsigned char)tokens->text.data[items[at + 1].from]);
}

/* A mark that ends a sentence; not the dot inside of "shop.example" or "v2.1". */
static bool ends_sentence(const struct baton_tokens *tokens, size_t at)
{
    const struct baton_token *token = &tokens->items[at];

    if (at + 1 == tokens->count)
        return true;
    if (begins_anew(tokens, at) || before_dash(tokens, at))
        return true;
    if (is_point(tokens, at))
        return false;
    return token->ends && (token->kind != BATON_TOKEN_MARK || token[1].from > token->to);
}

/* Where the question of a sentence begins: "I have added it, is it there now?", "We will write to
 * you, ok?"; what hangs on a condition is asked with it. */
static size_t question_from(const struct baton_tokens *tokens, size_t first, size_t last)
{
    static const char *const conditions[] = { "if", "when", "once", "since", "as", "because" };
    static const char *const asking[] = { "what", "which", "where", "how", "why", "who" };
    static const char *const tags[] = { "ok", "okay", "alright" };
    static const char *const verbs[] = { "are", "do", "did", "can", "could", "would", "have" };
    static const char *const people[] = { "you", "we", "they", "i" };
    static const char *const words[] = { "is",    "are",   "do",    "does", "did",  "can",
                                         "could", "would", "will",  "may",  "what", "which",
                                         "how",   "when",  "where", "who",  "have", "has" };

    if (BATON_TEXT_IS_ONE_OF(tokens->items[first].folded, conditions))
        return first;
    for (size_t i = first + 1; i <= last; i++) {
        if (tokens->items[i - 1].kind == BATON_TOKEN_MARK
            && baton_text_is(tokens->items[i - 1].folded, ",")
            && BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, words))
            return i;
    }
    for (size_t i = first + 1; i < last; i++) { /* "the list is empty are you sure?" */
        if (BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, verbs)
            && BATON_TEXT_IS_ONE_OF(tokens->items[i + 1].folded, people))
            return i;
    }
    for (size_t i = first + 1; i < last; i++) { /* "it is done what is your number?" */
        if (BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, asking)
            && BATON_TEXT_IS_ONE_OF(tokens->items[i + 1].folded, words))
            return i;
    }
    if (last > first + 1 && BATON_TEXT_IS_ONE_OF(tokens->items[last - 1].folded, tags))
        return last - 1;
    return first;
}

static void sentence_add(struct packager_reading *reading, struct baton_arena *arena, size_t first,
                         size_t last)
{
    struct packager_sentence *sentence =
        BATON_APPEND(arena, reading->sentences, reading->sentences_count);
    const struct baton_tokens *tokens = &reading->tokens;

    while (first < last && is_bullet(&tokens->items[first]))
        first++;
    sentence->first = first;
    sentence->last = last;
    sentence->text = baton_tokens_quote(tokens, first, last);
    for (size_t i = first; i <= last; i++) {
        const struct baton_token *token = &tokens->items[i];

        sentence->content += (token->kind == BATON_TOKEN_WORD || token->kind == BATON_TOKEN_NUMBER)
                             && !baton_stop_word(token->folded);
        sentence->question |= token->kind == BATON_TOKEN_MARK && baton_text_is(token->folded, "?");
    }
    sentence->asks = sentence->question ? question_from(tokens, first, last) : last + 1;
}

/* "Do not worry" asks nothing. */
static bool is_not(const struct baton_tokens *tokens, size_t at)
{
    return at < tokens->count && baton_text_is(tokens->items[at].folded, "not");
}

/* "… weil ich am Montag fliegen muss": the verb that says what "weil" is about comes last. */
static bool wished_behind(const struct baton_tokens *tokens, size_t from, size_t last)
{
    static const char *const verbs[] = { "brauche", "brauchen", "benötige", "benötigen", "muss",
                                         "müssen",  "möchte",   "möchten",  "will",      "wollen" };

    for (size_t i = from; i <= last; i++) {
        if (BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, verbs))
            return true;
    }
    return false;
}

static void goal_mark(const struct baton_tokens *tokens, struct packager_sentence *sentence,
                      const struct baton_phrase_match *match)
{
    if (CUE(sentence->cues, CUE_GOAL) || match->first < sentence->first
        || (match->phrase->value == CUES_WISHED
            && !wished_behind(tokens, match->last, sentence->last)))
        return;
    sentence->cues |= CUE_BIT(CUE_GOAL);
    sentence->goal_first = match->first;
    sentence->goal_last = match->last;
}

/* "Tap Settings.", "Ok, tap Settings" and the "4 Tap Settings" of a list. */
static bool begins_step(const struct baton_tokens *tokens, size_t first, size_t at)
{
    static const char *const leads[] = { "ok",  "okay", "great", "perfect",  "sure",
                                         "now", "so",   "then",  "excellent" };
    const struct baton_token *before = &tokens->items[at > first ? at - 1 : at];

    if (at == first)
        return true;
    if (before->kind == BATON_TOKEN_NUMBER)
        return before->to - before->from <= 2;
    if (before->kind == BATON_TOKEN_MARK) /* "Thank you, go to …" */
        return baton_text_is(before->folded, ",") && at <= first + 4;
    return at == first + 1 && BATON_TEXT_IS_ONE_OF(before->folded, leads);
}

/* "I sent it", "…, I sent it", "… and I sent it"; not "the link I sent". */
static bool begins_clause(const struct baton_tokens *tokens, size_t first, size_t at)
{
    static const char *const leads[] = { "and",   "but",    "so",        "because", "that", "now",
                                         "then",  "yes",    "no",        "ok",      "okay", "sure",
                                         "great", "thanks", "as",        "it",      "well", "hi",
                                         "hello", "hey",    "yesterday", "today" };

    return at == first || tokens->items[at - 1].kind == BATON_TOKEN_MARK
           || BATON_TEXT_IS_ONE_OF(tokens->items[at - 1].folded, leads);
}

/* "… once it has been cancelled", "you will see that it has been cancelled": it has not. */
static bool hangs(const struct baton_tokens *tokens, size_t first, size_t at)
{
    static const char *const words[] = { "if", "once", "until", "unless", "whether", "will" };

    for (size_t i = first; i < at; i++) {
        if (BATON_TEXT_IS_ONE_OF(tokens->items[i].folded, words))
            return true;
    }
    return false;
}

/* "… to see if the order came through": it is looked up, and nothing hangs on it. */
static bool is_looked_up(const struct baton_tokens *tokens, size_t at)
{
    static const char *const words[] = { "see", "check", "verify", "find", "out", "determine" };

    return at > 0 && BATON_TEXT_IS_ONE_OF(tokens->items[at - 1].folded, words);
}

/* "… because I entered the wrong code": that is the trouble, and no remedy. */
static bool is_cause(const struct baton_tokens *tokens, const struct packager_sentence *sentence,
                     const struct baton_phrase_match *match)
{
    static const char *const words[] = { "because", "since", "as" };

    if (match->first > sentence->first
        && BATON_TEXT_IS_ONE_OF(tokens->items[match->first - 1].folded, words))
        return true;
    for (size_t i = match->last + 1; i <= sentence->last && i <= match->last + 5; i++) {
        if (baton_text_is(tokens->items[i].folded, "wrong"))
            return true;
    }
    return false;
}

static bool counts(const struct baton_tokens *tokens, const struct packager_sentence *sentence,
                   const struct baton_phrase_match *match)
{
    if (match->phrase->code == CUE_ASKS)
        return match->first == sentence->first;
    if (match->phrase->code == CUE_I_DID && is_cause(tokens, sentence, match))
        return false;
    if (match->phrase->code == CUE_IF && is_looked_up(tokens, match->first))
        return false;
    if ((match->phrase->code == CUE_DONE || match->phrase->code == CUE_COULD_NOT)
        && hangs(tokens, sentence->first, match->first))
        return false;
    if (match->phrase->value != CUES_AT_START)
        return true;
    return match->phrase->code == CUE_ADVICE ? begins_step(tokens, sentence->first, match->first)
                                             : begins_clause(tokens, sentence->first, match->first);
}

/* A message of one sentence asks also without its mark. */
static bool asks_unmarked(const struct packager_reading *reading,
                          const struct packager_sentence *sentence)
{
    return reading->sentences_count == 1 && CUE(sentence->cues, CUE_ASKS)
           && !is_not(&reading->tokens, sentence->first + 1) && sentence->content > 1;
}

/* "I will send it and we will contact you": the second of two promises in one sentence. */
static bool promises_again(const struct baton_tokens *tokens,
                           const struct packager_sentence *sentence,
                           const struct baton_phrase_match *match)
{
    static const char *const joints[] = { "and", "but", "so", "that", "then", "," };
    static const char *const subjects[] = { "i",     "we",     "you",  "i'll",
                                            "we'll", "you'll", "they", "team" };

    return match->phrase->code == CUE_PROMISE && sentence->again == 0
           && CUE(sentence->said, CUE_PROMISE) && match->first > sentence->promise
           && BATON_TEXT_IS_ONE_OF(tokens->items[match->first].folded, subjects)
           && BATON_TEXT_IS_ONE_OF(tokens->items[match->first - 1].folded, joints);
}

static void mark(const struct baton_tokens *tokens, struct packager_sentence *sentence,
                 const struct baton_phrase_match *match)
{
    int code = match->phrase->code;

    if (!counts(tokens, sentence, match))
        return;
    if (code == CUE_GOAL) {
        goal_mark(tokens, sentence, match);
        return;
    }
    if (code == CUE_ADVICE && sentence->advises == 0
        && (CUE(sentence->cues, CUE_DONE) || CUE(sentence->cues, CUE_COULD_NOT)))
        sentence->advises = match->first;
    if (promises_again(tokens, sentence, match))
        sentence->again = match->first;
    if (code == CUE_PROMISE && !CUE(sentence->said, CUE_PROMISE))
        sentence->promise = match->first;
    sentence->cues |= CUE_BIT(code);
    if (match->last < sentence->asks)
        sentence->said |= CUE_BIT(code);
}

struct packager_reading packager_read(const struct packager_cues *cues, struct baton_arena *arena,
                                      struct baton_text text)
{
    struct packager_reading reading = { .tokens = baton_tokens_of(arena, text) };
    struct baton_phrase_match *matches;
    size_t first = 0;

    for (size_t i = 0; i < reading.tokens.count; i++) {
        if (ends_sentence(&reading.tokens, i)) {
            sentence_add(&reading, arena, first, i);
            first = i + 1;
        }
    }
    size_t count = baton_phrases_find(cues->phrases, &reading.tokens, arena, &matches);
    for (size_t m = 0, s = 0; m < count && reading.sentences_count > 0; m++) {
        while (s + 1 < reading.sentences_count && matches[m].last > reading.sentences[s].last)
            s++;
        mark(&reading.tokens, &reading.sentences[s], &matches[m]);
    }
    for (size_t s = 0; s < reading.sentences_count; s++) {
        struct packager_sentence *sentence = &reading.sentences[s];

        if (!sentence->question && asks_unmarked(&reading, sentence)) {
            sentence->question = true;
            sentence->asks = sentence->first;
            sentence->said = 0;
        }
        reading.cues |= sentence->cues;
    }
    return reading;
}
