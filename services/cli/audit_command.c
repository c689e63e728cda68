/* baton audit: how the handoffs of recorded conversations went, a few lines each or a line of JSON,
 * and a count at the end. The detector's and the packager's process functions, in this process,
 * with no broker. */
#include <math.h>

#include "audit.h"
#include "cli.h"

#define OUTPUT_MAX (16 * 1024 * 1024)

struct run {
    struct packages *packages;
    struct packager_vocabulary vocabulary;
    struct baton_arena arena;
    struct baton_buf buf;
    struct baton_error err;
    bool json, skipped;
    int64_t timings[AUDIT_TIMINGS], conversations, known, lost, again, received;
    double known_quality, received_quality;
};

/* --- JSON ------------------------------------------------------------------------------------ */

static void text_json(struct baton_buf *buf, const char *name, struct baton_text text)
{
    baton_buf_format(buf, "\"%s\":\"", name);
    baton_buf_append_json(buf, text);
    baton_buf_append_byte(buf, '"');
}

static void number_json(struct baton_buf *buf, const char *name, double value)
{
    if (isfinite(value))
        baton_buf_format(buf, "\"%s\":%.10g", name, value);
    else
        baton_buf_format(buf, "\"%s\":null", name);
}

static void turn_json(struct baton_buf *buf, const char *name, int64_t turn)
{
    number_json(buf, name, turn >= 0 ? (double)turn : NAN);
    baton_buf_append_byte(buf, ',');
}

static void losses_json(struct baton_buf *buf, const char *name, const struct audit_loss *losses,
                        size_t count)
{
    baton_buf_format(buf, "\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        baton_buf_append_text(buf, i > 0 ? BATON_TEXT(",{") : BATON_TEXT("{"));
        text_json(buf, "what", baton_text_of(losses[i].what));
        baton_buf_append_byte(buf, ',');
        text_json(buf, "kind", losses[i].kind);
        baton_buf_append_byte(buf, ',');
        text_json(buf, "value", losses[i].value);
        baton_buf_append_byte(buf, ',');
        text_json(buf, "event", losses[i].event_id);
        baton_buf_append_byte(buf, '}');
    }
    baton_buf_append_byte(buf, ']');
}

static void audit_json(struct baton_buf *buf, struct baton_text id, const struct audit *audit)
{
    baton_buf_append_byte(buf, '{');
    text_json(buf, "id", id);
    baton_buf_append_byte(buf, ',');
    text_json(buf, "timing", baton_text_of(audit_timing_names[audit->timing]));
    baton_buf_append_byte(buf, ',');
    turn_json(buf, "handoff", audit->handoff);
    turn_json(buf, "needed", audit->needed);
    turn_json(buf, "turns_late", audit->turns_late);
    turn_json(buf, "known", (int64_t)audit->known);
    baton_buf_append_text(buf, BATON_TEXT("\"quality\":{"));
    number_json(buf, "known", audit->known_quality);
    baton_buf_append_byte(buf, ',');
    number_json(buf, "received", audit->received_quality);
    baton_buf_append_text(buf, BATON_TEXT("},"));
    losses_json(buf, "lost", audit->lost, audit->lost_count);
    baton_buf_append_byte(buf, ',');
    losses_json(buf, "asked_again", audit->again, audit->again_count);
    baton_buf_append_text(buf, BATON_TEXT("}\n"));
}

/* --- to read --------------------------------------------------------------------------------- */

static void put_losses(const char *label, const struct audit_loss *losses, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf("  %s %s", label, losses[i].what);
        if (losses[i].kind.size > 0) {
            putchar(' ');
            cli_put_text(stdout, losses[i].kind);
        }
        printf(": ");
        cli_put_text(stdout, baton_text_cut(losses[i].value, 160));
        if (losses[i].event_id.size > 0) {
            printf(" (");
            cli_put_text(stdout, losses[i].event_id);
            putchar(')');
        }
        putchar('\n');
    }
}

static void put_audit(struct baton_text id, const struct audit *audit)
{
    printf("== ");
    cli_put_text(stdout, id);
    printf(": %s", audit_timing_names[audit->timing]);
    if (audit->needed >= 0)
        printf(", needed at turn %lld", (long long)audit->needed);
    if (audit->handoff >= 0)
        printf(", handed over at turn %lld", (long long)audit->handoff);
    if (audit->turns_late > 0)
        printf(", %lld customer turns late", (long long)audit->turns_late);
    if (audit->received)
        printf("; quality %.2f of %.2f, %zu of %zu lost", audit->received_quality,
               audit->known_quality, audit->lost_count, audit->known);
    putchar('\n');
    put_losses("lost", audit->lost, audit->lost_count);
    put_losses("asked again:", audit->again, audit->again_count);
}

static void put_count(const struct run *run)
{
    printf("%lld conversations:", (long long)run->conversations);
    for (int i = 0; i < AUDIT_TIMINGS; i++)
        printf(" %lld %s%s", (long long)run->timings[i], audit_timing_names[i],
               i + 1 < AUDIT_TIMINGS ? "," : ";");
    printf(" %lld things asked again", (long long)run->again);
    if (run->received > 0)
        printf("; of %lld handoffs with what was received: %lld of %lld things lost, quality %.2f "
               "where %.2f was there",
               (long long)run->received, (long long)run->lost, (long long)run->known,
               run->received_quality / (double)run->received,
               run->known_quality / (double)run->received);
    putchar('\n');
}

/* --- files ----------------------------------------------------------------------------------- */

static void count(struct run *run, const struct audit *audit)
{
    run->conversations++;
    run->timings[audit->timing]++;
    run->again += (int64_t)audit->again_count;
    if (!audit->received)
        return;
    run->received++;
    run->known += (int64_t)audit->known;
    run->lost += (int64_t)audit->lost_count;
    run->known_quality += audit->known_quality;
    run->received_quality += audit->received_quality;
}

static bool audit_conversation(void *context, const struct conversation *conversation)
{
    struct run *run = context;
    struct audit audit;

    if (!audit_judge(run->packages, &run->vocabulary, conversation, &run->arena, &audit, &run->err))
        return false;
    count(run, &audit);
    if (!run->json) {
        put_audit(conversation->id, &audit);
        return true;
    }
    baton_buf_reset(&run->buf);
    audit_json(&run->buf, conversation->id, &audit);
    fwrite(run->buf.data, 1, run->buf.size, stdout);
    return true;
}

int audit_command(int argc, char **argv)
{
    static const struct option options[] = { { "json", no_argument, NULL, 'j' },
                                             { NULL, 0, NULL, 0 } };
    struct run run = { .json = false };

    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c != 'j')
            return cli_usage("audit");
        run.json = true;
    }
    if (optind == argc)
        return cli_usage("audit");
    run.packages = packages_new(BATON_TEXT_NONE);
    baton_arena_init(&run.arena);
    baton_buf_init(&run.buf, OUTPUT_MAX);
    bool good = packager_vocabulary_open(&run.vocabulary, &run.err);
    for (int i = optind; good && i < argc; i++)
        good = packages_each("audit", argv[i], &run.arena, audit_conversation, &run, &run.skipped);
    packager_vocabulary_close(&run.vocabulary);
    packages_free(run.packages);
    baton_arena_release(&run.arena);
    baton_buf_release(&run.buf);
    if (!good)
        return cli_fail("audit", &run.err);
    if (!run.json)
        put_count(&run);
    return fflush(stdout) == 0 && !run.skipped ? CLI_OK : CLI_FAILED;
}
