package import Desk
import Glibc

/// Who was erased, beside the record: `frontdesk.erased`, ids only.
///
/// A line for each, written and synced before the first of their words goes. After a crash, or
/// after an older copy of the record was put back, the desk erases them again by it. Belongs to
/// the record's thread.
package final class ErasedList {
  /// One who was erased, and when: what they began later is not.
  package struct Line: Equatable, Sendable {
    package let customer: Identifier<Customer>
    package let at: Instant

    package init(_ customer: Identifier<Customer>, at moment: Instant) {
      self.customer = customer
      at = moment
    }
  }

  package let path: String
  package private(set) var lines: [Line]

  package init(folder: String) throws(RecordFailure) {
    path = folder + "/frontdesk.erased"
    lines = try Self.read(path)
  }

  package func add(_ line: Line) throws(RecordFailure) {
    guard !lines.contains(line) else { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("cannot write \(path)") }
    defer { close(descriptor) }
    // What a cut left half written ends here.
    let text = Array("\n\(line.customer) \(line.at.milliseconds)\n".utf8)
    guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
      throw Self.failure("cannot write \(path)")
    }
    try FolderSync.sync(parentOf: path)
    lines.append(line)
  }

  private static func read(_ path: String) throws(RecordFailure) -> [Line] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw failure("cannot read \(path)") }
      return []
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot read \(path)") }
      if count == 0 { break }
      bytes += part.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap(Self.line)
  }

  private static func line(_ text: Substring) -> Line? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let moment = Int64(parts[1]) else { return nil }
    return Line(Identifier(String(parts[0])), at: Instant(milliseconds: moment))
  }

  private static func failure(_ what: String) -> RecordFailure {
    let isFull = errno == ENOSPC || errno == EDQUOT
    return RecordFailure(isFull ? .full : .broken, "\(what): \(String(cString: strerror(errno)))")
  }
}
