#include <sqlite3.h>

// Variadic, and so invisible to Swift: https://www.sqlite.org/c3ref/config.html
static inline int desk_sqlite_without_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
