import Control
import JSON
import Journal
import Operator

/// What an operator changes: through the running server, or in the record itself while none runs.
struct OperatorWork {
  let folder: String

  init(_ options: ConfigurationOptions) throws {
    folder = try options.load().resolved().0.folders.data
  }

  func carryOut(
    _ request: [(String, JSONValue)],
    offline: (inout RecordTurn, _ author: String) throws -> Void
  ) throws {
    guard RecordFolder.isServed(folder) else { return try OfflineTurn.write(in: folder, offline) }
    _ = try ControlClient.ask(
      folder,
      JSONWriter.object { writer in for (name, value) in request { writer.member(name, value) } })
  }
}
