/* The fitted part of the model, as train/ writes it: one file per language, linked into the
 * program. Little-endian:
 *
 * - "BATON-W1"
 * - 7 x u32: DETECTOR_GRAMS_VERSION, DETECTOR_GRAMS_BITS, columns, traits, features by hand,
 *   signals, fitted features: each must be what this program was built with
 * - 8 and 32 bytes: language, version: text, filled with zeros; 4 zeros
 * - f64: steps and biases of the columns; slope, shift, sure; weights and bases of the fitted
 *   features; for the customer's turns, then for the bot's: of each signal the intercept and a
 *   weight of each input
 * - i8: the table, a row for each piece, a number for each column
 * - u64: FNV-1a of all that stands before
 *
 * Read once, at the start; the table is used where it lies. */
#ifndef DETECTOR_WEIGHTS_H
#define DETECTOR_WEIGHTS_H

#include <stdbool.h>

#include "error.h"
#include "grams.h"
#include "model.h"

/* What the words of a message speak for. */
enum detector_column {
    DETECTOR_COLUMN_EXPLICIT,
    DETECTOR_COLUMN_COMPLAINT,
    DETECTOR_COLUMN_NEGATIVE,
    DETECTOR_COLUMN_DISSATISFIED,
    DETECTOR_COLUMN_ABUSIVE,
    DETECTOR_COLUMN_TOPIC,
    DETECTOR_COLUMN_HANDOFF,
    DETECTOR_COLUMN_POSITIVE,
    DETECTOR_COLUMN_GRATITUDE,
    DETECTOR_COLUMN_DISAPPOINTMENT,
    DETECTOR_COLUMN_CONFUSION,
    DETECTOR_COLUMN_DENY,
    DETECTOR_COLUMN_ANGER,
    DETECTOR_COLUMN_REACTION, /* as after an answer that broke the dialogue */
    DETECTOR_CUSTOMER_COLUMNS,
    DETECTOR_COLUMN_BREAKDOWN = DETECTOR_CUSTOMER_COLUMNS, /* of the bot's messages from here on */
    DETECTOR_COLUMN_OFFERS,                                /* a person */
    DETECTOR_COLUMNS,
};

/* What a turn is looked at with: traits, features by hand, scores of the texts now and before. */
enum detector_input {
    DETECTOR_INPUT_FEATURES = DETECTOR_TRAIT_COUNT,
    DETECTOR_INPUT_NOW = DETECTOR_INPUT_FEATURES + DETECTOR_HAND_COUNT,
    DETECTOR_INPUT_BEFORE = DETECTOR_INPUT_NOW + DETECTOR_COLUMNS,
    DETECTOR_INPUTS = DETECTOR_INPUT_BEFORE + DETECTOR_COLUMNS,
};

/* Of one side's turns. By input: most inputs of a turn are 0 and are passed over. */
struct detector_signal_weights {
    double intercepts[DETECTOR_SIGNAL_COUNT];
    double of[DETECTOR_INPUTS][DETECTOR_SIGNAL_COUNT];
};

struct detector_weights {
    const int8_t *table; /* borrowed: [rows][DETECTOR_COLUMNS] */
    char language[9];    /* BCP 47, the first part */
    char version[33];
    double steps[DETECTOR_COLUMNS], biases[DETECTOR_COLUMNS];
    double slope, shift; /* of the sum of the weights by hand */
    double sure;         /* chance from which a request for a person is taken at its word */
    double added[DETECTOR_FITTED_COUNT]; /* weights of the fitted features */
    double bases[DETECTOR_FITTED_COUNT]; /* log-odds of their chances that say nothing */
    struct detector_signal_weights customer, bot;
};

/* Reads `bytes`, which must outlive `ret`.
 * fails  false, `err` names what does not fit and the remedy; `ret` is untouched */
bool detector_weights_read(const void *bytes, size_t size, struct detector_weights *ret,
                           struct baton_error *err);

/* The English file, in the program. */
extern const unsigned char detector_weights_en[];
extern const unsigned char detector_weights_en_end[];

#endif
