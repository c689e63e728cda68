/* Prints records for people who watch. A row a topic; texts of others are printed without control
 * characters. */
#include "view.h"

#include <math.h>

#include "cli.h"
#include "insight.h"

#define BOLD "1"
#define DIM "2"
#define RED "31"
#define GREEN "32"
#define YELLOW "33"
#define BLUE "34"
#define MAGENTA "35"
#define CYAN "36"

static void style(const struct view *view, const char *code)
{
    if (view->colour)
        printf("\033[%sm", code);
}

static void put_text(struct baton_text text)
{
    cli_put_text(stdout, text);
}

static void line_start(const struct view *view, const char *colour, const char *who,
                       struct baton_text conversation)
{
    style(view, DIM);
    printf("%-14.*s ", BATON_TEXT_ARG(conversation));
    style(view, "0");
    style(view, colour);
    printf("%-12s", who);
    style(view, "0");
}

static void line_end(void)
{
    putchar('\n');
    fflush(stdout);
}

/* "name: text" on a line of its own, nothing when the text is empty. */
static void detail(const struct view *view, const char *name, struct baton_text text)
{
    if (text.size == 0)
        return;
    style(view, DIM);
    printf("%-28s%s: ", "", name);
    style(view, "0");
    put_text(text);
    line_end();
}

static const char *const speaker_colours[] = { DIM, CYAN, BLUE, GREEN, DIM };

static void view_message(const struct view *view, const struct baton_conversation_event *event)
{
    line_start(view, speaker_colours[event->speaker],
               baton_enum_name(&baton_speaker_symbols, event->speaker), event->env.conversation_id);
    if (event->speaker_name.size > 0 && event->speaker == BATON_SPEAKER_AGENT)
        printf("(%.*s) ", BATON_TEXT_ARG(event->speaker_name));
    put_text(event->text);
    if (view->score >= 0) {
        style(view, YELLOW);
        printf("  %.2f", view->score);
        style(view, "0");
    }
    line_end();
}

static void view_holder(const struct view *view, const struct baton_conversation_event *event)
{
    line_start(view, BOLD, "holder", event->env.conversation_id);
    printf("%s", baton_enum_name(&baton_holder_kind_symbols, event->holder.kind));
    if (event->holder.name.size > 0)
        printf(" %.*s", BATON_TEXT_ARG(event->holder.name));
    printf(", epoch %lld (%s)", (long long)event->holder.epoch,
           baton_enum_name(&baton_holder_cause_symbols, event->holder.cause));
    line_end();
}

static void view_event(const struct view *view, const void *value)
{
    const struct baton_conversation_event *event = value;

    if (event->type == BATON_EVENT_TYPE_MESSAGE)
        view_message(view, event);
    else if (event->type == BATON_EVENT_TYPE_HOLDER)
        view_holder(view, event);
    else if (event->type == BATON_EVENT_TYPE_ENDED) {
        line_start(view, DIM, "ended", event->env.conversation_id);
        printf("%s", baton_enum_name(&baton_end_cause_symbols, event->end_cause));
        line_end();
    }
}

static void view_signal(const struct view *view, const void *value)
{
    const struct baton_escalation_signal *signal = value;

    line_start(view, YELLOW, "detector", signal->env.conversation_id);
    printf("%s", baton_enum_name(&baton_signal_kind_symbols, signal->kind));
    if (!isnan(signal->probability))
        printf(": %.2f", signal->probability);
    if (!isnan(signal->threshold))
        printf(" (threshold %.2f)", signal->threshold);
    printf(", %s, category %.*s", baton_enum_name(&baton_trigger_symbols, signal->trigger),
           BATON_TEXT_ARG(signal->category));
    line_end();
    detail(view, "because", signal->hold_reason);
    detail(view, "withdraws", signal->withdraws);
    for (size_t i = 0; i < signal->reasons_count; i++) {
        const struct baton_reason *reason = &signal->reasons[i];

        printf("%-28s%+.1f %.*s", "", reason->contribution, BATON_TEXT_ARG(reason->code));
        if (reason->quotes_count > 0) {
            printf(": \"");
            put_text(reason->quotes[0]);
            putchar('"');
        }
        line_end();
    }
}

static void view_request(const struct view *view, const void *value)
{
    const struct baton_routing_request *request = value;

    if (request->kind != BATON_ROUTING_KIND_REQUEST)
        return;
    line_start(view, MAGENTA, "card", request->env.conversation_id);
    put_text(request->card.headline);
    line_end();
    detail(view, "who", request->card.who);
    detail(view, "issue", request->card.core_issue);
    detail(view, "mood", request->card.emotion);
    detail(view, "why", request->card.why);
    for (size_t i = 0; i < request->card.tried_count; i++)
        detail(view, "tried", request->card.tried[i]);
    detail(view, "next", request->card.next_action);
}

static void view_assignment(const struct view *view, const void *value)
{
    const struct baton_assignment *assignment = value;
    const struct baton_reservation *last =
        assignment->reservations_count > 0
            ? &assignment->reservations[assignment->reservations_count - 1]
            : NULL;

    line_start(view, GREEN, "router", assignment->env.conversation_id);
    printf("%s", baton_enum_name(&baton_assignment_change_symbols, assignment->change));
    if (assignment->holder.name.size > 0)
        printf(", holder %.*s", BATON_TEXT_ARG(assignment->holder.name));
    else if (assignment->change == BATON_ASSIGNMENT_CHANGE_OFFERED && last != NULL)
        printf(" to %.*s", BATON_TEXT_ARG(last->agent_name));
    if (assignment->position > 0)
        printf(", position %lld", (long long)assignment->position);
    if (assignment->expected_wait_ms > 0)
        printf(", wait about %lld s", (long long)(assignment->expected_wait_ms / 1000));
    line_end();
}

static void view_delivery(const struct view *view, const void *value)
{
    const struct baton_delivery *delivery = value;

    if (delivery->kind == BATON_DELIVERY_KIND_SAY || delivery->kind == BATON_DELIVERY_KIND_RELAY)
        return; /* the message itself is on the screen */
    line_start(view, delivery->kind == BATON_DELIVERY_KIND_SUPPRESSED ? RED : DIM, "switchboard",
               delivery->env.conversation_id);
    printf("%s to %s: ", baton_enum_name(&baton_delivery_kind_symbols, delivery->kind),
           baton_enum_name(&baton_recipient_kind_symbols, delivery->recipient_kind));
    put_text(delivery->text.size > 0 ? delivery->text : delivery->detail);
    line_end();
}

static void view_resolution(const struct view *view, const void *value)
{
    const struct baton_resolution *resolution = value;

    line_start(view, GREEN, "resolution", resolution->env.conversation_id);
    printf("%s by %.*s: ", baton_enum_name(&baton_outcome_symbols, resolution->outcome),
           BATON_TEXT_ARG(resolution->by_name.size > 0 ? resolution->by_name : resolution->by_id));
    put_text(resolution->solution);
    line_end();
}

static void view_outcome(const struct view *view, const void *value)
{
    const struct baton_handoff_outcome *outcome = value;

    if (!outcome->final)
        return;
    line_start(view, MAGENTA, "learner", outcome->env.conversation_id);
    printf("%.*s: %s", BATON_TEXT_ARG(outcome->category),
           baton_enum_name(&baton_outcome_symbols, outcome->outcome));
    if (outcome->handed_over)
        printf(", waited %.1f s, first reply after %.1f s, handled in %.1f s",
               (double)outcome->wait_ms / 1000, (double)outcome->first_reply_ms / 1000,
               (double)outcome->handle_ms / 1000);
    if (outcome->necessary != BATON_MAYBE_UNKNOWN)
        printf(", handoff was %s",
               outcome->necessary == BATON_MAYBE_YES ? "necessary" : "not necessary");
    line_end();
}

static void view_policy(const struct view *view, const void *value)
{
    const struct baton_policy *policy = value;

    line_start(view, MAGENTA, "policy", policy->env.tenant);
    printf("%s part, version %lld: ", baton_enum_name(&baton_policy_part_symbols, policy->part),
           (long long)policy->version);
    put_text(policy->reason);
    line_end();
}

static const struct {
    const struct baton_topic *topic;
    void (*view)(const struct view *view, const void *value);
} rows[] = {
    { &baton_topic_events, view_event },        { &baton_topic_signals, view_signal },
    { &baton_topic_requests, view_request },    { &baton_topic_assignments, view_assignment },
    { &baton_topic_deliveries, view_delivery }, { &baton_topic_resolutions, view_resolution },
    { &baton_topic_outcomes, view_outcome },    { &baton_topic_policies, view_policy },
};

const struct baton_topic *const view_topics[] = {
    &baton_topic_events,      &baton_topic_signals,    &baton_topic_requests,
    &baton_topic_assignments, &baton_topic_deliveries, &baton_topic_resolutions,
    &baton_topic_outcomes,    &baton_topic_policies,   NULL,
};

void view_record(struct view *view, const struct baton_record *in)
{
    view->score = -1;
    if (view->insight != NULL)
        insight_follow(view->insight, in, &view->score);
    for (size_t i = 0; in->value != NULL && i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].topic == in->topic)
            rows[i].view(view, in->value);
}
