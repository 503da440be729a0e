#include "cplatform.h"
#include <fcntl.h>
#include <sys/resource.h>

size_t platform_open_files(size_t least) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return SIZE_MAX;
  // The first number below which so many are this process's own: what it was handed open beside its three streams is not.
  size_t wanted = 0, own = 0;
  for (; own < least; wanted++) own += wanted < 3 || fcntl((int)wanted, F_GETFD) < 0;
  if (limit.rlim_cur < wanted && limit.rlim_max > limit.rlim_cur) {
    const struct rlimit raised = {limit.rlim_max < wanted ? limit.rlim_max : wanted, limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  // Of those that are not its own, the ones below the limit.
  size_t inherited = 0;
  for (size_t file = 3; file < wanted && file < limit.rlim_cur; file++) inherited += fcntl((int)file, F_GETFD) >= 0;
  return limit.rlim_cur - inherited;
}
