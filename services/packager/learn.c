/* One message into all kinds of knowledge, and out of them. */
#include "learn.h"

#include <string.h>

void learn(struct package *p, struct packager_said *said)
{
    struct baton_packager_conversation *row = p->row;

    said->reading = packager_read(&p->packager->cues, p->arena, said->text);
    learn_facts(p, said);
    learn_tried(p, said);
    learn_questions(p, said);
    learn_promises(p, said);
    if (said->speaker == BATON_SPEAKER_CUSTOMER) {
        row->customer_turns++;
        learn_deadlines(p, said);
        learn_mood(p, said);
        learn_issue(p, said);
        learn_goal(p, said);
        learn_wishes(p, said);
    } else {
        row->answers++;
        row->last_answer_id = said->event_id;
        row->last_answer = package_cut(p, said->text, PACKAGER_QUOTE);
    }
}

static void forget_facts(struct baton_packager_knowledge *known, struct baton_text event_id)
{
    for (size_t i = known->facts_count; i > 0; i--) {
        struct baton_text name = known->facts[i - 1].fact.name;

        if (!baton_text_equal(known->facts[i - 1].fact.event_id, event_id))
            continue;
        PACKAGE_REMOVE(known->facts, known->facts_count, i - 1);
        for (size_t k = known->facts_count; k > 0; k--) { /* the value before stands again */
            if (baton_text_equal(known->facts[k - 1].fact.name, name)) {
                known->facts[k - 1].superseded = false;
                break;
            }
        }
    }
}

void learn_forget(struct package *p, struct baton_text event_id)
{
    struct baton_packager_knowledge *known = p->known;

    known->summary_story = 0; /* a model may have read it */
    forget_facts(known, event_id);
    for (size_t i = known->questions_count; i > 0; i--) {
        if (baton_text_equal(known->questions[i - 1].question.event_id, event_id))
            PACKAGE_REMOVE(known->questions, known->questions_count, i - 1);
    }
    for (size_t i = known->tried_count; i > 0; i--) {
        if (baton_text_equal(known->tried[i - 1].event_id, event_id))
            PACKAGE_REMOVE(known->tried, known->tried_count, i - 1);
    }
    for (size_t i = known->deadlines_count; i > 0; i--) {
        if (baton_text_equal(known->deadlines[i - 1].event_id, event_id))
            PACKAGE_REMOVE(known->deadlines, known->deadlines_count, i - 1);
    }
    for (size_t i = 0; i < known->commitments_count; i++) {
        if (baton_text_equal(known->commitments[i].event_id, event_id))
            known->commitments[i].state = BATON_COMMITMENT_STATE_WITHDRAWN;
    }
    for (size_t i = known->communication_count; i > 0; i--) {
        if (baton_text_equal(known->communication[i - 1].event_id, event_id))
            PACKAGE_REMOVE(known->communication, known->communication_count, i - 1);
    }
    if (baton_text_equal(known->goal.event_id, event_id))
        known->goal.text = known->goal.event_id = BATON_TEXT_NONE;
    if (baton_text_equal(known->expectation_event_id, event_id))
        known->expectation = known->expectation_event_id = BATON_TEXT_NONE;
    if (baton_text_equal(known->issue_event_id, event_id)) {
        known->issue = known->issue_event_id = BATON_TEXT_NONE;
        known->issue_weight = 0;
    }
}
