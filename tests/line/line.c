/* The engine with its stages and those who act on it. */
#include "line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli.h"
#include "json_codec.h"
#include "key.h"
#include "rules.h"

#define START_MS 1767225600000 /* 2026-01-01 */
#define LONGEST_MS (24 * 3600 * 1000LL)

enum { CAPACITY = 3, STAGES_MAX = 16, STAGGER_MS = 1000 }; /* CAPACITY: that of actors.c */

static void tap(void *context, const struct baton_record *record)
{
    struct line *line = context;

    promises_see(&line->promises, record);
    if (record->value != NULL)
        actors_see(line->actors, record, line->now_ms);
}

static bool feed(void *context, const struct baton_topic *topic, struct baton_text key, void *value)
{
    struct line *line = context;
    struct baton_error err = { .code = "" };

    if (baton_engine_feed(line->engine, topic, key, value, line->now_ms, -1, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
    return true;
}

void line_open(struct line *line, uint64_t shuffle_seed, int32_t partitions)
{
    static const struct baton_service *stages[STAGES_MAX + 1];
    struct baton_engine_conf conf = { .services = stages,
                                      .partitions = partitions,
                                      .start_ms = START_MS,
                                      .shuffle_seed = shuffle_seed,
                                      .tap = tap,
                                      .context = line };
    struct actors_conf actors = { .write = feed, .context = line, .speed = 1, .with_agents = true };
    struct baton_error err;
    size_t used = 0;

    for (size_t i = 0; cli_services[i] != NULL && used < STAGES_MAX; i++)
        if (cli_services[i]->process != NULL)
            stages[used++] = cli_services[i];
    stages[used] = NULL;
    *line = (struct line){ .now_ms = START_MS };
    promises_init(&line->promises, CAPACITY);
    line->actors = actors_new(&actors);
    line->engine = baton_engine_new(&conf, &err);
    if (line->engine == NULL)
        fail_msg("%s", err.text);
}

void line_close(struct line *line)
{
    baton_engine_free(line->engine);
    actors_free(line->actors);
    promises_release(&line->promises);
}

/* --- acted ------------------------------------------------------------------------------------ */

void line_play(struct line *line, const struct conversation *conversation, int64_t in_ms)
{
    actors_play(line->actors, conversation, line->now_ms + 1000 + in_ms);
}

void line_play_file(struct line *line, const char *name)
{
    struct baton_arena *arena = &line->promises.arena;
    struct baton_error err;
    struct conversation conversation;
    enum conversation_read got = CONVERSATION_READ;
    const char *path = baton_text_string(
        arena, baton_text_format(arena, "%s/tests/conversations/%s.jsonl", BATON_SOURCE_DIR, name));
    struct conversation_file *file = conversation_file_open(path, &err);

    if (file == NULL)
        fail_msg("%s", err.text);
    for (int i = 0; got == CONVERSATION_READ; i++) {
        got = conversation_file_next(file, 0, arena, &conversation, &err);
        if (got == CONVERSATION_READ)
            line_play(line, &conversation, i * STAGGER_MS);
    }
    conversation_file_close(file);
    assert_int_equal(got, CONVERSATION_END);
}

static void advance(struct line *line, int64_t at)
{
    struct baton_error err = { .code = "" };

    line->now_ms = at > line->now_ms ? at : line->now_ms;
    if (baton_engine_advance(line->engine, line->now_ms, &err) != BATON_DONE)
        fail_msg("%s: %s", err.code, err.text);
}

void line_run(struct line *line)
{
    int64_t end_ms = line->now_ms + LONGEST_MS;

    while (!actors_done(line->actors, line->now_ms)) {
        int64_t next_ms = actors_next_ms(line->actors);

        assert_true(next_ms < end_ms);
        advance(line, next_ms);
        actors_act(line->actors, line->now_ms);
    }
}

void line_wait(struct line *line, int64_t ms)
{
    advance(line, line->now_ms + ms);
}

/* --- by hand ---------------------------------------------------------------------------------- */

static struct baton_text id_of(struct line *line, const char *prefix)
{
    return baton_text_format(&line->promises.arena, "%s-%d", prefix, ++line->ids);
}

static struct baton_text key_of(struct line *line, const char *conversation)
{
    return baton_key_make(&line->promises.arena, BATON_TEXT(LINE_TENANT),
                          baton_text_of(conversation));
}

struct promises_case *line_case(struct line *line, const char *conversation)
{
    struct promises_case *c = promises_case(&line->promises, key_of(line, conversation));

    if (c == NULL)
        fail_msg("nothing was heard of %s", conversation);
    return c;
}

static struct baton_conversation_event *event_of(struct line *line, const char *conversation,
                                                 enum baton_event_type type)
{
    struct baton_conversation_event *event =
        BATON_RECORD(&line->promises.arena, conversation_event);

    event->env.tenant = BATON_TEXT(LINE_TENANT);
    event->env.conversation_id = baton_text_of(conversation);
    event->env.occurred_at = line->now_ms;
    event->event_id = id_of(line, "hand");
    event->type = type;
    return event;
}

void line_says(struct line *line, const char *conversation, enum baton_speaker speaker,
               const char *who, const char *text)
{
    struct baton_conversation_event *event = event_of(line, conversation, BATON_EVENT_TYPE_MESSAGE);

    event->speaker = speaker;
    event->text = baton_text_of(text);
    if (speaker == BATON_SPEAKER_CUSTOMER)
        event->customer.id = baton_text_of(who);
    else
        event->disposition = BATON_DISPOSITION_REQUESTED;
    if (speaker != BATON_SPEAKER_CUSTOMER)
        event->speaker_id = baton_text_of(who);
    line_wait(line, 1000);
    feed(line, &baton_topic_events, key_of(line, conversation), event);
}

void line_event(struct line *line, const char *conversation, enum baton_event_type type)
{
    struct baton_conversation_event *event = event_of(line, conversation, type);

    event->speaker = BATON_SPEAKER_SYSTEM;
    line_wait(line, 1000);
    feed(line, &baton_topic_events, key_of(line, conversation), event);
}

void line_policy(struct line *line, const char *body)
{
    struct baton_policy *policy = BATON_RECORD(&line->promises.arena, policy);

    policy->env.tenant = BATON_TEXT(LINE_TENANT);
    policy->policy_id = id_of(line, "policy");
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->applies = BATON_POLICY_APPLIES_ALL;
    policy->body = baton_text_of(body);
    policy->digest = baton_policy_digest(policy->body, &line->promises.arena);
    feed(line, &baton_topic_policies, BATON_TEXT(LINE_TENANT "/declared"), policy);
}

struct baton_text line_json(struct line *line, const struct baton_assignment *assignment)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 1024 * 1024);
    baton_json_encode(&baton_assignment_type, assignment, true, &buf);
    struct baton_text text = baton_text_copy(&line->promises.arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return text;
}

static struct baton_agent_event *agent_event(struct line *line, struct baton_text agent,
                                             enum baton_agent_event_type type)
{
    struct baton_agent_event *event = BATON_RECORD(&line->promises.arena, agent_event);

    event->env.tenant = BATON_TEXT(LINE_TENANT);
    event->event_id = id_of(line, "agent");
    event->type = type;
    event->pool = BATON_TEXT("main");
    event->agent.id = agent;
    return event;
}

static void tell_router(struct line *line, struct baton_agent_event *event)
{
    feed(line, &baton_topic_agents,
         baton_key_make(&line->promises.arena, BATON_TEXT(LINE_TENANT), BATON_TEXT("main")), event);
}

void line_online(struct line *line, const char *agent)
{
    struct baton_agent_event *event =
        agent_event(line, baton_text_of(agent), BATON_AGENT_EVENT_TYPE_PRESENCE);

    event->presence = BATON_PRESENCE_ONLINE;
    event->capacity = CAPACITY;
    tell_router(line, event);
}

void line_accept(struct line *line, const char *conversation)
{
    const struct baton_assignment *a = line_case(line, conversation)->last;

    assert_non_null(a);
    assert_int_equal(a->status, BATON_ASSIGNMENT_STATUS_OFFERED);
    const struct baton_reservation *r = &a->reservations[a->reservations_count - 1];
    struct baton_agent_event *event = agent_event(line, r->agent_id, BATON_AGENT_EVENT_TYPE_ACCEPT);
    event->env.conversation_id = baton_text_of(conversation);
    event->reservation_id = r->id;
    event->reservation_version = r->version;
    line_wait(line, 1000);
    tell_router(line, event);
}

void line_resolve(struct line *line, const char *conversation, enum baton_resolution_next next)
{
    const struct baton_assignment *a = line_case(line, conversation)->last;
    struct baton_resolution *resolution = BATON_RECORD(&line->promises.arena, resolution);

    assert_non_null(a);
    resolution->env.tenant = BATON_TEXT(LINE_TENANT);
    resolution->env.conversation_id = baton_text_of(conversation);
    resolution->resolution_id = id_of(line, "resolution");
    resolution->version = 1;
    resolution->assignment_id = a->assignment_id;
    resolution->by = BATON_SPEAKER_AGENT;
    resolution->by_id = a->holder.id;
    resolution->outcome = BATON_OUTCOME_RESOLVED;
    resolution->next = next;
    resolution->solution = BATON_TEXT("The invoice was corrected.");
    line_wait(line, 1000);
    feed(line, &baton_topic_resolutions, key_of(line, conversation), resolution);
}
