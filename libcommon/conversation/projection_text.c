/* Text for other systems, code point by code point. Pure. */
#include "projection_text.h"

#include <string.h>
#include <utf8proc.h>

/* -- counting -- */

struct escape {
    char of;
    const char *json, *html; /* as the inside of a JSON string */
    size_t units, html_units;
};

static const struct escape escapes[] = {
    { '\n', "\\n", "<br>", 1, 4 }, { '"', "\\\"", "&quot;", 1, 6 }, { '&', "&", "&amp;", 1, 5 },
    { '<', "<", "&lt;", 1, 4 },    { '>', ">", "&gt;", 1, 4 },      { '\\', "\\\\", "\\\\", 1, 1 },
};

static const struct escape *escape_of(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].of == code)
            return &escapes[i];
    return NULL;
}

static void add_cost(struct projection_room *total, utf8proc_int32_t code, size_t size, bool html)
{
    const struct escape *escape = escape_of(code);

    if (escape != NULL) {
        total->bytes += strlen(html ? escape->html : escape->json);
        total->units += html ? escape->html_units : escape->units;
        return;
    }
    total->bytes += size;
    total->units += code > 0xFFFF ? 2 : 1;
}

struct projection_room projection_size(struct baton_text text, bool html)
{
    struct projection_room total = { 0, 0 };
    size_t size;

    for (size_t at = 0; at < text.size; at += size) {
        utf8proc_int32_t code = baton_text_code_point(text, at, &size);

        add_cost(&total, code, size, html);
    }
    return total;
}

size_t projection_units(struct baton_text text)
{
    return projection_size(text, false).units;
}

/* `ret_within`: where between code points the room ends. */
static struct baton_text fit(struct baton_text text, bool html, struct projection_room room,
                             size_t *ret_within)
{
    struct projection_room total = { 0, 0 };
    utf8proc_int32_t before = 0, state = 0;
    size_t boundary = 0, at, size;

    for (at = 0; at < text.size; at += size) {
        utf8proc_int32_t code = baton_text_code_point(text, at, &size);

        if (at > 0 && utf8proc_grapheme_break_stateful(before, code, &state))
            boundary = at;
        add_cost(&total, code, size, html);
        if (total.units > room.units || total.bytes > room.bytes) {
            *ret_within = at;
            return (struct baton_text){ text.data, boundary };
        }
        before = code;
    }
    *ret_within = text.size;
    return text;
}

struct baton_text projection_fit_whole(struct baton_text text, bool html,
                                       struct projection_room room)
{
    size_t within;

    return fit(text, html, room, &within);
}

struct baton_text projection_fit(struct baton_text text, bool html, struct projection_room room)
{
    size_t within;
    struct baton_text fitting = fit(text, html, room, &within);

    return fitting.size > 0 ? fitting : (struct baton_text){ text.data, within };
}

void projection_append(struct baton_buf *buf, struct baton_text text, bool html)
{
    size_t size;

    for (size_t at = 0; at < text.size; at += size) {
        const struct escape *escape = escape_of(baton_text_code_point(text, at, &size));

        if (escape == NULL)
            baton_buf_append(buf, text.data + at, size);
        else
            baton_buf_append_text(buf, baton_text_of(html ? escape->html : escape->json));
    }
}
