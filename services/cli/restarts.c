/* See restarts.h. */
#include "restarts.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

void restarts_init(struct restarts *restarts, const char *command, int64_t every_ms, int64_t now_ms,
                   int64_t until_ms)
{
    memset(restarts, 0, sizeof *restarts);
    restarts->command = command;
    restarts->every_ms = every_ms;
    restarts->next_ms = now_ms + every_ms;
    restarts->until_ms = until_ms;
}

static int spawn(const char *command, pid_t *ret)
{
    char *argv[] = { (char[]){ "sh" }, (char[]){ "-c" }, (char *)(uintptr_t)command, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int code = posix_spawn(ret, "/bin/sh", &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

static bool begin(struct restarts *restarts, int64_t now_ms, struct baton_error *err)
{
    int code = spawn(restarts->command, &restarts->child);

    if (code != 0) {
        restarts->child = 0;
        baton_fail(err, BATON_FATAL, "restart", "sh -c %s: %s", restarts->command, strerror(code));
        return false;
    }
    restarts->done[restarts->count++] = (struct drill_restart){ .began_ms = now_ms };
    restarts->next_ms = now_ms + restarts->every_ms;
    return true;
}

static bool end(struct restarts *restarts, int status, int64_t now_ms, struct baton_error *err)
{
    struct drill_restart *restart = &restarts->done[restarts->count - 1];

    restarts->child = 0;
    restart->ended_ms = now_ms;
    restart->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (restart->code != 0)
        baton_fail(err, BATON_FATAL, "restart", "--restart-command ended with exit code %d",
                   restart->code);
    return restart->code == 0;
}

bool restarts_step(struct restarts *restarts, int64_t now_ms, struct baton_error *err)
{
    int status;

    if (restarts->child != 0)
        return waitpid(restarts->child, &status, WNOHANG) != restarts->child
               || end(restarts, status, now_ms, err);
    bool due = restarts->command != NULL && now_ms >= restarts->next_ms
               && now_ms < restarts->until_ms && restarts->count < RESTARTS_MAX;
    return !due || begin(restarts, now_ms, err);
}

bool restarts_at_work(const struct restarts *restarts)
{
    return restarts->child != 0;
}
