/* A million records that were valid once: bits flipped, bytes set, cut, lengths and counts changed,
 * pieces of another record put in. Each is refused with its reason, or read within the memory that
 * is allowed for its size and written again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "random_record.h"
#include "records.h"

enum { MUTATIONS = 1000000, ORIGINALS = 32, PIECE_BYTES = 64 };

/* The records of one type that are mutated, as Avro. */
struct originals {
    const struct baton_record_type *type;
    struct baton_plan *plan;
    struct baton_text bytes[ORIGINALS];
    struct baton_arena arena;
};

struct mutant {
    uint8_t *data;
    size_t size;
    const struct originals *from;
};

static size_t below(struct baton_random *random, size_t bound)
{
    return bound > 0 ? baton_random_below(random, bound) : 0;
}

static void originals_make(struct originals *o, struct baton_random *random)
{
    struct baton_buf buf;

    baton_arena_init(&o->arena);
    baton_buf_init(&buf, 1 << 22);
    assert_int_equal(
        baton_plan_compile(baton_text_of(o->type->schema_text), o->type, &o->plan, NULL),
        BATON_DONE);
    for (size_t i = 0; i < ORIGINALS; i++) {
        void *value = baton_record_new(o->type, &o->arena);

        baton_random_record(random, o->type, &o->arena, value);
        baton_buf_reset(&buf);
        assert_int_equal(baton_codec_encode(o->type, value, &buf, NULL), BATON_DONE);
        o->bytes[i] = baton_text_copy(&o->arena, baton_buf_text(&buf));
    }
    baton_buf_release(&buf);
}

static void originals_release(struct originals *o)
{
    baton_arena_release(&o->arena);
    baton_plan_free(o->plan);
}

/* --- mutations -------------------------------------------------------------------------------- */

static void flip_a_bit(struct mutant *m, struct baton_random *random)
{
    m->data[below(random, m->size)] ^= (uint8_t)(1 << below(random, 8));
}

static void set_a_byte(struct mutant *m, struct baton_random *random)
{
    static const uint8_t edges[] = { 0, 1, 2, 3, 0x3f, 0x40, 0x7e, 0x7f, 0x80, 0x81, 0xfe, 0xff };

    m->data[below(random, m->size)] = edges[below(random, sizeof edges)];
}

static void cut(struct mutant *m, struct baton_random *random)
{
    m->size = below(random, m->size) + 1;
}

/* A varint of one to ten bytes over whatever stands there: a length, a count or an index becomes
 * huge, negative, or goes on where the text began. */
static void write_a_number(struct mutant *m, struct baton_random *random)
{
    size_t at = below(random, m->size);
    size_t left = m->size - at;
    size_t length = 1 + below(random, left < 10 ? left : 10);
    uint8_t fill = below(random, 2) == 0 ? 0xff : 0x80;

    memset(m->data + at, fill, length);
    if (below(random, 4) > 0)
        m->data[at + length - 1] = (uint8_t)below(random, 0x80);
}

/* A length or count a little larger or smaller than it was. */
static void nudge_a_number(struct mutant *m, struct baton_random *random)
{
    m->data[below(random, m->size)] += (uint8_t)(2 * below(random, 5)) - 4;
}

/* A piece of another record, over or in place of what stands there. */
static void splice(struct mutant *m, struct baton_random *random)
{
    struct baton_text other = m->from->bytes[below(random, ORIGINALS)];
    size_t from = below(random, other.size), at = below(random, m->size);
    size_t length = 1 + below(random, PIECE_BYTES);

    length = length < other.size - from ? length : other.size - from;
    length = length < m->size - at ? length : m->size - at;
    memcpy(m->data + at, other.data + from, length);
}

/* A piece of its own is moved: everything behind stands somewhere else. */
static void shift(struct mutant *m, struct baton_random *random)
{
    size_t from = below(random, m->size), to = below(random, m->size);
    size_t behind = from > to ? from : to;

    memmove(m->data + to, m->data + from, m->size - behind);
}

typedef void mutation(struct mutant *m, struct baton_random *random);

static mutation *const mutations[] = {
    flip_a_bit, set_a_byte, cut, write_a_number, nudge_a_number, splice, shift,
};

/* --- the look at one -------------------------------------------------------------------------- */

struct seen {
    size_t taken, refused;
};

/* Texts are views into the payload: writing the record again reads each of its bytes. */
static void look_at(const struct mutant *m, struct baton_arena *arena, struct baton_buf *again,
                    struct seen *seen)
{
    const struct originals *o = m->from;
    struct baton_text bytes = { (const char *)m->data, m->size };
    struct baton_error err = { "", "" };
    void *value;

    baton_arena_reset(arena);
    enum baton_verdict v = baton_plan_decode(o->plan, bytes, arena, &value, &err);
    if (baton_arena_used(arena) > BATON_DECODED_MAX_BYTES(m->size))
        fail_msg("%s: %zu bytes became %zu", o->type->name, m->size, baton_arena_used(arena));
    if (v != BATON_DONE) {
        assert_int_equal(v, BATON_REJECT);
        assert_true(strncmp(err.text, o->type->name, strlen(o->type->name)) == 0);
        seen->refused++;
        return;
    }
    baton_buf_reset(again);
    assert_int_equal(baton_codec_encode(o->type, value, again, &err), BATON_DONE);
    seen->taken++;
}

static void mutate_and_look(const struct originals *o, size_t count, struct baton_random *random,
                            struct seen *seen)
{
    struct baton_arena arena;
    struct baton_buf again;

    baton_arena_init(&arena);
    baton_buf_init(&again, 1 << 22);
    for (size_t i = 0; i < count; i++) {
        struct baton_text whole = o->bytes[below(random, ORIGINALS)];
        struct mutant m = { malloc(whole.size), whole.size, o }; /* its own, for AddressSanitizer */

        memcpy(m.data, whole.data, whole.size);
        for (size_t j = 1 + below(random, 3); j > 0; j--)
            mutations[below(random, sizeof mutations / sizeof *mutations)](&m, random);
        look_at(&m, &arena, &again, seen);
        free(m.data);
    }
    baton_buf_release(&again);
    baton_arena_release(&arena);
}

static void a_million_mutations_are_refused_or_read_within_bounds(void **state)
{
    struct baton_random random = { 5 };
    struct seen all = { 0, 0 };
    size_t types = 0;

    (void)state;
    while (baton_record_types[types] != NULL)
        types++;
    for (size_t i = 0; i < types; i++) {
        struct originals o = { .type = baton_record_types[i] };
        struct seen seen = { 0, 0 };

        originals_make(&o, &random);
        mutate_and_look(&o, (MUTATIONS + types - 1) / types, &random, &seen);
        originals_release(&o);
        /* Both ends are seen for every type: else the mutations are too weak or too strong. */
        assert_true(seen.taken > 0 && seen.refused > 0);
        all.taken += seen.taken;
        all.refused += seen.refused;
    }
    assert_true(all.taken + all.refused >= MUTATIONS);
    print_message("%zu taken, %zu refused\n", all.taken, all.refused);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_mutations_are_refused_or_read_within_bounds),
    };
    return cmocka_run_group_tests_name("million", tests, NULL, NULL);
}
