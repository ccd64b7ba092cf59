import CSQLite

/// A prepared statement, used again and again by the thread of its database.
package final class Statement {
  private let handle: OpaquePointer
  private let database: Database

  init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Makes ready for the next run; bound values are kept until bound anew.
  package func reset() { sqlite3_reset(handle) }

  package func bind(_ index: Int32, _ value: Int64?) {
    if let value { sqlite3_bind_int64(handle, index, value) } else { bindNull(index) }
  }

  package func bind(_ index: Int32, _ value: String?) {
    guard var value else { return bindNull(index) }
    value.withUTF8 { utf8 in
      let bytes = UnsafeRawPointer(utf8.baseAddress)?.assumingMemoryBound(to: CChar.self)
      _ = sqlite3_bind_text(handle, index, bytes, Int32(utf8.count), transient)
    }
  }

  package func bind(_ index: Int32, _ value: [UInt8]) { bind(index, value[...]) }

  package func bind(_ index: Int32, _ value: ArraySlice<UInt8>) {
    _ = value.withUnsafeBytes { bytes in
      // An empty blob must not become NULL.
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(handle, index, 0)
        : sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), transient)
    }
  }

  package func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

  /// True while there is a row to read.
  package func step() throws(RecordFailure) -> Bool {
    assert(
      database.mayWrite || sqlite3_stmt_readonly(handle) != 0
        || database.isHarmless(String(cString: sqlite3_sql(handle))),
      "what is written is in a transaction: \(String(cString: sqlite3_sql(handle)))")
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let failure = database.failure(code, String(cString: sqlite3_sql(handle)))
      sqlite3_reset(handle)
      throw failure
    }
  }

  /// Runs a statement that returns no rows, and makes it ready again.
  package func run() throws(RecordFailure) {
    defer { reset() }
    while try step() {}
  }

  /// Reads every row, and makes ready again.
  package func rows<Row>(_ read: (Statement) throws(RecordFailure) -> Row) throws(RecordFailure)
    -> [Row]
  {
    defer { reset() }
    var rows: [Row] = []
    while try step() { rows.append(try read(self)) }
    return rows
  }

  /// Reads the first row, if there is one, and makes ready again.
  package func first<Row>(_ read: (Statement) throws(RecordFailure) -> Row) throws(RecordFailure)
    -> Row?
  {
    defer { reset() }
    return try step() ? try read(self) : nil
  }

  package func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  package func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

  package func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  package func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return Array(
      UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }

  package func isBlob(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_BLOB
  }

  package func isInteger(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_INTEGER
  }

  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }
}

/// Tells SQLite to copy what it is given: https://www.sqlite.org/c3ref/c_static.html
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
