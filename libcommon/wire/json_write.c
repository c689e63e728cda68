#include "json_write.h"

#include <math.h>

#include "timestamp.h"

/* A line feed ends the document before. */
void baton_json_put_name(struct baton_buf *buf, const char *member)
{
    if (buf->size > 0 && strchr("{[\n", buf->data[buf->size - 1]) == NULL)
        baton_buf_append_byte(buf, ',');
    if (member != NULL)
        baton_buf_format(buf, "\"%s\":", member);
}

void baton_json_put_text(struct baton_buf *buf, const char *member, struct baton_text value)
{
    baton_json_put_name(buf, member);
    baton_buf_append_byte(buf, '"');
    baton_buf_append_json(buf, value);
    baton_buf_append_byte(buf, '"');
}

void baton_json_put_texts(struct baton_buf *buf, const char *member, const struct baton_text *items,
                          size_t count)
{
    baton_json_open(buf, member, '[');
    for (size_t i = 0; i < count; i++)
        baton_json_put_text(buf, NULL, items[i]);
    baton_json_close(buf, ']');
}

void baton_json_put_symbol(struct baton_buf *buf, const char *member,
                           const struct baton_enum_type *type, int value)
{
    baton_json_put_text(buf, member, baton_text_of(baton_enum_name(type, value)));
}

void baton_json_put_number(struct baton_buf *buf, const char *member, double value)
{
    baton_json_put_name(buf, member);
    if (isfinite(value))
        baton_buf_format(buf, "%.10g", value);
    else
        baton_buf_append_text(buf, BATON_TEXT("null"));
}

void baton_json_put_time(struct baton_buf *buf, const char *member, int64_t time_ms)
{
    char format[BATON_TIME_SIZE];

    if (time_ms != BATON_NULL_LONG) {
        baton_json_put_text(buf, member, baton_text_of(baton_time_format(time_ms, format)));
        return;
    }
    baton_json_put_name(buf, member);
    baton_buf_append_text(buf, BATON_TEXT("null"));
}

void baton_json_put_flag(struct baton_buf *buf, const char *member, bool value)
{
    baton_json_put_name(buf, member);
    baton_buf_append_text(buf, value ? BATON_TEXT("true") : BATON_TEXT("false"));
}

void baton_json_open(struct baton_buf *buf, const char *member, char bracket)
{
    baton_json_put_name(buf, member);
    baton_buf_append_byte(buf, (uint8_t)bracket);
}

void baton_json_close(struct baton_buf *buf, char bracket)
{
    baton_buf_append_byte(buf, (uint8_t)bracket);
}
