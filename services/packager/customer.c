/* The customer, merged from what many senders know: what is empty says nothing. */
#include <stddef.h>
#include <string.h>

#include "learn.h"
#include "mask.h"

enum { PAIRS_MAX = 20, CONTACTS_MAX = 10, VALUE_BYTES = 200 };

/* Texts of the customer that a newer value replaces. */
static const size_t texts[] = {
    offsetof(struct baton_customer, id),
    offsetof(struct baton_customer, name),
    offsetof(struct baton_customer, tier),
    offsetof(struct baton_customer, segment),
    offsetof(struct baton_customer, plan),
    offsetof(struct baton_customer, account_status),
    offsetof(struct baton_customer, journey_stage),
    offsetof(struct baton_customer, revenue_moment),
    offsetof(struct baton_customer, language),
    offsetof(struct baton_customer, time_zone),
};

static void merge_pairs(const struct package *p, struct baton_pair **into, size_t *count,
                        const struct baton_pair *from, size_t from_count)
{
    for (size_t i = 0; i < from_count; i++) {
        size_t place = 0;

        while (place < *count && !baton_text_equal((*into)[place].key, from[i].key))
            place++;
        if (place == PAIRS_MAX || from[i].value.size == 0)
            continue;
        if (place == *count)
            package_grow(p->arena, (void **)into, count, sizeof **into);
        (*into)[place].key = from[i].key;
        (*into)[place].value = package_cut(p, from[i].value, VALUE_BYTES);
    }
}

/* Summaries and comments are words of people, so they pass the tenant's masks. */
static void take_contacts(const struct package *p, struct baton_customer *into,
                          const struct baton_customer *from)
{
    struct baton_masks masks = { .rules = p->rules, .arena = p->arena };
    size_t count =
        from->earlier_contacts_count > CONTACTS_MAX ? CONTACTS_MAX : from->earlier_contacts_count;
    struct baton_earlier_contact *contacts =
        BATON_NEW_ARRAY(p->arena, struct baton_earlier_contact, count);

    for (size_t i = 0; i < count; i++) {
        contacts[i] = from->earlier_contacts[i];
        contacts[i].summary =
            package_cut(p, baton_mask_text(&masks, contacts[i].summary), VALUE_BYTES);
    }
    into->earlier_contacts = contacts;
    into->earlier_contacts_count = count;
}

static void take_ratings(const struct package *p, struct baton_customer *into,
                         const struct baton_customer *from)
{
    struct baton_masks masks = { .rules = p->rules, .arena = p->arena };
    size_t count = from->satisfaction_history_count > CONTACTS_MAX
                       ? CONTACTS_MAX
                       : from->satisfaction_history_count;
    struct baton_satisfaction *ratings =
        BATON_NEW_ARRAY(p->arena, struct baton_satisfaction, count);

    for (size_t i = 0; i < count; i++) {
        ratings[i] = from->satisfaction_history[i];
        ratings[i].comment =
            package_cut(p, baton_mask_text(&masks, ratings[i].comment), VALUE_BYTES);
    }
    into->satisfaction_history = ratings;
    into->satisfaction_history_count = count;
}

void learn_customer(struct package *p, const struct baton_customer *from)
{
    struct baton_customer *into = &p->known->customer;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct baton_text *text = (const void *)((const char *)from + texts[i]);

        if (text->size > 0)
            *(struct baton_text *)(void *)((char *)into + texts[i]) =
                package_cut(p, *text, VALUE_BYTES);
    }
    if (from->tenure_months != BATON_NULL_LONG)
        into->tenure_months = from->tenure_months;
    if (from->contract_value != NULL)
        into->contract_value = from->contract_value;
    merge_pairs(p, &into->external_ids, &into->external_ids_count, from->external_ids,
                from->external_ids_count);
    merge_pairs(p, &into->product_usage, &into->product_usage_count, from->product_usage,
                from->product_usage_count);
    merge_pairs(p, &into->preferences, &into->preferences_count, from->preferences,
                from->preferences_count);
    if (from->earlier_contacts_count > 0)
        take_contacts(p, into, from);
    if (from->satisfaction_history_count > 0)
        take_ratings(p, into, from);
}
