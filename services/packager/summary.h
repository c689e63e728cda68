/* Whether a model's summary may be shown: it is held sentence by sentence against what the package
 * and the transcript say, and one sentence that fails is enough to refuse it. Where it cannot be
 * known, it is refused: the summary of the rules is always there. */
#ifndef BATON_PACKAGER_SUMMARY_H
#define BATON_PACKAGER_SUMMARY_H

#include "statements.h"
#include "vocabulary.h"

enum {
    SUMMARY_BYTES = 800,
    SUMMARY_SENTENCES = 4,
};

enum packager_fault {
    FAULT_NONE,
    FAULT_EMPTY,
    FAULT_LONG,        /* more bytes or sentences than above */
    FAULT_MARKUP,      /* tags, Markdown, control and invisible characters, digits beyond ASCII */
    FAULT_ADDRESS,     /* a web or e-mail address */
    FAULT_LANGUAGE,    /* not the conversation's */
    FAULT_INSTRUCTION, /* tells somebody what to do, or speaks to or for somebody */
    FAULT_QUOTE,       /* quotes what he did not say */
    FAULT_NUMBER,      /* a number, amount or date that stands nowhere */
    FAULT_OLD_VALUE,   /* a value that a later one has replaced */
    FAULT_NAME,        /* a name that stands nowhere */
    FAULT_PROMISE,     /* a promise that nobody made */
    FAULT_ACTION,      /* says that something was done that nobody did */
    FAULT_NEGATION,    /* says that something is not where it is, or the reverse */
    FAULT_WORDS,       /* says mostly what nobody said */
    FAULT_OLDER,       /* of an older state of the case (enrich.c) */
};

struct packager_verdict {
    enum packager_fault fault;
    size_t sentence; /* the one that failed, from 1; 0: the whole */
};

/* Holds `text` against `head` and what was said.
 * owns   the arena's memory alone
 * fails  never */
struct packager_verdict packager_summary_check(struct baton_arena *arena,
                                               const struct packager_vocabulary *vocabulary,
                                               const struct baton_context_package *head,
                                               const struct packager_source *said,
                                               size_t said_count, struct baton_text text);

/* "number"; for metrics and the package. */
const char *packager_fault_name(enum packager_fault fault);

/* summary_form.c: what can be seen without the package. */
enum packager_fault packager_summary_form(struct baton_text text);
/* A sentence that speaks to somebody or as somebody. Its tokens `first` to `last`; what is quoted
 * is not looked at. */
bool packager_instructs(const struct baton_tokens *tokens, size_t first, size_t last);
/* Not written in the language of what was said. */
bool packager_foreign(const struct baton_tokens *tokens, const struct packager_clauses *said);

#endif
