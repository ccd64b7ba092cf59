import Desk
import Secrets

enum Chance {
  /// A command's name that nobody has used.
  static func command() -> CommandID {
    guard let name = CommandID(Random.identifier()) else {
      preconditionFailure("22 characters of base64url name a command")
    }
    return name
  }

  /// A conversation's name that nobody has used.
  static func conversation() -> Identifier<Conversation> { Identifier(Random.identifier()) }
}
