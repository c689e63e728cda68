/* Framed records. Plans are kept by schema id and type; a schema that cannot be read as a type is
 * remembered as well, so that a topic full of such records does not compile it for each. */
#include "serde.h"

#include <assert.h>
#include <inttypes.h>

enum { FRAME_BYTES = 5, BUCKETS = 256 };

struct entry {
    struct entry *next; /* of the same bucket */
    int32_t id;
    const struct baton_record_type *type;
    struct baton_plan *plan; /* NULL: not readable as `type`, because of `err` */
    struct baton_error err;
};

struct writable {
    const struct baton_record_type *type;
    int32_t id;
};

struct baton_serde {
    struct baton_registry *registry;
    struct entry *buckets[BUCKETS];
    struct writable *writables;
    size_t writable_count;
    struct baton_arena arena; /* of the writables */
};

struct baton_serde *baton_serde_new(struct baton_registry *registry)
{
    struct baton_serde *serde = calloc(1, sizeof *serde);

    if (serde == NULL)
        abort();
    serde->registry = registry;
    baton_arena_init(&serde->arena);
    return serde;
}

static void free_bucket(struct entry *entry)
{
    while (entry != NULL) {
        struct entry *next = entry->next;

        baton_plan_free(entry->plan);
        free(entry);
        entry = next;
    }
}

void baton_serde_free(struct baton_serde *serde)
{
    if (serde == NULL)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        free_bucket(serde->buckets[i]);
    baton_arena_release(&serde->arena);
    free(serde);
}

static struct writable *find_writable(const struct baton_serde *serde,
                                      const struct baton_record_type *type)
{
    for (size_t i = 0; i < serde->writable_count; i++) {
        if (serde->writables[i].type == type)
            return &serde->writables[i];
    }
    return NULL;
}

enum baton_verdict baton_serde_add(struct baton_serde *serde, const struct baton_record_type *type,
                                   const char *subject, bool may_register, struct baton_error *err)
{
    int32_t id;
    enum baton_verdict v =
        baton_registry_id(serde->registry, subject, type->schema_text, may_register, &id, err);

    if (v != BATON_DONE)
        return v;
    struct writable *writable = find_writable(serde, type);
    if (writable == NULL)
        writable = BATON_APPEND(&serde->arena, serde->writables, serde->writable_count);
    *writable = (struct writable){ type, id };
    return BATON_DONE;
}

enum baton_verdict baton_serde_encode(struct baton_serde *serde,
                                      const struct baton_record_type *type, const void *value,
                                      struct baton_buf *buf, struct baton_error *err)
{
    const struct writable *writable = find_writable(serde, type);
    size_t before = buf->size;

    assert(writable != NULL);
    if (writable == NULL)
        return baton_fail(err, BATON_FATAL, "type_not_added", "%s was never made writable",
                          type->name);
    uint32_t id = (uint32_t)writable->id;
    const uint8_t frame[FRAME_BYTES] = { 0, (uint8_t)(id >> 24), (uint8_t)(id >> 16),
                                         (uint8_t)(id >> 8), (uint8_t)id };
    bool overflowed = buf->overflowed;
    if (!baton_buf_append(buf, frame, sizeof frame)) {
        buf->overflowed = overflowed;
        return baton_fail(err, BATON_REJECT, "too_large", "there is no room for a %s", type->name);
    }
    enum baton_verdict v = baton_codec_encode(type, value, buf, err);
    if (v != BATON_DONE)
        buf->size = before;
    return v;
}

int32_t baton_serde_frame_id(struct baton_text framed)
{
    const uint8_t *bytes = (const uint8_t *)framed.data;

    if (framed.size < FRAME_BYTES || bytes[0] != 0 || bytes[1] > 0x7f)
        return -1;
    return (int32_t)((uint32_t)bytes[1] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 8
                     | bytes[4]);
}

static struct entry *new_entry(struct baton_serde *serde, int32_t id,
                               const struct baton_record_type *type)
{
    struct entry **bucket = &serde->buckets[(uint32_t)id % BUCKETS];
    struct entry *entry = calloc(1, sizeof *entry);

    if (entry == NULL)
        abort();
    *entry = (struct entry){ .next = *bucket, .id = id, .type = type };
    *bucket = entry;
    return entry;
}

static enum baton_verdict find_plan(struct baton_serde *serde, int32_t id,
                                    const struct baton_record_type *type,
                                    const struct baton_plan **ret_plan, struct baton_error *err)
{
    struct entry *entry = serde->buckets[(uint32_t)id % BUCKETS];
    struct baton_text schema;

    while (entry != NULL && (entry->id != id || entry->type != type))
        entry = entry->next;
    if (entry == NULL) {
        enum baton_verdict v = baton_registry_schema(serde->registry, id, &schema, err);

        if (v != BATON_DONE)
            return v;
        entry = new_entry(serde, id, type);
        baton_plan_compile(schema, type, &entry->plan, &entry->err);
    }
    if (entry->plan == NULL)
        return baton_fail(err, BATON_REJECT, entry->err.code, "schema %" PRId32 ": %s", id,
                          entry->err.text);
    *ret_plan = entry->plan;
    return BATON_DONE;
}

enum baton_verdict baton_serde_decode(struct baton_serde *serde,
                                      const struct baton_record_type *type,
                                      struct baton_text framed, struct baton_arena *arena,
                                      void **ret_value, struct baton_error *err)
{
    const struct baton_plan *plan = NULL;
    int32_t id = baton_serde_frame_id(framed);

    if (id < 0)
        return baton_fail(err, BATON_REJECT, "no_frame",
                          "the value does not begin with a magic byte 0 and a schema id");
    enum baton_verdict v = find_plan(serde, id, type, &plan, err);
    if (v != BATON_DONE)
        return v;
    struct baton_text payload = { framed.data + FRAME_BYTES, framed.size - FRAME_BYTES };
    return baton_plan_decode(plan, payload, arena, ret_value, err);
}
