/* What the case is about: the sentence of the customer that says it best. The first that names a
 * problem or a wish keeps its place, unless a later one says clearly more or the subject changes.
 */
#include <string.h>

#include "learn.h"

/* "That's four times as much": what it speaks of was said before. */
static bool points_back(const struct packager_reading *reading,
                        const struct packager_sentence *sentence)
{
    static const char *const words[] = { "that", "thats", "that's", "it",  "its",
                                         "it's", "this",  "they",   "das", "es" };

    return sentence > reading->sentences
           && BATON_TEXT_IS_ONE_OF(reading->tokens.items[sentence->first].folded, words);
}

/* The sentence without "Hi," at its beginning, and with the one that it speaks of. */
static struct baton_text words_of(const struct packager_reading *reading,
                                  const struct packager_sentence *sentence)
{
    static const char *const greetings[] = { "hi",    "hello", "hey",     "hallo",     "moin",
                                             "there", "team",  "all",     "guten",     "tag",
                                             "good",  "day",   "morning", "afternoon", "evening" };
    size_t begin = points_back(reading, sentence) ? sentence[-1].first : sentence->first;
    size_t first = begin;

    for (size_t i = begin; i < sentence->last && i < begin + 4; i++) {
        const struct baton_token *token = &reading->tokens.items[i];
        bool greets = false;

        for (size_t g = 0; g < sizeof greetings / sizeof *greetings; g++)
            greets |= baton_text_is(token->folded, greetings[g]);
        if (token->kind == BATON_TOKEN_MARK && i > begin)
            first = i + 1;
        if (!greets)
            break;
    }
    return baton_tokens_quote(&reading->tokens, first, sentence->last);
}

/* "2026-01-06 10:04:31 …": people do not say seconds, the programs whose output they paste do. */
static bool is_output(struct baton_text text)
{
    static const char form[] = "00:00:00"; /* 0: any digit */
    enum { SIZE = sizeof form - 1, FURTHEST = 32 };

    for (size_t at = 0; at + SIZE <= text.size && at <= FURTHEST; at++) {
        size_t alike = 0;

        while (alike < SIZE
               && (form[alike] == '0' ? text.data[at + alike] >= '0' && text.data[at + alike] <= '9'
                                      : text.data[at + alike] == form[alike]))
            alike++;
        if (alike == SIZE)
            return true;
    }
    return false;
}

static double weight_of(const struct packager_sentence *sentence)
{
    double weight = sentence->content > 8 ? 8 : (double)sentence->content;

    if (is_output(sentence->text))
        return 0;
    if (sentence->content < 2 || (CUE(sentence->cues, CUE_GREETING) && sentence->content < 4))
        return 0;
    if (!sentence->question && !CUE(sentence->cues, CUE_PROBLEM) && !CUE(sentence->cues, CUE_WANT))
        weight /= 4; /* "my number is …" is no issue, but better than nothing */
    weight += CUE(sentence->cues, CUE_PROBLEM) ? 6 : 0;
    weight += CUE(sentence->cues, CUE_WANT) ? 4 : 0;
    weight += sentence->question ? 1 : 0;
    weight -= CUE(sentence->cues, CUE_PERSON) ? 8 : 0;
    weight -= CUE(sentence->cues, CUE_SOLVED) ? 6 : 0;
    return weight > 0 ? weight : 0;
}

static const double CLEARLY_MORE = 4; /* weight that a later sentence must have more */
static const double FULL = 9;         /* … of a sentence that says what is wrong in a few words */

/* What a sentence must weigh to be what the case is about. */
static double weight_to_beat(const struct baton_packager_knowledge *known, bool same_message)
{
    bool open = known->issue_weight == 0 || (same_message && known->issue_weight < FULL);

    return known->issue_weight + (open ? 0 : CLEARLY_MORE);
}

void learn_issue(struct package *p, const struct packager_said *said)
{
    struct baton_packager_knowledge *known = p->known;

    if (CUE(said->reading.cues, CUE_SWITCH))
        known->issue_weight = 0;
    for (size_t i = 0; i < said->reading.sentences_count; i++) {
        const struct packager_sentence *sentence = &said->reading.sentences[i];
        double weight = weight_of(sentence);
        bool same = baton_text_equal(known->issue_event_id, said->event_id);

        if (weight > weight_to_beat(known, same)) {
            known->issue = package_cut(p, words_of(&said->reading, sentence), PACKAGER_QUOTE);
            known->issue_event_id = said->event_id;
            known->issue_weight = weight;
        }
    }
    if (said->reading.sentences_count > 0)
        p->row->last_words = package_cut(p, said->text, 160);
}
