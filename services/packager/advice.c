/* Advice: why a person, what to look at, what to do first, who should, and how to begin. Each from
 * a rule that names what it rests on; where nothing speaks for an advice there is none. */
#include <string.h>

#include "compose.h"

/* --- why
 * --------------------------------------------------------------------------------------------- */

static const char *const whys[] = {
    [BATON_TRIGGER_UNKNOWN] = "A person is needed.",
    [BATON_TRIGGER_EXPLICIT_REQUEST] = "The customer asked for a person.",
    [BATON_TRIGGER_COMPLAINT] = "The customer says that it does not work.",
    [BATON_TRIGGER_CUSTOMER_REPEATS] = "The customer had to ask the same again.",
    [BATON_TRIGGER_BOT_REPEATS] = "The bot gave the same answer again.",
    [BATON_TRIGGER_SENTIMENT] = "The customer is unhappy with how it goes.",
    [BATON_TRIGGER_AGGRESSION] = "The tone has become aggressive.",
    [BATON_TRIGGER_COMPLEXITY] = "The case has several linked problems.",
    [BATON_TRIGGER_TOPIC] = "The policy gives this subject to people.",
    [BATON_TRIGGER_AUTHORITY] = "It needs a permission that the bot does not have.",
    [BATON_TRIGGER_LOW_CONFIDENCE] = "The bot is not sure of its answers.",
    [BATON_TRIGGER_FAILED_ATTEMPTS] = "What the bot tried did not work.",
    [BATON_TRIGGER_LENGTH] = "The conversation is too long for its subject.",
    [BATON_TRIGGER_BEHAVIOUR] = "The customer struggles on the page.",
    [BATON_TRIGGER_BUSINESS_CRITICAL] = "Much is at stake with this customer now.",
    [BATON_TRIGGER_BOT_REQUEST] = "The bot asked for a person.",
    [BATON_TRIGGER_BOT_ERROR] = "The bot failed.",
    [BATON_TRIGGER_BOT_SILENT] = "The bot stopped answering.",
    [BATON_TRIGGER_PHANTOM_HANDOFF] = "The bot announced a person and none was asked for.",
    [BATON_TRIGGER_COMBINED] = "Several signs together say that the bot will not solve it.",
    [BATON_TRIGGER_TAKEOVER] = "An agent began to speak.",
    [BATON_TRIGGER_TRANSFER] = "An agent passed it on.",
    [BATON_TRIGGER_SUPERVISOR] = "A supervisor asked for a person.",
    [BATON_TRIGGER_POLICY] = "A rule of the policy asks for a person.",
};

static struct baton_text why_of(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;

    if (known->signal_id.size == 0)
        return BATON_TEXT_NONE;
    if (known->why.size > 0)
        return known->why;
    return baton_text_of(
        whys[(size_t)known->trigger < sizeof whys / sizeof *whys ? known->trigger : 0]);
}

/* --- what to do first: the first rule that has something to say
 * -------------------------------------- */

struct advice {
    struct baton_text text, event_id;
    const char *source;
};

static const struct baton_attempt *last_with(const struct package *p,
                                             enum baton_action_outcome outcome)
{
    for (size_t i = p->known->tried_count; i > 0; i--) {
        if (p->known->tried[i - 1].outcome == outcome)
            return &p->known->tried[i - 1];
    }
    return NULL;
}

static bool advise_denied(const struct package *p, const struct baton_context_package *head,
                          struct advice *ret)
{
    const struct baton_attempt *attempt = last_with(p, BATON_ACTION_OUTCOME_DENIED);

    (void)head;
    if (attempt == NULL)
        return false;
    ret->text = baton_text_format(p->arena, "Decide on \"%.*s\": the bot is not permitted to.",
                                  BATON_TEXT_ARG(compose_plain(p, attempt->name)));
    ret->event_id = attempt->event_id;
    ret->source = "denied_attempt";
    return true;
}

static bool advise_promise(const struct package *p, const struct baton_context_package *head,
                           struct advice *ret)
{
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];

        if (promise->by == BATON_SPEAKER_CUSTOMER
            || (promise->state != BATON_COMMITMENT_STATE_BROKEN
                && promise->state != BATON_COMMITMENT_STATE_AT_RISK))
            continue;
        ret->text = baton_text_format(p->arena, "See to the promise: \"%.*s\"",
                                      BATON_TEXT_ARG(promise->text));
        ret->event_id = promise->event_id;
        ret->source = "overdue_promise";
        return true;
    }
    return false;
}

static bool advise_failed(const struct package *p, const struct baton_context_package *head,
                          struct advice *ret)
{
    const struct baton_attempt *attempt = last_with(p, BATON_ACTION_OUTCOME_FAILED);

    (void)head;
    if (attempt == NULL)
        attempt = last_with(p, BATON_ACTION_OUTCOME_TIMED_OUT);
    if (attempt == NULL)
        return false;
    ret->text = baton_text_format(p->arena,
                                  "Find out why \"%.*s\" did not work; do not ask to try it again.",
                                  BATON_TEXT_ARG(compose_plain(p, attempt->name)));
    ret->event_id = attempt->event_id;
    ret->source = "failed_attempt";
    return true;
}

static bool advise_question(const struct package *p, const struct baton_context_package *head,
                            struct advice *ret)
{
    for (size_t i = head->open_questions_count; i > 0; i--) {
        const struct baton_question *question = &head->open_questions[i - 1];

        if (question->by != BATON_SPEAKER_CUSTOMER)
            continue;
        ret->text = baton_text_format(p->arena, "Answer: \"%.*s\"", BATON_TEXT_ARG(question->text));
        ret->event_id = question->event_id;
        ret->source = "open_question";
        return true;
    }
    return false;
}

static bool advise_issue(const struct package *p, const struct baton_context_package *head,
                         struct advice *ret)
{
    (void)head;
    if (p->known->issue.size == 0)
        return false;
    ret->text = baton_text_format(p->arena, "Take up what was said: \"%.*s\"",
                                  BATON_TEXT_ARG(p->known->issue));
    ret->event_id = p->known->issue_event_id;
    ret->source = "issue";
    return true;
}

static bool (*const rules[])(const struct package *, const struct baton_context_package *,
                             struct advice *) = {
    advise_promise, advise_denied, advise_failed, advise_question, advise_issue,
};

static void set_next_action(const struct package *p, struct baton_context_package *head)
{
    struct advice advice = { BATON_TEXT_NONE, BATON_TEXT_NONE, "" };

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i](p, head, &advice))
            break;
    }
    head->next_action.text = advice.text;
    head->next_action.source = baton_text_of(advice.source);
    if (advice.event_id.size > 0)
        *PACKAGE_ADD(p->arena, head->next_action.event_ids, head->next_action.event_ids_count) =
            advice.event_id;
}

/* What a knowledge source proposed, with its article. */
static void set_likely_solution(struct baton_context_package *head)
{
    for (size_t i = 0; i < head->enrichments_count; i++) {
        const struct baton_enrichment_status *status = &head->enrichments[i];

        if (status->kind != BATON_ENRICHMENT_KIND_KNOWLEDGE
            && status->kind != BATON_ENRICHMENT_KIND_ISSUES)
            continue;
        for (size_t v = 0; v < status->values_count; v++) {
            if (baton_text_is(status->values[v].key, "solution"))
                head->likely_solution.text = status->values[v].value;
            if (baton_text_is(status->values[v].key, "url"))
                head->likely_solution.url = status->values[v].value;
        }
        head->likely_solution.source = status->source;
    }
}

/* --- who
 * ------------------------------------------------------------------------------------------------
 */

static void unite(const struct package *p, struct baton_text **into, size_t *count,
                  const struct baton_text *from, size_t from_count)
{
    for (size_t i = 0; i < from_count; i++) {
        if (baton_rules_listed(*into, *count, from[i]))
            continue;
        package_grow(p->arena, (void **)into, count, sizeof **into);
        (*into)[*count - 1] = from[i];
    }
}

static void set_agent(const struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;
    const struct baton_route_rule *route = compose_route(p);
    struct baton_recommended_agent *agent = &head->recommended_agent;

    if (known->signal_id.size == 0)
        return;
    agent->team = known->team.size > 0 ? known->team : route->team;
    unite(p, &agent->skills, &agent->skills_count, known->skills, known->skills_count);
    unite(p, &agent->skills, &agent->skills_count, route->skills, route->skills_count);
    unite(p, &agent->authority, &agent->authority_count, known->authority, known->authority_count);
    unite(p, &agent->authority, &agent->authority_count, route->authority, route->authority_count);
    for (size_t i = known->customer.earlier_contacts_count; i > 0; i--) {
        const struct baton_earlier_contact *contact = &known->customer.earlier_contacts[i - 1];

        if (contact->agent_id.size > 0 && contact->outcome == BATON_OUTCOME_RESOLVED) {
            agent->id = contact->agent_id;
            agent->name = contact->agent_name;
        }
    }
    agent->reason = agent->id.size > 0 ? BATON_TEXT("Solved an earlier case of this customer.")
                    : route->name.size > 0
                        ? baton_text_format(p->arena, "Rule %.*s.", BATON_TEXT_ARG(route->name))
                    : agent->skills_count > 0 ? BATON_TEXT("Has the skills that the case needs.")
                                              : BATON_TEXT_NONE;
}

/* --- the opening line
 * --------------------------------------------------------------------------------- */

struct opening {
    const char *language;
    const char *greeting, *greeting_unnamed; /* %.*s: name */
    const char *read;                        /* %.*s: what it is about */
    const char *read_nothing;
    const char *go_on;
    const char *nouns[6]; /* as in telling[] */
};

static const char *const telling[] = { "invoice_number", "order_number",    "booking_number",
                                       "ticket_number",  "tracking_number", "error_code" };

static const struct opening openings[] = {
    { "en",
      "Hello %.*s,",
      "Hello,",
      "I have read the conversation about %.*s",
      "I have read the conversation",
      "I will take it from here.",
      { "invoice", "order", "booking", "ticket", "shipment", "error" } },
    { "de",
      "Hallo %.*s,",
      "Hallo,",
      "ich habe alles gelesen, es geht um %.*s",
      "ich habe alles gelesen",
      "Ich kümmere mich jetzt darum.",
      { "Rechnung", "Bestellung", "Buchung", "Ticket", "Sendung", "Fehler" } },
};

static const struct opening *opening_of(struct baton_text language)
{
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        if (baton_text_starts(language, baton_text_of(openings[i].language)))
            return &openings[i];
    }
    return &openings[0];
}

static struct baton_text first_name(struct baton_text name)
{
    ptrdiff_t blank = baton_text_find(name, BATON_TEXT(" "), 0);

    return blank > 0 ? (struct baton_text){ name.data, (size_t)blank } : name;
}

/* The most telling thing known: a number that names the case, else the customer's own sentence. */
static struct baton_text specific_of(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;
    struct baton_text issue = package_cut(p, known->issue, 120);

    for (size_t k = 0; k < sizeof telling / sizeof *telling; k++) {
        for (size_t i = known->facts_count; i > 0; i--) {
            const struct baton_packager_fact *fact = &known->facts[i - 1];

            if (!fact->superseded && baton_text_is(fact->fact.name, telling[k]))
                return baton_text_format(p->arena, "%s %.*s", opening_of(known->language)->nouns[k],
                                         BATON_TEXT_ARG(fact->fact.value));
        }
    }
    while (issue.size > 0 && strchr(".!", issue.data[issue.size - 1]) != NULL)
        issue.size--;
    return issue.size == 0 ? issue : baton_text_format(p->arena, "\"%.*s\"", BATON_TEXT_ARG(issue));
}

static struct baton_text built_in_opening(const struct package *p)
{
    const struct baton_packager_knowledge *known = p->known;
    const struct opening *opening = opening_of(known->language);
    struct baton_text name = first_name(known->customer.name), specific = specific_of(p);
    char greeting[160], read[512];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* from the table above */
    if (name.size > 0)
        snprintf(greeting, sizeof greeting, opening->greeting,
                 BATON_TEXT_ARG(baton_text_cut(name, 100)));
    else
        snprintf(greeting, sizeof greeting, "%s", opening->greeting_unnamed);
    if (specific.size > 0)
        snprintf(read, sizeof read, opening->read, BATON_TEXT_ARG(specific));
    else
        snprintf(read, sizeof read, "%s", opening->read_nothing);
#pragma GCC diagnostic pop
    return baton_text_format(p->arena, "%s %s. %s", greeting, read, opening->go_on);
}

static struct baton_text fill(const struct package *p, struct baton_text text, const char *name,
                              struct baton_text value)
{
    struct baton_text needle = baton_text_of(name);
    ptrdiff_t at;

    for (int i = 0; i < 8 && (at = baton_text_find(text, needle, 0)) >= 0; i++) {
        size_t behind = (size_t)at + needle.size;
        text =
            baton_text_format(p->arena, "%.*s%.*s%.*s", (int)at, text.data, BATON_TEXT_ARG(value),
                              (int)(text.size - behind), text.data + behind);
    }
    return text;
}

static void set_opening(const struct package *p, struct baton_context_package *head,
                        const struct baton_template *template)
{
    const struct baton_packager_knowledge *known = p->known;
    bool held = p->row->holding.kind == BATON_HOLDER_KIND_AGENT && p->row->holding.name.size > 0;
    struct baton_text name = first_name(known->customer.name), specific = specific_of(p);

    if (template->opening_line.size == 0) {
        head->opening_line = built_in_opening(p);
        return;
    }
    head->template = template->category;
    head->opening_line =
        fill(p, template->opening_line, "{customer}", name.size > 0 ? name : BATON_TEXT("there"));
    head->opening_line = fill(p, head->opening_line, "{issue}",
                              specific.size > 0 ? specific : BATON_TEXT("your request"));
    head->opening_line = fill(p, head->opening_line, "{agent}",
                              held ? p->row->holding.name : BATON_TEXT("our team"));
}

/* What the template says; else the attempt, question or promise that the next action is about. */
static void set_focus(const struct package *p, struct baton_context_package *head,
                      const struct baton_template *template)
{
    struct baton_text about =
        head->next_action.event_ids_count > 0 ? head->next_action.event_ids[0] : BATON_TEXT_NONE;

    head->focus = template->focus.size > 0 ? template->focus : p->known->issue;
    for (size_t i = 0; i < head->tried_count && template->focus.size == 0; i++) {
        if (baton_text_equal(head->tried[i].event_id, about))
            head->focus = compose_attempt(p, &head->tried[i]);
    }
    for (size_t i = 0; i < head->open_questions_count && template->focus.size == 0; i++) {
        if (baton_text_equal(head->open_questions[i].event_id, about))
            head->focus = head->open_questions[i].text;
    }
}

void compose_advice(struct package *p, struct baton_context_package *head)
{
    const struct baton_template *template = baton_rules_template(p->rules, head->category);

    head->why_person = why_of(p);
    set_next_action(p, head);
    set_likely_solution(head);
    set_agent(p, head);
    set_focus(p, head, template);
    head->escalation_path = template->escalation_path;
    head->escalation_path_count = template->escalation_path_count;
    set_opening(p, head, template);
}
