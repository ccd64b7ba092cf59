// A plain C face for RE2, whose own is C++. https://github.com/google/re2/blob/main/re2/re2.h
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern. It may be used from several threads at once; free it once.
typedef struct cre2_pattern cre2_pattern;

/// Where a match lies, in bytes from the start of the text.
typedef struct {
  bool found;
  size_t start;
  size_t end;
} cre2_match;

/// Compiles a pattern in UTF-8, or gives null and writes a sentence into `error`.
///
/// `budget` bounds the bytes spent on the program and its automaton. `error` always ends in a zero
/// byte; `culprit` receives how many bytes of it, from the end, quote the offending part.
cre2_pattern *cre2_compile(
    const char *source, size_t length, int64_t budget, bool ignore_case, char *error,
    size_t error_capacity, size_t *culprit);

/// Whether the pattern matches all of the text.
bool cre2_matches_whole(const cre2_pattern *pattern, const char *text, size_t length);

/// The leftmost match at or after `from`.
cre2_match cre2_find(const cre2_pattern *pattern, const char *text, size_t length, size_t from);

/// How many instructions the compiled program has: the work one byte of input can cost.
int32_t cre2_program_size(const cre2_pattern *pattern);

void cre2_free(cre2_pattern *pattern);

#ifdef __cplusplus
}
#endif
