/* Files in a folder of the test's own; the clock is the test's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "files.h"

static char folder[64], ca[96], key[96], new_key[96];
static int64_t now_ms;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static const char *look(struct baton_files *files)
{
    now_ms += BATON_FILES_LOOK_MS;
    return baton_files_changed(files, now_ms);
}

static void watch_both(struct baton_files *files)
{
    static char *names[] = { (char *)(uintptr_t) "ssl.key.location",
                             (char *)(uintptr_t) "linger.ms" };
    static char *values[] = { key, (char *)(uintptr_t) "/dev/null" };
    struct baton_settings settings = { .runtime = { .registry_ca_file = ca },
                                       .kafka = { names, values, 2 } };

    baton_files_init(files, &settings);
}

static void a_file_that_is_written_anew_is_seen_when_it_is_whole(void **state)
{
    struct baton_files files;

    (void)state;
    write_file(ca, "one");
    write_file(key, "one");
    watch_both(&files);
    assert_int_equal(files.count, 2);
    assert_null(look(&files));
    write_file(ca, "two more");
    assert_null(look(&files)); /* it has just changed, and may go on to */
    assert_null(baton_files_changed(&files, now_ms));
    assert_string_equal(look(&files), ca);
    write_file(key, "three and more");
    assert_null(look(&files));
    assert_non_null(look(&files));
}

static void a_file_that_is_put_in_the_place_of_another_is_seen(void **state)
{
    struct baton_files files;

    (void)state;
    write_file(ca, "one");
    write_file(key, "one");
    watch_both(&files);
    write_file(new_key, "two");
    assert_int_equal(rename(new_key, key), 0);
    assert_null(look(&files));
    assert_string_equal(look(&files), key);
}

static void a_file_that_is_away_is_waited_for(void **state)
{
    struct baton_files files;

    (void)state;
    write_file(ca, "one");
    write_file(key, "one");
    watch_both(&files);
    unlink(ca);
    assert_null(look(&files));
    assert_null(look(&files));
    write_file(ca, "two more");
    assert_null(look(&files));
    assert_string_equal(look(&files), ca);
}

static void without_files_nothing_changes(void **state)
{
    struct baton_settings settings = { .runtime = { .registry_ca_file = "" } };
    struct baton_files files;

    (void)state;
    baton_files_init(&files, &settings);
    assert_int_equal(files.count, 0);
    assert_null(look(&files));
}

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/files-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(ca, sizeof ca, "%s/ca", folder);
    snprintf(key, sizeof key, "%s/key", folder);
    snprintf(new_key, sizeof new_key, "%s/new", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(ca);
    unlink(key);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_written_anew_is_seen_when_it_is_whole),
        cmocka_unit_test(a_file_that_is_put_in_the_place_of_another_is_seen),
        cmocka_unit_test(a_file_that_is_away_is_waited_for),
        cmocka_unit_test(without_files_nothing_changes),
    };

    return cmocka_run_group_tests_name("files", tests, make_folder, remove_folder);
}
