/* What one message says by itself. */
#ifndef DETECTOR_READING_H
#define DETECTOR_READING_H

#include "cues.h"
#include "sentiment.h"
#include "similarity.h"

/* The automata over cues.h: read-only, made once. */
struct detector_words {
    struct baton_phrases *customer, *bot, *categories;
};

struct detector_cue {
    double value;            /* 0: not there */
    struct baton_text quote; /* as written, a view into the message */
};

struct detector_reading {
    struct detector_cue cues[DETECTOR_CUE_COUNT];
    struct detector_cue categories[DETECTOR_CATEGORY_COUNT];
    bool names_person, wants_person, declines_person, rejects_bot, accepts; /* of the customer */
    double mood;                                                            /* -1..1 */
    struct baton_text mood_quote; /* the word that weighs most against; empty: none */
    struct baton_sketch sketch;
    size_t words;
    double loudness; /* 0..1: capitals and exclamation marks */
    struct baton_tokens tokens;
    unsigned asks; /* bits of asks.h: what the bot asks for, what the customer gives of his own */
};

/* fails  false, `err` says which phrase */
bool detector_words_open(struct detector_words *words, struct baton_error *err);
void detector_words_close(struct detector_words *words);

/* owns  lies in `arena`; quotes are views into `text` */
struct detector_reading *detector_read_customer(const struct detector_words *words,
                                                struct baton_text text, struct baton_arena *arena);
struct detector_reading *detector_read_bot(const struct detector_words *words,
                                           struct baton_text text, struct baton_arena *arena);
/* Of either side, in a language whose words are not known: its emoji, marks, length and sketch. */
struct detector_reading *detector_read_foreign(struct baton_text text, struct baton_arena *arena);
/* Whether `text` is to be read so: its event names another language than `known` (the first part
 * of a BCP 47 tag), or it is in letters that `known`, a language of Latin letters, is not written
 * in. */
bool detector_is_foreign(const char *known, struct baton_text language, struct baton_text text);
/* The text has a number or a word with digits, as what identifies a case has. */
bool detector_has_digits(const struct detector_reading *reading);

#endif
