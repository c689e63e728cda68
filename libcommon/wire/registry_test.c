/* The registry's client against a server of sixty lines in a thread, and the local twin. The server
 * sends what its script says for the request's first line, and notes the requests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http.h"
#include "registry.h"
#include "timestamp.h"

struct script {
    const char *request; /* beginning of the first line */
    int status;          /* 0: never answers; -1: says nothing and hangs up; -2: endless body */
    const char *body;
};

struct server {
    pthread_t thread;
    int listener;
    char url[64];
    const struct script *script;
    int request_count;
    char last[4096]; /* the last request as it came */
    char asked[256]; /* all, as initials: "Gc" is GET /base/config, "PUc" its PUT, "Ps" a POST */
    bool stop;
};

static void send_answer(int peer, const struct script *row)
{
    char head[256];

    if (row->status > 0) {
        int size =
            snprintf(head, sizeof head,
                     "HTTP/1.1 %d Whatever\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                     row->status, strlen(row->body));

        if (write(peer, head, (size_t)size) < 0 || write(peer, row->body, strlen(row->body)) < 0)
            return;
    } else if (row->status == -2) {
        static const char endless[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

        if (write(peer, endless, sizeof endless - 1) < 0)
            return;
        memset(head, 'x', sizeof head);
        while (send(peer, head, sizeof head, MSG_NOSIGNAL) > 0)
            ;
    } else if (row->status == 0) {
        char byte;

        while (read(peer, &byte, 1) > 0) /* until the client gives up */
            ;
    }
}

/* Reads one request: its head, and as much of a body as is announced. */
static void read_request(int peer, struct server *server)
{
    size_t size = 0;
    size_t wanted = SIZE_MAX;

    while (size < wanted && size < sizeof server->last - 1) {
        ssize_t more = read(peer, server->last + size, sizeof server->last - 1 - size);

        if (more <= 0)
            break;
        size += (size_t)more;
        server->last[size] = '\0';
        const char *end = strstr(server->last, "\r\n\r\n");
        const char *length = strcasestr(server->last, "Content-Length: ");
        if (end != NULL)
            wanted = (size_t)(end - server->last) + 4
                     + (length != NULL ? strtoul(length + 16, NULL, 10) : 0);
    }
}

static void note_request(struct server *server)
{
    const char *path = strstr(server->last, "/base/");
    size_t size = strlen(server->asked);

    server->request_count++;
    snprintf(server->asked + size, sizeof server->asked - size, "%s%.*s%c", size > 0 ? " " : "",
             strncmp(server->last, "PUT", 3) == 0 ? 2 : 1, server->last,
             path != NULL ? path[strlen("/base/")] : '?');
}

static void *serve(void *argument)
{
    struct server *server = argument;

    for (;;) {
        int peer = accept(server->listener, NULL, NULL);

        if (peer < 0 || __atomic_load_n(&server->stop, __ATOMIC_ACQUIRE)) {
            close(peer);
            return NULL;
        }
        read_request(peer, server);
        note_request(server);
        const struct script *row = server->script;
        while (row->request != NULL
               && strncmp(server->last, row->request, strlen(row->request)) != 0)
            row++;
        send_answer(peer, row->request != NULL
                              ? row
                              : &(struct script){ "", 404, "<html>not here</html>" });
        close(peer);
    }
}

static void server_start(struct server *server, const struct script *script)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;

    *server = (struct server){ .script = script, .listener = socket(AF_INET, SOCK_STREAM, 0) };
    assert_int_equal(bind(server->listener, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(server->listener, 8), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &size), 0);
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d/base/", ntohs(address.sin_port));
    assert_int_equal(pthread_create(&server->thread, NULL, serve, server), 0);
}

static void server_stop(struct server *server)
{
    __atomic_store_n(&server->stop, true, __ATOMIC_RELEASE);
    shutdown(server->listener, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->listener);
}

static struct baton_registry *open_hasty(const struct server *server, int64_t timeout_ms)
{
    const struct baton_registry_conf conf = {
        .url = server->url, .user = "u", .password = "p", .timeout_ms = timeout_ms
    };

    return baton_registry_open(&conf);
}

static struct baton_registry *open_registry(const struct server *server)
{
    return open_hasty(server, 60000);
}

#define FULL_TRANSITIVE "{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}"

static void a_schema_is_registered_once_and_looked_up_by_its_id(void **state)
{
    static const struct script script[] = {
        { "GET /base/config/a%2Fb-value?", 200, FULL_TRANSITIVE },
        { "POST /base/subjects/a%2Fb-value/versions HTTP", 200, "{\"id\":17}" },
        { "GET /base/schemas/ids/18 HTTP", 200, "{\"schema\":\"{\\\"type\\\":\\\"record\\\"}\"}" },
        { NULL, 0, NULL },
    };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;
    int32_t id = 0;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_registry(&server);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(baton_registry_id(registry, "a/b-value", "{\"x\"}", true, &id, &err),
                         BATON_DONE);
        assert_int_equal(id, 17);
    }
    assert_int_equal(server.request_count, 2);
    assert_non_null(strstr(server.last, "{\"schema\":\"{\\\"x\\\"}\"}"));
    assert_non_null(strstr(server.last, "Authorization: Basic dTpw"));
    assert_non_null(strstr(server.last, "Content-Type: application/vnd.schemaregistry.v1+json"));
    assert_int_equal(baton_registry_schema(registry, 17, &text, &err),
                     BATON_DONE); /* known from registering it */
    assert_true(baton_text_is(text, "{\"x\"}"));
    assert_int_equal(server.request_count, 2);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(baton_registry_schema(registry, 18, &text, &err), BATON_DONE);
        assert_true(baton_text_is(text, "{\"type\":\"record\"}"));
    }
    assert_int_equal(server.request_count, 3);
    baton_registry_close(registry);
    server_stop(&server);
}

static void another_password_is_the_one_that_is_used_from_then_on(void **state)
{
    static const struct script script[] = {
        { "GET /base/schemas/ids/18 HTTP", 200, "{\"schema\":\"{\\\"type\\\":\\\"record\\\"}\"}" },
        { NULL, 0, NULL },
    };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_registry(&server);
    baton_registry_set_password(registry, "q");
    assert_int_equal(baton_registry_schema(registry, 18, &text, &err), BATON_DONE);
    assert_non_null(strstr(server.last, "Authorization: Basic dTpx")); /* u:q */
    baton_registry_close(registry);
    server_stop(&server);
}

static void an_unknown_id_is_rejected_and_not_asked_for_again(void **state)
{
    static const struct script script[] = {
        { "GET /base/schemas/ids/5 ", 404,
          "{\"error_code\":40403,\"message\":\"Schema not found\"}" },
        { NULL, 0, NULL },
    };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_registry(&server);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(baton_registry_schema(registry, 5, &text, &err), BATON_REJECT);
        assert_string_equal(err.code, "unknown_schema");
    }
    assert_int_equal(server.request_count, 1);
    assert_int_equal(baton_registry_schema(registry, 0, &text, &err), BATON_REJECT);
    assert_int_equal(baton_registry_schema(registry, -5, &text, &err), BATON_REJECT);
    assert_int_equal(server.request_count, 1);
    baton_registry_close(registry);
    server_stop(&server);
}

static void answers_that_are_not_the_registry_s_are_asked_for_again(void **state)
{
    static const struct script script[] = {
        { "GET /base/schemas/ids/1 ", 500, "{\"error_code\":50001}" },
        { "GET /base/schemas/ids/2 ", 404, "<html>no such page</html>" },
        { "GET /base/schemas/ids/3 ", 200, "<html>please log in</html>" },
        { "GET /base/schemas/ids/4 ", 200, "{\"no\":\"schema\"}" },
        { "GET /base/schemas/ids/5 ", 302, "" },
        { "GET /base/schemas/ids/6 ", 401, "{\"error_code\":40101}" },
        { "GET /base/schemas/ids/7 ", -1, "" },
        { "GET /base/schemas/ids/8 ", 0, "" },
        { NULL, 0, NULL },
    };
    struct server server;
    struct baton_text text;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry;
    for (int32_t id = 1; id <= 8; id++) {
        struct baton_error err = { "", "" };

        registry = open_hasty(&server, 400);
        int64_t start = baton_clock_monotonic_ms();

        assert_int_equal(baton_registry_schema(registry, id, &text, &err), BATON_RETRY);
        assert_non_null(strstr(err.text, "/base/schemas/ids/"));
        assert_true(baton_clock_monotonic_ms() - start < 30000);
        if (id == 8)
            assert_string_equal(err.code, "http_timeout");
        baton_registry_close(registry);
    }
    server_stop(&server);

    struct baton_error err = { "", "" };
    registry = open_registry(&server); /* nobody listens any more */
    assert_int_equal(baton_registry_schema(registry, 1, &text, &err), BATON_RETRY);
    assert_string_equal(err.code, "http_no_answer");
    baton_registry_close(registry);
}

static void an_endless_answer_is_cut_off_and_rejected(void **state)
{
    static const struct script script[] = { { "GET ", -2, "" }, { NULL, 0, NULL } };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;

    (void)state;
    server_start(&server, script);
    const struct baton_registry_conf conf = { .url = server.url, .timeout_ms = 20000 };
    struct baton_registry *registry = baton_registry_open(&conf);
    assert_int_equal(baton_registry_schema(registry, 1, &text, &err), BATON_REJECT);
    baton_registry_close(registry);
    server_stop(&server);
}

/* A registry's answer with a schema of `size` bytes. */
static const char *answer_of(size_t size)
{
    static char body[70000];

    snprintf(body, sizeof body, "{\"schema\":\"%0*d\"}", (int)size, 0);
    return body;
}

static void a_schema_of_more_than_64_kB_is_rejected_and_not_asked_for_again(void **state)
{
    static const struct {
        size_t bytes;
        enum baton_verdict v;
    } rows[] = { { 64 * 1024, BATON_DONE }, { 64 * 1024 + 1, BATON_REJECT } };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct script script[] = { { "GET ", 200, answer_of(rows[i].bytes) },
                                         { NULL, 0, NULL } };
        struct server server;
        struct baton_text text;

        server_start(&server, script);
        struct baton_registry *registry = open_registry(&server);
        for (int again = 0; again < 2; again++)
            assert_int_equal(baton_registry_schema(registry, 1, &text, NULL), rows[i].v);
        assert_int_equal(server.request_count, 1);
        baton_registry_close(registry);
        server_stop(&server);
    }
}

static void refusals_say_what_the_registry_said(void **state)
{
    static const struct script script[] = {
        { "POST /base/subjects/a/versions", 409,
          "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING\"}" },
        { "POST /base/subjects/b/versions", 422, "{\"error_code\":42201,\"message\":\"bad\"}" },
        { "POST /base/subjects/c ", 404,
          "{\"error_code\":40401,\"message\":\"Subject not found\"}" },
        { "POST /base/subjects/d ", 404, "<html>" },
        { "POST /base/subjects/e ", 503, "" },
        { "GET /base/config/", 200, FULL_TRANSITIVE },
        { NULL, 0, NULL },
    };
    static const struct {
        const char *subject;
        bool may_register;
        enum baton_verdict v;
        const char *code;
    } rows[] = {
        { "a", true, BATON_REJECT, "incompatible_schema" },
        { "b", true, BATON_REJECT, "bad_schema" },
        { "c", false, BATON_REJECT, "unknown_schema" },
        { "d", false, BATON_RETRY, "registry_unavailable" },
        { "e", false, BATON_RETRY, "registry_unavailable" },
    };
    struct server server;
    struct baton_error err = { "", "" };
    int32_t id = 7;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_registry(&server);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            baton_registry_id(registry, rows[i].subject, "{}", rows[i].may_register, &id, &err),
            rows[i].v);
        assert_string_equal(err.code, rows[i].code);
        assert_int_equal(id, 7);
    }
    baton_registry_id(registry, "a", "{}", true, &id, &err);
    assert_non_null(strstr(err.text, "READER_FIELD_MISSING"));
    baton_registry_close(registry);
    server_stop(&server);
}

static void the_compatibility_of_a_subject_is_set_or_checked(void **state)
{
    static const char none[] = "{\"compatibilityLevel\":\"NONE\"}";
    static const char absent[] = "{\"error_code\":40401,\"message\":\"not found\"}";
    static const struct {
        const char *what;
        bool may_register;
        struct script get, put;
        enum baton_verdict v;
        const char *code;
        const char *asked;
    } rows[] = {
        { "it is right already",
          true,
          { "GET ", 200, FULL_TRANSITIVE },
          { "PUT ", 500, "" },
          BATON_DONE,
          "",
          "Gc Ps" },
        { "another is replaced first",
          true,
          { "GET ", 200, none },
          { "PUT ", 200, "{}" },
          BATON_DONE,
          "",
          "Gc PUc Ps" },
        { "a subject must be there",
          true,
          { "GET ", 404, absent },
          { "PUT ", 404, absent },
          BATON_DONE,
          "",
          "Gc PUc Ps Gc PUc" },
        { "two set it at once",
          true,
          { "GET ", 200, none },
          { "PUT ", 409, "{\"error_code\":0,\"message\":\"exists\"}" },
          BATON_RETRY,
          "registry_unavailable",
          "Gc PUc" },
        { "no right to set it",
          true,
          { "GET ", 200, none },
          { "PUT ", 403, "{}" },
          BATON_RETRY,
          "registry_unavailable",
          "Gc PUc" },
        { "production, right",
          false,
          { "GET ", 200, FULL_TRANSITIVE },
          { "PUT ", 500, "" },
          BATON_DONE,
          "",
          "Ps Gc" },
        { "production, another",
          false,
          { "GET ", 200, none },
          { "PUT ", 200, "{}" },
          BATON_REJECT,
          "compatibility",
          "Ps Gc" },
        { "production, none",
          false,
          { "GET ", 404, absent },
          { "PUT ", 200, "{}" },
          BATON_REJECT,
          "compatibility",
          "Ps Gc" },
        { "production, no registry",
          false,
          { "GET ", 404, "<html>" },
          { "PUT ", 200, "{}" },
          BATON_RETRY,
          "registry_unavailable",
          "Ps Gc" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct script script[] = { rows[i].get,
                                         rows[i].put,
                                         { "POST /base/subjects/", 200, "{\"id\":3}" },
                                         { NULL, 0, NULL } };
        struct server server;
        struct baton_error err = { "", "" };
        int32_t id = 7;

        server_start(&server, script);
        struct baton_registry *registry = open_registry(&server);
        print_message("%s\n", rows[i].what);
        assert_int_equal(
            baton_registry_id(registry, "s-value", "{}", rows[i].may_register, &id, &err),
            rows[i].v);
        assert_string_equal(err.code, rows[i].code);
        assert_int_equal(id, rows[i].v == BATON_DONE ? 3 : 7);
        assert_string_equal(server.asked, rows[i].asked);
        if (rows[i].v == BATON_REJECT)
            assert_non_null(strstr(err.text, "PUT /config/s-value"));
        baton_registry_close(registry);
        server_stop(&server);
    }
}

static void a_registry_that_does_not_answer_is_left_alone_for_a_while(void **state)
{
    static const struct script script[] = { { "GET", 0, "" }, { NULL, 0, NULL } };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_hasty(&server, 500);
    assert_int_equal(baton_registry_schema(registry, 1, &text, &err), BATON_RETRY);
    assert_string_equal(err.code, "http_timeout");
    int64_t answered_ms = baton_clock_monotonic_ms();
    assert_int_equal(baton_registry_schema(registry, 2, &text, &err), BATON_RETRY);
    assert_string_equal(err.code, "registry_rationed");
    while (strcmp(err.code, "http_timeout") != 0) {
        usleep(20000);
        assert_int_equal(baton_registry_schema(registry, 1, &text, &err), BATON_RETRY);
    }
    assert_true(baton_clock_monotonic_ms() - answered_ms >= 5 * (500 - 200));
    baton_registry_close(registry);
    server_stop(&server);
    assert_int_equal(server.request_count, 2);
}

/* A stranger's frames, each with another id: what is asked for in vain leaves time for the rest,
 * and each of them has its answer in the end. */
static void unknown_ids_in_a_row_get_a_part_of_the_time(void **state)
{
    static const struct script script[] = { { "GET", 404, "{\"error_code\":40403}" },
                                            { NULL, 0, NULL } };
    struct server server;
    struct baton_error err = { "", "" };
    struct baton_text text;
    int waited = 0;

    (void)state;
    server_start(&server, script);
    struct baton_registry *registry = open_registry(&server);
    int64_t start_ms = baton_clock_monotonic_ms(), asked_ms = 0;
    for (int32_t id = 1; id <= 400;) {
        int64_t began_ms = baton_clock_monotonic_ms();
        enum baton_verdict v = baton_registry_schema(registry, id, &text, &err);
        if (v == BATON_REJECT) {
            asked_ms += baton_clock_monotonic_ms() - began_ms;
            id++;
            continue;
        }
        assert_string_equal(err.code, "registry_rationed");
        waited++;
        usleep(2000);
    }
    assert_true(waited > 0);
    assert_true(asked_ms <= 200 + 50 + (baton_clock_monotonic_ms() - start_ms) / 5);
    assert_int_equal(server.request_count, 400);
    baton_registry_close(registry);
    server_stop(&server);
}

static void the_local_twin_counts_from_one(void **state)
{
    const struct baton_registry_conf conf = { .url = NULL };
    struct baton_registry *registry = baton_registry_open(&conf);
    struct baton_error err = { "", "" };
    struct baton_text text;
    int32_t id = 0;

    (void)state;
    assert_int_equal(baton_registry_id(registry, "a-value", "A", false, &id, &err), BATON_REJECT);
    assert_int_equal(baton_registry_id(registry, "a-value", "A", true, &id, &err), BATON_DONE);
    assert_int_equal(id, 1);
    assert_int_equal(baton_registry_id(registry, "b-value", "B", true, &id, &err), BATON_DONE);
    assert_int_equal(id, 2);
    assert_int_equal(baton_registry_id(registry, "c-value", "A", false, &id, &err), BATON_DONE);
    assert_int_equal(id, 1);
    assert_int_equal(baton_registry_schema(registry, 2, &text, &err), BATON_DONE);
    assert_true(baton_text_is(text, "B"));
    assert_int_equal(baton_registry_schema(registry, 3, &text, &err), BATON_REJECT);
    baton_registry_close(registry);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schema_is_registered_once_and_looked_up_by_its_id),
        cmocka_unit_test(another_password_is_the_one_that_is_used_from_then_on),
        cmocka_unit_test(an_unknown_id_is_rejected_and_not_asked_for_again),
        cmocka_unit_test(answers_that_are_not_the_registry_s_are_asked_for_again),
        cmocka_unit_test(an_endless_answer_is_cut_off_and_rejected),
        cmocka_unit_test(a_schema_of_more_than_64_kB_is_rejected_and_not_asked_for_again),
        cmocka_unit_test(refusals_say_what_the_registry_said),
        cmocka_unit_test(the_compatibility_of_a_subject_is_set_or_checked),
        cmocka_unit_test(a_registry_that_does_not_answer_is_left_alone_for_a_while),
        cmocka_unit_test(unknown_ids_in_a_row_get_a_part_of_the_time),
        cmocka_unit_test(the_local_twin_counts_from_one),
    };
    return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
