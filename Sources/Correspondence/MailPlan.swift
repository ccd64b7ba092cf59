import Desk
package import Fetch
package import Mail
import Secrets

/// How letters go out and come in, as the settings say.
package struct MailPlan: Sendable {
  package let name: String
  /// Who our letters are from, and where answers go.
  package let from: MailAddress
  /// The right side of our letters' ids.
  package let host: String
  private let key: ReplyKey
  package let post: MailServer
  /// Nil where nobody looks for answers.
  package var mailbox: MailServer?
  package var folder = "INBOX"
  package var looksEvery = Duration.seconds(30)
  /// Whether letters count that were there before the desk first looked.
  package var takesOld = false
  /// How long a customer of the page is waited for before what agents said is written to them.
  package var quiet = Duration.seconds(300)
  package var writesClosing = true
  /// Whether the closing letter of a talk on the page has the whole talk beside it.
  package var sendsTranscript = true
  /// After the end; nil: nobody is asked.
  package var survey: Duration?
  /// What the desk is called in letters.
  package var deskName: String
  /// The desk's site whose quotas letters count for.
  package var site = ""
  package var words = MailWords()
  /// Where letters lie that are put aside.
  package let quarantine: Quarantine
  /// Seconds a zone is ahead of Greenwich; nil for a zone nobody knows.
  package var offset: @Sendable (String, Int64) -> Int? = { _, _ in nil }
  package var zone = "UTC"

  package init(
    name: String, from: MailAddress, key: ReplyKey, post: MailServer, quarantine: Quarantine
  ) throws(MailPlanMistake) {
    let parts = from.address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw MailPlanMistake(why: "\"\(from.address)\" is no address to write from")
    }
    // So that everybody's servers take what names a conversation: 64 bytes before the @.
    guard parts[0].utf8.count <= 17 else {
      throw MailPlanMistake(
        why: "\"\(parts[0])\" is too long: an address that answers go to has 17 characters at most"
          + " before the @, because the conversation's name is put behind them")
    }
    self.name = name
    self.from = from
    self.key = key
    self.post = post
    self.quarantine = quarantine
    host = String(parts[1])
    deskName = from.name ?? from.address
  }

  /// The channel that conversations are said to come by.
  package static let channel = "mail"
  /// What can be said there, for the desk's people.
  package static let limits = "letters, no buttons, files attached"

  /// How conversations are named in addresses of ours; `init` has seen that there are such.
  package var tag: ReplyTag? { ReplyTag(base: from.address, key: key.value) }

  /// How the mailbox is written to where the conversation has an own address.
  func replyAddress(_ conversation: Identifier<Conversation>) -> MailAddress {
    MailAddress(name: from.name, tag?.address(for: conversation.text) ?? from.address)
  }
}

/// What is wrong with the settings of mail.
package struct MailPlanMistake: Error, CustomStringConvertible {
  package let why: String

  package var description: String { why }
}
