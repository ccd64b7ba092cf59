package import Desk

/// What an agent does not want to hear for a while: it still shows, and nothing rings.
///
/// Whole conversations, and kinds of alerts; at most ``limit``, the one that is over first goes.
package struct Mutes: Equatable, Sendable {
  static let limit = 200
  /// How long, where nobody says so.
  static let usual = Duration.seconds(3600)

  /// What is muted.
  enum Subject: Hashable, Sendable {
    case conversation(ConversationID)
    case kind(Alert.Kind)
  }

  private var ends: [Subject: Instant] = [:]

  package init() {}

  mutating func mute(_ subject: Subject, until end: Instant) {
    ends[subject] = end
    guard ends.count > Self.limit else { return }
    if let first = ends.min(by: { $0.value < $1.value })?.key { ends[first] = nil }
  }

  /// False where it was not muted.
  mutating func end(_ subject: Subject) -> Bool { ends.removeValue(forKey: subject) != nil }

  func holds(_ kind: Alert.Kind, in id: ConversationID, at now: Instant) -> Bool {
    [.conversation(id), .kind(kind)].contains { ends[$0].map { now < $0 } ?? false }
  }

  /// Until when this conversation rings for nothing.
  package func end(of id: ConversationID, at now: Instant) -> Instant? {
    ends[.conversation(id)].flatMap { now < $0 ? $0 : nil }
  }
}

extension DeskModel {
  /// Mutes the conversation on the screen or one kind of alert; no time at all ends that.
  mutating func mute(_ kind: Alert.Kind?, _ span: Duration) {
    guard let subject = kind.map({ .kind($0) }) ?? current.map({ Mutes.Subject.conversation($0) })
    else { return say("open a conversation first, or say which kind of alert", isTrouble: true) }
    let what = kind?.title ?? current.map { "“\(name($0))”" } ?? ""
    guard span > .zero else {
      return say(tools.mutes.end(subject) ? "\(what): rings again" : "\(what): was not muted")
    }
    let end = now + span
    tools.mutes.mute(subject, until: end)
    alerts.hush { tools.mutes.holds($0.kind, in: $0.conversation, at: now) }
    let clock = Times.moment(end, at: now, offset: offset)
    let back = kind.map { "/mute \($0.rawValue) off" } ?? "/mute off"
    say("\(what): shows and does not ring until \(clock); \(back) ends it")
  }

  /// How loud an alert is just now.
  func level(_ kind: Alert.Kind, in id: ConversationID) -> Alert.Level {
    let level = preferences.level(kind)
    return level != .off && tools.mutes.holds(kind, in: id, at: now) ? .show : level
  }
}

extension SlashCommand {
  /// `/mute [kind] [span | off]`.
  static func mute(_ text: String) -> SlashCommand? {
    var words = text.lowercased().split(separator: " ")
    let kind = words.first.flatMap { Alert.Kind(rawValue: String($0)) }
    if kind != nil { words.removeFirst() }
    guard let word = words.first else { return .mute(kind, for: Mutes.usual) }
    guard words.count == 1 else { return nil }
    if word == "off" { return .mute(kind, for: .zero) }
    return span(word, upTo: 7).map { .mute(kind, for: $0) }
  }
}
