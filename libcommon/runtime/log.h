/* JSON lines on stderr: time, level, service, event, then fields. Never a customer's words. At most
 * 10 lines a second per call site, the suppressed ones are counted in the next. Safe from several
 * threads; a line is one write. */
#ifndef BATON_LOG_H
#define BATON_LOG_H

#include <stdbool.h>
#include <stdint.h>

enum baton_log_level { BATON_LOG_DEBUG, BATON_LOG_INFO, BATON_LOG_WARN, BATON_LOG_ERROR };

struct baton_log_site {
    int64_t window_ms;
    unsigned in_window, suppressed;
};

/* `service_name` is borrowed for ever; an unknown level counts as "info". Before the call the
 * service is "baton". */
void baton_log_setup(const char *service_name, const char *level_name);
/* For work that is worth doing only when the line would be written. */
bool baton_log_wants(enum baton_log_level level);

/* `format` makes further JSON members, "topic=%s offset=%lld reason=%s": name=value pairs separated
 * by blanks. A value that is one number conversion (%d) becomes a number, all others text; what a
 * conversion prints may hold anything, blanks and '=' too. Literal words without '=' belong to the
 * value before them. The fields are cut at 4 kB. */
#define baton_log(level, event, ...) \
    do { \
        static struct baton_log_site baton_site; \
        baton_log_write(&baton_site, level, event, __VA_ARGS__); \
    } while (0)
void baton_log_write(struct baton_log_site *site, enum baton_log_level level, const char *event,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
