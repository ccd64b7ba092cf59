import CSQLite

/// What stands in a record's own file now, its log left out, and where the log is: seen beside a
/// running desk.
///
/// Read through SQLite's own opening of the file: one of ours, closed, would lose SQLite its locks.
/// Belongs to one thread at a time.
final class RecordFileView {
  private let database: Database
  private let pageSize: Int
  /// Of the table `meta`, which is the first made and takes one page.
  private let page: Int

  init(_ path: String) throws(RecordFailure) {
    database = try Database(path: path, mode: .reading)
    pageSize = Int(try database.number("PRAGMA page_size") ?? 4096)
    page = Int(
      try database.number("SELECT rootpage FROM sqlite_schema WHERE name='meta'") ?? 0)
  }

  /// What tells the file from others, and how far it has come.
  struct Facts: Equatable {
    /// The file's first bytes, which no change of a record touches.
    var title: [UInt8]
    var epoch: String?
    var standing: String?
    var turns: Int64
  }

  /// Nil where that cannot be read: the file is another one, or is being written to just now.
  func facts() -> Facts? {
    guard page > 1, let title = read(24, at: 0),
      let bytes = read(pageSize, at: (page - 1) * pageSize)
    else { return nil }
    let meta = Self.rows(bytes)
    guard let turns = meta["turns"].flatMap({ Int64($0) }) else { return nil }
    return Facts(title: title, epoch: meta["epoch"], standing: meta["standing"], turns: turns)
  }

  /// Where the log is; nil while its index is being written.
  func log() -> LogState? {
    guard let file = file(), let map = file.pointee.pMethods?.pointee.xShmMap else { return nil }
    var index: UnsafeMutableRawPointer?
    guard map(file, 0, Self.indexPiece, 0, &index) == SQLITE_OK, let index else { return nil }
    return LogState(index)
  }

  /// What SQLite maps at once.
  private static let indexPiece: Int32 = 32_768

  private func file() -> UnsafeMutablePointer<sqlite3_file>? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    let code = sqlite3_file_control(database.handle, "main", SQLITE_FCNTL_FILE_POINTER, &file)
    return code == SQLITE_OK ? file : nil
  }

  private func read(_ count: Int, at offset: Int) -> [UInt8]? {
    guard let file = file(), let read = file.pointee.pMethods?.pointee.xRead else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return read(file, &bytes, Int32(count), Int64(offset)) == SQLITE_OK ? bytes : nil
  }

  /// Names and values of two texts each, in a leaf of a table without row ids:
  /// https://www.sqlite.org/fileformat2.html#b_tree_pages
  private static func rows(_ page: [UInt8]) -> [String: String] {
    guard page.count > 8, page[0] == 0x0A else { return [:] }
    var rows: [String: String] = [:]
    for cell in 0..<(Int(page[3]) << 8 | Int(page[4])) {
      let place = 8 + 2 * cell
      guard place + 1 < page.count else { return [:] }
      let start = Int(page[place]) << 8 | Int(page[place + 1])
      guard start + 4 <= page.count else { return [:] }
      // Payload's size, header's size, a type each: a byte each for texts as short as these.
      let (size, header) = (Int(page[start]), page[start + 1])
      let types = [Int(page[start + 2]), Int(page[start + 3])]
      guard size < 128, header == 3, types.allSatisfy({ (13..<128).contains($0) && $0 % 2 == 1 })
      else { continue }
      let lengths = types.map { ($0 - 13) / 2 }
      let end = start + 4 + lengths[0] + lengths[1]
      guard end <= page.count else { return [:] }
      let name = page[(start + 4)..<(start + 4 + lengths[0])]
      rows[String(decoding: name, as: UTF8.self)] = String(
        decoding: page[(start + 4 + lengths[0])..<end], as: UTF8.self)
    }
    return rows
  }
}
