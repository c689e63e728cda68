/* A small HTTP client on libcurl: bounded in time and size, no redirects, no proxies from the
 * environment. */
#ifndef BATON_HTTP_H
#define BATON_HTTP_H

#include "buf.h"
#include "error.h"

struct baton_http; /* a handle with its connection; one thread */

struct baton_http_conf {
    const char *user;
    const char *password;
    const char *ca_file;
    int64_t timeout_ms;
    size_t max_answer_bytes;
    /* Asked about once a second while an exchange is under way; true ends it. NULL: never. */
    bool (*give_up)(void *context);
    void *context;
};

struct baton_http *baton_http_open(const struct baton_http_conf *conf);
void baton_http_close(struct baton_http *http);
/* Another password from now on, or NULL. */
void baton_http_set_password(struct baton_http *http, const char *password);
/* One exchange. `body` NULL sends none. The answer's body is in `ret_body` (reset first), its
 * status is returned.
 * fails  -1: no answer, time-out or too large; `err` says which */
int baton_http_ask(struct baton_http *http, const char *method, const char *url,
                   const char *content_type, const struct baton_text *body,
                   struct baton_buf *ret_body, struct baton_error *err);

#endif
