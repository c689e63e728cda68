/* baton: one program for people. The commands are rows of commands.c. */
#include "cli.h"

static void help(FILE *to)
{
    fprintf(to, "usage: baton COMMAND …\n\n");
    for (const struct cli_command *row = cli_commands; row->name != NULL; row++)
        fprintf(to, "  baton %s %s\n      %s\n", row->name, row->arguments, row->help);
    fprintf(
        to,
        "\nCommands that need a cluster find it by BATON_BROKERS, BATON_REGISTRY and BATON_PREFIX.\n");
}

int main(int argc, char **argv)
{
    if (argc >= 2 && (strcmp(argv[1], "--version") == 0)) {
        puts("baton " BATON_VERSION);
        return CLI_OK;
    }
    for (const struct cli_command *row = cli_commands; argc >= 2 && row->name != NULL; row++)
        if (strcmp(row->name, argv[1]) == 0)
            return row->run(argc - 1, argv + 1);
    bool asked = argc >= 2 && (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0);
    help(asked ? stdout : stderr);
    return asked ? CLI_OK : CLI_USAGE;
}
