/* Conversations made up by a seed: calm ones, angry ones, some that ask for a person, some whose
 * customer leaves in the middle. Customers come back under the same id. */
#ifndef BATON_LINE_TALK_H
#define BATON_LINE_TALK_H

#include "conversation_file.h"

struct talk {
    uint64_t random;
    bool leaves; /* some customers end the conversation themselves, wherever it is */
};

/* Conversation number `number`, in `arena`; its first turn is at 0. */
void talk_make(struct talk *talk, int number, struct baton_arena *arena, struct conversation *ret);
/* 0 … below - 1 */
unsigned talk_pick(struct talk *talk, unsigned below);

#endif
