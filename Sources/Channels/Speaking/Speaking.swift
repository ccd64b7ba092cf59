import Courier
import Desk

/// What is said in a conversation, as messages of its customer's channel and in their language.
struct Speaking {
  private let capabilities: Capabilities
  private let addresses: (Attachment) -> String?
  private let words: ChannelWords
  /// Who had the conversation before each event.
  private let owners: [Int64: AgentName]

  init(
    _ errand: Errand, _ capabilities: Capabilities,
    addresses: @escaping (Attachment) -> String?
  ) {
    self.capabilities = capabilities
    self.addresses = addresses
    words = ChannelWords(errand.conversation.opening?.language ?? "en")
    var owners: [Int64: AgentName] = [:]
    var owner: AgentName?
    for carried in errand.all {
      owners[carried.seq] = owner
      guard let event = carried.event else { continue }
      switch Self.change(event) {
      case .some(let new): owner = new
      case .none: break
      }
    }
    self.owners = owners
  }

  /// Who has it from then on; nil where that does not change.
  private static func change(_ event: Event) -> AgentName?? {
    if case .taken(let agent) = event { return agent }
    if case .transferred(_, .agent(let agent), _) = event { return agent }
    return event.watch == .stays ? .none : .some(nil)
  }

  /// Nothing for what a customer does not see, or has said themselves.
  func parts(of carried: CarriedEvent) -> [Part] {
    guard let event = carried.event, let said = message(event, carried.seq) else { return [] }
    let texts = said.texts(capabilities)
    return texts.enumerated().map { place, text in
      Part(
        key: "\(carried.key):\(place)", text: text.text, html: text.html,
        buttons: place == texts.count - 1 ? said.buttons : [],
        opener: place == texts.count - 1 ? said.opener : nil)
    }
  }

  private func message(_ event: Event, _ seq: Int64) -> Utterance? {
    if case .said(let message) = event { return utterance(message, seq) }
    if case .taken(let agent) = event, owners[seq] == agent { return nil }
    return notice(event).map { Utterance([.plain($0)]) }
  }

  // MARK: Words

  private func utterance(_ message: Message, _ seq: Int64) -> Utterance? {
    var blocks: [Utterance.Block] = []
    switch message.author {
    case .customer: return nil
    case .bot, .rule: blocks.append(.marked(message.text))
    case .agent(let agent):
      let isExpected = owners[seq]?.id == agent.id
      blocks.append(.plain(isExpected ? message.text : "\(agent.name): \(message.text)"))
    }
    if let file = message.file {
      blocks = message.text == file.name ? [] : blocks
      blocks.append(.plain(address(of: file)))
    }
    var utterance = Utterance(blocks)
    if let offer = message.offer { add(offer, to: &utterance) }
    return utterance
  }

  private func address(of file: Attachment) -> String {
    addresses(file).map { "\(file.name): \($0)" }
      ?? "\(file.name) (\(words.say(.fileElsewhere)))"
  }

  private func add(_ offer: Offer, to utterance: inout Utterance) {
    for card in offer.cards { utterance.blocks.append(.marked("**\(card.title)**\n\(card.text)")) }
    if !offer.form.isEmpty { utterance.blocks.append(.plain(form(offer.form))) }
    let isChoice = offer.options.contains { $0.id != Self.escape }
    if fitsButtons(offer.options),
      utterance.fits(capabilities, within: capabilities.longestWithButtons)
    {
      utterance.buttons = offer.options.map { Part.Button(id: $0.id, label: $0.label) }
    } else if fitsRows(offer.options), utterance.fits(capabilities, within: nil) {
      utterance.buttons = offer.options.map { Part.Button(id: $0.id, label: $0.label) }
      utterance.opener = words.say(.open)
    } else if isChoice {
      let isNumbered = !Self.wordsOnly.contains(offer.question ?? "")
      utterance.blocks.append(.plain(list(offer.options, isNumbered: isNumbered)))
    } else if let way = offer.options.first {
      utterance.blocks.append(.plain(words.say(.orWrite, way.label)))
    }
  }

  /// Offers while somebody waits or when all is over: a number there is for a person to read.
  private static let wordsOnly: Set = ["alone", "longer", "again"]
  /// How flows call the way past a question.
  private static let escape = "_escape"

  private func fitsButtons(_ options: [Offer.Option]) -> Bool {
    !options.isEmpty && options.count <= capabilities.buttons
      && options.allSatisfy { $0.label.utf8.count <= capabilities.longestButton }
  }

  /// As a list that a button opens: rows with one name would be one choice.
  private func fitsRows(_ options: [Offer.Option]) -> Bool {
    !options.isEmpty && options.count <= capabilities.rows
      && options.allSatisfy { $0.label.utf16.count <= capabilities.longestRow }
      && Set(options.map(\.label)).count == options.count
  }

  /// Numbers, but where the labels are numbers themselves.
  private func list(_ options: [Offer.Option], isNumbered: Bool) -> String {
    let isNumbered = isNumbered && !options.contains { Int($0.label) != nil }
    let lines = options.enumerated().map { place, option in
      isNumbered ? "\(place + 1). \(option.label)" : "- \(option.label)"
    }
    return (lines + [words.say(isNumbered ? .choose : .chooseWords)]).joined(separator: "\n")
  }

  private func form(_ fields: [Offer.FormField]) -> String {
    guard fields.count > 1 else { return fields[0].label }
    guard !capabilities.isOneLine else {
      return "\(words.say(.fill)) \(fields.map(\.label).joined(separator: "; "))"
    }
    let lines = fields.enumerated().map { "\($0 + 1). \($1.label)" }
    return ([words.say(.fill)] + lines).joined(separator: "\n")
  }

  // MARK: What happened

  /// What a widget would show between what is said, as far as it is worth a message of its own.
  private func notice(_ event: Event) -> String? {
    switch event {
    case .taken(let agent): words.say(.taken, agent.name)
    case .transferred(_, .agent(let agent), _): words.say(.taken, agent.name)
    case .released(let agent, .vanished): words.say(.releasedVanished, agent.name)
    case .resolved(let author): resolved(by: author)
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .tagged,
      .suggested, .judged, .queued, .offered, .declined, .considered, .released, .transferred,
      .routed, .escalated, .followed, .held, .woken, .linked, .unlinked, .withdrawn, .promised,
      .reopened, .closed, .concluded, .nearing, .breached, .notified, .transcriptAsked,
      .erasureAsked,
      .erasureWithdrawn, .erased, .lookedUp:
      nil
    case .rated: words.say(.rated)
    }
  }

  /// How it ended, and the stars as numbers, which the desk understands.
  private func resolved(by author: Author) -> String? {
    let end =
      author.agent.map { words.say(.resolvedBy, $0.name) }
      ?? (author == .customer ? nil : words.say(.resolved))
    guard let end else { return nil }
    return "\(end)\n\(words.say(.ratePrompt)) \(words.say(.score))\n\(words.say(.again))"
  }
}
