/* Reads LMDB's file before LMDB does. LMDB trusts its pages: a flipped bit or a file cut short
 * makes it crash or answer wrongly. So the file is walked once at open, page by page with bounds,
 * and every row is compared with its hash and all of them with the stored sum. Nothing is kept. */
#ifndef BATON_LMDB_CHECK_H
#define BATON_LMDB_CHECK_H

#include "lmdb_rows.h"

#define BATON_LMDB_META_TABLE "meta"
#define BATON_LMDB_ROWS_TABLE "rows"
#define BATON_LMDB_MARK_KEY "mark"

/* fails  ENOENT: no file; EILSEQ: damaged, or of another format; else the errno of a file that
 * cannot be opened */
int baton_lmdb_check(const char *file, struct baton_lmdb_meta *ret_meta);

#endif
