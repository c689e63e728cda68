/* The goal behind the request: what the customer says that it is for, what comes after it, or what
 * goes wrong without it, in his words. Said anew, the later one counts. */
#include <string.h>

#include "due.h"
#include "learn.h"

enum { WORDS_MIN = 2 }; /* behind the cue */

/* "I want to be able to …" is the request itself, "so I can not" and "so I can see that" none. */
static bool is_other(const struct baton_token *tokens, const struct packager_sentence *sentence)
{
    static const char *const wishes[] = { "want",  "need",     "like", "have",  "going", "seem",
                                          "wants", "supposed", "used", "got",   "hope",  "not",
                                          "liked", "nice",     "love", "hoping" };
    static const char *const verdicts[] = { "not", "only", "never", "assume", "guess", "say" };
    size_t first = sentence->goal_first, next = sentence->goal_last + 1;

    if (first > sentence->first && baton_text_is(tokens[first].folded, "to")
        && BATON_TEXT_IS_ONE_OF(tokens[first - 1].folded, wishes))
        return true;
    return BATON_TEXT_IS_ONE_OF(tokens[next].folded, verdicts)
           && BATON_TEXT_IS_ONE_OF(tokens[next - 1].folded,
                                   ((const char *const[]){ "can", "could", "may" }));
}

/* "I need it for Friday": a deadline. */
static bool is_time(const struct packager_said *said, const struct packager_sentence *sentence)
{
    size_t next = sentence->goal_last + 1, at = 0;

    return baton_text_is(said->reading.tokens.items[sentence->goal_last].folded, "for")
           && due_find_at(&said->reading.tokens, next, sentence->last, said->now_ms, &at) > 0
           && at <= next + 1;
}

static bool says_goal(const struct packager_said *said, const struct packager_sentence *sentence)
{
    return CUE(sentence->cues, CUE_GOAL) && !CUE(sentence->cues, CUE_PERSON)
           && sentence->goal_last + WORDS_MIN <= sentence->last
           && !is_other(said->reading.tokens.items, sentence) && !is_time(said, sentence);
}

/* From the cue to the end; of one that the sentence begins with to the comma: "Because I need to
 * travel, can you …". */
static struct baton_text words_of(const struct packager_said *said,
                                  const struct packager_sentence *sentence)
{
    const struct baton_tokens *tokens = &said->reading.tokens;
    size_t last = sentence->goal_last + WORDS_MIN;

    while (last < sentence->last
           && (sentence->goal_first > sentence->first
               || !baton_text_is(tokens->items[last].folded, ",")))
        last++;
    struct baton_text words = baton_tokens_quote(tokens, sentence->goal_first, last);
    while (words.size > 0 && strchr(".!?,", words.data[words.size - 1]) != NULL)
        words.size--;
    return words;
}

void learn_goal(struct package *p, const struct packager_said *said)
{
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];

        if (!says_goal(said, sentence))
            continue;
        p->known->goal.text = package_cut(p, words_of(said, sentence), PACKAGER_QUOTE);
        p->known->goal.event_id = said->event_id;
    }
}
