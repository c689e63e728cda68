/* What was lost of a changelog nobody has: to go on would be to forget conversations silently. */
#include "changelog.h"

#include <stddef.h>

void baton_changelog_note(struct baton_changelog *log, const struct baton_offset_note *note)
{
    if (note->log_end <= log->known_end)
        return;
    log->known_end = note->log_end;
    log->known_start = note->log_start;
}

bool baton_changelog_is_cut(const struct baton_changelog *log)
{
    return log->known_end > 0 && log->start > log->known_start;
}

const char *baton_changelog_loss(const struct baton_changelog *log, int64_t stored)
{
    if (log->end < log->known_end)
        return "changelog_short";
    if (!baton_changelog_is_cut(log) || stored >= log->start)
        return NULL;
    return log->start == log->end ? "changelog_empty" : "changelog_cut";
}
