/* Many clients at once, some of which leave in the middle, against deferred answers and streams
 * that other threads serve; then the server closes under them. What is looked for are races: run it
 * with BATON_TSAN too. */
#include "http_server.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http_testing.h"
#include "metrics.h"

enum { CLIENTS = 6, WORKERS = 3, ROUNDS = 60, QUEUE = 256 };

static const char ask_stream[] = "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n";
static const char ask_later[] = "GET /later HTTP/1.1\r\nHost: x\r\n\r\n";

/* What handlers left to the workers. */
static struct job {
    struct baton_http_deferred *deferred;
    struct baton_http_stream *stream;
} queue[QUEUE];
static size_t queued, taken;
static bool stopping;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static atomic_int good_answers, bad_answers;
static struct baton_http_server *server;
static int port;

static void put(struct job job)
{
    pthread_mutex_lock(&lock);
    assert(queued - taken < QUEUE);
    queue[queued++ % QUEUE] = job;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
}

static bool get(struct job *ret)
{
    pthread_mutex_lock(&lock);
    while (queued == taken && !stopping)
        pthread_cond_wait(&changed, &lock);
    bool got = queued != taken;
    if (got)
        *ret = queue[taken++ % QUEUE];
    pthread_mutex_unlock(&lock);
    return got;
}

static int later(const struct baton_http_request *request, struct baton_http_answer *answer,
                 void *context)
{
    (void)answer;
    (void)context;
    put((struct job){ .deferred = baton_http_defer(request, 60000) });
    return BATON_HTTP_LATER;
}

static int stream(const struct baton_http_request *request, struct baton_http_answer *answer,
                  void *context)
{
    struct baton_http_stream *opened = baton_http_stream_open(request);

    (void)context;
    if (opened == NULL)
        return baton_http_error(answer, 503, "too_many", NULL, "too many");
    put((struct job){ .stream = opened });
    return BATON_HTTP_LATER;
}

static const struct baton_route routes[] = {
    { "GET", "/later", later, "" },
    { "GET", "/stream", stream, "" },
    { NULL, NULL, NULL, NULL },
};

static void serve_stream(struct baton_http_stream *s, unsigned *seed)
{
    for (int i = 0; i < 5; i++) {
        baton_http_stream_event(s, BATON_TEXT_NONE, BATON_TEXT("e"), BATON_TEXT("0123456789"));
        usleep((unsigned)rand_r(seed) % 500);
    }
    baton_http_stream_end(s);
}

static void *work(void *argument)
{
    unsigned seed = (unsigned)(uintptr_t)argument;
    struct job job;

    while (get(&job)) {
        if (rand_r(&seed) % 2 == 0)
            usleep((unsigned)rand_r(&seed) % 2000);
        if (job.stream != NULL)
            serve_stream(job.stream, &seed);
        else if (rand_r(&seed) % 20 == 0)
            baton_http_deferred_drop(job.deferred);
        else
            baton_http_deferred_answer(job.deferred, 200, "text/plain", BATON_TEXT("the end"));
    }
    return NULL;
}

static bool has_whole_answer(const struct client *c, bool streamed)
{
    if (client_status(c) == 503)
        return true;
    return client_status(c) == 200
           && strstr(c->text, streamed ? "\r\n0\r\n\r\n" : "the end") != NULL;
}

static void one_round(struct client *c, unsigned *seed)
{
    bool streamed = rand_r(seed) % 2 == 0, leaves = rand_r(seed) % 4 == 0;

    if (!client_try_open(c, port)) {
        bad_answers++;
        return;
    }
    client_say(c, streamed ? "GET /stream HTTP/1.1\r\n" : "GET /later HTTP/1.1\r\n");
    client_say(c, "Host: x\r\nConnection: close\r\n\r\n");
    if (leaves)
        client_receive(c, rand_r(seed) % 3);
    else if (client_expect_close(c) && has_whole_answer(c, streamed))
        good_answers++;
    else
        bad_answers++;
    client_close(c);
}

static void *be_a_client(void *argument)
{
    unsigned seed = 100 + (unsigned)(uintptr_t)argument;
    struct client *c = malloc(sizeof *c);

    for (int i = 0; i < ROUNDS; i++)
        one_round(c, &seed);
    free(c);
    return NULL;
}

static void open_server(void)
{
    struct baton_http_server_conf conf = { .host = "127.0.0.1",
                                           .tables = { { routes, NULL } },
                                           .stream_keepalive_ms = 1,
                                           .timeout_s = 60 };
    struct baton_error err;

    server = baton_http_server_open(&conf, &err);
    assert_non_null(server);
    port = baton_http_server_port(server);
    stopping = false;
    good_answers = bad_answers = 0;
}

static void start(pthread_t *threads, size_t count, void *(*run)(void *))
{
    for (size_t i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, run, (void *)(uintptr_t)(i + 1));
}

static void join(pthread_t *threads, size_t count)
{
    for (size_t i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

static void stop_workers(pthread_t workers[WORKERS])
{
    pthread_mutex_lock(&lock);
    stopping = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    join(workers, WORKERS);
}

static void every_client_that_stays_gets_its_whole_answer(void **state)
{
    pthread_t workers[WORKERS], clients[CLIENTS];

    (void)state;
    open_server();
    start(workers, WORKERS, work);
    start(clients, CLIENTS, be_a_client);
    join(clients, CLIENTS);
    stop_workers(workers);
    baton_http_server_close(server);
    assert_int_equal(bad_answers, 0);
    assert_in_range(good_answers, CLIENTS * ROUNDS / 2, CLIENTS * ROUNDS);
    baton_metrics_release();
}

/* Sends many requests at once and reads what comes until the server closes. */
static void *ask_and_wait(void *argument)
{
    unsigned seed = (unsigned)(uintptr_t)argument;
    struct client *c = malloc(sizeof *c);

    if (client_try_open(c, port)) {
        for (int i = 0; i < 20; i++)
            client_say(c, rand_r(&seed) % 2 ? ask_stream : ask_later);
        while (!c->closed)
            client_receive(c, 100);
        client_close(c);
    }
    free(c);
    return NULL;
}

static void the_server_closes_under_load(void **state)
{
    pthread_t workers[WORKERS], clients[CLIENTS];

    (void)state;
    for (unsigned round = 0; round < 15; round++) {
        open_server();
        start(workers, WORKERS, work);
        start(clients, CLIENTS, ask_and_wait);
        usleep(2000 * round);
        baton_http_server_close(server);
        stop_workers(workers);
        join(clients, CLIENTS);
    }
    baton_metrics_release();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_client_that_stays_gets_its_whole_answer),
        cmocka_unit_test(the_server_closes_under_load),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
