/* The parts of a package by name, for patterns: each is a quote, a typed value or words of a table,
 * so that it can be traced. */
#include "parts.h"

#include <stddef.h>
#include <string.h>

#include "pattern.h"

enum {
    TRIED = 5, /* of the attempts, the last */
    KNOWN = 8, /* of the facts, the first */
    HEADLINE_BYTES = 120,
};

static struct baton_text keep(const struct package *p, struct baton_buf *buf)
{
    struct baton_text text = baton_text_copy(p->arena, baton_buf_text(buf));

    baton_buf_release(buf);
    return text;
}

/* "a, b and c" would need a language; "a; b; c" does not. */
static void part(struct baton_buf *buf, const char *separator, struct baton_text text)
{
    if (text.size == 0)
        return;
    if (buf->size > 0)
        baton_buf_append_text(buf, baton_text_of(separator));
    baton_buf_append_text(buf, text);
}

/* "Sarah Chen, gold, Enterprise plan, customer for 31 months, account active" */
static struct baton_text who_of(const struct package *p, const struct baton_context_package *head)
{
    const struct baton_customer *customer = &p->known->customer;
    struct baton_buf buf;

    (void)head;
    baton_buf_init(&buf, 512);
    part(&buf, ", ", customer->name.size > 0 ? customer->name : customer->id);
    part(&buf, ", ", customer->tier);
    if (customer->plan.size > 0)
        part(&buf, ", ", baton_text_format(p->arena, "%.*s plan", BATON_TEXT_ARG(customer->plan)));
    if (customer->tenure_months != BATON_NULL_LONG)
        part(&buf, ", ",
             baton_text_format(p->arena, "customer for %lld months",
                               (long long)customer->tenure_months));
    if (customer->account_status.size > 0)
        part(&buf, ", ",
             baton_text_format(p->arena, "account %.*s",
                               BATON_TEXT_ARG(compose_plain(p, customer->account_status))));
    return keep(p, &buf);
}

/* "frustrated since answer 2, getting worse" */
static struct baton_text emotion_of(const struct package *p,
                                    const struct baton_context_package *head)
{
    const struct baton_mood *mood = &p->row->mood;
    struct baton_buf buf;

    (void)head;
    if (mood->emotion.size == 0)
        return BATON_TEXT_NONE;
    baton_buf_init(&buf, 256);
    part(&buf, ", ", mood->emotion);
    if (compose_mood_low(p) && p->row->mood_answer > 0)
        baton_buf_format(&buf, " since answer %lld", (long long)p->row->mood_answer);
    if (mood->trajectory == BATON_TRAJECTORY_FALLING)
        part(&buf, ", ", BATON_TEXT("getting worse"));
    if (mood->trajectory == BATON_TRAJECTORY_IMPROVING)
        part(&buf, ", ", BATON_TEXT("getting better"));
    if (p->known->hurry || p->known->deadlines_count > 0)
        part(&buf, ", ", BATON_TEXT("time-sensitive"));
    return keep(p, &buf);
}

struct baton_text parts_tried(const struct package *p, const struct baton_context_package *head,
                              size_t max)
{
    struct baton_buf buf;
    size_t from = head->tried_count > max ? head->tried_count - max : 0;

    baton_buf_init(&buf, 1200);
    for (size_t i = from; i < head->tried_count; i++)
        part(&buf, "; ", compose_attempt(p, &head->tried[i]));
    return keep(p, &buf);
}

static struct baton_text tried_of(const struct package *p, const struct baton_context_package *head)
{
    return parts_tried(p, head, TRIED);
}

static struct baton_text known_of(const struct package *p, const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 800);
    for (size_t i = 0; i < head->established_count && i < KNOWN; i++) {
        const struct baton_fact *fact = &head->established[i];
        part(&buf, "; ",
             baton_text_format(p->arena, "%.*s %.*s", BATON_TEXT_ARG(compose_plain(p, fact->name)),
                               BATON_TEXT_ARG(baton_text_cut(fact->value, 60))));
    }
    return keep(p, &buf);
}

static struct baton_text promises_of(const struct package *p,
                                     const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 800);
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];
        const char *state = baton_enum_name(&baton_commitment_state_symbols, (int)promise->state);

        if (promise->state != BATON_COMMITMENT_STATE_WITHDRAWN
            && promise->state != BATON_COMMITMENT_STATE_KEPT)
            part(&buf, "; ",
                 baton_text_format(p->arena, "%s\"%.*s\" (%.*s)",
                                   promise->by == BATON_SPEAKER_CUSTOMER ? "by the customer: " : "",
                                   BATON_TEXT_ARG(baton_text_cut(promise->text, 120)),
                                   BATON_TEXT_ARG(compose_plain(p, baton_text_of(state)))));
    }
    return keep(p, &buf);
}

static struct baton_text questions_of(const struct package *p,
                                      const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 800);
    for (size_t i = 0; i < head->open_questions_count; i++) {
        const struct baton_question *question = &head->open_questions[i];
        const char *who = question->by == BATON_SPEAKER_CUSTOMER ? "customer" : "to the customer";

        part(&buf, "; ",
             baton_text_format(p->arena, "%s: \"%.*s\"", who,
                               BATON_TEXT_ARG(baton_text_cut(question->text, 120))));
    }
    return keep(p, &buf);
}

static struct baton_text issue_of(const struct package *p, const struct baton_context_package *head)
{
    if (p->known->issue.size == 0)
        return BATON_TEXT_NONE;
    if (head->category.size == 0)
        return p->known->issue;
    return baton_text_format(p->arena, "%.*s (%.*s)", BATON_TEXT_ARG(p->known->issue),
                             BATON_TEXT_ARG(compose_plain(p, head->category)));
}

static struct baton_text waits_for(const struct package *p,
                                   const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->deadlines_count; i++) {
        if (head->deadlines[i].due_at > p->now_ms)
            return head->deadlines[i].text;
    }
    return BATON_TEXT_NONE;
}

/* --- words that depend on the language ------------------------------------------------------- */

struct tongue {
    const char *language;
    const char *opening;                             /* built in */
    const char *customer, *issue, *agent;            /* where nothing is known; empty: missing */
    const char *nouns[6];                            /* as in telling[] */
    const char *yours[6];                            /* … as the customer is told of them */
    const char *overdue, *failed, *question, *else_; /* where the agent goes on */
};

static const char *const telling[] = { "invoice_number", "order_number",    "booking_number",
                                       "ticket_number",  "tracking_number", "error_code" };

static const struct tongue tongues[] = {
    { "en",
      "Hello{? {customer_first_name}}, I have read the conversation{? about {your_case}}. {going_on}",
      "there",
      "your request",
      "our team",
      { "invoice", "order", "booking", "ticket", "shipment", "error" },
      { "your invoice", "your order", "your booking", "your ticket", "your shipment", "the error" },
      "What was promised to you is overdue; I am looking at that first.",
      "I see what did not work; you need not try it again.",
      "I am looking at your question: ",
      "I am taking it from here." },
    { "de",
      "Hallo{? {customer_first_name}}, ich habe alles gelesen{?, es geht um {your_case}}. {going_on}",
      "",
      "Ihr Anliegen",
      "unser Team",
      { "Rechnung", "Bestellung", "Buchung", "Ticket", "Sendung", "Fehler" },
      { "Ihre Rechnung", "Ihre Bestellung", "Ihre Buchung", "Ihr Ticket", "Ihre Sendung",
        "den Fehler" },
      "Was Ihnen zugesagt wurde, ist überfällig; das sehe ich mir zuerst an.",
      "Ich sehe, was nicht geholfen hat; das brauchen Sie nicht noch einmal zu versuchen.",
      "Ich sehe mir Ihre Frage an: ",
      "Ich kümmere mich jetzt darum." },
};

static const struct tongue *tongue_of(const struct package *p)
{
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++) {
        if (baton_text_starts(p->known->language, baton_text_of(tongues[i].language)))
            return &tongues[i];
    }
    return &tongues[0];
}

static struct baton_text first_name(struct baton_text name)
{
    ptrdiff_t blank = baton_text_find(name, BATON_TEXT(" "), 0);

    return blank > 0 ? (struct baton_text){ name.data, (size_t)blank } : name;
}

/* How near a fact is to what the case is about. */
enum nearness { IN_ISSUE, BESIDE_ISSUE, ANYWHERE };

static bool is_near(const struct package *p, const struct baton_fact *fact, enum nearness nearness)
{
    const struct baton_packager_knowledge *known = p->known;

    if (nearness == IN_ISSUE)
        return baton_text_find(known->issue, fact->value, 0) >= 0;
    if (nearness == BESIDE_ISSUE)
        return baton_text_equal(fact->event_id, known->issue_event_id);
    return fact->by == BATON_SPEAKER_CUSTOMER || !baton_text_is(fact->name, "ticket_number");
}

/* The newest fact of kind telling[kind]. */
static const struct baton_fact *fact_near(const struct package *p, size_t kind,
                                          enum nearness nearness)
{
    const struct baton_packager_knowledge *known = p->known;

    for (size_t i = known->facts_count; i > 0; i--) {
        const struct baton_packager_fact *fact = &known->facts[i - 1];

        if (!fact->superseded && baton_text_is(fact->fact.name, telling[kind])
            && is_near(p, &fact->fact, nearness))
            return &fact->fact;
    }
    return NULL;
}

/* The number that names the case: one in the sentence that says what it is about, one of the same
 * message, any but a ticket that came of this conversation; of these the most telling kind, of a
 * technical case its error. *ret_kind is its place in telling[]. */
static const struct baton_fact *telling_fact(const struct package *p, size_t *ret_kind)
{
    enum { KINDS = sizeof telling / sizeof *telling };
    size_t from = baton_text_is(p->known->signal_category, "technical") ? KINDS - 1 : 0;

    for (int nearness = IN_ISSUE; nearness <= ANYWHERE; nearness++) {
        for (size_t k = 0; k < KINDS; k++) {
            const struct baton_fact *fact =
                fact_near(p, (from + k) % KINDS, (enum nearness)nearness);

            *ret_kind = (from + k) % KINDS;
            if (fact != NULL)
                return fact;
        }
    }
    return NULL;
}

static struct baton_text named_case(const struct package *p, const char *const *nouns)
{
    struct baton_text issue = package_cut(p, p->known->issue, 120);
    size_t kind;
    const struct baton_fact *fact = telling_fact(p, &kind);

    if (fact != NULL)
        return baton_text_format(p->arena, "%s %.*s", nouns[kind], BATON_TEXT_ARG(fact->value));
    while (issue.size > 0 && strchr(".!", issue.data[issue.size - 1]) != NULL)
        issue.size--;
    return issue.size == 0 ? issue : baton_text_format(p->arena, "\"%.*s\"", BATON_TEXT_ARG(issue));
}

/* The most telling thing known: a number that names the case, else the customer's own sentence. */
static struct baton_text about_of(const struct package *p, const struct baton_context_package *head)
{
    (void)head;
    return named_case(p, tongue_of(p)->nouns);
}

static struct baton_text your_case_of(const struct package *p,
                                      const struct baton_context_package *head)
{
    (void)head;
    return named_case(p, tongue_of(p)->yours);
}

static bool is_overdue(const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->commitments_count; i++) {
        if (head->commitments[i].by != BATON_SPEAKER_CUSTOMER
            && head->commitments[i].state == BATON_COMMITMENT_STATE_BROKEN)
            return true;
    }
    return false;
}

static bool has_failed(const struct baton_context_package *head)
{
    for (size_t i = 0; i < head->tried_count; i++) {
        if (head->tried[i].outcome == BATON_ACTION_OUTCOME_FAILED
            || head->tried[i].outcome == BATON_ACTION_OUTCOME_TIMED_OUT)
            return true;
    }
    return false;
}

static struct baton_text asked_last(const struct baton_context_package *head)
{
    for (size_t i = head->open_questions_count; i > 0; i--) {
        if (head->open_questions[i - 1].by == BATON_SPEAKER_CUSTOMER)
            return head->open_questions[i - 1].text;
    }
    return BATON_TEXT_NONE;
}

/* Where the agent goes on. It tells what is so and asks and promises nothing. */
static struct baton_text going_on_of(const struct package *p,
                                     const struct baton_context_package *head)
{
    const struct tongue *tongue = tongue_of(p);
    struct baton_text question = package_cut(p, asked_last(head), 120);

    if (is_overdue(head))
        return baton_text_of(tongue->overdue);
    if (has_failed(head))
        return baton_text_of(tongue->failed);
    if (question.size > 0)
        return baton_text_format(p->arena, "%s\"%.*s\"", tongue->question,
                                 BATON_TEXT_ARG(question));
    return baton_text_of(tongue->else_);
}

/* --- shorter ones ---------------------------------------------------------------------------- */

/* "channel email; time after 5 pm" */
static struct baton_text communication_of(const struct package *p,
                                          const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 1000);
    for (size_t i = 0; i < head->communication_count; i++)
        part(&buf, "; ",
             baton_text_format(p->arena, "%.*s %.*s",
                               BATON_TEXT_ARG(compose_plain(p, head->communication[i].name)),
                               BATON_TEXT_ARG(compose_plain(p, head->communication[i].value))));
    return keep(p, &buf);
}

static struct baton_text chance_of(const struct package *p,
                                   const struct baton_context_package *head)
{
    (void)p;
    return head->chance != NULL ? head->chance->text : BATON_TEXT_NONE;
}

static struct baton_text category_of(const struct package *p,
                                     const struct baton_context_package *head)
{
    return compose_plain(p, head->category);
}

static struct baton_text intent_of(const struct package *p,
                                   const struct baton_context_package *head)
{
    return compose_plain(p, head->intent);
}

static struct baton_text customer_first_name_of(const struct package *p,
                                                const struct baton_context_package *head)
{
    (void)head;
    return first_name(p->known->customer.name);
}

static struct baton_text account_status_of(const struct package *p,
                                           const struct baton_context_package *head)
{
    (void)head;
    return compose_plain(p, p->known->customer.account_status);
}

static struct baton_text headline_of(const struct package *p,
                                     const struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;

    (void)head;
    return package_cut(p, known->issue.size > 0 ? known->issue : p->row->last_words,
                       HEADLINE_BYTES);
}

static struct baton_text urgency_of(const struct package *p,
                                    const struct baton_context_package *head)
{
    (void)p;
    return baton_text_of(baton_enum_name(&baton_urgency_symbols, (int)head->urgency));
}

static struct baton_text complexity_of(const struct package *p,
                                       const struct baton_context_package *head)
{
    (void)p;
    return head->complexity == BATON_COMPLEXITY_UNKNOWN
               ? BATON_TEXT_NONE
               : baton_text_of(baton_enum_name(&baton_complexity_symbols, (int)head->complexity));
}

static struct baton_text tenure_months_of(const struct package *p,
                                          const struct baton_context_package *head)
{
    int64_t months = p->known->customer.tenure_months;

    (void)head;
    return months == BATON_NULL_LONG ? BATON_TEXT_NONE
                                     : baton_text_format(p->arena, "%lld", (long long)months);
}

static struct baton_text escalation_path_of(const struct package *p,
                                            const struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 1000);
    for (size_t i = 0; i < head->escalation_path_count; i++)
        part(&buf, ", ", head->escalation_path[i]);
    return keep(p, &buf);
}

static struct baton_text customer_of(const struct package *p,
                                     const struct baton_context_package *head)
{
    struct baton_text name = first_name(p->known->customer.name);

    (void)head;
    return name.size > 0 ? name : baton_text_of(tongue_of(p)->customer);
}

static struct baton_text request_of(const struct package *p,
                                    const struct baton_context_package *head)
{
    struct baton_text about = about_of(p, head);

    return about.size > 0 ? about : baton_text_of(tongue_of(p)->issue);
}

static struct baton_text agent_of(const struct package *p, const struct baton_context_package *head)
{
    bool held = p->row->holding.kind == BATON_HOLDER_KIND_AGENT && p->row->holding.name.size > 0;

    (void)head;
    return held ? p->row->holding.name : baton_text_of(tongue_of(p)->agent);
}

/* --- by name --------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    struct baton_text (*value)(const struct package *, const struct baton_context_package *);
} parts[] = {
    { "who", who_of },
    { "core_issue", issue_of },
    { "tried", tried_of },
    { "known", known_of },
    { "commitments", promises_of },
    { "open_questions", questions_of },
    { "deadline", waits_for },
    { "emotion", emotion_of },
    { "about", about_of },
    { "your_case", your_case_of },
    { "going_on", going_on_of },
    { "communication", communication_of },
    { "chance", chance_of },
    { "category", category_of },
    { "intent", intent_of },
    { "customer_first_name", customer_first_name_of },
    { "account_status", account_status_of },
    { "headline", headline_of },
    { "urgency", urgency_of },
    { "complexity", complexity_of },
    { "tenure_months", tenure_months_of },
    { "escalation_path", escalation_path_of },
    { "customer", customer_of },
    { "issue", request_of },
    { "agent", agent_of },
};

/* As the head has it. */
static const struct {
    const char *name;
    size_t text; /* place of a struct baton_text in the head */
} plain[] = {
    { "customer_id", offsetof(struct baton_context_package, customer.id) },
    { "customer_name", offsetof(struct baton_context_package, customer.name) },
    { "customer_tier", offsetof(struct baton_context_package, customer.tier) },
    { "customer_plan", offsetof(struct baton_context_package, customer.plan) },
    { "customer_segment", offsetof(struct baton_context_package, customer.segment) },
    { "why", offsetof(struct baton_context_package, why_person) },
    { "next_action", offsetof(struct baton_context_package, next_action.text) },
    { "expectation", offsetof(struct baton_context_package, customer_expectation) },
    { "goal", offsetof(struct baton_context_package, goal.text) },
    { "summary", offsetof(struct baton_context_package, summary) },
    { "focus", offsetof(struct baton_context_package, focus) },
    { "likely_solution", offsetof(struct baton_context_package, likely_solution.text) },
    { "opening_line", offsetof(struct baton_context_package, opening_line) },
    { "page_title", offsetof(struct baton_context_package, page.title) },
    { "page_url", offsetof(struct baton_context_package, page.url) },
    { "channel", offsetof(struct baton_context_package, channel.kind) },
    { "language", offsetof(struct baton_context_package, language) },
    { "team", offsetof(struct baton_context_package, recommended_agent.team) },
};

/* The last one that stands. */
static struct baton_text fact_of(const struct package *p, struct baton_text name)
{
    for (size_t i = p->known->facts_count; i > 0; i--) {
        const struct baton_packager_fact *fact = &p->known->facts[i - 1];

        if (!fact->superseded && baton_text_equal(fact->fact.name, name))
            return fact->fact.value;
    }
    return BATON_TEXT_NONE;
}

struct in_hand {
    const struct package *p;
    const struct baton_context_package *head;
};

static struct baton_text value_of(const void *context, struct baton_text name)
{
    const struct in_hand *in = context;
    struct baton_text fact = BATON_TEXT("fact.");

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (baton_text_is(name, parts[i].name))
            return parts[i].value(in->p, in->head);
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (baton_text_is(name, plain[i].name))
            return *(const struct baton_text *)((const char *)in->head + plain[i].text);
    }
    if (!baton_text_starts(name, fact))
        return BATON_TEXT_NONE;
    return fact_of(in->p, (struct baton_text){ name.data + fact.size, name.size - fact.size });
}

struct baton_text parts_fill(const struct package *p, const struct baton_context_package *head,
                             struct baton_text pattern, const char *built_in, size_t max_bytes)
{
    const struct in_hand in = { p, head };
    struct baton_text text = baton_pattern_fill(pattern, value_of, &in, max_bytes, p->arena);

    return text.size > 0
               ? text
               : baton_pattern_fill(baton_text_of(built_in), value_of, &in, max_bytes, p->arena);
}

const char *parts_opening(const struct package *p)
{
    return tongue_of(p)->opening;
}
