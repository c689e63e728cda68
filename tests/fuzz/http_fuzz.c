/* Requests at the gateway's doors, as text: "GET /path?query", lines "Name: value", an empty line,
 * the body. Routes, paths, queries, headers and bodies go the way of http_answer.c and the
 * handlers; libmicrohttpd's part and Kafka are played here (the linker's --wrap). Each request gets
 * one answer, whose body is JSON, or a stream of lines of text. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gateway.h"
#include "http_internal.h"
#include "json_codec.h"
#include "key.h"
#include "sha256.h"

enum { HEADERS_MAX = 32, STREAM_BYTES = 64 * 1024 };

/* One request, and what was answered. */
static struct {
    const char *names[HEADERS_MAX], *values[HEADERS_MAX]; /* headers */
    size_t headers;
    char *query; /* cut apart in place */
    int answers;
    unsigned status;
    struct baton_buf body;
    MHD_ContentReaderCallback reader; /* of a stream */
    void *reader_context;
} now;

/* --- libmicrohttpd, played -------------------------------------------------------------------- */

const char *__wrap_MHD_lookup_connection_value(struct MHD_Connection *connection,
                                               enum MHD_ValueKind kind, const char *key);
int __wrap_MHD_get_connection_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                                     MHD_KeyValueIterator iterator, void *context);
enum MHD_Result __wrap_MHD_queue_response(struct MHD_Connection *connection, unsigned status,
                                          struct MHD_Response *response);
struct MHD_Response *__wrap_MHD_create_response_from_buffer(size_t size, void *buffer,
                                                            enum MHD_ResponseMemoryMode mode);
struct MHD_Response *__real_MHD_create_response_from_buffer(size_t size, void *buffer,
                                                            enum MHD_ResponseMemoryMode mode);
struct MHD_Response *__wrap_MHD_create_response_from_callback(
    uint64_t size, size_t block_size, MHD_ContentReaderCallback reader, void *context,
    MHD_ContentReaderFreeCallback release);
struct MHD_Response *__real_MHD_create_response_from_callback(
    uint64_t size, size_t block_size, MHD_ContentReaderCallback reader, void *context,
    MHD_ContentReaderFreeCallback release);
void __wrap_MHD_suspend_connection(struct MHD_Connection *connection);
void __wrap_MHD_resume_connection(struct MHD_Connection *connection);

const char *__wrap_MHD_lookup_connection_value(struct MHD_Connection *connection,
                                               enum MHD_ValueKind kind, const char *key)
{
    (void)connection, (void)kind;
    for (size_t i = 0; i < now.headers; i++)
        if (strcasecmp(now.names[i], key) == 0)
            return now.values[i];
    return NULL;
}

/* "a=1&b&c=x+y": a name without '=' has no value, '+' is a blank. */
int __wrap_MHD_get_connection_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                                     MHD_KeyValueIterator iterator, void *context)
{
    char *rest = now.query, *name;
    int count = 0;

    (void)connection;
    while (rest != NULL && (name = strsep(&rest, "&")) != NULL) {
        char *value = strchr(name, '=');

        if (value != NULL)
            *value++ = '\0';
        for (char *c = name; *c != '\0'; c++)
            *c = *c == '+' ? ' ' : *c;
        for (char *c = value; c != NULL && *c != '\0'; c++)
            *c = *c == '+' ? ' ' : *c;
        count++;
        if (iterator(context, kind, name, value) != MHD_YES)
            break;
    }
    return count;
}

enum MHD_Result __wrap_MHD_queue_response(struct MHD_Connection *connection, unsigned status,
                                          struct MHD_Response *response)
{
    (void)connection, (void)response;
    now.answers++;
    now.status = status;
    return MHD_YES;
}

struct MHD_Response *__wrap_MHD_create_response_from_buffer(size_t size, void *buffer,
                                                            enum MHD_ResponseMemoryMode mode)
{
    baton_buf_append(&now.body, buffer, size);
    return __real_MHD_create_response_from_buffer(size, buffer, mode);
}

struct MHD_Response *__wrap_MHD_create_response_from_callback(uint64_t size, size_t block_size,
                                                              MHD_ContentReaderCallback reader,
                                                              void *context,
                                                              MHD_ContentReaderFreeCallback release)
{
    now.reader = reader;
    now.reader_context = context;
    return __real_MHD_create_response_from_callback(size, block_size, reader, context, release);
}

void __wrap_MHD_suspend_connection(struct MHD_Connection *connection)
{
    (void)connection;
}

void __wrap_MHD_resume_connection(struct MHD_Connection *connection)
{
    (void)connection;
}

/* --- Kafka, played ---------------------------------------------------------------------------- */

enum baton_verdict __wrap_writer_send(struct writer *writer, const struct writer_records *records,
                                      writer_done *done, void *context, size_t *ret_index,
                                      struct baton_error *err);

/* Acknowledges at once what fits; a key of an odd size is lost. */
enum baton_verdict __wrap_writer_send(struct writer *writer, const struct writer_records *records,
                                      writer_done *done, void *context, size_t *ret_index,
                                      struct baton_error *err)
{
    struct baton_buf buf;
    size_t index = 0;

    (void)writer;
    fuzz_must(baton_key_check(records->key, records->topic->owner_parts, NULL) == BATON_DONE,
              "a key is taken by all");
    fuzz_must(records->traceparent.size == 0 || records->traceparent.size == 55,
              "a trace is whole or left out");
    baton_buf_init(&buf, (size_t)records->topic->max_message_bytes);
    while (index < records->count
           && baton_codec_encode(records->topic->type, records->values[index], &buf, err)
                  == BATON_DONE) {
        baton_buf_reset(&buf);
        index++;
    }
    baton_buf_release(&buf);
    *ret_index = index;
    if (index < records->count)
        return BATON_REJECT;
    done(context, records->key.size % 2 == 0 ? BATON_DONE : BATON_RETRY);
    return BATON_DONE;
}

/* --- the gateway ------------------------------------------------------------------------------ */

#define TENANT BATON_TEXT("acme")
#define CONVERSATION BATON_TEXT("c1")

/* The token "secret" is acme's, "any" anybody's, "read" may only read. */
static struct tokens *make_tokens(void)
{
    static const struct {
        const char *token, *tenant, *may;
    } rows[] = {
        { "secret", "acme", "\"events\",\"agents\",\"resolutions\",\"policies\",\"read\"" },
        { "any", "*", "\"events\",\"agents\",\"resolutions\",\"policies\",\"read\"" },
        { "read", "acme", "\"read\"" },
    };
    char digest[BATON_SHA256_HEX_SIZE];
    struct baton_buf json;

    baton_buf_init(&json, 4096);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        baton_sha256_hex(rows[i].token, strlen(rows[i].token), digest);
        baton_buf_format(&json, "%s{\"token_sha256\":\"%s\",\"tenant\":\"%s\",\"may\":[%s]}",
                         i == 0 ? "[" : ",", digest, rows[i].tenant, rows[i].may);
    }
    baton_buf_append_byte(&json, ']');
    struct tokens *tokens = tokens_parse(baton_buf_text(&json), NULL);
    baton_buf_release(&json);
    fuzz_must(tokens != NULL, "the tokens are read");
    return tokens;
}

static void fill_views(struct gateway *gateway, struct baton_arena *arena)
{
    struct baton_text key = baton_key_make(arena, TENANT, CONVERSATION);
    struct baton_assignment *assignment = BATON_RECORD(arena, assignment);

    assignment->env.tenant = TENANT;
    assignment->env.conversation_id = CONVERSATION;
    assignment->env.sequence = assignment->env.epoch = 1;
    assignment->assignment_id = BATON_TEXT("a-1");
    views_assignment(gateway->views, key, assignment, BATON_TEXT("{\"assignment_id\":\"a-1\"}"));
    views_package(gateway->views, key, false, BATON_TEXT("card"), BATON_TEXT("{\"package\":1}"));
    views_page(gateway->views, key, 1, BATON_TEXT("{\"page\":1}"));
}

static void fill_rings(struct gateway *gateway)
{
    for (int i = 0; i < 3; i++) {
        struct ring_event event = { .kind = STREAM_ASSIGNMENT,
                                    .offset = i,
                                    .conversation_id = CONVERSATION,
                                    .data = BATON_TEXT("{\"n\":1}") };

        rings_passed(gateway->rings, event.kind, event.partition, event.offset);
        rings_publish(gateway->rings, TENANT, &event);
    }
}

static void fill_policies(struct gateway *gateway, struct baton_arena *arena)
{
    struct baton_policy *policy = BATON_RECORD(arena, policy);

    policy->env.tenant = TENANT;
    policy->policy_id = BATON_TEXT("d1-ab");
    policy->version = 1;
    policy->part = BATON_POLICY_PART_DECLARED;
    policy->body = BATON_TEXT("{\"format\":1}");
    policies_take(gateway->policies, policy);
}

static void gateway_open(struct gateway *gateway, struct tokens *tokens)
{
    static const struct gateway_conf conf = { .ack_timeout_ms = 1000 };
    static const struct rings_conf sizes = { .max_events = 2, .max_bytes = 4096 };
    struct baton_arena arena;

    *gateway = (struct gateway){ .conf = &conf,
                                 .tokens = tokens,
                                 .views = views_new(1 << 20),
                                 .rings = rings_new(&sizes),
                                 .policies = policies_new() };
    baton_arena_init(&arena);
    fill_views(gateway, &arena);
    fill_rings(gateway);
    fill_policies(gateway, &arena);
    baton_arena_release(&arena);
    atomic_store(&gateway->serving, true);
}

static void gateway_close(struct gateway *gateway)
{
    rings_free(gateway->rings);
    views_free(gateway->views);
    policies_free(gateway->policies);
}

/* --- one request ------------------------------------------------------------------------------ */

static const char *string_of(struct baton_arena *arena, struct baton_text text)
{
    return baton_text_string(arena, text);
}

/* What stands before `separator`; `*rest` is what stands behind. */
static struct baton_text cut(struct baton_text *rest, const char *separator)
{
    ptrdiff_t at = baton_text_find(*rest, baton_text_of(separator), 0);
    struct baton_text head = { rest->data, at < 0 ? rest->size : (size_t)at };
    size_t taken = at < 0 ? rest->size : head.size + strlen(separator);

    *rest = (struct baton_text){ rest->data + taken, rest->size - taken };
    return head;
}

/* false: libmicrohttpd would not have called us. */
static bool read_head(struct baton_http_exchange *x, struct baton_text *rest)
{
    struct baton_text target = fuzz_line(rest), line;
    struct baton_text method = cut(&target, " "), path = cut(&target, "?");

    x->method = string_of(&x->arena, method);
    x->path = string_of(&x->arena, path);
    now.query = (char *)(uintptr_t)string_of(&x->arena, target); /* our own copy */
    while (now.headers < HEADERS_MAX && (line = fuzz_line(rest)).size > 0) {
        now.names[now.headers] = string_of(&x->arena, cut(&line, ": "));
        now.values[now.headers++] = string_of(&x->arena, line);
    }
    return x->method[0] != '\0' && x->path[0] == '/' && now.headers < HEADERS_MAX;
}

static void must_be_json(void)
{
    struct baton_text body = baton_buf_text(&now.body);
    json_t *json = json_loadb(body.data, body.size, JSON_REJECT_DUPLICATES, NULL);

    fuzz_must(json_is_object(json), "an answer is a JSON object");
    fuzz_must((now.status >= 400) == json_is_object(json_object_get(json, "error")),
              "a refusal says what is wrong");
    json_decref(json);
}

/* As libmicrohttpd's thread does, until the stream waits. */
static void read_stream(void)
{
    char block[1024];
    ssize_t got;

    while ((got = now.reader(now.reader_context, 0, block, sizeof block)) > 0)
        baton_buf_append(&now.body, block, (size_t)got);
    fuzz_must(got == 0, "a stream goes on");
    fuzz_must(now.body.size > 0, "a stream begins with an event");
    fuzz_must_be_text(baton_buf_text(&now.body), "a stream is text");
}

/* As http_server.c does when the request is over; the gateway lets go of the stream later. */
static void complete(struct baton_http_exchange *x)
{
    if (x->stream != NULL)
        http_stream_detach(x->stream);
    if (x->deferred != NULL)
        http_deferred_detach(x->deferred);
    baton_buf_release(&x->body);
    baton_arena_release(&x->arena);
}

static void dispatch(struct baton_http_exchange *x)
{
    http_exchange_dispatch(x);
    fuzz_must(now.answers == 1, "a request has one answer");
    fuzz_must(now.status >= 200 && now.status < 600 && now.status != 500, "the service is well");
    if (x->stream != NULL)
        read_stream();
    else
        must_be_json();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tokens *tokens;
    struct baton_text rest = { (const char *)data, size };
    struct gateway gateway;
    struct http_connection socket = { .fd = -1 };
    struct baton_http_server server = { .conf = { .max_body_bytes = 1 << 20,
                                                  .max_streams = 2,
                                                  .timeout_s = 15,
                                                  .stream_queue_bytes = STREAM_BYTES,
                                                  .stream_keepalive_ms = 15000 },
                                        .lock = PTHREAD_MUTEX_INITIALIZER };
    struct baton_http_exchange x = { .server = &server,
                                     .connection = (struct MHD_Connection *)&now,
                                     .socket = &socket };

    if (tokens == NULL)
        tokens = make_tokens();
    memset(&now, 0, sizeof now);
    baton_arena_init(&x.arena);
    baton_buf_init(&x.body, server.conf.max_body_bytes);
    baton_buf_init(&now.body, 1 << 24);
    gateway_open(&gateway, tokens);
    server.conf.tables[0] = (struct baton_route_table){ gateway_write_routes, &gateway };
    server.conf.tables[1] = (struct baton_route_table){ gateway_read_routes, &gateway };
    server.conf.tables[2] = (struct baton_route_table){ gateway_policy_routes, &gateway };
    bool good = read_head(&x, &rest);
    if (good) {
        x.body_bytes = rest.size;
        baton_buf_append_text(&x.body, rest);
        dispatch(&x);
    }
    complete(&x);
    gateway_close(&gateway);
    baton_buf_release(&now.body);
    return good ? 0 : -1;
}
