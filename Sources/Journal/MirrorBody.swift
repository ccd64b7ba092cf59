import Desk
import JSON

/// What a mirror is sent of an event.
///
/// The shape is that of Standard Webhooks: `type`, `timestamp`, `data`.
enum MirrorBody {
  static func bytes(
    conversation: String, number: Int64, seq: Int64, at: Instant, event: [UInt8]
  ) -> [UInt8] {
    // What is not whole is for `record verify` to name; a mirror's order is not held up by it.
    let word = (try? JSONReader.read(event))?["event"]?.string ?? "unreadable"
    return JSONWriter.object { writer in
      writer.member("type", "conversation.\(word)")
      writer.member("timestamp", at.iso8601)
      writer.object("data") { writer in
        writer.member("conversation", conversation)
        writer.member("number", number)
        writer.member("seq", seq)
        writer.member("at", at.milliseconds)
        writer.members(of: event)
      }
    }
  }
}
