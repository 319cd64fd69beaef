// Swift cannot call C functions with variable arguments; each wrapper below fixes the type of one argument.
#ifndef TUMULTEKIT_CLIBCURL_SHIM_H
#define TUMULTEKIT_CLIBCURL_SHIM_H
#include <curl/curl.h>

// curl.h replaces these functions with type-checking macros; the parentheses call the functions themselves.

static inline CURLcode tumulte_easy_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode tumulte_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode tumulte_easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode tumulte_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode tumulte_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
    return (curl_easy_setopt)(easy, option, value);
}

typedef size_t (*tumulte_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode tumulte_easy_set_data_callback(CURL *easy, CURLoption option, tumulte_data_callback value) {
    return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode tumulte_easy_get_long(CURL *easy, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode tumulte_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode tumulte_easy_get_socket(CURL *easy, curl_socket_t *value) {
    return (curl_easy_getinfo)(easy, CURLINFO_ACTIVESOCKET, value);
}

// Only http and https, whatever libcurl was built with. The option changed its type in 7.85.
static inline CURLcode tumulte_easy_restrict_protocols(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return (curl_easy_setopt)(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return (curl_easy_setopt)(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Giving up on a transfer must not wait for the thread that asks the name server: it frees itself when it is done.
static inline void tumulte_easy_do_not_wait_for_resolver(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
    (curl_easy_setopt)(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
#endif
}

static inline CURLMcode tumulte_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

typedef int (*tumulte_socket_callback)(CURL *easy, curl_socket_t socket, int what, void *context, void *socket_context);
typedef int (*tumulte_timer_callback)(CURLM *multi, long milliseconds, void *context);

static inline CURLMcode tumulte_multi_set_callbacks(
    CURLM *multi, tumulte_socket_callback on_socket, tumulte_timer_callback on_timer, void *context) {
    CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    if (code == CURLM_OK) code = (curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
    if (code == CURLM_OK) code = (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    if (code == CURLM_OK) code = (curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
    return code;
}

// The host of a parsed URL as it goes on the wire: an international name in its ASCII form, where libcurl can do that.
static inline CURLUcode tumulte_url_host(CURLU *url, char **host) {
#ifdef CURLU_PUNYCODE
    if (curl_url_get(url, CURLUPART_HOST, host, CURLU_PUNYCODE) == CURLUE_OK) return CURLUE_OK;
#endif
    return curl_url_get(url, CURLUPART_HOST, host, 0);
}

// The result of a message; in C it is a member of a union.
static inline CURLcode tumulte_message_result(const CURLMsg *message) { return message->data.result; }
#endif
