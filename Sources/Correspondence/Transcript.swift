import Courier
import Desk
import Mail

/// The whole talk as a file beside a letter: what the customer saw of it.
enum Transcript {
  /// Of a talk that is longer the end is kept.
  private static let mostBytes = 1 << 20

  static func file(_ errand: Errand, _ plan: MailPlan) -> LetterFile {
    let opening = errand.conversation.opening
    let zone = opening?.zone ?? plan.zone
    let lines = errand.all.compactMap { carried -> String? in
      guard case .said(let message)? = carried.event else { return nil }
      let seconds = carried.at.milliseconds / 1000
      let moment = MailMoment.text(seconds, offset: plan.offset(zone, seconds) ?? 0)
      let file = message.file.map { " [\($0.name)]" } ?? ""
      return "\(moment)  \(name(message.author, errand, plan)):\n\(message.text)\(file)\n"
    }
    let text = Array(lines.joined(separator: "\n").utf8)
    let kept = text.count <= mostBytes ? text : Array(text.suffix(mostBytes))
    return LetterFile(
      name: "conversation-\(opening?.number ?? 0).txt", type: "text/plain",
      // What was cut in the middle of a character is made whole.
      bytes: Array(String(decoding: kept, as: UTF8.self).utf8))
  }

  private static func name(_ author: Author, _ errand: Errand, _ plan: MailPlan) -> String {
    switch author {
    case .customer: errand.conversation.contact.name ?? errand.conversation.contact.email ?? "-"
    case .agent(let agent): agent.name
    case .bot, .rule: plan.deskName
    }
  }
}
