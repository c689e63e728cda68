/* Shared by the commands: connection settings, failure lines, number options. */
#include "cli.h"

#include "json_codec.h"

#define POLICY_MAX_BYTES BATON_JSON_MAX_BYTES

extern char **environ;

bool cli_settings(struct baton_settings *settings, struct baton_error *err)
{
    static char program[] = "baton";
    char *argv[] = { program, NULL };

    return baton_settings_read(settings, "baton", baton_program_options, NULL, 0, 1, argv, environ,
                               err)
           == BATON_START_RUN;
}

int cli_fail(const char *command, const struct baton_error *err)
{
    fprintf(stderr, "baton %s: %s\n", command, err->text);
    return CLI_FAILED;
}

int cli_usage(const char *command)
{
    for (const struct cli_command *row = cli_commands; row->name != NULL; row++)
        if (strcmp(row->name, command) == 0)
            fprintf(stderr, "usage: baton %s %s\n  %s\n", row->name, row->arguments, row->help);
    return CLI_USAGE;
}

bool cli_number(const char *option, const char *text, int64_t low, int64_t high, int64_t *ret)
{
    int64_t value = 0;

    if (baton_text_to_long(baton_text_of(text), &value) && value >= low && value <= high) {
        *ret = value;
        return true;
    }
    fprintf(stderr, "baton: --%s=%s: a whole number from %lld to %lld is wanted\n", option, text,
            (long long)low, (long long)high);
    return false;
}

bool cli_policy(const char *path, struct baton_arena *arena, struct baton_text *ret_body,
                struct baton_error *err)
{
    FILE *file = fopen(path, "re");
    char *bytes = baton_arena_alloc(arena, POLICY_MAX_BYTES + 1);
    size_t size = file != NULL ? fread(bytes, 1, POLICY_MAX_BYTES + 1, file) : 0;
    bool good = file != NULL && !ferror(file) && size <= POLICY_MAX_BYTES;

    if (file != NULL)
        fclose(file);
    struct baton_text body = baton_text_trim((struct baton_text){ bytes, size });
    if (!good || body.size == 0 || !baton_text_valid_utf8(body.data, body.size)) {
        baton_fail(err, BATON_REJECT, "policy",
                   "%s: cannot be read as a policy of at most %d bytes", path, POLICY_MAX_BYTES);
        return false;
    }
    *ret_body = body;
    return true;
}

void cli_put_text(FILE *to, struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool c1 = c == 0xc2 && i + 1 < text.size && (unsigned char)text.data[i + 1] < 0xa0;

        if (c1)
            i++;
        fputc(c < 0x20 || c == 0x7f || c1 ? ' ' : c, to);
    }
}
