/* A reader's Last-Event-ID, and ?types=. What is understood is written as one id, which is
 * understood likewise. */
#include "fuzz.h"

#include "positions.h"

static void must_come_back(const struct positions *positions, struct positions *again)
{
    unsigned all = stream_kinds_of(BATON_TEXT_NONE);
    struct baton_buf first, second;

    baton_buf_init(&first, 1 << 20);
    baton_buf_init(&second, 1 << 20);
    positions_write(positions, all, &first);
    fuzz_must(positions->count <= POSITIONS_MAX, "an id has its largest size");
    fuzz_must(positions_read(again, baton_buf_text(&first)), "the id that we write is read");
    positions_write(again, all, &second);
    fuzz_must(baton_text_equal(baton_buf_text(&first), baton_buf_text(&second)),
              "what was written is read and written alike");
    baton_buf_release(&first);
    baton_buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text text = { (const char *)data, size };
    struct positions positions = { NULL, 0 }, again = { NULL, 0 };

    if (positions_read(&positions, text))
        must_come_back(&positions, &again);
    fuzz_must(stream_kinds_of(text) < 1u << STREAM_KINDS, "there are no other kinds");
    positions_release(&positions);
    positions_release(&again);
    return 0;
}
