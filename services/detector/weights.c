/* Reads the file of the weights: sizes first, then the checksum, then every number. What passes
 * cannot make a chance that is not one. */
#include "weights.h"

#include <math.h>
#include <string.h>

#include "hash.h"

#define MAGIC "BATON-W1"
#define COUNTS 7
#define WEIGHT_MAX 1000.0 /* nobody fits a weight beyond it; keeps sums finite */

__asm__(".section .rodata\n"
        ".balign 64\n"
        ".global detector_weights_en\n"
        "detector_weights_en:\n"
        ".incbin \"" DETECTOR_WEIGHTS_EN "\"\n"
        ".global detector_weights_en_end\n"
        "detector_weights_en_end:\n"
        ".byte 0\n"
        ".previous\n");

struct cursor {
    const unsigned char *at;
    bool good; /* every number was within its bounds */
};

static uint64_t take_bits(struct cursor *cursor, size_t bytes)
{
    uint64_t value = 0;

    for (size_t i = bytes; i > 0; i--)
        value = value << 8 | cursor->at[i - 1];
    cursor->at += bytes;
    return value;
}

static double take_number(struct cursor *cursor)
{
    uint64_t bits = take_bits(cursor, sizeof bits);
    double value;

    memcpy(&value, &bits, sizeof value);
    cursor->good = cursor->good && isfinite(value) && fabs(value) <= WEIGHT_MAX;
    return value;
}

static void take_numbers(struct cursor *cursor, double *ret, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ret[i] = take_number(cursor);
}

/* Text without control characters, filled with zeros. */
static void take_text(struct cursor *cursor, char *ret, size_t size)
{
    memcpy(ret, cursor->at, size);
    ret[size] = '\0';
    cursor->at += size;
    for (size_t i = 0, length = strlen(ret); i < size; i++)
        cursor->good = cursor->good && (i < length ? ret[i] > ' ' && ret[i] < 0x7f : ret[i] == 0);
}

static void take_signals(struct cursor *cursor, struct detector_signal_weights *ret)
{
    for (int k = 0; k < DETECTOR_SIGNAL_COUNT; k++) {
        ret->intercepts[k] = take_number(cursor);
        for (int i = 0; i < DETECTOR_INPUTS; i++)
            ret->of[i][k] = take_number(cursor);
    }
}

static const struct {
    const char *what;
    uint32_t wanted;
} counts[COUNTS] = {
    { "version of the pieces", DETECTOR_GRAMS_VERSION },
    { "bits of a piece", DETECTOR_GRAMS_BITS },
    { "columns", DETECTOR_COLUMNS },
    { "traits", DETECTOR_TRAIT_COUNT },
    { "features by hand", DETECTOR_HAND_COUNT },
    { "signals", DETECTOR_SIGNAL_COUNT },
    { "fitted features", DETECTOR_FITTED_COUNT },
};

enum {
    HEAD_BYTES = 8 + 4 * COUNTS + 8 + 32 + 4,
    NUMBERS = 2 * DETECTOR_COLUMNS + 3 + 2 * DETECTOR_FITTED_COUNT
              + 2 * DETECTOR_SIGNAL_COUNT * (1 + DETECTOR_INPUTS),
    TABLE_BYTES = (1 << DETECTOR_GRAMS_BITS) * DETECTOR_COLUMNS,
    FILE_BYTES = HEAD_BYTES + 8 * NUMBERS + TABLE_BYTES + 8,
};

static bool fits(const unsigned char *bytes, size_t size, struct baton_error *err)
{
    struct cursor cursor = { bytes + 8, true };

    if (size < HEAD_BYTES || memcmp(bytes, MAGIC, 8) != 0) {
        baton_fail(err, BATON_FATAL, "weights", "weights: not a file that ./dev train wrote");
        return false;
    }
    for (int i = 0; i < COUNTS; i++) {
        uint32_t found = (uint32_t)take_bits(&cursor, 4);
        if (found != counts[i].wanted) {
            baton_fail(err, BATON_FATAL, "weights",
                       "weights: %s: %u, this program has %u: ./dev train makes them anew",
                       counts[i].what, found, counts[i].wanted);
            return false;
        }
    }
    if (size != FILE_BYTES) {
        baton_fail(err, BATON_FATAL, "weights", "weights: %zu bytes, %d are wanted", size,
                   FILE_BYTES);
        return false;
    }
    cursor.at = bytes + size - 8;
    if (take_bits(&cursor, 8) != baton_fnv1a(0, bytes, size - 8)) {
        baton_fail(err, BATON_FATAL, "weights", "weights: the checksum is not that of the file");
        return false;
    }
    return true;
}

bool detector_weights_read(const void *bytes, size_t size, struct detector_weights *ret,
                           struct baton_error *err)
{
    struct cursor cursor = { (const unsigned char *)bytes + 8 + 4 * COUNTS, true };
    struct detector_weights weights;

    if (!fits(bytes, size, err))
        return false;
    take_text(&cursor, weights.language, 8);
    take_text(&cursor, weights.version, 32);
    cursor.good = take_bits(&cursor, 4) == 0 && cursor.good;
    take_numbers(&cursor, weights.steps, DETECTOR_COLUMNS);
    take_numbers(&cursor, weights.biases, DETECTOR_COLUMNS);
    take_numbers(&cursor, &weights.slope, 1);
    take_numbers(&cursor, &weights.shift, 1);
    take_numbers(&cursor, &weights.sure, 1);
    take_numbers(&cursor, weights.added, DETECTOR_FITTED_COUNT);
    take_numbers(&cursor, weights.bases, DETECTOR_FITTED_COUNT);
    take_signals(&cursor, &weights.customer);
    take_signals(&cursor, &weights.bot);
    if (!cursor.good || weights.language[0] == '\0' || weights.version[0] == '\0') {
        baton_fail(err, BATON_FATAL, "weights", "weights: a number or a name is out of bounds");
        return false;
    }
    weights.table = (const int8_t *)cursor.at;
    *ret = weights;
    return true;
}
