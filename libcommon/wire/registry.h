/* Schema ids. Two of a kind: over HTTP (Confluent's API) and a local twin in memory for tests and
 * the baton program. One thread per registry. Answers are cached for ever, 404 for 60 s; a registry
 * that goes away later is not noticed. */
#ifndef BATON_REGISTRY_H
#define BATON_REGISTRY_H

#include <stdint.h>

#include "error.h"
#include "text.h"

struct baton_registry;

struct baton_registry_conf {
    const char *url;  /* "http://host:port/apis/ccompat/v7"; NULL: the local twin */
    const char *user; /* basic authentication, or NULL */
    const char *password;
    const char *ca_file; /* for https, or NULL */
    int64_t timeout_ms;  /* connect and whole answer */
};

struct baton_registry *baton_registry_open(const struct baton_registry_conf *conf);
void baton_registry_close(struct baton_registry *registry);
/* Another password from now on, or NULL. Not for the local twin. */
void baton_registry_set_password(struct baton_registry *registry, const char *password);

/* The id of `schema_text` under `subject`, registered if `may_register`, else only looked up. The
 * subject has compatibility FULL_TRANSITIVE afterwards: it is set if `may_register`, else checked.
 * fails  BATON_RETRY: no answer, or 5xx (ask again later); BATON_REJECT: incompatible with what is
 * registered (409), unknown and may not register, refused as a schema, or a subject of another
 * compatibility that may not be set */
enum baton_verdict baton_registry_id(struct baton_registry *registry, const char *subject,
                                     const char *schema_text, bool may_register, int32_t *ret_id,
                                     struct baton_error *err);
/* The text of schema `id`, borrowed until the registry is closed; at most 64 kB.
 * fails  BATON_REJECT: the registry does not know it (remembered for 60 s) or the answer is no
 * schema; BATON_RETRY: no answer or 5xx, or such questions took more than a fifth of the last time
 * (registry_rationed): then nothing is asked for a while */
enum baton_verdict baton_registry_schema(struct baton_registry *registry, int32_t id,
                                         struct baton_text *ret_schema, struct baton_error *err);

#endif
