#include "cplatform.h"
#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

struct platform_sha256 {
  EVP_MD_CTX *context;
};

// libcrypto refuses here only where memory for a context is refused; there is nothing to go on with then.
static void require(int ok) {
  if (!ok) abort();
}

static EVP_MD *sha256;

// A library context of our own: what a machine's openssl.cnf leaves out is left out of the default one.
static void fetch(void) {
  OSSL_LIB_CTX *context = OSSL_LIB_CTX_new();
  sha256 = context ? EVP_MD_fetch(context, "SHA256", NULL) : NULL;
}

platform_sha256 *platform_sha256_new(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, fetch);
  platform_sha256 *digest = malloc(sizeof *digest);
  require(digest != NULL);
  digest->context = EVP_MD_CTX_new();
  require(sha256 && digest->context && EVP_DigestInit_ex(digest->context, sha256, NULL));
  return digest;
}

platform_sha256 *platform_sha256_copy(const platform_sha256 *other) {
  platform_sha256 *digest = malloc(sizeof *digest);
  require(digest != NULL);
  digest->context = EVP_MD_CTX_new();
  require(digest->context && EVP_MD_CTX_copy_ex(digest->context, other->context));
  return digest;
}

void platform_sha256_update(platform_sha256 *digest, const void *bytes, size_t count) {
  if (count) require(EVP_DigestUpdate(digest->context, bytes, count));
}

void platform_sha256_finish(platform_sha256 *digest, uint8_t *out) {
  unsigned int length = 0;
  require(EVP_DigestFinal_ex(digest->context, out, &length) && length == 32);
}

void platform_sha256_free(platform_sha256 *digest) {
  EVP_MD_CTX_free(digest->context);
  free(digest);
}
