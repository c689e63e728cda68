/* JSON written member by member, where the order of members is part of what is promised. A comma
 * comes before a member by itself. `member` NULL: an element of an array. Pure. */
#ifndef BATON_JSON_WRITE_H
#define BATON_JSON_WRITE_H

#include "buf.h"
#include "records.h"

/* What follows is the value. */
void baton_json_put_name(struct baton_buf *buf, const char *member);
void baton_json_put_text(struct baton_buf *buf, const char *member, struct baton_text value);
void baton_json_put_texts(struct baton_buf *buf, const char *member, const struct baton_text *items,
                          size_t count);
void baton_json_put_symbol(struct baton_buf *buf, const char *member,
                           const struct baton_enum_type *type, int value);
/* Ten digits; null where it is no number. */
void baton_json_put_number(struct baton_buf *buf, const char *member, double value);
/* RFC 3339; null for BATON_NULL_LONG. */
void baton_json_put_time(struct baton_buf *buf, const char *member, int64_t time_ms);
void baton_json_put_flag(struct baton_buf *buf, const char *member, bool value);
/* `bracket` is '{' or '[', and '}' or ']'. */
void baton_json_open(struct baton_buf *buf, const char *member, char bracket);
void baton_json_close(struct baton_buf *buf, char bracket);

#endif
