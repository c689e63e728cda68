/* The topics as an AsyncAPI 3 document: channels, who writes and reads them, the messages with
 * their Avro schemas. All of it comes from the table of topics and the declarations of the
 * services. */
#ifndef BATON_CLI_ASYNCAPI_H
#define BATON_CLI_ASYNCAPI_H

#include "cli.h"

/* The document as JSON, of an installation with this prefix. */
void asyncapi_print(FILE *to, const char *prefix);

#endif
