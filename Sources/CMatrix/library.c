#define _GNU_SOURCE
#include "cmatrix.h"
#include "plain.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t dnnl_dim;
typedef int (*sgemm_function)(char transa, char transb, dnnl_dim m, dnnl_dim n, dnnl_dim k, float alpha,
                              const float *a, dnnl_dim lda, const float *b, dnnl_dim ldb, float beta, float *c,
                              dnnl_dim ldc);
typedef void (*set_threads_function)(int);
/// The head of oneDNN's dnnl_version_t; what follows it differs between versions and is not read.
struct version {
  int major, minor, patch;
};

static sgemm_function sgemm;
static set_threads_function set_threads;
static char name[64] = "plain";
static _Thread_local bool plain_preferred;
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
  const char *wanted = getenv("LMCTL_MATRIX");
  if (wanted && strcmp(wanted, "plain") == 0) return;
  static const char *const names[] = {"libdnnl.so.3", "libdnnl.so.2", "libdnnl.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle) continue;
    sgemm_function product = (sgemm_function)dlsym(handle, "dnnl_sgemm");
    const struct version *(*version)(void) = (const struct version *(*)(void))dlsym(handle, "dnnl_version");
    if (product && version) {
      const struct version *v = version();
      snprintf(name, sizeof name, "oneDNN %d.%d.%d", v->major, v->minor, v->patch);
      // Found through the handle: whichever OpenMP runtime the library was built with.
      set_threads = (set_threads_function)dlsym(handle, "omp_set_num_threads");
      sgemm = product;
      return;
    }
    dlclose(handle);
  }
}

const char *cmatrix_library(void) {
  pthread_once(&opened, open_library);
  return plain_preferred ? "plain" : name;
}

void cmatrix_prefer_plain(bool plain) { plain_preferred = plain; }

void cmatrix_multiply(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, const float *a,
                      int64_t stride_a, const float *b, int64_t stride_b, float beta, float *c, int64_t stride_c) {
  if (m <= 0 || n <= 0) return;
  pthread_once(&opened, open_library);
  if (sgemm && k > 0 && !plain_preferred) {
    // OpenMP's thread count is a property of each thread, and a new thread does not inherit it.
    static _Thread_local bool single;
    if (!single && set_threads) set_threads(1);
    single = true;
    if (sgemm(transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, 1, a, stride_a, b, stride_b, beta, c,
              stride_c) == 0)
      return;
  }
  plain_multiply(transpose_a, transpose_b, m, n, k, a, stride_a, b, stride_b, beta, c, stride_c);
}
