/* The gateway as a program: what baton_service_main is for the stages. */
#ifndef BATON_GATEWAY_PROGRAM_H
#define BATON_GATEWAY_PROGRAM_H

/* Settings, connections, doors, the loop, until SIGTERM. Returns the exit code. */
int gateway_main(int argc, char **argv);

#endif
