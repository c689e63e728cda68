/* Functions that are unsafe by design do not compile in Baton. Included before every source. */
#ifndef BATON_BANNED_H
#define BATON_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok atoi atol atoll atof
#pragma GCC poison gmtime localtime ctime asctime

#endif
