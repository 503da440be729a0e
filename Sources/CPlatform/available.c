#define _GNU_SOURCE
#include "cplatform.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/// `UINT64_MAX` stands for what is not known or has no bound, everywhere in this file.
static const uint64_t unbounded = UINT64_MAX;

static uint64_t least(uint64_t x, uint64_t y) { return x < y ? x : y; }

/// What is left of a bound, at least 1 where there is one: 0 is what the system does not say.
static uint64_t left(uint64_t bound, uint64_t used) {
  if (bound == unbounded || used == unbounded) return unbounded;
  return bound > used ? bound - used : 1;
}

/// The file of this name in a folder, opened to be read, or NULL.
static FILE *opened(const char *folder, const char *name) {
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s/%s", folder, name);
  return length > 0 && (size_t)length < sizeof path ? fopen(path, "re") : NULL;
}

/// The number in a file of one number; "max" is none.
static uint64_t number_in(const char *folder, const char *name) {
  FILE *file = opened(folder, name);
  if (!file) return unbounded;
  unsigned long long number = 0;
  const int found = fscanf(file, "%llu", &number);
  fclose(file);
  return found == 1 ? number : unbounded;
}

/// Of a file of lines such as `MemAvailable:  5 kB` or `inactive_file 5` the number behind each name, as far as there is
/// one.
static void numbers_in(const char *folder, const char *name, const char *const *names, uint64_t *numbers, int count) {
  for (int i = 0; i < count; i++) numbers[i] = unbounded;
  FILE *file = opened(folder, name);
  if (!file) return;
  char line[512], word[128];
  unsigned long long number = 0;
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "%127s %llu", word, &number) == 2)
      for (int i = 0; i < count; i++)
        if (strcmp(word, names[i]) == 0) numbers[i] = number;
  fclose(file);
}

static uint64_t kibibytes(uint64_t number) { return number > unbounded >> 10 ? unbounded : number << 10; }

/// What the machine has, and what it has promised to others where it keeps count of promises.
static uint64_t of_machine(const char *proc) {
  static const char *const names[] = {"MemAvailable:", "CommitLimit:", "Committed_AS:"};
  uint64_t numbers[3];
  numbers_in(proc, "meminfo", names, numbers, 3);
  uint64_t available = kibibytes(numbers[0]);
  if (number_in(proc, "sys/vm/overcommit_memory") == 2)
    available = least(available, left(kibibytes(numbers[1]), kibibytes(numbers[2])));
  return available;
}

/// What the limits of this process leave it.
static uint64_t of_process(const platform_bounds *bounds) {
  static const char *const names[] = {"VmSize:", "VmData:"};
  uint64_t numbers[2];
  if (bounds->address_space == unbounded && bounds->data == unbounded) return unbounded;
  numbers_in(bounds->proc, "self/status", names, numbers, 2);
  return least(left(bounds->address_space, kibibytes(numbers[0])), left(bounds->data, kibibytes(numbers[1])));
}

/// How a version of control groups names what it knows.
typedef struct naming {
  const char *limit, *usage, *files[2];
} naming;
static const naming version1 = {
    "memory.limit_in_bytes", "memory.usage_in_bytes", {"total_inactive_file", "total_active_file"}};
static const naming version2 = {"memory.max", "memory.current", {"inactive_file", "active_file"}};

/// What a group leaves: pages of files count as used there, and go when something else wants their place.
static uint64_t of_group(const char *folder, const naming *names) {
  const uint64_t limit = number_in(folder, names->limit), used = number_in(folder, names->usage);
  if (limit == unbounded || used == unbounded) return unbounded;
  uint64_t files[2], cached = 0;
  numbers_in(folder, "memory.stat", names->files, files, 2);
  for (int i = 0; i < 2; i++)
    if (files[i] != unbounded) cached += least(files[i], used);
  return left(limit, used - least(cached, used));
}

/// What a group and all above it leave. In a container the group's own folder may stand at the root, and none at the path.
static uint64_t of_groups(const char *root, const char *path, const naming *names) {
  char folder[4096];
  const size_t start = strlen(root);
  const int length = snprintf(folder, sizeof folder, "%s%s", root, strstr(path, "/..") ? "" : path);
  if (length < 0 || (size_t)length >= sizeof folder) return unbounded;
  uint64_t available = of_group(folder, names);
  while (strlen(folder) > start) {
    *strrchr(folder, '/') = 0;
    available = least(available, of_group(folder, names));
  }
  return available;
}

/// Whether `memory` is among names with commas between.
static bool has_memory(char *controllers) {
  char *rest = NULL;
  for (char *name = strtok_r(controllers, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
    if (strcmp(name, "memory") == 0) return true;
  return false;
}

static uint64_t of_control_groups(const platform_bounds *bounds) {
  FILE *file = opened(bounds->proc, "self/cgroup");
  if (!file) return unbounded;
  uint64_t available = unbounded;
  char line[4096], controllers[512], path[3000], root[1024];
  // number ':' controllers ':' path; version 2 has number 0 and no controllers.
  while (fgets(line, sizeof line, file)) {
    if (sscanf(line, "0::%2999[^\n]", path) == 1) {
      available = least(available, of_groups(bounds->groups, path, &version2));
      snprintf(root, sizeof root, "%s/unified", bounds->groups);
      available = least(available, of_groups(root, path, &version2));
    } else if (sscanf(line, "%*u:%511[^:]:%2999[^\n]", controllers, path) == 2 && has_memory(controllers)) {
      snprintf(root, sizeof root, "%s/memory", bounds->groups);
      available = least(available, of_groups(root, path, &version1));
    }
  }
  fclose(file);
  return available;
}

uint64_t platform_available_within(const platform_bounds *bounds) {
  const uint64_t available =
      least(of_machine(bounds->proc), least(of_process(bounds), of_control_groups(bounds)));
  return available == unbounded ? 0 : available;
}

static uint64_t soft(int resource) {
  struct rlimit limit;
  return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur : unbounded;
}

uint64_t platform_available_memory(void) {
  const platform_bounds bounds = {"/proc", "/sys/fs/cgroup", soft(RLIMIT_AS), soft(RLIMIT_DATA)};
  return platform_available_within(&bounds);
}

bool platform_limits_address_space(void) { return soft(RLIMIT_AS) != unbounded; }
