import JSON

/// What the server answers an operator's command.
package enum ControlReply: Equatable, Sendable {
  /// With the answer's members, as the text of a JSON object.
  case done([UInt8])
  /// With what the command that asked ends with.
  case refused(String, code: Int32 = 1)

  var bytes: [UInt8] {
    JSONWriter.object { writer in
      switch self {
      case .done(let members):
        writer.member("ok", true)
        writer.members(of: members)
      case .refused(let why, let code):
        writer.member("ok", false)
        writer.member("code", Int64(code))
        writer.member("why", why)
      }
    }
  }
}
