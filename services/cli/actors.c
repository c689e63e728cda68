/* Acted customers, bots and agents. Everything that will happen is an action with a time; there are
 * few enough of them to look through all. */
#include "actors.h"

#include "key.h"

#define ACCEPT_AFTER_MS 800
#define REPLY_AFTER_MS 1200
#define RESOLVE_AFTER_MS 2500
#define HEARTBEAT_MS 20000
#define TENANTS_MAX 16
#define CAPACITY 3
#define SOURCE "file" /* marks the turns that come from a file */

/* STAGE_ENDING: the end is written, and not seen yet. */
enum stage { STAGE_BOT, STAGE_WAITING, STAGE_AGENT, STAGE_RESOLVED, STAGE_ENDING, STAGE_OVER };

struct play {
    struct conversation conversation;
    struct baton_text key;
    int64_t shift_ms;     /* from a turn's own time to the clock's */
    size_t next;          /* turn */
    size_t written, seen; /* turns; what was written is waited for */
    enum stage stage;
    struct baton_text opening_line, assignment_id, agent_id, category;
    int64_t epoch, sequence, replied;
};

/* What a person will do in a conversation. */
struct action {
    int64_t due_ms;
    bool (*act)(struct actors *actors, const struct action *action);
    struct play *play;
    size_t agent;
    struct baton_text reservation_id;
    int64_t reservation_version;
};

struct actors {
    struct actors_conf conf;
    struct baton_arena arena;
    struct play **plays;
    size_t plays_count;
    struct action *actions;
    size_t actions_count;
    struct baton_text tenants[TENANTS_MAX];
    size_t tenants_count;
    int64_t now_ms, seen_ms, beats;
};

static const struct {
    const char *id, *name;
    const char *skills[4];
} agents[] = {
    { "ana", "Ana Lopes", { "billing", "refund", "general" } },
    { "ben", "Ben Okafor", { "technical", "integration", "account" } },
    { "chi", "Chi Nguyen", { "cancellation", "complaint", "legal", "shipping" } },
};
#define AGENTS (sizeof agents / sizeof agents[0])

struct actors *actors_new(const struct actors_conf *conf)
{
    struct actors *actors = calloc(1, sizeof *actors);

    if (actors == NULL)
        abort();
    actors->conf = *conf;
    baton_arena_init(&actors->arena);
    return actors;
}

void actors_free(struct actors *actors)
{
    if (actors == NULL)
        return;
    baton_arena_release(&actors->arena);
    free(actors->actions);
    free(actors);
}

static void schedule(struct actors *actors, struct action action)
{
    if ((actors->actions_count & (actors->actions_count - 1)) == 0) {
        size_t room = actors->actions_count == 0 ? 1 : actors->actions_count * 2;
        actors->actions = realloc(actors->actions, room * sizeof *actors->actions);
        if (actors->actions == NULL)
            abort();
    }
    actors->actions[actors->actions_count++] = action;
}

/* --- agents
 * ------------------------------------------------------------------------------------------------------
 */

static struct baton_agent_event *agent_event(struct actors *actors, struct baton_text tenant,
                                             size_t agent, enum baton_agent_event_type type,
                                             struct baton_text id)
{
    struct baton_agent_event *event = BATON_RECORD(&actors->arena, agent_event);

    event->env.tenant = tenant;
    event->env.occurred_at = actors->now_ms;
    event->env.synthetic = actors->conf.synthetic;
    event->event_id = id;
    event->type = type;
    event->pool = BATON_TEXT("main");
    event->agent.id = baton_text_of(agents[agent].id);
    event->agent.name = baton_text_of(agents[agent].name);
    event->agent.pool = event->pool;
    for (size_t i = 0; i < 4 && agents[agent].skills[i] != NULL; i++) {
        struct baton_skill *skill =
            BATON_APPEND(&actors->arena, event->agent.skills, event->agent.skills_count);
        *skill = (struct baton_skill){ baton_text_of(agents[agent].skills[i]), 0.8 };
    }
    *BATON_APPEND(&actors->arena, event->agent.languages, event->agent.languages_count) =
        BATON_TEXT("en");
    event->presence = BATON_PRESENCE_ONLINE;
    event->capacity = actors->conf.capacity > 0 ? actors->conf.capacity : CAPACITY;
    return event;
}

static bool write_agent(struct actors *actors, struct baton_agent_event *event)
{
    return actors->conf.write(actors->conf.context, &baton_topic_agents,
                              baton_key_make(&actors->arena, event->env.tenant, event->pool),
                              event);
}

static bool say_presence(struct actors *actors, size_t agent, enum baton_presence presence)
{
    bool good = true;

    for (size_t t = 0; good && t < actors->tenants_count; t++) {
        struct baton_text id =
            baton_text_format(&actors->arena, "%s-presence-%lld-%lld", agents[agent].id,
                              (long long)actors->now_ms, (long long)actors->beats++);
        struct baton_agent_event *event =
            agent_event(actors, actors->tenants[t], agent, BATON_AGENT_EVENT_TYPE_PRESENCE, id);
        event->presence = presence;
        good = write_agent(actors, event);
    }
    return good;
}

static bool act_presence(struct actors *actors, const struct action *action)
{
    bool good = say_presence(actors, action->agent, BATON_PRESENCE_ONLINE);
    struct action next = *action;
    next.due_ms = actors->now_ms + HEARTBEAT_MS;
    schedule(actors, next);
    return good;
}

static bool act_accept(struct actors *actors, const struct action *action)
{
    struct baton_text id = baton_text_format(&actors->arena, "accept-%.*s-%lld",
                                             BATON_TEXT_ARG(action->reservation_id),
                                             (long long)action->reservation_version);
    struct baton_agent_event *event = agent_event(actors, action->play->conversation.tenant,
                                                  action->agent, BATON_AGENT_EVENT_TYPE_ACCEPT, id);

    event->env.conversation_id = action->play->conversation.id;
    event->assignment_id = action->play->assignment_id;
    event->reservation_id = action->reservation_id;
    event->reservation_version = action->reservation_version;
    return write_agent(actors, event);
}

static bool act_reply(struct actors *actors, const struct action *action)
{
    struct play *play = action->play;
    struct baton_conversation_event *event = BATON_RECORD(&actors->arena, conversation_event);

    event->env.tenant = play->conversation.tenant;
    event->env.conversation_id = play->conversation.id;
    event->env.occurred_at = actors->now_ms;
    event->env.epoch = play->epoch;
    event->env.synthetic = actors->conf.synthetic;
    event->event_id =
        baton_text_format(&actors->arena, "%.*s-agent-%lld", BATON_TEXT_ARG(play->conversation.id),
                          (long long)++play->replied);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    event->speaker = BATON_SPEAKER_AGENT;
    event->speaker_id = baton_text_of(agents[action->agent].id);
    event->speaker_name = baton_text_of(agents[action->agent].name);
    event->disposition = BATON_DISPOSITION_REQUESTED;
    event->text = play->opening_line.size > 0
                      ? play->opening_line
                      : BATON_TEXT("I have read everything so far; I am on it.");
    return actors->conf.write(actors->conf.context, &baton_topic_events, play->key, event);
}

static bool act_resolve(struct actors *actors, const struct action *action)
{
    struct play *play = action->play;
    struct baton_resolution *resolution = BATON_RECORD(&actors->arena, resolution);

    resolution->env.tenant = play->conversation.tenant;
    resolution->env.conversation_id = play->conversation.id;
    resolution->env.occurred_at = actors->now_ms;
    resolution->env.synthetic = actors->conf.synthetic;
    resolution->resolution_id =
        baton_text_format(&actors->arena, "%.*s-resolved", BATON_TEXT_ARG(play->assignment_id));
    resolution->version = 1;
    resolution->assignment_id = play->assignment_id;
    resolution->by = BATON_SPEAKER_AGENT;
    resolution->by_id = baton_text_of(agents[action->agent].id);
    resolution->by_name = baton_text_of(agents[action->agent].name);
    resolution->outcome = BATON_OUTCOME_RESOLVED;
    resolution->category = play->category;
    resolution->next = BATON_RESOLUTION_NEXT_CLOSE;
    resolution->solution = BATON_TEXT("Solved together with the customer.");
    resolution->necessary = BATON_MAYBE_YES;
    resolution->csat_after = 5;
    resolution->had_to_repeat = BATON_MAYBE_NO;
    play->stage = STAGE_RESOLVED;
    return actors->conf.write(actors->conf.context, &baton_topic_resolutions, play->key,
                              resolution);
}

static void join_tenant(struct actors *actors, struct baton_text tenant)
{
    for (size_t i = 0; i < actors->tenants_count; i++)
        if (baton_text_equal(actors->tenants[i], tenant))
            return;
    if (actors->tenants_count == TENANTS_MAX)
        return;
    actors->tenants[actors->tenants_count++] = tenant;
    for (size_t agent = 0; actors->conf.with_agents && actors->tenants_count == 1 && agent < AGENTS;
         agent++)
        schedule(actors, (struct action){ .due_ms = 0, .act = act_presence, .agent = agent });
}

/* --- conversations
 * -----------------------------------------------------------------------------------------------
 */

static int64_t turn_ms(const struct actors *actors, const struct play *play, size_t turn)
{
    const struct conversation *conversation = &play->conversation;
    int64_t gap =
        conversation->events[turn]->env.occurred_at - conversation->events[0]->env.occurred_at;

    return play->shift_ms + (int64_t)((double)gap / actors->conf.speed);
}

void actors_play(struct actors *actors, const struct conversation *conversation, int64_t start_ms)
{
    struct play *play = BATON_NEW(&actors->arena, struct play);

    play->conversation.tenant = baton_text_copy(&actors->arena, conversation->tenant);
    play->conversation.id = baton_text_copy(&actors->arena, conversation->id);
    play->key = baton_key_make(&actors->arena, conversation->tenant, conversation->id);
    play->shift_ms = start_ms;
    for (size_t i = 0; i < conversation->events_count; i++)
        *BATON_APPEND(&actors->arena, play->conversation.events, play->conversation.events_count) =
            baton_record_copy(&baton_conversation_event_type, conversation->events[i],
                              &actors->arena);
    *BATON_APPEND(&actors->arena, actors->plays, actors->plays_count) = play;
    join_tenant(actors, play->conversation.tenant);
}

/* The bot knows by the holder events that it has to be silent; the customer goes on talking to
 * whoever is there. */
static bool is_muted(const struct play *play, const struct baton_conversation_event *event)
{
    return play->stage == STAGE_OVER || play->stage == STAGE_RESOLVED
           || (play->stage != STAGE_BOT && event->speaker != BATON_SPEAKER_CUSTOMER);
}

static bool play_turns(struct actors *actors, struct play *play)
{
    while (play->next < play->conversation.events_count
           && turn_ms(actors, play, play->next) <= actors->now_ms) {
        struct baton_conversation_event *event = play->conversation.events[play->next++];

        if (is_muted(play, event))
            continue;
        event->env.occurred_at = actors->now_ms;
        event->env.synthetic = actors->conf.synthetic;
        event->source.kind = BATON_TEXT(SOURCE);
        play->written++;
        if (!actors->conf.write(actors->conf.context, &baton_topic_events, play->key, event))
            return false;
    }
    return true;
}

bool actors_act(struct actors *actors, int64_t now_ms)
{
    actors->now_ms = now_ms;
    for (size_t i = 0; i < actors->actions_count;) {
        struct action action = actors->actions[i];

        if (action.due_ms > now_ms) {
            i++;
            continue;
        }
        actors->actions[i] = actors->actions[actors->actions_count - 1];
        actors->actions_count--;
        if (!action.act(actors, &action))
            return false;
    }
    for (size_t i = 0; i < actors->plays_count; i++)
        if (!play_turns(actors, actors->plays[i]))
            return false;
    return true;
}

static bool end_play(struct actors *actors, struct play *play)
{
    struct baton_conversation_event *event = BATON_RECORD(&actors->arena, conversation_event);

    play->stage = STAGE_ENDING;
    event->env.tenant = play->conversation.tenant;
    event->env.conversation_id = play->conversation.id;
    event->env.occurred_at = actors->now_ms;
    event->env.synthetic = actors->conf.synthetic;
    event->event_id =
        baton_text_format(&actors->arena, "%.*s-end", BATON_TEXT_ARG(play->conversation.id));
    event->type = BATON_EVENT_TYPE_ENDED;
    event->speaker = BATON_SPEAKER_SYSTEM;
    event->end_cause = BATON_END_CAUSE_SAID;
    return actors->conf.write(actors->conf.context, &baton_topic_events, play->key, event);
}

bool actors_leave(struct actors *actors, int64_t now_ms)
{
    bool good = true;

    actors->now_ms = now_ms;
    actors->actions_count = 0;
    for (size_t i = 0; good && i < actors->plays_count; i++) {
        struct play *play = actors->plays[i];

        if (play->next > 0 && play->stage != STAGE_OVER)
            good = end_play(actors, play);
        play->next = play->conversation.events_count;
    }
    for (size_t agent = 0; good && actors->conf.with_agents && agent < AGENTS; agent++)
        good = say_presence(actors, agent, BATON_PRESENCE_OFFLINE);
    return good;
}

bool actors_over(const struct actors *actors)
{
    for (size_t i = 0; i < actors->plays_count; i++)
        if (actors->plays[i]->stage == STAGE_ENDING)
            return false;
    return true;
}

int64_t actors_next_ms(const struct actors *actors)
{
    int64_t next = INT64_MAX;

    for (size_t i = 0; i < actors->actions_count; i++)
        if (actors->actions[i].due_ms < next)
            next = actors->actions[i].due_ms;
    for (size_t i = 0; i < actors->plays_count; i++) {
        const struct play *play = actors->plays[i];

        if (play->next < play->conversation.events_count
            && turn_ms(actors, play, play->next) < next)
            next = turn_ms(actors, play, play->next);
    }
    return next;
}

bool actors_done(const struct actors *actors, int64_t now_ms)
{
    if (now_ms < actors->seen_ms + actors->conf.settle_ms)
        return false;
    for (size_t i = 0; i < actors->plays_count; i++) {
        const struct play *play = actors->plays[i];
        bool open = play->stage == STAGE_WAITING || play->stage == STAGE_AGENT
                    || play->stage == STAGE_RESOLVED;

        if (play->next < play->conversation.events_count || play->seen < play->written
            || (actors->conf.with_agents && open))
            return false;
    }
    return true;
}

/* --- what they see
 * -----------------------------------------------------------------------------------------------
 */

static struct play *find(const struct actors *actors, struct baton_text key)
{
    for (size_t i = 0; i < actors->plays_count; i++)
        if (baton_text_equal(actors->plays[i]->key, baton_key_owner(key, 2)))
            return actors->plays[i];
    return NULL;
}

static size_t agent_of(struct baton_text id)
{
    for (size_t i = 0; i < AGENTS; i++)
        if (baton_text_is(id, agents[i].id))
            return i;
    return AGENTS;
}

static const enum stage stages[] = { STAGE_BOT, STAGE_BOT, STAGE_WAITING, STAGE_AGENT };

static void see_event(struct actors *actors, struct play *play,
                      const struct baton_conversation_event *event)
{
    play->seen += baton_text_is(event->source.kind, SOURCE);
    if (event->type == BATON_EVENT_TYPE_ENDED)
        play->stage = STAGE_OVER;
    if (event->type != BATON_EVENT_TYPE_HOLDER || play->stage >= STAGE_ENDING
        || event->holder.epoch <= play->epoch)
        return;
    size_t agent = agent_of(event->holder.id);
    play->epoch = event->holder.epoch;
    play->stage = play->stage == STAGE_RESOLVED ? STAGE_RESOLVED : stages[event->holder.kind];
    if (play->stage != STAGE_AGENT || agent == AGENTS || !actors->conf.with_agents)
        return;
    play->assignment_id = baton_text_copy(&actors->arena, event->holder.assignment_id);
    int64_t reply_ms = actors->now_ms + (int64_t)(REPLY_AFTER_MS / actors->conf.speed);
    schedule(actors,
             (struct action){ .due_ms = reply_ms, .act = act_reply, .play = play, .agent = agent });
    schedule(actors,
             (struct action){ .due_ms = reply_ms + (int64_t)(RESOLVE_AFTER_MS / actors->conf.speed),
                              .act = act_resolve,
                              .play = play,
                              .agent = agent });
}

static void see_assignment(struct actors *actors, struct play *play,
                           const struct baton_assignment *assignment)
{
    const struct baton_reservation *last =
        assignment->reservations_count > 0
            ? &assignment->reservations[assignment->reservations_count - 1]
            : NULL;

    if (assignment->env.sequence <= play->sequence)
        return;
    play->sequence = assignment->env.sequence;
    play->assignment_id = baton_text_copy(&actors->arena, assignment->assignment_id);
    play->category = baton_text_copy(&actors->arena, assignment->category);
    if (!actors->conf.with_agents || assignment->change != BATON_ASSIGNMENT_CHANGE_OFFERED
        || last == NULL || last->state != BATON_RESERVATION_STATE_OFFERED
        || agent_of(last->agent_id) == AGENTS)
        return;
    schedule(actors, (struct action){ .due_ms = actors->now_ms
                                                + (int64_t)(ACCEPT_AFTER_MS / actors->conf.speed),
                                      .act = act_accept,
                                      .play = play,
                                      .agent = agent_of(last->agent_id),
                                      .reservation_id = baton_text_copy(&actors->arena, last->id),
                                      .reservation_version = last->version });
}

void actors_see(struct actors *actors, const struct baton_record *in, int64_t now_ms)
{
    struct play *play =
        in->value != NULL && in->topic->owner_parts == 2 ? find(actors, in->key) : NULL;

    actors->now_ms = now_ms;
    if (play == NULL)
        return;
    actors->seen_ms = now_ms;
    if (in->topic == &baton_topic_events)
        see_event(actors, play, in->value);
    else if (in->topic == &baton_topic_assignments)
        see_assignment(actors, play, in->value);
    else if (in->topic == &baton_topic_packages)
        play->opening_line = baton_text_copy(
            &actors->arena, ((const struct baton_context_package *)in->value)->opening_line);
}
