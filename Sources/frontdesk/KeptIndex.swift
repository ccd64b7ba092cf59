import Logging
import Searching
import Threads

/// The index of a running desk: who keeps it, and who answers from it, each on a thread.
struct KeptIndex {
  let follower: IndexFollower
  let desk: SearchDesk

  init(in folder: String, of record: String, log: Logger) {
    let file = IndexFile(folder: folder)
    follower = IndexFollower(file, of: record) { Self.tell($0, file, log) }
    desk = SearchDesk(file, of: record) { failure in
      log.warning("a search failed", metadata: ["reason": "\(failure)", "file": "\(file.path)"])
    }
  }

  func start() throws -> [NamedThread] {
    let (follower, desk) = (follower, desk)
    return [
      try NamedThread("index") { follower.run() }, try NamedThread("searches") { desk.run() },
    ]
  }

  func close() {
    desk.close()
    follower.close()
  }

  private static func tell(_ notice: IndexFollower.Notice, _ file: IndexFile, _ log: Logger) {
    let place = Logger.MetadataValue("\(file.path)")
    switch notice {
    case .remade(let why):
      log.warning("the search index is made anew", metadata: ["reason": "\(why)", "file": place])
    case .paused(let why):
      log.warning(
        "the search index stands still; the desk goes on",
        metadata: ["reason": "\(why)", "file": place])
    case .resumed: log.notice("the search index goes on", metadata: ["file": place])
    case .caughtUp(let events):
      log.info(
        "the search index has everything",
        metadata: ["events": .stringConvertible(events), "file": place])
    }
  }
}
