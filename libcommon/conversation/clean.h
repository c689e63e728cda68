/* Text without what hides: what people cannot see must not keep a value from being found. */
#ifndef BATON_CLEAN_H
#define BATON_CLEAN_H

#include <stdbool.h>

#include "arena.h"
#include "text.h"

/* `text` without what no field takes: invalid bytes become U+FFFD; control characters and all white
 * space a blank, but line feeds where `lines`; invisible characters that change the direction of
 * writing or hide between letters and digits are left out; nothing at both ends.
 * owns    in `arena`, or a view of `text` where nothing had to change
 * source  Unicode 15.1, general categories Cc, Cf, Zs, Zl, Zp */
struct baton_text baton_clean(struct baton_arena *arena, struct baton_text text, bool lines);

/* `text` with digits of other scripts, full-width characters and dashes in the form that ASCII has,
 * so that a number is found however it was typed.
 * owns    in `arena`, or a view of `text` where nothing had to change
 * source  Unicode 15.1, blocks Arabic, Devanagari, General Punctuation, Halfwidth and Fullwidth */
struct baton_text baton_fold_forms(struct baton_arena *arena, struct baton_text text);

#endif
