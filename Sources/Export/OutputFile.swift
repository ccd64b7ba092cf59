import Glibc

/// A file that has its name only once it is whole.
///
/// Until then it lies beside it under the name of its own. One that is there already is not
/// replaced.
package final class OutputFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isWhole = false

  /// Why a file cannot be made or written, for whoever asked for it.
  package struct Trouble: Error, CustomStringConvertible, Sendable {
    package let description: String
    /// What the command that asked ends with: 73 it cannot be made, 74 it cannot be written.
    package let code: Int32
  }

  package init(_ path: String) throws(Trouble) {
    self.path = path
    draft = "\(path).part-\(getpid())"
    guard access(path, F_OK) != 0 else {
      throw Trouble(description: "\(path) is there already; name a new file", code: 73)
    }
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.trouble("cannot make \(draft)", code: 73) }
  }

  deinit {
    close(descriptor)
    if !isWhole { unlink(draft) }
  }

  package func write(_ bytes: [UInt8]) throws(Trouble) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.trouble("cannot write \(draft)", code: 74) }
      rest = rest.dropFirst(count)
    }
  }

  /// Everything is in it: gives it its name.
  package func finish() throws(Trouble) {
    guard fsync(descriptor) == 0 else { throw Self.trouble("cannot write \(draft)", code: 74) }
    // Unlike renaming, a link replaces nothing: https://man7.org/linux/man-pages/man2/link.2.html
    if link(draft, path) == 0 {
      unlink(draft)
    } else {
      guard errno != EEXIST else {
        throw Trouble(description: "\(path) is there already; name a new file", code: 73)
      }
      // Some file systems know no links.
      guard rename(draft, path) == 0 else { throw Self.trouble("cannot name \(path)", code: 73) }
    }
    isWhole = true
  }

  private static func trouble(_ what: String, code: Int32) -> Trouble {
    Trouble(description: "\(what): \(String(cString: strerror(errno)))", code: code)
  }
}
