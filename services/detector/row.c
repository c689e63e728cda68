/* Bits in a row, the lowest first, behind the texts that they speak of:
 *
 *   version, a byte; size of the texts, two bytes; the texts; the bits
 *
 * What makes it small: the hashes of a message's words as the gaps between them (Rice's code), an
 * event's id without the conversation's before it or, where it is a UUID, as the number that it is,
 * and of the ids that drop duplicates only those whose text is not kept anyway: the others are
 * hashed anew. Nothing is lost by it. */
#include "row.h"

#include <string.h>

#include "bits.h"
#include "cues.h"
#include "recent.h"
#include "similarity.h"
#include "trail.h"
#include "weights.h"

#define VERSION 1
#define HEAD_BYTES 3
#define TEXTS_MAX UINT16_MAX
#define BUILT_IN "built-in" /* as a conversation's policy: the same as none (rules.h) */

enum {
    MESSAGES_MAX = DETECTOR_ASKS + DETECTOR_ANSWERS,
    SCORES = 2 * DETECTOR_COLUMNS,
    /* A message has at most 9 bytes before its words, and of each word less than 4. */
    BITS_MAX = 16 + SCORES + 2 * DETECTOR_SIGNAL_COUNT + MESSAGES_MAX * (9 + 4 * BATON_SKETCH_MAX)
               + BATON_RECENT_IDS * 9,
};

/* How an id stands among the texts. */
enum { ID_PLAIN, ID_BEHIND_CONVERSATION, ID_UUID };
enum { UUID_BYTES = 16, UUID_TEXT = 36 };

/* Of an id in the ring: the place of the message that has it, or that its hash follows. */
enum { TAG_BITS = 4, TAG_HASH = 15 };
_Static_assert((int)MESSAGES_MAX <= (int)TAG_HASH, "a tag has room for each message");

struct packer {
    struct detector_bits_out bits;
    char *texts;
    size_t texts_size;
    struct baton_text conversation_id;
};

struct unpacker {
    struct detector_bits_in bits;
    struct baton_text texts; /* that were not taken yet */
    struct baton_text conversation_id;
    struct baton_arena *arena;
};

/* --- ids
 * ------------------------------------------------------------------------------------------------------
 */

static int hex_value(char letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

static bool is_dash(size_t at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

/* False: it is none in the one spelling that gives it back. */
static bool uuid_read(struct baton_text id, uint8_t ret[UUID_BYTES])
{
    size_t digits = 0;

    if (id.size != UUID_TEXT)
        return false;
    for (size_t at = 0; at < UUID_TEXT; at++) {
        int value = hex_value(id.data[at]);
        if (is_dash(at) ? id.data[at] != '-' : value < 0)
            return false;
        if (is_dash(at))
            continue;
        ret[digits / 2] = (uint8_t)(digits % 2 == 0 ? value << 4 : ret[digits / 2] | value);
        digits++;
    }
    return true;
}

static struct baton_text uuid_text(const char *bytes, struct baton_arena *arena)
{
    char *text = baton_arena_alloc(arena, UUID_TEXT);
    size_t digits = 0;

    for (size_t at = 0; at < UUID_TEXT; at++) {
        if (is_dash(at)) {
            text[at] = '-';
            continue;
        }
        unsigned both = (unsigned char)bytes[digits / 2];
        text[at] = "0123456789abcdef"[digits % 2 == 0 ? both >> 4 : both & 15];
        digits++;
    }
    return (struct baton_text){ text, UUID_TEXT };
}

static void put_text(struct packer *p, const void *bytes, size_t size)
{
    detector_put_number(&p->bits, (uint32_t)size);
    if (size > 0)
        memcpy(p->texts + p->texts_size, bytes, size);
    p->texts_size += size;
}

static void put_id(struct packer *p, struct baton_text id)
{
    size_t before = p->conversation_id.size;
    uint8_t uuid[UUID_BYTES];

    if (before > 0 && baton_text_starts(id, p->conversation_id)) {
        detector_put(&p->bits, ID_BEHIND_CONVERSATION, 2);
        put_text(p, id.data + before, id.size - before);
    } else if (uuid_read(id, uuid)) {
        detector_put(&p->bits, ID_UUID, 2);
        put_text(p, uuid, sizeof uuid);
    } else {
        detector_put(&p->bits, ID_PLAIN, 2);
        put_text(p, id.data, id.size);
    }
}

static struct baton_text get_text(struct unpacker *u)
{
    size_t size = detector_get_number(&u->bits);

    if (size > u->texts.size) {
        u->bits.broken = true;
        return BATON_TEXT_NONE;
    }
    struct baton_text text = { u->texts.data, size };
    u->texts = (struct baton_text){ u->texts.data + size, u->texts.size - size };
    return text;
}

static struct baton_text get_id(struct unpacker *u)
{
    uint64_t how = detector_get(&u->bits, 2);
    struct baton_text text = get_text(u), before = u->conversation_id;

    if (how == ID_UUID && text.size == UUID_BYTES)
        return uuid_text(text.data, u->arena);
    if (how == ID_BEHIND_CONVERSATION) {
        char *whole = baton_arena_alloc(u->arena, before.size + text.size + 1);
        memcpy(whole, before.data, before.size);
        memcpy(whole + before.size, text.data, text.size);
        return (struct baton_text){ whole, before.size + text.size };
    }
    u->bits.broken |= how != ID_PLAIN;
    return text;
}

/* --- messages
 * ------------------------------------------------------------------------------------------------------
 */

/* Bits of a gap that are written as they are, so that the rest of all gaps together, which takes a
 * bit for each unit, is below two a word. */
static int low_bits(int64_t last, size_t count)
{
    int bits = 0;

    while (((last + 1) >> (bits + 1)) >= (int64_t)count)
        bits++;
    return bits;
}

/* Sketches that this program makes, and no other numbers, are packed. */
static size_t sketch_size(const struct baton_detector_said *said)
{
    size_t size = 0;

    while (size < said->words_count && size < BATON_SKETCH_MAX
           && said->words[size] <= BATON_SKETCH_HASH
           && said->words[size] > (size > 0 ? said->words[size - 1] : -1))
        size++;
    return size;
}

static void put_words(struct packer *p, const int64_t *words, size_t count)
{
    int low = count > 0 ? low_bits(words[count - 1], count) : 0;
    int64_t before = -1;

    detector_put(&p->bits, count, 5);
    if (count > 0)
        detector_put(&p->bits, (uint64_t)low, 4);
    for (size_t i = 0; i < count; i++) {
        uint64_t gap = (uint64_t)(words[i] - before - 1);
        detector_put_ones(&p->bits, gap >> low);
        detector_put(&p->bits, gap & ((UINT64_C(1) << low) - 1), low);
        before = words[i];
    }
}

static void get_words(struct unpacker *u, struct baton_detector_said *ret)
{
    size_t count = detector_get(&u->bits, 5);
    int low = count > 0 ? (int)detector_get(&u->bits, 4) : 0;
    int64_t before = -1;

    if (count > BATON_SKETCH_MAX) {
        u->bits.broken = true;
        return;
    }
    ret->words = BATON_NEW_ARRAY(u->arena, int64_t, count + 1);
    ret->words_count = count;
    for (size_t i = 0; i < count && !u->bits.broken; i++) {
        uint64_t units = detector_get_ones(&u->bits);
        before += 1 + (int64_t)(units << low | detector_get(&u->bits, low));
        ret->words[i] = before;
        u->bits.broken |= before > BATON_SKETCH_HASH;
    }
}

static void put_said(struct packer *p, const struct baton_detector_said *said)
{
    put_id(p, said->event_id);
    detector_put_small(&p->bits, said->mood);
    detector_put_number(&p->bits, said->size < UINT16_MAX ? (uint32_t)said->size : UINT16_MAX);
    put_words(p, said->words, sketch_size(said));
}

static void get_said(struct unpacker *u, struct baton_detector_said *ret)
{
    ret->event_id = get_id(u);
    ret->mood = detector_get_small(&u->bits);
    ret->size = detector_get_number(&u->bits);
    get_words(u, ret);
}

/* The last `max` of a side's messages. */
struct side {
    const struct baton_detector_said *items;
    size_t count;
};

static struct side side_of(const struct baton_detector_said *items, size_t count, size_t max)
{
    size_t drop = count > max ? count - max : 0;

    return (struct side){ drop > 0 ? items + drop : items, count - drop };
}

static void put_side(struct packer *p, const struct side *side)
{
    detector_put(&p->bits, side->count, 4);
    for (size_t i = 0; i < side->count; i++)
        put_said(p, &side->items[i]);
}

static void get_side(struct unpacker *u, size_t max, struct baton_detector_said **ret_items,
                     size_t *ret_count)
{
    size_t count = detector_get(&u->bits, 4);

    if (count > max) {
        u->bits.broken = true;
        return;
    }
    *ret_items = BATON_NEW_ARRAY(u->arena, struct baton_detector_said, count + 1);
    for (size_t i = 0; i < count && !u->bits.broken; i++)
        get_said(u, &(*ret_items)[i]);
    *ret_count = count;
}

/* --- the ids that drop duplicates
 * ------------------------------------------------------------------------------------------------------
 */

/* Hashes of the ids of all messages that are kept, the customer's first. */
static size_t hash_messages(const struct side *asks, const struct side *answers,
                            int64_t ret[MESSAGES_MAX])
{
    size_t count = 0;

    for (size_t i = 0; i < asks->count; i++)
        ret[count++] = baton_recent_hash(asks->items[i].event_id);
    for (size_t i = 0; i < answers->count; i++)
        ret[count++] = baton_recent_hash(answers->items[i].event_id);
    return count;
}

static size_t place_of(int64_t hash, const int64_t *hashes, size_t count)
{
    size_t at = 0;

    while (at < count && hashes[at] != hash)
        at++;
    return at < count ? at : TAG_HASH;
}

/* Oldest first. */
static void put_recent(struct packer *p, const struct baton_recent *recent, const int64_t *hashes,
                       size_t hashes_count)
{
    size_t count = recent->ids_count;
    size_t oldest = count == BATON_RECENT_IDS ? (size_t)recent->next % BATON_RECENT_IDS : 0;

    detector_put(&p->bits, count, 8);
    for (size_t i = 0; i < count; i++) {
        int64_t id = recent->ids[(oldest + i) % count];
        size_t tag = place_of(id, hashes, hashes_count);
        detector_put(&p->bits, tag, TAG_BITS);
        if (tag != TAG_HASH)
            continue;
        detector_put(&p->bits, (uint64_t)id & UINT32_MAX, 32);
        detector_put(&p->bits, (uint64_t)id >> 32, 32);
    }
}

static void get_recent(struct unpacker *u, const int64_t *hashes, size_t hashes_count,
                       struct baton_recent *ret)
{
    size_t count = detector_get(&u->bits, 8);

    if (count > BATON_RECENT_IDS) {
        u->bits.broken = true;
        return;
    }
    ret->ids = baton_arena_array(u->arena, count, sizeof *ret->ids);
    ret->ids_count = count;
    ret->next = 0;
    for (size_t i = 0; i < count && !u->bits.broken; i++) {
        size_t tag = detector_get(&u->bits, TAG_BITS);
        if (tag == TAG_HASH) {
            uint64_t low = detector_get(&u->bits, 32);
            ret->ids[i] = (int64_t)(low | detector_get(&u->bits, 32) << 32);
        } else if (tag < hashes_count) {
            ret->ids[i] = hashes[tag];
        } else {
            u->bits.broken = true;
        }
    }
}

/* --- numbers
 * ------------------------------------------------------------------------------------------------------
 */

static void put_scores(struct packer *p, const struct baton_detector_conversation *row)
{
    bool known = row->scores_count == SCORES;

    detector_put(&p->bits, known, 1);
    for (int i = 0; known && i < SCORES; i++)
        detector_put_small(&p->bits, row->scores[i]);
    for (size_t i = 0; i < DETECTOR_SIGNAL_COUNT; i++) {
        int64_t chance = i < row->estimates_count ? row->estimates[i] : 0;
        detector_put(&p->bits, chance > 0, 1);
        if (chance > 0)
            detector_put_small(&p->bits, chance);
    }
}

static void get_scores(struct unpacker *u, struct baton_detector_conversation *row)
{
    row->scores_count = detector_get(&u->bits, 1) == 1 ? SCORES : 0;
    row->scores = BATON_NEW_ARRAY(u->arena, int64_t, SCORES);
    for (size_t i = 0; i < row->scores_count; i++)
        row->scores[i] = detector_get_small(&u->bits);
    row->estimates_count = DETECTOR_SIGNAL_COUNT;
    row->estimates = BATON_NEW_ARRAY(u->arena, int64_t, DETECTOR_SIGNAL_COUNT);
    for (size_t i = 0; i < DETECTOR_SIGNAL_COUNT; i++)
        row->estimates[i] = detector_get(&u->bits, 1) == 1 ? detector_get_small(&u->bits) : 0;
}

static void put_category(struct packer *p, struct baton_text category)
{
    int at = DETECTOR_CATEGORY_COUNT - 1;

    while (at > 0 && !baton_text_is(category, detector_category_names[at]))
        at--;
    detector_put(&p->bits, (uint64_t)at, 8);
}

static struct baton_text get_category(struct unpacker *u)
{
    size_t at = detector_get(&u->bits, 8);

    return at > 0 && at < DETECTOR_CATEGORY_COUNT ? baton_text_of(detector_category_names[at])
                                                  : BATON_TEXT_NONE;
}

/* --- the row
 * ------------------------------------------------------------------------------------------------------
 */

static size_t text_bytes(const struct side *side)
{
    size_t bytes = 0;

    for (size_t i = 0; i < side->count; i++)
        bytes += side->items[i].event_id.size;
    return bytes;
}

struct baton_detector_conversation detector_row_packed(
    const struct baton_detector_conversation *row, struct baton_text conversation_id,
    struct baton_arena *arena)
{
    struct baton_detector_conversation stored = *row;
    struct side asks = side_of(row->asks, row->asks_count, DETECTOR_ASKS);
    struct side answers = side_of(row->answers, row->answers_count, DETECTOR_ANSWERS);
    size_t texts_max = text_bytes(&asks) + text_bytes(&answers);
    int64_t hashes[MESSAGES_MAX];

    if (baton_text_is(row->policy_version, BUILT_IN))
        stored.policy_version = BATON_TEXT_NONE;
    if (texts_max > TEXTS_MAX || row->recent.ids_count > BATON_RECENT_IDS)
        return stored; /* as it is */
    uint8_t bits[BITS_MAX];
    char *bytes = baton_arena_alloc(arena, HEAD_BYTES + texts_max + BITS_MAX);
    struct packer p = { .bits = { .bytes = bits },
                        .texts = bytes + HEAD_BYTES,
                        .conversation_id = conversation_id };
    put_category(&p, row->category);
    put_scores(&p, row);
    put_side(&p, &asks);
    put_side(&p, &answers);
    put_recent(&p, &row->recent, hashes, hash_messages(&asks, &answers, hashes));
    detector_put_end(&p.bits);
    bytes[0] = VERSION;
    bytes[1] = (char)(p.texts_size & 0xff);
    bytes[2] = (char)(p.texts_size >> 8);
    memcpy(bytes + HEAD_BYTES + p.texts_size, bits, p.bits.size);
    stored.packed = (struct baton_text){ bytes, HEAD_BYTES + p.texts_size + p.bits.size };
    stored.category = BATON_TEXT_NONE;
    stored.asks_count = stored.answers_count = 0;
    stored.scores_count = stored.estimates_count = 0;
    stored.recent.ids_count = 0;
    stored.recent.next = 0;
    return stored;
}

static void get_all(struct unpacker *u, struct baton_detector_conversation *row)
{
    int64_t hashes[MESSAGES_MAX];

    row->category = get_category(u);
    get_scores(u, row);
    get_side(u, DETECTOR_ASKS, &row->asks, &row->asks_count);
    get_side(u, DETECTOR_ANSWERS, &row->answers, &row->answers_count);
    if (u->bits.broken)
        return;
    struct side asks = { row->asks, row->asks_count };
    struct side answers = { row->answers, row->answers_count };
    get_recent(u, hashes, hash_messages(&asks, &answers, hashes), &row->recent);
}

void detector_row_unpack(struct baton_detector_conversation *row, struct baton_text conversation_id,
                         struct baton_arena *arena)
{
    struct baton_detector_conversation before = *row;
    struct baton_text packed = row->packed;
    const uint8_t *bytes = (const uint8_t *)packed.data;

    before.packed = row->packed = BATON_TEXT_NONE;
    if (packed.size < HEAD_BYTES || bytes[0] != VERSION)
        return;
    size_t texts = bytes[1] | (size_t)bytes[2] << 8, head = HEAD_BYTES + texts;
    if (head > packed.size)
        return;
    struct unpacker u = { .bits = { .bytes = bytes + head, .size = packed.size - head },
                          .texts = { packed.data + HEAD_BYTES, texts },
                          .conversation_id = conversation_id,
                          .arena = arena };
    get_all(&u, row);
    if (u.bits.broken)
        *row = before;
}
