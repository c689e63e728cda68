/* The customer's mood: a point a message, where it goes, and what turned it. */
#include <math.h>
#include <string.h>

#include "learn.h"
#include "sentiment.h"

/* From this score down the customer is unhappy; a calm one had at least the second. From the
 * lexicon's scale, where "not happy" is about -0.3. */
static const double UNHAPPY = -0.25, CALM = -0.1;
static const double KEEP = 0.5;  /* what the score so far weighs beside a new message */
static const double FADE = 0.85; /* a message without mood */
static const double STEP = 0.2;  /* between two halves that makes a direction */

static double round2(double value)
{
    return round(value * 100) / 100;
}

static enum baton_trajectory trajectory_of(const double *points, size_t count)
{
    double before = 0, after = 0;
    size_t half = count / 2, turns = 0;

    if (count < 2)
        return BATON_TRAJECTORY_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        before += i < half ? points[i] / (double)half : 0;
        after += i >= half ? points[i] / (double)(count - half) : 0;
        turns += i >= 2 && fabs(points[i] - points[i - 1]) > 2 * STEP
                 && (points[i] - points[i - 1]) * (points[i - 1] - points[i - 2]) < 0;
    }
    if (turns >= 2)
        return BATON_TRAJECTORY_VOLATILE;
    return after - before > STEP    ? BATON_TRAJECTORY_IMPROVING
           : after - before < -STEP ? BATON_TRAJECTORY_FALLING
                                    : BATON_TRAJECTORY_STEADY;
}

static struct baton_text emotion_of(double score, uint64_t cues)
{
    if (score <= -0.6)
        return BATON_TEXT("angry");
    if (CUE(cues, CUE_WORRIED) && score < 0.2)
        return BATON_TEXT("worried");
    if (score <= UNHAPPY)
        return BATON_TEXT("frustrated");
    if (CUE(cues, CUE_CONFUSED))
        return BATON_TEXT("confused");
    return score < CALM  ? BATON_TEXT("annoyed")
           : score > 0.3 ? BATON_TEXT("friendly")
                         : BATON_TEXT("calm");
}

/* What the customer had in front of him when the mood turned: the last answer, else his own words.
 */
static void note_turn(struct package *p, const struct packager_said *said)
{
    struct baton_mood *mood = &p->row->mood;
    bool answered = p->row->last_answer_id.size > 0;

    mood->turned_by = answered ? p->row->last_answer_id : said->event_id;
    mood->turned_text =
        answered ? package_cut(p, p->row->last_answer, 160) : package_cut(p, said->text, 160);
    p->row->mood_answer = p->row->answers;
}

void learn_mood(struct package *p, const struct packager_said *said)
{
    struct baton_mood *mood = &p->row->mood;
    struct baton_text_mood words = baton_sentiment(&said->reading.tokens);
    bool says = !isnan(said->sentiment) || words.carriers > 0;
    double point = isnan(said->sentiment) ? words.score : said->sentiment;
    double before = isnan(mood->score) ? 0 : mood->score;

    if (mood->points_count == 0)
        mood->score = round2(point);
    else
        mood->score = round2(says ? before * KEEP + point * (1 - KEEP) : before * FADE);
    if (says && point <= UNHAPPY && before >= CALM)
        note_turn(p, said);
    if (mood->points_count == PACKAGER_MOODS)
        PACKAGE_REMOVE(mood->points, mood->points_count, 0);
    *PACKAGE_ADD(p->arena, mood->points, mood->points_count) = round2(point);
    mood->trajectory = trajectory_of(mood->points, mood->points_count);
    mood->emotion =
        emotion_of(says && point < mood->score ? point : mood->score, said->reading.cues);
}
