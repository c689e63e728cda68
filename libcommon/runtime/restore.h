/* Rebuilding stores from a changelog: a consumer that assigns itself reads what is missing,
 * committed records only, up to the end of the log as it was at the start. The end is the log's,
 * not the last stable offset: the group's offsets of a transaction can be visible before its marker
 * has reached the changelog, and its rows must not be missed. */
#ifndef BATON_RESTORE_H
#define BATON_RESTORE_H

#include "kafka_client.h"
#include "store.h"

struct baton_restore;

/* What the log says to the operator of a changelog that is not to be trusted. */
#define BATON_RESTORE_REMEDY \
    "rows are lost; `baton rebuild` mends it, see libcommon/runtime/README.md, Lost rows"

/* fails  NULL */
struct baton_restore *baton_restore_open(const struct baton_settings *settings,
                                         const char *service_name, int32_t partition_count,
                                         struct baton_error *err);
void baton_restore_close(struct baton_restore *restore);

/* `store` is borrowed until the end; rows [from, end) of `partition` will go there. */
void baton_restore_add(struct baton_restore *restore, int32_t partition, int64_t from, int64_t end,
                       struct baton_store *store);
/* Reads for about `budget_ms`. The first call assigns.
 * ret_done  everything added is complete
 * fails     BATON_RETRY: a record of the changelog cannot be read (changelog_corrupt);
 *           BATON_FATAL: the consumer or a store cannot go on */
enum baton_verdict baton_restore_step(struct baton_restore *restore, int budget_ms, bool *ret_done,
                                      struct baton_error *err);
/* Why nothing is read, as a disk that is full; NULL: it is. */
const struct baton_error *baton_restore_waits(const struct baton_restore *restore);
/* Offset behind the last row that was read for `partition`, or its `from`. */
int64_t baton_restore_next(const struct baton_restore *restore, int32_t partition);

#endif
