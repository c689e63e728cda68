/* JSON text to jansson's tree, with limits of our own: jansson goes 2048 deep, and its messages
 * quote the text. */
#include <stdlib.h>

#include "json_codec.h"

enum { JSON_MAX_DEPTH = 32 };

static void *allocate(size_t size)
{
    void *bytes = malloc(size);

    if (bytes == NULL)
        abort();
    return bytes;
}

/* To jansson's callers a want of memory looks like bad JSON: a policy would be refused for good
 * that the next run takes. So it ends the process, as everywhere (arena.h). */
__attribute__((constructor)) static void end_when_memory_is_short(void)
{
    json_set_alloc_funcs(allocate, free);
}

ptrdiff_t baton_json_too_deep(struct baton_text text, int max_depth)
{
    bool quoted = false;
    int depth = 0;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (depth > max_depth)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* jansson's sentence without the "near '...'" that quotes the input. */
static size_t message_size(const char *message)
{
    const char *near = strstr(message, " near '");

    return near != NULL ? (size_t)(near - message) : strlen(message);
}

json_t *baton_json_parse(struct baton_text text, struct baton_error *err)
{
    json_error_t where;

    if (text.size > BATON_JSON_MAX_BYTES) {
        baton_fail(err, BATON_REJECT, "json_too_large",
                   "the JSON has %zu bytes, at most %d are taken", text.size, BATON_JSON_MAX_BYTES);
        return NULL;
    }
    ptrdiff_t deep = baton_json_too_deep(text, JSON_MAX_DEPTH);
    if (deep >= 0) {
        baton_fail(err, BATON_REJECT, "json_too_deep",
                   "the JSON is nested deeper than %d (byte %td)", JSON_MAX_DEPTH, deep);
        return NULL;
    }
    json_t *json =
        json_loadb(text.size > 0 ? text.data : "", text.size, JSON_REJECT_DUPLICATES, &where);
    if (json == NULL)
        baton_fail(err, BATON_REJECT, "bad_json", "line %d, column %d: %.*s", where.line,
                   where.column, (int)message_size(where.text), where.text);
    return json;
}
