/* A small HTTP client. Nothing from the environment (proxies, netrc), no redirects, no signals;
 * time and size are bounded by us, because libcurl's own limit trusts the announced length. */
#include "http.h"

#include <curl/curl.h>
#include <pthread.h>

struct baton_http {
    CURL *curl;
    struct baton_http_conf conf;
    char *strings[3]; /* copies of user, password and ca_file */
    char error[CURL_ERROR_SIZE];
};

struct answer {
    struct baton_buf *body;
    size_t max_bytes;
    bool too_large;
};

static void init_curl(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        abort();
}

static char *copy_string(const char *string)
{
    char *copy = string != NULL ? strdup(string) : NULL;

    if (string != NULL && copy == NULL)
        abort();
    return copy;
}

struct baton_http *baton_http_open(const struct baton_http_conf *conf)
{
    static pthread_once_t once =
        PTHREAD_ONCE_INIT; /* curl_global_init is not safe in two threads */
    struct baton_http *http = calloc(1, sizeof *http);

    pthread_once(&once, init_curl);
    if (http == NULL || (http->curl = curl_easy_init()) == NULL)
        abort();
    http->conf = *conf;
    http->conf.user = http->strings[0] = copy_string(conf->user);
    http->conf.password = http->strings[1] = copy_string(conf->password);
    http->conf.ca_file = http->strings[2] = copy_string(conf->ca_file);
    return http;
}

void baton_http_set_password(struct baton_http *http, const char *password)
{
    free(http->strings[1]);
    http->conf.password = http->strings[1] = copy_string(password);
}

void baton_http_close(struct baton_http *http)
{
    if (http == NULL)
        return;
    curl_easy_cleanup(http->curl);
    for (size_t i = 0; i < sizeof http->strings / sizeof *http->strings; i++)
        free(http->strings[i]);
    free(http);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *argument)
{
    struct answer *answer = argument;

    (void)size; /* always 1 */
    if (count > answer->max_bytes - answer->body->size
        || !baton_buf_append(answer->body, bytes, count)) {
        answer->too_large = true;
        return count == 0 ? 1 : 0; /* anything but `count` ends the transfer */
    }
    return count;
}

/* Anything but 0 ends the transfer. */
static int on_progress(void *argument, curl_off_t to_come, curl_off_t come, curl_off_t to_go,
                       curl_off_t gone)
{
    const struct baton_http_conf *conf = argument;

    (void)to_come;
    (void)come;
    (void)to_go;
    (void)gone;
    return conf->give_up(conf->context);
}

static void set_limits(struct baton_http *http)
{
    CURL *curl = http->curl;
    const struct baton_http_conf *conf = &http->conf;

    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->error);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)conf->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)conf->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "baton/" BATON_VERSION);
    if (conf->ca_file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, conf->ca_file);
    curl_easy_setopt(curl, CURLOPT_CA_CACHE_TIMEOUT, 0L); /* the file may be written anew */
    if (conf->give_up != NULL) {
        curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
        curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
        curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &http->conf);
    }
    if (conf->user == NULL)
        return;
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_USERNAME, conf->user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, conf->password != NULL ? conf->password : "");
}

static void set_body(CURL *curl, const char *method, const struct baton_text *body)
{
    if (body != NULL) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body->size);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->size > 0 ? body->data : "");
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
}

static struct curl_slist *make_headers(const char *content_type)
{
    char type[160];
    char accept[160];

    if (content_type == NULL)
        return curl_slist_append(NULL, "Expect:");
    snprintf(type, sizeof type, "Content-Type: %s", content_type);
    snprintf(accept, sizeof accept, "Accept: %s, application/json", content_type);
    return curl_slist_append(curl_slist_append(curl_slist_append(NULL, "Expect:"), type), accept);
}

static int explain(struct baton_http *http, CURLcode code, bool too_large, const char *url,
                   struct baton_error *err)
{
    const char *kind = too_large                          ? "http_too_large"
                       : code == CURLE_OPERATION_TIMEDOUT ? "http_timeout"
                                                          : "http_no_answer";
    const char *reason = http->error[0] != '\0' ? http->error : curl_easy_strerror(code);

    if (too_large)
        baton_fail(err, BATON_RETRY, kind, "%.200s: the answer has more than %zu bytes", url,
                   http->conf.max_answer_bytes);
    else
        baton_fail(err, BATON_RETRY, kind, "%.200s: %.200s", url, reason);
    return -1;
}

int baton_http_ask(struct baton_http *http, const char *method, const char *url,
                   const char *content_type, const struct baton_text *body,
                   struct baton_buf *ret_body, struct baton_error *err)
{
    struct answer answer = { .body = ret_body, .max_bytes = http->conf.max_answer_bytes };
    struct curl_slist *headers = make_headers(content_type);
    long status = 0;

    baton_buf_reset(ret_body);
    set_limits(http);
    http->error[0] = '\0';
    curl_easy_setopt(http->curl, CURLOPT_URL, url);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(http->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, &answer);
    set_body(http->curl, method, body);
    CURLcode code = curl_easy_perform(http->curl);
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return code == CURLE_OK ? (int)status : explain(http, code, answer.too_large, url, err);
}
