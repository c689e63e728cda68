/* baton simulate: the whole line of stages on conversation files, in this process, with acted
 * agents and no broker. The clock is that of the conversations: an hour of talk takes milliseconds.
 */
#include "actors.h"
#include "cli.h"
#include "engine.h"
#include "insight.h"
#include "view.h"

#include <unistd.h>

#define START_MS 1767225600000 /* 2026-01-01, so that two runs print the same */
#define SERVICES_MAX 16
#define STAGGER_MS 1000
#define LONGEST_MS (24 * 3600 * 1000LL)

struct world {
    struct baton_engine *engine;
    struct actors *actors;
    struct view view;
    bool show;
    int64_t now_ms;
    struct baton_error err;
    int64_t turns, escalated, accepted, resolved, ended, dead_letters;
};

static void count(struct world *world, const struct baton_record *in)
{
    const struct baton_conversation_event *event = in->value;
    const struct baton_assignment *assignment = in->value;
    const struct baton_escalation_signal *signal = in->value;

    if (in->topic == &baton_topic_events) {
        world->turns += event->type == BATON_EVENT_TYPE_MESSAGE;
        world->ended += event->type == BATON_EVENT_TYPE_ENDED;
    }
    if (in->topic == &baton_topic_signals)
        world->escalated += signal->kind == BATON_SIGNAL_KIND_ESCALATE;
    if (in->topic == &baton_topic_assignments)
        world->accepted += assignment->change == BATON_ASSIGNMENT_CHANGE_ACCEPTED;
    if (in->topic == &baton_topic_resolutions)
        world->resolved++;
}

static void tap(void *context, const struct baton_record *in)
{
    struct world *world = context;

    if (in->topic->type == &baton_dead_letter_type) {
        const struct baton_dead_letter *letter = in->value;
        world->dead_letters++;
        if (letter != NULL)
            fprintf(stderr, "baton simulate: dead letter of %.*s: %.*s\n",
                    BATON_TEXT_ARG(letter->service), BATON_TEXT_ARG(letter->message));
    }
    if (in->value == NULL)
        return;
    count(world, in);
    if (world->show)
        view_record(&world->view, in);
    actors_see(world->actors, in, world->now_ms);
}

static bool feed(void *context, const struct baton_topic *topic, struct baton_text key, void *value)
{
    struct world *world = context;

    return baton_engine_feed(world->engine, topic, key, value, world->now_ms, -1, &world->err)
           == BATON_DONE;
}

static bool load(struct world *world, char **paths, int path_count)
{
    struct baton_arena arena;
    int64_t start_ms = START_MS + 1000;
    enum conversation_read got = CONVERSATION_END;

    baton_arena_init(&arena);
    for (int i = 0; got == CONVERSATION_END && i < path_count; i++) {
        struct conversation conversation;
        struct conversation_file *file = conversation_file_open(paths[i], &world->err);
        got = file != NULL ? CONVERSATION_READ : CONVERSATION_BAD;
        while (got == CONVERSATION_READ
               && (got = conversation_file_next(file, 0, &arena, &conversation, &world->err))
                      == CONVERSATION_READ) {
            actors_play(world->actors, &conversation, start_ms);
            start_ms += STAGGER_MS;
        }
        conversation_file_close(file);
    }
    baton_arena_release(&arena);
    return got == CONVERSATION_END;
}

static bool run(struct world *world)
{
    while (!actors_done(world->actors, world->now_ms) && world->now_ms < START_MS + LONGEST_MS) {
        int64_t next_ms = actors_next_ms(world->actors);

        if (next_ms == INT64_MAX)
            break;
        world->now_ms = next_ms > world->now_ms ? next_ms : world->now_ms;
        if (baton_engine_advance(world->engine, world->now_ms, &world->err) != BATON_DONE
            || !actors_act(world->actors, world->now_ms))
            return false;
    }
    return true;
}

static bool world_open(struct world *world)
{
    static const struct baton_service *stages[SERVICES_MAX + 1];
    struct baton_engine_conf conf = {
        .services = stages, .partitions = 1, .start_ms = START_MS, .tap = tap, .context = world
    };
    struct actors_conf actors = {
        .write = feed, .context = world, .speed = 1, .with_agents = true
    };
    size_t used = 0;

    for (const struct baton_service *const *service = cli_services;
         *service != NULL && used < SERVICES_MAX; service++)
        if ((*service)->process != NULL)
            stages[used++] = *service;
    stages[used] = NULL;
    world->now_ms = START_MS;
    world->actors = actors_new(&actors);
    world->engine = baton_engine_new(&conf, &world->err);
    world->view.insight = insight_new(&world->err);
    return world->engine != NULL && world->view.insight != NULL;
}

int simulate_command(int argc, char **argv)
{
    static const struct option options[] = { { "quiet", no_argument, NULL, 'q' },
                                             { NULL, 0, NULL, 0 } };
    struct world world = { .show = true, .view.colour = isatty(1) && getenv("NO_COLOR") == NULL };

    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        if (c == 'q')
            world.show = false;
        else
            return cli_usage("simulate");
    if (optind == argc)
        return cli_usage("simulate");
    bool good = world_open(&world) && load(&world, argv + optind, argc - optind) && run(&world);
    baton_engine_free(world.engine);
    actors_free(world.actors);
    insight_free(world.view.insight);
    if (!good)
        return cli_fail("simulate", &world.err);
    printf(
        "%lld turns, %lld escalated, %lld accepted, %lld resolved, %lld ended, %lld dead letters\n",
        (long long)world.turns, (long long)world.escalated, (long long)world.accepted,
        (long long)world.resolved, (long long)world.ended, (long long)world.dead_letters);
    return world.dead_letters == 0 ? CLI_OK : CLI_FAILED;
}
