/* A package as one line of JSON, for programs: the members that `baton package --json` promises. */
#ifndef BATON_CLI_PACKAGE_JSON_H
#define BATON_CLI_PACKAGE_JSON_H

#include "buf.h"
#include "packages.h"

/* Appends the line with its end; the members are named in the README. The caller checks
 * buf->overflowed. */
void package_json(struct baton_text id, const struct packaged *package, struct baton_buf *buf);

/* What a fact is called outside of the head: an earlier value has the kind of the later one. */
struct baton_text package_kind(const struct baton_fact *fact);

#endif
