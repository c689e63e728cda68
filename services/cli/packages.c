/* An engine serves up to 64 conversations, as long as its clock need not go back and no id comes
 * twice: to make one takes as long as a hundred turns. The stages' own objects (tables of phrases,
 * weights) are made once and lent to every engine: they hold nothing of a conversation. */
#include "packages.h"

#include "cli.h"
#include "detector_service.h"
#include "engine.h"
#include "hash.h"
#include "key.h"
#include "packager_service.h"

#define AGENT BATON_TEXT("agent")
#define LATEST_MS 7258118400000               /* 2200-01-01 */
#define LONGEST_MS (366 * 24 * 3600 * 1000LL) /* of a conversation in a file */

enum { DETECTOR, PACKAGER, STAGES };
enum { ENGINE_CONVERSATIONS = 64 };

struct packages {
    struct baton_engine *engine;
    struct baton_text policy;              /* declared; empty: none */
    uint64_t served[ENGINE_CONVERSATIONS]; /* hashes of the conversations that it has seen */
    size_t served_count;
    const struct conversation *conversation;
    struct baton_text key;     /* of the conversation, in `kept` */
    struct baton_arena kept;   /* closed pages, and what is made of a conversation */
    struct baton_arena opened; /* the open page: written again with every turn */
    struct baton_arena last;   /* the newest head */
    struct baton_context_package *head;
    struct baton_context_page **pages;
    size_t pages_count;
    enum baton_signal_kind signal;
    bool agent_holds;
    int64_t epoch, start_ms;
};

/* --- the stages, made once ------------------------------------------------------------------- */

static const struct baton_service *const originals[STAGES] = {
    [DETECTOR] = &baton_detector_service,
    [PACKAGER] = &baton_packager_service,
};
static void *lent[STAGES]; /* single-threaded, as the whole program is */

static void *lend(int stage, const void *conf, struct baton_error *err)
{
    if (lent[stage] == NULL)
        lent[stage] = originals[stage]->open(conf, err);
    return lent[stage];
}

static void *lend_detector(const void *conf, struct baton_error *err)
{
    return lend(DETECTOR, conf, err);
}

static void *lend_packager(const void *conf, struct baton_error *err)
{
    return lend(PACKAGER, conf, err);
}

/* --- what the stages write ------------------------------------------------------------------- */

/* A page that is open is written again with every turn; the last of it is kept. */
static void see_page(struct packages *packages, const struct baton_context_page *page)
{
    size_t index = (size_t)page->number - 1;

    if (page->number < 1 || index > packages->pages_count)
        return;
    if (index == packages->pages_count) { /* a new one: that before it is closed */
        if (index > 0)
            packages->pages[index - 1] = baton_record_copy(
                &baton_context_page_type, packages->pages[index - 1], &packages->kept);
        (void)BATON_APPEND(&packages->kept, packages->pages, packages->pages_count);
    }
    bool open = index + 1 == packages->pages_count;
    if (open)
        baton_arena_reset(&packages->opened);
    packages->pages[index] = baton_record_copy(&baton_context_page_type, page,
                                               open ? &packages->opened : &packages->kept);
}

/* A record of the conversation in hand: those of an earlier one come when its timers fire. */
static bool is_own(const struct packages *packages, struct baton_text key)
{
    size_t size = packages->key.size;

    return baton_text_starts(key, packages->key) && (key.size == size || key.data[size] == '/');
}

static void see(void *context, const struct baton_record *record)
{
    struct packages *packages = context;
    const struct baton_escalation_signal *signal = record->value;

    if (record->value == NULL || !is_own(packages, record->key))
        return;
    if (record->topic == &baton_topic_signals)
        packages->signal = signal->kind;
    if (record->topic == &baton_topic_pages)
        see_page(packages, record->value);
    if (record->topic == &baton_topic_packages) {
        baton_arena_reset(&packages->last);
        packages->head =
            baton_record_copy(&baton_context_package_type, record->value, &packages->last);
    }
}

/* --- life ------------------------------------------------------------------------------------ */

struct packages *packages_new(struct baton_text policy)
{
    struct packages *packages = calloc(1, sizeof *packages);

    if (packages == NULL)
        abort();
    packages->policy = policy;
    baton_arena_init(&packages->kept);
    baton_arena_init(&packages->opened);
    baton_arena_init(&packages->last);
    return packages;
}

void packages_free(struct packages *packages)
{
    if (packages == NULL)
        return;
    baton_engine_free(packages->engine);
    for (int i = 0; i < STAGES; i++) {
        originals[i]->close(lent[i]);
        lent[i] = NULL;
    }
    baton_arena_release(&packages->kept);
    baton_arena_release(&packages->opened);
    baton_arena_release(&packages->last);
    free(packages);
}

static enum baton_verdict engine_make(struct packages *packages, struct baton_error *err)
{
    static struct baton_service stages[STAGES];
    static const struct baton_service *const services[] = { &stages[DETECTOR], &stages[PACKAGER],
                                                            NULL };
    struct baton_engine_conf conf = { .services = services,
                                      .partitions = 1,
                                      .start_ms = packages->start_ms,
                                      .tap = see,
                                      .context = packages };

    for (int i = 0; i < STAGES; i++) {
        stages[i] = *originals[i];
        stages[i].close = NULL;
    }
    stages[DETECTOR].open = lend_detector;
    stages[PACKAGER].open = lend_packager;
    baton_engine_free(packages->engine);
    packages->served_count = 0;
    packages->engine = baton_engine_new(&conf, err);
    return packages->engine != NULL ? BATON_DONE : BATON_FATAL;
}

/* The engine's clock at the conversation's start. */
static bool engine_reach(struct packages *packages, struct baton_error *err)
{
    uint64_t hash = baton_fnv1a(0, packages->key.data, packages->key.size);
    bool fits = packages->engine != NULL && packages->served_count < ENGINE_CONVERSATIONS
                && baton_engine_now(packages->engine) <= packages->start_ms;

    for (size_t i = 0; i < packages->served_count; i++)
        fits = fits && packages->served[i] != hash;
    if ((fits ? baton_engine_advance(packages->engine, packages->start_ms, err)
              : engine_make(packages, err))
        != BATON_DONE)
        return false;
    packages->served[packages->served_count++] = hash;
    return true;
}

/* A new conversation's tenant has the policy; the same again changes nothing. */
static bool declare(struct packages *packages, struct baton_error *err)
{
    struct baton_policy *policy = BATON_RECORD(&packages->kept, policy);

    if (packages->policy.size == 0)
        return true;
    policy->env.tenant = packages->conversation->tenant;
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->policy_id = BATON_TEXT("file");
    policy->body = packages->policy;
    return baton_engine_feed(packages->engine, &baton_topic_policies,
                             baton_text_format(&packages->kept, "%.*s/declared",
                                               BATON_TEXT_ARG(policy->env.tenant)),
                             policy, packages->start_ms, -1, err)
           == BATON_DONE;
}

bool packages_begin(struct packages *packages, const struct conversation *conversation,
                    struct baton_error *err)
{
    int64_t first_ms =
        conversation->events_count > 0 ? conversation->events[0]->env.occurred_at : 0;

    baton_arena_reset(&packages->kept);
    packages->conversation = conversation;
    packages->key = baton_key_make(&packages->kept, conversation->tenant, conversation->id);
    packages->head = NULL;
    packages->pages = NULL;
    packages->pages_count = 0;
    packages->signal = BATON_SIGNAL_KIND_UNKNOWN;
    packages->agent_holds = false;
    packages->epoch = 0;
    packages->start_ms =
        conversation->timed && first_ms > 0 && first_ms < LATEST_MS ? first_ms : PACKAGES_START_MS;
    return engine_reach(packages, err) && declare(packages, err);
}

/* --- turns ----------------------------------------------------------------------------------- */

/* Where no turn says when it was, time stands still, so that no timer fires of a time that nobody
 * measured. */
static int64_t time_of(const struct packages *packages, size_t index)
{
    int64_t at_ms = packages->conversation->events[index]->env.occurred_at;

    if (!packages->conversation->timed || at_ms < packages->start_ms
        || at_ms > packages->start_ms + LONGEST_MS)
        return packages->start_ms;
    return at_ms;
}

static bool feed(struct packages *packages, const struct baton_conversation_event *event,
                 size_t index, struct baton_error *err)
{
    return baton_engine_feed(packages->engine, &baton_topic_events, packages->key, event,
                             time_of(packages, index), -1, err)
           == BATON_DONE;
}

/* The platform's event by which agent or bot hold the conversation from turn `index` on. */
static bool hand_over(struct packages *packages, size_t index, bool to_agent,
                      struct baton_error *err)
{
    const struct baton_conversation_event *turn = packages->conversation->events[index];
    struct baton_conversation_event *event = BATON_RECORD(&packages->kept, conversation_event);

    event->env.tenant = packages->conversation->tenant;
    event->env.conversation_id = packages->conversation->id;
    event->env.occurred_at = turn->env.occurred_at;
    event->env.epoch = ++packages->epoch;
    event->event_id =
        baton_text_format(&packages->kept, "%.*s-h%lld", BATON_TEXT_ARG(event->env.conversation_id),
                          (long long)packages->epoch);
    event->type = BATON_EVENT_TYPE_HOLDER;
    event->speaker = BATON_SPEAKER_SYSTEM;
    event->holder.kind = to_agent ? BATON_HOLDER_KIND_AGENT : BATON_HOLDER_KIND_BOT;
    event->holder.id = to_agent ? AGENT : BATON_TEXT("bot");
    event->holder.epoch = packages->epoch;
    packages->agent_holds = to_agent;
    return feed(packages, event, index, err);
}

bool packages_say(struct packages *packages, size_t index, struct baton_error *err)
{
    struct baton_conversation_event *event = packages->conversation->events[index];
    bool agent = event->speaker == BATON_SPEAKER_AGENT, bot = event->speaker == BATON_SPEAKER_BOT;
    bool moves = packages->agent_holds ? bot : agent;

    if (agent)
        event->speaker_id = AGENT;
    packages->signal = BATON_SIGNAL_KIND_UNKNOWN;
    return (!moves || hand_over(packages, index, agent, err)) && feed(packages, event, index, err);
}

bool packages_needs_person(const struct packages *packages)
{
    return packages->signal == BATON_SIGNAL_KIND_ESCALATE
           || packages->signal == BATON_SIGNAL_KIND_PHANTOM
           || packages->signal == BATON_SIGNAL_KIND_SILENT;
}

struct packaged packages_now(struct packages *packages)
{
    return (struct packaged){ .head = packages->head,
                              .pages = (const struct baton_context_page *const *)packages->pages,
                              .pages_count = packages->pages_count };
}

bool packages_each(const char *command, const char *path, struct baton_arena *arena,
                   packages_take *take, void *context, bool *skipped)
{
    struct baton_error why = { "", "" };
    struct conversation_file *file = conversation_file_open(path, &why);
    struct conversation conversation;
    enum conversation_read got = file != NULL ? CONVERSATION_READ : CONVERSATION_END;
    bool good = true;

    while (good && got != CONVERSATION_END) {
        baton_arena_reset(arena);
        got = conversation_file_next(file, PACKAGES_START_MS, arena, &conversation, &why);
        if (got == CONVERSATION_READ)
            good = take(context, &conversation);
        if (got == CONVERSATION_BAD) {
            *skipped = true;
            cli_fail(command, &why);
            why = (struct baton_error){ "", "" };
        }
    }
    if (why.text[0] != '\0') { /* not opened, or cut off in the middle */
        *skipped = true;
        cli_fail(command, &why);
    }
    conversation_file_close(file);
    return good;
}
