/* Nanoseconds per record: our plan and encoder against avro-c's generic values, for records with
 * random content. `codec_bench [ROUNDS]`; one line a type, and a row of ratios. Not a test: nothing
 * here fails for being slow. */
#include "random_record.h"
#include "records.h"
#include "timestamp.h"

enum { RECORDS = 64 };

struct bench {
    const struct baton_record_type *type;
    struct baton_arena keep; /* the records and their bytes */
    struct baton_arena work;
    void *values[RECORDS];
    struct baton_text bytes[RECORDS];
    struct baton_plan *plan;
    struct baton_buf buf;
    avro_schema_t schema;
    avro_value_iface_t *generic;
    avro_value_iface_t *resolver;
    avro_value_t value;
    avro_value_t resolved;
    avro_value_t filled[RECORDS];
};

static void bench_open(struct bench *b)
{
    struct baton_random random = { 7 };
    struct baton_error err;

    baton_arena_init(&b->keep);
    baton_arena_init(&b->work);
    baton_buf_init(&b->buf, 1 << 22);
    if (baton_plan_compile(baton_text_of(b->type->schema_text), b->type, &b->plan, &err)
        != BATON_DONE)
        abort();
    baton_avro_check(avro_schema_from_json_length(b->type->schema_text,
                                                  strlen(b->type->schema_text), &b->schema));
    b->generic = avro_generic_class_from_schema(b->schema);
    b->resolver = avro_resolved_writer_new(b->schema, b->schema);
    baton_avro_check(avro_generic_value_new(b->generic, &b->value));
    if (b->resolver == NULL)
        abort();
    baton_avro_check(avro_resolved_writer_new_value(b->resolver, &b->resolved));
    avro_resolved_writer_set_dest(&b->resolved, &b->value);
    for (int i = 0; i < RECORDS; i++) {
        b->values[i] = baton_record_new(b->type, &b->keep);
        baton_random_record(&random, b->type, &b->keep, b->values[i]);
        baton_avro_check(avro_generic_value_new(b->generic, &b->filled[i]));
        baton_avro_record(b->type, b->values[i], &b->keep, &b->filled[i]);
        b->bytes[i] = baton_avro_bytes(&b->filled[i], &b->keep);
    }
}

static void bench_close(struct bench *b)
{
    for (int i = 0; i < RECORDS; i++)
        avro_value_decref(&b->filled[i]);
    avro_value_decref(&b->resolved);
    avro_value_decref(&b->value);
    avro_value_iface_decref(b->resolver);
    avro_value_iface_decref(b->generic);
    avro_schema_decref(b->schema);
    baton_plan_free(b->plan);
    baton_buf_release(&b->buf);
    baton_arena_release(&b->keep);
    baton_arena_release(&b->work);
}

static void decode_ours(struct bench *b, int i)
{
    void *value;

    if (baton_plan_decode(b->plan, b->bytes[i], &b->work, &value, NULL) != BATON_DONE)
        abort();
    baton_arena_reset(&b->work);
}

static void read_theirs(struct bench *b, int i, avro_value_t *into)
{
    avro_reader_t reader = avro_reader_memory(b->bytes[i].data, (int64_t)b->bytes[i].size);

    avro_value_reset(&b->value);
    baton_avro_check(avro_value_read(reader, into));
    avro_reader_free(reader);
}

static void decode_generic(struct bench *b, int i)
{
    read_theirs(b, i, &b->value);
}

static void decode_resolved(struct bench *b, int i)
{
    read_theirs(b, i, &b->resolved);
}

static void encode_ours(struct bench *b, int i)
{
    baton_buf_reset(&b->buf);
    if (baton_codec_encode(b->type, b->values[i], &b->buf, NULL) != BATON_DONE)
        abort();
}

static void encode_generic(struct bench *b, int i)
{
    char *room = (char *)baton_buf_reserve(&b->buf, b->bytes[i].size);
    avro_writer_t writer = avro_writer_memory(room, (int64_t)b->bytes[i].size);

    baton_avro_check(avro_value_write(writer, &b->filled[i]));
    avro_writer_free(writer);
}

static double measure(struct bench *b, int rounds, void (*step)(struct bench *b, int i))
{
    struct timespec from;
    struct timespec to;

    for (int i = 0; i < RECORDS; i++) /* warm */
        step(b, i);
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < RECORDS; i++)
            step(b, i);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    return ((double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec)) / rounds
           / RECORDS;
}

static void bench_type(const struct baton_record_type *type, int rounds)
{
    struct bench b = { .type = type };
    size_t size = 0;

    bench_open(&b);
    for (int i = 0; i < RECORDS; i++)
        size += b.bytes[i].size;
    double ours = measure(&b, rounds, decode_ours);
    double generic = measure(&b, rounds, decode_generic);
    double resolved = measure(&b, rounds, decode_resolved);
    double encode = measure(&b, rounds, encode_ours);
    double their_encode = measure(&b, rounds, encode_generic);
    printf("%-18s %6zu %8.0f %9.0f %9.0f %7.1fx %7.1fx %8.0f %9.0f %7.1fx\n", type->name,
           size / RECORDS, ours, generic, resolved, generic / ours, resolved / ours, encode,
           their_encode, their_encode / encode);
    bench_close(&b);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 200;

    printf("%-18s %6s %8s %9s %9s %8s %8s %8s %9s %8s\n", "ns per record", "bytes", "decode",
           "generic", "resolved", "ratio", "ratio", "encode", "generic", "ratio");
    for (const struct baton_record_type *const *type = baton_record_types; *type != NULL; type++)
        bench_type(*type, rounds > 0 ? rounds : 1);
    return 0;
}
