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

/* What to do about an attempt that failed, around its words. */
struct wording {
    const char *before, *behind;
};

static struct wording failed_wording(const struct package *p, const struct baton_attempt *attempt)
{
    struct packager_reading words = packager_read(&p->packager->cues, p->arena, attempt->name);

    if (attempt->by == BATON_SPEAKER_CUSTOMER)
        return (struct wording){ "Go on from what the customer tried: \"",
                                 "\"; do not ask for it again." };
    if (CUE(words.cues, CUE_COULD_NOT))
        return (struct wording){ "Do what the bot could not: \"", "\"" };
    return (struct wording){ "Find out why \"", "\" did not work; do not ask to try it again." };
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
    struct wording wording = failed_wording(p, attempt);
    ret->text = baton_text_format(p->arena, "%s%.*s%s", wording.before,
                                  BATON_TEXT_ARG(compose_plain(p, attempt->name)), wording.behind);
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

/* What the customer asked for after he had said what it is about. */
static bool advise_wish(const struct package *p, const struct baton_context_package *head,
                        struct advice *ret)
{
    const struct baton_packager_knowledge *known = p->known;

    (void)head;
    if (known->expectation.size == 0
        || baton_text_equal(known->expectation_event_id, known->issue_event_id))
        return false;
    ret->text = baton_text_format(p->arena, "Take up what was asked for: \"%.*s\"",
                                  BATON_TEXT_ARG(known->expectation));
    ret->event_id = known->expectation_event_id;
    ret->source = "expectation";
    return true;
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
    advise_promise, advise_denied, advise_failed, advise_question, advise_wish, advise_issue,
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

/* What came of such cases when people had them, by the policy that the conversation began under. */
static void set_chance(const struct package *p, struct baton_context_package *head)
{
    const struct baton_learned_chance *learned = baton_rules_chance(p->rules, head->category);

    if (learned == NULL || p->known->signal_id.size == 0)
        return;
    head->chance = BATON_RECORD(p->arena, chance);
    head->chance->rate = learned->rate;
    head->chance->cases = learned->cases;
    head->chance->text = baton_text_format(p->arena, "people resolved %.0f %% of %lld such cases",
                                           100 * learned->rate, (long long)learned->cases);
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
    set_chance(p, head);
    set_focus(p, head, template);
    head->escalation_path = template->escalation_path;
    head->escalation_path_count = template->escalation_path_count;
}
