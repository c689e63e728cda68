/* Runs the cases of services: tests/cases/<service>/<case>/{conf.json,in.jsonl,out.jsonl}, a folder
 * is a test.
 *
 *     run_cases [--update] SERVICE [CASE…]
 *
 * conf.json (may be missing): {"options": {the service's options}, "policies": [Policy values],
 * "load": [Load values],
 * "partitions": 1, "clock": true (for the driver on a broker, ignored here)} in.jsonl:
 * {"topic": "conversation-events", "at": 1000, "value": {…}} a line;
 * "key" where it is not tenant/conversation_id; "value": null is a tombstone; {"at": 2000} alone
 * lets time pass out.jsonl: what the service wrote, in order, fields at their default left out, and
 * without what depends on places in the log: seen, partition and offset of the cause, the
 * producer's version Prints "ok <case>" or "not ok <case>" with the first lines that differ.
 * --update rewrites out.jsonl. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "buf.h"
#include "engine.h"
#include "json_codec.h"
#include "key.h"

#define FILE_MAX_BYTES (16 * 1024 * 1024)
#define CASES_MAX 1000

/* --- the services
 * ------------------------------------------------------------------------------------------------
 */

extern const struct baton_service baton_detector_service, baton_packager_service,
    baton_router_service, baton_switchboard_service, baton_learner_service, baton_gateway_service,
    baton_connector_service;

static const struct baton_service *const services[] = {
#ifdef CASES_OF_DETECTOR
    &baton_detector_service,
#endif
#ifdef CASES_OF_PACKAGER
    &baton_packager_service,
#endif
#ifdef CASES_OF_ROUTER
    &baton_router_service,
#endif
#ifdef CASES_OF_SWITCHBOARD
    &baton_switchboard_service,
#endif
#ifdef CASES_OF_LEARNER
    &baton_learner_service,
#endif
#ifdef CASES_OF_GATEWAY
    &baton_gateway_service,
#endif
#ifdef CASES_OF_CONNECTOR
    &baton_connector_service,
#endif
    NULL,
};

/* --- one case
 * ----------------------------------------------------------------------------------------------------
 */

struct run {
    const struct baton_service *service;
    struct baton_engine *engine;
    struct baton_arena arena; /* of the case */
    struct baton_buf out;     /* what the service wrote, as lines */
    const char *folder;
    void *conf;
    json_t *settings; /* conf.json */
    bool fed_tombstone;
};

static bool fail(const struct run *run, const char *file, size_t line, const char *text)
{
    printf("# %s/%s:%zu: %s\n", run->folder, file, line, text);
    return false;
}

/* The whole file; empty when it is not there. */
static struct baton_text read_file(struct run *run, const char *name)
{
    struct baton_text path = baton_text_format(&run->arena, "%s/%s", run->folder, name);
    FILE *file = fopen(path.data, "rb");
    struct baton_text text = BATON_TEXT_NONE;
    char *data;

    if (file == NULL)
        return text;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    data = baton_arena_alloc(&run->arena, size > 0 ? (size_t)size : 1);
    text = (struct baton_text){ data, fread(data, 1, size > 0 ? (size_t)size : 0, file) };
    fclose(file);
    return text;
}

static bool write_file(struct run *run, const char *name)
{
    struct baton_text path = baton_text_format(&run->arena, "%s/%s", run->folder, name);
    FILE *file = fopen(path.data, "wb");

    if (file == NULL)
        return fail(run, name, 0, "cannot be written");
    bool done =
        run->out.size == 0 || fwrite(run->out.data, 1, run->out.size, file) == run->out.size;
    return fclose(file) == 0 && done;
}

/* Cuts the next line off `rest`; false at the end. */
static bool next_line(struct baton_text *rest, struct baton_text *ret)
{
    if (rest->size == 0)
        return false;
    const char *end = memchr(rest->data, '\n', rest->size);
    ret->data = rest->data;
    ret->size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    rest->data += ret->size + (end != NULL);
    rest->size -= ret->size + (end != NULL);
    return true;
}

static bool is_output(const struct baton_service *service, const struct baton_topic *topic)
{
    for (const struct baton_topic *const *output = service->outputs;
         output != NULL && *output != NULL; output++) {
        if (*output == topic)
            return true;
    }
    return topic->type == &baton_dead_letter_type;
}

/* A copy of the record without what depends on places in the log. */
static void *without_places(struct run *run, const struct baton_record *record)
{
    void *copy = baton_arena_copy(&run->arena, record->value, record->topic->type->size);
    struct baton_envelope *env = copy;

    env->seen = (struct baton_seen){ 0 };
    env->seen.policy_version = BATON_TEXT_NONE;
    env->seen.model_version = BATON_TEXT_NONE;
    env->cause.partition = -1;
    env->cause.offset = -1;
    env->producer.version = BATON_TEXT_NONE;
    return copy;
}

static void note(void *context, const struct baton_record *record)
{
    struct run *run = context;
    const struct baton_envelope *env = record->value;
    bool ours =
        env != NULL ? baton_text_is(env->producer.name, run->service->name) : !run->fed_tombstone;
    bool dead = record->topic->type == &baton_dead_letter_type;

    if (!is_output(run->service, record->topic) || (!ours && !dead))
        return;
    baton_buf_format(&run->out, "{\"topic\":\"%s\",\"key\":\"", record->topic->name);
    baton_buf_append_json(&run->out, record->key);
    baton_buf_append_text(&run->out, BATON_TEXT("\",\"value\":"));
    if (dead && env != NULL) {
        const struct baton_dead_letter *letter = record->value;
        baton_buf_append_text(&run->out, BATON_TEXT("{\"reason\":\""));
        baton_buf_append_json(&run->out, letter->reason);
        baton_buf_append_text(&run->out, BATON_TEXT("\"}"));
    } else if (env == NULL) {
        baton_buf_append_text(&run->out, BATON_TEXT("null"));
    } else {
        baton_json_encode(record->topic->type, without_places(run, record), true, &run->out);
    }
    baton_buf_append_text(&run->out, BATON_TEXT("}\n"));
}

/* --- feeding
 * -----------------------------------------------------------------------------------------------------
 */

static bool feed_value(struct run *run, const struct baton_topic *topic, const json_t *line,
                       const char *key, int64_t at, struct baton_error *err)
{
    const json_t *json = json_object_get(line, "value");
    struct baton_text key_text = baton_text_of(key);
    void *value = NULL;

    if (!json_is_null(json)
        && baton_json_decode(topic->type, json, &run->arena, &value, err) != BATON_DONE)
        return false;
    const struct baton_envelope *env = value;
    if (key == NULL && env == NULL) {
        baton_fail(err, BATON_REJECT, "case", "a tombstone needs a key");
        return false;
    }
    if (key == NULL)
        key_text = baton_key_make(&run->arena, env->tenant, env->conversation_id);
    run->fed_tombstone = value == NULL;
    bool done = baton_engine_feed(run->engine, topic, key_text, value, at, -1, err) == BATON_DONE;
    run->fed_tombstone = false;
    return done;
}

static bool feed_line(struct run *run, struct baton_text text, struct baton_error *err)
{
    json_t *line = baton_json_parse(text, err);

    if (line == NULL)
        return false;
    const char *name = json_string_value(json_object_get(line, "topic"));
    const struct baton_topic *topic = name != NULL ? baton_topic_find(baton_text_of(name)) : NULL;
    const json_t *at = json_object_get(line, "at");
    int64_t at_ms = at != NULL ? json_integer_value(at) : baton_engine_now(run->engine);
    bool done;

    if (name == NULL) {
        done = baton_engine_advance(run->engine, at_ms, err) == BATON_DONE;
    } else if (topic == NULL) {
        done = false;
        baton_fail(err, BATON_REJECT, "case", "there is no topic %s", name);
    } else {
        done = feed_value(run, topic, line, json_string_value(json_object_get(line, "key")), at_ms,
                          err);
    }
    json_decref(line);
    return done;
}

/* Of its tenant: the part of the policy, the pool that is busy. */
static struct baton_text global_name(const struct baton_topic *topic, const void *value)
{
    if (topic == &baton_topic_load)
        return ((const struct baton_load *)value)->pool;
    return ((const struct baton_policy *)value)->part == BATON_POLICY_PART_LEARNED
               ? BATON_TEXT("learned")
               : BATON_TEXT("declared");
}

/* The records of conf.json's list `name` into a global table. */
static bool feed_globals(struct run *run, const char *name, const struct baton_topic *topic)
{
    struct baton_error err;
    const json_t *list = json_object_get(run->settings, name), *json;
    size_t index;

    json_array_foreach(list, index, json)
    {
        void *value;
        if (baton_json_decode(topic->type, json, &run->arena, &value, &err) != BATON_DONE)
            return fail(run, "conf.json", index, err.text);
        const struct baton_envelope *env = value; /* each record begins with it */
        struct baton_text key = baton_key_make(&run->arena, env->tenant, global_name(topic, value));
        if (baton_engine_feed(run->engine, topic, key, value, 0, -1, &err) != BATON_DONE)
            return fail(run, "conf.json", index, err.text);
    }
    return true;
}

static bool feed_all(struct run *run)
{
    struct baton_text rest = read_file(run, "in.jsonl"), line;
    struct baton_error err;

    if (rest.size == 0)
        return fail(run, "in.jsonl", 0, "is missing or empty");
    for (size_t number = 1; next_line(&rest, &line); number++) {
        if (baton_text_trim(line).size > 0 && !feed_line(run, line, &err))
            return fail(run, "in.jsonl", number, err.text);
    }
    return true;
}

/* --- settings
 * ----------------------------------------------------------------------------------------------------
 */

static void set_option(struct run *run, const struct baton_option *option)
{
    const json_t *json = json_object_get(json_object_get(run->settings, "options"), option->name);
    void *at = (char *)run->conf + option->offset;
    double number = json != NULL ? json_number_value(json) : option->number_default;

    if (option->kind == BATON_OPTION_TEXT)
        *(const char **)at = json != NULL ? json_string_value(json) : option->text_default;
    if (option->kind == BATON_OPTION_LONG)
        *(int64_t *)at = (int64_t)number;
    if (option->kind == BATON_OPTION_RATIO)
        *(double *)at = number;
    if (option->kind == BATON_OPTION_BOOL)
        *(bool *)at = json != NULL ? json_is_true(json) : number != 0;
}

static bool open_engine(struct run *run)
{
    const struct baton_service *const list[] = { run->service, NULL };
    struct baton_error err;
    struct baton_text text = read_file(run, "conf.json");
    const json_t *partitions;

    run->settings = text.size > 0 ? baton_json_parse(text, &err) : json_object();
    if (run->settings == NULL)
        return fail(run, "conf.json", 0, err.text);
    run->conf = baton_arena_zero(&run->arena, 1, run->service->conf_size + 1);
    for (const struct baton_option *o = run->service->options; o != NULL && o->name != NULL; o++)
        set_option(run, o);
    partitions = json_object_get(run->settings, "partitions");
    const void *const confs[] = { run->conf, NULL };
    struct baton_engine_conf conf = { .services = list,
                                      .confs = confs,
                                      .tap = note,
                                      .context = run,
                                      .partitions = partitions != NULL
                                                        ? (int32_t)json_integer_value(partitions)
                                                        : 1 };
    run->engine = baton_engine_new(&conf, &err);
    return run->engine != NULL || fail(run, "conf.json", 0, err.text);
}

/* --- comparing
 * ---------------------------------------------------------------------------------------------------
 */

static bool compare(struct run *run)
{
    struct baton_text wanted = read_file(run, "out.jsonl"), got = baton_buf_text(&run->out), a, b;

    for (size_t number = 1;; number++) {
        bool more_wanted = next_line(&wanted, &a), more_got = next_line(&got, &b);
        if (!more_wanted && !more_got)
            return true;
        if (more_wanted && more_got && baton_text_equal(a, b))
            continue;
        fail(run, "out.jsonl", number, "differs");
        printf("# wanted %.*s\n", more_wanted ? (int)a.size : 7, more_wanted ? a.data : "nothing");
        printf("# got    %.*s\n", more_got ? (int)b.size : 7, more_got ? b.data : "nothing");
        return false;
    }
}

static bool run_case(const struct baton_service *service, const char *folder, bool update)
{
    struct run run = { .service = service, .folder = folder };

    baton_arena_init(&run.arena);
    baton_buf_init(&run.out, FILE_MAX_BYTES);
    bool done = open_engine(&run) && feed_globals(&run, "policies", &baton_topic_policies)
                && feed_globals(&run, "load", &baton_topic_load) && feed_all(&run);
    if (done && run.out.overflowed)
        done = fail(&run, "out.jsonl", 0, "the outputs are too long for this driver");
    if (done)
        done = update ? write_file(&run, "out.jsonl") : compare(&run);
    baton_engine_free(run.engine);
    json_decref(run.settings);
    baton_buf_release(&run.out);
    baton_arena_release(&run.arena);
    return done;
}

/* --- the folders of a service
 * ------------------------------------------------------------------------------------ */

static int is_case(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool chosen(const char *name, char **names)
{
    if (*names == NULL)
        return true;
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0)
            return true;
    }
    return false;
}

static int run_service(const struct baton_service *service, char **names, bool update)
{
    struct dirent **entries;
    char folder[1024];
    int failed = 0, run = 0;

    snprintf(folder, sizeof folder, BATON_SOURCE_DIR "/tests/cases/%s", service->name);
    int count = scandir(folder, &entries, is_case, alphasort);
    for (int i = 0; i < count; i++) {
        if (chosen(entries[i]->d_name, names)) {
            char path[1280];
            snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
            bool done = run_case(service, path, update);
            printf("%s %s/%s\n", done ? "ok" : "not ok", service->name, entries[i]->d_name);
            failed += !done;
            run++;
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    printf("# %d of %d cases of %s passed\n", run - failed, run, service->name);
    return failed == 0 && run > 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    const char *name = argc > 1 + update ? argv[1 + update] : NULL;

    for (const struct baton_service *const *service = services; name != NULL && *service != NULL;
         service++) {
        if (strcmp((*service)->name, name) == 0)
            return run_service(*service, argv + 2 + update, update);
    }
    fprintf(
        stderr,
        "usage: run_cases [--update] SERVICE [CASE...]; the service must be one that is built\n");
    return 2;
}
