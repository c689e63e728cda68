/* The commands of the baton program, a row each. */
#include "cli.h"

const struct cli_command cli_commands[] = {
    { "dead-letters", "[--service NAME] [--reason CODE] [--replay ID | --replay-all]",
      "List the records that were given up, with the reason; put one back into its topic, or all that are listed: each once, and none that was put back before.",
      dead_letters_command },
    { "demo", "FILE… [--speed X] [--loop]",
      "Play conversations through the cluster as a drill, act the agents, and show what happens.",
      demo_command },
    { "detect", "FILE…",
      "Print a line of JSON for every turn of conversation files (- for standard input): the chance that a person is needed, the signals, the reasons. No broker.",
      detect_command },
    { "play", "FILE… [--speed X] [--agents] [--synthetic] [--stay] [--loop] [--quiet]",
      "Play conversation files through the cluster; their gaps are divided by the speed (10). "
      "--synthetic: as a drill, which is not counted; --stay: go on watching at the end.",
      play_command },
    { "rebuild", "--service NAME [--partition N]… [--accept-loss | --whole] [--yes]",
      "Mend partitions whose changelog has lost rows: state anew from the inputs, or with the rows that "
      "are left (--accept-loss). Says what is lost; changes nothing without --yes.",
      rebuild_command },
    { "replay", "--policy POLICY [--against POLICY] FILE…",
      "What the detector would have done under another policy (a declared body, as JSON): a line for every turn that differs from the built-in policy, or from --against, and a count.",
      replay_command },
    { "schemas", "[--register]",
      "Look up in the registry every schema that the services write, or register what is missing.",
      schemas_command },
    { "simulate", "FILE… [--quiet]",
      "Run the whole line of stages on conversation files in this process, with acted agents and no broker.",
      simulate_command },
    { "topics",
      "[--create [--partitions N] [--replication N] | --settings [--partitions N] | --acls]",
      "List the topics, create what is missing, or print their settings or the rights that each program needs.",
      topics_command },
    { "why", "[TENANT/]CONVERSATION",
      "Tell why a conversation was escalated or not, who was chosen and against whom, by which policies.",
      why_command },
    { NULL, NULL, NULL, NULL },
};
