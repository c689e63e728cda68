/* What a summary claims against what the package holds: every number, name and promise in it has to
 * stand in the package too. */
#ifndef BATON_PACKAGER_CLAIMS_H
#define BATON_PACKAGER_CLAIMS_H

#include "arena.h"
#include "records.h"
#include "tokens.h"
#include "vocabulary.h"

/* Words that may be claimed: hashes, sorted when all are added. */
struct packager_words {
    struct baton_arena *arena;
    const struct packager_vocabulary *vocabulary;
    uint64_t *hashes;
    size_t count;
};

enum packager_claim { CLAIM_KNOWN, CLAIM_NUMBER, CLAIM_NAME };

/* The words of everything in `head` but its summary; not yet sorted.
 * owns  in the arena */
struct packager_words packager_words_of(struct baton_arena *arena,
                                        const struct packager_vocabulary *vocabulary,
                                        const struct baton_context_package *head);
void packager_words_add(struct packager_words *words, struct baton_text text);
/* Before the first look. */
void packager_words_sort(struct packager_words *words);
bool packager_words_have(const struct packager_words *words, uint64_t hash);
/* What is wrong with token `at`. A number is known as written (separators of thousands aside), with
 * its unit where it has one ("5 days", "$5", "May 5"), also in a word ("five"). A name is a word
 * with a capital inside of a sentence, a first name of the vocabulary, what stands before a colon.
 */
enum packager_claim packager_wrong_word(const struct packager_words *words,
                                        const struct baton_tokens *tokens, size_t at);

/* Claims of `text` that nothing else in `head` supports: numbers, names, sentences that promise
 * where no commitment says the like. What stands in quotation marks promises nothing: it is
 * somebody's words.
 * owns     the arena's memory alone
 * returns  their number; 0: all of it is supported */
size_t packager_unsupported(struct baton_arena *arena, const struct packager_vocabulary *vocabulary,
                            const struct baton_context_package *head, struct baton_text text);

/* Words that only frame what is told: "customer", "tried", "Kundin". */
bool packager_frames(struct baton_text folded);
/* Words that promise: "will", "guaranteed". */
bool packager_promises(struct baton_text folded);

#endif
