import Desk
import Terminal
import Wire

/// What the hands did lately: by it is decided what may change under them, and what may not.
///
/// The screen changes by itself in one case only: a take that was asked for has come, and since
/// then no key was pressed and nothing stands in the input.
package struct Hands: Equatable, Sendable {
  /// The take whose conversation may come on the screen; of all others it is only said.
  var opener: CommandID?
  /// Whether a key has come since that take was asked for.
  var areBusy = false
  /// When a key came last, and whether this terminal tells when its window comes and goes.
  var keyAt = Instant(milliseconds: 0)
  var tellsFocus = false
  /// What was ordered by commands that were typed, so that a refused one can be mended.
  var typed: [CommandID: String] = [:]
  /// What is not mine any more because I said so; at most ``memory``, the latest.
  var gaveAway: [ConversationID] = []
  /// Whether the program leaves as soon as all is sent, and until when it waits for that.
  var leavesAt: Instant?
  /// What an earlier run left, which nobody has said yes to.
  var unsent: [Outgoing] = []
  static let memory = 100
  /// So long after a key somebody is taken to sit before a terminal that does not tell.
  static let presence = Duration.seconds(20)
  /// When the screen changed by itself.
  var changedAt: Instant?
  /// What an Enter was asked about: the next one sends it.
  var doubt: Doubt?
  /// Letters typed one after the other while the list had the keys; a word is given to the input.
  var listWord = ""
  var listWordAt = Instant(milliseconds: 0)
  /// Whom a letter in the list would take; Enter says yes.
  package internal(set) var asksToTake: ConversationID?
  /// Where the words of a reply belong that was asked for.
  var replyFor: ConversationID?

  /// Words that an Enter may be wrong about.
  struct Doubt: Equatable, Sendable {
    let conversation: ConversationID
    let text: String
  }

  /// How soon after a change of the screen a person still writes for what stood there before.
  static let reaction: Int64 = 400
  /// How long letters in the list may belong to one word.
  static let wordPause: Int64 = 2_000
}

// What is taken comes on the screen only where nobody is writing.
extension DeskModel {
  /// A take was asked for: until another key comes, its conversation may be opened.
  mutating func expect(_ cid: CommandID) {
    takes.insert(cid)
    if hands.opener == nil { hands.opener = cid }
    hands.areBusy = false
  }

  /// The desk agreed to a take.
  mutating func taken(_ cid: CommandID, _ id: ConversationID) {
    guard takes.remove(cid) != nil else { return }
    let mayOpen = hands.opener == cid
    if mayOpen { hands.opener = nil }
    guard id != current else { return }
    guard mayOpen, areIdle else {
      if let summary = floor.summary(id), isMine(id) { hear(summary, before: nil) }
      return say("“\(name(id))” is yours: \(wayTo(id)) goes there")
    }
    open(id)
    hands.changedAt = now
  }

  /// The desk refused it.
  mutating func notTaken(_ cid: CommandID) {
    takes.remove(cid)
    if hands.opener == cid { hands.opener = takes.first }
  }

  /// Whether nobody is writing, reading or choosing.
  private var areIdle: Bool { draft.editor.isEmpty && overlay == nil && !hands.areBusy }

  /// The shortest way to a conversation: the key of its number, or a command.
  func wayTo(_ id: ConversationID) -> String {
    if let place = floor.place(id), place <= 9 { return "Alt-\(place)" }
    if let number = floor.summary(id)?.number { return "/open #\(number)" }
    return "Alt-a"
  }

  /// A key came: whatever is under way must not move the screen any more.
  mutating func noticed(_ key: Key) {
    tools.presses += 1
    hands.keyAt = now
    // Whoever has the conversation before them and presses a key has seen what it is about.
    if let current, isAtEnd { alerts.settle(current) }
    let takes: [DeskAction?] = [.take, .takeNext, .accept]
    if !takes.contains(tools.keys.action(key)) { hands.areBusy = true }
  }

  /// The first letter of a draft, just as the screen changed: its writer is told where they are.
  mutating func noticedWriting(after before: String) {
    guard before.isEmpty, let current, let changedAt = hands.changedAt else { return }
    hands.changedAt = nil
    guard now.since(changedAt) < .milliseconds(Hands.reaction) else { return }
    say("you are writing to “\(name(current))” now")
  }

  /// Whether an Enter must come a second time, and says why.
  mutating func asksFirst(_ text: String) -> Bool {
    guard let current else { return false }
    let isAsked = hands.doubt == Hands.Doubt(conversation: current, text: text)
    if isAsked {
      hands.doubt = nil
      return false
    }
    guard !SlashCommand.isMeant(text), let command = SlashCommand.hidden(in: text) else {
      return false
    }
    hands.doubt = Hands.Doubt(conversation: current, text: text)
    say("a line begins with /\(command); Enter again sends it as words", isTrouble: true)
    return true
  }
}

extension DeskModel {
  /// The words of a reply have come: they go where they were asked for, whatever is shown now.
  mutating func replyCame(_ text: String) {
    let meant = hands.replyFor ?? current
    hands.replyFor = nil
    guard let meant, meant != current else { return insert(text) }
    drafts[meant, default: Draft(limit: line.textLimit)].editor.perform(.insert(text))
    draftChanged()
    say("the reply is in the draft for “\(name(meant))”")
  }
}

// Letters while the list has the keys.
extension DeskModel {
  /// A letter in the list: it moves, asks, or begins a word; what would change something for a
  /// customer is only ever asked about.
  mutating func letterInList(_ scalar: Unicode.Scalar) {
    let pause = now.since(hands.listWordAt)
    let isRun = hands.listWord.unicodeScalars.allSatisfy { $0 == scalar }
    if pause > .milliseconds(Hands.wordPause) || isRun { hands.listWord = "" }
    hands.listWordAt = now
    hands.asksToTake = nil
    hands.listWord.unicodeScalars.append(scalar)
    switch scalar {
    case "k": step(-1)
    case "j": step(1)
    case "g": step(-listed.count)
    case "G": step(listed.count)
    case "t" where hands.listWord.dropLast().allSatisfy("jkgG".contains): askToTake()
    default: writeListWord()
    }
  }

  private mutating func askToTake() {
    guard let selected else { return }
    hands.asksToTake = selected
    let what = current.map { "writing on is for “\(name($0))”" } ?? "any other key does not"
    say("take “\(name(selected))”? Enter does; \(what)")
  }

  /// What was typed so far is a word: it belongs in the input, all of it.
  private mutating func writeListWord() {
    let word = hands.listWord
    forgetListWord()
    focus = .input
    for scalar in word.unicodeScalars { write(.text(scalar)) }
  }

  mutating func forgetListWord() {
    hands.listWord = ""
    hands.asksToTake = nil
  }

  /// Enter in the list: yes to what was asked, else the conversation comes on the screen.
  mutating func chooseInList() {
    let asked = hands.asksToTake
    forgetListWord()
    if let asked { return take(asked) }
    if let selected { open(selected) }
  }
}
