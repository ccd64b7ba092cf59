package import Desk
import Glibc
import Synchronization
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
    /// Those of some files that no conversation holds; nil where that cannot be said now.
    package var unheld: @Sendable ([String]) -> [String]? = { _ in nil }

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
  /// Bytes that others freed and the store does not know of.
  private let freed = Mutex<Int64>(0)

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

  /// Others have removed files: so many bytes are free again.
  package func note(freed bytes: Int64) { freed.withLock { $0 += bytes } }

  /// Takes the next bytes of a file. `done` is told where it has come to, nil where the disk
  /// failed.
  /// False when too many wait: nothing was taken.
  package func take(
    _ bytes: [UInt8], at offset: Int64, for grant: FileVouchers.Grant,
    done: @escaping @Sendable (FileStore.Progress?) -> Void
  ) -> Bool {
    mailbox.post(Piece(bytes: bytes, offset: offset, grant: grant, done: done))
  }

  /// Between two rooms of the folder that are looked through.
  private static let breath = Duration.milliseconds(20)

  private func work(_ store: FileStore) {
    var swept = MonotonicTime.now
    // Also at the start: what was sent and never said before the end is nobody's.
    var rooms = store.rooms
    while true {
      _ = mailbox.wait(for: rooms.isEmpty ? .seconds(3600) : Self.breath)
      for piece in mailbox.drain() { piece.done(take(piece, store)) }
      if mailbox.isClosed { return }
      store.free(
        freed.withLock { bytes in
          defer { bytes = 0 }
          return bytes
        })
      if let room = rooms.popLast() { store.sweep(room, unheld: plan.unheld) }
      if MonotonicTime.now >= swept.advanced(by: .seconds(3600)) {
        store.sweep()
        rooms = store.rooms
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
