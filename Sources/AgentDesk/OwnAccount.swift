import Desk
import Terminal
import Wire

/// What the desk answers about one's own account, in words.
enum OwnAccount {
  static func words(_ reply: AccountReply, offset: Int) -> [String] {
    switch reply {
    case .sessions(let sessions):
      return sessions.map { session in
        let mark = session.isCurrent ? " (this one)" : ""
        return "\(session.name)  \(session.device) from \(session.address), since "
          + "\(moment(session.created, offset)), last used \(moment(session.used, offset))\(mark)"
      }
    case .ended(let count):
      return ["\(count) \(count == 1 ? "session has" : "sessions have") ended"]
    case .passwordChanged: return ["the password is changed; all other sessions have ended"]
    case .enrolment(let address): return enrolment(address)
    case .recovery(let codes):
      return ["Each of these lets you in once, if the device is lost. They are not shown again:"]
        + codes
    }
  }

  /// What is to be given to an authenticator.
  static func enrolment(_ address: String) -> [String] {
    let secret = address.split(separator: "secret=", maxSplits: 1).last ?? ""
    return [
      "Give this address to your authenticator, or type the secret into it:", address,
      String(secret.prefix { $0 != "&" }),
    ]
  }

  /// The same as a square to be photographed, below the words so that what is asked next leaves it
  /// on the screen; nothing where the terminal cannot show one.
  static func picture(of address: String, on paper: PictureCode.Paper?) -> [String] {
    let lines = paper?.draw(address) ?? []
    return lines.isEmpty ? [] : ["or photograph this with it:"] + lines
  }

  private static func moment(_ moment: Instant, _ offset: Int) -> String {
    "\(Times.day(moment, offset: offset)) \(Times.clock(moment, offset: offset))"
  }
}
