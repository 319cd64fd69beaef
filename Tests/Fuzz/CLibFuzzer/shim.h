#pragma once
#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library (compiler-rt): runs `callback` on inputs until it is told to stop.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
