#ifndef TUMULTEKIT_CLIBCRYPTO_SHIM_H
#define TUMULTEKIT_CLIBCRYPTO_SHIM_H
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#endif
