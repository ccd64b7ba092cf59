import Desk
import Terminal
import Wire

// Going about: by name, number or words, back and forward, and to what was not seen.
extension DeskModel {
  /// Conversations whose own words are looked through, and how many of each.
  private static let wordsOfEach = 300

  mutating func openJump(_ words: String) {
    show(Picker(.jump, places + searching(words), words: words, note: "no conversation fits"))
  }

  /// All conversations that are known, mine first.
  private var places: [Choice] {
    let mine = floor.mine(me)
    let numbers = Set(mine.map(\.conversation))
    let others = (floor.queue + floor.missed + floor.promised + floor.done)
      .filter { !numbers.contains($0.conversation) }
    let known = numbers.union(others.map(\.conversation))
    let opened = transcripts.keys.filter { !known.contains($0) }.sorted()
    return (mine + others).map { place($0) } + opened.map { place(opened: $0) }
  }

  private func place(_ summary: Summary) -> Choice {
    let id = summary.conversation
    let said = lastWords(id) ?? summary.lastText
    let words = said.isEmpty ? summary.subject : said
    return Choice(
      "\(name(id))  #\(summary.number)", detail: "\(standing(summary))  \(words)",
      .open(id, seq: nil))
  }

  private func place(opened id: ConversationID) -> Choice {
    let number = transcripts[id]?.conversation.opening.map { "  #\($0.number)" } ?? ""
    return Choice("\(name(id))\(number)", detail: lastWords(id) ?? "", .open(id, seq: nil))
  }

  private func standing(_ summary: Summary) -> String {
    switch summary.stage {
    case .agent: summary.agent?.id == me ? "yours" : summary.agent?.name ?? ""
    case .waiting: "waits"
    case .missed, .promised, .bot, .left, .resolved, .closed: summary.stage.rawValue
    }
  }

  private func lastWords(_ id: ConversationID) -> String? {
    let held = transcripts[id].map { Array($0.entries.suffix(Self.wordsOfEach)) }
    let entries = held ?? tails[id]?.entries ?? []
    let said = entries.reversed().compactMap { entry -> String? in
      if case .said(let message) = entry.event { return message.text }
      return nil
    }
    guard !said.isEmpty else { return nil }
    return String(said.joined(separator: " / ").prefix(2000).map { $0.isNewline ? " " : $0 })
  }

  private func searching(_ words: String) -> [Choice] {
    [Choice("search everything that was said", detail: "also what is over", .search(words))]
  }

  /// `/go`: by my own number, a ticket's, or a name; alone to whoever needs an answer.
  mutating func go(_ text: String) {
    if text.isEmpty { return goToNextInNeed() }
    if let number = Int(text) { return openMine(number - 1) }
    if text.hasPrefix("#"), let number = Int64(text.dropFirst()) { return open(number: number) }
    let fuzzy = Fuzzy(text)
    let named = places.filter { fuzzy.isSpoken(in: $0.title) }
    if named.count == 1, case .open(let id, _) = named[0].pick { return open(id) }
    openJump(text)
  }

  // MARK: Back and forward

  mutating func goBack() {
    guard let id = tools.visits.goBack() else { return say("you have looked at no other") }
    go(to: id, nil)
  }

  mutating func goForward() {
    guard let id = tools.visits.goForward() else { return say("you did not go back") }
    go(to: id, nil)
  }

  // MARK: What was not seen

  /// Scrolls to the first words that were not on the screen yet.
  mutating func goToFirstUnread() {
    guard let current, let transcript else { return say("open a conversation first") }
    guard let after = transcript.newAfter ?? (transcript.unread > 0 ? transcript.seen : nil),
      let first = transcript.entries.first(where: { $0.seq > after })
    else { return say("there is nothing new here; Alt-a goes where there is") }
    tools.target = Tools.Opening(conversation: current, seq: first.seq)
    reachTarget()
  }
}
