/* The file of the detector's weights. Inputs are small; a place and bytes to write there stand for
 * a file of full size: the first line "at N", the rest the bytes, put over the file in the program
 * at byte N with the checksum made anew. Without such a line: the bytes are the file. What is read
 * gives chances for any message. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "verdict.h"

static struct detector_words words;

static void must_estimate(const struct detector_weights *weights)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_detector_conversation *row = BATON_RECORD(&arena, detector_conversation);
    struct baton_conversation_event *event = BATON_RECORD(&arena, conversation_event);
    struct detector_turn turn = { .event = event };
    struct detector_feature features[DETECTOR_FEATURE_COUNT] = { { .value = 0 } };
    struct detector_estimate estimate;

    event->text = BATON_TEXT("no, I want to speak to somebody real");
    turn.reading = detector_read_customer(&words, event->text, &arena);
    detector_trail_customer(row, &turn, &arena);
    detector_estimate_of(weights, row, &turn, &arena, features, &estimate);
    for (int i = 0; i < DETECTOR_SIGNAL_COUNT; i++)
        fuzz_must(estimate.signals[i] >= 0 && estimate.signals[i] <= 1, "a chance is one");
    detector_estimate_keep(row, &turn, &estimate, &arena);
    double p = detector_probability(weights, features);
    fuzz_must(p >= 0 && p <= 1, "so is that of all");
    baton_arena_release(&arena);
}

/* The program's own file with `over` at `at`; NULL where it does not fit in. */
static unsigned char *changed(struct baton_text over, size_t at, size_t *ret_size)
{
    size_t size = (size_t)(detector_weights_en_end - detector_weights_en);

    if (size < 8 || at > size - 8 || over.size > size - 8 - at)
        return NULL;
    unsigned char *bytes = malloc(size);
    if (bytes == NULL)
        abort();
    memcpy(bytes, detector_weights_en, size);
    memcpy(bytes + at, over.data, over.size);
    uint64_t sum = baton_fnv1a(0, bytes, size - 8);
    for (int i = 0; i < 8; i++)
        bytes[size - 8 + (size_t)i] = (unsigned char)(sum >> 8 * i);
    *ret_size = size;
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_text file = rest, first = fuzz_line(&rest);
    struct detector_weights weights;
    struct baton_error err = { "", "" };
    unsigned char *bytes = NULL;
    int64_t at = 0;

    if (words.customer == NULL)
        fuzz_must(detector_words_open(&words, &err), "the words are read");
    if (baton_text_starts(first, BATON_TEXT("at "))
        && baton_text_to_long((struct baton_text){ first.data + 3, first.size - 3 }, &at)
        && at >= 0)
        bytes = changed(rest, (size_t)at, &file.size);
    if (bytes != NULL)
        file.data = (const char *)bytes;
    if (detector_weights_read(file.data, file.size, &weights, &err))
        must_estimate(&weights);
    else
        fuzz_must_be_text(baton_text_of(err.text), "a refusal says why");
    free(bytes);
    return 0;
}
