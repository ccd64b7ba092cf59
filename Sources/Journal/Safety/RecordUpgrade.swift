package import Desk
import Glibc

/// Bringing a record of an older version up, tried on a copy.
package enum RecordUpgrade {
  package static var version: Int64 { Schema.version }

  /// What bringing up would come to, as a copy shows.
  package struct Trial: Sendable {
    package let from: Int64
    package let to: Int64
    package let extent: RecordExtent
  }

  /// Does it to a copy beside the record, checks that, and removes it. The record stays as it is.
  package static func attempt(_ folder: String, now: Instant) throws(RecordFailure) -> Trial {
    let paths = RecordPaths(folder: folder)
    let source = try Database(path: paths.record, mode: .reading)
    guard let facts = try RecordFacts(source) else {
      throw RecordFailure(.damaged, "\(paths.record) is empty")
    }
    // Never given a name: it goes with this object.
    let copy = try RecordCopy(to: paths.record + ".trial")
    try copy.fill(from: source, now: now.milliseconds)
    do {
      let database = try Database(path: copy.draft, mode: .draft)
      try Schema.prepare(database, epoch: { "" }, now: now.milliseconds)
    }
    let database = try Database(path: copy.draft, mode: .reading)
    let (before, after) = (try RecordExtent(source), try RecordExtent(database))
    guard before == after else {
      throw RecordFailure(.damaged, "the copy has other events than the record; tell its makers")
    }
    if let fault = try Inspection.verify(database).faults.first {
      throw RecordFailure(.damaged, "brought up, the copy has a fault: \(fault)")
    }
    return Trial(from: facts.version, to: Schema.version, extent: after)
  }
}
