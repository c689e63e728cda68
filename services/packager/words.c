/* The texts: card for five seconds, briefing for thirty, technical part on demand, summary in two
 * sentences. Put together from quotes and typed values only, so that each part can be traced. */
#include <math.h>
#include <string.h>

#include "claims.h"
#include "compose.h"

enum { BRIEFING_BYTES = 2000, HEADLINE_BYTES = 120 };

static void line(struct baton_buf *buf, const char *label, struct baton_text text)
{
    if (text.size == 0)
        return;
    if (buf->size > 0)
        baton_buf_append_byte(buf, '\n');
    baton_buf_format(buf, "%s: %.*s", label, BATON_TEXT_ARG(text));
}

static struct baton_text keep(struct package *p, struct baton_buf *buf)
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
static struct baton_text who_of(struct package *p)
{
    const struct baton_customer *customer = &p->known->customer;
    struct baton_buf buf;

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
static struct baton_text emotion_of(struct package *p)
{
    const struct baton_mood *mood = &p->known->mood;
    struct baton_buf buf;

    if (mood->emotion.size == 0)
        return BATON_TEXT_NONE;
    baton_buf_init(&buf, 256);
    part(&buf, ", ", mood->emotion);
    if (!isnan(mood->score) && mood->score < -0.1 && p->known->mood_answer > 0)
        baton_buf_format(&buf, " since answer %lld", (long long)p->known->mood_answer);
    if (mood->trajectory == BATON_TRAJECTORY_FALLING)
        part(&buf, ", ", BATON_TEXT("getting worse"));
    if (mood->trajectory == BATON_TRAJECTORY_IMPROVING)
        part(&buf, ", ", BATON_TEXT("getting better"));
    if (p->known->hurry || p->known->deadlines_count > 0)
        part(&buf, ", ", BATON_TEXT("time-sensitive"));
    return keep(p, &buf);
}

static struct baton_text tried_of(struct package *p, const struct baton_context_package *head,
                                  size_t max)
{
    struct baton_buf buf;
    size_t from = head->tried_count > max ? head->tried_count - max : 0;

    baton_buf_init(&buf, 1200);
    for (size_t i = from; i < head->tried_count; i++)
        part(&buf, "; ", compose_attempt(p, &head->tried[i]));
    return keep(p, &buf);
}

static struct baton_text facts_of(struct package *p, const struct baton_context_package *head,
                                  size_t max)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 800);
    for (size_t i = 0; i < head->established_count && i < max; i++) {
        const struct baton_fact *fact = &head->established[i];
        part(&buf, "; ",
             baton_text_format(p->arena, "%.*s %.*s", BATON_TEXT_ARG(compose_plain(p, fact->name)),
                               BATON_TEXT_ARG(baton_text_cut(fact->value, 60))));
    }
    return keep(p, &buf);
}

static struct baton_text promises_of(struct package *p, const struct baton_context_package *head)
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

static struct baton_text questions_of(struct package *p, const struct baton_context_package *head)
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

static struct baton_text issue_of(struct package *p, const struct baton_context_package *head)
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

static void set_briefing(struct package *p, struct baton_context_package *head)
{
    struct baton_buf buf;

    baton_buf_init(&buf, BRIEFING_BYTES);
    line(&buf, "Customer", who_of(p));
    line(&buf, "Issue", issue_of(p, head));
    line(&buf, "Tried", tried_of(p, head, 5));
    line(&buf, "Reason", head->why_person);
    line(&buf, "Mood", emotion_of(p));
    line(&buf, "Known", facts_of(p, head, 8));
    line(&buf, "Promised", promises_of(p, head));
    line(&buf, "Open", questions_of(p, head));
    line(&buf, "Deadline", waits_for(p, head));
    head->briefing = keep(p, &buf);
}

/* Errors, versions, addresses and devices; nothing else. */
static void set_technical(struct package *p, struct baton_context_package *head)
{
    static const char *const kinds[] = { "error_code", "version", "url", "device" };
    struct baton_buf buf;

    baton_buf_init(&buf, 1000);
    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];

        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            if (baton_text_is(fact->name, kinds[k]))
                line(&buf, kinds[k], fact->value);
        }
    }
    line(&buf, "error", p->known->error);
    line(&buf, "page", p->known->page.url);
    head->technical = keep(p, &buf);
}

static bool ends_with_mark(struct baton_text text)
{
    return text.size > 0 && strchr(".!?", text.data[text.size - 1]) != NULL;
}

/* "The customer asked" as "the customer asked", for the middle of a sentence; not "I" or "API". */
static struct baton_text mid_sentence(const struct package *p, struct baton_text text)
{
    if (text.size < 2 || text.data[0] < 'A' || text.data[0] > 'Z' || text.data[1] < 'a'
        || text.data[1] > 'z')
        return text;
    char *copy = baton_arena_copy(p->arena, text.data, text.size);
    copy[0] = (char)(copy[0] + 32);
    return (struct baton_text){ copy, text.size };
}

/* What the customer wants; where it stands. */
static void set_summary(struct package *p, struct baton_context_package *head)
{
    const struct baton_packager_knowledge *known = p->known;
    struct baton_text who =
        known->customer.name.size > 0 ? known->customer.name : BATON_TEXT("The customer");
    struct baton_text stands = head->why_person;
    struct baton_buf buf;

    if (known->issue.size == 0)
        return;
    baton_buf_init(&buf, 1000);
    baton_buf_format(&buf, "%.*s: \"%.*s\"%s ", BATON_TEXT_ARG(who), BATON_TEXT_ARG(known->issue),
                     ends_with_mark(known->issue) ? "" : ".");
    if (head->tried_count > 0)
        baton_buf_format(&buf, "Tried so far: %.*s%s", BATON_TEXT_ARG(tried_of(p, head, 2)),
                         stands.size > 0 ? "; " : ".");
    else if (stands.size == 0)
        baton_buf_append_text(&buf, BATON_TEXT("Nothing was tried yet."));
    if (head->tried_count > 0)
        stands = mid_sentence(p, stands);
    if (stands.size > 0)
        baton_buf_format(&buf, "%.*s%s", BATON_TEXT_ARG(stands), ends_with_mark(stands) ? "" : ".");
    head->summary = keep(p, &buf);
    head->summary_by = BATON_TEXT("rules");
}

static void set_card(struct package *p, struct baton_context_package *head)
{
    struct baton_card *card = &head->card;

    card->headline = package_cut(
        p, p->known->issue.size > 0 ? p->known->issue : p->known->last_words, HEADLINE_BYTES);
    card->who = who_of(p);
    card->core_issue = issue_of(p, head);
    card->emotion = emotion_of(p);
    card->sentiment = head->sentiment.score;
    card->urgency = head->urgency;
    card->why = head->why_person;
    for (size_t i = head->tried_count; i > 0 && card->tried_count < 3; i--)
        *PACKAGE_ADD(p->arena, card->tried, card->tried_count) =
            compose_attempt(p, &head->tried[i - 1]);
    card->next_action = head->next_action.text;
    card->expectation = head->customer_expectation;
    card->language = head->language;
    card->channel = head->channel.kind;
}

/* A model's wording in place of the rules', where every claim of it stands in the package. */
static void set_better_summary(struct package *p, struct baton_context_package *head)
{
    for (size_t i = 0; i < head->enrichments_count; i++) {
        const struct baton_enrichment_status *status = &head->enrichments[i];

        if (status->kind != BATON_ENRICHMENT_KIND_LLM)
            continue;
        for (size_t v = 0; v < status->values_count; v++) {
            if (!baton_text_is(status->values[v].key, "summary")
                || status->values[v].value.size == 0
                || packager_unsupported(p->arena, &p->packager->vocabulary, head,
                                        status->values[v].value)
                       > 0)
                continue;
            head->summary = status->values[v].value;
            head->summary_by = status->source.size > 0 ? status->source : BATON_TEXT("llm");
        }
    }
}

void compose_words(struct package *p, struct baton_context_package *head)
{
    set_briefing(p, head);
    set_technical(p, head);
    set_card(p, head);
    set_summary(p, head);
    set_better_summary(p, head);
}
