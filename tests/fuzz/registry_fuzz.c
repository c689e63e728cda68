/* Answers of a schema registry. The first line: what is asked (schema, register, look-up,
 * compatibility) and the answer's status, "schema 200", -1 for none; behind it the body. What is
 * not the registry's own word is never final, and what is taken is bounded. */
#include "fuzz.h"

#include "http.h"
#include "records.h"
#include "serde.h"

enum { ID = 7, SCHEMA_MAX_BYTES = 64 * 1024 };

static struct {
    int status;
    struct baton_text body;
    int asked;
} answer;

/* In place of libcurl (the linker's --wrap). */
struct baton_http *__wrap_baton_http_open(const struct baton_http_conf *conf);
void __wrap_baton_http_close(struct baton_http *http);
int __wrap_baton_http_ask(struct baton_http *http, const char *method, const char *url,
                          const char *content_type, const struct baton_text *body,
                          struct baton_buf *ret_body, struct baton_error *err);

struct baton_http *__wrap_baton_http_open(const struct baton_http_conf *conf)
{
    (void)conf;
    return (struct baton_http *)&answer;
}

void __wrap_baton_http_close(struct baton_http *http)
{
    (void)http;
}

int __wrap_baton_http_ask(struct baton_http *http, const char *method, const char *url,
                          const char *content_type, const struct baton_text *body,
                          struct baton_buf *ret_body, struct baton_error *err)
{
    (void)http, (void)method, (void)url, (void)content_type, (void)body;
    answer.asked++;
    baton_buf_reset(ret_body);
    if (!baton_buf_append_text(ret_body, answer.body)) {
        baton_fail(err, BATON_RETRY, "http_too_large", "too large");
        return -1;
    }
    if (answer.status < 0)
        baton_fail(err, BATON_RETRY, "http_no_answer", "no answer");
    return answer.status;
}

/* A tiny record under the schema that came: it is refused or read, whatever the schema is. */
static void read_a_record(struct baton_registry *registry)
{
    struct baton_serde *serde = baton_serde_new(registry);
    struct baton_arena arena;
    void *value;

    baton_arena_init(&arena);
    baton_serde_decode(serde, &baton_conversation_event_type,
                       BATON_TEXT("\0\0\0\0\7\10acme\4c1\4e1\0\1\0"), &arena, &value, NULL);
    baton_arena_release(&arena);
    baton_serde_free(serde);
}

static enum baton_verdict ask_schema(struct baton_registry *registry, struct baton_error *err)
{
    struct baton_text schema;
    enum baton_verdict v = baton_registry_schema(registry, ID, &schema, err);

    if (v == BATON_DONE) {
        fuzz_must(answer.status == 200 && schema.size <= SCHEMA_MAX_BYTES, "a schema is bounded");
        fuzz_must_be_text(schema, "a schema is text");
        read_a_record(registry);
    }
    int asked = answer.asked;
    fuzz_must(baton_registry_schema(registry, ID, &schema, NULL) == v, "the answer stays the same");
    fuzz_must(v == BATON_RETRY || answer.asked == asked, "what is final is not asked again");
    return v;
}

static enum baton_verdict ask_id(struct baton_registry *registry, bool may_register,
                                 struct baton_error *err)
{
    int32_t id = 0;
    enum baton_verdict v = baton_registry_id(registry, "conversation-events-value", "\"string\"",
                                             may_register, &id, err);

    if (v == BATON_DONE)
        fuzz_must(answer.status == 200 && id > 0, "an id is positive");
    return v;
}

static enum baton_verdict ask(struct baton_registry *registry, struct baton_text what,
                              struct baton_error *err)
{
    if (baton_text_is(what, "schema"))
        return ask_schema(registry, err);
    return ask_id(registry, baton_text_is(what, "register"), err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct baton_text rest = { (const char *)data, size };
    struct baton_text line = fuzz_line(&rest);
    ptrdiff_t blank = baton_text_find(line, BATON_TEXT(" "), 0);
    const struct baton_registry_conf conf = { .url = "http://registry" };
    struct baton_error err = { "", "" };
    int64_t status;

    if (blank < 0
        || !baton_text_to_long(
            (struct baton_text){ line.data + blank + 1, line.size - (size_t)blank - 1 }, &status)
        || status < -1 || status > 999)
        return -1;
    answer.status = (int)status;
    answer.body = rest;
    answer.asked = 0;
    struct baton_registry *registry = baton_registry_open(&conf);
    enum baton_verdict v = ask(registry, (struct baton_text){ line.data, (size_t)blank }, &err);
    fuzz_must(v != BATON_FATAL, "no answer is the end");
    if (v != BATON_DONE)
        fuzz_must(err.code[0] != '\0', "a refusal has its code");
    if (v == BATON_REJECT && answer.status != 200)
        fuzz_must(rest.size > 0 && rest.data[0] != '<', "only the registry's own word is final");
    baton_registry_close(registry);
    return 0;
}
