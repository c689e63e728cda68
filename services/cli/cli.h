/* What the commands of the `baton` program share. The program is the only one that links the
 * stages. */
#ifndef BATON_CLI_H
#define BATON_CLI_H

#include <getopt.h>

#include "kafka_client.h"
#include "service.h"

#define CLI_OK 0
#define CLI_FAILED 1
#define CLI_USAGE 2

struct cli_command {
    const char *name;
    const char *arguments;
    const char *help;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

/* The commands, NULL name behind the last. */
extern const struct cli_command cli_commands[];

/* The services of an installation, NULL behind the last. */
extern const struct baton_service *const cli_services[];

/* Brokers, registry, prefix and kafka.* from the environment (BATON_*), for commands that need a
 * cluster.
 * fails  false, `err` names the setting */
bool cli_settings(struct baton_settings *settings, struct baton_error *err);

/* One line on stderr: "baton <command>: <text>". Returns CLI_FAILED. */
int cli_fail(const char *command, const struct baton_error *err);
/* The command's usage on stderr. Returns CLI_USAGE. */
int cli_usage(const char *command);

/* A whole number option within bounds.
 * fails  false, one line on stderr that names the option */
bool cli_number(const char *option, const char *text, int64_t low, int64_t high, int64_t *ret);

/* A declared policy from a file, as JSON; whether it is a policy is not looked at.
 * owns   *ret_body lies in `arena`
 * fails  false, `err` names the file */
bool cli_policy(const char *path, struct baton_arena *arena, struct baton_text *ret_body,
                struct baton_error *err);

/* Somebody else's text without control characters, which could steer the terminal. */
void cli_put_text(FILE *to, struct baton_text text);

int audit_command(int argc, char **argv);
int dead_letters_command(int argc, char **argv);
int demo_command(int argc, char **argv);
int detect_command(int argc, char **argv);
int drill_command(int argc, char **argv);
int forget_command(int argc, char **argv);
int package_command(int argc, char **argv);
int play_command(int argc, char **argv);
int rebuild_command(int argc, char **argv);
int replay_command(int argc, char **argv);
int schemas_command(int argc, char **argv);
int simulate_command(int argc, char **argv);
int topics_command(int argc, char **argv);
int why_command(int argc, char **argv);

#endif
