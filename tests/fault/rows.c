/* Prints a store: the changelog's offset up to which it is complete, then its rows, a line each,
 * key and value in hexadecimal.
 *
 *   rows FOLDER
 *
 * It opens the store as a service does, which marks it: give it a copy. Exit code 1 when there is
 * no store in the folder that can be trusted; a line on stderr says why. */
#include <stdio.h>
#include <string.h>

#include "store.h"

static void print_hex(struct baton_text text)
{
    for (size_t i = 0; i < text.size; i++)
        printf("%02x", (unsigned char)text.data[i]);
}

/* The least key that is greater. */
static struct baton_text key_behind(struct baton_arena *arena, struct baton_text key)
{
    char *behind = baton_arena_alloc(arena, key.size + 1);

    memcpy(behind, key.data, key.size);
    behind[key.size] = '\0';
    return (struct baton_text){ behind, key.size + 1 };
}

static void print_rows(struct baton_store *store)
{
    struct baton_arena arena;
    struct baton_text from = BATON_TEXT_NONE, key, value;

    baton_arena_init(&arena);
    while (baton_store_first(store, BATON_TEXT_NONE, from, &arena, &key, &value)) {
        print_hex(key);
        putchar(' ');
        print_hex(value);
        putchar('\n');
        from = key_behind(&arena, key);
    }
    baton_arena_release(&arena);
}

int main(int argc, char **argv)
{
    struct baton_store_conf conf = { .path = argc == 2 ? argv[1] : NULL };
    struct baton_error err = { "", "" };
    struct baton_store *store = NULL;
    int64_t offset = 0;

    if (argc != 2) {
        fprintf(stderr, "usage: rows FOLDER\n");
        return 2;
    }
    if (baton_store_open(&conf, &store, &offset, &err) != BATON_DONE || err.code[0] != '\0') {
        fprintf(stderr, "rows: %s: %s %s\n", argv[1], err.code, err.text);
        baton_store_close(store);
        return 1;
    }
    printf("offset %lld\n", (long long)offset);
    print_rows(store);
    baton_store_close(store);
    return 0;
}
