#define _GNU_SOURCE
#include "cplatform.h"
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

/// Calls that somebody waits for: on the stack of who asked for them, and in the list while some have not begun.
typedef struct job {
  platform_part *body;
  void *context;
  size_t count, next, running;
  struct job *after;
} job;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wanted = PTHREAD_COND_INITIALIZER, ended = PTHREAD_COND_INITIALIZER;
/// The latest first: whoever asked from within another call is waited for by it.
static job *jobs;
/// Threads that were started, and those that are in a call.
static size_t workers, busy;

static void leave_list(const job *done) {
  job **link = &jobs;
  while (*link && *link != done) link = &(*link)->after;
  if (*link) *link = done->after;
}

/// Makes the next call of a job; the lock is held before and after. The job may be gone then.
static void call_next(job *of) {
  const size_t index = of->next++;
  if (of->next == of->count) leave_list(of);
  of->running++;
  pthread_mutex_unlock(&lock);
  of->body(of->context, index);
  pthread_mutex_lock(&lock);
  if (--of->running == 0 && of->next == of->count) pthread_cond_broadcast(&ended);
}

static void *work(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  while (true) {
    while (!jobs) pthread_cond_wait(&wanted, &lock);
    busy++;
    call_next(jobs);
    busy--;
  }
}

/// Processors that this process may run on: more threads than that would only take turns.
static size_t processors(void) {
  static size_t count;
  if (count == 0) {
    cpu_set_t set;
    long number = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : sysconf(_SC_NPROCESSORS_ONLN);
    count = number > 0 ? (size_t)number : 1;
  }
  return count;
}

/// Signals that are for the threads that wait for them: all but what a fault raises in the thread that is at fault, which
/// says where.
static sigset_t others(void) {
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};
  sigset_t set;
  sigfillset(&set);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&set, faults[i]);
  return set;
}

/// Starts threads until so many are free, as far as the system lets it: a thread less is slower, and nothing else. Whoever
/// calls keeps a processor busy too.
static void start(size_t needed) {
  sigset_t before;
  const sigset_t blocked = others();
  const size_t most = processors() - 1;
  while (workers - busy < needed && workers < most) {
    pthread_t thread;
    if (pthread_sigmask(SIG_SETMASK, &blocked, &before) != 0) return;
    const int refused = pthread_create(&thread, NULL, work, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (refused) return;
    pthread_detach(thread);
    workers++;
  }
}

void platform_concurrently(size_t count, platform_part *body, void *context) {
  if (count == 0) return;
  job own = {.body = body, .context = context, .count = count};
  pthread_mutex_lock(&lock);
  start(count - 1);
  own.after = jobs;
  jobs = &own;
  for (size_t i = 1; i < count && i <= workers; i++) pthread_cond_signal(&wanted);
  while (own.next < own.count) call_next(&own);
  while (own.running > 0) pthread_cond_wait(&ended, &lock);
  pthread_mutex_unlock(&lock);
}
