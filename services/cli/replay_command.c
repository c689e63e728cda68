/* baton replay: what the detector would have done with conversation files under another policy: a
 * line of JSON for every turn at which it differs, and a count at the end. Both runs are the
 * detector's process function, in this process, with no broker. */
#include <jansson.h>

#include "cli.h"
#include "insight.h"
#include "json_codec.h"
#include "rules.h"

#define TENANTS_MAX 1000

#define KINDS (BATON_SIGNAL_KIND_SILENT + 1)

/* The policy of now (built in, or --against) and the one that is asked about. */
enum { WAS, IS, SIDES };

struct replay {
    struct insight *insight[SIDES];
    struct baton_text policy[SIDES]; /* bodies; empty: the one that is built in */
    struct baton_text tenants[TENANTS_MAX];
    size_t tenants_count;
    struct baton_arena kept, arena; /* kept: for the whole run; arena: for a conversation */
    struct baton_error err;
    int64_t conversations, turns, same, earlier, later, more, fewer;
    int64_t differs[KINDS][KINDS]; /* turns, by the signal that was and is */
};

/* --- policies -------------------------------------------------------------------------------- */

/* A tenant that was not met before gets the policies. */
static bool meet(struct replay *replay, struct baton_text tenant)
{
    for (size_t i = 0; i < replay->tenants_count; i++) {
        if (baton_text_equal(replay->tenants[i], tenant))
            return true;
    }
    if (replay->tenants_count == TENANTS_MAX) {
        baton_fail(&replay->err, BATON_REJECT, "tenant", "more than %d tenants", TENANTS_MAX);
        return false;
    }
    replay->tenants[replay->tenants_count++] = baton_text_copy(&replay->kept, tenant);
    for (int side = 0; side < SIDES; side++) {
        if (replay->policy[side].size > 0
            && !insight_policy(replay->insight[side], tenant, replay->policy[side], &replay->err))
            return false;
    }
    return true;
}

/* --- conversations --------------------------------------------------------------------------- */

/* The kind of the signal of each turn, and the chance of a person being needed. */
struct told {
    enum baton_signal_kind *kinds;
    double *chances;
};

static bool run(struct replay *replay, int side, const struct conversation *conversation,
                struct told *ret)
{
    struct insight *insight = replay->insight[side];
    size_t count = conversation->events_count;

    ret->kinds = BATON_NEW_ARRAY(&replay->arena, enum baton_signal_kind, count + 1);
    ret->chances = BATON_NEW_ARRAY(&replay->arena, double, count + 1);
    if (!insight_begin(insight, conversation, &replay->err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!insight_reach(insight, conversation, i, &replay->err))
            return false;
        if (i > 0) /* by the turn before, or by a timer behind it */
            ret->kinds[i - 1] = insight_kind(insight, conversation);
        if (!insight_say(insight, conversation, i, &replay->err))
            return false;
        const struct detector_watched *last = insight_last(insight);
        ret->chances[i] = last != NULL ? last->probability : 0;
    }
    if (!insight_wait(insight, conversation, &replay->err))
        return false;
    if (count > 0)
        ret->kinds[count - 1] = insight_kind(insight, conversation);
    return insight_end(insight, conversation, &replay->err);
}

/* The turn of the first escalation; `count`: none. */
static size_t escalates(const struct told *told, size_t count)
{
    size_t i = 0;

    while (i < count && told->kinds[i] != BATON_SIGNAL_KIND_ESCALATE)
        i++;
    return i;
}

static void count_conversation(struct replay *replay, const struct told told[SIDES], size_t turns)
{
    size_t was = escalates(&told[WAS], turns), is = escalates(&told[IS], turns);

    replay->conversations++;
    replay->turns += (int64_t)turns;
    replay->same += was == is && was < turns;
    replay->earlier += is < was && was < turns;
    replay->later += was < is && is < turns;
    replay->more += is < turns && was == turns;
    replay->fewer += was < turns && is == turns;
}

static const char *name_of(enum baton_signal_kind kind)
{
    return kind == BATON_SIGNAL_KIND_UNKNOWN
               ? "none"
               : baton_enum_name(&baton_signal_kind_symbols, (int)kind);
}

static bool compare(struct replay *replay, const struct conversation *conversation)
{
    struct told told[SIDES];

    if (!meet(replay, conversation->tenant))
        return false;
    for (int side = 0; side < SIDES; side++) {
        if (!run(replay, side, conversation, &told[side]))
            return false;
    }
    for (size_t i = 0; i < conversation->events_count; i++) {
        if (told[WAS].kinds[i] == told[IS].kinds[i])
            continue;
        replay->differs[told[WAS].kinds[i]][told[IS].kinds[i]]++;
        json_t *line = json_pack("{s:s%, s:I, s:s, s:s, s:f}", "id", conversation->id.data,
                                 conversation->id.size, "turn", (json_int_t)i, "was",
                                 name_of(told[WAS].kinds[i]), "is", name_of(told[IS].kinds[i]), "p",
                                 told[IS].chances[i]);
        json_dumpf(line, stdout, JSON_COMPACT | JSON_REAL_PRECISION(4));
        putchar('\n');
        json_decref(line);
    }
    count_conversation(replay, told, conversation->events_count);
    return true;
}

static bool replay_file(struct replay *replay, const char *path)
{
    struct conversation_file *file = conversation_file_open(path, &replay->err);
    struct conversation conversation;
    enum conversation_read got = file != NULL ? CONVERSATION_READ : CONVERSATION_BAD;

    while (got == CONVERSATION_READ) {
        got = conversation_file_next(file, 0, &replay->arena, &conversation, &replay->err);
        if (got == CONVERSATION_READ && !compare(replay, &conversation))
            got = CONVERSATION_BAD;
        baton_arena_reset(&replay->arena);
    }
    conversation_file_close(file);
    return got == CONVERSATION_END;
}

/* Refused here, before the first file: one without conversations would never ask for it. */
static bool read_policy(struct replay *replay, const char *path, int side)
{
    struct baton_text *body = &replay->policy[side];

    return cli_policy(path, &replay->kept, body, &replay->err)
           && baton_rules_check(BATON_POLICY_PART_DECLARED, *body, &replay->err) == BATON_DONE;
}

static bool read_arguments(struct replay *replay, int argc, char **argv, bool *ret_usage)
{
    static const struct option options[] = { { "policy", required_argument, NULL, 'p' },
                                             { "against", required_argument, NULL, 'a' },
                                             { NULL, 0, NULL, 0 } };
    bool good = true;

    for (int c; good && (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == '?')
            *ret_usage = true;
        good = c != '?' && read_policy(replay, optarg, c == 'p' ? IS : WAS);
    }
    if (good && (optind == argc || replay->policy[IS].size == 0)) {
        *ret_usage = true;
        good = false;
    }
    return good;
}

/* "3 turns differ: 2 none, now escalate; 1 hold, now none" */
static void print_differences(const struct replay *replay)
{
    int64_t all = 0;

    for (int was = 0; was < KINDS; was++) {
        for (int is = 0; is < KINDS; is++)
            all += replay->differs[was][is];
    }
    printf("%lld turns differ", (long long)all);
    for (int was = 0, told = 0; was < KINDS; was++) {
        for (int is = 0; is < KINDS; is++) {
            if (replay->differs[was][is] > 0)
                printf("%s %lld %s, now %s", told++ > 0 ? ";" : ":",
                       (long long)replay->differs[was][is], name_of((enum baton_signal_kind)was),
                       name_of((enum baton_signal_kind)is));
        }
    }
    putchar('\n');
}

int replay_command(int argc, char **argv)
{
    struct replay replay = { .conversations = 0 };
    bool usage = false;

    baton_arena_init(&replay.kept);
    baton_arena_init(&replay.arena);
    bool good = read_arguments(&replay, argc, argv, &usage);
    for (int side = 0; good && side < SIDES; side++)
        good = (replay.insight[side] = insight_new(&replay.err)) != NULL;
    for (int i = optind; good && i < argc; i++)
        good = replay_file(&replay, argv[i]);
    for (int side = 0; side < SIDES; side++)
        insight_free(replay.insight[side]);
    baton_arena_release(&replay.arena);
    baton_arena_release(&replay.kept);
    if (usage)
        return cli_usage("replay");
    if (!good)
        return cli_fail("replay", &replay.err);
    printf("%lld conversations, %lld turns: %lld escalate as before, %lld earlier, %lld later, "
           "%lld more, %lld fewer\n",
           (long long)replay.conversations, (long long)replay.turns, (long long)replay.same,
           (long long)replay.earlier, (long long)replay.later, (long long)replay.more,
           (long long)replay.fewer);
    print_differences(&replay);
    return fflush(stdout) == 0 ? CLI_OK : CLI_FAILED;
}
