/* baton dead-letters: what was given up and why, and back into its topic when the reason is mended.
 * The contents are a customer's words and are not printed.
 *
 * Each service that reads a topic writes a letter of its own for a record there that none can use,
 * so letters are put back by their origin: the place of the first record. The copy names it in a
 * header; a letter that a copy caused has the same origin, and `--replay-all` leaves it alone.
 * However often it is run, it puts each record back once a run and never what it put back itself.
 */
#include "cluster.h"
#include "timestamp.h"

#include <uthash.h>

#define READ_TIMEOUT_MS 60000
#define SERVICES_MAX 16

struct request {
    const char *service; /* NULL: all */
    const char *reason;  /* NULL: all */
    const char *replay;  /* an id; NULL: none */
    bool replay_all;
};

/* An origin that this run has dealt with. */
struct origin {
    UT_hash_handle hh;
    char id[]; /* the key, NUL behind it */
};

struct desk {
    const struct request *request;
    struct cluster *cluster;
    struct origin *origins;
    struct baton_arena arena; /* of one letter */
    int64_t listed, replayed;
    enum baton_verdict verdict;
    struct baton_error err;
};

/* Topics of dead letters are named after their services. */
struct letter_topics {
    char names[SERVICES_MAX][80];
    struct baton_topic rows[SERVICES_MAX];
    const struct baton_topic *list[SERVICES_MAX + 1];
};

static void fill_topics(struct letter_topics *topics, const char *only)
{
    size_t count = 0;

    for (const struct baton_service *const *service = cli_services;
         *service != NULL && count < SERVICES_MAX; service++) {
        if ((*service)->process == NULL || (only != NULL && strcmp(only, (*service)->name) != 0))
            continue;
        snprintf(topics->names[count], sizeof topics->names[count], "%s-dead-letters",
                 (*service)->name);
        topics->rows[count] = (struct baton_topic){ .name = topics->names[count],
                                                    .type = &baton_dead_letter_type,
                                                    .owner_parts = 1 };
        topics->list[count] = &topics->rows[count];
        count++;
    }
    topics->list[count] = NULL;
}

static void print_letter(const struct baton_dead_letter *letter)
{
    char time[BATON_TIME_SIZE];

    printf("%s  %.*s\n    %.*s: %.*s\n", baton_time_format(letter->source_timestamp, time),
           BATON_TEXT_ARG(letter->dead_letter_id), BATON_TEXT_ARG(letter->reason),
           BATON_TEXT_ARG(letter->message));
}

/* Whether this run meets the origin for the first time; remembers it. */
static bool origin_is_new(struct desk *desk, struct baton_text id)
{
    struct origin *origin = NULL;

    HASH_FIND(hh, desk->origins, id.data, id.size, origin);
    if (origin != NULL)
        return false;
    origin = calloc(1, sizeof *origin + id.size + 1);
    if (origin == NULL)
        abort();
    memcpy(origin->id, id.data, id.size);
    HASH_ADD_KEYPTR(hh, desk->origins, origin->id, id.size, origin);
    return true;
}

static void forget_origins(struct desk *desk)
{
    struct origin *origin, *next;

    HASH_ITER(hh, desk->origins, origin, next)
    {
        HASH_DEL(desk->origins, origin);
        free(origin);
    }
}

/* Why a letter cannot be put back; NULL: it can. */
static const char *obstacle(const struct baton_dead_letter *letter)
{
    if (baton_topic_find(letter->source_topic) == NULL)
        return "a timer, or of a topic that is not ours";
    return letter->cut_bytes > 0 ? "it was too large to be kept whole" : NULL;
}

static void replay(struct desk *desk, const struct baton_dead_letter *letter)
{
    const struct baton_topic *topic = baton_topic_find(letter->source_topic);
    const char *why = obstacle(letter);

    if (why != NULL) {
        fprintf(stderr, "baton dead-letters: %.*s cannot be put back: %s\n",
                BATON_TEXT_ARG(letter->dead_letter_id), why);
        return;
    }
    if (desk->verdict == BATON_DONE)
        desk->verdict =
            cluster_write_again(desk->cluster, topic, letter,
                                cluster_letter_origin(letter, &desk->arena, NULL), &desk->err);
    desk->replayed += desk->verdict == BATON_DONE;
}

static void seen(void *context, const struct baton_record *in)
{
    struct desk *desk = context;
    const struct baton_dead_letter *letter = in->value;
    const struct request *request = desk->request;
    bool copied = false;

    if (letter == NULL
        || (request->reason != NULL && !baton_text_is(letter->reason, request->reason))
        || (request->replay != NULL && !baton_text_is(letter->dead_letter_id, request->replay)))
        return;
    baton_arena_reset(&desk->arena);
    struct baton_text origin = cluster_letter_origin(letter, &desk->arena, &copied);
    if (request->replay_all && copied)
        return; /* what an earlier run put back, or this one did a moment ago */
    desk->listed++;
    print_letter(letter);
    if ((request->replay != NULL || request->replay_all) && origin_is_new(desk, origin))
        replay(desk, letter);
}

static int run(const struct request *request)
{
    struct letter_topics topics;
    struct desk desk = { .request = request };
    struct cluster_conf conf = { .topics = topics.list, .seen = seen, .context = &desk };

    baton_arena_init(&desk.arena);
    fill_topics(&topics, request->service);
    if (topics.list[0] == NULL) {
        baton_fail(&desk.err, BATON_REJECT, "service", "--service=%s: there is no such service",
                   request->service);
        return cli_fail("dead-letters", &desk.err);
    }
    desk.cluster = cluster_open(&conf, &desk.err);
    bool good = desk.cluster != NULL
                && cluster_read_all(desk.cluster, READ_TIMEOUT_MS, &desk.err) == BATON_DONE
                && desk.verdict == BATON_DONE
                && cluster_flush(desk.cluster, READ_TIMEOUT_MS, &desk.err) == BATON_DONE;
    cluster_close(desk.cluster);
    forget_origins(&desk);
    baton_arena_release(&desk.arena);
    if (!good)
        return cli_fail("dead-letters", &desk.err);
    printf("%lld listed, %lld put back\n", (long long)desk.listed, (long long)desk.replayed);
    return request->replay != NULL && desk.replayed == 0 ? CLI_FAILED : CLI_OK;
}

int dead_letters_command(int argc, char **argv)
{
    static const struct option options[] = {
        { "service", required_argument, NULL, 's' },
        { "reason", required_argument, NULL, 'r' },
        { "replay", required_argument, NULL, 'p' },
        { "replay-all", no_argument, NULL, 'a' },
        { NULL, 0, NULL, 0 },
    };
    struct request request = { 0 };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 's': request.service = optarg; break;
        case 'r': request.reason = optarg; break;
        case 'p': request.replay = optarg; break;
        case 'a': request.replay_all = true; break;
        default: good = false;
        }
    return good && optind == argc ? run(&request) : cli_usage("dead-letters");
}
