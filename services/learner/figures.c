/* A figure is a row of the table below; a row of the state holds all figures of one value of one
 * dimension over one day (UTC, of the end of the conversation). Values are whole numbers: ratios 0
 * or 1, times in ms, ratings in thousandths. */
#include "figures.h"

#include <math.h>
#include <string.h>

#include "grow.h"
#include "key.h"
#include "threshold.h"
#include "timestamp.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)
#define TIME_MAX_MS ((int64_t)1000 * 1000 * 1000) /* 11 days: sums of squares stay exact */

enum unit { UNIT_RATIO, UNIT_MS, UNIT_SCORE };
static const char *const unit_names[] = { "ratio", "ms", "score" };

/* --- the figures ----------------------------------------------------------------------------- */

#define NONE BATON_NULL_LONG

static int64_t handed_over(const struct baton_handoff_outcome *o)
{
    return o->handed_over;
}

static int64_t escalated(const struct baton_handoff_outcome *o)
{
    return o->escalated;
}

static int64_t resolved(const struct baton_handoff_outcome *o)
{
    return o->outcome != BATON_OUTCOME_UNKNOWN ? o->outcome == BATON_OUTCOME_RESOLVED : NONE;
}

static int64_t unnecessary(const struct baton_handoff_outcome *o)
{
    return o->escalated && o->necessary != BATON_MAYBE_UNKNOWN ? o->necessary == BATON_MAYBE_NO
                                                               : NONE;
}

static int64_t re_escalated(const struct baton_handoff_outcome *o)
{
    return o->returned ? o->re_escalated : NONE;
}

static int64_t had_to_repeat(const struct baton_handoff_outcome *o)
{
    return o->had_to_repeat != BATON_MAYBE_UNKNOWN ? o->had_to_repeat == BATON_MAYBE_YES : NONE;
}

static int64_t routed_right(const struct baton_handoff_outcome *o)
{
    return o->routed_right != BATON_MAYBE_UNKNOWN ? o->routed_right == BATON_MAYBE_YES : NONE;
}

static int64_t two_voices(const struct baton_handoff_outcome *o)
{
    return o->handed_over ? o->two_voices > 0 : NONE;
}

static int64_t repeated(const struct baton_handoff_outcome *o)
{
    return o->agent_questions > 0 && o->repeated_questions != NONE ? o->repeated_questions > 0
                                                                   : NONE;
}

static int64_t time_of(int64_t ms)
{
    return ms > TIME_MAX_MS ? TIME_MAX_MS : ms;
}

static int64_t wait(const struct baton_handoff_outcome *o)
{
    return time_of(o->wait_ms);
}

static int64_t first_reply(const struct baton_handoff_outcome *o)
{
    return time_of(o->first_reply_ms);
}

static int64_t handle(const struct baton_handoff_outcome *o)
{
    return time_of(o->handle_ms);
}

static int64_t score_of(double rating)
{
    return isnan(rating) ? NONE : learner_thousandths(rating);
}

static int64_t csat_before(const struct baton_handoff_outcome *o)
{
    return score_of(o->csat_before);
}

static int64_t csat_after(const struct baton_handoff_outcome *o)
{
    return score_of(o->csat_after);
}

static int64_t handoff_satisfaction(const struct baton_handoff_outcome *o)
{
    return score_of(o->handoff_satisfaction);
}

static int64_t context_rating(const struct baton_handoff_outcome *o)
{
    return score_of(o->context_rating);
}

/* The place of a row is its place in the state: new ones go to the end. */
static const struct figure {
    const char *name;
    enum unit unit;
    int64_t (*value)(const struct baton_handoff_outcome *o); /* NONE: not in this figure */
} figures[] = {
    { "handoff_rate", UNIT_RATIO, handed_over },
    { "escalation_rate", UNIT_RATIO, escalated },
    { "resolution_rate", UNIT_RATIO, resolved },
    { "unnecessary_rate", UNIT_RATIO, unnecessary },
    { "re_escalation_rate", UNIT_RATIO, re_escalated },
    { "had_to_repeat_rate", UNIT_RATIO, had_to_repeat },
    { "routed_right_rate", UNIT_RATIO, routed_right },
    { "two_voices_rate", UNIT_RATIO, two_voices },
    { "wait_ms", UNIT_MS, wait },
    { "first_reply_ms", UNIT_MS, first_reply },
    { "handle_ms", UNIT_MS, handle },
    { "csat_before", UNIT_SCORE, csat_before },
    { "csat_after", UNIT_SCORE, csat_after },
    { "handoff_satisfaction", UNIT_SCORE, handoff_satisfaction },
    { "context_rating", UNIT_SCORE, context_rating },
    { "repeat_question_rate", UNIT_RATIO, repeated },
};
enum { FIGURES = sizeof figures / sizeof figures[0] };

/* --- the dimensions -------------------------------------------------------------------------- */

static const struct dimension {
    const char *name;
    size_t offset; /* of a text in the outcome */
} dimensions[] = {
    { "category", offsetof(struct baton_handoff_outcome, category) },
    { "segment", offsetof(struct baton_handoff_outcome, segment) },
    { "journey_stage", offsetof(struct baton_handoff_outcome, journey_stage) },
    { "team", offsetof(struct baton_handoff_outcome, team) },
    { "pool", offsetof(struct baton_handoff_outcome, pool) },
    { "channel", offsetof(struct baton_handoff_outcome, channel) },
    { "bot_version", offsetof(struct baton_handoff_outcome, bot_version) },
};
enum { DIMENSIONS = sizeof dimensions / sizeof dimensions[0], VALUES = DIMENSIONS + 2 };

struct value {
    struct baton_text dimension, key;
};

/* What an outcome is counted under: the tenant, its trigger, and each dimension that is known. */
static size_t values_of(const struct baton_handoff_outcome *o, struct value ret[VALUES])
{
    size_t count = 0;

    if (o == NULL || !o->final || o->ended_at == NONE)
        return 0;
    ret[count++] = (struct value){ BATON_TEXT_NONE, BATON_TEXT_NONE };
    if (o->trigger != BATON_TRIGGER_UNKNOWN)
        ret[count++] =
            (struct value){ BATON_TEXT("trigger"), baton_text_of(baton_enum_name(
                                                       &baton_trigger_symbols, (int)o->trigger)) };
    for (size_t i = 0; i < DIMENSIONS; i++) {
        const char *at = (const char *)o + dimensions[i].offset;
        struct baton_text key = learner_part(*(const struct baton_text *)(const void *)at);

        if (key.size > 0)
            ret[count++] = (struct value){ baton_text_of(dimensions[i].name), key };
    }
    return count;
}

/* --- counting -------------------------------------------------------------------------------- */

static int64_t day_of(const struct baton_handoff_outcome *o)
{
    return o->ended_at > 0 ? o->ended_at / DAY_MS : 0;
}

static struct baton_text row_key(const struct learner_turn *t, const struct value *value,
                                 int64_t day)
{
    struct baton_text dimension = value->dimension.size > 0 ? value->dimension : BATON_TEXT("-");
    struct baton_text key = baton_key_make(t->arena, t->tenant, dimension);

    key = baton_key_extend(t->arena, key, value->key.size > 0 ? value->key : BATON_TEXT("-"));
    return baton_key_extend(t->arena, key, baton_text_format(t->arena, "%lld", (long long)day));
}

static void row_widen(const struct learner_turn *t, struct baton_learner_figures *row)
{
    while (row->counts_count < FIGURES)
        *LEARNER_ADD(t->arena, row->counts, row->counts_count) = 0;
    while (row->sums_count < FIGURES)
        *LEARNER_ADD(t->arena, row->sums, row->sums_count) = 0;
    while (row->squares_count < FIGURES)
        *LEARNER_ADD(t->arena, row->squares, row->squares_count) = 0;
    while (row->revisions_count < FIGURES)
        *LEARNER_ADD(t->arena, row->revisions, row->revisions_count) = 0;
}

/* Times in seconds, ratings in thousandths: whole numbers that fit. */
static int64_t square_of(enum unit unit, int64_t value)
{
    int64_t root = unit == UNIT_MS ? value / 1000 : value;

    return root * root;
}

static void row_count(struct baton_learner_figures *row, const struct baton_handoff_outcome *o,
                      int64_t sign)
{
    for (size_t i = 0; i < FIGURES; i++) {
        int64_t value = figures[i].value(o);

        if (value == NONE)
            continue;
        row->counts[i] += sign;
        row->sums[i] += sign * value;
        row->squares[i] += sign * square_of(figures[i].unit, value);
    }
}

static void row_mark(struct baton_learner_figures *row, const int64_t counts[FIGURES],
                     const int64_t sums[FIGURES])
{
    for (size_t i = 0; i < FIGURES; i++) {
        if (row->counts[i] != counts[i] || row->sums[i] != sums[i])
            row->changed |= (int64_t)1 << i;
    }
}

static enum baton_verdict value_count(const struct learner_turn *t, const struct value *value,
                                      int64_t day, const struct baton_handoff_outcome *from,
                                      const struct baton_handoff_outcome *to)
{
    struct baton_text key = row_key(t, value, day);
    struct baton_learner_figures *row;
    int64_t counts[FIGURES], sums[FIGURES];
    void *loaded;
    bool is_new;
    enum baton_verdict v = learner_load(t, &learner_figures_table, key, &loaded, &is_new);

    if (v != BATON_DONE || (is_new && from != NULL)) /* the day is closed: its row has gone */
        return v;
    row = loaded;
    row->dimension = value->dimension;
    row->key = value->key;
    row->day = day;
    row_widen(t, row);
    memcpy(counts, row->counts, sizeof counts);
    memcpy(sums, row->sums, sizeof sums);
    if (from != NULL)
        row_count(row, from, -1);
    if (to != NULL)
        row_count(row, to, 1);
    row_mark(row, counts, sums);
    if (row->changed != 0)
        baton_timer_set(
            t->out, key, LEARNER_TIMER_FIGURES, &row->write_ms,
            learner_next_write(t, row->write_ms, row->written_at, t->self->conf->write_ms));
    baton_state_save(t->out, &learner_figures_table, key, row);
    return BATON_DONE;
}

static bool has_value(const struct value *values, size_t count, const struct value *value)
{
    for (size_t i = 0; i < count; i++) {
        if (baton_text_equal(values[i].dimension, value->dimension)
            && baton_text_equal(values[i].key, value->key))
            return true;
    }
    return false;
}

enum baton_verdict learner_figures_count(const struct learner_turn *t,
                                         const struct learner_change *change)
{
    struct value from[VALUES], to[VALUES];
    size_t from_count = values_of(change->from, from), to_count = values_of(change->to, to);
    int64_t from_day = from_count > 0 ? day_of(change->from) : 0;
    int64_t to_day = to_count > 0 ? day_of(change->to) : 0;
    enum baton_verdict v = BATON_DONE;

    for (size_t i = 0; v == BATON_DONE && i < to_count; i++) {
        bool stays = from_day == to_day && has_value(from, from_count, &to[i]);
        v = value_count(t, &to[i], to_day, stays ? change->from : NULL, change->to);
    }
    for (size_t i = 0; v == BATON_DONE && i < from_count; i++) {
        if (from_day != to_day || !has_value(to, to_count, &from[i]))
            v = value_count(t, &from[i], from_day, change->from, NULL);
    }
    return v;
}

/* --- writing --------------------------------------------------------------------------------- */

static struct baton_text metric_id(const struct learner_turn *t, const struct figure *figure,
                                   const struct baton_learner_figures *row)
{
    char day[BATON_TIME_SIZE];

    baton_time_format(row->day * DAY_MS, day);
    return baton_text_format(t->arena, "%s/%.*s/%.*s/%.10s", figure->name,
                             BATON_TEXT_ARG(row->dimension), BATON_TEXT_ARG(row->key), day);
}

static const double unit_scale[] = { 1, 1, 1000 };               /* of a value in the state */
static const double square_scale[] = { 1, 1e-6, 1000.0 * 1000 }; /* of its square */

static enum baton_verdict figure_write(const struct learner_turn *t,
                                       struct baton_learner_figures *row, size_t i,
                                       int64_t sequence)
{
    struct baton_handoff_metric *metric = BATON_RECORD(t->arena, handoff_metric);
    enum unit unit = figures[i].unit;

    metric->env.sequence = sequence;
    metric->metric_id = metric_id(t, &figures[i], row);
    metric->metric = baton_text_of(figures[i].name);
    metric->dimension = row->dimension;
    metric->key = row->key;
    metric->unit = baton_text_of(unit_names[unit]);
    metric->window_start = row->day * DAY_MS;
    metric->window_end = (row->day + 1) * DAY_MS;
    metric->revision = ++row->revisions[i];
    metric->count = row->counts[i];
    metric->numerator = (double)row->sums[i] / unit_scale[unit];
    metric->denominator = (double)row->counts[i];
    metric->sum_squares = (double)row->squares[i] / square_scale[unit];
    if (row->counts[i] > 0)
        metric->value = metric->numerator / metric->denominator;
    return baton_emit(t->out, &baton_topic_metrics, t->tenant, metric);
}

static enum baton_verdict changed_write(const struct learner_turn *t,
                                        struct baton_learner_figures *row)
{
    struct baton_learner_tenant *tenant;
    enum baton_verdict v = learner_tenant_load(t, &tenant);

    for (size_t i = 0; v == BATON_DONE && i < FIGURES; i++) {
        if (row->changed & (int64_t)1 << i)
            v = figure_write(t, row, i, ++tenant->figures);
    }
    if (v == BATON_DONE)
        baton_state_save(t->out, &learner_tenant_table, t->tenant, tenant);
    return v;
}

enum baton_verdict learner_figures_write(const struct learner_turn *t)
{
    struct baton_learner_figures *row;
    void *loaded;
    enum baton_verdict v = baton_state_load(t->out, &learner_figures_table, t->in->key, &loaded);

    if (v != BATON_DONE || loaded == NULL)
        return v;
    row = loaded;
    row->write_ms = 0;
    if (row->changed == 0) {
        baton_state_drop(t->out, &learner_figures_table, t->in->key);
        return BATON_DONE;
    }
    row_widen(t, row);
    v = changed_write(t, row);
    row->changed = 0;
    row->written_at = t->in->time_ms;
    baton_timer_set(t->out, t->in->key, LEARNER_TIMER_FIGURES, &row->write_ms,
                    t->in->time_ms + baton_rulebook_now(t->self->book, t->tenant)->retention_ms
                        + DAY_MS);
    baton_state_save(t->out, &learner_figures_table, t->in->key, row);
    return v;
}
