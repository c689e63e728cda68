/* Helpers of the targets. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "records.h"

enum { TYPES_MAX = 64, ENCODED_MAX_BYTES = 1 << 24 };

void fuzz_must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    __builtin_trap();
}

void fuzz_must_be_text(struct baton_text text, const char *what)
{
    fuzz_must(baton_text_valid_utf8(text.data, text.size), what);
}

struct baton_text fuzz_line(struct baton_text *rest)
{
    const char *end = rest->size > 0 ? memchr(rest->data, '\n', rest->size) : NULL;
    struct baton_text line = { rest->data, end != NULL ? (size_t)(end - rest->data) : rest->size };
    size_t taken = line.size + (end != NULL);

    *rest = (struct baton_text){ rest->data + taken, rest->size - taken };
    return line;
}

const struct baton_record_type *fuzz_type(struct baton_text *rest)
{
    struct baton_text name = fuzz_line(rest);
    const struct baton_record_type *const *type = baton_record_types;

    while (*type != NULL && !baton_text_is(name, (*type)->name))
        type++;
    return *type;
}

const struct baton_plan *fuzz_plan(const struct baton_record_type *type)
{
    static struct baton_plan *plans[TYPES_MAX];
    size_t index = 0;

    while (baton_record_types[index] != type)
        index++;
    fuzz_must(index < TYPES_MAX, "there is room for all types");
    if (plans[index] == NULL)
        fuzz_must(baton_plan_compile(baton_text_of(type->schema_text), type, &plans[index], NULL)
                      == BATON_DONE,
                  "our own schema is read");
    return plans[index];
}

void fuzz_must_come_back(const struct baton_record_type *type, const void *value,
                         struct baton_arena *arena)
{
    struct baton_error err = { "", "" };
    struct baton_buf first, second;
    void *again = NULL;

    baton_buf_init(&first, ENCODED_MAX_BYTES);
    baton_buf_init(&second, ENCODED_MAX_BYTES);
    fuzz_must(baton_codec_encode(type, value, &first, &err) == BATON_DONE, "what was read fits");
    if (baton_plan_decode(fuzz_plan(type), baton_buf_text(&first), arena, &again, &err)
        != BATON_DONE)
        fuzz_must(false, err.text);
    fuzz_must(baton_codec_encode(type, again, &second, &err) == BATON_DONE
                  && baton_text_equal(baton_buf_text(&first), baton_buf_text(&second)),
              "what was written is read and written alike");
    baton_buf_release(&first);
    baton_buf_release(&second);
}
