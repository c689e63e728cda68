/* What agents say of themselves, and what becomes of their conversations when they go. */
#include <math.h>

#include "handlers.h"
#include "holder.h"

static void learn_skills(struct router_agent *a, const struct baton_agent_event *event)
{
    struct baton_agent *mine = &a->row->agent;
    const struct baton_agent *said = &event->agent;

    /* A presence event says what it names; a skills event says all of them, none included. */
    if (said->skills_count > 0 || event->type == BATON_AGENT_EVENT_TYPE_SKILLS) {
        mine->skills = said->skills;
        mine->skills_count = said->skills_count;
    }
    if (said->languages_count > 0) {
        mine->languages = said->languages;
        mine->languages_count = said->languages_count;
    }
    if (said->authority_count > 0) {
        mine->authority = said->authority;
        mine->authority_count = said->authority_count;
    }
    if (said->teams_count > 0) {
        mine->teams = said->teams;
        mine->teams_count = said->teams_count;
    }
}

static void learn_capacity(struct router_agent *a, const struct baton_agent_event *event)
{
    if (isfinite(event->capacity))
        a->row->capacity = fmax(0, event->capacity);
    if (isfinite(event->load))
        a->row->outside_load = fmax(0, event->load);
    if (event->shift_ends_at != BATON_NULL_LONG)
        a->row->shift_ends_at = event->shift_ends_at;
}

static void learn_presence(struct router_turn *t, struct router_agent *a,
                           const struct baton_agent_event *event)
{
    if (event->presence == BATON_PRESENCE_UNKNOWN)
        return;
    if (event->presence == BATON_PRESENCE_ONLINE
        && (event->type == BATON_AGENT_EVENT_TYPE_PRESENCE
            || a->row->presence != event->presence)) {
        a->row->idle = false; /* a heartbeat that repeats "online" is the machine's, not his */
        a->row->missed = 0;
    }
    a->row->presence = event->presence;
    if (event->presence == BATON_PRESENCE_OFFLINE)
        router_agent_gone(t, a, false, BATON_RESERVATION_REASON_AGENT_LOST);
    if (event->presence == BATON_PRESENCE_AWAY)
        router_agent_gone(t, a, true, BATON_RESERVATION_REASON_AGENT_AWAY);
}

void router_agent_says(struct router_turn *t, struct router_agent *a,
                       const struct baton_agent_event *event)
{
    bool only_alive =
        event->type == BATON_AGENT_EVENT_TYPE_HEARTBEAT
        && (event->presence == BATON_PRESENCE_UNKNOWN || event->presence == a->row->presence)
        && !isfinite(event->capacity) && !isfinite(event->load);

    if (only_alive)
        return;
    if (event->type == BATON_AGENT_EVENT_TYPE_PRESENCE
        || event->type == BATON_AGENT_EVENT_TYPE_SKILLS)
        learn_skills(a, event);
    learn_capacity(a, event);
    if (event->type == BATON_AGENT_EVENT_TYPE_PRESENCE
        || event->type == BATON_AGENT_EVENT_TYPE_HEARTBEAT)
        learn_presence(t, a, event);
    router_agent_watch(t, a);
    a->changed = true;
    t->serve = true;
    router_turn_load_changed(t);
}
