/* Conversation files, plain and gzip. What is read are events that every other door would take. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "conversation_file.h"
#include "key.h"

static void look_at(const struct conversation *conversation, struct baton_arena *arena)
{
    fuzz_must(baton_name_valid(conversation->tenant) && baton_id_valid(conversation->id),
              "a conversation has a key");
    for (size_t i = 0; i < conversation->events_count; i++) {
        const struct baton_conversation_event *event = conversation->events[i];

        fuzz_must(baton_text_equal(event->env.conversation_id, conversation->id)
                      && baton_id_valid(event->event_id),
                  "an event has its ids");
        fuzz_must(event->speaker != BATON_SPEAKER_UNKNOWN, "somebody said it");
        fuzz_must_come_back(&baton_conversation_event_type, event, arena);
    }
}

static void read_file(const char *path)
{
    struct baton_error err = { "", "" };
    struct conversation_file *file = conversation_file_open(path, &err);
    struct conversation conversation;
    enum conversation_read read;
    struct baton_arena arena;

    fuzz_must(file != NULL, "the file is opened");
    baton_arena_init(&arena);
    while ((read = conversation_file_next(file, 0, &arena, &conversation, &err))
           != CONVERSATION_END) {
        if (read == CONVERSATION_READ)
            look_at(&conversation, &arena);
        else
            fuzz_must(err.text[0] != '\0', "a bad line has its reason");
        baton_arena_reset(&arena);
    }
    baton_arena_release(&arena);
    conversation_file_close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("conversations", MFD_CLOEXEC);
    char path[64];

    fuzz_must(fd >= 0 && write(fd, data, size) == (ssize_t)size, "there is a file in memory");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_file(path);
    close(fd);
    return 0;
}
