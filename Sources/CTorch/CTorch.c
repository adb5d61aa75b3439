#include "CTorch.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void torch_keep_freed_memory(void) {
#ifdef __GLIBC__
  // Whoever has set these knows better.
  if (getenv("MALLOC_TRIM_THRESHOLD_") || getenv("MALLOC_MMAP_THRESHOLD_")) return;
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
