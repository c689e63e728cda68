/* Which letters a text is written in: what can be known of a language without any word of it. */
#ifndef BATON_SCRIPT_H
#define BATON_SCRIPT_H

#include "text.h"

enum baton_script {
    BATON_SCRIPT_NONE, /* no letters: numbers, marks, emoji */
    BATON_SCRIPT_LATIN,
    BATON_SCRIPT_GREEK,
    BATON_SCRIPT_CYRILLIC,
    BATON_SCRIPT_HEBREW,
    BATON_SCRIPT_ARABIC,
    BATON_SCRIPT_INDIC, /* Devanagari to Malayalam and Sinhala */
    BATON_SCRIPT_THAI,
    BATON_SCRIPT_HANGUL,
    BATON_SCRIPT_KANA,
    BATON_SCRIPT_HAN,
    BATON_SCRIPT_OTHER,
    BATON_SCRIPT_COUNT,
};

/* The script of most letters in the first kilobyte of `text`, which is valid UTF-8. A letter that
 * writes a syllable or a word counts for three of an alphabet.
 * source  Unicode 15, Blocks.txt */
enum baton_script baton_script_of(struct baton_text text);
/* Its name in English. */
extern const char *const baton_script_names[BATON_SCRIPT_COUNT];

#endif
