// Swift cannot call C functions with variable arguments; each wrapper below fixes the type of one argument.
#ifndef TUMULTEKIT_CLIBCURL_SHIM_H
#define TUMULTEKIT_CLIBCURL_SHIM_H
#include <curl/curl.h>
#endif
