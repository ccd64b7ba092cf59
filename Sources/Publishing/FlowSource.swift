package import Flows
package import Journal
import Operator

/// Revisions as an operator names them: a folder, the beginning of a revision's name, or what
/// serves.
package struct FlowSource {
  package let folder: String
  private let queues: [String]
  private let record: () throws -> Database

  /// A revision with the files it was made from, and what to call it before the operator.
  package struct Named {
    package let name: String
    package let revision: Revision
    package let files: FlowFolder

    package var outline: Outline { files.outline(of: revision) }
  }

  /// `record` opens the record for looking; it is asked only where a name is no folder's.
  package init(folder: String, queues: [String], record: @escaping () throws -> Database) {
    self.folder = folder
    self.queues = queues
    self.record = record
  }

  /// Nil names what serves.
  package func named(_ name: String?) throws -> Named {
    if let name, Folders.isFolder(name) { return try folder(name) }
    let reading = try FlowReading(record())
    return try kept(try name.map { try RevisionName.find($0, reading) }, reading)
  }

  package func folder(_ path: String) throws -> Named {
    let files = try FlowFolder(path)
    let report = files.report(queues)
    guard let revision = report.outcome.revision, !report.hasErrors else {
      throw Failure(
        "\(path) has errors\n\(report.text)", code: 65, findings: report.findings)
    }
    return Named(name: "\(path) (\(revision.id))", revision: revision, files: files)
  }

  package func kept(_ id: String?, _ reading: FlowReading) throws -> Named {
    guard let id = try id ?? reading.current()?.revision else {
      throw Failure("no flows were published yet", code: 1)
    }
    guard let kept = try KeptFlows(id, reading, queues) else {
      throw Failure("revision \(id) is not in the record or cannot be read any more", code: 1)
    }
    return Named(name: "revision \(id)", revision: kept.revision, files: kept.files)
  }
}
