import Desk
import JSON

/// What a mirror is sent of an event.
///
/// The shape is that of Standard Webhooks: `type`, `timestamp`, `data`.
enum MirrorBody {
  static func bytes(
    conversation: String, number: Int64, seq: Int64, at: Instant, event: [UInt8]
  ) -> [UInt8] {
    // Every event's text begins with `{"event":"` and its word.
    let word = event.dropFirst(10).prefix { $0 != UInt8(ascii: "\"") }
    return JSONWriter.object { writer in
      writer.member("type", "conversation.\(String(decoding: word, as: UTF8.self))")
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
