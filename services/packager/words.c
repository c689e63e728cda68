/* The texts: card for five seconds, briefing for thirty, technical part on demand, summary in two
 * sentences. Put together from quotes and typed values only, so that each part can be traced. */
#include <string.h>

#include "parts.h"

enum { BRIEFING_BYTES = 2000, CARD_BYTES = 1000, OPENING_BYTES = 1500 };

static void line(struct baton_buf *buf, const char *label, struct baton_text text)
{
    if (text.size == 0)
        return;
    if (buf->size > 0)
        baton_buf_append_byte(buf, '\n');
    baton_buf_format(buf, "%s: %.*s", label, BATON_TEXT_ARG(text));
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
    head->technical = baton_text_copy(p->arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
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
        baton_buf_format(&buf, "Tried so far: %.*s%s", BATON_TEXT_ARG(parts_tried(p, head, 2)),
                         stands.size > 0 ? "; " : ".");
    else if (stands.size == 0)
        baton_buf_append_text(&buf, BATON_TEXT("Nothing was tried yet."));
    if (head->tried_count > 0)
        stands = mid_sentence(p, stands);
    if (stands.size > 0)
        baton_buf_format(&buf, "%.*s%s", BATON_TEXT_ARG(stands), ends_with_mark(stands) ? "" : ".");
    head->summary = baton_text_copy(p->arena, baton_buf_text(&buf));
    baton_buf_release(&buf);
    head->summary_by = BATON_TEXT("rules");
}

/* A model's wording in place of the rules': it was held against package and transcript when it came
 * (enrich.c), and the case has taken no other course since. */
static void set_better_summary(struct package *p, struct baton_context_package *head)
{
    for (size_t i = 0; i < head->enrichments_count; i++) {
        const struct baton_enrichment_status *status = &head->enrichments[i];

        if (status->kind != BATON_ENRICHMENT_KIND_LLM
            || p->known->summary_story != compose_story(p))
            continue;
        for (size_t v = 0; v < status->values_count; v++) {
            if (!baton_text_is(status->values[v].key, "summary"))
                continue;
            head->summary = status->values[v].value;
            head->summary_by =
                baton_text_format(p->arena, "model %.*s", BATON_TEXT_ARG(status->source));
        }
    }
}

/* "What is your order number?", where it is known. */
static bool asks_for(const struct baton_tokens *tokens, const struct packager_sentence *sentence,
                     struct baton_tokens *name)
{
    size_t there = 0;

    for (size_t n = 0; n < name->count; n++) {
        for (size_t i = sentence->first; i <= sentence->last; i++) {
            if (tokens->items[i].hash == name->items[n].hash) {
                there++;
                break;
            }
        }
    }
    return name->count > 0 && there == name->count;
}

static bool asks_what_is_known(const struct package *p, const struct baton_context_package *head,
                               struct baton_text line)
{
    struct packager_reading reading = packager_read(&p->packager->cues, p->arena, line);
    struct baton_tokens own_name = baton_tokens_of(p->arena, BATON_TEXT("name"));

    for (size_t s = 0; s < reading.sentences_count; s++) {
        const struct packager_sentence *sentence = &reading.sentences[s];

        if (!sentence->question)
            continue;
        if (head->customer.name.size > 0 && asks_for(&reading.tokens, sentence, &own_name))
            return true;
        for (size_t i = 0; i < head->established_count; i++) {
            struct baton_tokens name =
                baton_tokens_of(p->arena, compose_plain(p, head->established[i].name));
            if (!head->established[i].superseded && asks_for(&reading.tokens, sentence, &name))
                return true;
        }
    }
    return false;
}

/* The tenant's wording, unless it asks what is answered already. */
static void set_opening(struct package *p, struct baton_context_package *head,
                        const struct baton_template *template)
{
    head->opening_line =
        parts_fill(p, head, template->opening_line, parts_opening(p), OPENING_BYTES);
    if (template->opening_line.size > 0 && asks_what_is_known(p, head, head->opening_line))
        head->opening_line = parts_fill(p, head, BATON_TEXT_NONE, parts_opening(p), OPENING_BYTES);
}

static void set_briefing(struct package *p, struct baton_context_package *head,
                         const struct baton_template *template)
{
    head->briefing = parts_fill(p, head, template->briefing,
                                "Customer: {who}\n"
                                "Issue: {core_issue}\n"
                                "Goal: {goal}\n"
                                "Tried: {tried}\n"
                                "Reason: {why}\n"
                                "Chance: {chance}\n"
                                "Mood: {emotion}\n"
                                "Wishes: {communication}\n"
                                "Known: {known}\n"
                                "Promised: {commitments}\n"
                                "Open: {open_questions}\n"
                                "Deadline: {deadline}",
                                BRIEFING_BYTES);
}

#define PART(part) \
    { \
#part, offsetof(struct baton_card, part), offsetof(struct baton_card_template, part), \
            "{" #part "}" \
    }

static const struct {
    const char *name;
    size_t text, pattern; /* in card and template */
    const char *built_in;
} card_texts[] = {
    PART(headline), PART(who),         PART(core_issue),  PART(emotion),
    PART(why),      PART(next_action), PART(expectation),
};

static bool is_left_out(const struct baton_template *template, const char *part)
{
    return baton_rules_listed(template->card.leave_out, template->card.leave_out_count,
                              baton_text_of(part));
}

static void set_card(struct package *p, struct baton_context_package *head,
                     const struct baton_template *template)
{
    struct baton_card *card = &head->card;

    for (size_t i = 0; i < sizeof card_texts / sizeof *card_texts; i++) {
        struct baton_text pattern, text = BATON_TEXT_NONE;

        memcpy(&pattern, (const char *)&template->card + card_texts[i].pattern, sizeof pattern);
        if (!is_left_out(template, card_texts[i].name))
            text = parts_fill(p, head, pattern, card_texts[i].built_in, CARD_BYTES);
        memcpy((char *)card + card_texts[i].text, &text, sizeof text);
    }
    card->sentiment = head->sentiment.score;
    card->urgency = head->urgency;
    for (size_t i = head->tried_count;
         i > 0 && card->tried_count < 3 && !is_left_out(template, "tried"); i--)
        *PACKAGE_ADD(p->arena, card->tried, card->tried_count) =
            compose_attempt(p, &head->tried[i - 1]);
    card->language = head->language;
    card->channel = head->channel.kind;
}

/* Whether the policy says anything of the wording. */
static bool shapes(const struct baton_template *template)
{
    bool card = template->card.leave_out_count > 0;

    for (size_t i = 0; i < sizeof card_texts / sizeof *card_texts; i++) {
        struct baton_text pattern;

        memcpy(&pattern, (const char *)&template->card + card_texts[i].pattern, sizeof pattern);
        card = card || pattern.size > 0;
    }
    return card || template->opening_line.size > 0 || template->briefing.size > 0;
}

/* What others may name comes first. */
void compose_words(struct package *p, struct baton_context_package *head)
{
    const struct baton_template *template = baton_rules_template(p->rules, head->category);

    if (shapes(template))
        head->template = template->category;
    set_technical(p, head);
    set_summary(p, head);
    set_better_summary(p, head);
    set_opening(p, head, template);
    set_briefing(p, head, template);
    set_card(p, head, template);
}
