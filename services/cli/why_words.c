/* Words for records: a row each kind, a paragraph each record. */
#include "why_words.h"

#include <math.h>

#include "cli.h"
#include "timestamp.h"

#define INDENT "    "

static void put(FILE *to, struct baton_text text)
{
    cli_put_text(to, text);
}

/* "Ana Lopes (ana)", or the id alone. */
static void put_person(FILE *to, struct baton_text name, struct baton_text id)
{
    put(to, name.size > 0 ? name : id);
    if (name.size > 0 && id.size > 0 && !baton_text_equal(name, id)) {
        fprintf(to, " (");
        put(to, id);
        fputc(')', to);
    }
}

static void put_holder(FILE *to, enum baton_holder_kind kind, struct baton_text name,
                       struct baton_text id)
{
    if (kind == BATON_HOLDER_KIND_QUEUE)
        fprintf(to, "nobody yet (the queue)");
    else if (name.size + id.size > 0)
        put_person(to, name, id);
    else
        fprintf(to, "%s",
                kind == BATON_HOLDER_KIND_BOT ? "the bot"
                                              : baton_enum_name(&baton_holder_kind_symbols, kind));
}

/* The line under each decision: by which rules. */
static void put_versions(FILE *to, const struct baton_envelope *env)
{
    const struct baton_seen *seen = &env->seen;

    fprintf(to, INDENT "By policy ");
    put(to, seen->policy_version.size > 0 ? seen->policy_version : BATON_TEXT("built-in"));
    if (seen->model_version.size > 0) {
        fprintf(to, " and model ");
        put(to, seen->model_version);
    }
    if (env->cause.topic.size > 0) {
        fprintf(to, "; caused by ");
        put(to, env->cause.topic);
        fprintf(to, " %lld/%lld", (long long)env->cause.partition, (long long)env->cause.offset);
    }
    fprintf(to, ".\n");
}

/* The evidence of each reason that has some, a line each. */
static void put_evidence(FILE *to, const struct baton_reason *reasons, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct baton_reason *reason = &reasons[i];

        if (reason->quotes_count + reason->event_ids_count == 0)
            continue;
        fprintf(to, INDENT);
        put(to, reason->code);
        for (size_t q = 0; q < reason->quotes_count; q++) {
            fprintf(to, q == 0 ? ": \"" : ", \"");
            put(to, reason->quotes[q]);
            fputc('"', to);
        }
        for (size_t e = 0; e < reason->event_ids_count; e++) {
            fprintf(to, e == 0 ? " [" : ", ");
            put(to, reason->event_ids[e]);
        }
        fprintf(to, reason->event_ids_count > 0 ? "]\n" : "\n");
    }
}

static void put_reason(FILE *to, const struct baton_reason *reason)
{
    put(to, reason->detail.size > 0 ? reason->detail : reason->code);
    if (reason->contribution != 0)
        fprintf(to, " (%+.1f)", reason->contribution);
}

/* "0.71: the customer asked the same again, twice (+1.9), the bot's confidence fell from 0.80 to
 * 0.40 (+0.8); against: the customer seems to be helped (-1.2); +0.3 from 4 others; -6.1 from the
 * start": what the chance is made of, in log-odds. */
static void put_sum(FILE *to, const struct baton_escalation_signal *signal)
{
    size_t told[2] = { 0, 0 };

    if (isnan(signal->probability))
        fprintf(to, "by a rule: ");
    else
        fprintf(to, "%.2f: ", signal->probability);
    for (int against = 0; against < 2; against++) {
        for (size_t i = 0; i < signal->reasons_count; i++) {
            const struct baton_reason *reason = &signal->reasons[i];

            if ((reason->contribution < 0) != (against == 1))
                continue;
            if (told[against]++ > 0)
                fprintf(to, ", ");
            else if (against == 1)
                fprintf(to, "%sagainst: ", told[0] > 0 ? "; " : "");
            put_reason(to, reason);
        }
    }
    if (signal->rest_count > 0 || fabs(signal->rest) >= 0.05)
        fprintf(to, "; %+.1f from %lld others", signal->rest, (long long)signal->rest_count);
    if (signal->base != 0)
        fprintf(to, "; %+.1f from the start", signal->base);
}

/* --- signals --------------------------------------------------------------------------------- */

static const char *const signal_words[] = {
    [BATON_SIGNAL_KIND_UNKNOWN] = "The detector said something that this program does not know",
    [BATON_SIGNAL_KIND_PREPARE] = "The detector said that a person is likely to be needed soon",
    [BATON_SIGNAL_KIND_ESCALATE] = "The detector asked for a person",
    [BATON_SIGNAL_KIND_HOLD] = "The detector would have asked for a person, and held back",
    [BATON_SIGNAL_KIND_WITHDRAW] = "The detector took its word back",
    [BATON_SIGNAL_KIND_PHANTOM] = "The bot announced a person, and the detector saw none come",
    [BATON_SIGNAL_KIND_SILENT] = "People have it, and the customer, it seems, was not told",
};

static void put_chance(FILE *to, const struct baton_escalation_signal *signal)
{
    if (isnan(signal->probability))
        fprintf(to, ", by a rule, without a score");
    else
        fprintf(to, ": chance %.2f", signal->probability);
    if (!isnan(signal->probability) && !isnan(signal->threshold))
        fprintf(to, " against a threshold of %.2f", signal->threshold);
}

/* "Noticed: explicit 0.98, negative 0.40." */
static void put_named(FILE *to, const struct baton_escalation_signal *signal)
{
    for (size_t i = 0; i < signal->signals_count; i++) {
        fprintf(to, i == 0 ? INDENT "Noticed: " : ", ");
        put(to, signal->signals[i].name);
        fprintf(to, " %.2f", signal->signals[i].probability);
    }
    fprintf(to, signal->signals_count > 0 ? ".\n" : "");
}

static void tell_signal(const void *value, FILE *to)
{
    const struct baton_escalation_signal *signal = value;

    fprintf(to, "%s", signal_words[signal->kind]);
    put_chance(to, signal);
    fprintf(to, " (");
    if (signal->trigger != BATON_TRIGGER_UNKNOWN)
        fprintf(to, "%s, ", baton_enum_name(&baton_trigger_symbols, signal->trigger));
    if (signal->category.size > 0) {
        fprintf(to, "category ");
        put(to, signal->category);
        fprintf(to, "; ");
    }
    fprintf(to, "epoch %lld).\n", (long long)signal->env.epoch);
    if (signal->hold_reason.size > 0) {
        char until[BATON_TIME_SIZE];

        fprintf(to, INDENT "It waits because ");
        put(to, signal->hold_reason);
        if (signal->hold_until != BATON_NULL_LONG)
            fprintf(to, ", until %s at the latest", baton_time_format(signal->hold_until, until));
        fprintf(to, ".\n");
    }
    if (signal->withdraws.size > 0) {
        fprintf(to, INDENT "No longer stands: ");
        put(to, signal->withdraws);
        fprintf(to, ".\n");
    }
    if (signal->reasons_count > 0) {
        fprintf(to, INDENT);
        put_sum(to, signal);
        fprintf(to, ".\n");
    }
    put_evidence(to, signal->reasons, signal->reasons_count);
    put_named(to, signal);
    put_versions(to, &signal->env);
}

/* --- routing decisions ----------------------------------------------------------------------- */

static const char *const decision_words[] = {
    [BATON_DECISION_RESULT_UNKNOWN] = "decided something that this program does not know",
    [BATON_DECISION_RESULT_OFFERED] = "offered it to ",
    [BATON_DECISION_RESULT_QUEUED] = "let it wait",
    [BATON_DECISION_RESULT_OVERFLOW] = "passed it to another pool",
    [BATON_DECISION_RESULT_REFUSED] = "refused a takeover",
    [BATON_DECISION_RESULT_ASSIGNED] = "gave it to ",
    [BATON_DECISION_RESULT_RETURNED] = "gave it back to the bot",
    [BATON_DECISION_RESULT_RELEASED] = "took it back from the agent",
};

static bool is_chosen(const struct baton_routing_decision *decision,
                      const struct baton_candidate *candidate)
{
    return baton_text_equal(candidate->agent_id, decision->chosen_agent_id);
}

static void put_candidate(FILE *to, const struct baton_routing_decision *decision,
                          const struct baton_candidate *candidate)
{
    fprintf(to, INDENT "%s ",
            is_chosen(decision, candidate)  ? "chosen: "
            : candidate->against_count == 0 ? "against:"
                                            : "not:    ");
    put_person(to, candidate->name, candidate->agent_id);
    if (candidate->against_count == 0)
        fprintf(to, ", score %.2f", candidate->score);
    for (size_t i = 0; i < candidate->against_count; i++) {
        fprintf(to, ", ");
        put(to, candidate->against[i]);
    }
    for (size_t i = 0; candidate->against_count == 0 && i < candidate->terms_count; i++) {
        fprintf(to, i == 0 ? " = %+.2f " : " %+.2f ", candidate->terms[i].contribution);
        put(to, candidate->terms[i].code);
    }
    fputc('\n', to);
}

static void tell_decision(const void *value, FILE *to)
{
    const struct baton_routing_decision *decision = value;
    struct baton_text name = BATON_TEXT_NONE;
    bool chose = decision->result == BATON_DECISION_RESULT_OFFERED
                 || decision->result == BATON_DECISION_RESULT_ASSIGNED;

    for (size_t i = 0; i < decision->candidates_count; i++)
        if (is_chosen(decision, &decision->candidates[i]))
            name = decision->candidates[i].name;
    fprintf(to, "The router %s", decision_words[decision->result]);
    if (chose)
        put_person(to, name, decision->chosen_agent_id);
    fprintf(to, ", pool ");
    put(to, decision->pool);
    if (decision->reason.size > 0) {
        fprintf(to, ": ");
        put(to, decision->reason);
    }
    fprintf(to, ".\n");
    for (size_t i = 0; i < decision->candidates_count; i++)
        put_candidate(to, decision, &decision->candidates[i]);
    for (size_t i = 0; i < decision->rest_count; i++) {
        fprintf(to, INDENT "and %lld more: ", (long long)decision->rest[i].count);
        put(to, decision->rest[i].reason);
        fputc('\n', to);
    }
    put_versions(to, &decision->env);
}

/* --- assignments ----------------------------------------------------------------------------- */

/* Offers and waiting are told with the router's decision. */
static bool tells_assignment(const void *value)
{
    const struct baton_assignment *assignment = value;

    return assignment->change != BATON_ASSIGNMENT_CHANGE_OFFERED
           && assignment->change != BATON_ASSIGNMENT_CHANGE_QUEUED
           && assignment->change != BATON_ASSIGNMENT_CHANGE_UPDATED;
}

static void tell_assignment(const void *value, FILE *to)
{
    const struct baton_assignment *assignment = value;
    const struct baton_reservation *last =
        assignment->reservations_count > 0
            ? &assignment->reservations[assignment->reservations_count - 1]
            : NULL;

    fprintf(to, "Assignment ");
    put(to, assignment->assignment_id);
    fprintf(to, ": %s", baton_enum_name(&baton_assignment_change_symbols, assignment->change));
    if (last != NULL) {
        fprintf(to, ", last asked: ");
        put_person(to, last->agent_name, last->agent_id);
    }
    fprintf(to, ", epoch %lld.\n", (long long)assignment->env.epoch);
    put_versions(to, &assignment->env);
}

/* --- the log --------------------------------------------------------------------------------- */

static bool tells_event(const void *value)
{
    const struct baton_conversation_event *event = value;

    return event->type == BATON_EVENT_TYPE_HOLDER || event->type == BATON_EVENT_TYPE_ENDED;
}

/* The reason that such a change carries is that of the escalation, told before. */
static bool is_foreseen(enum baton_holder_cause cause)
{
    return cause == BATON_HOLDER_CAUSE_ACCEPTED || cause == BATON_HOLDER_CAUSE_RESOLVED
           || cause == BATON_HOLDER_CAUSE_CLOSED;
}

static void tell_event(const void *value, FILE *to)
{
    const struct baton_conversation_event *event = value;
    const struct baton_holder_change *holder = &event->holder;

    if (event->type == BATON_EVENT_TYPE_ENDED) {
        fprintf(to, "The conversation ended: %s.\n",
                baton_enum_name(&baton_end_cause_symbols, event->end_cause));
        return;
    }
    fprintf(to, "From here on it is held by ");
    put_holder(to, holder->kind, holder->name, holder->id);
    fprintf(to, " under epoch %lld (%s); before by ", (long long)holder->epoch,
            baton_enum_name(&baton_holder_cause_symbols, holder->cause));
    put_holder(to, holder->previous.kind, holder->previous.name, holder->previous.id);
    if (holder->reason.size > 0 && !is_foreseen(holder->cause)) {
        fprintf(to, ": ");
        put(to, holder->reason);
    }
    fprintf(to, ".\n");
}

/* --- all ------------------------------------------------------------------------------------- */

/* In the order of the stages. */
static const struct {
    const struct baton_topic *topic;
    bool (*tells)(const void *value); /* NULL: always */
    void (*tell)(const void *value, FILE *to);
} rows[] = {
    { &baton_topic_signals, NULL, tell_signal },
    { &baton_topic_decisions, NULL, tell_decision },
    { &baton_topic_assignments, tells_assignment, tell_assignment },
    { &baton_topic_events, tells_event, tell_event },
};

int why_rank(const struct baton_topic *topic)
{
    int rank = 0;

    while ((size_t)rank < sizeof rows / sizeof rows[0] && rows[rank].topic != topic)
        rank++;
    return rank;
}

bool why_tells(const struct baton_topic *topic, const void *value)
{
    size_t rank = (size_t)why_rank(topic);

    return rank < sizeof rows / sizeof rows[0]
           && (rows[rank].tells == NULL || rows[rank].tells(value));
}

void why_tell(const struct why_item *item, FILE *to)
{
    char time[BATON_TIME_SIZE];

    fprintf(to, "\n%s  ", baton_time_format(item->time_ms, time));
    rows[why_rank(item->topic)].tell(item->value, to);
}

void why_escalated(const struct why_item *escalation, FILE *to)
{
    const struct baton_escalation_signal *signal = escalation->value;
    char time[BATON_TIME_SIZE];

    fprintf(to, "It was escalated at %s", baton_time_format(escalation->time_ms, time));
    if (signal->event_id.size > 0) {
        fprintf(to, " because of ");
        put(to, signal->event_id);
    }
    fprintf(to, ": ");
    put(to, signal->why.size > 0
                ? signal->why
                : baton_text_of(baton_enum_name(&baton_trigger_symbols, signal->trigger)));
    fputc('\n', to);
}

void why_taken(const struct why_item *agent, const struct why_item *escalation, FILE *to)
{
    const struct baton_conversation_event *event = agent->value;

    put_person(to, event->holder.name, event->holder.id);
    if (escalation != NULL && agent->time_ms >= escalation->time_ms)
        fprintf(to, " held it %.1f s later.\n",
                (double)(agent->time_ms - escalation->time_ms) / 1000);
    else
        fprintf(to, " held it by %s.\n",
                baton_enum_name(&baton_holder_cause_symbols, event->holder.cause));
}

void why_package(const struct baton_context_package *package, FILE *to)
{
    fprintf(to, "\nThe context package, version %lld, says: ", (long long)package->version);
    put(to, package->card.headline);
    fprintf(to, "\n");
    if (package->card.why.size > 0) {
        fprintf(to, INDENT "Why a person: ");
        put(to, package->card.why);
        fprintf(to, "\n");
    }
    put_versions(to, &package->env);
}
