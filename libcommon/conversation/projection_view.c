/* A package and an assignment as the parts that may leave: cleaned, then masked, then bounded.
 * In that order: a card number must not pass because something invisible stood between its digits,
 * nor because a cut took its end. Where both records say something the package, which is kept
 * current, goes before. */
#include "projection_parts.h"

#include <math.h>

#include "buf.h"
#include "key.h"
#include "timestamp.h"

#define ITEM_BYTES 600    /* of one entry of a list */
#define LIST_BYTES 16384  /* of a whole list */
#define GATEWAY_BYTES 500 /* of the address before a link; a longer one is not used */

static struct baton_text shown(struct projection_view *view, struct baton_text text)
{
    return baton_mask_text(&view->masks, baton_clean(view->masks.arena, text, false));
}

static struct baton_text shown_lines(struct projection_view *view, struct baton_text text)
{
    struct baton_arena *arena = view->masks.arena;
    struct baton_text lines = baton_mask_text(&view->masks, baton_clean(arena, text, true));
    struct baton_text line = shown(view, text);

    /* what is hidden only without its line feeds: some of it stands on two lines */
    return baton_text_equal(baton_clean(arena, lines, false), line) ? lines : line;
}

static struct baton_text either(struct baton_text first, struct baton_text second)
{
    return first.size > 0 ? first : second;
}

static struct baton_text symbol(const struct baton_enum_type *type, int first, int second)
{
    int value = first != 0 ? first : second;

    return value == 0 ? BATON_TEXT_NONE : baton_text_of(baton_enum_name(type, value));
}

/* -- lists: "one; two; three" -- */

struct list {
    struct projection_view *view;
    struct baton_buf buf;
    bool cut;
};

static void list_begin(struct list *list, struct projection_view *view)
{
    *list = (struct list){ .view = view };
    baton_buf_init(&list->buf, LIST_BYTES);
}

/* `item` has been shown. */
static void list_add(struct list *list, struct baton_text item)
{
    struct baton_arena *arena = list->view->masks.arena;
    struct baton_text part = baton_text_cut(item, ITEM_BYTES);

    if (part.size == 0 || list->cut)
        return;
    part = baton_text_format(arena, "%s%.*s%s", list->buf.size > 0 ? "; " : "",
                             BATON_TEXT_ARG(part), part.size < item.size ? "\u2026" : "");
    list->cut = !baton_buf_append_text(&list->buf, part);
}

static struct baton_text list_end(struct list *list)
{
    struct baton_text all =
        baton_text_format(list->view->masks.arena, "%.*s%s",
                          BATON_TEXT_ARG(baton_buf_text(&list->buf)), list->cut ? "; \u2026" : "");

    baton_buf_release(&list->buf);
    return all;
}

/* "refund_invoice" as "refund invoice" */
static struct baton_text words_of(struct baton_arena *arena, struct baton_text name)
{
    char *words = baton_arena_copy(arena, name.data, name.size);

    for (size_t i = 0; i < name.size; i++)
        words[i] = words[i] == '_' ? ' ' : words[i];
    return (struct baton_text){ words, name.size };
}

static struct baton_text tried_of(struct projection_view *view,
                                  const struct baton_context_package *head,
                                  const struct baton_card *card)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = head->tried_count; i > 0; i--) {
        const struct baton_attempt *attempt = &head->tried[i - 1];
        const char *outcome = baton_enum_name(&baton_action_outcome_symbols, (int)attempt->outcome);
        struct baton_text name = words_of(view->masks.arena, shown(view, attempt->name));
        struct baton_text detail = shown(view, attempt->detail);

        list_add(&list,
                 baton_text_format(view->masks.arena, "%.*s: %s%s%.*s", BATON_TEXT_ARG(name),
                                   outcome, detail.size > 0 ? ", " : "", BATON_TEXT_ARG(detail)));
    }
    for (size_t i = 0; head->tried_count == 0 && i < card->tried_count; i++)
        list_add(&list, shown(view, card->tried[i]));
    return list_end(&list);
}

static struct baton_text known_of(struct projection_view *view,
                                  const struct baton_context_package *head)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->established_count; i++) {
        const struct baton_fact *fact = &head->established[i];
        struct baton_arena *arena = view->masks.arena;

        if (fact->superseded)
            continue;
        struct baton_text name = words_of(arena, shown(view, fact->name));
        struct baton_text value =
            baton_mask_named(&view->masks, fact->name, baton_clean(arena, fact->value, false));
        list_add(&list, baton_text_format(arena, "%.*s: %.*s", BATON_TEXT_ARG(name),
                                          BATON_TEXT_ARG(value)));
    }
    return list_end(&list);
}

static bool is_open(const struct baton_commitment *promise)
{
    return promise->state == BATON_COMMITMENT_STATE_OPEN
           || promise->state == BATON_COMMITMENT_STATE_AT_RISK
           || promise->state == BATON_COMMITMENT_STATE_UNKNOWN;
}

static bool is_broken(const struct baton_commitment *promise)
{
    return promise->state == BATON_COMMITMENT_STATE_BROKEN;
}

/* "words (by the bot, due 2026-01-09T12:00:00.000Z)" of those that are in such a state. */
static struct baton_text commitments_of(struct projection_view *view,
                                        const struct baton_context_package *head,
                                        bool (*fits)(const struct baton_commitment *))
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->commitments_count; i++) {
        const struct baton_commitment *promise = &head->commitments[i];
        bool has_due = promise->due_at != BATON_NULL_LONG;
        bool at_risk = promise->state == BATON_COMMITMENT_STATE_AT_RISK;
        struct baton_text words = shown(view, promise->text);
        char due[BATON_TIME_SIZE];

        if (fits(promise))
            list_add(&list, baton_text_format(
                                view->masks.arena, "%.*s (by the %s%s%s%s)", BATON_TEXT_ARG(words),
                                baton_enum_name(&baton_speaker_symbols, (int)promise->by),
                                has_due ? ", due " : "",
                                has_due ? baton_time_format(promise->due_at, due) : "",
                                at_risk ? ", at risk" : ""));
    }
    return list_end(&list);
}

/* "channel: email; time: after 5 pm" */
static struct baton_text communication_of(struct projection_view *view,
                                          const struct baton_context_package *head)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->communication_count; i++) {
        const struct baton_communication_wish *wish = &head->communication[i];
        struct baton_text name = words_of(view->masks.arena, shown(view, wish->name));

        list_add(&list, baton_text_format(view->masks.arena, "%.*s: %.*s", BATON_TEXT_ARG(name),
                                          BATON_TEXT_ARG(shown(view, wish->value))));
    }
    return list_end(&list);
}

static struct baton_text questions_of(struct projection_view *view,
                                      const struct baton_context_package *head)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->open_questions_count; i++)
        list_add(&list, shown(view, head->open_questions[i].text));
    return list_end(&list);
}

static struct baton_text deadlines_of(struct projection_view *view,
                                      const struct baton_context_package *head)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->deadlines_count; i++) {
        const struct baton_deadline *deadline = &head->deadlines[i];
        struct baton_text words = shown(view, deadline->text);
        char due[BATON_TIME_SIZE];

        if (deadline->due_at != BATON_NULL_LONG)
            words = baton_text_format(view->masks.arena, "%.*s (%s)", BATON_TEXT_ARG(words),
                                      baton_time_format(deadline->due_at, due));
        list_add(&list, words);
    }
    return list_end(&list);
}

/* -- the view -- */

static void view_of_ids(struct projection_view *view, const struct baton_context_package *head,
                        const struct baton_assignment *assignment, struct baton_text gateway)
{
    struct baton_arena *arena = view->masks.arena;
    struct baton_text id = either(head->env.conversation_id, assignment->env.conversation_id);
    struct baton_text tenant = either(head->env.tenant, assignment->env.tenant);
    struct baton_text link = assignment->package.link;

    if (link.size == 0 && id.size > 0)
        link =
            baton_text_format(arena, "/v1/conversations/%.*s/%.*s/package", BATON_TEXT_ARG(tenant),
                              BATON_TEXT_ARG(baton_url_segment(arena, id)));
    if (gateway.size > 0 && gateway.data[gateway.size - 1] == '/')
        gateway.size--;
    if (gateway.size > GATEWAY_BYTES)
        gateway = BATON_TEXT_NONE;
    /* ids are no text: a masked one would lead nowhere */
    view->conversation_id = baton_clean(arena, id, false);
    view->assignment_id =
        baton_clean(arena, either(assignment->assignment_id, head->assignment_id), false);
    view->link = baton_clean(
        arena, baton_text_format(arena, "%.*s%.*s", BATON_TEXT_ARG(gateway), BATON_TEXT_ARG(link)),
        false);
    view->at =
        assignment->env.occurred_at > 0 ? assignment->env.occurred_at : head->env.occurred_at;
    if (view->at <= 0)
        view->at = BATON_NULL_LONG;
}

static void view_of_card(struct projection_view *view, const struct baton_context_package *head,
                         const struct baton_assignment *assignment)
{
    const struct baton_card *a = &head->card, *b = &assignment->card;

    view->headline = shown(view, either(a->headline, b->headline));
    view->who = shown(view, either(a->who, b->who));
    view->core_issue = shown(view, either(a->core_issue, b->core_issue));
    view->why =
        shown(view, either(either(a->why, head->why_person), either(b->why, assignment->reason)));
    view->next_action =
        shown(view, either(either(a->next_action, head->next_action.text), b->next_action));
    view->emotion = shown(view, either(a->emotion, b->emotion));
    view->expectation =
        shown(view, either(either(a->expectation, head->customer_expectation), b->expectation));
    view->tried = tried_of(view, head, a->tried_count > 0 ? a : b);
    view->sentiment = isnan(a->sentiment) ? b->sentiment : a->sentiment;
}

static void view_of_case(struct projection_view *view, const struct baton_context_package *head,
                         const struct baton_assignment *assignment)
{
    view->urgency =
        symbol(&baton_urgency_symbols, (int)head->urgency,
               (int)(assignment->urgency != 0 ? assignment->urgency : assignment->card.urgency));
    view->complexity =
        symbol(&baton_complexity_symbols, (int)head->complexity, (int)assignment->complexity);
    view->trigger = symbol(&baton_trigger_symbols, (int)head->trigger, (int)assignment->trigger);
    view->status = symbol(&baton_package_status_symbols, (int)head->status, 0);
    view->category = shown(view, either(head->category, assignment->category));
    view->intent = shown(view, head->intent);
    view->language = shown(view, either(head->language, assignment->language));
    view->channel = shown(view, either(head->channel.kind, assignment->channel.kind));
    view->team = shown(view, either(assignment->team, head->recommended_agent.team));
    if (assignment->holder.kind == BATON_HOLDER_KIND_AGENT)
        view->agent_name = shown(view, assignment->holder.name);
    view->page_url = shown(view, head->page.url);
    view->page_title = shown(view, head->page.title);
    view->first_reply_at = assignment->due.first_reply_at;
    view->started_at = head->started_at;
    view->quality = head->quality.overall;
    view->turns = head->turns > 0 ? (double)head->turns : NAN;
}

static void view_of_customer(struct projection_view *view, const struct baton_context_package *head,
                             const struct baton_assignment *assignment)
{
    const struct baton_customer *a = &head->customer;
    const struct baton_customer_ref *b = &assignment->customer;
    const struct baton_money *value = a->contract_value;

    view->customer_id = shown(view, either(a->id, b->id));
    view->customer_name = shown(view, either(a->name, b->name));
    view->customer_tier = shown(view, either(a->tier, b->tier));
    view->customer_plan = shown(view, a->plan);
    view->customer_segment = shown(view, a->segment);
    view->account_status = shown(view, a->account_status);
    view->tenure_months = a->tenure_months == BATON_NULL_LONG ? NAN : (double)a->tenure_months;
    view->contract_minor_units = value == NULL ? NAN : (double)value->minor_units;
    view->external_ids = a->external_ids_count > 0 ? a->external_ids : b->external_ids;
    view->external_ids_count =
        a->external_ids_count > 0 ? a->external_ids_count : b->external_ids_count;
}

static void view_of_story(struct projection_view *view, const struct baton_context_package *head,
                          const struct baton_assignment *assignment)
{
    view->known = known_of(view, head);
    view->broken_promises = commitments_of(view, head, is_broken);
    view->commitments = commitments_of(view, head, is_open);
    view->communication = communication_of(view, head);
    view->goal = shown(view, head->goal.text);
    if (head->chance != NULL)
        view->chance = shown(view, head->chance->text);
    view->open_questions = questions_of(view, head);
    view->deadlines = deadlines_of(view, head);
    view->deadline_at = assignment->due.resolve_at;
    for (size_t i = head->deadlines_count; i > 0; i--)
        if (head->deadlines[i - 1].due_at != BATON_NULL_LONG)
            view->deadline_at = head->deadlines[i - 1].due_at;
    view->opening_line = shown(view, head->opening_line);
    view->likely_solution = shown(view, head->likely_solution.text);
    view->focus = shown(view, head->focus);
    view->summary = shown(view, head->summary);
    view->briefing = shown_lines(view, head->briefing);
    view->technical = shown_lines(view, head->technical);
    view->facts = head->established;
    view->facts_count = head->established_count;
}

/* Kinds that were hidden: by the packager, and here. */
static struct baton_text hidden_of(struct projection_view *view,
                                   const struct baton_context_package *head,
                                   const struct baton_mask *here, size_t here_count)
{
    struct list list;

    list_begin(&list, view);
    for (size_t i = 0; i < head->masks_count; i++)
        list_add(&list, words_of(view->masks.arena, shown(view, head->masks[i].kind)));
    for (size_t i = 0; i < here_count; i++) {
        bool named = false;

        for (size_t k = 0; k < head->masks_count; k++)
            named |= baton_text_equal(head->masks[k].kind, here[i].kind);
        if (!named)
            list_add(&list, words_of(view->masks.arena, here[i].kind));
    }
    return list_end(&list);
}

void projection_view_make(const struct baton_projection_request *request, struct baton_arena *arena,
                          struct projection_view *ret_view)
{
    const struct baton_context_package *head = request->package;
    const struct baton_assignment *assignment = request->assignment;
    struct baton_mask *here = NULL;
    size_t here_count = 0;

    if (head == NULL)
        head = baton_context_package_type.defaults;
    if (assignment == NULL)
        assignment = baton_assignment_type.defaults;
    *ret_view = (struct projection_view){ .masks = { .rules = request->rules,
                                                     .arena = arena,
                                                     .counts = &here,
                                                     .counts_count = &here_count,
                                                     .for_crm = true,
                                                     .projection = request->projection,
                                                     .hash_key = request->hash_key } };
    view_of_ids(ret_view, head, assignment, request->gateway);
    view_of_card(ret_view, head, assignment);
    view_of_case(ret_view, head, assignment);
    view_of_customer(ret_view, head, assignment);
    view_of_story(ret_view, head, assignment);
    ret_view->hidden = hidden_of(ret_view, head, here, here_count);
    ret_view->masks.counts = NULL; /* of this frame */
    ret_view->masks.counts_count = NULL;
}
