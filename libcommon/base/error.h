/* What went wrong, and what to do about it. The value says what to do, the text what broke.
 * Nothing below the runtime logs or exits: it fills the caller's `struct baton_error` and returns a
 * verdict. */
#ifndef BATON_ERROR_H
#define BATON_ERROR_H

enum baton_verdict {
    BATON_DONE = 0, /* go on, commit */
    BATON_REJECT,   /* never valid: dead letter with the reason, commit */
    BATON_RETRY,    /* not now: drop this record's changes, pause its partition, back off */
    BATON_FATAL,    /* state not to be trusted: abort, exit, restart, restore */
};

struct baton_error {
    char code[48];  /* snake_case, bounded set: goes into metrics and dead letters; not personal */
    char text[464]; /* a sentence that names the field and the remedy; never a customer's words */
};

/* Fills `err` (NULL is fine) and returns `verdict`, so that a failure is one line. `code` is a
 * literal. */
enum baton_verdict baton_fail(struct baton_error *err, enum baton_verdict verdict, const char *code,
                              const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "done", "reject", "retry", "fatal" */
const char *baton_verdict_name(enum baton_verdict verdict);

/* Scope cleanup: `baton_auto(fclose_p) FILE *f = …`; the function gets the variable's address. */
#define baton_auto(cleanup_function) __attribute__((cleanup(cleanup_function)))

#endif
