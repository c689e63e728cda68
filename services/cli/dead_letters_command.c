/* baton dead-letters: what was given up and why, and back into its topic when the reason is mended.
 * The contents are a customer's words and are not printed. */
#include "cluster.h"
#include "timestamp.h"

#define READ_TIMEOUT_MS 60000
#define SERVICES_MAX 16

struct request {
    const char *service; /* NULL: all */
    const char *reason;  /* NULL: all */
    const char *replay;  /* an id; NULL: none */
    bool replay_all;
};

struct desk {
    const struct request *request;
    struct cluster *cluster;
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

static void replay(struct desk *desk, const struct baton_dead_letter *letter)
{
    const struct baton_topic *topic = baton_topic_find(letter->source_topic);

    if (topic == NULL) {
        fprintf(
            stderr,
            "baton dead-letters: %.*s: a timer or a topic that is not ours cannot be put back\n",
            BATON_TEXT_ARG(letter->dead_letter_id));
        return;
    }
    if (desk->verdict == BATON_DONE)
        desk->verdict = cluster_write_again(desk->cluster, topic, letter, &desk->err);
    desk->replayed += desk->verdict == BATON_DONE;
}

static void seen(void *context, const struct baton_record *in)
{
    struct desk *desk = context;
    const struct baton_dead_letter *letter = in->value;
    const struct request *request = desk->request;

    if (letter == NULL
        || (request->reason != NULL && !baton_text_is(letter->reason, request->reason))
        || (request->replay != NULL && !baton_text_is(letter->dead_letter_id, request->replay)))
        return;
    desk->listed++;
    print_letter(letter);
    if (request->replay != NULL || request->replay_all)
        replay(desk, letter);
}

static int run(const struct request *request)
{
    struct letter_topics topics;
    struct desk desk = { .request = request };
    struct cluster_conf conf = { .topics = topics.list, .seen = seen, .context = &desk };

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
