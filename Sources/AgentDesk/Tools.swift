import Desk
import Terminal
package import Wire

/// What keys and commands remember between two presses.
package struct Tools: Sendable {
  package internal(set) var keys = KeyTable.standard
  package internal(set) var visits = Visits()
  /// Texts that were sent, the latest last; at most ``mostSent``.
  package private(set) var sent: [String] = []
  /// Words that gave way to a command, by conversation; they come back when it is done.
  var stash: [ConversationID?: String] = [:]
  /// What rings no more for a while.
  package internal(set) var mutes = Mutes()
  /// What went wrong lately, for a report.
  package internal(set) var faults = DeskLog()
  /// How wide the agent has made the panes.
  package internal(set) var widths = PaneWidths()
  /// Keys pressed so far.
  var presses = 0
  /// Conversations that are opened once the desk has said that they may be.
  var openings: [Question.ID: Opening] = [:]
  /// Words to be shown as soon as they have come.
  var target: Opening?
  /// What may be completed at the cursor, while it is chosen from.
  package internal(set) var completion: Completion?

  /// Which shortcuts the list that is asked for shows; nil: all.
  var shortcutKind: Reply.Shortcut.Kind?
  /// Whose preview is asked for, and whether it is used as soon as it is there.
  var previewed = ""
  var usesPreview = false

  /// Whether this connection was asked what things are called.
  var hasAskedNames = false
  /// What stood in the input when it was to be completed and no names were known.
  var completesOnceNamed: String?
  /// What things are called at this desk.
  package internal(set) var names = Reply.Names()
  package internal(set) var shortcuts: [Reply.Shortcut] = []
  /// Who works here, as last heard.
  package internal(set) var colleagues: [Reply.Colleague] = []
  /// Tickets that are looked for by number.
  var numbers: [Question.ID: Int64] = [:]
  var receiversQuestion: Question.ID?
  /// What was asked about what is over; asked once.
  var doneQuestion: Question.ID?

  /// What was asked about one's own figures, and of which days.
  var figuresQuestion: Question.ID?
  var figuresSpan = ""
  /// The customer's other conversations of the card that was last shown.
  package internal(set) var past: Past?
  var pastQuestion: Question.ID?

  static let mostDone = 10

  /// What is known of the past of a conversation's customer.
  package struct Past: Equatable, Sendable {
    package let conversation: ConversationID
    package let others: [Reply.Past]
  }

  static let mostColleagues = 1000
  static let mostSent = 200
  private static let mostOpenings = 20

  /// Somewhere to go.
  struct Opening: Equatable, Sendable {
    let conversation: ConversationID
    /// The words that are to be seen; nil for the newest.
    let seq: Int64?
    /// How many keys had been pressed when it was asked for.
    var presses = 0
  }

  mutating func noteSent(_ text: String) {
    sent.removeAll { $0 == text }
    sent.append(text)
    if sent.count > Self.mostSent { sent.removeFirst() }
  }

  /// One more to be opened; too many at once are let go of.
  mutating func expect(_ opening: Opening, with question: Question.ID) {
    if openings.count >= Self.mostOpenings { openings = [:] }
    openings[question] = opening
  }
}

/// The conversations looked at, for going back and forward. Pure; at most ``most`` each way.
package struct Visits: Equatable, Sendable {
  private var past: [ConversationID] = []
  private var future: [ConversationID] = []
  private var current: ConversationID?
  static let most = 50

  /// What is on the screen now.
  mutating func see(_ id: ConversationID?) {
    guard let id, id != current else { return }
    if let current {
      past.append(current)
      if past.count > Self.most { past.removeFirst() }
    }
    current = id
    future = []
  }

  var canGoBack: Bool { !past.isEmpty }
  var canGoForward: Bool { !future.isEmpty }

  mutating func goBack() -> ConversationID? {
    guard let next = past.popLast() else { return nil }
    if let current { future.append(current) }
    current = next
    return next
  }

  mutating func goForward() -> ConversationID? {
    guard let next = future.popLast() else { return nil }
    if let current { past.append(current) }
    current = next
    return next
  }
}
