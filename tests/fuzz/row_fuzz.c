/* What the detector packs of its rows. The first line is the conversation's id, the rest what is
 * packed: what is read of it is bounded, and stays as it is when it is stored and read again. */
#include "fuzz.h"

#include <string.h>

#include "recent.h"
#include "row.h"
#include "similarity.h"
#include "trail.h"

static void must_be_bounded(const struct baton_detector_said *items, size_t count, size_t most)
{
    fuzz_must(count <= most, "so many messages are kept");
    for (size_t i = 0; i < count; i++) {
        fuzz_must(items[i].words_count <= BATON_SKETCH_MAX, "so many words of each");
        for (size_t k = 0; k < items[i].words_count; k++)
            fuzz_must(items[i].words[k] <= BATON_SKETCH_HASH
                          && items[i].words[k] > (k > 0 ? items[i].words[k - 1] : -1),
                      "a sketch ascends");
    }
}

static struct baton_buf bytes_of(const struct baton_detector_conversation *row)
{
    struct baton_error err = { "", "" };
    struct baton_buf buf;

    baton_buf_init(&buf, 1 << 20);
    fuzz_must(baton_codec_encode(&baton_detector_conversation_type, row, &buf, &err) == BATON_DONE,
              "a row has its bounds");
    return buf;
}

static struct baton_detector_conversation again(const struct baton_detector_conversation *row,
                                                struct baton_text id, struct baton_arena *arena)
{
    struct baton_detector_conversation stored = detector_row_packed(row, id, arena);

    detector_row_unpack(&stored, id, arena);
    return stored;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text packed = { (const char *)data, size }, id = fuzz_line(&packed);
    struct baton_arena arena;

    baton_arena_init(&arena);
    struct baton_detector_conversation *row = BATON_RECORD(&arena, detector_conversation);
    row->packed = packed;
    detector_row_unpack(row, id, &arena);
    must_be_bounded(row->asks, row->asks_count, DETECTOR_ASKS);
    must_be_bounded(row->answers, row->answers_count, DETECTOR_ANSWERS);
    fuzz_must(row->recent.ids_count <= BATON_RECENT_IDS, "so many ids are remembered");
    struct baton_detector_conversation first = again(row, id, &arena);
    struct baton_detector_conversation second = again(&first, id, &arena);
    struct baton_buf a = bytes_of(&first), b = bytes_of(&second);
    fuzz_must(a.size == b.size && memcmp(a.data, b.data, a.size) == 0, "nothing is lost");
    baton_buf_release(&a);
    baton_buf_release(&b);
    baton_arena_release(&arena);
    return 0;
}
