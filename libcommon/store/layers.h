/* The inside of a store, shared by store.c (changes, checkpoints) and first.c (ordered reading). */
#ifndef BATON_LAYERS_H
#define BATON_LAYERS_H

#include "backend.h"
#include "gaps.h"
#include "overlay.h"
#include "store.h"

/* Newest first: what stands in one hides what stands in those behind it and in the backend. */
enum baton_layer {
    BATON_LAYER_RECORD,
    BATON_LAYER_TRANSACTION,
    BATON_LAYER_COMMITTED,
    BATON_LAYER_WRITING, /* was the committed layer when the checkpoint began; changes no more */
    BATON_LAYERS,
};

struct baton_store {
    uint8_t seed[16]; /* of the hash tables */
    struct baton_overlay layers[BATON_LAYERS];
    struct baton_backend *backend;
    struct baton_gaps gaps;
    struct baton_backend_mark committed; /* what the committed layer makes complete */
    struct baton_backend_mark writing;   /* what the checkpoint under way makes complete */
    struct baton_backend_mark stored;    /* what the backend says */
    bool is_writing;
    double fill_share; /* of a slice's time; the rest is for its commit */
    int64_t max_age_ms;
    int64_t opened_wall_ms; /* the caller's clock at open, ... */
    int64_t opened_boot_ms; /* ... and this machine's, which runs on in suspension and is never set
                               back */
};

/* Whether `key` can be seen from layer `from` on. */
bool baton_layers_find(struct baton_store *store, enum baton_layer from, struct baton_text key,
                       struct baton_text *ret_value);

#endif
