/* Times of day in words: "5pm", "17:30 CET", "17 Uhr", "noon". */
#include <ctype.h>
#include <string.h>

#include "due.h"

struct word {
    const char *word;
    int64_t value;
};

static const struct word *find(const struct word *rows, size_t count, struct baton_text text)
{
    for (size_t i = 0; i < count; i++) {
        if (baton_text_is(text, rows[i].word))
            return &rows[i];
    }
    return NULL;
}
#define FIND(rows, text) find((rows), sizeof(rows) / sizeof *(rows), (text))

/* Minutes east of Greenwich; those that mean two things are not among them. */
static const struct word zones[] = {
    { "UTC", 0 },    { "GMT", 0 },    { "CET", 60 },   { "CEST", 120 }, { "MEZ", 60 },
    { "MESZ", 120 }, { "BST", 60 },   { "EST", -300 }, { "EDT", -240 }, { "CST", -360 },
    { "CDT", -300 }, { "MST", -420 }, { "MDT", -360 }, { "PST", -480 }, { "PDT", -420 },
};

static const struct word words[] = { { "noon", 720 },
                                     { "midday", 720 },
                                     { "mittag", 720 },
                                     { "midnight", 1440 },
                                     { "mitternacht", 1440 } };

static size_t digits_at(struct baton_text text, size_t at, int64_t *ret)
{
    size_t size = 0;

    for (*ret = 0;
         size < 3 && at + size < text.size && isdigit((unsigned char)text.data[at + size]); size++)
        *ret = *ret * 10 + (text.data[at + size] - '0');
    return size;
}

static size_t blanks_at(struct baton_text text, size_t at)
{
    size_t size = 0;

    while (at + size < text.size && text.data[at + size] == ' ')
        size++;
    return size;
}

/* "pm", "p.m.", "Uhr" and the like at `at`: bytes, and what the hour becomes; 0: there is none. */
static size_t suffix_at(struct baton_text text, size_t at, int64_t *hour)
{
    static const struct word suffixes[] = { { "a.m", 0 }, { "p.m", 12 }, { "am", 0 },
                                            { "pm", 12 }, { "uhr", -1 }, { "o'clock", -1 } };

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t size = strlen(suffixes[i].word);

        if (at + size > text.size || strncasecmp(text.data + at, suffixes[i].word, size) != 0
            || (at + size < text.size && isalnum((unsigned char)text.data[at + size])))
            continue;
        if (suffixes[i].value >= 0 && *hour >= 1 && *hour <= 12)
            *hour = *hour % 12 + suffixes[i].value;
        return size;
    }
    return 0;
}

/* "5pm", "17:30", "5.30 p.m.", "17 Uhr" at byte `at`: minutes of the day, with *ret_size bytes. */
static int64_t numbered_clock(struct baton_text text, size_t at, size_t *ret_size)
{
    int64_t hour, minute = 0;
    size_t size = digits_at(text, at, &hour), more = 0;
    bool colon = false;

    if (size == 0 || size > 2 || (at > 0 && strchr(":.,-/", text.data[at - 1]) != NULL))
        return DUE_NO_CLOCK;
    if (at + size < text.size && (text.data[at + size] == ':' || text.data[at + size] == '.')) {
        more = digits_at(text, at + size + 1, &minute);
        colon = more == 2 && text.data[at + size] == ':';
        size += more == 2 ? 3 : 0;
        minute = more == 2 ? minute : 0;
    }
    size_t blanks = blanks_at(text, at + size), suffix = suffix_at(text, at + size + blanks, &hour);
    if ((suffix == 0 && !colon) || hour > 24 || minute > 59)
        return DUE_NO_CLOCK;
    *ret_size = size + (suffix > 0 ? blanks + suffix : 0);
    return hour * 60 + minute;
}

int64_t due_clock(const struct baton_tokens *tokens, size_t at, size_t last, size_t *ret_last)
{
    const struct baton_token *items = tokens->items;
    const struct word *row = FIND(words, items[at].folded);
    size_t size = items[at].to - items[at].from;
    int64_t minutes =
        row != NULL ? row->value : numbered_clock(tokens->text, items[at].from, &size);

    if (minutes == DUE_NO_CLOCK)
        return DUE_NO_CLOCK;
    for (*ret_last = at; *ret_last < last && items[*ret_last + 1].to <= items[at].from + size;)
        ++*ret_last;
    if (*ret_last < last) {
        const struct baton_token *next = &items[*ret_last + 1];

        row = FIND(zones,
                   ((struct baton_text){ tokens->text.data + next->from, next->to - next->from }));
        *ret_last += row != NULL;
        minutes -= row != NULL ? row->value : 0;
    }
    return minutes;
}
