/* Paths and what is percent-encoded in them. Pure functions on views; the path is split before it
 * is decoded, so that an encoded '/' stays inside its segment. */
#include "http_internal.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_percent_decode(struct baton_arena *arena, struct baton_text raw, struct baton_text *ret)
{
    char *decoded = baton_arena_alloc(arena, raw.size + 1);
    size_t size = 0;

    for (size_t i = 0; i < raw.size; i++) {
        char c = raw.data[i];

        if (c == '%') {
            int high = raw.size - i > 2 ? hex_digit(raw.data[i + 1]) : -1;
            int low = raw.size - i > 2 ? hex_digit(raw.data[i + 2]) : -1;

            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
        }
        decoded[size++] = c;
    }
    decoded[size] = '\0';
    if (!baton_text_valid_utf8(decoded, size))
        return false;
    *ret = (struct baton_text){ decoded, size };
    return true;
}

/* Cuts the segment behind the '/' that `rest` begins with off its front. */
static struct baton_text next_segment(struct baton_text *rest)
{
    struct baton_text segment = { rest->data + 1, rest->size - 1 };
    const char *slash = segment.size > 0 ? memchr(segment.data, '/', segment.size) : NULL;

    if (slash != NULL)
        segment.size = (size_t)(slash - segment.data);
    rest->data = segment.data + segment.size;
    rest->size -= segment.size + 1;
    return segment;
}

static bool is_param(struct baton_text segment)
{
    return segment.size > 2 && segment.data[0] == '{' && segment.data[segment.size - 1] == '}';
}

enum http_match http_path_match(struct baton_arena *arena, const char *route_path,
                                struct baton_text path, struct http_pair *ret_params,
                                size_t *ret_count)
{
    struct baton_text wanted = baton_text_of(route_path), rest = path;
    size_t count = 0;

    while (wanted.size > 0 && rest.size > 0 && rest.data[0] == '/') {
        struct baton_text name = next_segment(&wanted), segment = next_segment(&rest);

        if (!is_param(name)) {
            if (!baton_text_equal(name, segment))
                return HTTP_MATCH_NO;
        } else if (segment.size == 0 || count == HTTP_MAX_PARAMS) {
            return HTTP_MATCH_NO;
        } else {
            ret_params[count].name = (struct baton_text){ name.data + 1, name.size - 2 };
            ret_params[count++].value = segment;
        }
    }
    if (wanted.size > 0 || rest.size > 0)
        return HTTP_MATCH_NO;
    *ret_count = count;
    for (size_t i = 0; i < count; i++)
        if (!http_percent_decode(arena, ret_params[i].value, &ret_params[i].value))
            return HTTP_MATCH_BAD;
    return HTTP_MATCH_YES;
}
