/* May the sender of an event speak? Advice only: the fence is the switchboard. Pure. */
#ifndef BATON_GATEWAY_ADVICE_H
#define BATON_GATEWAY_ADVICE_H

#include "buf.h"
#include "holding.h"

/* Who asks. Texts are borrowed. */
struct advice_question {
    enum baton_speaker speaker;
    struct baton_text speaker_id;
    int64_t epoch; /* that the sender believes in; -1: not said */
};

/* The question that a list of events puts: that of its last event of a bot or an agent; without
 * any, whether the bot may answer what was said. */
struct advice_question advice_question_of(void *const *events, size_t count);
/* True when the asker holds, or is let speak by the holder, under the epoch that is known. An epoch
 * that is not known yet gives false: then the sender has heard more than we have, and should send
 * what it has as `requested`. */
bool advice_may_speak(const struct advice_question *question, const struct baton_holding *holding);
/* Appends "holder":{"kind":…,"id":…,"name":…},"epoch":…  */
void advice_write_holder(const struct baton_holding *holding, struct baton_buf *buf);

#endif
