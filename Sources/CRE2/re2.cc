#include "CRE2.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

// No C++ exception may cross into Swift: RE2 throws none of its own, but memory can run out.

struct cre2_pattern {
  re2::RE2 expression;
  cre2_pattern(const re2::StringPiece &source, const re2::RE2::Options &options)
      : expression(source, options) {}
};

namespace {

// Takes no std::string: making one may throw, and this is also called when memory has run out.
size_t copy(re2::StringPiece from, char *to, size_t room) {
  const size_t length = std::min<size_t>(from.size(), room);
  std::memcpy(to, from.data(), length);
  to[length] = 0;
  return length;
}

void explain(
    re2::StringPiece sentence, re2::StringPiece part, char *error, size_t capacity,
    size_t *culprit) {
  if (capacity == 0) return;
  const size_t used = copy(sentence, error, capacity - 1);
  *culprit = copy(part, error + used, capacity - 1 - used);
}

}  // namespace

cre2_pattern *cre2_compile(
    const char *source, size_t length, int64_t budget, bool ignore_case, char *error,
    size_t error_capacity, size_t *culprit) {
  *culprit = 0;
  try {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(budget);
    options.set_case_sensitive(!ignore_case);
    cre2_pattern *pattern = new cre2_pattern(re2::StringPiece(source, length), options);
    if (pattern->expression.ok()) return pattern;
    std::string sentence = pattern->expression.error();
    const std::string part = pattern->expression.error_arg();
    // RE2 repeats the offending part at the end of its sentence; it is handed over apart.
    const std::string tail = ": " + part;
    if (!part.empty() && sentence.size() >= tail.size() &&
        sentence.compare(sentence.size() - tail.size(), tail.size(), tail) == 0) {
      sentence.resize(sentence.size() - tail.size());
    }
    explain(sentence, part, error, error_capacity, culprit);
    delete pattern;
    return nullptr;
  } catch (...) {
    explain("there is not enough memory for this pattern", "", error, error_capacity, culprit);
    return nullptr;
  }
}

bool cre2_matches_whole(const cre2_pattern *pattern, const char *text, size_t length) {
  try {
    return pattern->expression.Match(
        re2::StringPiece(text, length), 0, length, re2::RE2::ANCHOR_BOTH, nullptr, 0);
  } catch (...) {
    return false;
  }
}

cre2_match cre2_find(const cre2_pattern *pattern, const char *text, size_t length, size_t from) {
  cre2_match match = {false, 0, 0};
  if (from > length) return match;
  try {
    re2::StringPiece found;
    match.found = pattern->expression.Match(
        re2::StringPiece(text, length), from, length, re2::RE2::UNANCHORED, &found, 1);
    if (match.found) {
      match.start = static_cast<size_t>(found.data() - text);
      match.end = match.start + found.size();
    }
  } catch (...) {
    match.found = false;
  }
  return match;
}

int32_t cre2_program_size(const cre2_pattern *pattern) {
  return pattern->expression.ProgramSize();
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }
