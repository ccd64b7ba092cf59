import JSON

/// What a homeserver tells of one thing that happened in a room.
struct MatrixEvent: Equatable {
  let id: String
  let room: String
  let sender: String
  let what: What

  /// As far as the desk cares.
  enum What: Equatable {
    /// Somebody invited this user.
    case invited(user: String)
    /// Somebody left, or was put out.
    case left(user: String)
    case said(String)
    /// They said this in place of what they said before.
    case changed(to: String)
    case sent(File)
    case takenBack
    case encrypted
  }

  /// A file that was sent.
  struct File: Equatable {
    let name: String
    let address: String
    let media: String
    let size: Int64
  }

  /// Nil for what the desk has no use for: reactions, topics, notices of other programs.
  init?(_ json: JSONValue) {
    guard let id = json["event_id"]?.string, let room = json["room_id"]?.string,
      let sender = json["sender"]?.string, let type = json["type"]?.string,
      let what = Self.what(type, json)
    else { return nil }
    (self.id, self.room, self.sender, self.what) = (id, room, sender, what)
  }

  private static func what(_ type: String, _ json: JSONValue) -> What? {
    let content = json["content"] ?? .null
    switch type {
    case "m.room.member":
      guard let user = json["state_key"]?.string else { return nil }
      switch content["membership"]?.string {
      case "invite": return .invited(user: user)
      case "leave", "ban": return .left(user: user)
      default: return nil
      }
    case "m.room.message": return said(content)
    case "m.room.redaction": return .takenBack
    case "m.room.encrypted", "m.room.encryption": return .encrypted
    default: return nil
    }
  }

  private static func said(_ content: JSONValue) -> What? {
    let relation = content["m.relates_to"]
    if relation?["rel_type"]?.string == "m.replace" {
      return (content["m.new_content"]?["body"]?.string).map { .changed(to: $0) }
    }
    let body = content["body"]?.string ?? ""
    let isReply = relation?["m.in_reply_to"] != nil
    switch content["msgtype"]?.string {
    case "m.text": return .said(isReply ? withoutQuotation(body) : body)
    case "m.emote": return .said("* \(body)")
    case "m.location": return .said(content["geo_uri"]?.string ?? body)
    case "m.image", "m.file", "m.audio", "m.video":
      guard let address = content["url"]?.string else { return .encrypted }
      return .sent(
        File(
          name: content["filename"]?.string ?? body, address: address,
          media: content["info"]?["mimetype"]?.string ?? "application/octet-stream",
          size: content["info"]?["size"]?.int ?? 0))
    // Programs speak in notices, and never answer one: so that two of them do not go on for ever.
    default: return nil
    }
  }

  /// An answer begins with what it answers, for programs that show nothing else.
  private static func withoutQuotation(_ body: String) -> String {
    let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let rest = lines.drop { $0.hasPrefix("> ") || $0 == ">" }
    guard rest.count < lines.count else { return body }
    let answer = rest.drop { $0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    return answer.isEmpty ? body : answer
  }
}
