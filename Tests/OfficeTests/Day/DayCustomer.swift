import Desk
import Rehearsal
import TestSupport
import Testing
import Wire

/// How somebody behaves who comes to the desk on a rehearsed day.
enum CustomerKind: Int, CaseIterable {
  /// Asks for a person, waits, answers.
  case asks
  /// Asks, and has left before anybody came.
  case leaves
  /// Asks, loses the line, and is back ten minutes later.
  case returns
  /// Thanks after the end.
  case thanks
  /// Writes after the end that it is not settled.
  case complains
  /// Jokes, and writes only pictures.
  case jokes
  /// Asks again and again.
  case despairs
  /// Comes at night, and leaves at the form.
  case comesAtNight
  /// Comes at night, and leaves a message.
  case leavesAMessageAtNight
  /// Is helped by an article.
  case isAnswered
  /// Is not helped by an article.
  case isNotAnswered
  /// Opens the chat and writes nothing.
  case isSilent
  /// Is in danger.
  case isInDanger
  /// Does not want a person any more.
  case changesTheirMind
  /// Begins a second conversation.
  case comesTwice
  /// Writes on while they wait.
  case chatters
  /// Comes while agents have lunch.
  case comesAtLunch
  /// Comes two minutes before the desk closes.
  case comesLate
  /// Opens it again without words.
  case opensAgain
  /// Rates in the end.
  case rates

  /// Minutes since midnight at which they come.
  func arrival(_ dice: inout Dice) -> Int {
    switch self {
    case .comesAtNight, .leavesAMessageAtNight:
      dice.roll(2) == 0 ? 30 + dice.roll(400) : 1025 + dice.roll(300)
    case .comesAtLunch: 720 + dice.roll(60)
    case .comesLate: 1018
    case .asks, .leaves, .returns, .thanks, .complains, .jokes, .despairs, .isAnswered,
      .isNotAnswered, .isSilent, .isInDanger, .changesTheirMind, .comesTwice, .chatters,
      .opensAgain, .rates:
      545 + dice.roll(420)
    }
  }
}

/// One customer of a rehearsed day: what they do next, and when.
final class DayCustomer {
  let kind: CustomerKind
  private let desk: RehearsedDesk
  private(set) var player: CustomerPlayer?
  private(set) var conversations: [Identifier<Conversation>] = []
  /// Whether they asked for a person in words that nobody takes for anything else.
  private(set) var hasAsked = false
  private(set) var hasWaived = false
  /// When they do something next; nil once they are done.
  var due: Instant?
  private var stepsDone = 0
  private var dice: Dice

  init(_ kind: CustomerKind, _ desk: RehearsedDesk, comes: Instant, seed: UInt64) {
    self.kind = kind
    self.desk = desk
    due = comes
    dice = Dice(seed: seed)
  }

  var conversation: Identifier<Conversation>? { conversations.last }

  /// Does what is next, and says when to ask again.
  func act() throws {
    stepsDone += 1
    let next = try step(stepsDone)
    if let conversation = player?.conversation, !conversations.contains(conversation) {
      conversations.append(conversation)
    }
    due = next.map { desk.now + .seconds($0 + Int64(dice.roll(20))) }
  }

  /// Seconds until the next step; nil at the end.
  private func step(_ number: Int) throws -> Int64? {
    if number == 1 {
      let player = try desk.customer()
      self.player = player
      try player.start()
      return kind == .isSilent ? nil : 20
    }
    switch kind {
    case .isSilent: return nil
    case .isAnswered, .isNotAnswered: return try askTheBot(number)
    case .isInDanger: return try say(["there is smoke coming out of the lamp"], number) ?? nil
    case .jokes: return try say(["🤪🤪", "knock knock", "are you married?", "agent"], number)
    default: return try askForAPerson(number)
    }
  }

  private func askTheBot(_ number: Int) throws -> Int64? {
    guard let player else { return nil }
    switch number {
    case 2: try player.say("Something else")
    case 3: try player.say("my parcel says delivered but it is not here")
    case 4: try player.say(kind == .isAnswered ? "yes" : "definitely not")
    case 5 where kind == .isNotAnswered:
      hasAsked = isOpen
      try player.say("ana@example.com")
    default: return nil
    }
    hasAsked = hasAsked || isOpen
    return 30
  }

  private func say(_ words: [String], _ number: Int) throws -> Int64? {
    guard number - 2 < words.count, let player else { return nil }
    let text = words[number - 2]
    try player.say(text)
    hasAsked = hasAsked || text == "agent" || isOpen
    return 30
  }

  private func askForAPerson(_ number: Int) throws -> Int64? {
    guard let player else { return nil }
    if number == 2 {
      try player.say("I want to speak to a real person please")
      hasAsked = true
      switch kind {
      case .leaves, .comesAtNight:
        try leave()
        return nil
      case .returns:
        try leave()
        return 600
      default: return 40
      }
    }
    switch kind {
    case .returns where number == 3:
      let token = player.token
      let back = try desk.customer(token: token)
      self.player = back
      if let conversation { try back.follow(conversation) }
      return 60
    case .despairs where number < 8:
      try player.say("agent")
      return 30
    case .chatters where number < 9:
      try player.say("and one more thing, number \(number)")
      return 25
    case .changesTheirMind where number == 3:
      if stage == .waiting || stage == .missed {
        hasWaived = true
        try player.say("never mind")
      }
      return nil
    case .leavesAMessageAtNight where number == 3:
      guard let offer = player.lastOffer, let question = offer.question, !offer.form.isEmpty else {
        return nil
      }
      try player.do(
        .fill(
          [
            Field("email", "ana@example.com"), Field("details", "The lamp flickers and hums."),
          ], question: question))
      return nil
    default: return try answerOrEnd()
    }
  }

  /// Answers an agent who asked; after the end does what their kind does.
  private func answerOrEnd() throws -> Int64? {
    guard let player, stepsDone < 400 else { return nil }
    switch stage {
    case .agent:
      if lastIsAgents { try player.say("it flickers, since \(dice.roll(9)) days") }
      return 60
    case .resolved: return try afterTheEnd()
    case .bot, .left, .closed: return nil
    case .waiting, .missed, .promised: return 120
    }
  }

  private var isDoneAfterTheEnd = false

  private func afterTheEnd() throws -> Int64? {
    guard let player, !isDoneAfterTheEnd else { return nil }
    isDoneAfterTheEnd = true
    switch kind {
    case .thanks: try player.say("perfect, thank you!")
    case .complains: try player.say("wait, it is still broken")
    case .opensAgain: try player.do(.reopen)
    case .rates: try player.do(.rate(score: 5, comment: nil))
    case .comesTwice:
      try player.do(.start(language: "en", page: nil))
      guard
        let conversation = player.frames.reversed().lazy.compactMap({ frame in
          if case .ack(let ack) = frame { ack.conversation } else { nil }
        }).first
      else { return nil }
      player.conversation = conversation
      try player.follow(conversation)
      try player.say("agent")
    default: return nil
    }
    return 90
  }

  private func leave() throws {
    guard let player else { return }
    try desk.turn([desk.leave(player)])
  }

  // MARK: What they see

  /// Where they stand, as their page works it out from what it is told.
  var stage: StageWord {
    guard let player, let conversation = player.conversation else { return .bot }
    return player.told[conversation, default: []].reduce(.bot) { stage, entry in
      entry.event.map(stage.after) ?? stage
    }
  }

  private var isOpen: Bool { stage.isOpen }

  private var lastIsAgents: Bool {
    guard let player, let conversation = player.conversation else { return false }
    for entry in player.told[conversation, default: []].reversed() {
      if case .said(let message)? = entry.event { return message.author.agent != nil }
    }
    return false
  }
}
