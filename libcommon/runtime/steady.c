/* Differences of clocks; nothing here reads one. */
#include "steady.h"

void baton_steady_init(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms)
{
    steady->start_ms = steady->offset_ms = wall_ms - boot_ms;
    steady->seen_ms[0] = steady->seen_ms[1] = INT64_MIN;
    steady->window_ms = boot_ms;
}

static void roll(struct baton_steady *steady, int64_t boot_ms)
{
    int64_t passed_ms = boot_ms - steady->window_ms;

    if (passed_ms < BATON_STEADY_WINDOW_MS)
        return;
    steady->seen_ms[1] = passed_ms < 2 * BATON_STEADY_WINDOW_MS ? steady->seen_ms[0] : INT64_MIN;
    steady->seen_ms[0] = INT64_MIN;
    steady->window_ms = boot_ms;
}

void baton_steady_seen(struct baton_steady *steady, int64_t time_ms, int64_t boot_ms)
{
    roll(steady, boot_ms);
    if (time_ms - boot_ms > steady->seen_ms[0])
        steady->seen_ms[0] = time_ms - boot_ms;
}

int64_t baton_steady_now(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms)
{
    int64_t ahead_ms = wall_ms - boot_ms;

    roll(steady, boot_ms);
    if (ahead_ms > steady->start_ms)
        ahead_ms = steady->start_ms;
    for (int i = 0; i < 2; i++)
        if (steady->seen_ms[i] > ahead_ms)
            ahead_ms = steady->seen_ms[i];
    return ahead_ms + boot_ms;
}

int64_t baton_steady_jump(struct baton_steady *steady, int64_t wall_ms, int64_t boot_ms)
{
    int64_t jump_ms = wall_ms - boot_ms - steady->offset_ms;

    steady->offset_ms += jump_ms;
    return jump_ms >= BATON_STEADY_JUMP_MS || jump_ms <= -BATON_STEADY_JUMP_MS ? jump_ms : 0;
}
