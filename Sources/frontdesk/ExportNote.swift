import Control
import Desk
import JSON
import Journal

/// That something of the record is written out stands in the audit trail before it is.
enum ExportNote {
  static func write(_ what: String, entries: Int, in folder: String) throws {
    guard RecordFolder.isServed(folder) else {
      return try OfflineTurn.write(in: folder) { turn, author in
        turn.audit.append(
          AuditEntry(.exported(what, entries: entries), by: author, at: Server.now()))
      }
    }
    _ = try ControlClient.ask(
      folder,
      JSONWriter.object {
        $0.member("do", "audit.exported")
        $0.member("what", what)
        $0.member("count", entries)
      })
  }
}
