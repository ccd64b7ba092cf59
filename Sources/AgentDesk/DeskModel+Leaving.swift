package import Desk
import Terminal
import Wire

/// Words that their writer has sent and can still take back.
package struct Leaving: Equatable, Sendable {
  package let conversation: ConversationID
  package let text: String
  package let due: Instant
  /// How far the conversation had been read when they were written.
  let seen: Int64?
  /// The file that goes with them.
  var enclosure: Enclosure?

  /// As they are typed, to be sent once more.
  var typed: String { enclosure.map { DeskModel.command($0.path, text) } ?? text }
  /// As they are shown: the file below the words.
  var shown: String {
    [text, enclosure.map { "file \($0.name)" } ?? ""].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }
}

// Words wait a little before they leave.
extension DeskModel {
  /// The most that wait so; whoever writes more sends the first of them.
  static let leavingLimit = 20

  /// Words for a customer: they leave when their time has come.
  ///
  /// Until then they are drafts on disk, so that a crash sends nothing that could be taken back.
  mutating func letGo(_ words: String, in id: ConversationID) -> Bool {
    let seen = transcripts[id].flatMap { $0.isCaughtUp ? $0.seq : nil }
    return letGo(words, with: nil, seen: seen, in: id)
  }

  /// The same with a file that is at the desk already.
  mutating func letGo(
    _ words: String, with enclosure: Enclosure?, seen: Int64?, in id: ConversationID
  ) -> Bool {
    let held = Leaving(
      conversation: id, text: words, due: now + preferences.undoSend, seen: seen,
      enclosure: enclosure)
    guard preferences.undoSend > .zero else {
      guard enclosure != nil else { return speak(held) }
      let isGone = depart(held)
      if !isGone { comeBack(held) }
      return isGone
    }
    if leaving.count >= Self.leavingLimit { _ = depart(leaving.removeFirst()) }
    leaving.append(held)
    return true
  }

  private mutating func speak(_ words: Leaving) -> Bool {
    order(
      .say(words.text), seen: words.seen, file: words.enclosure?.receipt, in: words.conversation)
      != nil
  }

  /// Sends what has waited long enough.
  mutating func departDue() {
    while let first = leaving.first, first.due <= now {
      leaving.removeFirst()
      if !depart(first) { comeBack(first) }
    }
  }

  /// Sends all that waits for one conversation: something is done there that comes after it.
  mutating func departAll(of id: ConversationID) {
    for words in leaving where words.conversation == id {
      if !depart(words) { comeBack(words) }
    }
    leaving.removeAll { $0.conversation == id }
  }

  private mutating func depart(_ words: Leaving) -> Bool {
    let id = words.conversation
    guard isMine(id) else {
      say("“\(name(id))” is not yours any more; your words are in the input", isTrouble: true)
      return false
    }
    defer { saveDrafts() }
    return speak(words)
  }

  /// Puts words back where they were written, before what was written since.
  private mutating func comeBack(_ words: Leaving) {
    let since = drafts[words.conversation]
    let typed = words.typed
    let text = typed + (since.map { $0.text.isEmpty ? "" : "\n" + $0.text } ?? "")
    var draft = Draft(text, isNote: false, limit: line.textLimit)
    // A note that is being written stays one, and what comes back to it stays inside.
    if let since, since.isNote, !since.text.isEmpty {
      draft = since
      draft.insert("\n" + typed)
    }
    drafts[words.conversation] = draft
    draftChanged()
  }

  /// Takes back the latest words that have not left: of this conversation, or of any.
  mutating func takeBack() {
    let here = leaving.last { $0.conversation == current }
    let isOnItsWay = here == nil && files.sendings.contains { $0.conversation == current }
    if isOnItsWay || leaving.isEmpty, takeBackFile() { return }
    guard let words = here ?? leaving.last else { return say("nothing waits to leave") }
    leaving.removeAll { $0 == words }
    comeBack(words)
    saveDrafts()
    if words.conversation == current { focus = .input }
    let whose = words.conversation == current ? "" : " for “\(name(words.conversation))”"
    say("taken back; your words\(whose) are in the input")
  }

  /// A colleague spoke with the customer: what was written before that is looked at once more.
  mutating func colleagueSpoke(_ message: Message, in id: ConversationID) {
    guard case .agent(let agent) = message.author, agent.id != me else { return }
    let held = leaving.filter { $0.conversation == id }
    guard !held.isEmpty else { return }
    leaving.removeAll { $0.conversation == id }
    for words in held.reversed() { comeBack(words) }
    saveDrafts()
    say(answeredFirst(agent, message.text), isTrouble: true)
  }

  func answeredFirst(_ agent: AgentName, _ text: String) -> String {
    let words = Saying(me: me, offset: offset).quoted(text)
    return "\(agent.name) answered first: \(words); your words are in the input"
  }

  /// What waits to leave in a conversation, with the seconds it has left.
  package func leaving(in id: ConversationID) -> [(text: String, seconds: Int)] {
    leaving.filter { $0.conversation == id }
      .map { ($0.shown, Int(max(0, ($0.due.since(now).milliseconds + 999) / 1000))) }
  }

  /// What lies on disk of a conversation: words that wait to leave, then the draft.
  func keptText(_ id: ConversationID) -> String {
    let held =
      leaving.filter { $0.conversation == id }.map(\.typed)
      + sendings(in: id).map { Self.command($0.path, $0.words) }
    let draft = drafts[id]?.text ?? ""
    return (held + (draft.isEmpty ? [] : [draft])).joined(separator: "\n")
  }
}
