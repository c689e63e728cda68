/* The process as the kernel sees it, from /proc/self. What cannot be read is left out. */
#include <dirent.h>
#include <inttypes.h>
#include <sys/resource.h>
#include <unistd.h>

#include "metrics.h"
#include "probes.h"
#include "timestamp.h"

static BATON_METRIC(cpu, "process_cpu_seconds_total", BATON_COUNTER, NULL,
                    "User and system CPU time.");
static BATON_METRIC(resident, "process_resident_memory_bytes", BATON_GAUGE, NULL,
                    "Memory that is resident.");
static BATON_METRIC(anonymous, "process_anonymous_memory_bytes", BATON_GAUGE, NULL,
                    "Resident memory without mapped files such as the store.");
static BATON_METRIC(open_fds, "process_open_fds", BATON_GAUGE, NULL, "Open file descriptors.");
static BATON_METRIC(started, "process_start_time_seconds", BATON_GAUGE, NULL,
                    "Start of the process, Unix time.");

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void set_cpu(void)
{
    struct rusage usage;
    double now;

    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return;
    now = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime) - baton_metric_value(&cpu, NULL);
    baton_metric_add(&cpu, NULL, now > 0 ? now : 0);
}

static void set_memory(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    uint64_t total, all, shared; /* pages; shared: with files behind them */

    if (file == NULL)
        return;
    if (fscanf(file, "%" SCNu64 " %" SCNu64 " %" SCNu64, &total, &all, &shared) == 3) {
        double page_bytes = (double)sysconf(_SC_PAGESIZE);

        baton_metric_set(&resident, NULL, (double)all * page_bytes);
        baton_metric_set(&anonymous, NULL, (double)(all - shared) * page_bytes);
    }
    fclose(file);
}

static void set_open_fds(void)
{
    DIR *folder = opendir("/proc/self/fd");
    double count = -3; /* ".", ".." and the folder itself */

    if (folder == NULL)
        return;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    baton_metric_set(&open_fds, NULL, count);
}

/* Field 22 of /proc/self/stat, in ticks since the machine's start; the second field, a name, may
 * hold blanks and ')'. */
static void set_started(void)
{
    char line[1024];
    const char *at;
    FILE *file = fopen("/proc/self/stat", "re");
    struct timespec since_boot;

    if (file == NULL)
        return;
    at = fgets(line, sizeof line, file) != NULL ? strrchr(line, ')') : NULL;
    fclose(file);
    for (int field = 2; at != NULL && field < 22; field++)
        at = strchr(at + 1, ' ');
    if (at == NULL || clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0)
        return;
    double age = (double)since_boot.tv_sec - strtod(at, NULL) / (double)sysconf(_SC_CLK_TCK);
    baton_metric_set(&started, NULL, (double)(baton_clock_wall_ms() / 1000) - age);
}

void baton_process_metrics(void)
{
    set_cpu();
    set_memory();
    set_open_fds();
    if (baton_metric_value(&started, NULL)
        == 0) /* once: computed anew it would jitter, which reads as restarts */
        set_started();
}
