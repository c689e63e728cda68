/* Open addressing, no removal. The rows are ours; what is looked for may be an outsider's, who can
 * make it cost as many steps as words of ours stand in a row, which are few. */
#include "words.h"

#include <assert.h>

#include "hash.h"

static size_t slot_of(const struct baton_words *words, uint64_t hash, struct baton_text word)
{
    size_t at = hash % BATON_WORDS_SLOTS;

    while (words->slots[at].word.size > 0
           && (words->slots[at].hash != hash || !baton_text_equal(words->slots[at].word, word)))
        at = (at + 1) % BATON_WORDS_SLOTS;
    return at;
}

void baton_words_fill(struct baton_words *words, const void *rows, size_t row_bytes, size_t count)
{
    assert(count <= BATON_WORDS_SLOTS / 2);
    for (size_t i = 0; i < count; i++) {
        const char *string;

        memcpy(&string, (const char *)rows + i * row_bytes, sizeof string);
        struct baton_text word = baton_text_of(string);
        uint64_t hash = baton_fnv1a(0, word.data, word.size);
        struct baton_words_slot *slot = &words->slots[slot_of(words, hash, word)];
        assert(slot->word.size == 0);
        *slot = (struct baton_words_slot){ hash, word, i };
    }
}

ptrdiff_t baton_words_find(const struct baton_words *words, uint64_t hash, struct baton_text word)
{
    const struct baton_words_slot *slot = &words->slots[slot_of(words, hash, word)];

    return slot->word.size > 0 ? (ptrdiff_t)slot->row : -1;
}
