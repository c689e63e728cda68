/* baton package: what the packager knows at the end of each conversation of files: card and
 * briefing to read, or a line of JSON each. Its process function and the detector's, in this
 * process, with no broker. A line that cannot be read is named, and the next one is read. */
#include "cli.h"
#include "package_json.h"

#define OUTPUT_MAX (64 * 1024 * 1024) /* of one conversation: what a line of 1 MiB may become */

struct run {
    struct packages *packages;
    struct baton_arena arena; /* for a conversation */
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
    if (!run->json) {
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

static bool package_conversation(struct run *run, const struct conversation *conversation)
{
    if (!packages_begin(run->packages, conversation, &run->err))
        return false;
    for (size_t i = 0; i < conversation->events_count; i++) {
        if (!packages_say(run->packages, i, &run->err))
            return false;
    }
    return print(run, conversation);
}

/* fails  false: it cannot go on; a line or file that cannot be read is no reason */
static bool package_file(struct run *run, const char *path)
{
    struct baton_error why = { "", "" };
    struct conversation_file *file = conversation_file_open(path, &why);
    struct conversation conversation;
    enum conversation_read got = file != NULL ? CONVERSATION_READ : CONVERSATION_END;
    bool good = true;

    while (good && got != CONVERSATION_END) {
        baton_arena_reset(&run->arena);
        got = conversation_file_next(file, PACKAGES_START_MS, &run->arena, &conversation, &why);
        if (got == CONVERSATION_READ)
            good = package_conversation(run, &conversation);
        if (got == CONVERSATION_BAD) {
            run->skipped = true;
            cli_fail("package", &why);
            why = (struct baton_error){ "", "" };
        }
    }
    if (why.text[0] != '\0') { /* not opened, or cut off in the middle */
        run->skipped = true;
        cli_fail("package", &why);
    }
    conversation_file_close(file);
    return good;
}

int package_command(int argc, char **argv)
{
    static const struct option options[] = { { "json", no_argument, NULL, 'j' },
                                             { NULL, 0, NULL, 0 } };
    struct run run = { .json = false };
    bool good = true;

    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c != 'j')
            return cli_usage("package");
        run.json = true;
    }
    if (optind == argc)
        return cli_usage("package");
    run.packages = packages_new();
    baton_arena_init(&run.arena);
    baton_buf_init(&run.buf, OUTPUT_MAX);
    for (int i = optind; good && i < argc; i++)
        good = package_file(&run, argv[i]);
    packages_free(run.packages);
    baton_arena_release(&run.arena);
    baton_buf_release(&run.buf);
    if (!good)
        return cli_fail("package", &run.err);
    return fflush(stdout) == 0 && !run.skipped ? CLI_OK : CLI_FAILED;
}
