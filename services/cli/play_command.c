/* baton play, baton demo: conversations of files through a cluster, by the clock; demo shows what
 * happens and acts the agents too. */
#include "actors.h"
#include "cluster.h"
#include "insight.h"
#include "timestamp.h"
#include "view.h"

#include <signal.h>
#include <unistd.h>

#define READ_MS 20
#define SETTLE_MS 5000
#define FLUSH_TIMEOUT_MS 30000
#define STAGGER_MS 3000 /* the files' conversations begin so far apart, divided by the speed */

struct stage {
    struct cluster *cluster;
    struct actors *actors;
    struct view view;
    bool show;
    struct baton_error err;
};

struct request {
    double speed;
    bool loop; /* begin again with new ids when all is played */
    bool agents;
    bool synthetic; /* a drill: the events say so, and nothing of it is counted or learned from */
    bool show;
    bool stay; /* go on watching at the end */
    int64_t round;
};

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

static void seen(void *context, const struct baton_record *in)
{
    struct stage *stage = context;

    if (stage->show)
        view_record(&stage->view, in);
    if (stage->actors != NULL)
        actors_see(stage->actors, in, baton_clock_wall_ms());
}

static bool write_record(void *context, const struct baton_topic *topic, struct baton_text key,
                         void *value)
{
    struct stage *stage = context;

    return cluster_write(stage->cluster, topic, key, value, &stage->err) == BATON_DONE;
}

/* Ids carry the time, so that a conversation can be played again while an earlier play is still
 * kept. */
static void rename_conversation(struct conversation *conversation, const char *suffix,
                                struct baton_arena *arena)
{
    struct baton_text id = baton_text_format(
        arena, "%.*s-%s", BATON_TEXT_ARG(baton_text_cut(conversation->id, 120)), suffix);

    for (size_t i = 0; i < conversation->events_count; i++)
        conversation->events[i]->env.conversation_id = id;
    conversation->id = id;
}

static bool load_file(struct stage *stage, const char *path, const char *suffix, double speed,
                      int64_t *start_ms)
{
    struct conversation_file *file = conversation_file_open(path, &stage->err);
    struct baton_arena arena;
    struct conversation conversation;
    enum conversation_read got = file != NULL ? CONVERSATION_READ : CONVERSATION_BAD;

    baton_arena_init(&arena);
    while (file != NULL
           && (got = conversation_file_next(file, 0, &arena, &conversation, &stage->err))
                  == CONVERSATION_READ) {
        if (suffix != NULL)
            rename_conversation(&conversation, suffix, &arena);
        actors_play(stage->actors, &conversation, *start_ms);
        *start_ms += (int64_t)(STAGGER_MS / speed);
        baton_arena_reset(&arena);
    }
    conversation_file_close(file);
    baton_arena_release(&arena);
    return got == CONVERSATION_END;
}

/* Until everything is played (or for ever, to watch), or the user stops it. */
static bool run(struct stage *stage, bool stay)
{
    while (!stopped && (stay || !actors_done(stage->actors, baton_clock_wall_ms()))) {
        if (cluster_read(stage->cluster, READ_MS, &stage->err) == BATON_FATAL
            || !actors_act(stage->actors, baton_clock_wall_ms()))
            return false;
    }
    return true;
}

static bool play_round(struct stage *stage, const struct request *request, char **paths,
                       int path_count)
{
    struct actors_conf conf = { .write = write_record,
                                .context = stage,
                                .speed = request->speed,
                                .with_agents = request->agents,
                                .synthetic = request->synthetic,
                                .settle_ms = request->agents ? SETTLE_MS : 0 };
    int64_t start_ms = baton_clock_wall_ms() + 200;
    char suffix[32];
    bool good = true;

    snprintf(suffix, sizeof suffix, "%llx", (unsigned long long)start_ms / 1000);
    stage->actors = actors_new(&conf);
    for (int i = 0; good && i < path_count; i++)
        good = load_file(stage, paths[i], suffix, request->speed, &start_ms);
    good = good && run(stage, request->stay && !request->loop);
    actors_free(stage->actors);
    stage->actors = NULL;
    return good;
}

static int play(const struct request *request, char **paths, int path_count, const char *command)
{
    struct stage stage = { .show = request->show,
                           .view.colour = isatty(1) && getenv("NO_COLOR") == NULL };
    static const struct baton_topic *const topics[] = {
        &baton_topic_events,      &baton_topic_signals,
        &baton_topic_packages,    &baton_topic_requests,
        &baton_topic_assignments, &baton_topic_deliveries,
        &baton_topic_resolutions, &baton_topic_outcomes,
        &baton_topic_policies,    NULL,
    };
    struct cluster_conf conf = {
        .topics = topics, .from_end = true, .seen = seen, .context = &stage
    };
    bool good = (stage.view.insight = insight_new(&stage.err)) != NULL
                && (stage.cluster = cluster_open(&conf, &stage.err)) != NULL;

    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    do {
        good = good && play_round(&stage, request, paths, path_count);
    } while (good && request->loop && !stopped);
    good = good && cluster_flush(stage.cluster, FLUSH_TIMEOUT_MS, &stage.err) == BATON_DONE;
    cluster_close(stage.cluster);
    insight_free(stage.view.insight);
    return good ? CLI_OK : cli_fail(command, &stage.err);
}

static bool read_speed(const char *text, double *speed)
{
    if (baton_text_to_double(baton_text_of(text), speed) && *speed >= 0.01 && *speed <= 10000)
        return true;
    fprintf(stderr, "baton: --speed=%s: a number from 0.01 to 10000 is wanted\n", text);
    return false;
}

static bool read_arguments(int argc, char **argv, struct request *request)
{
    static const struct option options[] = {
        { "speed", required_argument, NULL, 's' },
        { "loop", no_argument, NULL, 'l' },
        { "quiet", no_argument, NULL, 'q' },
        { "stay", no_argument, NULL, 'y' },
        { "agents", no_argument, NULL, 'a' },
        { "synthetic", no_argument, NULL, 'n' },
        { NULL, 0, NULL, 0 },
    };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 's': good = read_speed(optarg, &request->speed); break;
        case 'l': request->loop = true; break;
        case 'q': request->show = false; break;
        case 'y': request->stay = true; break;
        case 'a': request->agents = true; break;
        case 'n': request->synthetic = true; break;
        default: good = false;
        }
    return good && optind < argc;
}

int play_command(int argc, char **argv)
{
    struct request request = { .speed = 10, .show = true };

    if (!read_arguments(argc, argv, &request))
        return cli_usage("play");
    return play(&request, argv + optind, argc - optind, "play");
}

int demo_command(int argc, char **argv)
{
    struct request request = {
        .speed = 10, .show = true, .agents = true, .stay = true, .synthetic = true
    };

    if (!read_arguments(argc, argv, &request))
        return cli_usage("demo");
    return play(&request, argv + optind, argc - optind, "demo");
}
