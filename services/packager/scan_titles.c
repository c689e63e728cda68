/* Titles of books, films and the like: what bears a name, what stands in quotation marks behind
 * such a word, and the answer to "which title?". */
#include <ctype.h>
#include <string.h>

#include "scan.h"

enum { WORDS = 8 };

static void add_title(struct scan *scan, const struct scan_kind *kind, size_t first, size_t last,
                      double confidence)
{
    static const struct baton_text opens = BATON_TEXT_INIT("\xe2\x80\x9c");
    struct baton_text title = scan_between(scan, first, last);

    if (baton_text_starts(title, opens)) /* “…”, of which scan_chunks knows nothing */
        title = (struct baton_text){ title.data + opens.size, title.size - opens.size };
    ptrdiff_t end = baton_text_find(title, BATON_TEXT("\xe2\x80\x9d"), 0);
    if (end >= 0)
        title.size = (size_t)end;
    if (scan_is_free(scan, first, last))
        scan_add(scan, kind, scan_lower(scan->source->arena, title), first, last, confidence);
}

/* "a book called The Long Winter": what bears a name, to the end of the sentence or of the capital
 * words. */
static void named(struct scan *scan, const struct scan_kind *kind)
{
    for (size_t i = 1; i + 1 < scan->chunks_count; i++) {
        size_t last = i;

        if (!scan_is(scan, i, "|called|titled|entitled|named|title|") || scan->chunks[i].ends
            || scan_is(scan, i - 1,
                       "|i'm|am|be|was|he|she|who|just|have|i|and|not|already|you|we|"))
            continue;
        size_t first = i + 1 + scan_is(scan, i + 1, "|is|");
        if (first >= scan->chunks_count
            || !isupper((unsigned char)scan->text.data[scan->chunks[first].from]))
            continue;
        for (last = first; last + 1 < scan->chunks_count && last + 1 < first + WORDS;) {
            if (scan->chunks[last].ends || scan_behind_is(scan, last, ",\"")
                || scan->chunks[last + 1].taken)
                break;
            last++;
        }
        if (last - first < WORDS - 1)
            add_title(scan, kind, first, last, 0.6);
    }
}

/* The mark that opens right before chunk `at`, or that it begins with. */
static bool is_quoted(const struct scan *scan, size_t at)
{
    size_t from = scan->chunks[at].from;

    return (from > 0 && scan->text.data[from - 1] == '"')
           || baton_text_starts(scan_chunk(scan, at), BATON_TEXT("\xe2\x80\x9c"));
}

/* `the book "Seasons", which …` */
static void quoted(struct scan *scan, const struct scan_kind *kind)
{
    static const char works[] =
        "|book|books|ebook|ebooks|e-book|e-books|audiobook|novel|film|movie|"
        "game|album|series|title|buch|";

    for (size_t i = 0; i + 1 < scan->chunks_count; i++) {
        if (!is_quoted(scan, i + 1) || scan->chunks[i].ends || !scan_is(scan, i, works))
            continue;
        for (size_t last = i + 1; last < scan->chunks_count && last < i + 2 + WORDS; last++) {
            struct baton_text word = scan_chunk(scan, last);

            if (memchr(scan->text.data + scan->chunks[last].to, '"',
                       scan->text.size - scan->chunks[last].to < 3
                           ? scan->text.size - scan->chunks[last].to
                           : 3)
                    == NULL
                && baton_text_find(word, BATON_TEXT("\xe2\x80\x9d"), 0) < 0)
                continue;
            add_title(scan, kind, i + 1, last, 0.8);
            break;
        }
    }
}

static bool asks_for_title(const struct scan *scan)
{
    struct baton_text asked = scan_lower(scan->source->arena, scan->source->question);
    bool work = baton_text_find(asked, BATON_TEXT("book"), 0) >= 0
                || baton_text_find(asked, BATON_TEXT("film"), 0) >= 0
                || baton_text_find(asked, BATON_TEXT("game"), 0) >= 0;

    return work
           && (baton_text_find(asked, BATON_TEXT("title"), 0) >= 0
               || baton_text_find(asked, BATON_TEXT("which book"), 0) >= 0
               || baton_text_find(asked, BATON_TEXT("what book"), 0) >= 0
               || baton_text_find(asked, BATON_TEXT("name of the"), 0) >= 0);
}

/* "The courage to be imperfect": the answer to "which book?" where it is no sentence. */
static void answered(struct scan *scan, const struct scan_kind *kind)
{
    static const char no_title[] =
        "|yes|no|i|i'm|i've|my|it|it's|ok|okay|only|just|not|sorry|thanks|thank|have|several|sure|"
        "visitor|hello|hi|this|none|done|is|are|was|they|any|both|you|we|right|correct|wait|what|"
        "which|can|could|please|actually|unfortunately|already|still|now|ready|exactly|cannot|"
        "nothing|bought|purchased|remember|account|email|e-mail|url:|open|can't|don't|doesn't|last|"
        "yesterday|today|ebook|book|books|moment|minute|";
    size_t last = 0;

    if (scan->chunks_count == 0 || scan->chunks_count > WORDS + 2 || !scan_is_capital(scan, 0)
        || !asks_for_title(scan))
        return;
    for (size_t i = 0; i < scan->chunks_count; i++) {
        if (scan_is(scan, i, no_title) || memchr(scan_chunk(scan, i).data, '#', 1) != NULL)
            return;
    }
    while (last + 1 < scan->chunks_count && !scan->chunks[last].ends
           && !scan_is(scan, last + 1, "|by|von|"))
        last++;
    if (scan_digits(scan_between(scan, 0, last)) * 2 < scan_between(scan, 0, last).size)
        add_title(scan, kind, 0, last, 0.5);
}

void scan_for_title(struct scan *scan, const struct scan_kind *kind)
{
    named(scan, kind);
    quoted(scan, kind);
    if (scan->source->customer)
        answered(scan, kind);
}
