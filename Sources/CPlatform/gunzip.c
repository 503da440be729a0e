#include "cplatform.h"
#include <stdlib.h>
#include <zlib.h>

struct platform_gunzip {
  z_stream stream;
  enum { IN_MEMBER, BETWEEN, IN_PADDING } place;
  const char *reason;
};

platform_gunzip *platform_gunzip_new(void) {
  platform_gunzip *gunzip = calloc(1, sizeof *gunzip);
  if (!gunzip) return NULL;
  // The largest window, and 16: gzip's header and trailer, nothing else.
  if (inflateInit2(&gunzip->stream, 15 + 16) != Z_OK) {
    free(gunzip);
    return NULL;
  }
  return gunzip;
}

void platform_gunzip_free(platform_gunzip *gunzip) {
  if (!gunzip) return;
  inflateEnd(&gunzip->stream);
  free(gunzip);
}

bool platform_gunzip_may_end(const platform_gunzip *gunzip) { return gunzip->place != IN_MEMBER; }

const char *platform_gunzip_reason(const platform_gunzip *gunzip) { return gunzip->reason; }

static platform_gunzipped wrong(platform_gunzip *gunzip, const char *reason) {
  gunzip->reason = reason ? reason : "damaged data";
  return PLATFORM_GUNZIP_WRONG;
}

/// What stands between members is not for zlib: another member, or zeros to the end, as on tapes.
static platform_gunzipped step(platform_gunzip *gunzip) {
  z_stream *stream = &gunzip->stream;
  if (gunzip->place != IN_MEMBER) {
    const uint8_t next = *stream->next_in;
    if (next == 0) {
      gunzip->place = IN_PADDING;
      stream->next_in++;
      stream->avail_in--;
      return PLATFORM_GUNZIP_INPUT_USED;
    }
    if (next != 0x1F || gunzip->place == IN_PADDING) return wrong(gunzip, "what follows the compressed data is no gzip");
    inflateReset(stream);
    gunzip->place = IN_MEMBER;
  }
  switch (inflate(stream, Z_NO_FLUSH)) {
  case Z_STREAM_END: gunzip->place = BETWEEN; return PLATFORM_GUNZIP_INPUT_USED;
  // No progress was possible: input or room is used up, which the caller sees.
  case Z_OK:
  case Z_BUF_ERROR: return PLATFORM_GUNZIP_INPUT_USED;
  case Z_MEM_ERROR: return PLATFORM_GUNZIP_NO_MEMORY;
  default: return wrong(gunzip, stream->msg);
  }
}

platform_gunzipped platform_gunzip_inflate(platform_gunzip *gunzip, const uint8_t *packed, uint32_t count, uint8_t *out,
                                           uint32_t capacity, uint32_t *consumed, uint32_t *produced) {
  z_stream *stream = &gunzip->stream;
  stream->next_in = (Bytef *)packed;
  stream->avail_in = count;
  stream->next_out = out;
  stream->avail_out = capacity;
  platform_gunzipped result = PLATFORM_GUNZIP_INPUT_USED;
  while (result == PLATFORM_GUNZIP_INPUT_USED && stream->avail_in > 0 && stream->avail_out > 0) result = step(gunzip);
  // Output that zlib still holds comes out without input.
  if (result == PLATFORM_GUNZIP_INPUT_USED && gunzip->place == IN_MEMBER && count == 0 && capacity > 0)
    result = step(gunzip);
  if (result == PLATFORM_GUNZIP_INPUT_USED && stream->avail_out == 0) result = PLATFORM_GUNZIP_OUTPUT_FULL;
  *consumed = count - stream->avail_in;
  *produced = capacity - stream->avail_out;
  return result;
}
