/* Filling an error. The text is made aside first, because a layer above often wraps `err->text`
 * into itself. */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

/* `string`, at most `room - 1` bytes of it, cut between code points. */
static void put(char *field, size_t room, const char *string)
{
    struct baton_text text = baton_text_cut(baton_text_of(string), room - 1);

    memmove(field, text.data, text.size);
    field[text.size] = '\0';
}

enum baton_verdict baton_fail(struct baton_error *err, enum baton_verdict verdict, const char *code,
                              const char *format, ...)
{
    /* One code point more than is kept, so that `put` sees where the last one ends. */
    char text[sizeof err->text + 4];
    va_list arguments;

    if (err == NULL)
        return verdict;
    va_start(arguments, format);
    if (vsnprintf(text, sizeof text, format, arguments) < 0)
        put(text, sizeof text, format);
    va_end(arguments);
    put(err->code, sizeof err->code, code);
    put(err->text, sizeof err->text, text);
    return verdict;
}

const char *baton_verdict_name(enum baton_verdict verdict)
{
    static const char *const names[] = {
        [BATON_DONE] = "done",
        [BATON_REJECT] = "reject",
        [BATON_RETRY] = "retry",
        [BATON_FATAL] = "fatal",
    };

    return (size_t)verdict < sizeof names / sizeof *names ? names[verdict] : "unknown";
}
