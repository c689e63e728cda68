/* "Did you mean": the option whose name is the fewest edits away (optimal string alignment
 * distance). Pure. */
#include "options_internal.h"

#include <stdint.h>
#include <string.h>

static size_t least(size_t a, size_t b, size_t c)
{
    size_t d = a < b ? a : b;

    return d < c ? d : c;
}

size_t baton_name_distance(const char *a, const char *b)
{
    size_t rows[3][BATON_OPTION_NAME_BYTES
                   + 1]; /* this row of the table and the two above it, in turn */
    size_t a_size = strlen(a), b_size = strlen(b);

    if (a_size > BATON_OPTION_NAME_BYTES || b_size > BATON_OPTION_NAME_BYTES)
        return SIZE_MAX;
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                && above2[j - 2] + 1 < row[j])
                row[j] = above2[j - 2] + 1;
        }
    }
    return rows[a_size % 3][b_size];
}

const char *baton_option_nearest(const struct baton_option_set sets[2], const char *name,
                                 size_t most)
{
    const char *nearest = NULL;

    for (int i = 0; i < 2; i++) {
        for (const struct baton_option *row = sets[i].rows; row != NULL && row->name != NULL;
             row++) {
            size_t distance = baton_name_distance(row->name, name);

            if (distance > most)
                continue;
            nearest = row->name;
            most = distance - (distance > 0);
        }
    }
    return nearest;
}
