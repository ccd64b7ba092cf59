package import Desk
package import Wire

/// A conversation as this client holds it: its events and what follows from them.
package struct Transcript: Equatable, Sendable {
  package private(set) var conversation: Conversation
  package private(set) var entries: EntryStore
  /// Whether everything that had happened when we began to follow has come.
  package var isCaughtUp = false
  /// The last seq that was on the screen of somebody who looked.
  package private(set) var seen: Int64
  /// Where the mark between old and new stands while the conversation is on screen.
  package private(set) var newAfter: Int64?
  /// The customer's words after `seen`.
  package private(set) var unread = 0
  /// The talks with the bot that are over: places of entries, handover not included.
  package private(set) var botTalks: [Range<Int>] = []
  /// Where the talk with the bot that is not over began.
  private var botTalkBegan: Int? = 0

  /// Places of the latest notes, at most ``notesKept``.
  private var notes: [Int] = []
  static let notesKept = 8

  /// The latest notes, the newest first.
  var latestNotes: [Entry] { notes.reversed().map { entries[$0] } }

  /// How far it goes, what this program does not understand included.
  package var seq: Int64 { entries.last?.seq ?? 0 }

  /// What had happened before it was asked for, once that is known: what comes behind it is news.
  private var known: Int64?

  /// `seen` is how far it was read before, `known` how far it was known to go.
  package init(_ id: ConversationID, seen: Int64 = 0, known: Int64? = nil) {
    conversation = Conversation(id: id)
    entries = EntryStore(id)
    self.seen = seen
    self.known = known
  }

  /// Whether it happened after we began to follow.
  func isNews(_ entry: Entry) -> Bool { isCaughtUp || known.map { entry.seq > $0 } ?? false }

  /// A list says how far it goes: the first one after it was asked for is what had happened before.
  mutating func goes(to seq: Int64) { known = known ?? seq }

  /// Takes in the next event; false for one that was here before, or comes too early.
  @discardableResult
  package mutating func apply(_ entry: Entry) -> Bool {
    guard entry.seq == seq + 1 else { return false }
    entries.append(entry)
    guard let event = entry.event else { return true }
    if event == .erased { forgetWords() }
    conversation.apply(event, at: entry.at)
    if Self.isCustomers(event), entry.seq > seen { unread += 1 }
    if case .said(let message) = event, case .agent = message.author { newAfter = nil }
    noteBotTalk()
    if case .noted = event { notes = Array((notes + [entries.count - 1]).suffix(Self.notesKept)) }
    return true
  }

  /// What is erased is gone from here, too.
  private mutating func forgetWords() {
    var emptied = EntryStore(conversation.id)
    for entry in entries { emptied.append(entry.erased) }
    entries = emptied
    notes = []
  }

  private mutating func noteBotTalk() {
    let last = entries.count - 1
    if case .withBot = conversation.stage {
      if botTalkBegan == nil { botTalkBegan = last }
    } else if let began = botTalkBegan {
      botTalkBegan = nil
      if began < last { botTalks.append(began..<last) }
    }
  }

  private static func isCustomers(_ event: Event?) -> Bool {
    guard case .said(let message) = event else { return false }
    return message.author == .customer
  }

  /// Everything up to there was on the screen of somebody who looked.
  package mutating func look(upTo seq: Int64) {
    guard seq > seen else { return }
    seen = min(seq, self.seq)
    unread = entries.reversed().prefix { $0.seq > seen }.count { Self.isCustomers($0.event) }
  }

  /// What comes now is not seen: the mark stands before it, if none stands yet.
  package mutating func markNew() {
    if newAfter == nil, unread > 0 { newAfter = seen }
  }

  /// The conversation comes on the screen: what is new until now is marked as such.
  package mutating func open() { newAfter = unread > 0 && seen > 0 ? seen : nil }
}
