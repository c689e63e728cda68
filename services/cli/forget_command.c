/* baton forget: asks the stages to erase. A conversation is told so by an event; a customer's
 * conversations are known to the learner, which tells each of them. */
#include "cluster.h"

#include "key.h"
#include "timestamp.h"

#define FLUSH_TIMEOUT_MS 30000

/* What one run does. */
struct desk {
    struct baton_arena arena;
    struct cluster *cluster;
    bool customers; /* not conversations */
    int64_t now_ms;
};

/* "tenant/id", the id as it is (not encoded).
 * fails  false, with a line on stderr */
static bool read_name(struct baton_text name, struct baton_text *ret_tenant,
                      struct baton_text *ret_id)
{
    ptrdiff_t slash = baton_text_find(name, BATON_TEXT("/"), 0);

    if (slash > 0) {
        *ret_tenant = baton_text_cut(name, (size_t)slash);
        *ret_id = (struct baton_text){ name.data + slash + 1, name.size - (size_t)slash - 1 };
        if (baton_name_valid(*ret_tenant) && baton_id_valid(*ret_id))
            return true;
    }
    fputs("baton forget: ", stderr);
    cli_put_text(stderr, name);
    fputs(": write TENANT/ID; a tenant is 1 to 64 of a-z, 0-9, - and _, an id at most 200 bytes\n",
          stderr);
    return false;
}

static enum baton_verdict forget_customer(struct desk *desk, struct baton_text tenant,
                                          struct baton_text id, struct baton_error *err)
{
    struct baton_customer_history *line = BATON_RECORD(&desk->arena, customer_history);

    line->env.tenant = tenant;
    line->env.occurred_at = desk->now_ms;
    line->env.producer.name = BATON_TEXT("baton");
    line->history_id = baton_text_format(&desk->arena, "forget-%lld", (long long)desk->now_ms);
    line->customer_id = id;
    line->forget = true;
    return cluster_write(desk->cluster, &baton_topic_histories,
                         baton_key_make(&desk->arena, tenant, id), line, err);
}

static enum baton_verdict forget_conversation(struct desk *desk, struct baton_text tenant,
                                              struct baton_text id, struct baton_error *err)
{
    struct baton_conversation_event *event = BATON_RECORD(&desk->arena, conversation_event);

    event->env.tenant = tenant;
    event->env.conversation_id = id;
    event->env.occurred_at = desk->now_ms;
    event->env.producer.name = BATON_TEXT("baton");
    event->event_id = baton_text_format(&desk->arena, "forget-%lld", (long long)desk->now_ms);
    event->type = BATON_EVENT_TYPE_FORGET;
    event->speaker = BATON_SPEAKER_SYSTEM;
    return cluster_write(desk->cluster, &baton_topic_events,
                         baton_key_make(&desk->arena, tenant, id), event, err);
}

static enum baton_verdict forget_all(struct desk *desk, char **names, int count,
                                     struct baton_error *err)
{
    enum baton_verdict v = BATON_DONE;

    for (int i = 0; v == BATON_DONE && i < count; i++) {
        struct baton_text tenant = BATON_TEXT_NONE, id = BATON_TEXT_NONE;

        (void)read_name(baton_text_of(names[i]), &tenant, &id); /* all were looked at before */
        v = desk->customers ? forget_customer(desk, tenant, id, err)
                            : forget_conversation(desk, tenant, id, err);
    }
    return v;
}

static int run(struct desk *desk, char **names, int count)
{
    struct cluster_conf conf = { .topics = NULL };
    struct baton_error err = { "", "" };
    struct baton_text tenant, id;

    for (int i = 0; i < count; i++)
        if (!read_name(baton_text_of(names[i]), &tenant, &id))
            return CLI_USAGE;
    desk->cluster = cluster_open(&conf, &err);
    bool good = desk->cluster != NULL && forget_all(desk, names, count, &err) == BATON_DONE
                && cluster_flush(desk->cluster, FLUSH_TIMEOUT_MS, &err) == BATON_DONE;
    cluster_close(desk->cluster);
    if (!good)
        return cli_fail("forget", &err);
    printf(
        "%d %s told to be forgotten; the next minute takes the text out of every state and view, "
        "time takes it out of the topics\n",
        count, desk->customers ? "customers" : "conversations");
    return CLI_OK;
}

int forget_command(int argc, char **argv)
{
    static const struct option options[] = {
        { "customer", no_argument, NULL, 'c' },
        { NULL, 0, NULL, 0 },
    };
    struct desk desk = { .now_ms = baton_clock_wall_ms() };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        if (c == 'c')
            desk.customers = true;
        else
            good = false;
    if (!good || optind == argc)
        return cli_usage("forget");
    baton_arena_init(&desk.arena);
    int code = run(&desk, argv + optind, argc - optind);
    baton_arena_release(&desk.arena);
    return code;
}
