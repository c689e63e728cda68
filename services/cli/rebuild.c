/* Parsing, deciding and saying of `baton rebuild`. */
#include "rebuild.h"

#include "timestamp.h"

static const char *const mode_names[] = {
    [REBUILD_FROM_INPUT] = "from_input",
    [REBUILD_ACCEPT_LOSS] = "accept_loss",
};

static bool name_partition(struct rebuild_request *request, const char *text)
{
    int64_t partition = 0;

    if (request->named_count == REBUILD_NAMED_MAX
        || !cli_number("partition", text, 0, INT32_MAX, &partition))
        return false;
    request->named[request->named_count++] = (int32_t)partition;
    return true;
}

bool rebuild_parse(int argc, char **argv, struct rebuild_request *ret)
{
    static const struct option options[] = {
        { "service", required_argument, NULL, 's' }, { "partition", required_argument, NULL, 'p' },
        { "accept-loss", no_argument, NULL, 'a' },   { "whole", no_argument, NULL, 'w' },
        { "yes", no_argument, NULL, 'y' },           { NULL, 0, NULL, 0 },
    };
    bool good = true;

    *ret = (struct rebuild_request){ .service = NULL };
    optind = 0; /* from the start: tests parse more than one line */
    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (c) {
        case 's': ret->service = optarg; break;
        case 'p': good = name_partition(ret, optarg); break;
        case 'a': ret->mode = REBUILD_ACCEPT_LOSS; break;
        case 'w': ret->whole = true; break;
        case 'y': ret->yes = true; break;
        default: good = false;
        }
    if (ret->whole && (ret->named_count == 0 || ret->mode == REBUILD_ACCEPT_LOSS))
        return false; /* what is whole is named, and has no loss */
    return good && optind == argc && ret->service != NULL && ret->service[0] != '\0';
}

bool rebuild_add_input(struct rebuild_part *part, const char *topic, int64_t committed,
                       struct baton_text note)
{
    if (part->inputs_count == REBUILD_INPUTS_MAX)
        return false;
    struct rebuild_input *input = &part->inputs[part->inputs_count++];

    *input = (struct rebuild_input){ .committed = committed };
    snprintf(input->topic, sizeof input->topic, "%s", topic);
    baton_offset_note_read(note, &input->note);
    baton_changelog_note(&part->log, &input->note);
    return true;
}

const char *rebuild_loss(const struct rebuild_part *part)
{
    return part->corrupt ? "changelog_corrupt" : baton_changelog_loss(&part->log, 0);
}

bool rebuild_asks(const struct rebuild_request *request, int32_t partition)
{
    for (size_t i = 0; i < request->named_count; i++)
        if (request->named[i] == partition)
            return true;
    return request->named_count == 0;
}

enum rebuild_step rebuild_decide(const struct rebuild_request *request,
                                 const struct rebuild_part *part, struct baton_error *err)
{
    if (!rebuild_asks(request, part->partition))
        return REBUILD_LEAVE;
    if (rebuild_loss(part) == NULL && request->named_count == 0)
        return REBUILD_LEAVE;
    if (rebuild_loss(part) == NULL && !request->whole) {
        baton_fail(err, BATON_REJECT, "whole",
                   "partition %d has lost nothing; with --whole it is rebuilt all the same",
                   (int)part->partition);
        return REBUILD_REFUSE;
    }
    if (part->corrupt && request->mode == REBUILD_ACCEPT_LOSS) {
        baton_fail(err, BATON_REJECT, "corrupt",
                   "partition %d has a record that cannot be read, which no service passes over: "
                   "it can only be rebuilt from input, without --accept-loss",
                   (int)part->partition);
        return REBUILD_REFUSE;
    }
    return REBUILD_DO;
}

/* Records of the changelog that are not there any more, as far as offsets tell: a row may have had
 * several, and a transaction has one more. */
static int64_t gone_records(const struct baton_changelog *log)
{
    int64_t from = log->start > log->known_start ? log->start : log->known_start;
    int64_t to = log->end < log->known_end ? log->end : log->known_end;

    return log->known_end - log->known_start - (to > from ? to - from : 0);
}

static void tell_changelog(FILE *to, const struct rebuild_part *part)
{
    const struct baton_changelog *log = &part->log;
    const char *loss = rebuild_loss(part);

    fprintf(to, "partition %d: %s\n", (int)part->partition, loss ? loss : "nothing is lost");
    fprintf(to, "  changelog   has %lld to %lld", (long long)log->start, (long long)log->end);
    if (log->known_end > 0)
        fprintf(to, ", had %lld to %lld: up to %lld records are gone", (long long)log->known_start,
                (long long)log->known_end, (long long)gone_records(log));
    fputc('\n', to);
}

static void tell_input(FILE *to, const struct rebuild_input *input)
{
    fprintf(to, "  read again  %s, %lld to %lld: %lld records", input->topic,
            (long long)input->start, (long long)input->end, (long long)(input->end - input->start));
    if (input->start > 0)
        fprintf(to, "; the %lld before them are deleted", (long long)input->start);
    fputc('\n', to);
}

void rebuild_tell(FILE *to, const struct rebuild_request *request, const struct rebuild_part *part)
{
    bool accept = request->mode == REBUILD_ACCEPT_LOSS;

    tell_changelog(to, part);
    if (part->corrupt)
        fputs("  rows        thrown away, their number cannot be read\n", to);
    else
        fprintf(to, "  rows        %lld are left: %s\n", (long long)part->rows,
                accept ? "they are kept" : "thrown away");
    if (!accept && part->log.end < part->log.known_end)
        fprintf(
            to,
            "  stores      are thrown away when they are opened; those of the old log on instances "
            "that are not started now are not known: delete their folders %d\n",
            (int)part->partition);
    for (size_t i = 0; i < part->inputs_count; i++)
        if (accept)
            fprintf(to, "  goes on at  %s, %lld\n", part->inputs[i].topic,
                    (long long)part->inputs[i].committed);
        else
            tell_input(to, &part->inputs[i]);
    fputs(accept
              ? "  lost        what the gone records said: those conversations begin anew\n"
              : "  lost        what the deleted inputs said; outputs are written a second time\n",
          to);
}

size_t rebuild_offset(const struct rebuild_request *request, const struct rebuild_part *part,
                      const struct rebuild_input *input, int64_t *ret_offset,
                      char ret_note[BATON_OFFSET_NOTE_SIZE])
{
    struct baton_offset_note note = input->note;

    if (request->mode == REBUILD_FROM_INPUT) {
        *ret_offset = input->start;
        ret_note[0] = '\0';
        return 0;
    }
    *ret_offset = input->committed;
    note.log_end = part->log.end;
    note.log_start = part->log.start;
    return baton_offset_note_write(ret_note, &note);
}

void rebuild_audit(FILE *to, int64_t now_ms, const struct rebuild_request *request,
                   const struct rebuild_part *part)
{
    char time[BATON_TIME_SIZE], note[BATON_OFFSET_NOTE_SIZE];
    const char *loss = rebuild_loss(part);
    int64_t offset = 0;

    fprintf(to, "%s rebuilt service=%s partition=%d mode=%s reason=%s changelog=%lld-%lld",
            baton_time_format(now_ms, time), request->service, (int)part->partition,
            mode_names[request->mode], loss ? loss : "none", (long long)part->log.start,
            (long long)part->log.end);
    fprintf(to, " was=%lld-%lld", (long long)part->log.known_start, (long long)part->log.known_end);
    if (part->corrupt)
        fputs(" rows=unknown", to);
    else
        fprintf(to, " rows=%lld", (long long)part->rows);
    for (size_t i = 0; i < part->inputs_count; i++) {
        rebuild_offset(request, part, &part->inputs[i], &offset, note);
        fprintf(to, " %s=%lld->%lld", part->inputs[i].topic, (long long)part->inputs[i].committed,
                (long long)offset);
    }
    fputc('\n', to);
}
