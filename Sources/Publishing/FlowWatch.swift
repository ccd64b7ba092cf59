import Operator
import Threads

/// Publishes the flows' folder by itself once its files have changed and come to rest.
///
/// Looks every two seconds, and publishes what looks the same twice: an editor that is still saving
/// is waited for. What was refused is tried again when it has changed again.
package final class FlowWatch: Sendable {
  package static let pause = Duration.seconds(2)

  private let ending = Mailbox<Bool>(bound: 1)
  private let thread: NamedThread

  /// `isNew` says that the folder already holds others than those that serve: it is published once
  /// it is seen to rest.
  package init(_ publisher: FlowPublisher, isNew: Bool) throws {
    let (ending, folder) = (ending, publisher.folder)
    // Here, not on the thread: what changes before that has begun has changed, too.
    let first = Self.look(folder)
    // Reads flows: deeply nested files take more than a usual stack.
    thread = try NamedThread("flows", stackBytes: 16 << 20) {
      var before = first
      var done = isNew ? [] : first
      while true {
        _ = ending.wait(for: Self.pause)
        guard !ending.isClosed else { return }
        let now = Self.look(folder)
        if now != done, now == before {
          // What came of it is in the log and in the record.
          _ = publisher.publish(by: "watch")
          done = now
        }
        before = now
      }
    }
  }

  package func stop() {
    ending.close()
    thread.join()
  }

  /// Names, sizes and times of the files; the same as long as none has changed.
  private static func look(_ folder: String) -> [String] {
    guard let names = try? Folders.names(in: folder, endings: ["yaml", "yml", "md"]) else {
      return []
    }
    var seen: [String] = []
    for name in names {
      // A file that went away meanwhile is seen to be gone at the next look.
      let status = Folders.status(folder + "/" + name)
      let time = status.map { "\($0.st_mtim.tv_sec).\($0.st_mtim.tv_nsec)" } ?? ""
      seen.append("\(name) \(status.map { Int($0.st_size) } ?? -1) \(time)")
    }
    return seen.sorted()
  }
}
