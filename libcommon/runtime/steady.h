/* What time the brokers have, as well as it can be known without asking them: the clock that
 * deadlines of idle tasks are held against. The machine's own clock may jump, and everything that
 * waits would be over at once.
 *
 *   no later than the machine's clock, and than the clock at the start plus the time since then:
 *   a jump ahead is not followed;
 *   no earlier than the latest record's time plus the time since it was read: a jump back is not
 *   followed while records come. Only those of the last two windows count, so that a broker's clock
 *   that was wrong once is forgotten.
 *
 * Times are milliseconds; `boot_ms` is baton_clock_boot_ms. Pure, one thread. */
#ifndef BATON_STEADY_H
#define BATON_STEADY_H

#include <stdint.h>

enum {
    BATON_STEADY_WINDOW_MS = 60000,
    BATON_STEADY_JUMP_MS = 500, /* less is how a clock is disciplined */
};

struct baton_steady {
    int64_t start_ms;   /* the machine's clock minus the time since boot, at the start */
    int64_t offset_ms;  /* the same, as it was looked at last */
    int64_t seen_ms[2]; /* the largest time of a record minus the time since boot: this window's,
                         * and the one's before; INT64_MIN: none */
    int64_t window_ms;  /* when this window began, in time since boot */
};

void baton_steady_init(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms);
/* A record of this time has been read. */
void baton_steady_seen(struct baton_steady *steady, int64_t time_ms, int64_t boot_ms);
int64_t baton_steady_now(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms);
/* By how much the machine's clock has jumped since this was asked last; 0: not at all. */
int64_t baton_steady_jump(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms);

#endif
