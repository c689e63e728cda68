/* What concerns the service as a whole, not one of its tasks: the schemas that it writes, and its
 * global tables. */
#include <stdio.h>

#include "key.h"
#include "records.h"
#include "task.h"

enum { SUBJECT_BYTES = 300 };

static BATON_METRIC(
    refused, "baton_global_rejected_total", BATON_COUNTER, "topic,reason",
    "Records of global tables that could not be used; the last good one stays in force.");
static BATON_METRIC(ignored, "baton_global_ignored_total", BATON_COUNTER, "topic,reason",
                    "Records of global tables that are used but for fields that this version does "
                    "not know.");

static enum baton_verdict tables_add(const struct baton_service *service, const char *prefix,
                                     struct baton_serde *serde, bool may_register,
                                     struct baton_error *err)
{
    char subject[SUBJECT_BYTES];

    for (const struct baton_table *const *table = service->tables; table != NULL && *table != NULL;
         table++) {
        snprintf(subject, sizeof subject, "%s%s-changelog-%s", prefix, service->name,
                 (*table)->type->name);
        enum baton_verdict v = baton_serde_add(serde, (*table)->type, subject, may_register, err);
        if (v != BATON_DONE)
            return v;
    }
    return BATON_DONE;
}

enum baton_verdict baton_service_schemas(const struct baton_service *service, const char *prefix,
                                         struct baton_serde *serde, bool may_register,
                                         struct baton_error *err)
{
    char subject[SUBJECT_BYTES];

    for (const struct baton_topic *const *topic = service->outputs; topic != NULL && *topic != NULL;
         topic++) {
        snprintf(subject, sizeof subject, "%s%s-value", prefix, (*topic)->name);
        enum baton_verdict v = baton_serde_add(serde, (*topic)->type, subject, may_register, err);
        if (v != BATON_DONE)
            return v;
    }
    enum baton_verdict v = tables_add(service, prefix, serde, may_register, err);
    if (v != BATON_DONE)
        return v;
    snprintf(subject, sizeof subject, "%s%s-dead-letters-value", prefix, service->name);
    return baton_serde_add(serde, &baton_dead_letter_type, subject, may_register, err);
}

static void count_why(struct baton_metric *metric, const struct baton_topic *topic,
                      const struct baton_error *err)
{
    char label[128];

    snprintf(label, sizeof label, "%s,%s", topic->name,
             err->code[0] != '\0' ? err->code : "rejected");
    baton_metric_add(metric, label, 1);
}

static enum baton_verdict global_take(const struct baton_service *service, void *self,
                                      struct baton_serde *serde, const struct baton_raw *raw,
                                      struct baton_arena *arena, struct baton_error *err)
{
    struct baton_record in = { .topic = raw->topic,
                               .partition = raw->partition,
                               .offset = raw->offset,
                               .time_ms = raw->time_ms,
                               .timer = BATON_TEXT_NONE,
                               .arena = arena };
    void *value = NULL;

    in.key = raw->key != NULL ? *raw->key : BATON_TEXT_NONE;
    enum baton_verdict v = baton_key_check(in.key, raw->topic->owner_parts, err);
    if (v == BATON_DONE && raw->value != NULL)
        v = baton_serde_decode(serde, raw->topic->type, *raw->value, arena, &value, err);
    in.value = value;
    if (v != BATON_DONE)
        return v;
    const struct baton_envelope *env = value;
    if (env != NULL && !baton_text_equal(env->tenant, baton_key_owner(in.key, 1)))
        return baton_fail(err, BATON_REJECT, "key_mismatch", "tenant is not the key's first part");
    return service->global(&in, self, err);
}

enum baton_fed baton_global_feed(const struct baton_service *service, void *self,
                                 struct baton_serde *serde, const struct baton_raw *raw,
                                 struct baton_arena *arena, struct baton_error *err)
{
    if (service->global == NULL)
        return BATON_FED_DONE;
    err->code[0] = '\0';
    switch (global_take(service, self, serde, raw, arena, err)) {
    case BATON_REJECT: count_why(&refused, raw->topic, err); return BATON_FED_DONE;
    case BATON_RETRY: return BATON_FED_RETRY;
    case BATON_FATAL: return BATON_FED_FATAL;
    default: break;
    }
    if (err->code[0] != '\0')
        count_why(&ignored, raw->topic, err);
    return BATON_FED_DONE;
}
