import Desk
import Terminal
import Wire

// Everything that can be done, with its key, and what cannot be done just now with the reason.
extension DeskModel {
  mutating func openPalette(_ words: String) {
    let actions = KeyTable.rows.filter { Self.isOfPalette($0.action) }.map { row in
      Choice(
        row.meaning, detail: row.group, key: tools.keys.written(row.action) ?? "",
        obstacle: obstacle(to: row.action), .act(row.action))
    }
    let commands = SlashTable.rows.map { row in
      Choice(
        "/\(row.name)", detail: row.meaning, obstacle: obstacle(toCommand: row.name),
        .command(row.name))
    }
    show(Picker(.palette, actions + commands, words: words))
  }

  /// Keys that only make sense where they are pressed are no entries.
  private static func isOfPalette(_ action: DeskAction) -> Bool {
    switch action {
    case .complete, .palette, .send, .second, .third, .fourth, .fifth, .sixth, .seventh, .eighth,
      .ninth:
      false
    case .takeBack, .toggleNote, .articles, .shortcuts, .macros, .editor, .history, .take,
      .takeNext, .accept, .decline, .nextInNeed, .jump, .otherPane, .back, .forward, .first, .card,
      .pastTickets, .categorise, .search, .board, .pageUp, .pageDown, .firstUnread, .newest,
      .hideList, .hideCard, .narrowList, .widenList, .narrowCard, .widenCard, .bare, .redraw,
      .retry, .help, .clear, .suspend, .openFile, .saveFile:
      true
    }
  }

  /// Why an action would come to nothing now; nil where it would not.
  func obstacle(to action: DeskAction) -> String? {
    switch action {
    case .takeBack: leaving.isEmpty && files.sendings.isEmpty ? "nothing waits to leave" : nil
    case .toggleNote, .card, .categorise, .bare: current == nil ? "no conversation is open" : nil
    case .shortcuts, .macros, .pastTickets:
      current == nil ? "no conversation is open" : whyNothingIsAsked
    case .articles, .search: whyNothingIsAsked
    case .take: current.map { whyNotTaken($0) } ?? "no conversation is open"
    case .takeNext: isNobodyWaiting ? "nobody is waiting" : nil
    case .accept, .decline: offered == nil ? "nothing is offered to you" : nil
    case .back: tools.visits.canGoBack ? nil : "you have looked at no other"
    case .forward: tools.visits.canGoForward ? nil : "you did not go back"
    case .history: tools.sent.isEmpty ? "nothing was sent yet" : nil
    case .board: whyNothingIsAsked
    case .openFile, .saveFile:
      transcript?.conversation.files.isEmpty ?? true ? "there is no file here" : whyNothingIsAsked
    case .first, .second, .third, .fourth, .fifth, .sixth, .seventh, .eighth, .ninth, .send,
      .editor, .complete, .nextInNeed, .jump, .otherPane, .pageUp, .pageDown, .firstUnread,
      .newest, .hideList, .hideCard, .narrowList, .widenList, .narrowCard, .widenCard, .redraw,
      .palette, .retry, .help, .clear, .suspend:
      nil
    }
  }

  private var whyNothingIsAsked: String? { line.isOnline ? nil : "offline" }

  private var isNobodyWaiting: Bool {
    floor.isComplete && floor.queue.isEmpty && floor.missed.isEmpty && floor.promised.isEmpty
  }

  private func whyNotTaken(_ id: ConversationID) -> String? {
    if isMine(id) { return "it is yours" }
    guard let stage = transcripts[id]?.conversation.stage.word else { return nil }
    switch stage {
    case .resolved: return "it is resolved; /reopen comes first"
    case .closed: return "it is closed for good"
    case .waiting, .agent, .bot, .missed, .promised, .left: return nil
    }
  }

  /// The commands that are for whoever has the conversation.
  private static let forOwners: Set<String> = [
    "release", "transfer", "leave", "return", "resolve", "eta", "hold", "wait", "split", "merge",
    "answerall", "resolveall", "upload",
  ]
  private static let forConversations: Set<String> = [
    "note", "reopen", "priority", "category", "tag", "field", "requester", "escalate", "wake",
    "follow", "unfollow", "link", "unlink", "end", "block", "macro", "reply", "card", "history",
    "crm",
    "takeover", "take",
  ]
  private static let forSupervisors: Set<String> = ["takeover", "sendaway", "announce"]

  func obstacle(toCommand name: String) -> String? {
    if Self.forSupervisors.contains(name), line.role != .supervisor { return "for supervisors" }
    if Self.forConversations.contains(name), current == nil { return "no conversation is open" }
    if Self.forOwners.contains(name) {
      guard let current else { return "no conversation is open" }
      if !isMine(current) { return "this conversation is not yours" }
    }
    switch name {
    case "accept", "decline": return offered == nil ? "nothing is offered to you" : nil
    case "open-file", "save-file": return obstacle(to: .openFile)
    case "back": return obstacle(to: .back)
    case "next": return obstacle(to: .takeNext)
    case "search", "kb", "who", "history", "macro", "reply", "password": return whyNothingIsAsked
    default: return nil
    }
  }

  // MARK: Offers

  /// The first of what is offered to whoever sits here.
  var offered: ConversationID? {
    floor.queue.first { $0.matter.offer?.agent.id == me }?.conversation
  }

  /// What is offered, to whom it is and how long it still is; the keys that answer it.
  var offerWords: String? {
    guard let offered, let summary = floor.summary(offered), let offer = summary.matter.offer else {
      return nil
    }
    let left = Times.wait(max(.zero, offer.until.since(deskTime)))
    let who = Saying(me: me, offset: offset).quoted(name(offered))
    return "#\(summary.number) \(who) is offered to you for \(left): "
      + "\(tools.keys.written(.accept) ?? "/accept") takes it, "
      + "\(tools.keys.written(.decline) ?? "/decline") does not"
  }

  /// Whether what stands at the top tells of the offer, by what rang for it or by itself.
  var isAboutOffer: Bool {
    guard let toast, let offered else { return true }
    return alerts.open.contains { alert in
      alert.kind == .offer && alert.conversation == offered && toast.text.hasPrefix(alert.text)
    }
  }

  mutating func acceptOffer() {
    guard let offered else { return say("nothing is offered to you", isTrouble: true) }
    take(offered)
  }

  // MARK: Keys

  mutating func chooseKey(_ name: String, _ keys: String) {
    do throws(KeyTable.Mistake) {
      tools.keys = try tools.keys.choosing(name, keys)
      let written = DeskAction(rawValue: name.lowercased()).map { tools.keys.keys(of: $0) } ?? []
      say("\(name): \(written.isEmpty ? "no key" : written.map(\.name).joined(separator: ", "))")
    } catch {
      say(error.text, isTrouble: true)
    }
  }

  // MARK: Promises to the customer

  /// Tells the customer by when there is an answer.
  mutating func promise(_ span: Duration, in conversation: ConversationID) {
    guard isMine(conversation) else {
      return say("this conversation is not yours", isTrouble: true)
    }
    let zone = transcripts[conversation]?.conversation.opening?.language ?? ""
    order(.say(Promising.words(span, language: zone)), in: conversation)
  }
}
