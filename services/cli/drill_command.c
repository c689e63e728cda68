/* baton drill: synthetic conversations through a cluster while its services are restarted, and
 * whether anything of them was lost or doubled. */
#include "actors.h"
#include "cluster.h"
#include "drill_report.h"
#include "key.h"
#include "restarts.h"
#include "timestamp.h"

#include <poll.h>
#include <signal.h>

#define READ_MS 20
#define GAP_MS 2000        /* between two turns: a restart falls into the midst of conversations */
#define WRITE_TRY_MS 60000 /* brokers may be restarted too */
#define WRITE_AGAIN_MS 500
#define LEAVE_MS 15000 /* for the ends of conversations that the drill ends itself */
#define FLUSH_TIMEOUT_MS 30000

struct plan {
    int64_t conversations, seconds, wait_s, late_s, every_s;
    const char *tenant, *command;
    bool json;
};

struct exercise {
    struct plan plan;
    struct cluster *cluster;
    struct actors *actors;
    struct drill *drill;
    struct restarts restarts;
    char prefix[40];
    int64_t began_ms;
    struct baton_error err, restart_err;
    bool restart_failed;
};

static volatile sig_atomic_t stopped;

static void stop(int signal_number)
{
    (void)signal_number;
    stopped++;
}

static void seen(void *context, const struct baton_record *in)
{
    struct exercise *x = context;
    int64_t now_ms = baton_clock_wall_ms();

    drill_saw(x->drill, in, now_ms);
    actors_see(x->actors, in, now_ms);
}

static bool write_record(void *context, const struct baton_topic *topic, struct baton_text key,
                         void *value)
{
    struct exercise *x = context;
    int64_t until_ms = baton_clock_monotonic_ms() + WRITE_TRY_MS;
    enum baton_verdict v;

    drill_wrote(x->drill, topic, value, baton_clock_wall_ms());
    while ((v = cluster_write(x->cluster, topic, key, value, &x->err)) == BATON_RETRY && stopped < 2
           && baton_clock_monotonic_ms() < until_ms)
        poll(NULL, 0, WRITE_AGAIN_MS);
    return v == BATON_DONE;
}

/* --- the conversations ----------------------------------------------------------------------- */

static const struct {
    enum baton_speaker speaker;
    const char *text;
} turns[] = {
    { BATON_SPEAKER_CUSTOMER, "Hello, where is my parcel?" },
    { BATON_SPEAKER_BOT, "Let me look that up for you." },
    { BATON_SPEAKER_CUSTOMER, "It should have been here on Monday." },
    { BATON_SPEAKER_BOT, "It is still in transit." },
    { BATON_SPEAKER_CUSTOMER, NULL }, /* drill_wish */
};
enum { TURNS = sizeof turns / sizeof turns[0] };

static void conversation_make(const struct exercise *x, int64_t number, struct baton_arena *arena,
                              struct conversation *ret)
{
    *ret = (struct conversation){ .tenant = baton_text_of(x->plan.tenant),
                                  .id = baton_text_format(arena, "%s%lld", x->prefix,
                                                          (long long)number) };
    for (size_t i = 0; i < TURNS; i++) {
        struct baton_conversation_event *event = BATON_RECORD(arena, conversation_event);
        bool by_bot = turns[i].speaker == BATON_SPEAKER_BOT;

        event->env.tenant = ret->tenant;
        event->env.conversation_id = ret->id;
        event->env.occurred_at = (int64_t)i * GAP_MS;
        event->event_id = baton_text_format(arena, "%.*s-%zu", BATON_TEXT_ARG(ret->id), i);
        event->type = BATON_EVENT_TYPE_MESSAGE;
        event->speaker = turns[i].speaker;
        event->disposition = by_bot ? BATON_DISPOSITION_REQUESTED : BATON_DISPOSITION_REPORTED;
        event->text = baton_text_of(turns[i].text != NULL ? turns[i].text : drill_wish);
        *BATON_APPEND(arena, ret->events, ret->events_count) = event;
    }
}

static void play_all(struct exercise *x)
{
    struct baton_arena arena;

    baton_arena_init(&arena);
    for (int64_t i = 0; i < x->plan.conversations; i++) {
        struct conversation conversation;

        conversation_make(x, i, &arena, &conversation);
        actors_play(x->actors, &conversation,
                    x->began_ms + i * x->plan.seconds * 1000 / x->plan.conversations);
        baton_arena_reset(&arena);
    }
    baton_arena_release(&arena);
}

/* --- the course ------------------------------------------------------------------------------ */

/* Until everything that is due has come, the time is over, or the user stops it. */
static bool run(struct exercise *x)
{
    int64_t until_ms = x->began_ms + (x->plan.seconds + x->plan.wait_s) * 1000;

    for (int64_t now_ms = x->began_ms; !stopped && now_ms < until_ms;
         now_ms = baton_clock_wall_ms()) {
        if (drill_complete(x->drill) && !restarts_at_work(&x->restarts)
            && now_ms >= x->began_ms + x->plan.seconds * 1000)
            break;
        if (!restarts_step(&x->restarts, now_ms, &x->restart_err)) {
            x->restart_failed = true;
            break;
        }
        if (cluster_read(x->cluster, READ_MS, &x->err) == BATON_FATAL
            || !actors_act(x->actors, baton_clock_wall_ms()))
            return false;
    }
    return true;
}

/* Ends what has not ended, and waits until it has. A second signal does not wait. */
static bool leave(struct exercise *x)
{
    int64_t until_ms = baton_clock_monotonic_ms() + LEAVE_MS;
    bool good = actors_leave(x->actors, baton_clock_wall_ms());

    while (good && stopped < 2 && !actors_over(x->actors) && baton_clock_monotonic_ms() < until_ms)
        good = cluster_read(x->cluster, READ_MS, &x->err) != BATON_FATAL;
    return good && cluster_flush(x->cluster, FLUSH_TIMEOUT_MS, &x->err) == BATON_DONE;
}

static void report(struct exercise *x, const struct drill_report *sums)
{
    struct drill_told told = { .prefix = x->prefix,
                               .report = sums,
                               .restarts = x->restarts.done,
                               .restarts_count = x->restarts.count,
                               .began_ms = x->began_ms,
                               .took_ms = baton_clock_wall_ms() - x->began_ms,
                               .interrupted = stopped > 0 };

    if (x->plan.json)
        drill_print_json(stdout, &told);
    else
        drill_print_text(stdout, &told);
}

static int judge(struct exercise *x)
{
    bool good = run(x);
    struct drill_report sums;

    if (good && (stopped > 0 || x->restart_failed))
        drill_cut(x->drill);
    /* What is still at work is over for the report. */
    for (size_t i = 0; i < x->restarts.count; i++)
        if (x->restarts.done[i].ended_ms == 0)
            x->restarts.done[i].ended_ms = baton_clock_wall_ms();
    drill_sum(x->drill, x->restarts.done, x->restarts.count, &sums);
    if (!leave(x) || !good)
        return cli_fail("drill", &x->err);
    report(x, &sums);
    if (x->restart_failed)
        return cli_fail("drill", &x->restart_err);
    return sums.lost == 0 && sums.doubled == 0 ? CLI_OK : CLI_FAILED;
}

static int drill_run(struct exercise *x)
{
    const struct plan *plan = &x->plan;
    struct cluster_conf conf = {
        .topics = drill_topics, .from_end = true, .seen = seen, .context = x
    };
    struct actors_conf actors = { .write = write_record,
                                  .context = x,
                                  .speed = 1,
                                  .with_agents = true,
                                  .synthetic = true,
                                  .capacity = (double)plan->conversations };

    x->cluster = cluster_open(&conf, &x->err);
    if (x->cluster == NULL)
        return cli_fail("drill", &x->err);
    x->began_ms = baton_clock_wall_ms();
    snprintf(x->prefix, sizeof x->prefix, "drill-%llx-", (unsigned long long)x->began_ms);
    x->drill = drill_new(x->prefix, (size_t)plan->conversations, plan->late_s * 1000);
    x->actors = actors_new(&actors);
    restarts_init(&x->restarts, plan->command, plan->every_s * 1000, x->began_ms,
                  x->began_ms + plan->seconds * 1000);
    play_all(x);
    int code = judge(x);
    actors_free(x->actors);
    drill_free(x->drill);
    cluster_close(x->cluster);
    return code;
}

static bool read_tenant(const char *text, const char **ret)
{
    *ret = text;
    if (baton_name_valid(baton_text_of(text)))
        return true;
    fprintf(stderr, "baton: --tenant=%s: 1 to 64 of a-z, 0-9, _ and - are wanted\n", text);
    return false;
}

static bool read_arguments(int argc, char **argv, struct plan *plan)
{
    static const struct option options[] = {
        { "conversations", required_argument, NULL, 'c' },
        { "seconds", required_argument, NULL, 's' },
        { "wait", required_argument, NULL, 'w' },
        { "late", required_argument, NULL, 'l' },
        { "tenant", required_argument, NULL, 't' },
        { "restart-command", required_argument, NULL, 'r' },
        { "restart-every", required_argument, NULL, 'e' },
        { "json", no_argument, NULL, 'j' },
        { NULL, 0, NULL, 0 },
    };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 'c': good = cli_number("conversations", optarg, 1, 5000, &plan->conversations); break;
        case 's': good = cli_number("seconds", optarg, 1, 86400, &plan->seconds); break;
        case 'w': good = cli_number("wait", optarg, 1, 3600, &plan->wait_s); break;
        case 'l': good = cli_number("late", optarg, 1, 3600, &plan->late_s); break;
        case 'e': good = cli_number("restart-every", optarg, 1, 86400, &plan->every_s); break;
        case 't': good = read_tenant(optarg, &plan->tenant); break;
        case 'r': plan->command = optarg; break;
        case 'j': plan->json = true; break;
        default: good = false;
        }
    return good && optind == argc;
}

int drill_command(int argc, char **argv)
{
    static struct exercise x = { .plan = { .conversations = 50,
                                           .seconds = 60,
                                           .wait_s = 120,
                                           .late_s = 10,
                                           .every_s = 20,
                                           .tenant = "baton-drill" } };

    if (!read_arguments(argc, argv, &x.plan))
        return cli_usage("drill");
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    return drill_run(&x);
}
