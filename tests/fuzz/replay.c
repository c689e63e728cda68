/* The targets without libFuzzer: runs each file of the folders once, in memory of its own size, so
 * that AddressSanitizer sees a read beyond its end.
 *
 *     x_fuzz FOLDER…                     each file once
 *     x_fuzz --short-of-memory FOLDER…   files, smallest first, in a child for each of their
 *                                        allocations, which fails: the child must end in order;
 *                                        some hundred children, the last file's n-ths are spread
 *
 * In order is what libcommon/base says: an allocation that fails ends the process by abort(); who
 * can do without goes on. Not in order is everything else: a fault, a sanitizer's report, an
 * invariant that does not hold, a failed assert. malloc and its like come here by the linker's
 * --wrap, those of jansson and avro-c too, since libcommon/wire gives both its own. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"

enum {
    FILES_MAX = 10000,
    CHILDREN_MAX = 400, /* a child costs some milliseconds under AddressSanitizer */
    IN_ORDER = 42,
};

struct file {
    char path[512];
    size_t size;
};

static struct file files[FILES_MAX];
static size_t file_count;

/* --- allocations ------------------------------------------------------------------------------ */

static size_t made;     /* since the input began */
static size_t fails_at; /* the n-th fails; 0: none */
static bool is_child;

void *__wrap_malloc(size_t size);
void *__real_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__real_realloc(void *old, size_t size);
char *__wrap_strdup(const char *string);
char *__real_strdup(const char *string);
char *__wrap_strndup(const char *string, size_t size);
char *__real_strndup(const char *string, size_t size);
_Noreturn void __wrap_abort(void);
_Noreturn void __real_abort(void);

static bool fails(void)
{
    return ++made == fails_at;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *string)
{
    return fails() ? NULL : __real_strdup(string);
}

char *__wrap_strndup(const char *string, size_t size)
{
    return fails() ? NULL : __real_strndup(string, size);
}

void __wrap_abort(void)
{
    if (is_child)
        _exit(IN_ORDER);
    __real_abort();
}

/* --- files ------------------------------------------------------------------------------------ */

static _Noreturn void stop(const char *what, const char *path)
{
    fprintf(stderr, "%s: %s: %s\n", path, what, strerror(errno));
    exit(1);
}

static size_t size_of(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        stop("cannot be read", path);
    long size = ftell(file);
    fclose(file);
    return (size_t)size;
}

static void list_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (dir == NULL)
        stop("cannot be opened", folder);
    while ((entry = readdir(dir)) != NULL && file_count < FILES_MAX) {
        struct file *file = &files[file_count];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(file->path, sizeof file->path, "%s/%s", folder, entry->d_name);
        file->size = size_of(file->path);
        file_count++;
    }
    closedir(dir);
}

static int smaller_first(const void *a, const void *b)
{
    const struct file *left = a, *right = b;

    if (left->size != right->size)
        return left->size < right->size ? -1 : 1;
    return strcmp(left->path, right->path);
}

/* Caller frees with free. */
static uint8_t *read_whole(const struct file *file)
{
    FILE *stream = fopen(file->path, "rb");
    uint8_t *bytes = malloc(file->size > 0 ? file->size : 1);

    if (stream == NULL || bytes == NULL || fread(bytes, 1, file->size, stream) != file->size)
        stop("cannot be read", file->path);
    fclose(stream);
    return bytes;
}

/* --- runs ------------------------------------------------------------------------------------- */

/* Returns how many allocations it took. */
static size_t run(const struct file *file)
{
    uint8_t *bytes = read_whole(file);

    made = 0;
    LLVMFuzzerTestOneInput(bytes, file->size);
    size_t took = made;
    free(bytes);
    return took;
}

/* The end of a child in which the `n`-th allocation fails. */
static int run_short(const struct file *file, size_t n)
{
    pid_t child = fork();
    int status;

    if (child < 0)
        stop("cannot fork", file->path);
    if (child == 0) {
        uint8_t *bytes = read_whole(file);

        is_child = true;
        made = 0;
        fails_at = n;
        LLVMFuzzerTestOneInput(bytes, file->size);
        _exit(0);
    }
    if (waitpid(child, &status, 0) != child)
        stop("cannot wait", file->path);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run_all_short(void)
{
    size_t children = 0, aborted = 0, failed = 0;

    for (size_t i = 0; i < file_count && children < CHILDREN_MAX; i++) {
        size_t allocations = run(&files[i]), step = 1 + allocations / (CHILDREN_MAX - children);

        for (size_t n = 1; n <= allocations; n += step, children++) {
            int end = run_short(&files[i], n);

            aborted += end == IN_ORDER;
            if (end == IN_ORDER || end == 0)
                continue;
            fprintf(stderr, "%s: allocation %zu of %zu fails: exit %d\n", files[i].path, n,
                    allocations, end);
            failed++;
        }
    }
    printf("%zu allocations failed: %zu ended by abort, %zu went on, %zu out of order\n", children,
           aborted, children - aborted - failed, failed);
    return failed == 0 && aborted > 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    bool is_short = argc > 1 && strcmp(argv[1], "--short-of-memory") == 0;

    for (int i = is_short ? 2 : 1; i < argc; i++)
        list_folder(argv[i]);
    if (file_count == 0) {
        fprintf(stderr, "%s: no files\n", argv[0]);
        return 1;
    }
    qsort(files, file_count, sizeof *files, smaller_first);
    for (size_t i = 0; i < file_count; i++)
        run(&files[i]);
    printf("%zu files\n", file_count);
    return is_short ? run_all_short() : 0;
}
