/* Patterns of a policy and what is put into them. Lines: the limit in bytes, three values; behind
 * them the pattern. A pattern without a fault is filled in within its limit, whatever the values
 * hold; one with a fault gives nothing. */
#include "fuzz.h"

#include "pattern.h"

static const char *const names[] = { "who", "about", "fact.", NULL };

struct values {
    struct baton_text who, about, fact;
};

static struct baton_text value_of(const void *context, struct baton_text name)
{
    const struct values *values = context;

    if (baton_text_is(name, "who"))
        return values->who;
    return baton_text_is(name, "about") ? values->about : values->fact;
}

static bool has_only(struct baton_text made, struct baton_text pattern)
{
    for (size_t i = 0; i < made.size; i++)
        if ((unsigned char)made.data[i] < ' '
            && (pattern.size == 0 || memchr(pattern.data, made.data[i], pattern.size) == NULL))
            return false;
    return true;
}

static void must_fill(struct baton_text pattern, const struct values *values, size_t max_bytes,
                      struct baton_arena *arena)
{
    struct baton_text fault = baton_pattern_fault(pattern, names, arena);
    struct baton_text made = baton_pattern_fill(pattern, value_of, values, max_bytes, arena);

    fuzz_must_be_text(fault, "a fault is UTF-8");
    fuzz_must_be_text(made, "a result is UTF-8");
    fuzz_must(made.size <= max_bytes, "a result keeps to its limit");
    fuzz_must(has_only(made, pattern), "no control character comes of a value");
    fuzz_must(baton_text_equal(made, baton_text_trim(made)), "no white space at the ends");
    fuzz_must(
        baton_text_equal(made, baton_pattern_fill(pattern, value_of, values, max_bytes, arena)),
        "the same gives the same");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_text limit = fuzz_line(&rest);
    struct values values, nothing = { { "", 0 }, { "", 0 }, { "", 0 } };
    struct baton_arena arena;
    int64_t max_bytes = 0;

    if (!baton_text_valid_utf8(rest.data, rest.size) || !baton_text_to_long(limit, &max_bytes)
        || max_bytes < 3 || max_bytes > 4000)
        return -1;
    values.who = fuzz_line(&rest);
    values.about = fuzz_line(&rest);
    values.fact = fuzz_line(&rest);
    baton_arena_init(&arena);
    must_fill(rest, &values, (size_t)max_bytes, &arena);
    must_fill(rest, &nothing, (size_t)max_bytes, &arena);
    baton_arena_release(&arena);
    return 0;
}
