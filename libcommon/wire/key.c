/* Keys: parts between slashes, '/' and '%' inside a part percent-encoded. Nothing else is encoded,
 * so that two keys are equal exactly when their parts are: a key that encodes more is refused, not
 * understood. */
#include "key.h"

#include <string.h>

#include "hash.h"

enum { KEY_MAX_BYTES = 1024 };

static bool is_name_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool baton_name_valid(struct baton_text name)
{
    if (name.size < 1 || name.size > BATON_NAME_MAX_BYTES)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        if (!is_name_letter(name.data[i]))
            return false;
    }
    return true;
}

bool baton_id_valid(struct baton_text id)
{
    return id.size >= 1 && id.size <= BATON_ID_MAX_BYTES && baton_text_valid_utf8(id.data, id.size)
           && !baton_text_has_control(id);
}

static bool is_encoded(char c)
{
    return c == '/' || c == '%';
}

struct baton_text baton_key_extend(struct baton_arena *arena, struct baton_text key,
                                   struct baton_text part)
{
    char *data = baton_arena_alloc(arena, key.size + 1 + 3 * part.size + 1);
    size_t size = key.size;

    if (key.size > 0)
        memcpy(data, key.data, key.size);
    data[size++] = '/';
    for (size_t i = 0; i < part.size; i++) {
        if (is_encoded(part.data[i])) {
            memcpy(data + size, part.data[i] == '/' ? "%2F" : "%25", 3);
            size += 3;
        } else {
            data[size++] = part.data[i];
        }
    }
    data[size] = '\0';
    return (struct baton_text){ data, size };
}

struct baton_text baton_key_make(struct baton_arena *arena, struct baton_text tenant,
                                 struct baton_text id)
{
    return baton_key_extend(arena, tenant, id);
}

/* The offset behind `parts` parts: of the slash that follows them, or the key's size. */
static size_t end_of(struct baton_text key, int parts)
{
    size_t at = 0;

    while (at < key.size && (key.data[at] != '/' || --parts > 0))
        at++;
    return at;
}

struct baton_text baton_key_owner(struct baton_text key, int parts)
{
    return (struct baton_text){ key.data, parts > 0 ? end_of(key, parts) : 0 };
}

/* Part `index` as it stands in the key; false if the key has fewer. */
static bool raw_part(struct baton_text key, int index, struct baton_text *ret)
{
    size_t start = index > 0 ? end_of(key, index) + 1 : 0;

    if (index < 0 || start > key.size)
        return false;
    struct baton_text rest = { key.data + start, key.size - start };
    *ret = baton_key_owner(rest, 1);
    return true;
}

struct baton_text baton_key_part(struct baton_arena *arena, struct baton_text key, int index)
{
    struct baton_text raw;

    if (!raw_part(key, index, &raw) || raw.size == 0)
        return BATON_TEXT_NONE;
    char *data = baton_arena_alloc(arena, raw.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < raw.size; i++) {
        struct baton_text code = { raw.data + i, raw.size - i < 3 ? raw.size - i : 3 };
        bool encoded = baton_text_is(code, "%2F") || baton_text_is(code, "%25");

        data[size++] = !encoded ? raw.data[i] : code.data[2] == 'F' ? '/' : '%';
        i += encoded ? 2 : 0;
    }
    data[size] = '\0';
    return (struct baton_text){ data, size };
}

int32_t baton_key_partition(struct baton_text key, int parts, int32_t partition_count)
{
    struct baton_text owner = baton_key_owner(key, parts);

    return (int32_t)(baton_murmur2(owner.data, owner.size) % (uint32_t)partition_count);
}

static bool coding_valid(struct baton_text raw, size_t *ret_size)
{
    size_t size = 0;

    for (size_t i = 0; i < raw.size; i++, size++) {
        if (raw.data[i] != '%')
            continue;
        if (raw.size - i < 3
            || (memcmp(raw.data + i, "%2F", 3) != 0 && memcmp(raw.data + i, "%25", 3) != 0))
            return false;
        i += 2;
    }
    *ret_size = size;
    return true;
}

static enum baton_verdict part_check(struct baton_text raw, int index, struct baton_error *err)
{
    size_t size;

    if (index == 0 && !baton_name_valid(raw))
        return baton_fail(err, BATON_REJECT, "bad_key",
                          "the key's first part must be a tenant, [a-z0-9_-]{1,64}");
    if (!coding_valid(raw, &size))
        return baton_fail(
            err, BATON_REJECT, "bad_key",
            "part %d of the key: only '/' as %%2F and '%%' as %%25 are percent-encoded", index + 1);
    if (size < 1 || size > BATON_ID_MAX_BYTES || baton_text_has_control(raw))
        return baton_fail(err, BATON_REJECT, "bad_key",
                          "part %d of the key must be 1 to %d bytes without control characters",
                          index + 1, BATON_ID_MAX_BYTES);
    return BATON_DONE;
}

/* Whether `key` is as most are: valid, of printable ASCII, with nothing encoded. One pass; what is
 * not is looked at part by part. */
static bool is_plain(struct baton_text key, int parts)
{
    size_t begin = 0;
    int count = 0;

    for (size_t i = 0; i < key.size; i++) {
        char c = key.data[i];

        if (c == '/' && i > begin
            && i - begin <= (count == 0 ? BATON_NAME_MAX_BYTES : BATON_ID_MAX_BYTES)) {
            begin = i + 1;
            count++;
        } else if (c < ' ' || c > '~' || c == '%' || c == '/'
                   || (count == 0 && !is_name_letter(c))) {
            return false;
        }
    }
    return count > 0 && count + 1 >= parts && key.size > begin
           && key.size - begin <= BATON_ID_MAX_BYTES;
}

enum baton_verdict baton_key_check(struct baton_text key, int parts, struct baton_error *err)
{
    struct baton_text raw;
    int count = 0;

    if (key.size <= KEY_MAX_BYTES && is_plain(key, parts))
        return BATON_DONE;
    if (key.size == 0)
        return baton_fail(err, BATON_REJECT, "no_key", "the record has no key; it needs %d part(s)",
                          parts);
    if (key.size > KEY_MAX_BYTES)
        return baton_fail(err, BATON_REJECT, "bad_key",
                          "the key has %zu bytes, at most %d are taken", key.size, KEY_MAX_BYTES);
    if (!baton_text_valid_utf8(key.data, key.size))
        return baton_fail(err, BATON_REJECT, "bad_key", "the key is not UTF-8");
    while (raw_part(key, count, &raw)) {
        if (part_check(raw, count, err) != BATON_DONE)
            return BATON_REJECT;
        count++;
    }
    if (count < parts)
        return baton_fail(err, BATON_REJECT, "bad_key", "the key has %d part(s), %d are needed",
                          count, parts);
    return BATON_DONE;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || (c != '\0' && strchr("-._~", c) != NULL);
}

struct baton_text baton_url_segment(struct baton_arena *arena, struct baton_text id)
{
    static const char digits[] = "0123456789ABCDEF";
    char *data = baton_arena_alloc(arena, 3 * id.size + 1);
    size_t size = 0;

    for (size_t i = 0; i < id.size; i++) {
        uint8_t byte = (uint8_t)id.data[i];

        if (is_unreserved(id.data[i])) {
            data[size++] = id.data[i];
            continue;
        }
        data[size++] = '%';
        data[size++] = digits[byte >> 4];
        data[size++] = digits[byte & 15];
    }
    return (struct baton_text){ data, size };
}
