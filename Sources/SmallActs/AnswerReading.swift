/// Yes, no, thanks, goodbye and the words for moving about: acts that are the whole message.
struct AnswerReading {
  private let utterance: Utterance
  private let language: Int

  /// An act that is a whole message is short.
  private static let longest = 24
  private static let around: Roles = [.polite, .topic, .join, .but]

  init(_ utterance: Utterance, language: Int) {
    self.utterance = utterance
    self.language = language
  }

  /// What the whole message does, phrase by phrase; nil where a word of it does none of these.
  private func phrases(_ roles: Roles) -> [Roles]? {
    let words = utterance.words
    let letters = words.count { $0.isLetter }
    guard !words.isEmpty, words.count - letters / 2 <= AnswerReading.longest else { return nil }
    var found: [Roles] = []
    var place = 0
    var hasWords = false
    while place < words.count {
      if let match = match(place, roles) {
        // "Unfortunately not" turns what stands beside it as well.
        let denies = match.roles.contains(.no) && match.count > 1
        var roles = denies ? match.roles.union(.denial) : match.roles
        if match.roles.contains(.yes), isEcho(place, match.count) { roles.insert(.echo) }
        found.append(roles)
        place += match.count
        hasWords = true
      } else if words[place].isEmoji {
        place += 1
      } else {
        return nil
      }
    }
    return hasWords ? found : nil
  }

  /// "It is", "it did": a yes that repeats the question, and the beginning of much else.
  private func isEcho(_ place: Int, _ count: Int) -> Bool {
    count > 1
      && (place..<place + count).allSatisfy {
        utterance.match(at: $0, before: $0 + 1, .topic, in: language) != nil
      }
  }

  /// In another language than the talk's a word counts only if the talk's has no other use for it.
  private func match(_ place: Int, _ roles: Roles) -> Utterance.Match? {
    let end = utterance.words.count
    let own = utterance.match(at: place, before: end, roles, in: language)
    var best = own
    for other in [utterance.talk, utterance.tongues.index(of: "en")].compactMap(\.self)
    where other != language {
      let match = utterance.match(at: place, before: end, roles, in: other)
      if match == nil, own?.count == 1, other == utterance.talk || turns(place, other),
        utterance.knows(other, place)
      {
        return nil
      }
      if language == utterance.talk, own == nil, utterance.knows(language, place) { return nil }
      let wins = other == utterance.talk ? 0 : 1
      if let match, match.count >= (best?.count ?? 0) + wins { best = match }
    }
    return best
  }

  /// English is understood everywhere, and a no of its is no courtesy of another language.
  private func turns(_ place: Int, _ language: Int) -> Bool {
    utterance.match(at: place, before: place + 1, [.no, .not, .unsolved, .but], in: language) != nil
  }

  /// True for yes, false for no; nil where it is neither, both, or in doubt.
  var confirmation: Bool? {
    let roles: Roles = [
      .yes, .consent, .no, .not, .solved, .outcome, .unsolved, .doubt, .thanks,
    ]
    guard let phrases = phrases(roles.union(AnswerReading.around)) else { return nil }
    func has(_ role: Roles) -> Bool { phrases.contains { !$0.isDisjoint(with: role) } }
    func says(_ role: Roles) -> Bool {
      phrases.contains { !$0.isDisjoint(with: role) && !$0.contains(.echo) }
    }
    if has(.doubt) { return nil }
    let turned = has(.not)
    // "Not broken" is no no; "no, still broken" is, where one word means both no and not.
    let turnsOnly = phrases.contains { $0.contains(.not) && !$0.contains(.no) }
    if turnsOnly && has(.unsolved) || turned && says(.yes) { return nil }
    if has(.solved), has(.unsolved) { return nil }
    if has(.no) || has(.unsolved) {
      if says(.yes) || has(.solved) && !turned && !has([.unsolved, .denial]) { return nil }
      return false
    }
    if turned {
      return has([.solved, .outcome, .consent, .topic]) ? false : nil
    }
    // "Help", "work": the verb alone is no answer.
    if !has(.yes), phrases.contains(where: { $0.contains(.outcome) && !$0.contains(.consent) }) {
      return nil
    }
    guard has(.yes) || has(.consent) || has(.solved) else { return nil }
    // "Right?" and "yes but" wait for an answer, or for the rest.
    return utterance.message.asks || has(.but) ? nil : true
  }

  /// Whether it says that the matter is not settled: "still broken", "it does not work". A plain no
  /// says less.
  var saysUnsolved: Bool {
    guard confirmation == false else { return false }
    let words: Roles = [.no, .not, .solved, .outcome, .unsolved, .yes, .consent, .thanks, .doubt]
    let phrases = phrases(words.union(AnswerReading.around)) ?? []
    func has(_ role: Roles) -> Bool { phrases.contains { !$0.isDisjoint(with: role) } }
    return has(.unsolved) || has([.not, .no]) && has([.solved, .outcome])
  }

  /// Whether a word stands there that is a yes, a no or an outcome and nothing else.
  var saysPlainly: Bool {
    let words: Roles = [.yes, .no, .not, .solved, .outcome, .unsolved]
    let phrases = phrases(words.union([.consent, .thanks, .doubt]).union(AnswerReading.around))
    return phrases?.contains {
      !$0.isDisjoint(with: words) && $0.isDisjoint(with: [.thanks, .goodbye, .neverMind])
    } ?? false
  }

  /// Thanks or a goodbye, and nothing else but kind words.
  var smallTalk: SmallAct? {
    let roles: Roles = [
      .thanks, .thanksAside, .goodbye, .goodbyeAside, .consent, .yes, .solved,
    ]
    let all = roles.union([.polite, .topic, .join])
    guard let phrases = phrases(all) ?? phrasesButName(all) else { return nil }
    func has(_ role: Roles) -> Bool { phrases.contains { !$0.isDisjoint(with: role) } }
    if has(.goodbye) { return .goodbye }
    return has(.thanks) ? .thanks : nil
  }

  /// Ok, noted, that's all, it works now: words that close a talk that is over and open nothing.
  var closes: Bool {
    let closing: Roles = [.consent, .closing, .yes, .solved, .thanks, .goodbye]
    let around: Roles = [.polite, .thanksAside, .goodbyeAside, .topic]
    guard !utterance.message.asks, let phrases = phrases(closing.union(around)) else {
      return false
    }
    // "No thanks to you it works" is no refusal of more help.
    if phrases.contains(where: { $0.contains([.closing, .no]) }) {
      return phrases.allSatisfy {
        $0.contains(.closing) || !$0.isDisjoint(with: [.polite, .thanks])
      }
    }
    return phrases.contains { !$0.isDisjoint(with: closing) }
  }

  /// Nothing but courtesy.
  var isCourtesy: Bool { phrases([.polite, .calling]) != nil }

  /// Thanks with a name after it: `thank you Maria`.
  private func phrasesButName(_ roles: Roles) -> [Roles]? {
    let words = utterance.words
    guard words.count >= 2, words.count <= 5, let last = words.last, last.isCapital,
      !words[words.count - 2].isCapital || words.count == 2,
      !utterance.knows(language, words.count - 1)
    else { return nil }
    var found: [Roles] = []
    var place = 0
    while place < words.count - 1 {
      guard let match = match(place, roles) else { return nil }
      found.append(match.roles)
      place += match.count
    }
    return place == words.count - 1 ? found : nil
  }

  /// Back, start over, help or never mind, with nothing but courtesy around it.
  var command: SmallAct? {
    let commands: [(Roles, SmallAct)] = [
      (.back, .back), (.startOver, .startOver), (.neverMind, .neverMind), (.help, .help),
    ]
    let around: Roles = [.polite, .topic, .join, .thanks, .goodbye, .consent, .no, .solved]
    let all = commands.reduce(around) { $0.union($1.0) }
    guard let phrases = phrases(all) else { return nil }
    func has(_ role: Roles) -> Bool { phrases.contains { !$0.isDisjoint(with: role) } }
    guard let found = commands.first(where: { has($0.0) })?.1 else { return nil }
    // "No, back", but not "no help".
    let isAnswer = phrases.contains {
      !$0.isDisjoint(with: [.no, .solved]) && !$0.contains(.help)
    }
    return found == .help && isAnswer ? nil : found
  }
}
