/* Places where the code is broken on purpose, to test the tests: each is a rule that exactly-once
 * rests on, not kept. In a normal build each is the constant false and costs nothing; with the
 * CMake option BATON_MUTANTS the environment variable BATON_MUTANT names the one that is in force.
 * tests/fault/mutants.py lists them, and the scenario that sees each. */
#ifndef BATON_MUTANT_H
#define BATON_MUTANT_H

#include <stdbool.h>

#ifdef BATON_MUTANTS
#define BATON_MUTANT(name) baton_mutant(#name)
#else
#define BATON_MUTANT(name) false
#endif

/* Whether the mutant `name` is in force. */
bool baton_mutant(const char *name);

#endif
