/* Chunks of a text and the values that take them. */
#include "scan.h"

#include <ctype.h>
#include <string.h>

enum { VALUES_MAX = 24, VALUE_BYTES = 200 };

struct baton_text scan_chunk(const struct scan *scan, size_t at)
{
    const struct chunk *chunk = &scan->chunks[at];

    return (struct baton_text){ scan->text.data + chunk->from, chunk->to - chunk->from };
}

void scan_chunks(struct scan *scan)
{
    const char *s = scan->text.data;

    for (size_t at = 0; at < scan->text.size;) {
        size_t from = at, to;

        while (at < scan->text.size && !isspace((unsigned char)s[at]))
            at++;
        to = at;
        while (from < to && strchr("(\"'<[{*", s[from]) != NULL)
            from++;
        while (to > from && strchr(".,;:!?\"')]}>*", s[to - 1]) != NULL)
            to--;
        if (to > from)
            *BATON_APPEND(scan->source->arena, scan->chunks, scan->chunks_count) =
                (struct chunk){ from, to, false, to < at && strchr(".!?;", s[at - 1]) != NULL };
        at++;
    }
}

void scan_add(struct scan *scan, const struct scan_kind *kind, struct baton_text value,
              size_t first, size_t last, double confidence)
{
    if (scan->values_count == VALUES_MAX || value.size == 0)
        return;
    *BATON_APPEND(scan->source->arena, scan->values, scan->values_count) = (struct packager_value){
        .name = kind->name,
        .value = baton_text_cut(value, VALUE_BYTES),
        .from = scan->chunks[first].from,
        .to = scan->chunks[last].to,
        .single = kind->single,
        .confidence = confidence,
    };
    for (size_t i = first; i <= last; i++)
        scan->chunks[i].taken = true;
}

struct baton_text scan_lower(struct baton_arena *arena, struct baton_text text)
{
    char *copy = baton_arena_copy(arena, text.data, text.size);

    for (size_t i = 0; i < text.size; i++)
        copy[i] = (char)tolower((unsigned char)copy[i]);
    return (struct baton_text){ copy, text.size };
}

size_t scan_digits(struct baton_text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.size; i++)
        count += isdigit((unsigned char)text.data[i]) != 0;
    return count;
}

bool scan_listed(const char *list, struct baton_text word)
{
    for (const char *at = list; at != NULL && *at == '|' && at[1] != '\0';
         at = strchr(at + 1, '|')) {
        if (strncmp(at + 1, word.data, word.size) == 0 && at[1 + word.size] == '|')
            return word.size > 0;
    }
    return false;
}
