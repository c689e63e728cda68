/* A line is made on the stack of the caller's thread and written by one write(2). The blanks
 * between the pairs of the format are replaced by a separator before it is expanded, so that what
 * the values print cannot be mistaken for them. */
#include "log.h"

#include <ctype.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "timestamp.h"

enum {
    LINES_PER_SECOND = 10,
    FORMAT_BYTES = 1024,
    FIELDS_BYTES = 4096,
    LINE_BYTES = 8 * FIELDS_BYTES, /* each byte may be escaped by six */
    SEPARATOR = 0x1f
};

static const char *const level_names[] = { "debug", "info", "warn", "error" };
static const char *_Atomic service = "baton";
static atomic_int least_level = BATON_LOG_INFO;
static pthread_mutex_t site_lock = PTHREAD_MUTEX_INITIALIZER;

void baton_log_setup(const char *service_name, const char *level_name)
{
    int level = BATON_LOG_INFO;

    for (int i = 0; i <= BATON_LOG_ERROR; i++)
        if (level_name != NULL && strcmp(level_names[i], level_name) == 0)
            level = i;
    atomic_store(&service, service_name);
    atomic_store(&least_level, level);
}

bool baton_log_wants(enum baton_log_level level)
{
    return (int)level >= atomic_load_explicit(&least_level, memory_order_relaxed);
}

/* True when the site may write now; then also how many of its lines were not. */
static bool admit(struct baton_log_site *site, unsigned *ret_suppressed)
{
    int64_t now_ms = baton_clock_monotonic_ms();
    bool admitted;

    pthread_mutex_lock(&site_lock);
    if (site->in_window == 0 || now_ms - site->window_ms >= 1000) {
        site->window_ms = now_ms;
        site->in_window = 0;
    }
    admitted = site->in_window < LINES_PER_SECOND;
    if (admitted) {
        *ret_suppressed = site->suppressed;
        site->suppressed = 0;
        site->in_window++;
    } else {
        site->suppressed++;
    }
    pthread_mutex_unlock(&site_lock);
    return admitted;
}

/* True where `at` begins a pair: letters, digits and '_' up to a '='. */
static bool begins_pair(const char *at)
{
    size_t size = 0;

    while (isalnum((unsigned char)at[size]) || at[size] == '_')
        size++;
    return size > 0 && at[size] == '=';
}

static void mark_pairs(const char *format, char marked[FORMAT_BYTES])
{
    size_t i = 0;

    for (; format[i] != '\0' && i < FORMAT_BYTES - 1; i++)
        marked[i] = format[i] == ' ' && begins_pair(format + i + 1) ? (char)SEPARATOR : format[i];
    marked[i] = '\0';
}

/* True when the pair that begins at `at` in the format is one number conversion: "offset=%lld". */
static bool is_number_pair(const char *at)
{
    const char *value = strchr(at, '=');
    size_t size;

    if (value == NULL || value[1] != '%')
        return false;
    value += 2;
    size = strspn(value, "0123456789.+-lhzjt");
    if (value[size] == '\0' || strchr("diufgeFGE", value[size]) == NULL)
        return false;
    return value[size + 1] == '\0' || value[size + 1] == SEPARATOR;
}

/* "nan" and "inf" are no JSON. */
static bool is_json_number(struct baton_text text)
{
    size_t first = text.size > 0 && text.data[0] == '-';

    return text.size > first && isdigit((unsigned char)text.data[first])
           && isdigit((unsigned char)text.data[text.size - 1]);
}

static void append_text(struct baton_buf *line, struct baton_text text)
{
    baton_buf_append_byte(line, '"');
    if (baton_text_valid_utf8(text.data, text.size)) {
        baton_buf_append_json(line, text);
    } else {
        for (size_t i = 0; i < text.size; i++) {
            char c =
                (unsigned char)text.data[i] < 0x80 && text.data[i] != '\0' ? text.data[i] : '?';

            baton_buf_append_json(line, (struct baton_text){ &c, 1 });
        }
    }
    baton_buf_append_byte(line, '"');
}

static void append_pair(struct baton_buf *line, struct baton_text pair, bool number)
{
    ptrdiff_t equals = baton_text_find(pair, BATON_TEXT("="), 0);
    struct baton_text name = BATON_TEXT("text"), value = pair;

    if (equals > 0) {
        name.data = pair.data;
        name.size = (size_t)equals;
        value.data = pair.data + equals + 1;
        value.size = pair.size - (size_t)equals - 1;
    }
    baton_buf_append_byte(line, ',');
    append_text(line, name);
    baton_buf_append_byte(line, ':');
    if (number && is_json_number(value))
        baton_buf_append_text(line, value);
    else
        append_text(line, value);
}

/* Walks the expanded fields and the format side by side: the n-th pair of one is the n-th of the
 * other. */
static void append_fields(struct baton_buf *line, const char *marked, const char *fields)
{
    static const char separator[] = { SEPARATOR, '\0' };

    while (*fields != '\0') {
        const char *more = strchr(marked, SEPARATOR);
        /* The last pair takes the rest, whatever its value printed. */
        size_t size = more != NULL ? strcspn(fields, separator) : strlen(fields);

        append_pair(line, (struct baton_text){ fields, size }, is_number_pair(marked));
        fields += size + (fields[size] != '\0');
        marked = more != NULL ? more + 1 : "";
    }
}

static void write_line(const struct baton_buf *line)
{
    size_t done = 0;

    while (done < line->size) {
        ssize_t wrote = write(STDERR_FILENO, line->data + done, line->size - done);

        if (wrote <= 0)
            return; /* nobody reads the log: nothing better to do */
        done += (size_t)wrote;
    }
}

/* `marked` is a format that the compiler has checked, with some blanks replaced. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void expand(char fields[FIELDS_BYTES], const char *marked, va_list arguments)
{
    int size = vsnprintf(fields, FIELDS_BYTES, marked, arguments);

    if (size < 0)
        size = 0;
    if (size >= FIELDS_BYTES) /* cut between code points: the four bytes behind the cut are there to
                                 see */
        size =
            (int)baton_text_cut((struct baton_text){ fields, FIELDS_BYTES - 1 }, FIELDS_BYTES - 5)
                .size;
    fields[size] = '\0';
}
#pragma GCC diagnostic pop

void baton_log_write(struct baton_log_site *site, enum baton_log_level level, const char *event,
                     const char *format, ...)
{
    char time[BATON_TIME_SIZE], marked[FORMAT_BYTES], fields[FIELDS_BYTES];
    unsigned suppressed = 0;
    struct baton_buf line;
    va_list arguments;

    if (!baton_log_wants(level) || !admit(site, &suppressed))
        return;
    mark_pairs(format, marked);
    va_start(arguments, format);
    expand(fields, marked, arguments);
    va_end(arguments);
    baton_buf_init(&line, LINE_BYTES);
    baton_buf_format(&line, "{\"time\":\"%s\",\"level\":\"%s\",\"service\":\"%s\",\"event\":\"%s\"",
                     baton_time_format(baton_clock_wall_ms(), time), level_names[level],
                     atomic_load(&service), event);
    append_fields(&line, marked, fields);
    if (suppressed > 0)
        baton_buf_format(&line, ",\"suppressed\":%u", suppressed);
    baton_buf_append_text(&line, BATON_TEXT("}\n"));
    write_line(&line);
    baton_buf_release(&line);
}
