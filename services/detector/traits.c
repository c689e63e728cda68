#include "traits.h"

#include <math.h>

#define SIZE_UNIT 3 /* e^3: about 20 words are 1 */

/* What is kept of each side's last message, as bits of one number. */
enum { LAST_ASKS = 1, LAST_CANNOT = 2, LAST_DOUBTS = 4, LAST_NEWEST = 8, LAST_OFFERS = 16 };

const char *const detector_trait_names[DETECTOR_TRAIT_COUNT] = {
    "size",       "short",       "asks",         "exclaims",     "loud",          "numbers",
    "first",      "turns",       "good",         "bad",          "before",        "again",
    "inside",     "last",        "echo",         "shrinks",      "other_size",    "other_asks",
    "other_echo", "other_again", "other_cannot", "other_doubts", "other_missing", "other_offers",
    "accepts",    "person",      "wants_person", "declines",     "rejects_bot",
};

static float size_of(double words)
{
    return (float)(log1p(words) / SIZE_UNIT);
}

/* Compares with what this side said before. */
static void compare(const struct baton_detector_said *items, size_t count,
                    const struct detector_reading *reading, float *traits)
{
    const struct baton_sketch *sketch = &reading->sketch;
    double again = 0, inside = 0, last = 0, sum = 0;

    for (size_t i = 0; i < count; i++) {
        last = baton_sketch_similarity(sketch->items, sketch->count, items[i].words,
                                       items[i].words_count);
        again = fmax(again, last);
        inside = fmax(inside, baton_sketch_contained(sketch->items, sketch->count, items[i].words,
                                                     items[i].words_count));
        sum += log1p((double)items[i].size);
    }
    traits[DETECTOR_TRAIT_AGAIN] = (float)again;
    traits[DETECTOR_TRAIT_INSIDE] = (float)inside;
    traits[DETECTOR_TRAIT_LAST] = (float)last;
    if (count > 0)
        traits[DETECTOR_TRAIT_SHRINKS] =
            (float)((sum / (double)count - log1p((double)reading->words)) / SIZE_UNIT);
}

static void look_at_other(const struct baton_detector_said *items, size_t count, int64_t kept,
                          int64_t echo, int64_t again, const struct detector_reading *reading,
                          float *traits)
{
    const struct baton_sketch *sketch = &reading->sketch;

    traits[DETECTOR_TRAIT_OTHER_MISSING] = !(kept & LAST_NEWEST);
    if (count == 0)
        return;
    const struct baton_detector_said *said = &items[count - 1];
    traits[DETECTOR_TRAIT_ECHO] =
        (float)baton_sketch_contained(sketch->items, sketch->count, said->words, said->words_count);
    traits[DETECTOR_TRAIT_OTHER_SIZE] = size_of((double)said->size);
    traits[DETECTOR_TRAIT_OTHER_ASKS] = (kept & LAST_ASKS) != 0;
    traits[DETECTOR_TRAIT_OTHER_CANNOT] = (kept & LAST_CANNOT) != 0;
    traits[DETECTOR_TRAIT_OTHER_DOUBTS] = (kept & LAST_DOUBTS) != 0;
    traits[DETECTOR_TRAIT_OTHER_OFFERS] = (kept & LAST_OFFERS) != 0;
    traits[DETECTOR_TRAIT_ACCEPTS] = (kept & LAST_OFFERS) != 0 && reading->accepts;
    traits[DETECTOR_TRAIT_OTHER_ECHO] = (float)echo / 100;
    traits[DETECTOR_TRAIT_OTHER_AGAIN] = (float)again / 100;
}

static double mood_before(const struct baton_detector_conversation *row)
{
    double sum = 0;
    size_t count = 0;

    for (; count < 3 && count < row->asks_count; count++)
        sum += (double)row->asks[row->asks_count - 1 - count].mood / 100;
    return count > 0 ? sum / (double)count : 0;
}

void detector_traits_of(const struct baton_detector_conversation *row,
                        const struct detector_reading *reading, bool customer,
                        float ret[DETECTOR_TRAIT_COUNT])
{
    const struct baton_tokens *tokens = &reading->tokens;
    int64_t turns = customer ? row->customer_turns : row->bot_turns;
    size_t numbers = 0;

    for (size_t i = 0; i < tokens->count; i++)
        numbers += tokens->items[i].kind == BATON_TOKEN_NUMBER;
    for (int i = 0; i < DETECTOR_TRAIT_COUNT; i++)
        ret[i] = 0;
    ret[DETECTOR_TRAIT_SIZE] = size_of((double)reading->words);
    ret[DETECTOR_TRAIT_SHORT] = reading->words <= 2;
    ret[DETECTOR_TRAIT_ASKS] = tokens->questions > 0;
    ret[DETECTOR_TRAIT_EXCLAIMS] = (float)fmin(1, (double)tokens->exclamations / 3);
    ret[DETECTOR_TRAIT_LOUD] = (float)tokens->loud / (float)(tokens->words + 1);
    ret[DETECTOR_TRAIT_NUMBERS] = (float)numbers / (float)(tokens->count + 1);
    ret[DETECTOR_TRAIT_FIRST] = turns == 0;
    ret[DETECTOR_TRAIT_TURNS] = size_of((double)turns);
    ret[DETECTOR_TRAIT_GOOD] = (float)fmax(0, reading->mood);
    ret[DETECTOR_TRAIT_BAD] = (float)fmax(0, -reading->mood);
    ret[DETECTOR_TRAIT_BEFORE] = (float)mood_before(row);
    ret[DETECTOR_TRAIT_PERSON] = reading->names_person;
    ret[DETECTOR_TRAIT_WANTS_PERSON] = reading->wants_person;
    ret[DETECTOR_TRAIT_DECLINES] = reading->declines_person;
    ret[DETECTOR_TRAIT_REJECTS_BOT] = reading->rejects_bot;
    if (customer) {
        compare(row->asks, row->asks_count, reading, ret);
        look_at_other(row->answers, row->answers_count, row->answer_traits, row->answer_echo,
                      row->answer_again, reading, ret);
    } else {
        compare(row->answers, row->answers_count, reading, ret);
        look_at_other(row->asks, row->asks_count, row->ask_traits, row->ask_echo, row->ask_again,
                      reading, ret);
    }
}

void detector_traits_keep(struct baton_detector_conversation *row,
                          const struct detector_reading *reading, bool customer,
                          const float traits[DETECTOR_TRAIT_COUNT])
{
    const struct detector_cue *cues = reading->cues;
    int64_t kept = LAST_NEWEST | (reading->tokens.questions > 0 ? LAST_ASKS : 0);
    int64_t echo = lroundf(traits[DETECTOR_TRAIT_ECHO] * 100);
    int64_t again = lroundf(traits[DETECTOR_TRAIT_AGAIN] * 100);

    if (customer) {
        row->ask_traits = kept;
        row->answer_traits &= ~(int64_t)LAST_NEWEST;
        row->ask_echo = echo;
        row->ask_again = again;
        return;
    }
    row->answer_traits = kept | (cues[DETECTOR_CUE_CANNOT].value >= 0.6 ? LAST_CANNOT : 0)
                         | (cues[DETECTOR_CUE_NOT_UNDERSTOOD].value >= 0.6 ? LAST_DOUBTS : 0)
                         | (cues[DETECTOR_CUE_TRANSFERS].value >= 0.7 ? LAST_OFFERS : 0);
    row->ask_traits &= ~(int64_t)LAST_NEWEST;
    row->answer_echo = echo;
    row->answer_again = again;
}
