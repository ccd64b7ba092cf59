/// What a message does, as the engine asks for it: each act worked out when it is wanted.
package struct Hearing {
  private let utterance: Utterance
  private let languages: [Int]

  package init(_ text: String, _ tongues: Tongues, language: String) {
    utterance = Utterance(text, tongues, language: language)
    languages = utterance.languages
  }

  /// Nothing that can be read: no letter, no digit, no picture.
  package var isEmpty: Bool { utterance.words.isEmpty }

  package var isDanger: Bool {
    languages.contains { DangerReading(utterance, language: $0).isDanger }
  }

  package var asksForPerson: Bool {
    for language in languages {
      let reading = PersonReading(utterance, language: language)
      if reading.asks { return true }
      // Another language may not know the not.
      if language == utterance.talk, reading.refuses { return false }
    }
    return false
  }

  /// Thanks, a goodbye, an agreement: nothing that waits for an answer once a talk is over.
  package var isFarewell: Bool {
    smallTalk != nil || settled { $0.closes ? true : nil } == true
  }

  /// Yes or no as the whole message; nil where it is neither, or in doubt.
  package var confirmation: Bool? { settled { $0.confirmation } }

  /// That the matter is not settled, as the whole message.
  package var saysUnsolved: Bool { settled { $0.saysUnsolved ? true : nil } ?? false }

  /// Thanks or goodbye.
  package var smallTalk: SmallAct? { settled { $0.smallTalk } }

  /// A greeting or a call, and nothing else: hello, good morning, anybody there.
  package var isGreeting: Bool { settled { $0.isCourtesy ? true : nil } ?? false }

  /// Back, start over, help or never mind.
  package var command: SmallAct? {
    let command = settled { $0.command }
    // "Thanks for your help" asks for none.
    return command == .help && smallTalk != nil ? nil : command
  }

  /// The act that the whole message is, in the order in which they count; nil for anything else.
  package var act: SmallAct? {
    if isDanger { return .danger }
    if asksForPerson { return .person }
    let answer: SmallAct? = confirmation.map { $0 ? .yes : .no }
    if answer == .no, command == .neverMind { return .neverMind }
    if saysPlainly, let answer { return answer }
    return command ?? smallTalk ?? answer
  }

  /// A yes or a no in so many words, which courtesy around it does not change.
  private var saysPlainly: Bool {
    settled { $0.saysPlainly ? true : nil } ?? false
  }

  /// The talk's language says it, or English; among the others all that say something must agree.
  private func settled<Answer: Equatable>(_ read: (AnswerReading) -> Answer?) -> Answer? {
    let english = utterance.tongues.index(of: "en")
    var found: Answer?
    for language in languages {
      let answer = read(AnswerReading(utterance, language: language))
      guard let answer else { continue }
      if language == utterance.talk || language == english { return answer }
      if let found, found != answer { return nil }
      found = answer
    }
    return found
  }
}
