/* Events, agents' events and resolutions in. The HTTP thread reads, judges form and hands over to
 * the writer; the answer is given when Kafka has acknowledged, by the writer's thread. */
#include "advice.h"
#include "gateway.h"
#include "intake.h"
#include "timestamp.h"

/* A request under way: all that its answer needs. */
struct post {
    struct gateway *gateway;
    struct gateway_owed *owed;
    struct baton_arena arena;
    bool advise;
    struct advice_question question;
    struct baton_text key;
    size_t count;
    char field[INTAKE_FIELD_SIZE]; /* to be named if the brokers find a record too large */
};

static int refuse(struct baton_http_answer *answer, const struct intake_error *error)
{
    return baton_http_error(answer, error->status, error->code,
                            error->field[0] != '\0' ? error->field : NULL, "%s", error->text);
}

static void write_advice(const struct post *post, struct baton_arena *arena, struct baton_buf *buf)
{
    struct baton_holding holding;

    views_holding(post->gateway->views, post->key, arena, &holding);
    baton_buf_append_byte(buf, ',');
    advice_write_holder(&holding, buf);
    baton_buf_format(buf, ",\"may_speak\":%s",
                     advice_may_speak(&post->question, &holding) ? "true" : "false");
}

static void answer_accepted(struct post *post)
{
    struct baton_buf buf;

    baton_buf_init(&buf, 64 * 1024);
    baton_buf_format(&buf, "{\"accepted\":%zu", post->count);
    if (post->advise)
        write_advice(post, &post->arena, &buf);
    baton_buf_append_text(&buf, BATON_TEXT("}"));
    gateway_owed_answer(post->owed, 202, baton_buf_text(&buf));
    baton_buf_release(&buf);
}

static void finish(void *context, enum baton_verdict verdict)
{
    struct post *post = context;

    if (verdict == BATON_DONE)
        answer_accepted(post);
    else if (verdict == BATON_REJECT)
        gateway_owed_refuse(post->owed, 413, "too_large", post->field,
                            "the record is larger than Kafka takes");
    else
        gateway_owed_refuse(post->owed, 503, "not_written", NULL,
                            "Kafka has not acknowledged; send the same again, with the same ids");
    baton_arena_release(&post->arena);
    free(post);
}

static struct post *post_new(struct gateway *gateway, const struct intake *intake)
{
    struct post *post = calloc(1, sizeof *post);

    if (post == NULL)
        abort();
    baton_arena_init(&post->arena);
    post->gateway = gateway;
    post->count = intake->count;
    post->key = baton_text_copy(&post->arena, intake->key);
    post->advise = intake->door == &intake_events;
    if (post->advise) {
        post->question = advice_question_of(intake->values, intake->count);
        post->question.speaker_id = baton_text_copy(&post->arena, post->question.speaker_id);
    }
    return post;
}

static void post_drop(struct post *post)
{
    baton_arena_release(&post->arena);
    free(post);
}

/* The answer is owed before the first record is handed over: it may be due at once. */
static int hand_over(struct gateway *gateway, const struct baton_http_request *request,
                     struct intake *intake)
{
    struct post *post = post_new(gateway, intake);
    const struct baton_envelope *env = intake->values[0];
    struct gateway_owed *owed = post->owed =
        gateway_owe(gateway, request, env->tenant, env->conversation_id);
    struct baton_error err = { "", "" };
    size_t index = 0;
    const struct writer_records records = { intake->door->topic, intake->key, intake->values,
                                            intake->count, gateway_owed_trace(owed) };
    enum baton_verdict v = writer_send(gateway->writer, &records, finish, post, &index, &err);

    if (v == BATON_DONE)
        return BATON_HTTP_LATER;
    post_drop(post);
    if (v == BATON_REJECT)
        intake_too_large(intake, index);
    if (v == BATON_REJECT)
        gateway_owed_refuse(owed, 413, intake->error.code, intake->error.field, intake->error.text);
    else
        gateway_owed_refuse(owed, 503, err.code, NULL, err.text);
    return BATON_HTTP_LATER;
}

static int post_records(const struct baton_http_request *request, struct baton_http_answer *answer,
                        struct gateway *gateway, const struct intake_door *door)
{
    struct intake intake = { .door = door,
                             .arena = request->arena,
                             .now_ms = baton_clock_wall_ms() };
    int status =
        gateway_enter(gateway, request, answer, door->right, BATON_TEXT_NONE, &intake.tenant);

    if (status == 0)
        status = gateway_body_is_json(request, answer);
    if (status != 0)
        return status;
    if (!intake_read(&intake, request->body))
        return refuse(answer, &intake.error);
    if (intake.tenant.size > 0 && !baton_text_equal(intake.tenant, intake_tenant(&intake)))
        return baton_http_error(answer, 403, "forbidden", "tenant",
                                "the token is another tenant's");
    return hand_over(gateway, request, &intake);
}

static int post_events(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    return post_records(request, answer, context, &intake_events);
}

static int post_agents(const struct baton_http_request *request, struct baton_http_answer *answer,
                       void *context)
{
    return post_records(request, answer, context, &intake_agents);
}

static int post_resolutions(const struct baton_http_request *request,
                            struct baton_http_answer *answer, void *context)
{
    return post_records(request, answer, context, &intake_resolutions);
}

const struct baton_route gateway_write_routes[] = {
    { "POST", "/v1/agent-events", post_agents, "What agents do: presence, answers." },
    { "POST", "/v1/events", post_events, "What happens in a conversation." },
    { "POST", "/v1/resolutions", post_resolutions, "How a conversation was resolved." },
    { NULL, NULL, NULL, NULL },
};
