/* What becomes of each escalation: it names the event that it is about, and somebody is asked for,
 * or the log shows why not. */
#include "checks.h"

static bool same_conversation(const struct baton_envelope *a, const struct baton_envelope *b)
{
    return baton_text_equal(a->tenant, b->tenant)
           && baton_text_equal(a->conversation_id, b->conversation_id);
}

/* The record that `cause` names; NULL: there is none that can be read. */
static const struct dump_record *caused_by(const struct dump *dump, const struct baton_cause *cause)
{
    const struct dump_log *log =
        dump_log_of(dump, baton_topic_events.name, (int32_t)cause->partition);

    for (size_t i = 0; log != NULL && i < log->count; i++)
        if (log->records[i]->offset == cause->offset)
            return log->records[i]->decoded != NULL ? log->records[i] : NULL;
    return NULL;
}

/* By the cause the packager waits for the turn: also of a timer, also behind a backlog. */
static void check_cause(struct checks *checks, const struct dump *dump,
                        const struct baton_escalation_signal *signal)
{
    const struct baton_cause *cause = &signal->env.cause;
    const struct dump_record *record =
        baton_text_is(cause->topic, baton_topic_events.name) ? caused_by(dump, cause) : NULL;
    const struct baton_conversation_event *event = record != NULL ? record->decoded : NULL;

    check_that(checks,
               event != NULL && same_conversation(&event->env, &signal->env)
                   && baton_text_equal(event->event_id, signal->event_id),
               "%.*s (%s): its cause is not the event %.*s", BATON_TEXT_ARG(signal->signal_id),
               baton_enum_name(&baton_trigger_symbols, (int)signal->trigger),
               BATON_TEXT_ARG(signal->event_id));
}

/* A request for this signal, or for another one of the same stretch of the bot. */
static bool was_asked(const struct dump *dump, const struct baton_escalation_signal *signal)
{
    const struct dump_record *record;

    for (size_t at = 0; (record = dump_next(dump, &baton_topic_requests, &at)) != NULL;) {
        const struct baton_routing_request *request = record->decoded;

        if (request != NULL && request->kind == BATON_ROUTING_KIND_REQUEST
            && same_conversation(&request->env, &signal->env)
            && (baton_text_equal(request->signal_id, signal->signal_id)
                || request->env.epoch == signal->env.epoch))
            return true;
    }
    return false;
}

/* The stretch was over for another reason, which the packager counts: the holder changed, or the
 * conversation ended, behind the turn. */
static bool was_over(const struct dump *dump, const struct baton_escalation_signal *signal)
{
    const struct dump_record *record;

    for (size_t at = 0; (record = dump_next(dump, &baton_topic_events, &at)) != NULL;) {
        const struct baton_conversation_event *event = record->decoded;

        if (event == NULL || !same_conversation(&event->env, &signal->env)
            || record->offset <= signal->env.cause.offset)
            continue;
        if (event->type == BATON_EVENT_TYPE_ENDED
            || (event->type == BATON_EVENT_TYPE_HOLDER && event->holder.epoch > signal->env.epoch))
            return true;
    }
    return false;
}

void check_signals(struct checks *checks, const struct dump *dump)
{
    const struct dump_record *record;

    check_begin(checks, "escalation-signals: each escalation names the event that it is about");
    for (size_t at = 0; (record = dump_next(dump, &baton_topic_signals, &at)) != NULL;) {
        const struct baton_escalation_signal *signal = record->decoded;

        if (signal != NULL && signal->kind == BATON_SIGNAL_KIND_ESCALATE)
            check_cause(checks, dump, signal);
    }
    check_end(checks);
    check_begin(checks, "each escalation has a routing request, or its stretch was over");
    for (size_t at = 0; (record = dump_next(dump, &baton_topic_signals, &at)) != NULL;) {
        const struct baton_escalation_signal *signal = record->decoded;

        if (signal != NULL && signal->kind == BATON_SIGNAL_KIND_ESCALATE)
            check_that(checks, was_asked(dump, signal) || was_over(dump, signal),
                       "%.*s (%s): nobody was asked for", BATON_TEXT_ARG(signal->signal_id),
                       baton_enum_name(&baton_trigger_symbols, (int)signal->trigger));
    }
    check_end(checks);
}
