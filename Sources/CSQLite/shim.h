#include <sqlite3.h>

// Variadic, and so invisible to Swift: https://www.sqlite.org/c3ref/config.html
static inline int desk_sqlite_without_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// The file under a connection, through SQLite's own handle: whoever opens and closes it a second
// time takes away the locks. https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html
static inline sqlite3_file *desk_sqlite_file(sqlite3 *database) {
  sqlite3_file *file = 0;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file && file->pMethods ? file : 0;
}

static inline int desk_sqlite_read(sqlite3 *database, void *bytes, int count, sqlite3_int64 at) {
  sqlite3_file *file = desk_sqlite_file(database);
  return file ? file->pMethods->xRead(file, bytes, count, at) : SQLITE_MISUSE;
}

static inline int desk_sqlite_write(
    sqlite3 *database, const void *bytes, int count, sqlite3_int64 at) {
  sqlite3_file *file = desk_sqlite_file(database);
  return file ? file->pMethods->xWrite(file, bytes, count, at) : SQLITE_MISUSE;
}

static inline int desk_sqlite_sync(sqlite3 *database) {
  sqlite3_file *file = desk_sqlite_file(database);
  return file ? file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) : SQLITE_MISUSE;
}
