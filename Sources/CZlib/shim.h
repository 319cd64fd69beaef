#ifndef TUMULTEKIT_CZLIB_SHIM_H
#define TUMULTEKIT_CZLIB_SHIM_H
#include <zlib.h>
#endif
