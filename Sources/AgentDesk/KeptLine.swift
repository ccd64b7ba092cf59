package import Desk
import JSON
import Wire

/// A script's command that cannot be understood before the desk has told what there is, as it was
/// given; on disk until it can, under the name that the command will go by.
package struct KeptLine: Equatable, Sendable {
  package let name: CommandID
  package let at: Instant
  package let bytes: [UInt8]

  init(name: CommandID, at: Instant, bytes: [UInt8]) {
    self.name = name
    self.at = at
    self.bytes = bytes
  }

  /// The line as a script of another time obeys it: nobody waits for an answer by that `id`.
  var early: ScriptLine? {
    guard case .object(let members)? = try? JSONReader.read(bytes) else { return nil }
    return ScriptLine(
      object: .object(members.filter { $0.name != "id" }), asker: ScriptLine.Asker(), name: name)
  }

  /// As a notebook holds it.
  var record: [UInt8] {
    JSONWriter.object { writer in
      writer.member("at", at.milliseconds)
      writer.member("cid", name.text)
      writer.name("line")
      writer.raw(bytes)
    } + [0x0A]
  }

  /// Nil where a notebook's line is no such record.
  init?(record: JSONValue, _ bytes: [UInt8]) {
    guard let at = record["at"]?.int, let name = record["cid"]?.string.flatMap({ CommandID($0) }),
      record["line"] != nil, let start = bytes.firstRange(of: Array(#""line":"#.utf8))?.upperBound
    else { return nil }
    self.init(
      name: name, at: Instant(milliseconds: at), bytes: Array(bytes[start...].dropLast()))
  }
}
