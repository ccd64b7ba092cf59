import ArgumentParser
import Flows
import Foundation
import Journal
import Publishing

extension FlowCommand {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say in words how two revisions differ.",
      discussion: """
        Without arguments the published revision is compared with the folder, with one argument \
        that one with the folder. Each is a revision of the record, or how its name begins, or a \
        folder of flows. Exit codes: 0 alike, 1 they differ.
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
        folder: settings.folders.flows, queues: desk.queues.map(\.name)
      ) { try ReadRecord.open(settings.folders.data) }
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
