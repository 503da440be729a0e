#include "cplatform.h"
#include <sys/resource.h>

size_t platform_open_files(size_t least) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  if (limit.rlim_cur < least && limit.rlim_max > limit.rlim_cur) {
    const struct rlimit raised = {limit.rlim_max < least ? limit.rlim_max : least, limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return limit.rlim_cur;
}
