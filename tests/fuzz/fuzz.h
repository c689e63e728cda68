/* What a fuzz target is, and what all of them need. A target is one function of bytes: libFuzzer
 * calls it under clang, replay.c everywhere else. Inputs begin with what a line of text can say (a
 * type, a status, a header), so that a corpus outlives changes and can be read. */
#ifndef BATON_FUZZ_H
#define BATON_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codec.h"

/* 0; -1: not worth keeping in a corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process with a trap, which no orderly end is, when what must hold does not. */
void fuzz_must(bool holds, const char *what);
/* `text` is what we may hand to anybody: UTF-8 without NUL. */
void fuzz_must_be_text(struct baton_text text, const char *what);

/* Cuts the first line, or the rest, off the front of `rest`; the line's end is dropped. */
struct baton_text fuzz_line(struct baton_text *rest);
/* The record type that the first line names; NULL if there is none. */
const struct baton_record_type *fuzz_type(struct baton_text *rest);
/* How a record of our own schema is read; made once. */
const struct baton_plan *fuzz_plan(const struct baton_record_type *type);
/* `value` must be written as Avro, be read again within the memory that is allowed, and be written
 * to the same bytes. */
void fuzz_must_come_back(const struct baton_record_type *type, const void *value,
                         struct baton_arena *arena);

#endif
