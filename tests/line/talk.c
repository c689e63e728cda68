/* Made-up conversations: a list of lines for each mood, picked by a generator of random numbers. */
#include "talk.h"

enum { CUSTOMERS = 8, TURNS_MIN = 3, TURNS_MORE = 9, GAP_MAX_MS = 25000 };

static const char *const calm[] = {
    "Hello, I have a question about my invoice.",  "Where can I see my order 77-3051?",
    "How do I change the address of my account?",  "Thanks. And can I do that on the phone too?",
    "I would like to upgrade my plan next month.", "The page shows error E-1042 when I save.",
};
static const char *const angry[] = {
    "This is the third time I ask, and it still does not work!",
    "That is not what I asked. You are not helping at all.",
    "I was charged twice and nobody cares. This is ridiculous.",
    "It is still broken. I am really annoyed by now.",
    "Useless. You keep telling me the same thing.",
};
static const char *const asks[] = {
    "I want to talk to a real person, please.",
    "Give me a human agent now.",
    "Can somebody from your team call me? I need to speak to a person.",
};
static const char *const answers[] = {
    "I am sorry about that. Could you tell me your order number?",
    "You can find it under Settings, Account.",
    "Please try again in a few minutes.",
    "I have checked it and everything looks fine here.",
    "Let me look that up for you.",
};

#define LINE(talk, lines) (lines)[talk_pick((talk), sizeof(lines) / sizeof(lines)[0])]

unsigned talk_pick(struct talk *talk, unsigned below)
{
    talk->random = talk->random * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(talk->random >> 33) % below;
}

static struct baton_conversation_event *turn(const struct conversation *made,
                                             struct baton_arena *arena, int64_t at)
{
    struct baton_conversation_event *event = BATON_RECORD(arena, conversation_event);

    event->env.tenant = made->tenant;
    event->env.conversation_id = made->id;
    event->env.occurred_at = at;
    event->event_id =
        baton_text_format(arena, "%.*s-%zu", BATON_TEXT_ARG(made->id), made->events_count);
    event->type = BATON_EVENT_TYPE_MESSAGE;
    return event;
}

static void customer_says(struct talk *talk, struct baton_conversation_event *event, unsigned mood)
{
    event->speaker = BATON_SPEAKER_CUSTOMER;
    if (talk_pick(talk, 8) == 0)
        event->text = baton_text_of(LINE(talk, asks));
    else
        event->text =
            baton_text_of(talk_pick(talk, 10) < mood ? LINE(talk, angry) : LINE(talk, calm));
    if (talk->leaves && talk_pick(talk, 12) == 0) {
        event->type = BATON_EVENT_TYPE_ENDED;
        event->text = BATON_TEXT_NONE;
    }
}

void talk_make(struct talk *talk, int number, struct baton_arena *arena, struct conversation *ret)
{
    unsigned turns = TURNS_MIN + talk_pick(talk, TURNS_MORE), mood = talk_pick(talk, 11);
    struct baton_text who = baton_text_format(arena, "g-%u", talk_pick(talk, CUSTOMERS));
    int64_t at = 0;

    *ret = (struct conversation){ .tenant = BATON_TEXT("demo"),
                                  .id = baton_text_format(arena, "talk-%d", number) };
    for (unsigned i = 0; i < turns; i++) {
        struct baton_conversation_event *event = turn(ret, arena, at);

        if (i % 2 == 0) {
            customer_says(talk, event, mood);
            event->customer.id = who;
        } else {
            event->speaker = BATON_SPEAKER_BOT;
            event->text = baton_text_of(LINE(talk, answers));
        }
        *BATON_APPEND(arena, ret->events, ret->events_count) = event;
        at += 1000 + talk_pick(talk, GAP_MAX_MS);
    }
}
