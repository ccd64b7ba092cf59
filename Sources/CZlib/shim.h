#pragma once
#include <zlib.h>

// deflateInit2 is a macro, which Swift does not see. 31: the largest window, with a gzip header.
static inline int frontdesk_gzip_begin(z_stream *stream) {
  return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
}
