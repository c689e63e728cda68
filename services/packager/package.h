/* One conversation in the hand: its rows, and what a record has changed of them.
 *
 * Invariants: one struct for one row; a row that cannot be read is remembered in `verdict` and
 * counts as absent, so that it is checked once, at the end. Lists are bounded: when one is full the
 * entry that is least missed goes. */
#ifndef BATON_PACKAGER_PACKAGE_H
#define BATON_PACKAGER_PACKAGE_H

#include "cues.h"
#include "mask.h"
#include "packager.h"
#include "rules.h"
#include "state.gen.h"
#include "vocabulary.h"
#include "wishes.h"

enum {
    PACKAGER_FACTS = 60,
    PACKAGER_TRIED = 40,
    PACKAGER_COMMITMENTS = 20,
    PACKAGER_QUESTIONS = 20,
    PACKAGER_DEADLINES = 10,
    PACKAGER_ATTACHMENTS = 20,
    PACKAGER_MOODS = 20,
    PACKAGER_WISHES = 8,
    PACKAGER_ENRICHMENTS = 12,
    PACKAGER_REASONS = 6,
    PACKAGER_PENDING = 16,
    PACKAGER_PAGES = 24,   /* closed pages in the index of the head */
    PACKAGER_QUOTE = 240,  /* bytes of a sentence that is kept */
    PACKAGER_DETAIL = 300, /* bytes of a detail that is kept */
};

struct packager {
    struct baton_rulebook *book;
    struct packager_cues cues;
    struct packager_vocabulary vocabulary;
    struct packager_wishes wishes;
};

struct package {
    struct packager *packager;
    const struct baton_record *in;
    struct baton_outbox *out;
    struct baton_arena *arena;
    int64_t now_ms;
    struct baton_text key; /* tenant/conversation_id */
    struct baton_text tenant, id;
    const struct baton_rules *rules;         /* of the version that the conversation began under */
    struct baton_packager_conversation *row; /* NULL: nothing is known of the conversation */
    struct baton_packager_knowledge *known;
    bool learned;                      /* `known` is another than before this record */
    bool fresh;                        /* the conversation began with this record */
    struct baton_context_page **pages; /* that were loaded or begun */
    size_t pages_count;
    bool *pages_changed;
    size_t pages_changed_count;
    struct baton_context_package *head; /* composed at the end of the record; NULL: as it was */
    enum baton_routing_kind send; /* what the router is told in this record; unknown: nothing */
    struct baton_text concerns;   /* of a withdrawal: the request */
    bool ending;                  /* the conversation ends with this record */
    enum baton_verdict verdict;
};

extern struct baton_metric packager_heads, packager_pages_written, packager_requests,
    packager_ignored, packager_turns;

/* Loads the rows of in->key. */
void package_load(struct package *p, struct packager *packager, const struct baton_record *in,
                  struct baton_outbox *out);
/* Makes the rows of a conversation that is new. */
void package_begin(struct package *p);
/* What is hidden everywhere; counted in the package. */
struct baton_masks package_masks(struct package *p);
/* Writes what changed: pages, head, rows. */
enum baton_verdict package_save(struct package *p);
/* Tombstones for head and pages, and the pages' rows away. */
void package_erase(struct package *p);
/* The rows away: nothing is known of the conversation any more. */
void package_drop(struct package *p);
/* Counts a record that changes nothing. */
void package_ignore(struct package *p, const char *reason);

/* A verdict that is not BATON_DONE, to be returned in the end; the first one counts. */
void package_fail(struct package *p, enum baton_verdict verdict);

/* "<conversation_id>-<letter><number>" */
struct baton_text package_make_id(const struct package *p, char letter, int64_t number);

/* At most `max_bytes` of `text`, "…" at its end where something was cut; in the arena. */
struct baton_text package_cut(const struct package *p, struct baton_text text, size_t max_bytes);

/* Hash of a value of `type`, by its encoding. */
uint64_t package_hash(const struct baton_record_type *type, const void *value);

/* Room for one more element at the end of a list of any origin: a copy, one longer. (The arena's
 * own lists grow by doubling and only through itself; those that were read from a row did not.) */
size_t package_grow(struct baton_arena *arena, void **items, size_t *count, size_t item_size);
#define PACKAGE_ADD(arena, items, count) \
    (package_grow((arena), (void **)&(items), &(count), sizeof *(items)), &(items)[(count)-1])
/* Takes element `index` out. */
#define PACKAGE_REMOVE(items, count, index) \
    (memmove(&(items)[(index)], &(items)[(index) + 1], ((count) - (index)-1) * sizeof *(items)), \
     (count)--)

#endif
