/* What a plan is made of; shared by precheck.c, plan.c, flatten.c and decode.c, for nobody else.
 * Invariants: a node lies at most PLAN_MAX_DEPTH below the root; items of arrays and maps take at
 * least one byte. */
#ifndef BATON_PLAN_H
#define BATON_PLAN_H

#include "codec.h"

enum {
    SCHEMA_MAX_BYTES = 64 * 1024,
    PLAN_MAX_DEPTH = 16,    /* nested records, arrays, maps and unions */
    PLAN_MAX_NODES = 16384, /* our largest schema has some hundreds; types that are used by name
                               count each time */
    PLAN_MAX_EMPTY = 16     /* each costs time for every item of an array around it, and no bytes */
};

/* What the writer wrote. */
enum baton_form {
    FORM_NULL,
    FORM_BOOL,
    FORM_INT,
    FORM_LONG,
    FORM_FLOAT,
    FORM_DOUBLE,
    FORM_BYTES,
    FORM_STRING,
    FORM_FIXED,
    FORM_ENUM,
    FORM_ARRAY,
    FORM_MAP,
    FORM_UNION,
    FORM_RECORD,
    FORM_REFUSED, /* a branch of a union that our type cannot take */
    FORM_COUNT
};

/* What we do with it. */
enum baton_sink {
    SINK_NONE, /* skip */
    SINK_TEXT,
    SINK_BYTES,
    SINK_LONG,
    SINK_DOUBLE,
    SINK_BOOL,
    SINK_MAYBE,
    SINK_ENUM,
    SINK_ARRAY,
    SINK_MAP,
    SINK_RECORD,  /* into the struct around it */
    SINK_POINTER, /* into a struct of its own */
};

struct baton_node {
    enum baton_form form;
    enum baton_sink sink;
    bool fill;     /* the writer's record lacks fields of ours: start from its type's defaults */
    size_t offset; /* of the member in the struct around it */
    size_t count_offset; /* of its count */
    size_t item_bytes;   /* in memory, arrays and maps */
    size_t min_bytes;    /* the least that it takes in the payload */
    size_t count;        /* of children, or of the writer's symbols; of bytes for FORM_FIXED */
    const struct baton_node *children;
    const int *symbols; /* our value for each of the writer's */
    const struct baton_record_type *record;
    const char *name;                /* of the field */
    const struct baton_node *within; /* the dissolved record that the field was in; NULL: none */
    size_t zeros; /* so many fields from here on, each as one byte 0, leave the struct as it is */
};

struct baton_plan {
    struct baton_arena arena; /* everything below */
    const struct baton_record_type *type;
    struct baton_node root;
};

/* Whether `text` is a schema that avro-c can be trusted with: small, flat, only what the
 * specification has, each name defined once and before it is used. */
enum baton_verdict baton_schema_precheck(struct baton_text text, struct baton_error *err);

/* Rewrites the tree so that it is quick to follow; the last step of compiling. Records that lie in
 * the struct around them are dissolved into it, and `zeros` is known. */
void baton_plan_flatten(struct baton_plan *plan);

#endif
