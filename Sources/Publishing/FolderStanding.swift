/// How a folder of flows stands to the revision that serves.
package enum FolderStanding: Equatable, Sendable {
  case serves
  /// It would be another revision.
  case differs(revision: String)
  case hasErrors
  /// In a sentence for the operator.
  case unreadable(String)

  package init(of folder: String, to revision: String, queues: [String]) {
    do {
      let report = try FlowFolder(folder).report(queues)
      guard let onDisk = report.outcome.revision?.id, !report.hasErrors else {
        self = .hasErrors
        return
      }
      self = onDisk == revision ? .serves : .differs(revision: onDisk)
    } catch {
      self = .unreadable("\(error)")
    }
  }
}
