/* Server-sent events. Writers append to a bounded queue; libmicrohttpd's thread takes from its
 * front. While the queue is empty the connection is suspended, and nobody notices when its client
 * leaves: so the clock asks the socket. */
#include "http_internal.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "metrics.h"
#include "timestamp.h"

enum { BLOCK_BYTES = 16 * 1024, LOOK_MS = 1000 };

struct baton_http_stream {
    pthread_mutex_t lock;
    int references;
    struct MHD_Connection *connection; /* NULL when the request is over */
    int fd;
    struct baton_buf queue;
    size_t taken; /* bytes of the queue that were sent */
    bool suspended;
    bool ended;  /* the writers' end: sent when the queue is empty */
    bool broken; /* the client is gone or too slow: nothing more is sent */
    int64_t keepalive_ms, written_ms, looked_ms;
};

static BATON_METRIC(open_streams, "baton_http_streams", BATON_GAUGE, NULL,
                    "Streams of server-sent events that are open.");
static BATON_METRIC(slow_clients, "baton_http_slow_clients_total", BATON_COUNTER, NULL,
                    "Streams closed because their client was too far behind.");

struct baton_http_stream *baton_http_stream_ref(struct baton_http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    stream->references++;
    pthread_mutex_unlock(&stream->lock);
    return stream;
}

void baton_http_stream_unref(struct baton_http_stream *stream)
{
    if (stream == NULL)
        return;
    pthread_mutex_lock(&stream->lock);
    int left = --stream->references;
    pthread_mutex_unlock(&stream->lock);
    if (left > 0)
        return;
    pthread_mutex_destroy(&stream->lock);
    baton_buf_release(&stream->queue);
    free(stream);
}

static struct baton_http_stream *stream_new(const struct baton_http_exchange *x)
{
    struct baton_http_stream *stream = calloc(1, sizeof *stream);

    if (stream == NULL)
        abort();
    pthread_mutex_init(&stream->lock, NULL);
    stream->references = 1;
    stream->connection = x->connection;
    stream->fd = x->socket->fd;
    stream->keepalive_ms = x->server->conf.stream_keepalive_ms;
    stream->written_ms = stream->looked_ms = baton_clock_monotonic_ms();
    baton_buf_init(&stream->queue, x->server->conf.stream_queue_bytes);
    return stream;
}

struct baton_http_stream *baton_http_stream_open(const struct baton_http_request *request)
{
    struct baton_http_exchange *x = request->exchange;
    struct baton_http_server *server = x->server;
    struct baton_http_stream *stream = NULL;

    pthread_mutex_lock(&server->lock);
    if (!server->closing && server->streams < server->conf.max_streams) {
        server->streams++;
        stream = x->stream = baton_http_stream_ref(stream_new(x));
    }
    pthread_mutex_unlock(&server->lock);
    if (stream != NULL)
        baton_metric_add(&open_streams, NULL, 1);
    return stream;
}

/* --- under the stream's lock ------------------------------------------------------------------ */

static void wake(struct baton_http_stream *stream)
{
    if (stream->suspended && stream->connection != NULL)
        MHD_resume_connection(stream->connection);
    stream->suspended = false;
}

/* Shutting the socket down makes libmicrohttpd notice, whether it waits for the client to read or
 * not. */
static void break_off(struct baton_http_stream *stream)
{
    if (stream->broken)
        return;
    stream->broken = true;
    if (stream->connection != NULL)
        shutdown(stream->fd, SHUT_RDWR);
    wake(stream);
}

static void forget_taken(struct baton_http_stream *stream)
{
    size_t left = stream->queue.size - stream->taken;

    if (left > 0)
        memmove(stream->queue.data, stream->queue.data + stream->taken, left);
    stream->queue.size = left;
    stream->taken = 0;
}

static bool writable(const struct baton_http_stream *stream)
{
    return stream->connection != NULL && !stream->broken && !stream->ended;
}

static bool append(struct baton_http_stream *stream, struct baton_text bytes)
{
    if (!writable(stream))
        return false;
    if (stream->taken >= stream->queue.size / 2
        || bytes.size > stream->queue.max - stream->queue.size)
        forget_taken(stream);
    if (!baton_buf_append_text(&stream->queue, bytes)) {
        baton_metric_add(&slow_clients, NULL, 1);
        break_off(stream);
        return false;
    }
    stream->written_ms = baton_clock_monotonic_ms();
    wake(stream);
    return true;
}

/* --- writers ---------------------------------------------------------------------------------- */

bool baton_http_stream_write(struct baton_http_stream *stream, struct baton_text bytes)
{
    pthread_mutex_lock(&stream->lock);
    bool written = append(stream, bytes);
    pthread_mutex_unlock(&stream->lock);
    return written;
}

static void append_field(struct baton_buf *buf, const char *name, struct baton_text value)
{
    baton_buf_append_text(buf, baton_text_of(name));
    baton_buf_append_text(buf, value);
    baton_buf_append_byte(buf, '\n');
}

static void append_data(struct baton_buf *buf, struct baton_text data)
{
    size_t from = 0;

    for (size_t i = 0; i < data.size; i++) {
        if (data.data[i] != '\n' && data.data[i] != '\r')
            continue;
        append_field(buf, "data: ", (struct baton_text){ data.data + from, i - from });
        if (data.data[i] == '\r' && i + 1 < data.size && data.data[i + 1] == '\n')
            i++;
        from = i + 1;
    }
    append_field(buf, "data: ", (struct baton_text){ data.data + from, data.size - from });
    baton_buf_append_byte(buf, '\n');
}

bool baton_http_stream_event(struct baton_http_stream *stream, struct baton_text id,
                             struct baton_text event, struct baton_text data)
{
    struct baton_buf buf;

    baton_buf_init(&buf, HTTP_ANSWER_BYTES);
    if (id.size > 0)
        append_field(&buf, "id: ", id);
    if (event.size > 0)
        append_field(&buf, "event: ", event);
    append_data(&buf, data);
    bool written = !buf.overflowed && baton_http_stream_write(stream, baton_buf_text(&buf));
    baton_buf_release(&buf);
    return written;
}

bool baton_http_stream_is_open(struct baton_http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    bool open = writable(stream);
    pthread_mutex_unlock(&stream->lock);
    return open;
}

void http_stream_finish(struct baton_http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    stream->ended = true;
    wake(stream);
    pthread_mutex_unlock(&stream->lock);
}

void baton_http_stream_end(struct baton_http_stream *stream)
{
    if (stream == NULL)
        return;
    http_stream_finish(stream);
    baton_http_stream_unref(stream);
}

/* --- the clock's thread ----------------------------------------------------------------------- */

static bool client_left(int fd)
{
    struct pollfd look = { .fd = fd, .events = POLLRDHUP };

    return poll(&look, 1, 0) > 0 && look.revents & (POLLRDHUP | POLLHUP | POLLERR);
}

void http_stream_tick(struct baton_http_stream *stream, int64_t now_ms)
{
    pthread_mutex_lock(&stream->lock);
    if (writable(stream) && now_ms - stream->looked_ms >= LOOK_MS) {
        stream->looked_ms = now_ms;
        if (client_left(stream->fd))
            break_off(stream);
    }
    if (now_ms - stream->written_ms >= stream->keepalive_ms)
        append(stream, BATON_TEXT(": keep-alive\n\n"));
    pthread_mutex_unlock(&stream->lock);
}

/* --- libmicrohttpd's thread ------------------------------------------------------------------- */

static ssize_t take(void *cls, uint64_t position, char *to, size_t room)
{
    struct baton_http_stream *stream = cls;
    ssize_t size = 0;

    (void)position;
    pthread_mutex_lock(&stream->lock);
    size_t left = stream->queue.size - stream->taken;
    if (stream->broken || stream->connection == NULL) {
        size = MHD_CONTENT_READER_END_WITH_ERROR;
    } else if (left > 0) {
        size = (ssize_t)(left < room ? left : room);
        memcpy(to, stream->queue.data + stream->taken, (size_t)size);
        stream->taken += (size_t)size;
    } else if (stream->ended) {
        size = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        stream->suspended = true;
        MHD_suspend_connection(stream->connection);
    }
    pthread_mutex_unlock(&stream->lock);
    return size;
}

static void drop(void *cls)
{
    baton_http_stream_unref(cls);
}

enum MHD_Result http_stream_queue(struct baton_http_exchange *x)
{
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, BLOCK_BYTES, take, baton_http_stream_ref(x->stream), drop);
    enum MHD_Result queued;

    if (response == NULL)
        abort();
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/event-stream");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "X-Accel-Buffering", "no"); /* nginx would hold events back */
    for (size_t i = 0; i < x->header_count; i++)
        MHD_add_response_header(response, x->header_names[i], x->header_values[i]);
    x->status = MHD_HTTP_OK;
    queued = MHD_queue_response(x->connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

void http_stream_detach(struct baton_http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    stream->connection = NULL;
    stream->fd = -1;
    pthread_mutex_unlock(&stream->lock);
    baton_metric_add(&open_streams, NULL, -1);
    baton_http_stream_unref(stream);
}
