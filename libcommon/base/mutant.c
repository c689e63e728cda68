/* Mutants. The environment does not change while a process runs. */
#include "mutant.h"

#include <stdlib.h>
#include <string.h>

bool baton_mutant(const char *name)
{
    const char *chosen = getenv("BATON_MUTANT");

    return chosen != NULL && strcmp(chosen, name) == 0;
}
