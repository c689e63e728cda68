/* What `baton rebuild` is asked, what it decides of a partition, and what it says before and after.
 * Nothing here talks to Kafka: rebuild_command.c finds the facts and does what was decided. */
#ifndef BATON_CLI_REBUILD_H
#define BATON_CLI_REBUILD_H

#include "changelog.h"
#include "cli.h"

#define REBUILD_INPUTS_MAX 16
#define REBUILD_NAMED_MAX 64

enum rebuild_mode {
    REBUILD_FROM_INPUT, /* empties the changelog and reads the inputs from their start */
    REBUILD_ACCEPT_LOSS /* goes on at the committed offsets with the rows that are left */
};

struct rebuild_request {
    const char *service;
    enum rebuild_mode mode;
    int32_t named[REBUILD_NAMED_MAX]; /* partitions */
    size_t named_count;               /* 0: each that has lost rows */
    bool whole;                       /* also what has lost nothing, if it is named */
    bool yes;                         /* do it */
};

/* An input of the partition, by what the group has committed. */
struct rebuild_input {
    char topic[BATON_KAFKA_NAME_SIZE];
    int64_t committed, start, end;
    struct baton_offset_note note;
};

/* What is known of one partition of a service. */
struct rebuild_part {
    int32_t partition;
    struct baton_changelog log;
    bool corrupt; /* a record of it cannot be read */
    int64_t rows; /* that are left of it; not known when corrupt */
    struct rebuild_input inputs[REBUILD_INPUTS_MAX];
    size_t inputs_count;
};

enum rebuild_step { REBUILD_LEAVE, REBUILD_DO, REBUILD_REFUSE };

/* argv[0] is the command's name.
 * fails  false: usage */
bool rebuild_parse(int argc, char **argv, struct rebuild_request *ret);
/* Takes what the group has committed for one more input of the partition; `note` is its metadata.
 * fails  false: too many inputs */
bool rebuild_add_input(struct rebuild_part *part, const char *topic, int64_t committed,
                       struct baton_text note);
/* True when the request is about `partition`: it names it, or none. */
bool rebuild_asks(const struct rebuild_request *request, int32_t partition);
/* changelog_corrupt, or what baton_changelog_loss says when no store is left; NULL: it is whole. */
const char *rebuild_loss(const struct rebuild_part *part);
/* fails  REBUILD_REFUSE: `err` says why; nothing may be done to any partition then */
enum rebuild_step rebuild_decide(const struct rebuild_request *request,
                                 const struct rebuild_part *part, struct baton_error *err);
/* What would be done and what is lost by it, a few lines. */
void rebuild_tell(FILE *to, const struct rebuild_request *request, const struct rebuild_part *part);
/* What was done, in one line for the operator's records. */
void rebuild_audit(FILE *to, int64_t now_ms, const struct rebuild_request *request,
                   const struct rebuild_part *part);
/* Offset and metadata that an input gets; the metadata's size, 0: none. */
size_t rebuild_offset(const struct rebuild_request *request, const struct rebuild_part *part,
                      const struct rebuild_input *input, int64_t *ret_offset,
                      char ret_note[BATON_OFFSET_NOTE_SIZE]);

#endif
