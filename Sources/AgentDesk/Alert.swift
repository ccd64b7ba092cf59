import Desk

/// Something that an agent must not miss.
package struct Alert: Equatable, Sendable {
  /// What it is about; how loud each is, is the agent's own setting.
  package enum Kind: String, CaseIterable, Sendable {
    case newCustomer = "new_customer"
    case handover, mention, note, offer, missed, near, late, words, unanswered

    /// What it is called where an agent reads it.
    var title: String {
      switch self {
      case .newCustomer: "new customers"
      case .handover: "handovers"
      case .mention: "mentions"
      case .note: "notes"
      case .offer: "offers"
      case .missed: "missed customers"
      case .near: "answers nearly late"
      case .late: "late answers"
      case .words: "customers' words"
      case .unanswered: "conversations taken back"
      }
    }

    var standard: Level {
      switch self {
      case .newCustomer, .note, .missed, .near, .words: .once
      case .handover, .mention, .offer, .late, .unanswered: .insist
      }
    }
  }

  /// How loud it is.
  package enum Level: String, CaseIterable, Sendable {
    case off, show, once, insist
  }

  package let kind: Kind
  package let conversation: ConversationID
  /// One sentence, as the foot of the screen says it.
  package let text: String
  /// How often it has rung before.
  package internal(set) var rung = 0
  /// When it rings again; nil when it does not.
  var againAt: Instant?
}

/// The alerts that nobody has answered to yet.
///
/// Holds at most ``limit``, one of a kind for a conversation; the oldest goes first. Each rings
/// after the waits of ``pauses`` and then no more: its conversation still stands in the list.
package struct Alerts: Equatable, Sendable {
  static let limit = 100
  /// Between one ring and the next.
  static let pauses: [Duration] = [
    .seconds(10), .seconds(30), .seconds(60), .seconds(120), .seconds(300), .seconds(600),
  ]

  package private(set) var open: [Alert] = []

  mutating func raise(_ alert: Alert) {
    open.removeAll { $0.kind == alert.kind && $0.conversation == alert.conversation }
    open.append(alert)
    if open.count > Self.limit { open.removeFirst() }
  }

  /// Somebody looked at the conversation, or there is nothing to look at any more.
  mutating func settle(_ id: ConversationID) { open.removeAll { $0.conversation == id } }

  mutating func settle(_ id: ConversationID, _ kinds: Set<Alert.Kind>) {
    open.removeAll { $0.conversation == id && kinds.contains($0.kind) }
  }

  /// What is muted rings no more; it stays to be looked at.
  mutating func hush(_ isMuted: (Alert) -> Bool) {
    for index in open.indices where isMuted(open[index]) { open[index].againAt = nil }
  }

  mutating func settleAll() { open = [] }

  /// When the next one rings again.
  var deadline: Instant? { open.compactMap(\.againAt).min() }

  /// Those that ring now; each is due later the next time.
  mutating func due(at now: Instant) -> [Alert] {
    var due: [Alert] = []
    for index in open.indices where open[index].againAt.map({ $0 <= now }) ?? false {
      open[index].rung += 1
      let rung = open[index].rung
      open[index].againAt = rung < Self.pauses.count ? now + Self.pauses[rung] : nil
      due.append(open[index])
    }
    return due
  }
}

// What must not be missed.
extension DeskModel {
  /// Says it at the foot of the screen, and rings as the agent's settings have it.
  mutating func alert(
    _ kind: Alert.Kind, _ id: ConversationID, _ text: String, isTrouble: Bool = false
  ) {
    let level = level(kind, in: id)
    guard level != .off else { return }
    say(text, isTrouble: isTrouble)
    var alert = Alert(kind: kind, conversation: id, text: text)
    if level == .insist { alert.againAt = now + Alerts.pauses[0] }
    alerts.raise(alert)
    if level != .show { sound(alert) }
  }

  /// Rings again for what nobody has answered to.
  mutating func alertAgain() {
    let due = alerts.due(at: now)
    guard let loudest = due.max(by: { $0.rung < $1.rung }) else { return }
    let others = due.count - 1
    let text = loudest.text + (others > 0 ? " (and \(others) more)" : "")
    say(text, isTrouble: true)
    sound(
      Alert(kind: loudest.kind, conversation: loudest.conversation, text: text, rung: loudest.rung))
  }

  private mutating func sound(_ alert: Alert) {
    guard !preferences.isQuiet(at: now, offset: offset) else { return }
    if preferences.rings { ring() }
    effects.append(.alert(alert))
  }

  /// Whether somebody sits before this terminal, as far as it can be known.
  ///
  /// A terminal that tells when its window comes and goes is believed. Of one that does not, as
  /// tmux does not by itself, nobody can say more than that a key was pressed lately.
  package var isWatched: Bool {
    if preferences.tellsLines { return true }
    return hands.tellsFocus ? isInFront : now.since(hands.keyAt) < Hands.presence
  }

  /// Whether words that come into this conversation now are seen as they come.
  func isSeen(_ id: ConversationID) -> Bool { id == current && isAtEnd && isWatched }
}
