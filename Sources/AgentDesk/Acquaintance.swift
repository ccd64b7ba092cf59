import Desk
import Terminal
import Wire

/// How well it is known who a customer is: one mark and one word, the same wherever they are shown.
enum Acquaintance: String, CaseIterable {
  /// Their site has signed it.
  case verified
  /// They say so themselves, and nobody vouches for it.
  case claimed
  /// They have told neither name nor address.
  case anonymous

  init(_ summary: Summary) {
    self.init(isVerified: summary.isVerified, summary.customerName, summary.email)
  }

  init(_ contact: Contact) {
    self.init(isVerified: contact.isVerified, contact.name, contact.email)
  }

  private init(isVerified: Bool, _ name: String?, _ email: String?) {
    let isTold = [name, email].contains { !($0 ?? "").isEmpty }
    self = isVerified ? .verified : isTold ? .claimed : .anonymous
  }

  func mark(_ glyphs: Glyphs) -> String {
    switch self {
    case .verified: glyphs.verified
    case .claimed: "?"
    case .anonymous: glyphs.bullet
    }
  }

  var style: Style {
    switch self {
    case .verified: Theme.good
    case .claimed: Theme.warm
    case .anonymous: Theme.faint
    }
  }

  /// Mark and word, as in a title.
  func row(_ glyphs: Glyphs) -> StyledRow {
    StyledRow(CleanText("\(mark(glyphs)) \(rawValue)"), style)
  }
}

extension Summary {
  /// `, on mail`, where it is not the page.
  var onChannel: String { channel.map { ", on \($0.name)" } ?? "" }
}

extension DeskModel {
  /// How well the customer of a conversation is known, by the latest that was told.
  func acquaintance(_ id: ConversationID) -> Acquaintance {
    let told = transcripts[id].map { Acquaintance($0.conversation.contact) }
    let listed = floor.summary(id).map { Acquaintance($0) }
    // A list is told first, and a conversation that is read later may know more.
    return [told, listed].compactMap { $0 }.min { $0.rank < $1.rank } ?? .anonymous
  }
}

extension Acquaintance {
  fileprivate var rank: Int {
    switch self {
    case .verified: 0
    case .claimed: 1
    case .anonymous: 2
    }
  }
}
