import Files
import Foundation
import Journal
import Operator

/// The files that a record's conversations hold, beside the record and beside its copies.
enum RecordFiles {
  /// Where the files of a copy lie.
  static func folder(beside copy: String) -> String { copy + ".files" }

  /// Copies what the copy of the record holds. Nil where there are no files.
  static func copy(from data: String, heldBy copy: String) throws -> FileCopies.Done? {
    let held = try FileTable.all(in: Database(path: copy, mode: .alone))
    let place = folder(beside: copy)
    guard !held.isEmpty || FileManager.default.fileExists(atPath: place) else { return nil }
    return try carry { () throws(FileFailure) in
      try FileCopies(data + "/files").copy(held, to: place, removingOthers: true)
    }
  }

  /// Puts back those that the restored record holds and that are not there. Nil where there are
  /// none.
  static func bringBack(to data: String, from copy: String) throws -> FileCopies.Done? {
    let held = try FileTable.all(in: Database(path: data + "/frontdesk.db", mode: .alone))
    guard !held.isEmpty else { return nil }
    return try carry { () throws(FileFailure) in
      try FileCopies(folder(beside: copy)).copy(
        held, to: data + "/files", removingOthers: false)
    }
  }

  private static func carry(_ work: () throws(FileFailure) -> FileCopies.Done) throws
    -> FileCopies.Done
  {
    do throws(FileFailure) { return try work() } catch {
      throw Failure("\(error)", code: 74)
    }
  }

  /// What came of it; a failure where something is not there, or is not what it was.
  static func tell(_ done: FileCopies.Done, _ deed: String, to place: String) throws {
    Speech.tell("\(deed) \(done.copied) files to \(place)")
    let faults = words(done)
    guard faults.isEmpty else {
      throw Failure("the record was \(deed), and \(faults.joined(separator: ", "))", code: 65)
    }
  }

  /// One sentence each.
  static func faults(in data: String, heldBy database: Database) throws(RecordFailure) -> [String] {
    words(FileCopies(data + "/files").look(for: try FileTable.all(in: database)))
  }

  private static func words(_ done: FileCopies.Done) -> [String] {
    var words: [String] = []
    if let first = done.missing.first {
      words.append("\(done.missing.count) files are missing, \(first) is one")
    }
    if let first = done.changed.first {
      words.append("\(done.changed.count) files are not what was sent, \(first) is one")
    }
    return words
  }
}
