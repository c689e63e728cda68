/* What stages ask of the rules in force, and the built-in ones. Pure; bodies become rules in
 * rules_read.c, versions are kept by rulebook.c. */
#include "rules.h"

#include <math.h>

#include "rules_rows.h"

/* -- defaults -- */

static void default_texts(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    struct baton_text rest = baton_text_of(row->text);
    struct baton_text *items = NULL;
    size_t count = 0;

    while (rest.size > 0) {
        ptrdiff_t blank = baton_text_find(rest, BATON_TEXT(" "), 0);
        size_t size = blank < 0 ? rest.size : (size_t)blank;

        *BATON_APPEND(arena, items, count) = (struct baton_text){ rest.data, size };
        size += blank < 0 ? 0 : 1;
        rest = (struct baton_text){ rest.data + size, rest.size - size };
    }
    memcpy(into + row->offset, &items, sizeof items);
    memcpy(into + row->count_offset, &count, sizeof count);
}

static void default_long(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    (void)arena;
    *(int64_t *)(void *)(into + row->offset) = (int64_t)row->number;
}

static void default_ratio(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    (void)arena;
    *(double *)(void *)(into + row->offset) = row->number;
}

static void default_bool(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    (void)arena;
    *(bool *)(into + row->offset) = row->number != 0;
}

static void default_text(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    (void)arena;
    *(struct baton_text *)(void *)(into + row->offset) = baton_text_of(row->text);
}

static void default_section(const struct rules_row *row, char *into, struct baton_arena *arena)
{
    rules_form_defaults(row->form, into, arena);
}

static void (*const setters[RULES_MAP + 1])(const struct rules_row *, char *,
                                            struct baton_arena *) = {
    [RULES_LONG] = default_long,       [RULES_RATIO] = default_ratio,
    [RULES_BOOL] = default_bool,       [RULES_TEXT] = default_text,
    [RULES_NAME] = default_text,       [RULES_TEXTS] = default_texts,
    [RULES_SECTION] = default_section, [RULES_PATTERN] = default_text,
};

void rules_form_defaults(const struct rules_form *form, char *into, struct baton_arena *arena)
{
    for (const struct rules_row *row = form->rows; row->name != NULL; row++)
        if (setters[row->kind] != NULL)
            setters[row->kind](row, into, arena);
}

void rules_defaults(struct baton_rules *ret_rules, struct baton_arena *arena)
{
    *ret_rules = (struct baton_rules){ .version = BATON_TEXT_NONE };
    rules_form_defaults(&rules_form, (char *)ret_rules, arena);
}

enum baton_verdict baton_rules_check(enum baton_policy_part part, struct baton_text body,
                                     struct baton_error *err)
{
    struct baton_arena arena;
    struct baton_rules rules;

    baton_arena_init(&arena);
    enum baton_verdict v = baton_rules_read(part, body, &rules, &arena, err);
    baton_arena_release(&arena);
    return v;
}

/* -- questions -- */

double baton_rules_ratio(const struct baton_named_ratio *named, size_t count,
                         struct baton_text name, double otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (baton_text_equal(named[i].name, name))
            return named[i].ratio;
    return otherwise;
}

bool baton_rules_listed(const struct baton_text *names, size_t count, struct baton_text name)
{
    for (size_t i = 0; i < count; i++)
        if (baton_text_equal(names[i], name))
            return true;
    return false;
}

static double learned_offset(const struct baton_rules *rules, struct baton_text category)
{
    if (baton_rules_listed(rules->frozen_categories, rules->frozen_categories_count, category))
        return 0;
    for (size_t i = 0; i < rules->learned_count; i++)
        if (baton_text_equal(rules->learned[i].category, category))
            return rules->learned[i].offset;
    return 0;
}

const struct baton_learned_chance *baton_rules_chance(const struct baton_rules *rules,
                                                      struct baton_text category)
{
    for (size_t i = 0; i < rules->resolved_count; i++)
        if (baton_text_equal(rules->resolved[i].category, category))
            return &rules->resolved[i];
    return NULL;
}

/* Log-odds of a threshold moved by `weight`: p reaches the result exactly when p with the weight
 * reaches it unmoved. */
static double weighted(double threshold, double weight)
{
    if (weight == 0 || threshold <= 0 || threshold >= 1)
        return threshold;
    return 1 / (1 + exp(weight - log(threshold / (1 - threshold))));
}

double baton_rules_threshold(const struct baton_rules *rules, struct baton_text category,
                             struct baton_text tier)
{
    double declared =
        baton_rules_ratio(rules->thresholds, rules->thresholds_count, category, rules->threshold);
    double sum = declared + learned_offset(rules, category);

    sum = fmax(sum, fmin(rules->threshold_min, declared));
    sum = fmin(sum, fmax(rules->threshold_max, declared));
    return weighted(sum,
                    baton_rules_ratio(rules->tier_weights, rules->tier_weights_count, tier, 0));
}

static bool fits(struct baton_text wanted, struct baton_text value)
{
    return wanted.size == 0 || baton_text_equal(wanted, value);
}

const struct baton_route_rule *baton_rules_route(const struct baton_rules *rules,
                                                 struct baton_text category, struct baton_text tier,
                                                 struct baton_text trigger)
{
    static const struct baton_route_rule any_agent = { .name = { "", 0 } };

    for (size_t i = 0; i < rules->routes_count; i++) {
        const struct baton_route_rule *route = &rules->routes[i];

        if (fits(route->category, category) && fits(route->tier, tier)
            && fits(route->trigger, trigger))
            return route;
    }
    return &any_agent;
}

const struct baton_team *baton_rules_team(const struct baton_rules *rules, struct baton_text name)
{
    for (size_t i = 0; i < rules->teams_count; i++)
        if (baton_text_equal(rules->teams[i].name, name))
            return &rules->teams[i];
    return NULL;
}

struct baton_text baton_rules_pool(const struct baton_rules *rules,
                                   const struct baton_route_rule *route)
{
    const struct baton_team *team = baton_rules_team(rules, route->team);

    if (route->pool.size > 0)
        return route->pool;
    return team != NULL ? team->pool : BATON_TEXT(BATON_RULES_POOL);
}

static const struct baton_template *template_of(const struct baton_rules *rules,
                                                struct baton_text category)
{
    for (size_t i = 0; i < rules->templates_count; i++)
        if (baton_text_equal(rules->templates[i].category, category))
            return &rules->templates[i];
    return NULL;
}

const struct baton_projection *baton_rules_projection(const struct baton_rules *rules,
                                                      struct baton_text name)
{
    for (size_t i = 0; i < rules->projections_count; i++)
        if (baton_text_equal(rules->projections[i].name, name))
            return &rules->projections[i];
    return NULL;
}

struct baton_text baton_rules_projection_names(const struct baton_rules *rules,
                                               struct baton_arena *arena)
{
    struct baton_text names = BATON_TEXT_NONE;

    for (size_t i = 0; i < rules->projections_count; i++)
        names = baton_text_format(arena, "%.*s%s%.*s", BATON_TEXT_ARG(names), i > 0 ? ", " : "",
                                  BATON_TEXT_ARG(rules->projections[i].name));
    return names;
}

const struct baton_template *baton_rules_template(const struct baton_rules *rules,
                                                  struct baton_text category)
{
    static const struct baton_template plain = { .category = { "*", 1 } };
    const struct baton_template *found = template_of(rules, category);

    if (found == NULL)
        found = template_of(rules, BATON_TEXT("*"));
    return found != NULL ? found : &plain;
}
