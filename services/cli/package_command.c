/* baton package: what the packager knows at the end of each conversation of files: card and
 * briefing to read, or a line of JSON each, or what another system would get of it. Its process
 * function and the detector's, in this process, with no broker. A line that cannot be read is
 * named, and the next one is read. */
#include "cli.h"
#include "package_json.h"
#include "projection.h"

#define NAMES_BYTES 600               /* of destinations in an error */
#define OUTPUT_MAX (64 * 1024 * 1024) /* of one conversation: what a line of 1 MiB may become */

struct run {
    struct packages *packages;
    struct baton_arena kept, arena; /* kept: for the whole run; arena: for a conversation */
    struct baton_text policy;       /* declared; empty: what is built in */
    struct baton_rules rules;       /* of it */
    const struct baton_projection *projection; /* NULL: the package itself is printed */
    struct baton_buf buf;
    struct baton_error err;
    bool json, skipped;
};

/* --- to read --------------------------------------------------------------------------------- */

/* Somebody else's text of several lines. */
static void put_lines(const char *indent, struct baton_text text)
{
    while (text.size > 0) {
        ptrdiff_t end = baton_text_find(text, BATON_TEXT("\n"), 0);
        size_t size = end >= 0 ? (size_t)end : text.size;

        printf("%s", indent);
        cli_put_text(stdout, (struct baton_text){ text.data, size });
        putchar('\n');
        size += end >= 0;
        text = (struct baton_text){ text.data + size, text.size - size };
    }
}

static void put_line(const char *label, struct baton_text text)
{
    if (text.size == 0)
        return;
    printf("  %-9s ", label);
    cli_put_text(stdout, text);
    putchar('\n');
}

static void put_package(struct baton_text id, const struct baton_context_package *head)
{
    printf("== ");
    cli_put_text(stdout, id);
    printf("\n");
    put_line("who", head->card.who);
    put_line("issue", head->card.core_issue);
    put_line("mood", head->card.emotion);
    put_line("urgency", baton_text_of(baton_enum_name(&baton_urgency_symbols, (int)head->urgency)));
    put_line("why", head->card.why);
    put_line("first", head->card.next_action);
    printf("  --\n");
    put_lines("  ", head->briefing);
    printf("  --\n");
    put_line("summary", head->summary);
    put_line("say", head->opening_line);
    printf("  %-9s %.2f\n\n", "quality", head->quality.overall);
}

/* --- for another system ---------------------------------------------------------------------- */

/* With neither assignment nor gateway nor key: nobody was assigned, the link is a path, hashes are
 * hidden values. */
static void put_projection(struct run *run, const struct baton_context_package *head)
{
    struct baton_projection_request request = { .package = head,
                                                .rules = &run->rules,
                                                .projection = run->projection };
    struct baton_text json = baton_project(&request, &run->arena);

    fwrite(json.data, 1, json.size, stdout);
    putchar('\n');
}

static bool choose_destination(struct run *run, const char *path, const char *name)
{
    if (baton_rules_read(BATON_POLICY_PART_DECLARED, run->policy, &run->rules, &run->kept,
                         &run->err)
        != BATON_DONE)
        return false;
    if (name == NULL)
        return true;
    run->projection = baton_rules_projection(&run->rules, baton_text_of(name));
    if (run->projection != NULL)
        return true;
    struct baton_text names = baton_rules_projection_names(&run->rules, &run->kept);
    baton_fail(&run->err, BATON_REJECT, "destination", "%.200s has no projection %.100s; %s%.*s",
               path, name, names.size > 0 ? "there are " : "there are none",
               BATON_TEXT_ARG(baton_text_cut(names, NAMES_BYTES)));
    return false;
}

/* --- files ----------------------------------------------------------------------------------- */

static bool print(struct run *run, const struct conversation *conversation)
{
    struct packaged package = packages_now(run->packages);

    if (package.head == NULL) { /* nothing was said */
        struct baton_context_package *empty = BATON_RECORD(&run->arena, context_package);
        empty->env.tenant = conversation->tenant;
        empty->env.conversation_id = conversation->id;
        package.head = empty;
    }
    if (run->projection != NULL) {
        put_projection(run, package.head);
    } else if (!run->json) {
        put_package(conversation->id, package.head);
    } else {
        baton_buf_reset(&run->buf);
        package_json(conversation->id, &package, &run->buf);
        if (run->buf.overflowed) {
            baton_fail(&run->err, BATON_REJECT, "output", "%.*s: a package of over %d bytes",
                       BATON_TEXT_ARG(conversation->id), OUTPUT_MAX);
            return false;
        }
        fwrite(run->buf.data, 1, run->buf.size, stdout);
    }
    if (!ferror(stdout))
        return true;
    baton_fail(&run->err, BATON_FATAL, "output", "standard output cannot be written");
    return false;
}

static bool package_conversation(void *context, const struct conversation *conversation)
{
    struct run *run = context;

    if (!packages_begin(run->packages, conversation, &run->err))
        return false;
    for (size_t i = 0; i < conversation->events_count; i++) {
        if (!packages_say(run->packages, i, &run->err))
            return false;
    }
    return print(run, conversation);
}

/* fails  false; the usage was said, or `run->err` says why */
static bool read_arguments(struct run *run, int argc, char **argv, bool *ret_usage)
{
    static const struct option options[] = { { "json", no_argument, NULL, 'j' },
                                             { "policy", required_argument, NULL, 'p' },
                                             { "destination", required_argument, NULL, 'd' },
                                             { NULL, 0, NULL, 0 } };
    const char *policy = NULL, *destination = NULL;

    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        run->json |= c == 'j';
        policy = c == 'p' ? optarg : policy;
        destination = c == 'd' ? optarg : destination;
        *ret_usage |= c == '?';
    }
    *ret_usage |= optind == argc || (destination != NULL && (policy == NULL || run->json));
    if (*ret_usage)
        return false;
    return policy == NULL
           || (cli_policy(policy, &run->kept, &run->policy, &run->err)
               && choose_destination(run, policy, destination));
}

int package_command(int argc, char **argv)
{
    struct run run = { .json = false };
    bool usage = false;

    baton_arena_init(&run.kept);
    baton_arena_init(&run.arena);
    baton_buf_init(&run.buf, OUTPUT_MAX);
    bool good = read_arguments(&run, argc, argv, &usage);
    if (good)
        run.packages = packages_new(run.policy);
    for (int i = optind; good && i < argc; i++)
        good =
            packages_each("package", argv[i], &run.arena, package_conversation, &run, &run.skipped);
    packages_free(run.packages);
    baton_arena_release(&run.kept);
    baton_arena_release(&run.arena);
    baton_buf_release(&run.buf);
    if (usage)
        return cli_usage("package");
    if (!good)
        return cli_fail("package", &run.err);
    return fflush(stdout) == 0 && !run.skipped ? CLI_OK : CLI_FAILED;
}
