/* Failpoints. Only the main thread passes them, so that nothing here is locked. */
#include "failpoint.h"

#include <signal.h>
#include <unistd.h>

#include "text.h"

struct armed {
    bool read;
    struct baton_text name;
    int64_t left; /* passes until the action is done */
    struct baton_text action;
};

/* The part of `text` up to the next ':', which is cut off it. */
static struct baton_text next_part(struct baton_text *text)
{
    ptrdiff_t colon = baton_text_find(*text, BATON_TEXT(":"), 0);
    size_t size = colon < 0 ? text->size : (size_t)colon;
    struct baton_text part = { text->data, size };
    size_t cut = colon < 0 ? size : size + 1;

    text->data += cut;
    text->size -= cut;
    return part;
}

static void arm(struct armed *armed)
{
    struct baton_text spec = baton_text_of(getenv("BATON_FAILPOINT"));

    armed->read = true;
    armed->name = next_part(&spec);
    if (!baton_text_to_long(next_part(&spec), &armed->left))
        armed->left = 1;
    armed->action = spec;
}

static bool act(struct baton_text action)
{
    int64_t sleep_ms = 0;
    struct baton_text number = { action.data + 6, action.size < 6 ? 0 : action.size - 6 };

    if (baton_text_is(action, "kill"))
        kill(getpid(), SIGKILL);
    if (baton_text_starts(action, BATON_TEXT("sleep_")) && baton_text_to_long(number, &sleep_ms))
        usleep((useconds_t)(sleep_ms * 1000));
    return baton_text_is(action, "error");
}

bool baton_failpoint(const char *name)
{
    static struct armed armed;

    if (!armed.read)
        arm(&armed);
    if (!baton_text_is(armed.name, name) || armed.left <= 0 || --armed.left > 0)
        return false;
    return act(armed.action);
}
