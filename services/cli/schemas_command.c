/* baton schemas: what the services write, looked up in the registry or registered there, so that
 * services need no right to register. */
#include "cli.h"
#include "registry.h"
#include "serde.h"
#include "task.h"

#define REGISTRY_TIMEOUT_MS 15000

static const char *text_or_null(const char *text)
{
    return text && text[0] ? text : NULL;
}

/* All schemas of each service; the first that cannot be had ends it. */
static enum baton_verdict each_service(struct baton_serde *serde, const char *prefix,
                                       bool may_register, struct baton_error *err)
{
    for (const struct baton_service *const *service = cli_services; *service; service++) {
        enum baton_verdict v = baton_service_schemas(*service, prefix, serde, may_register, err);

        if (v != BATON_DONE)
            return v;
        printf("%s  %s\n", may_register ? "registered" : "known", (*service)->name);
    }
    return BATON_DONE;
}

static int run(bool may_register)
{
    struct baton_settings settings;
    struct baton_error err = { "", "" };

    if (!cli_settings(&settings, &err))
        return cli_fail("schemas", &err);
    const struct baton_runtime_conf *runtime = &settings.runtime;
    struct baton_registry_conf conf = { .url = runtime->registry,
                                        .user = text_or_null(runtime->registry_user),
                                        .password = text_or_null(runtime->registry_password),
                                        .ca_file = text_or_null(runtime->registry_ca_file),
                                        .timeout_ms = REGISTRY_TIMEOUT_MS };
    struct baton_registry *registry = baton_registry_open(&conf);
    struct baton_serde *serde = baton_serde_new(registry);
    bool done = each_service(serde, runtime->prefix, may_register, &err) == BATON_DONE;

    baton_serde_free(serde);
    baton_registry_close(registry);
    baton_settings_release(&settings);
    return done ? CLI_OK : cli_fail("schemas", &err);
}

int schemas_command(int argc, char **argv)
{
    bool may_register = argc == 2 && strcmp(argv[1], "--register") == 0;

    return argc == 1 || may_register ? run(may_register) : cli_usage("schemas");
}
