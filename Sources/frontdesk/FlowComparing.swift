import ArgumentParser
import Flows
import Foundation
import Journal

extension FlowCommand {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say in words how two revisions differ.",
      discussion: """
        Without arguments: what serves against the folder. With one: that one against the folder. \
        Each is a revision of the record, or how it begins, or a folder of flows. Exit codes: 0 \
        alike, 1 they differ.
        """)
    @OptionGroup var options: FlowOptions
    @Argument(help: "The older one, then the newer one.", completion: .directory)
    var revisions: [String] = []

    func validate() throws {
      if revisions.count > 2 { throw ValidationError("two revisions can be compared, not more") }
    }

    func run() throws {
      let (settings, desk) = try options.load().resolved()
      let flows = FlowSource(
        data: settings.folders.data, folder: settings.folders.flows,
        queues: desk.queues.map(\.name))
      let old = try flows.named(revisions.first)
      let new = try flows.named(revisions.count > 1 ? revisions[1] : settings.folders.flows)
      let changes = old.outline.changes(to: new.outline)
      for change in changes { Speech.tell(change.line) }
      let texts = changes.allSatisfy { $0.isText }
      Speech.tell(
        changes.isEmpty
          ? "\(old.name) and \(new.name) do not differ"
          : "\(changes.count) difference\(changes.count == 1 ? "" : "s") from \(old.name) to \(new.name)"
            + (texts ? "; texts only, so that a hotfix is possible" : ""))
      if !changes.isEmpty { Foundation.exit(1) }
    }
  }
}

/// Revisions as an operator names them: a folder, the beginning of a revision's name, or what serves.
struct FlowSource {
  let data: String
  let folder: String
  let queues: [String]

  struct Named {
    let name: String
    let revision: Revision
    let files: FlowFolder

    var outline: Outline { Outline(revision, articles: files.articleSources) }
  }

  /// Nil names what serves.
  func named(_ name: String?) throws -> Named {
    if let name, Folders.isFolder(name) { return try folder(name) }
    let reading = try FlowReading(ReadRecord.open(data))
    return try kept(try name.map { try RevisionName.find($0, reading) }, reading)
  }

  func folder(_ path: String) throws -> Named {
    let files = try FlowFolder(path)
    let report = files.report(queues)
    guard let revision = report.outcome.revision, !report.hasErrors else {
      Speech.complain(report.text)
      throw Failure("\(path) has errors", code: 65)
    }
    return Named(name: "\(path) (\(revision.id))", revision: revision, files: files)
  }

  func kept(_ id: String?, _ reading: FlowReading) throws -> Named {
    guard let id = try id ?? reading.current()?.revision else {
      throw Failure("no flows were published yet", code: 1)
    }
    guard let kept = try KeptFlows(id, reading, queues) else {
      throw Failure("revision \(id) is not in the record or cannot be read any more", code: 1)
    }
    return Named(name: "revision \(id)", revision: kept.revision, files: kept.files)
  }
}
