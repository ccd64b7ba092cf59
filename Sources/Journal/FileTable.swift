package import Desk

/// Which conversations hold which files: derived from the events, so that a file goes when the last
/// of them does.
package final class FileTable {
  private let insert: Statement
  private let select: Statement
  private let selectOf: Statement
  private let selectOther: Statement
  /// How many files of a conversation are written down.
  private var written: [Int64: Int] = [:]
  private static let writtenLimit = 20_000

  init(_ database: Database) throws(RecordFailure) {
    insert = try database.prepare(
      "INSERT OR IGNORE INTO kept_files (file, conversation) VALUES (?, ?)")
    select = try database.prepare("SELECT 1 FROM kept_files WHERE file=? LIMIT 1")
    selectOf = try database.prepare("SELECT file FROM kept_files WHERE conversation=?")
    selectOther = try database.prepare(
      """
      SELECT 1 FROM kept_files k JOIN tickets t ON t.number=k.conversation
      WHERE k.file=? AND t.customer<>? LIMIT 1
      """)
  }

  /// Over a connection of its own, for looking only.
  package convenience init(reading path: String) throws(RecordFailure) {
    try self.init(try Database(path: path, mode: .reading))
  }

  func write(_ conversation: Conversation, _ number: Int64) throws(RecordFailure) {
    let files = conversation.files
    guard !files.isEmpty, written[number] != files.count else { return }
    for file in files {
      insert.bind(1, file.id)
      insert.bind(2, number)
      try insert.run()
    }
    if written.count >= Self.writtenLimit { written = [:] }
    written[number] = files.count
  }

  func forget() { written = [:] }

  /// Whether any conversation holds it.
  package func isKept(_ file: String) throws(RecordFailure) -> Bool {
    select.bind(1, file)
    return try select.first { _ in true } ?? false
  }

  /// Whether somebody else's conversation holds it.
  package func isKept(_ file: String, byOthersThan customer: Identifier<Customer>)
    throws(RecordFailure) -> Bool
  {
    selectOther.bind(1, file)
    selectOther.bind(2, customer.text)
    return try selectOther.first { _ in true } ?? false
  }

  package func files(of number: Int64) throws(RecordFailure) -> [String] {
    selectOf.bind(1, number)
    return try selectOf.rows { $0.text(0) }
  }

  // MARK: Making it

  private static func stands(in database: Database) throws(RecordFailure) -> Bool {
    try database.number("SELECT 1 FROM sqlite_schema WHERE name='kept_files'") != nil
  }

  /// Version 9: what conversations held before there was the table.
  static func bringUp(_ database: Database) throws(RecordFailure) {
    let rows = try database.prepare(
      """
      SELECT conversation, json_extract(CAST(body AS TEXT), '$.file.id') FROM transcript
      WHERE conversation>0 AND instr(body, '"file":{')>0
      """)
    let insert = try database.prepare(
      "INSERT OR IGNORE INTO kept_files (file, conversation) VALUES (?, ?)")
    for (number, file) in try rows.rows({ ($0.int(0), $0.optionalText(1)) }) {
      guard let file else { continue }
      insert.bind(1, file)
      insert.bind(2, number)
      try insert.run()
    }
  }

  /// Every file that a record holds.
  package static func all(in database: Database) throws(RecordFailure) -> [String] {
    guard try stands(in: database) else { return [] }
    return try database.prepare("SELECT DISTINCT file FROM kept_files ORDER BY file")
      .rows { $0.text(0) }
  }
}
