/* For tests of the HTTP server: a client on a bare socket, which can also misbehave. */
#ifndef BATON_HTTP_TESTING_H
#define BATON_HTTP_TESTING_H

#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "timestamp.h"

enum { CLIENT_BYTES = 256 * 1024, CLIENT_WAIT_MS = 60000 };

struct client {
    int fd;
    char text[CLIENT_BYTES + 1]; /* what was received, NUL behind it */
    size_t size;
    bool closed; /* by the server */
};

/* false when nobody listens. Asserts nothing: may be called by any thread, as cmocka's asserts may
 * not. */
static inline bool client_try_open(struct client *c, int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *c = (struct client){ .fd = socket(AF_INET, SOCK_STREAM, 0) };
    if (connect(c->fd, (struct sockaddr *)&address, sizeof address) == 0)
        return true;
    close(c->fd);
    return false;
}

static inline void client_open(struct client *c, int port)
{
    assert_true(client_try_open(c, port));
}

static inline void client_close(struct client *c)
{
    close(c->fd);
    c->fd = -1;
}

/* false when the server does not take it any more. */
static inline bool client_send(struct client *c, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(c->fd, text, size, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        text += sent;
        size -= (size_t)sent;
    }
    return true;
}

static inline void client_say(struct client *c, const char *text)
{
    client_send(c, text, strlen(text));
}

/* One read of at most `wait_ms`; false when nothing came. */
static inline bool client_receive(struct client *c, int wait_ms)
{
    struct pollfd look = { .fd = c->fd, .events = POLLIN };
    ssize_t got;

    if (c->closed || poll(&look, 1, wait_ms) <= 0)
        return false;
    got = recv(c->fd, c->text + c->size, CLIENT_BYTES - c->size, 0);
    c->closed = got <= 0;
    c->size += got > 0 ? (size_t)got : 0;
    c->text[c->size] = '\0';
    return got > 0;
}

/* Reads until `needle` was received. */
static inline bool client_expect(struct client *c, const char *needle)
{
    int64_t until_ms = baton_clock_monotonic_ms() + CLIENT_WAIT_MS;

    while (strstr(c->text, needle) == NULL)
        if (c->closed || baton_clock_monotonic_ms() > until_ms
            || (!client_receive(c, 100) && c->closed))
            return false;
    return true;
}

/* Reads to the server's close; false when it does not close. */
static inline bool client_expect_close(struct client *c)
{
    int64_t until_ms = baton_clock_monotonic_ms() + CLIENT_WAIT_MS;

    while (!c->closed && baton_clock_monotonic_ms() < until_ms)
        client_receive(c, 100);
    return c->closed;
}

static inline int client_status(const struct client *c)
{
    return c->size > 12 && strncmp(c->text, "HTTP/1.1 ", 9) == 0
               ? (int)strtol(c->text + 9, NULL, 10)
               : -1;
}

/* One request with "Connection: close"; what came back is in `c`. Returns the status. */
static inline int ask_with(struct client *c, int port, const char *method, const char *path,
                           const char *headers, const char *body)
{
    char head[8192];

    client_open(c, port);
    snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s", method,
             path, headers);
    client_say(c, head);
    if (body != NULL) {
        snprintf(head, sizeof head, "Content-Length: %zu\r\n\r\n", strlen(body));
        client_say(c, head);
        client_say(c, body);
    } else {
        client_say(c, "\r\n");
    }
    assert_true(client_expect_close(c));
    client_close(c);
    return client_status(c);
}

static inline int ask(struct client *c, int port, const char *method, const char *path)
{
    return ask_with(c, port, method, path, "", NULL);
}

/* What stands behind the head. */
static inline const char *client_body(const struct client *c)
{
    const char *end = strstr(c->text, "\r\n\r\n");

    return end != NULL ? end + 4 : "";
}

#endif
