/* One walk over a pattern does both: with a result it fills in, without one it only checks. Its
 * recursion is as deep as parts may stand in each other. Pure. */
#include "pattern.h"

#include <string.h>

#include "buf.h"
#include "clean.h"
#include "projection_parts.h"
#include "projection_text.h"

struct walk {
    struct baton_text pattern;
    size_t at;
    size_t fields;            /* met so far */
    const char *const *names; /* of a check */
    baton_pattern_value *value;
    const void *context;
    struct baton_arena *arena;
    struct baton_buf *out; /* NULL: a check */
    bool full;             /* `out` ends with its ellipsis */
    struct baton_text fault;
    size_t fault_at;
};

/* Where the result stood before something that may be left out. */
struct mark {
    size_t size;
    bool full;
};

static struct mark mark_of(const struct walk *w)
{
    return w->out != NULL ? (struct mark){ w->out->size, w->full } : (struct mark){ 0, false };
}

static void take_back(struct walk *w, struct mark mark)
{
    if (w->out == NULL)
        return;
    w->out->size = mark.size;
    w->full = mark.full;
}

static void fail_at(struct walk *w, size_t at, struct baton_text fault)
{
    if (w->fault.size > 0)
        return;
    w->fault = fault;
    w->fault_at = at;
}

static bool more(const struct walk *w)
{
    return w->fault.size == 0 && w->at < w->pattern.size;
}

/* The byte so far ahead; 0 behind the end. */
static char ahead(const struct walk *w, size_t by)
{
    return w->at + by < w->pattern.size ? w->pattern.data[w->at + by] : '\0';
}

static bool is_brace(char c)
{
    return c == '{' || c == '}';
}

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* -- the result -- */

static void put(struct walk *w, struct baton_text text)
{
    if (w->out == NULL || w->full || text.size == 0)
        return;
    size_t left = w->out->max - w->out->size;
    if (text.size + PROJECTION_MARK_BYTES <= left) {
        baton_buf_append_text(w->out, text);
        return;
    }
    struct projection_room room = { SIZE_MAX, left - PROJECTION_MARK_BYTES };
    baton_buf_append_text(w->out, projection_fit_whole(text, false, room));
    baton_buf_append_text(w->out, BATON_TEXT(PROJECTION_MARK));
    w->full = true;
}

/* Blanks of a part that was left out do not add up. */
static void put_literal(struct walk *w, struct baton_text text)
{
    bool blank =
        w->out != NULL && (w->out->size == 0 || is_white((char)w->out->data[w->out->size - 1]));

    if (blank && text.size > 0 && text.data[0] == ' ')
        text = (struct baton_text){ text.data + 1, text.size - 1 };
    put(w, text);
}

/* -- fields -- */

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static bool is_known(const char *const *names, struct baton_text name)
{
    for (; *names != NULL; names++) {
        struct baton_text known = baton_text_of(*names);
        bool family = known.data[known.size - 1] == '.';

        if (family ? baton_text_starts(name, known) && name.size > known.size
                   : baton_text_equal(name, known))
            return true;
    }
    return false;
}

static struct baton_text unknown_field(struct walk *w, struct baton_text name)
{
    struct baton_text all = BATON_TEXT_NONE;
    const char *const *names = w->names;

    for (; *names != NULL && all.size < 150; names++)
        all =
            baton_text_format(w->arena, "%.*s%s%s%s", BATON_TEXT_ARG(all), all.size > 0 ? ", " : "",
                              *names, (*names)[strlen(*names) - 1] == '.' ? "NAME" : "");
    return baton_text_format(w->arena, "no field %.*s; there are %.*s%s",
                             BATON_TEXT_ARG(baton_text_cut(name, 60)), BATON_TEXT_ARG(all),
                             *names != NULL ? " and those in the README" : "");
}

static struct baton_text take_name(struct walk *w)
{
    size_t from = w->at;

    while (w->at < w->pattern.size && is_name_byte(ahead(w, 0)))
        w->at++;
    return (struct baton_text){ w->pattern.data + from, w->at - from };
}

/* What stands behind a colon; without one, all. */
static size_t take_length(struct walk *w)
{
    size_t from = w->at + 1, length = 0;

    if (ahead(w, 0) != ':')
        return SIZE_MAX;
    for (w->at++; ahead(w, 0) >= '0' && ahead(w, 0) <= '9' && length <= BATON_PATTERN_LENGTH;
         w->at++)
        length = length * 10 + (size_t)(ahead(w, 0) - '0');
    if (length < 1 || length > BATON_PATTERN_LENGTH)
        fail_at(w, from,
                baton_text_format(w->arena, "a length must be a whole number from 1 to %d",
                                  BATON_PATTERN_LENGTH));
    return length;
}

static struct baton_text take_fallback(struct walk *w, bool *ret_has)
{
    size_t from = w->at + 1;

    *ret_has = ahead(w, 0) == '|';
    if (!*ret_has)
        return BATON_TEXT_NONE;
    for (w->at++; w->at < w->pattern.size && ahead(w, 0) != '}' && ahead(w, 0) != '{'; w->at++)
        continue;
    return (struct baton_text){ w->pattern.data + from, w->at - from };
}

/* Most values are plain ASCII: nothing to clean. */
static struct baton_text cleaned(struct walk *w, struct baton_text value)
{
    for (size_t i = 0; i < value.size; i++)
        if (value.data[i] < ' ' || value.data[i] > '~')
            return baton_clean(w->arena, value, false);
    return baton_text_trim(value);
}

static void put_value(struct walk *w, struct baton_text value, size_t length)
{
    struct baton_text shown = value;

    if (length != SIZE_MAX && projection_units(value) > length)
        shown =
            projection_fit_whole(value, false, (struct projection_room){ length - 1, SIZE_MAX });
    put(w, shown);
    if (shown.size < value.size)
        put(w, BATON_TEXT(PROJECTION_MARK));
}

/* From its brace to behind the other. false: its value is missing. */
static bool walk_field(struct walk *w)
{
    size_t from = w->at++;
    struct baton_text name = take_name(w), value, fallback;
    size_t length = take_length(w);
    bool has_fallback;

    fallback = take_fallback(w, &has_fallback);
    if (++w->fields > BATON_PATTERN_FIELDS)
        fail_at(w, from,
                baton_text_format(w->arena, "there may be %d fields", BATON_PATTERN_FIELDS));
    if (name.size == 0)
        fail_at(w, from, BATON_TEXT("a field has no name; {{ stands for the character {"));
    if (ahead(w, 0) != '}')
        fail_at(w, from, BATON_TEXT("a field must be {name}, {name:length} or {name|other words}"));
    if (w->names != NULL && name.size > 0 && !is_known(w->names, name))
        fail_at(w, from, unknown_field(w, name));
    w->at++;
    if (w->fault.size > 0 || w->out == NULL)
        return true;
    value = cleaned(w, w->value(w->context, name));
    if (value.size > 0)
        put_value(w, value, length);
    else
        put(w, fallback);
    return value.size > 0 || has_fallback;
}

/* -- parts -- */

static bool walk_piece(struct walk *w, size_t depth);

/* From its brace to behind the other; leaves itself out. */
static void walk_part(struct walk *w, size_t depth)
{
    struct mark mark = mark_of(w);
    size_t from = w->at;
    bool whole = true;

    if (depth == BATON_PATTERN_DEPTH)
        fail_at(w, from,
                baton_text_format(w->arena, "parts may stand in each other %d deep",
                                  BATON_PATTERN_DEPTH));
    w->at += 2;
    while (more(w) && ahead(w, 0) != '}')
        whole = walk_piece(w, depth + 1) && whole;
    if (w->at >= w->pattern.size)
        fail_at(w, from, BATON_TEXT("the part that begins here is not closed by }"));
    w->at++;
    if (!whole)
        take_back(w, mark);
}

/* -- sentences -- */

/* Bytes of the mark here that ends a sentence; 0: none. */
static size_t end_of_sentence(const struct walk *w)
{
    static const char *const ideographic[] = { "\u3002", "\uff01", "\uff1f" };
    struct baton_text rest = { w->pattern.data + w->at, w->pattern.size - w->at };

    for (size_t i = 0; i < sizeof ideographic / sizeof *ideographic; i++)
        if (baton_text_starts(rest, baton_text_of(ideographic[i])))
            return strlen(ideographic[i]);
    return strchr(".!?", rest.data[0]) != NULL && rest.data[0] != '\0'
                   && (rest.size == 1 || is_white(rest.data[1]))
               ? 1
               : 0;
}

/* Up to the next brace, the end of the sentence (outside of parts) or of the pattern. */
static void walk_literal(struct walk *w, size_t depth, bool *ret_end)
{
    size_t from = w->at, end = 0;

    while (w->at < w->pattern.size && !is_brace(ahead(w, 0)) && end == 0
           && (depth > 0 || ahead(w, 0) != '\n')) {
        end = depth == 0 ? end_of_sentence(w) : 0;
        w->at += end > 0 ? end : 1;
    }
    put_literal(w, (struct baton_text){ w->pattern.data + from, w->at - from });
    *ret_end = end > 0 || (depth == 0 && ahead(w, 0) == '\n');
}

/* Other languages want two braces; their writer should hear of it before his customer does. */
static void refuse_doubled(struct walk *w)
{
    struct walk inside = *w;

    inside.at += 2;
    struct baton_text name = take_name(&inside);
    if (w->names != NULL && name.size > 0 && is_known(w->names, name) && ahead(&inside, 0) == '}'
        && ahead(&inside, 1) == '}')
        fail_at(w, w->at, BATON_TEXT("a field has one brace on each side"));
}

/* A brace and what belongs to it. false: a value is missing. */
static bool walk_brace(struct walk *w, size_t depth)
{
    if (ahead(w, 1) == ahead(w, 0)) {
        refuse_doubled(w);
        put(w, (struct baton_text){ w->pattern.data + w->at, 1 });
        w->at += 2;
    } else if (ahead(w, 0) == '}') {
        fail_at(w, w->at, BATON_TEXT("} closes nothing; }} stands for the character"));
    } else if (ahead(w, 1) == '?') {
        walk_part(w, depth);
    } else {
        return walk_field(w);
    }
    return true;
}

static bool walk_piece(struct walk *w, size_t depth)
{
    bool end;

    if (is_brace(ahead(w, 0)))
        return walk_brace(w, depth);
    walk_literal(w, depth, &end);
    return true;
}

static size_t lines_of(struct baton_text white)
{
    size_t lines = 0;

    for (size_t i = 0; i < white.size; i++)
        lines += white.data[i] == '\n';
    return lines;
}

/* The white space before the next sentence. */
static struct baton_text walk_white(struct walk *w)
{
    size_t from = w->at;

    while (w->at < w->pattern.size && is_white(ahead(w, 0)))
        w->at++;
    return (struct baton_text){ w->pattern.data + from, w->at - from };
}

/* Behind the white space before it. false: a value is missing. */
static bool walk_sentence(struct walk *w)
{
    bool whole = true, end = false;

    while (more(w) && !end) {
        if (is_brace(ahead(w, 0)))
            whole = walk_brace(w, 0) && whole;
        else
            walk_literal(w, 0, &end);
    }
    return whole;
}

/* Blanks before a part that was left out. */
static void drop_blanks(struct walk *w, size_t from)
{
    while (w->out != NULL && w->out->size > from && w->out->data[w->out->size - 1] == ' ')
        w->out->size--;
}

/* Between two sentences that are left stands the white space that has most lines of what stood
 * between them; none before the first and behind the last. */
static void walk_all(struct walk *w)
{
    struct baton_text between = BATON_TEXT_NONE, white;

    walk_white(w);
    while (more(w)) {
        struct mark before = mark_of(w);

        if (before.size > 0)
            put(w, between);
        size_t start = mark_of(w).size;
        bool whole = walk_sentence(w);
        drop_blanks(w, start);
        if (whole && mark_of(w).size > start)
            between = BATON_TEXT_NONE;
        else
            take_back(w, before);
        white = walk_white(w);
        if (between.size == 0 || lines_of(white) > lines_of(between))
            between = white;
    }
}

/* -- the two -- */

struct baton_text baton_pattern_fault(struct baton_text pattern, const char *const *names,
                                      struct baton_arena *arena)
{
    struct walk w = { .pattern = pattern, .names = names, .arena = arena };
    size_t character = 1;

    walk_all(&w);
    if (w.fault.size == 0)
        return BATON_TEXT_NONE;
    for (size_t i = 0; i < w.fault_at; i++)
        character += ((unsigned char)pattern.data[i] & 0xC0) != 0x80;
    return baton_text_format(arena, "character %zu: %.*s", character, BATON_TEXT_ARG(w.fault));
}

struct baton_text baton_pattern_fill(struct baton_text pattern, baton_pattern_value *value,
                                     const void *context, size_t max_bytes,
                                     struct baton_arena *arena)
{
    struct baton_buf out;
    struct walk w = { .pattern = pattern, .value = value, .context = context, .arena = arena };
    struct baton_text made = BATON_TEXT_NONE;

    baton_buf_init(&out, max_bytes);
    w.out = &out;
    walk_all(&w);
    if (w.fault.size == 0)
        made = baton_text_copy(arena, baton_text_trim(baton_buf_text(&out)));
    baton_buf_release(&out);
    return made;
}

/* -- what may be named -- */

const char *const baton_pattern_package[] = {
    "customer",
    "issue",
    "agent",
    "about",
    "fact.",
    "who",
    "core_issue",
    "why",
    "tried",
    "known",
    "commitments",
    "open_questions",
    "deadline",
    "emotion",
    "next_action",
    "expectation",
    "goal",
    "communication",
    "chance",
    "headline",
    "summary",
    "focus",
    "likely_solution",
    "opening_line",
    "your_case",
    "going_on",
    "urgency",
    "category",
    "intent",
    "complexity",
    "escalation_path",
    "customer_id",
    "customer_name",
    "customer_first_name",
    "customer_tier",
    "customer_plan",
    "customer_segment",
    "account_status",
    "tenure_months",
    "page_title",
    "page_url",
    "channel",
    "language",
    "team",
    NULL,
};

const char *const baton_pattern_announcement[] = {
    "agent", "team", "reason", "position", "wait", NULL,
};
