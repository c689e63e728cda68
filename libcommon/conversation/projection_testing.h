/* What the tests of projections share: the example records, a projection from a policy, and what
 * every projection must be. */
#ifndef BATON_PROJECTION_TESTING_H
#define BATON_PROJECTION_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json_codec.h"
#include "projection.h"
#include "rules_rows.h"

struct scene {
    struct baton_arena arena;
    struct baton_context_package *package;
    struct baton_assignment *assignment;
    struct baton_rules *rules;
    struct baton_projection_request request;
};

static inline void *scene_record(struct scene *s, const struct baton_record_type *type,
                                 const char *path)
{
    json_error_t where;
    json_auto_t *json = json_load_file(path, 0, &where);
    struct baton_error err;
    void *record = NULL;

    assert_non_null(json);
    if (baton_json_decode(type, json, &s->arena, &record, &err) != BATON_DONE)
        fail_msg("%s: %s", path, err.text);
    return record;
}

/* `policy` has a projection named x; "{…}" alone is that projection. */
static inline void scene_policy(struct scene *s, const char *policy)
{
    struct baton_error err;

    if (strstr(policy, "projections") == NULL)
        policy = baton_text_format(&s->arena, "{\"projections\":{\"x\":%s}}", policy).data;
    s->rules = BATON_NEW(&s->arena, struct baton_rules);
    if (baton_rules_read(BATON_POLICY_PART_DECLARED, baton_text_of(policy), s->rules, &s->arena,
                         &err)
        != BATON_DONE)
        fail_msg("%s", err.text);
    s->request.rules = s->rules;
    s->request.projection = baton_rules_projection(s->rules, BATON_TEXT("x"));
    assert_non_null(s->request.projection);
}

static inline void scene_open(struct scene *s, const char *policy)
{
    memset(s, 0, sizeof *s);
    baton_arena_init(&s->arena);
    s->package = scene_record(s, &baton_context_package_type,
                              BATON_SOURCE_DIR "/schemas/examples/ContextPackage.json");
    s->assignment = scene_record(s, &baton_assignment_type,
                                 BATON_SOURCE_DIR "/schemas/examples/Assignment.json");
    s->request.package = s->package;
    s->request.assignment = s->assignment;
    s->request.gateway = BATON_TEXT("https://baton.example.com/");
    scene_policy(s, policy);
}

/* The projection, after a look at what all of them must be. */
static inline const char *scene_project(struct scene *s)
{
    struct baton_text made = baton_project(&s->request, &s->arena);
    struct baton_text again = baton_project(&s->request, &s->arena);
    json_auto_t *json = json_loadb(made.data, made.size, JSON_REJECT_DUPLICATES, NULL);

    if (json == NULL)
        fail_msg("no JSON: %.*s", (int)(made.size < 3000 ? made.size : 3000), made.data);
    assert_true(made.size <= baton_projection_max_bytes(s->request.projection));
    assert_true(baton_text_valid_utf8(made.data, made.size));
    assert_false(baton_text_has_control(made));
    assert_true(baton_text_equal(made, again));
    return baton_text_string(&s->arena, made);
}

/* A text inside the projection, by names and "[n]" with blanks between: "ticket comment body". */
static inline const char *scene_text(struct scene *s, const char *path)
{
    json_t *root = json_loads(scene_project(s), 0, NULL), *at = root;
    struct baton_text rest = baton_text_of(path);

    while (rest.size > 0) {
        ptrdiff_t blank = baton_text_find(rest, BATON_TEXT(" "), 0);
        size_t size = blank < 0 ? rest.size : (size_t)blank;
        const char *name = baton_text_string(&s->arena, (struct baton_text){ rest.data, size });

        at = *name == '[' ? json_array_get(at, (size_t)(name[1] - '0')) : json_object_get(at, name);
        size += blank < 0 ? 0 : 1;
        rest = (struct baton_text){ rest.data + size, rest.size - size };
    }
    const char *text = json_is_string(at)
                           ? baton_text_copy(&s->arena, baton_text_of(json_string_value(at))).data
                           : NULL;
    json_decref(root);
    return text;
}

static inline void scene_close(struct scene *s)
{
    baton_arena_release(&s->arena);
}

#endif
