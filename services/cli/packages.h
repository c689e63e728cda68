/* What the packager makes of conversations of a file: its process function and the detector's, in
 * this process, with no broker.
 *
 * Each conversation has logs and a clock of its own, which begins when the conversation begins:
 * what comes out does not depend on the conversations before it, and nothing of them stays. */
#ifndef BATON_CLI_PACKAGES_H
#define BATON_CLI_PACKAGES_H

#include "conversation_file.h"

/* When the first turn was where no turn says it: 2026-01-01, so that two runs print the same. */
#define PACKAGES_START_MS 1767225600000

struct packages;

/* One conversation's package as it stood at a turn. */
struct packaged {
    const struct baton_context_package *head;      /* NULL: nothing was said yet */
    const struct baton_context_page *const *pages; /* in order of their numbers */
    size_t pages_count;
};

/* Under `policy`, a declared body, of every tenant; empty: what is built in. Borrowed. */
struct packages *packages_new(struct baton_text policy);
void packages_free(struct packages *packages);

/* Begins with a conversation; what was told of the one before is forgotten.
 * fails  false, `err` says why */
bool packages_begin(struct packages *packages, const struct conversation *conversation,
                    struct baton_error *err);
/* Says turn `index` of it: the turns in order, each once. An agent's first turn is preceded by the
 * event that makes him the holder, a turn of the bot behind it by the one that gives it back.
 * fails  false, `err` says why */
bool packages_say(struct packages *packages, size_t index, struct baton_error *err);
/* The detector called for a person at the last turn, or because of it. */
bool packages_needs_person(const struct packages *packages);
/* Borrowed until the next call. */
struct packaged packages_now(struct packages *packages);

/* fails  false: it cannot go on, and `context` knows why */
typedef bool packages_take(void *context, const struct conversation *conversation);
/* Hands over each conversation of a file, in `arena`, which is reset between them. A line or file
 * that cannot be read is named on standard error as `command`'s, passed over, and sets *skipped.
 * fails  false: `take` did */
bool packages_each(const char *command, const char *path, struct baton_arena *arena,
                   packages_take *take, void *context, bool *skipped);

#endif
