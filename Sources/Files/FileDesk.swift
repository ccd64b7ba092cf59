package import Desk
import Glibc
package import Threads

/// Takes files in, away from the loop: one piece after another, on a thread of its own.
package final class FileDesk: Sendable {
  /// What the operator allows.
  package struct Plan: Sendable {
    package let folder: String
    package let limits: FileLimits
    /// Bytes of all files together.
    package let total: Int64
    package let scanner: Scanner?

    package init(folder: String, limits: FileLimits, total: Int64, scanner: Scanner?) {
      self.folder = folder
      self.limits = limits
      self.total = total
      self.scanner = scanner
    }
  }

  /// Bytes of one piece at most: a line of 100 kbit/s brings it in twenty seconds.
  package static let part = 256 << 10
  /// Pieces that may wait: 16 MiB.
  private static let bound = 64

  private let plan: Plan
  private let mailbox = Mailbox<Piece>(bound: bound)
  private let log: @Sendable (FileFailure) -> Void

  private struct Piece: Sendable {
    let bytes: [UInt8]
    let offset: Int64
    let grant: FileVouchers.Grant
    let done: @Sendable (FileStore.Progress?) -> Void
  }

  package init(_ plan: Plan, log: @escaping @Sendable (FileFailure) -> Void) {
    self.plan = plan
    self.log = log
  }

  /// The folder of files, for those who fetch.
  package var folder: String { plan.folder }
  package var limits: FileLimits { plan.limits }

  /// Starts the thread; it ends after `close`.
  package func start() throws -> NamedThread {
    let store = Handed(try FileStore(plan.folder))
    return try NamedThread("files") { [self] in work(store.value) }
  }

  package func close() { mailbox.close() }

  /// Takes the next bytes of a file. `done` is told where it has come to, nil where the disk
  /// failed.
  /// False when too many wait: nothing was taken.
  package func take(
    _ bytes: [UInt8], at offset: Int64, for grant: FileVouchers.Grant,
    done: @escaping @Sendable (FileStore.Progress?) -> Void
  ) -> Bool {
    mailbox.post(Piece(bytes: bytes, offset: offset, grant: grant, done: done))
  }

  private func work(_ store: FileStore) {
    var swept = MonotonicTime.now
    while true {
      _ = mailbox.wait(for: .seconds(3600))
      for piece in mailbox.drain() { piece.done(take(piece, store)) }
      if mailbox.isClosed { return }
      if MonotonicTime.now >= swept.advanced(by: .seconds(3600)) {
        store.sweep()
        swept = .now
      }
    }
  }

  private func take(_ piece: Piece, _ store: FileStore) -> FileStore.Progress? {
    do throws(FileFailure) {
      return try store.take(
        piece.bytes, at: piece.offset, for: piece.grant, most: plan.total
      ) { [plan] bytes, path in
        MediaCheck.fault(of: bytes, as: piece.grant.media) ?? plan.scanner?.fault(of: path)
      }
    } catch {
      log(error)
      return error.isWantOfRoom ? .full : nil
    }
  }
}

/// What is made on one thread and belongs to another from then on.
private struct Handed<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
