/* Marks memory that is kept but not handed out, so that AddressSanitizer reports its use. Nothing
 * in other builds. */
#ifndef BATON_POISON_H
#define BATON_POISON_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BATON_HAS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(BATON_HAS_ASAN)
#define BATON_HAS_ASAN 1
#endif

#ifdef BATON_HAS_ASAN
#include <sanitizer/asan_interface.h>
#define BATON_POISON(address, size) ASAN_POISON_MEMORY_REGION((address), (size))
#define BATON_UNPOISON(address, size) ASAN_UNPOISON_MEMORY_REGION((address), (size))
#define BATON_POISON_GAP 16 /* bytes between two allocations that nobody may touch */
#else
#define BATON_POISON(address, size) ((void)(address), (void)(size))
#define BATON_UNPOISON(address, size) ((void)(address), (void)(size))
#define BATON_POISON_GAP 0
#endif

#endif
