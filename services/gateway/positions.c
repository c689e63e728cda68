/* Positions and their text. */
#include "positions.h"

#include <inttypes.h>

static const struct {
    const char *name;
    char letter;
} kinds[STREAM_KINDS] = {
    [STREAM_ASSIGNMENT] = { "assignment", 'a' },
    [STREAM_DELIVERY] = { "delivery", 'd' },
    [STREAM_PACKAGE] = { "package", 'p' },
    [STREAM_METRIC] = { "metric", 'm' },
};

const char *stream_kind_name(enum stream_kind kind)
{
    return kinds[kind].name;
}

/* The text before the first `separator`; `*rest` goes behind it. */
static struct baton_text cut(struct baton_text *rest, char separator)
{
    const char *found = rest->size > 0 ? memchr(rest->data, separator, rest->size) : NULL;
    size_t size = found != NULL ? (size_t)(found - rest->data) : rest->size;
    struct baton_text part = { rest->data, size };

    rest->data += size + (found != NULL);
    rest->size -= size + (found != NULL);
    return part;
}

unsigned stream_kinds_of(struct baton_text names)
{
    unsigned found = 0;

    if (names.size == 0)
        return (1u << STREAM_KINDS) - 1;
    while (names.size > 0) {
        struct baton_text name = cut(&names, ',');
        unsigned bit = 0;

        for (unsigned kind = 0; kind < STREAM_KINDS; kind++)
            bit |= baton_text_is(name, kinds[kind].name) ? 1u << kind : 0;
        if (bit == 0)
            return 0;
        found |= bit;
    }
    return found;
}

void positions_release(struct positions *positions)
{
    free(positions->items);
    *positions = (struct positions){ NULL, 0 };
}

/* Index of the first item at or behind kind and partition. */
static size_t place_of(const struct positions *positions, enum stream_kind kind, int32_t partition)
{
    size_t low = 0, high = positions->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct position *item = &positions->items[middle];

        if (item->kind < kind || (item->kind == kind && item->partition < partition))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_at(const struct positions *positions, size_t place, enum stream_kind kind,
                  int32_t partition)
{
    return place < positions->count && positions->items[place].kind == kind
           && positions->items[place].partition == partition;
}

int64_t positions_next(const struct positions *positions, enum stream_kind kind, int32_t partition)
{
    size_t place = place_of(positions, kind, partition);

    return is_at(positions, place, kind, partition) ? positions->items[place].next : 0;
}

void positions_advance(struct positions *positions, enum stream_kind kind, int32_t partition,
                       int64_t next)
{
    size_t place = place_of(positions, kind, partition);

    if (!is_at(positions, place, kind, partition)) {
        struct position *items = realloc(positions->items, (positions->count + 1) * sizeof *items);

        if (items == NULL)
            abort();
        positions->items = items;
        memmove(items + place + 1, items + place, (positions->count++ - place) * sizeof *items);
        items[place] = (struct position){ kind, partition, 0 };
    }
    if (next > positions->items[place].next)
        positions->items[place].next = next;
}

void positions_write(const struct positions *positions, unsigned wanted, struct baton_buf *buf)
{
    size_t before = buf->size;

    for (size_t i = 0; i < positions->count; i++) {
        const struct position *item = &positions->items[i];

        if ((wanted & 1u << item->kind) == 0)
            continue;
        baton_buf_format(buf, "%s%c%" PRId32 ".%" PRId64, buf->size > before ? "," : "",
                         kinds[item->kind].letter, item->partition, item->next);
    }
    if (buf->size == before)
        baton_buf_append_byte(buf, '-');
}

static bool read_item(struct positions *positions, struct baton_text item)
{
    struct baton_text partition_text, next_text = item;
    int64_t partition, next;
    unsigned kind = 0;

    if (item.size < 2)
        return false;
    while (kind < STREAM_KINDS && kinds[kind].letter != item.data[0])
        kind++;
    partition_text = cut(&next_text, '.');
    partition_text = (struct baton_text){ partition_text.data + 1, partition_text.size - 1 };
    if (kind == STREAM_KINDS || !baton_text_to_long(partition_text, &partition)
        || !baton_text_to_long(next_text, &next))
        return false;
    if (partition < 0 || partition > INT32_MAX || next < 0)
        return false;
    positions_advance(positions, (enum stream_kind)kind, (int32_t)partition, next);
    return true;
}

bool positions_read(struct positions *positions, struct baton_text id)
{
    positions_release(positions);
    if (baton_text_is(id, "-"))
        return true;
    for (size_t count = 0; id.size > 0; count++)
        if (count == POSITIONS_MAX || !read_item(positions, cut(&id, ',')))
            return false;
    return positions->count > 0;
}
