/* The story of a conversation: what was decided, in the order of time, and the two sentences above
 * it. How each kind of record is told is why_words.c. */
#include "why.h"

#include "cli.h"
#include "timestamp.h"
#include "why_words.h"

const struct baton_topic *const why_topics[] = {
    &baton_topic_events,      &baton_topic_signals,   &baton_topic_packages,
    &baton_topic_assignments, &baton_topic_decisions, NULL,
};

void why_init(struct why *why)
{
    *why = (struct why){ 0 };
    baton_arena_init(&why->arena);
}

void why_release(struct why *why)
{
    baton_arena_release(&why->arena);
}

/* Messages are only counted: they are the customer's words. */
static bool is_counted(struct why *why, const struct baton_record *in)
{
    const struct baton_conversation_event *event = in->value;

    if (in->topic != &baton_topic_events || event->type != BATON_EVENT_TYPE_MESSAGE)
        return false;
    if ((size_t)event->speaker < sizeof why->messages / sizeof why->messages[0])
        why->messages[event->speaker]++;
    return true;
}

void why_see(struct why *why, const struct baton_record *in)
{
    if (in->value == NULL)
        return;
    if (why->first_ms == 0 || in->time_ms < why->first_ms)
        why->first_ms = in->time_ms;
    if (in->time_ms > why->last_ms)
        why->last_ms = in->time_ms;
    if (is_counted(why, in))
        return;
    const void *value = baton_record_copy(in->topic->type, in->value, &why->arena);
    if (in->topic == &baton_topic_packages)
        why->package = value;
    else if (why_tells(in->topic, value))
        *BATON_APPEND(&why->arena, why->items, why->items_count) =
            (struct why_item){ in->topic, value, in->time_ms, why->items_count };
}

/* By time; at the same time in the order in which the stages pass it on, then as it was read. */
static int compare(const void *left, const void *right)
{
    const struct why_item *a = left, *b = right;
    int rank_a = why_rank(a->topic), rank_b = why_rank(b->topic);

    if (a->time_ms != b->time_ms)
        return a->time_ms < b->time_ms ? -1 : 1;
    if (rank_a != rank_b)
        return rank_a - rank_b;
    return a->number < b->number ? -1 : 1;
}

static const struct why_item *first_escalation(const struct why *why)
{
    for (size_t i = 0; i < why->items_count; i++) {
        const struct baton_escalation_signal *signal = why->items[i].value;

        if (why->items[i].topic == &baton_topic_signals
            && (signal->kind == BATON_SIGNAL_KIND_ESCALATE
                || signal->kind == BATON_SIGNAL_KIND_PHANTOM))
            return &why->items[i];
    }
    return NULL;
}

static const struct why_item *first_agent(const struct why *why)
{
    for (size_t i = 0; i < why->items_count; i++) {
        const struct baton_conversation_event *event = why->items[i].value;

        if (why->items[i].topic == &baton_topic_events && event->type == BATON_EVENT_TYPE_HOLDER
            && event->holder.kind == BATON_HOLDER_KIND_AGENT)
            return &why->items[i];
    }
    return NULL;
}

static void print_not_escalated(const struct why_score *score, FILE *to)
{
    fprintf(to, "It was not escalated: the detector never asked for a person.\n");
    if (score == NULL || score->probability < 0)
        return;
    fprintf(to, "The most that it came to, by today's model, was a chance of %.2f after ",
            score->probability);
    cli_put_text(to, score->event_id);
    fprintf(to, ".\n");
}

static void print_answer(const struct why *why, const struct why_score *score, FILE *to)
{
    const struct why_item *escalation = first_escalation(why), *agent = first_agent(why);

    if (escalation != NULL)
        why_escalated(escalation, to);
    else if (agent == NULL)
        print_not_escalated(score, to);
    else
        fprintf(to, "The detector never asked for a person; it came to one all the same.\n");
    if (agent != NULL)
        why_taken(agent, escalation, to);
    else if (escalation != NULL)
        fprintf(to, "No agent has held it.\n");
}

void why_print(struct why *why, struct baton_text name, const struct why_score *score, FILE *to)
{
    char from[BATON_TIME_SIZE], until[BATON_TIME_SIZE];

    if (why->items_count > 0)
        qsort(why->items, why->items_count, sizeof *why->items, compare);
    fprintf(to, "Conversation ");
    cli_put_text(to, name);
    fprintf(to, ", %s to %s: %lld messages of the customer, %lld of the bot, %lld of agents.\n",
            baton_time_format(why->first_ms, from), baton_time_format(why->last_ms, until),
            (long long)why->messages[BATON_SPEAKER_CUSTOMER],
            (long long)why->messages[BATON_SPEAKER_BOT],
            (long long)why->messages[BATON_SPEAKER_AGENT]);
    print_answer(why, score, to);
    for (size_t i = 0; i < why->items_count; i++)
        why_tell(&why->items[i], to);
    if (why->package != NULL)
        why_package(why->package, to);
}
