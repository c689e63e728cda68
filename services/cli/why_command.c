/* baton why: the story of one conversation (why.h), from what the topics still keep of it. With the
 * tenant named one partition of each topic is read, else all. */
#include "cluster.h"
#include "insight.h"
#include "key.h"
#include "why.h"

#define READ_TIMEOUT_MS 120000

struct desk {
    struct baton_arena arena;
    struct baton_text tenant, id; /* of the conversation; tenant empty: to be found */
    struct baton_text other;      /* a second tenant with a conversation of this id */
    struct insight *insight;
    struct baton_record *events; /* of the conversation */
    size_t events_count;
    struct why why;
    struct why_score score;
};

/* Policies too: the detector is run on the turns again, by the rules of the tenant. */
static bool wants(void *context, const struct baton_topic *topic, struct baton_text key)
{
    struct desk *desk = context;
    struct baton_arena arena;

    if (topic->global)
        return true;
    baton_arena_init(&arena);
    bool same = baton_text_equal(baton_key_part(&arena, key, 1), desk->id)
                && (desk->tenant.size == 0
                    || baton_text_equal(baton_key_part(&arena, key, 0), desk->tenant));
    baton_arena_release(&arena);
    return same;
}

static void seen(void *context, const struct baton_record *in)
{
    struct desk *desk = context;
    struct baton_record copy = *in;
    double unused;

    if (in->topic->global) { /* today's rules: in force before the first turn */
        copy.time_ms = 1;
        insight_follow(desk->insight, &copy, &unused);
        return;
    }
    struct baton_text tenant = baton_key_part(&desk->arena, in->key, 0);
    if (desk->tenant.size == 0)
        desk->tenant = tenant;
    if (!baton_text_equal(desk->tenant, tenant)) {
        desk->other = tenant;
        return;
    }
    why_see(&desk->why, in);
    if (in->topic != &baton_topic_events || in->value == NULL)
        return;
    copy.key = baton_text_copy(&desk->arena, in->key);
    copy.value = baton_record_copy(in->topic->type, in->value, &desk->arena);
    *BATON_APPEND(&desk->arena, desk->events, desk->events_count) = copy;
}

/* The detector once more over the turns, now that all policies are known. */
static void score(struct desk *desk)
{
    for (size_t i = 0; i < desk->events_count; i++) {
        const struct baton_conversation_event *event = desk->events[i].value;
        double probability = -1;

        if (insight_follow(desk->insight, &desk->events[i], &probability)
            && probability > desk->score.probability)
            desk->score = (struct why_score){ probability, event->event_id };
    }
}

/* "tenant/id", or an id alone. */
static struct baton_text read_name(struct desk *desk, struct baton_text name)
{
    ptrdiff_t slash = baton_text_find(name, BATON_TEXT("/"), 0);
    struct baton_text tenant = slash > 0 ? baton_text_cut(name, (size_t)slash) : BATON_TEXT_NONE;

    desk->id = name;
    if (!baton_name_valid(tenant))
        return BATON_TEXT_NONE;
    desk->tenant = tenant;
    desk->id = (struct baton_text){ name.data + slash + 1, name.size - (size_t)slash - 1 };
    return baton_key_make(&desk->arena, desk->tenant, desk->id);
}

static int tell(const struct desk *desk, struct baton_text name)
{
    if (desk->other.size > 0) {
        fprintf(
            stderr,
            "baton why: %.*s and %.*s have a conversation of this id; name the tenant: %.*s/%.*s\n",
            BATON_TEXT_ARG(desk->tenant), BATON_TEXT_ARG(desk->other), BATON_TEXT_ARG(desk->tenant),
            BATON_TEXT_ARG(name));
        return CLI_FAILED;
    }
    if (desk->why.first_ms == 0) {
        fprintf(stderr, "baton why: nothing is kept of a conversation %.*s\n",
                BATON_TEXT_ARG(name));
        return CLI_FAILED;
    }
    return CLI_OK;
}

static int run(struct desk *desk, struct baton_text name)
{
    static const struct baton_topic *topics[16] = { &baton_topic_policies };
    struct baton_error err = { "", "" };
    struct cluster_conf conf = { .topics = topics, .wants = wants, .seen = seen, .context = desk };

    for (size_t i = 0; why_topics[i] != NULL; i++)
        topics[i + 1] = why_topics[i];
    conf.owner = read_name(desk, name);
    desk->insight = insight_new(&err);
    struct cluster *cluster = desk->insight != NULL ? cluster_open(&conf, &err) : NULL;
    bool good = cluster != NULL && cluster_read_all(cluster, READ_TIMEOUT_MS, &err) == BATON_DONE;
    cluster_close(cluster);
    if (good)
        score(desk);
    insight_free(desk->insight);
    if (!good)
        return cli_fail("why", &err);
    int code = tell(desk, name);
    if (code == CLI_OK)
        why_print(&desk->why,
                  baton_text_format(&desk->arena, "%.*s/%.*s", BATON_TEXT_ARG(desk->tenant),
                                    BATON_TEXT_ARG(desk->id)),
                  &desk->score, stdout);
    return code;
}

int why_command(int argc, char **argv)
{
    struct desk desk = { .score.probability = -1 };

    if (argc != 2 || argv[1][0] == '-' || argv[1][0] == '\0')
        return cli_usage("why");
    baton_arena_init(&desk.arena);
    why_init(&desk.why);
    int code = run(&desk, baton_text_of(argv[1]));
    why_release(&desk.why);
    baton_arena_release(&desk.arena);
    return code;
}
