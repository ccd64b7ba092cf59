import CSQLite

/// Clears what SQLite leaves in the unused parts of its pages.
///
/// `secure_delete` blanks what is deleted, but a page that was filled anew keeps copies of rows
/// that moved to another one in the gap that it has left. Nothing reads those, but for who looks
/// into the file. Belongs to the thread of the connection that writes, and goes through the file a
/// stretch at a time: https://www.sqlite.org/fileformat2.html#b_tree_pages
package struct PageScrubbing: Sendable {
  private var next: Int64 = 1
  private var pageSize: Int64 = 0

  /// Pages looked at in one turn: a few milliseconds.
  private static let stretch: Int64 = 1024
  /// Beyond it the first byte of a page that is no tree may look like one: 64 GiB.
  private static let mostPages: Int64 = 1 << 24
  /// SQLite never uses the page at this place of the file.
  private static let lockedByte: Int64 = 1 << 30

  package init() {}

  /// Goes on. True once the whole file was looked at, and none of it stands in the log.
  ///
  /// Does nothing while a reader holds an older view: the log would bring back what was cleared.
  package mutating func advance(_ database: Database) throws(RecordFailure) -> Bool {
    guard try database.emptyLog() else { return false }
    // Pages that are remembered would be written with what is cleared here.
    sqlite3_db_release_memory(database.handle)
    if pageSize == 0 { pageSize = try database.number("PRAGMA page_size") ?? 4096 }
    let count = try database.number("PRAGMA page_count") ?? 0
    guard count <= Self.mostPages else { return true }
    let end = min(count, next + Self.stretch - 1)
    var changed = false
    while next <= end {
      if try scrub(next, database) { changed = true }
      next += 1
    }
    if changed, desk_sqlite_sync(database.handle) != SQLITE_OK {
      throw RecordFailure(.broken, "\(database.path): cannot sync")
    }
    sqlite3_db_release_memory(database.handle)
    return next > count
  }

  private func scrub(_ number: Int64, _ database: Database) throws(RecordFailure) -> Bool {
    let offset = (number - 1) * pageSize
    guard Self.lockedByte / pageSize + 1 != number else { return false }
    var page = [UInt8](repeating: 0, count: Int(pageSize))
    let code = desk_sqlite_read(database.handle, &page, Int32(pageSize), offset)
    guard code == SQLITE_OK else {
      throw database.failure(code, "cannot read page \(number)")
    }
    guard let gap = Self.gap(of: page, isFirst: number == 1),
      page[gap].contains(where: { $0 != 0 })
    else { return false }
    let zeros = [UInt8](repeating: 0, count: gap.count)
    let written = desk_sqlite_write(
      database.handle, zeros, Int32(gap.count), offset + Int64(gap.lowerBound))
    guard written == SQLITE_OK else {
      throw database.failure(written, "cannot write page \(number)")
    }
    return true
  }

  /// What lies between the list of a page's cells and the cells; nil where it is no page of a tree.
  static func gap(of page: [UInt8], isFirst: Bool) -> Range<Int>? {
    let head = isFirst ? 100 : 0
    func number(_ at: Int) -> Int { Int(page[head + at]) << 8 | Int(page[head + at + 1]) }
    let size: Int
    switch page[head] {
    case 2, 5: size = 12
    case 10, 13: size = 8
    default: return nil
    }
    let cells = number(3)
    let content = number(5) == 0 ? 65_536 : number(5)
    let start = head + size + 2 * cells
    guard content <= page.count, start < content else { return nil }
    return start..<content
  }
}

extension Database {
  /// Carries the log over into the file and cuts it off. Waits for nobody: false if a reader still
  /// holds an older view.
  package func emptyLog() throws(RecordFailure) -> Bool {
    waitForLocks(.zero)
    defer { waitForLocks(.milliseconds(200)) }
    let answer = try prepare("PRAGMA wal_checkpoint(TRUNCATE)").first { $0.int(0) == 0 }
    return answer ?? false
  }
}
