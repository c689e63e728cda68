/* Chunks of a text and the values that take them. */
#include "scan.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 48, VALUE_BYTES = 200 };

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
            *BATON_APPEND(scan->source->arena, scan->chunks, scan->chunks_count) = (struct chunk){
                .from = from, .to = to, .ends = to < at && strchr(".!?;", s[at - 1]) != NULL
            };
        at++;
    }
}

static int longest_first(const void *a, const void *b)
{
    const struct scan_span *x = a, *y = b;
    size_t x_size = x->last - x->first, y_size = y->last - y->first;

    if (x_size != y_size)
        return x_size > y_size ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

void scan_spans(struct scan *scan)
{
    const struct baton_tokens *tokens = scan->source->tokens;
    struct baton_phrase_match *matches;
    size_t count = baton_phrases_find(scan->source->vocabulary->phrases, tokens,
                                      scan->source->arena, &matches);

    for (size_t m = 0, at = 0; m < count; m++) {
        size_t from = tokens->items[matches[m].first].from, to = tokens->items[matches[m].last].to;
        size_t last;

        while (at + 1 < scan->chunks_count && scan->chunks[at].to < to)
            at++; /* matches come in order of their ends */
        for (last = at; at < scan->chunks_count && at > 0 && scan->chunks[at].from > from;)
            at--;
        if (scan->chunks_count == 0)
            return;
        *BATON_APPEND(scan->source->arena, scan->spans, scan->spans_count) =
            (struct scan_span){ matches[m].phrase->code, at, last, matches[m].quote };
        if (at == last)
            scan->chunks[at].words |= 1u << matches[m].phrase->code;
        at = last;
    }
    if (scan->spans_count > 0)
        qsort(scan->spans, scan->spans_count, sizeof *scan->spans, longest_first);
}

struct baton_text scan_between(const struct scan *scan, size_t first, size_t last)
{
    size_t from = scan->chunks[first].from;

    return (struct baton_text){ scan->text.data + from, scan->chunks[last].to - from };
}

char scan_behind(const struct scan *scan, size_t at)
{
    return scan->chunks[at].to < scan->text.size ? scan->text.data[scan->chunks[at].to] : '\0';
}

bool scan_behind_is(const struct scan *scan, size_t at, const char *marks)
{
    char behind = scan_behind(scan, at);

    return behind != '\0' && strchr(marks, behind) != NULL;
}

bool scan_is(const struct scan *scan, size_t at, const char *list)
{
    return scan_listed(list, scan_lower(scan->source->arena, scan_chunk(scan, at)));
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
    for (size_t i = first; i <= last; i++) {
        scan->chunks[i].taken = true;
        scan->chunks[i].by = kind;
    }
}

bool scan_is_free(const struct scan *scan, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++) {
        if (scan->chunks[i].taken)
            return false;
    }
    return true;
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
    char listed[2 + SCAN_LISTED_MAX];

    if (list == NULL || word.size == 0 || word.size > SCAN_LISTED_MAX)
        return false;
    listed[0] = '|';
    memcpy(listed + 1, word.data, word.size);
    listed[1 + word.size] = '|';
    return memmem(list, strlen(list), listed, word.size + 2) != NULL;
}
