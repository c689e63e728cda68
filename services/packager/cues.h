/* What sentences do: ask, promise, complain, correct. Phrases by code, in cue_table.c. */
#ifndef BATON_PACKAGER_CUES_H
#define BATON_PACKAGER_CUES_H

#include "phrases.h"

enum packager_cue {
    CUE_PROBLEM,   /* something is wrong */
    CUE_WANT,      /* says what is wanted */
    CUE_SOLVED,    /* it is solved, a person is not needed */
    CUE_CONDITION, /* what is said is not said to be so */
    CUE_SWITCH,    /* another subject */
    CUE_CORRECT,   /* what was said before was wrong */
    CUE_HURRY,     /* it is urgent */
    CUE_WORRIED,
    CUE_CONFUSED,
    CUE_BY,         /* a deadline when a time stands right behind it */
    CUE_DUE,        /* a deadline when a time stands in the sentence */
    CUE_EVENT,      /* … when a time stands in it, and nothing is to be done to the event itself */
    CUE_PROMISE,    /* of the company's side */
    CUE_LATER,      /* … of what comes after the conversation: no mere patience */
    CUE_TAKEN_BACK, /* a promise does not stand */
    CUE_NO_ANSWER,  /* the bot does not understand or cannot */
    CUE_SMALL_TALK, /* a question that asks nothing: "anything else?" */
    CUE_GREETING,
    CUE_ASKS,       /* begins a question, also without its mark */
    CUE_PERSON,     /* asks for a person: not what the case is about */
    CUE_DONE,       /* the company's side did something */
    CUE_COULD_NOT,  /* … tried it in vain */
    CUE_ADVICE,     /* … says what to try */
    CUE_I_TRIED,    /* the customer tried something */
    CUE_I_DID,      /* … did something that may have been a try */
    CUE_TRIED_IT,   /* asks whether he did */
    CUE_WORKED,     /* what was tried helped */
    CUE_STILL,      /* … did not */
    CUE_WILL,       /* a promise of the customer's */
    CUE_WAIT,       /* asks for patience: no answer and no promise */
    CUE_LOOKS,      /* … to look something up */
    CUE_ASKS_DEED,  /* asks to do something */
    CUE_IF,         /* hangs on something */
    CUE_PROPOSES,   /* what the message says is to be agreed to first */
    CUE_GOAL,       /* what is behind the request comes now */
    CUE_REPORTS,    /* what the other side said before */
    CUE_RHETORIC,   /* a question that vents */
    CUE_NEVER_MIND, /* takes back what was asked */
    CUE_MANNERS,    /* kind words */
    CUE_REFUSES,    /* will not or cannot do it */
    CUE_NO_NEED,    /* need not be done for the customer */
    CUE_COUNT,
};

/* Value of a phrase that counts only where a sentence, a clause or a step of a list begins. */
#define CUES_AT_START 2

/* … of one that counts only where something is wished behind it. */
#define CUES_WISHED 3

extern const struct baton_phrase_table packager_cue_table;

struct packager_cues {
    struct baton_phrases *phrases;
};

/* fails  false: a row of the table is wrong; `err` names it */
bool packager_cues_open(struct packager_cues *cues, struct baton_error *err);
void packager_cues_close(struct packager_cues *cues);

/* One sentence of a text. */
struct packager_sentence {
    struct baton_text text; /* as written, a view */
    size_t first, last;     /* tokens */
    uint64_t cues;          /* bit for each cue */
    uint64_t said; /* … of what is said, not asked: "I have added it, is it there now?" */
    size_t goal_first, goal_last; /* tokens of the first CUE_GOAL */
    bool question;
    size_t promise; /* token where a promise begins, where there is one */
    size_t again;   /* … where a second one does; 0: none does */
    size_t advises; /* token where advice begins behind what was done; 0: it does not */
    size_t asks;    /* token where the question begins; `last` + 1: nothing is asked */
    size_t content; /* words that carry content */
};

/* A text, read once. */
struct packager_reading {
    struct baton_tokens tokens;
    struct packager_sentence *sentences;
    size_t sentences_count;
    uint64_t cues; /* of all sentences */
};

struct packager_reading packager_read(const struct packager_cues *cues, struct baton_arena *arena,
                                      struct baton_text text);

#define CUE_BIT(cue) (UINT64_C(1) << (cue))
#define CUE(cues, cue) (((cues)&CUE_BIT(cue)) != 0)

#endif
