/* LMDB 0.9's format on 64-bit little-endian machines (data version 1), as its lmdb.h and mdb.c
 * describe it: two meta pages, of which the one with the higher transaction id counts; below it a
 * tree of free pages and a main tree, whose rows are the named tables. Anything that is not exactly
 * this is "damaged", which costs a restore and nothing more. The file is read with pread, not
 * mapped: a bad sector is then an error and not a signal. */
#include "lmdb_check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEADER_BYTES = 16, /* page number 8, pad 2, flags 2, lower 2, upper 2 (or overflow pages 4) */
    NODE_BYTES = 8,    /* lo 2, hi 2, flags 2, key size 2 */
    TREE_BYTES = 48,   /* pad 4, flags 2, depth 2, branch, leaf, overflow pages, entries, root */
    META_BYTES = HEADER_BYTES + 24 + 2 * TREE_BYTES + 16,
    DEPTH_MAX = 32,
    SPARE_PAGES = 1024, /* pages at the end that a transaction took and gave back unwritten */
    P_BRANCH = 1,
    P_LEAF = 2,
    P_OVERFLOW = 4,
    P_META = 8,
    F_BIG = 1,
    F_TABLE = 2,
    TREE_INTEGER_KEYS = 8,
};
#define MAGIC 0xBEEFC0DEu
#define NO_PAGE UINT64_MAX

struct tree {
    uint16_t flags;
    uint16_t depth;
    uint64_t branch_pages, leaf_pages, overflow_pages, entries, root;
};

struct walk {
    int fd;
    uint64_t page_bytes;
    uint64_t file_pages;
    uint64_t last_page;
    uint8_t *seen;  /* a bit for each page */
    uint8_t *pages; /* one buffer for each level */
    uint8_t *big;   /* of values on pages of their own */
    size_t big_bytes;
    struct tree tables[2]; /* meta, rows */
    bool has_meta;
    struct baton_lmdb_meta meta;
    uint64_t digest;
};

/* One tree being walked in the order of its keys. */
struct visit {
    struct walk *walk;
    const struct tree *tree;
    bool (*row)(struct walk *walk, struct baton_text key, struct baton_text value, bool is_table);
    struct tree counted;
    uint8_t last[BATON_LMDB_KEY_MAX]; /* the key before this one */
    size_t last_size;
    bool may_equal; /* `last` is a branch's key, which is the first one of its child or smaller */
};

static uint64_t get16(const uint8_t *from)
{
    return from[0] | (uint64_t)from[1] << 8;
}

static uint64_t get32(const uint8_t *from)
{
    return get16(from) | get16(from + 2) << 16;
}

static uint64_t get64(const uint8_t *from)
{
    return get32(from) | get32(from + 4) << 32;
}

static bool read_at(const struct walk *w, uint64_t page, size_t size, uint8_t *into)
{
    size_t done = 0;

    while (done < size) {
        ssize_t got = pread(w->fd, into + done, size - done, (off_t)(page * w->page_bytes + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* Pages 0 and 1 are the meta pages; each other one belongs to one tree, or to the free ones. */
static bool claim(struct walk *w, uint64_t page, uint64_t count)
{
    for (; count > 0; count--, page++) {
        uint8_t bit = (uint8_t)(1 << page % 8);

        if (page < 2 || page > w->last_page || (w->seen[page / 8] & bit) != 0)
            return false;
        w->seen[page / 8] |= bit;
    }
    return true;
}

static struct tree tree_read(const uint8_t *from)
{
    return (struct tree){
        .flags = (uint16_t)get16(from + 4),
        .depth = (uint16_t)get16(from + 6),
        .branch_pages = get64(from + 8),
        .leaf_pages = get64(from + 16),
        .overflow_pages = get64(from + 24),
        .entries = get64(from + 32),
        .root = get64(from + 40),
    };
}

static int key_compare(const struct visit *visit, struct baton_text key)
{
    struct baton_text last = { (const char *)visit->last, visit->last_size };

    if (visit->tree->flags != TREE_INTEGER_KEYS)
        return baton_text_compare(last, key);
    if (visit->last_size == 0)
        return -1;
    uint64_t a = get64(visit->last);
    uint64_t b = get64((const uint8_t *)key.data);
    return (a > b) - (a < b);
}

/* The keys of a tree come in order. */
static bool in_order(struct visit *visit, struct baton_text key, bool is_branch)
{
    if (key.size == 0 || key.size > BATON_LMDB_KEY_MAX
        || (visit->tree->flags == TREE_INTEGER_KEYS && key.size != sizeof(uint64_t)))
        return false;
    int order = key_compare(visit, key);
    if (order > 0 || (order == 0 && !visit->may_equal))
        return false;
    memcpy(visit->last, key.data, key.size);
    visit->last_size = key.size;
    visit->may_equal = is_branch;
    return true;
}

struct node {
    uint64_t number; /* size of the value, or the child's page */
    uint64_t flags;
    struct baton_text key;
    const uint8_t *rest; /* behind the key */
    uint64_t rest_bytes; /* up to the end of the page */
};

static bool node_read(const struct walk *w, const uint8_t *page, uint64_t index, struct node *ret)
{
    uint64_t at = get16(page + HEADER_BYTES + 2 * index);
    uint64_t upper = get16(page + 14);
    const uint8_t *node = page + at;

    if (at < upper || at + NODE_BYTES > w->page_bytes)
        return false;
    uint64_t key_size = get16(node + 6);
    if (key_size > w->page_bytes - at - NODE_BYTES)
        return false;
    *ret = (struct node){
        .number = get32(node),
        .flags = get16(node + 4),
        .key = { (const char *)node + NODE_BYTES, key_size },
        .rest = node + NODE_BYTES + key_size,
        .rest_bytes = w->page_bytes - at - NODE_BYTES - key_size,
    };
    return true;
}

/* A value on pages of its own. */
static bool big_read(struct visit *visit, const struct node *node, struct baton_text *ret_value)
{
    struct walk *w = visit->walk;
    uint64_t pages = (HEADER_BYTES - 1 + node->number) / w->page_bytes + 1;
    uint64_t bytes = HEADER_BYTES + node->number;

    if (node->rest_bytes < sizeof(uint64_t) || pages > w->file_pages)
        return false;
    uint64_t page = get64(node->rest);
    if (!claim(w, page, pages))
        return false;
    if (bytes > w->big_bytes) {
        free(w->big);
        w->big_bytes = 2 * bytes;
        w->big = malloc(w->big_bytes);
        if (w->big == NULL)
            abort();
    }
    if (!read_at(w, page, bytes, w->big) || get64(w->big) != page
        || get16(w->big + 10) != P_OVERFLOW || get32(w->big + 12) != pages)
        return false;
    visit->counted.overflow_pages += pages;
    *ret_value = (struct baton_text){ (const char *)w->big + HEADER_BYTES, node->number };
    return true;
}

static bool leaf_walk(struct visit *visit, const uint8_t *page, uint64_t nodes)
{
    visit->counted.leaf_pages++;
    for (uint64_t i = 0; i < nodes; i++) {
        struct baton_text value;
        struct node node;

        if (!node_read(visit->walk, page, i, &node) || !in_order(visit, node.key, false))
            return false;
        value = (struct baton_text){ (const char *)node.rest, node.number };
        if (node.flags == F_BIG ? !big_read(visit, &node, &value) : node.number > node.rest_bytes)
            return false;
        if ((node.flags & ~(uint64_t)(F_BIG | F_TABLE)) != 0
            || !visit->row(visit->walk, node.key, value, node.flags == F_TABLE))
            return false;
        visit->counted.entries++;
    }
    return true;
}

static bool page_walk(struct visit *visit, uint64_t number, uint16_t level);

static bool branch_walk(struct visit *visit, const uint8_t *page, uint64_t nodes, uint16_t level)
{
    visit->counted.branch_pages++;
    for (uint64_t i = 0; i < nodes; i++) {
        struct node node;

        /* the first key of a branch is never looked at */
        if (!node_read(visit->walk, page, i, &node) || (i > 0 && !in_order(visit, node.key, true))
            || !page_walk(visit, node.number | node.flags << 32, (uint16_t)(level + 1)))
            return false;
    }
    return true;
}

static bool page_walk(struct visit *visit, uint64_t number, uint16_t level)
{
    struct walk *w = visit->walk;
    uint8_t *page = w->pages + level * w->page_bytes;
    bool is_leaf = level + 1 == visit->tree->depth;

    if (level >= visit->tree->depth || !claim(w, number, 1)
        || !read_at(w, number, w->page_bytes, page))
        return false;
    uint64_t lower = get16(page + 12);
    uint64_t upper = get16(page + 14);
    if (get64(page) != number || get16(page + 10) != (is_leaf ? P_LEAF : P_BRANCH)
        || lower <= HEADER_BYTES || lower % 2 != 0 || lower > upper || upper > w->page_bytes)
        return false;
    uint64_t nodes = (lower - HEADER_BYTES) / 2;
    return is_leaf ? leaf_walk(visit, page, nodes) : branch_walk(visit, page, nodes, level);
}

static bool tree_walk(struct walk *w, const struct tree *tree,
                      bool (*row)(struct walk *, struct baton_text, struct baton_text, bool))
{
    struct visit visit = { .walk = w, .tree = tree, .row = row };
    const struct tree *c = &visit.counted;

    if (tree->depth > DEPTH_MAX)
        return false;
    if (tree->root == NO_PAGE)
        return tree->depth == 0 && tree->entries == 0;
    return page_walk(&visit, tree->root, 0) && c->branch_pages == tree->branch_pages
           && c->leaf_pages == tree->leaf_pages && c->overflow_pages == tree->overflow_pages
           && c->entries == tree->entries;
}

/* A list of free pages: count, then their numbers. */
static bool free_row(struct walk *w, struct baton_text key, struct baton_text value, bool is_table)
{
    const uint8_t *list = (const uint8_t *)value.data;

    (void)key;
    if (is_table || value.size < sizeof(uint64_t)
        || get64(list) > value.size / sizeof(uint64_t) - 1)
        return false;
    for (uint64_t i = get64(list); i > 0; i--) {
        if (!claim(w, get64(list + 8 * i), 1))
            return false;
    }
    return true;
}

static bool table_row(struct walk *w, struct baton_text key, struct baton_text value, bool is_table)
{
    size_t which = baton_text_is(key, BATON_LMDB_ROWS_TABLE) ? 1 : 0;

    if (!is_table || value.size != TREE_BYTES
        || (which == 0 && !baton_text_is(key, BATON_LMDB_META_TABLE)))
        return false;
    w->tables[which] = tree_read((const uint8_t *)value.data);
    return w->tables[which].flags == 0;
}

static bool meta_row(struct walk *w, struct baton_text key, struct baton_text value, bool is_table)
{
    w->has_meta = !is_table && baton_text_is(key, BATON_LMDB_MARK_KEY)
                  && baton_lmdb_meta_read(value, &w->meta);
    return w->has_meta;
}

static bool data_row(struct walk *w, struct baton_text key, struct baton_text value, bool is_table)
{
    struct baton_lmdb_row row;

    if (is_table || !baton_lmdb_row_read(w->meta.salt, key, value, &row))
        return false;
    w->digest += row.hash;
    return true;
}

static bool meta_page_ok(const uint8_t *page, uint64_t number)
{
    const uint8_t *meta = page + HEADER_BYTES;

    return get64(page) == number && get16(page + 10) == P_META && get32(meta) == MAGIC
           && get32(meta + 4) == 1 && get16(meta + 24 + 4) == TREE_INTEGER_KEYS
           && get16(meta + 24 + TREE_BYTES + 4) == 0;
}

/* Finds the newer meta page; LMDB finds it again by the lowest bit of the id, so both must agree.
 */
static bool metas_read(struct walk *w, struct tree *ret_free, struct tree *ret_main)
{
    uint8_t pages[2][META_BYTES];
    const size_t id_at = META_BYTES - 8;

    if (!read_at(w, 0, META_BYTES, pages[0]) || !meta_page_ok(pages[0], 0))
        return false;
    w->page_bytes = get32(pages[0] + HEADER_BYTES + 24);
    if (w->page_bytes < 4096 || w->page_bytes > 32768 || (w->page_bytes & (w->page_bytes - 1)) != 0
        || !read_at(w, 1, META_BYTES, pages[1]) || !meta_page_ok(pages[1], 1)
        || get32(pages[1] + HEADER_BYTES + 24) != w->page_bytes)
        return false;
    size_t newer = get64(pages[0] + id_at) < get64(pages[1] + id_at);
    if ((get64(pages[newer] + id_at) & 1) != newer)
        return false;
    w->last_page = get64(pages[newer] + id_at - 8);
    *ret_free = tree_read(pages[newer] + HEADER_BYTES + 24);
    *ret_main = tree_read(pages[newer] + HEADER_BYTES + 24 + TREE_BYTES);
    return true;
}

static bool file_walk(struct walk *w, uint64_t file_bytes)
{
    struct tree free_pages, tables;

    if (!metas_read(w, &free_pages, &tables))
        return false;
    w->file_pages = file_bytes / w->page_bytes;
    if (w->last_page < 1 || w->last_page > w->file_pages + SPARE_PAGES)
        return false;
    w->seen = calloc(w->last_page / 8 + 1, 1);
    w->pages = malloc(DEPTH_MAX * w->page_bytes);
    if (w->seen == NULL || w->pages == NULL)
        abort();
    return tree_walk(w, &free_pages, free_row) && tree_walk(w, &tables, table_row)
           && tables.entries == 2 && tree_walk(w, &w->tables[0], meta_row) && w->has_meta
           && w->tables[0].entries == 1 && tree_walk(w, &w->tables[1], data_row)
           && w->digest == w->meta.digest;
}

int baton_lmdb_check(const char *file, struct baton_lmdb_meta *ret_meta)
{
    struct walk w = { .fd = open(file, O_RDONLY | O_CLOEXEC) };
    struct stat status;
    bool is_sound;

    if (w.fd < 0)
        return errno;
    (void)posix_fadvise(w.fd, 0, 0, POSIX_FADV_WILLNEED);
    is_sound = fstat(w.fd, &status) == 0 && file_walk(&w, (uint64_t)status.st_size);
    close(w.fd);
    free(w.seen);
    free(w.pages);
    free(w.big);
    if (!is_sound)
        return EILSEQ;
    *ret_meta = w.meta;
    return 0;
}
