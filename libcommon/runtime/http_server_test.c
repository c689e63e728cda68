/* The server over real sockets: routes, bounds, and clients that misbehave. */
#include "http_server.h"

#include <pthread.h>

#include "http_testing.h"
#include "metrics.h"

static struct client c; /* large: not on the stack */
static struct baton_http_server *server;
static int port;

static int echo(const struct baton_http_request *request, struct baton_http_answer *answer,
                void *context)
{
    struct baton_text word = BATON_TEXT("none");
    const char *header = baton_http_header(request, "x-test");

    baton_http_query(request, "word", &word);
    answer->content_type = "text/plain; charset=utf-8";
    baton_http_answer_header(answer, "X-Context", context);
    baton_buf_format(&answer->body, "%s [%.*s] [%.*s] [%.*s] [%s]", request->method,
                     BATON_TEXT_ARG(baton_http_param(request, "id")), BATON_TEXT_ARG(word),
                     BATON_TEXT_ARG(request->body), header != NULL ? header : "");
    return 200;
}

static int size_of_body(const struct baton_http_request *request, struct baton_http_answer *answer,
                        void *context)
{
    (void)context;
    baton_buf_format(&answer->body, "%zu", request->body.size);
    return 201;
}

static int refuse(const struct baton_http_request *request, struct baton_http_answer *answer,
                  void *context)
{
    (void)context;
    baton_buf_append_text(&answer->body, BATON_TEXT("half an answer"));
    return baton_http_error(answer, 422, "bad_value", "offer_ms", "\"%.*s\" is no number",
                            BATON_TEXT_ARG(request->body));
}

static int nothing(const struct baton_http_request *request, struct baton_http_answer *answer,
                   void *context)
{
    (void)request;
    (void)answer;
    (void)context;
    return 204;
}

static int broken(const struct baton_http_request *request, struct baton_http_answer *answer,
                  void *context)
{
    (void)request;
    (void)answer;
    (void)context;
    return 7;
}

static const struct baton_route first_routes[] = {
    { "GET", "/echo/{id}", echo, "" },
    { "POST", "/echo/{id}", echo, "" },
    { "POST", "/size", size_of_body, "" },
    { "PUT", "/refuse", refuse, "" },
    { NULL, NULL, NULL, NULL },
};
static const struct baton_route second_routes[] = {
    { "DELETE", "/nothing", nothing, "" },
    { "GET", "/broken", broken, "" },
    { NULL, NULL, NULL, NULL },
};

static void open_with(struct baton_http_server_conf conf)
{
    struct baton_error err;

    conf.host = "127.0.0.1";
    conf.tables[0] = (struct baton_route_table){ first_routes, "first" };
    conf.tables[1] = (struct baton_route_table){ second_routes, "second" };
    conf.max_body_bytes = 1000;
    server = baton_http_server_open(&conf, &err);
    if (server == NULL)
        fail_msg("%s", err.text);
    port = baton_http_server_port(server);
    assert_in_range(port, 1, 65535);
}

static int setup(void **state)
{
    (void)state;
    open_with((struct baton_http_server_conf){ .timeout_s = 60 });
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    baton_http_server_close(server);
    baton_metrics_release();
    server = NULL;
    return 0;
}

static void a_route_gets_parameter_query_header_and_body(void **state)
{
    (void)state;
    assert_int_equal(ask_with(&c, port, "POST", "/echo/a%2Fb?x=1&word=%C3%A9t%C3%A9+soir&y",
                              "X-Test: yes\r\n", "hello"),
                     200);
    assert_string_equal(client_body(&c), "POST [a/b] [été soir] [hello] [yes]");
    assert_non_null(strstr(c.text, "Content-Type: text/plain; charset=utf-8\r\n"));
    assert_non_null(strstr(c.text, "X-Context: first\r\n"));
    assert_non_null(strstr(c.text, "Cache-Control: no-store\r\n"));
}

static void head_is_get_without_the_body(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "HEAD", "/echo/1"), 200);
    assert_string_equal(client_body(&c), "");
    assert_non_null(strstr(c.text, "Content-Length: 20\r\n"));
}

static void what_is_not_there_is_404_and_the_wrong_method_405_with_allow(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "GET", "/nowhere"), 404);
    assert_non_null(
        strstr(client_body(&c), "{\"error\":{\"code\":\"no_such_path\",\"message\":\""));
    assert_int_equal(ask(&c, port, "DELETE", "/echo/1"), 405);
    assert_non_null(strstr(c.text, "Allow: GET, HEAD, POST\r\n"));
    assert_int_equal(ask(&c, port, "GET", "/nothing"), 405);
    assert_int_equal(ask(&c, port, "DELETE", "/nothing"), 204);
    assert_int_equal(ask(&c, port, "OPTIONS", "*"), 404);
}

static void broken_escapes_are_400(void **state)
{
    static const char *const paths[] = { "/echo/%zz", "/echo/%00", "/echo/%ff", "/echo/1?word=%",
                                         "/echo/1?%ff=1" };

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_int_equal(ask(&c, port, "GET", paths[i]), 400);
}

static void an_error_says_code_message_and_field_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(ask_with(&c, port, "PUT", "/refuse", "", "\"x\""), 422);
    assert_string_equal(
        client_body(&c),
        "{\"error\":{\"code\":\"bad_value\",\"message\":\"\\\"\\\"x\\\"\\\" is no number\",\"field\":\"offer_ms\"}}\n");
    assert_non_null(strstr(c.text, "Content-Type: application/json\r\n"));
}

static void a_handler_that_returns_no_status_gives_500(void **state)
{
    (void)state;
    assert_int_equal(ask(&c, port, "GET", "/broken"), 500);
}

static void a_body_at_the_limit_is_taken_and_one_byte_more_is_413(void **state)
{
    char body[1002];

    (void)state;
    memset(body, 'x', sizeof body);
    body[1000] = '\0';
    assert_int_equal(ask_with(&c, port, "POST", "/size", "", body), 201);
    assert_string_equal(client_body(&c), "1000");
    body[1000] = 'x';
    body[1001] = '\0';
    assert_int_equal(ask_with(&c, port, "POST", "/size", "", body), 413);
}

static void a_body_in_chunks_is_bounded_too(void **state)
{
    char chunk[700];

    (void)state;
    memset(chunk, 'x', sizeof chunk);
    for (int chunks = 1; chunks <= 2; chunks++) {
        client_open(&c, port);
        client_say(
            &c,
            "POST /size HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < chunks; i++) {
            client_say(&c, "2bc\r\n");
            client_send(&c, chunk, sizeof chunk);
            client_say(&c, "\r\n");
        }
        client_say(&c, "0\r\n\r\n");
        assert_true(client_expect_close(&c));
        assert_int_equal(client_status(&c), chunks == 1 ? 201 : 413);
        client_close(&c);
    }
}

static void a_declared_length_beyond_reason_is_refused_before_the_body(void **state)
{
    (void)state;
    client_open(&c, port);
    client_say(&c, "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
    assert_true(client_expect_close(&c));
    assert_int_equal(client_status(&c), 413);
    client_close(&c);
    assert_int_equal(ask_with(&c, port, "POST", "/size",
                              "Expect: 100-continue\r\nContent-Length: 1001\r\n", NULL),
                     413);
}

static void endless_chunks_are_cut_off(void **state)
{
    static char chunk[65536];
    bool taken = true;

    (void)state;
    memset(chunk, 'x', sizeof chunk);
    client_open(&c, port);
    client_say(&c, "POST /size HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 1000 && taken; i++)
        taken = client_send(&c, "10000\r\n", 7) && client_send(&c, chunk, sizeof chunk)
                && client_send(&c, "\r\n", 2);
    assert_false(taken);
    client_close(&c);
}

static void several_requests_share_a_connection(void **state)
{
    (void)state;
    client_open(&c, port);
    client_say(&c,
               "GET /echo/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /echo/2 HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_true(client_expect(&c, "GET [1]"));
    assert_true(client_expect(&c, "GET [2]"));
    client_say(&c, "DELETE /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_true(client_expect(&c, "HTTP/1.1 204"));
    client_close(&c);
}

static void what_is_no_http_is_closed(void **state)
{
    static const char *const texts[] = {
        "\x16\x03\x01\x02\r\n\r\n",
        "GET /echo/1 HTTP/1.1\r\n\r\n", /* no Host */
        "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        client_open(&c, port);
        client_say(&c, texts[i]);
        assert_true(client_expect_close(&c));
        if (c.size > 0)
            assert_int_equal(client_status(&c), 400);
        client_close(&c);
    }
    assert_int_equal(ask(&c, port, "GET", "/echo/1"), 200);
}

static void a_head_that_is_too_long_is_refused(void **state)
{
    static char path[40000];

    (void)state;
    memset(path, 'x', sizeof path - 1);
    path[0] = '/';
    client_open(&c, port);
    client_say(&c, "GET ");
    client_say(&c, path);
    client_say(&c, " HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_true(client_expect_close(&c));
    if (c.size > 0)
        assert_in_range(client_status(&c), 400, 499);
    client_close(&c);
}

/* Sends a byte each tenth of a second, so that the connection is never idle for the second that
 * libmicrohttpd allows. Returns how long the server took to close it. */
static int64_t close_after_bytes(const char *bytes)
{
    int64_t began_ms = baton_clock_monotonic_ms();

    client_open(&c, port);
    while (!c.closed && baton_clock_monotonic_ms() - began_ms < CLIENT_WAIT_MS) {
        if (*bytes != '\0')
            client_send(&c, bytes++, 1);
        client_receive(&c, 100);
    }
    assert_true(c.closed);
    client_close(&c);
    return baton_clock_monotonic_ms() - began_ms;
}

static void a_client_that_sends_a_byte_now_and_then_is_closed(void **state)
{
    static const char *const slow[] = {
        "GET /echo/1 HTTP/1.1\r\nHost: x\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nbbbbbbbbbbbbbbbbbbbbbbb",
    };

    (void)state;
    open_with((struct baton_http_server_conf){ .timeout_s = 1 });
    for (size_t i = 0; i < sizeof slow / sizeof *slow; i++) {
        int64_t least_ms = INT64_MAX;

        for (int attempt = 0; attempt < 3 && least_ms > 4000; attempt++) {
            int64_t took_ms = close_after_bytes(slow[i]);

            least_ms = took_ms < least_ms ? took_ms : least_ms;
        }
        assert_in_range(least_ms, 1500, 4000);
    }
}

static void a_client_that_says_nothing_is_closed(void **state)
{
    (void)state;
    open_with((struct baton_http_server_conf){ .timeout_s = 1 });
    client_open(&c, port);
    assert_true(client_expect_close(&c));
    assert_int_equal(c.size, 0);
    client_close(&c);
}

static void connections_over_the_limit_wait_for_their_turn(void **state)
{
    struct client *held = calloc(4, sizeof *held);

    (void)state;
    open_with((struct baton_http_server_conf){ .timeout_s = 60, .max_connections = 4 });
    for (int i = 0; i < 4; i++)
        client_open(&held[i], port);
    client_open(&c, port);
    client_say(&c, "GET /echo/1 HTTP/1.1\r\nHost: x\r\n\r\n");
    assert_false(client_receive(&c, 300));
    for (int i = 0; i < 4; i++)
        client_close(&held[i]);
    assert_true(client_expect(&c, "GET [1]"));
    client_close(&c);
    free(held);
}

static void a_port_that_is_taken_is_an_error_that_names_it(void **state)
{
    struct baton_http_server_conf conf = { .host = "127.0.0.1", .port = port };
    struct baton_error err;
    char expected[64];

    (void)state;
    snprintf(expected, sizeof expected, "127.0.0.1 port %d: Address already in use", port);
    assert_null(baton_http_server_open(&conf, &err));
    assert_non_null(strstr(err.text, expected));
    conf.host = "no such host";
    assert_null(baton_http_server_open(&conf, &err));
    assert_non_null(strstr(err.text, "no such host"));
}

static void every_request_is_counted_by_its_route(void **state)
{
    struct baton_text text;
    struct baton_buf buf;

    (void)state;
    ask(&c, port, "GET", "/echo/1");
    ask(&c, port, "GET", "/echo/2");
    ask(&c, port, "GET", "/wp-admin");
    baton_http_server_close(server); /* the last step of a request is counted by then */
    server = NULL;
    baton_buf_init(&buf, 1 << 20);
    baton_metrics_write(&buf);
    text = baton_buf_text(&buf);
    assert_true(
        baton_text_find(
            text, BATON_TEXT("total{route=\"/echo/{id}\",method=\"GET\",status=\"200\"} 2\n"), 0)
        > 0);
    assert_true(baton_text_find(
                    text, BATON_TEXT("total{route=\"none\",method=\"any\",status=\"404\"} 1\n"), 0)
                > 0);
    baton_buf_release(&buf);
}

int main(void)
{
#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        WITH_SERVER(a_route_gets_parameter_query_header_and_body),
        WITH_SERVER(head_is_get_without_the_body),
        WITH_SERVER(what_is_not_there_is_404_and_the_wrong_method_405_with_allow),
        WITH_SERVER(broken_escapes_are_400),
        WITH_SERVER(an_error_says_code_message_and_field_and_nothing_else),
        WITH_SERVER(a_handler_that_returns_no_status_gives_500),
        WITH_SERVER(a_body_at_the_limit_is_taken_and_one_byte_more_is_413),
        WITH_SERVER(a_body_in_chunks_is_bounded_too),
        WITH_SERVER(a_declared_length_beyond_reason_is_refused_before_the_body),
        WITH_SERVER(endless_chunks_are_cut_off),
        WITH_SERVER(several_requests_share_a_connection),
        WITH_SERVER(what_is_no_http_is_closed),
        WITH_SERVER(a_head_that_is_too_long_is_refused),
        WITH_SERVER(a_port_that_is_taken_is_an_error_that_names_it),
        WITH_SERVER(every_request_is_counted_by_its_route),
        cmocka_unit_test_teardown(a_client_that_sends_a_byte_now_and_then_is_closed, teardown),
        cmocka_unit_test_teardown(a_client_that_says_nothing_is_closed, teardown),
        cmocka_unit_test_teardown(connections_over_the_limit_wait_for_their_turn, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
