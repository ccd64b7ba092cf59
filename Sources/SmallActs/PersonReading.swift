/// Whether a message asks for a person, read clause by clause.
///
/// A clause asks where it names a person with a way of asking beside it, and little else; or
/// names one alone, in a message that says little else. Who says that they do not want a person, or
/// speaks of one, asks for none; who does not want a machine does.
struct PersonReading {
  private let utterance: Utterance
  private let languages: [Int]
  private let language: Int

  /// In longer messages a person is mentioned, not asked for.
  private static let longest = 60
  /// How much may stand beside a bare word for a person.
  private static let asideLimit = 6

  init(_ utterance: Utterance, language: Int) {
    self.utterance = utterance
    self.language = language
    let english = utterance.tongues.index(of: "en")
    var languages: [Int] = []
    for one in [utterance.talk, language, english].compactMap(\.self)
    where !languages.contains(one) {
      languages.append(one)
    }
    self.languages = languages
  }

  /// Languages in which a verb, and the not in it, ends the sentence.
  private static let verbLast: Set<String> = ["ja", "ko", "tr"]

  private static let roles: Roles = [
    .person, .somebody, .service, .contact, .want, .calling, .aside, .machine, .refusal, .about,
    .notPerson, .polite, .join, .but,
  ]

  private static let asking: Roles = [
    .person, .somebody, .service, .contact, .want, .calling, .machine,
  ]

  /// What one clause has come to.
  fileprivate struct Clause {
    var asks = 0
    var talks = false
    var persons = 0
    var somebody = 0
    var services = 0
    var calls = false
    var refuses = false
    var refusedPerson = false
    var refusedMachine = false
    /// The last thing that counts is an "I don't want".
    var endsInRefusal = false
    /// The last thing that counts is a machine.
    var endsInMachine = false
    var unknown = 0.0
    /// What of it stands before any word for a person.
    var unknownBefore = 0.0
    /// Something unknown stands right before the word for a person.
    var isAnother = false
    /// Something unknown stands right after it: an agent code, unless somebody is to be talked to.
    var isFollowed = false
    var size = 0.0
    /// The language it is read in says so, and not only those that are tried with it.
    var isOwn = false

    /// "An agent I do not want": the not stands last, in some languages always.
    var finished: Clause {
      var clause = self
      if refuses, endsInRefusal, names { clause.refusedPerson = true }
      if isFollowed, !talks { clause.isAnother = true }
      return clause
    }

    /// It asks in so many words.
    var isExplicit: Bool {
      if refusedPerson || isAnother || !isOwn { return false }
      if calls { return unknown == 0 }
      if refusedMachine { return unknown == 0 }
      guard asks > 0, persons + somebody + services > 0 else { return false }
      // "Get me a person or I cancel": what comes after the wish says why.
      return talks || persons > 0 && unknownBefore == 0 ? unknown <= 1 : unknown == 0
    }

    /// A word for a person, and nothing that says otherwise.
    var isBare: Bool {
      isOwn && persons > 0 && !refusedPerson && !isAnother && unknown == 0
    }
  }

  var asks: Bool {
    let words = utterance.words
    let letters = words.count { $0.isLetter }
    guard !words.isEmpty, words.count - letters / 2 <= PersonReading.longest else { return false }
    let clauses = clauses()
    let size = clauses.reduce(0) { $0 + $1.unknown }
    for clause in clauses {
      if clause.isExplicit { return true }
      if clause.isBare, size <= Double(PersonReading.asideLimit) { return true }
    }
    return isService(clauses)
  }

  /// Whether a person is spoken of as not wanted.
  var refuses: Bool { clauses().contains { $0.refusedPerson } }

  /// Customer service, support: only where nothing else is written.
  private func isService(_ clauses: [Clause]) -> Bool {
    clauses.contains { $0.services > 0 } && !utterance.message.asks
      && clauses.allSatisfy {
        $0.unknown == 0 && !$0.refuses && !$0.refusedPerson && !$0.isAnother
      }
  }

  private func clauses() -> [Clause] {
    var clauses: [Clause] = []
    var clause = Clause()
    var place = 0
    var wasUnknown = false
    var wasPerson = false
    var inStory = false
    let words = utterance.words
    while place < words.count {
      if words[place].begins, clause.size > 0 {
        clauses.append(clause.finished)
        clause = Clause()
        wasUnknown = false
        wasPerson = false
        inStory = false
      }
      let end = clauseEnd(place)
      let match = match(place, end)
      let joins = match.map { !$0.roles.isDisjoint(with: [.join, .but]) } ?? false
      if joins, clause.size > 0 {
        clauses.append(clause.finished)
        clause = Clause()
        wasPerson = false
        wasUnknown = false
        inStory = false
      } else if inStory || words[place].isEmoji && match == nil {
        // What the request is about; pictures say nothing here.
      } else if let match, !match.roles.contains(.notPerson) {
        if match.isOwn, !match.roles.isDisjoint(with: PersonReading.asking) { clause.isOwn = true }
        let isPerson = note(match.roles, &clause, afterUnknown: wasUnknown)
        inStory = match.roles.contains(.about) && clause.asks > 0 && clause.names
        wasUnknown = false
        wasPerson = isPerson
      } else {
        let count = match?.count ?? 1
        clause.unknown += words[place].isLetter ? 0.5 * Double(count) : Double(count)
        if wasPerson { clause.isFollowed = true }
        if !clause.names { clause.unknownBefore = clause.unknown }
        clause.endsInRefusal = false
        clause.endsInMachine = false
        wasUnknown = true
        wasPerson = false
      }
      clause.size += 1
      place += match?.count ?? 1
    }
    return clauses + [clause.finished]
  }

  private func clauseEnd(_ place: Int) -> Int {
    let words = utterance.words
    var end = place + 1
    while end < words.count, !words[end].begins, end - place < 12 { end += 1 }
    return end
  }

  private func match(_ place: Int, _ end: Int) -> Utterance.Match? {
    var best: Utterance.Match?
    for one in languages {
      guard
        let match = utterance.match(at: place, before: end, PersonReading.roles, in: one)
      else { continue }
      if one != utterance.talk, isWordOfTalk(place, end, over: match.count) { continue }
      if match.count > best?.count ?? 0 {
        best = match
        best?.isOwn = one == language
      }
    }
    if best == nil, utterance.isForeignPerson(place, knownTo: languages) {
      return Utterance.Match(count: 1, roles: .person)
    }
    return best
  }

  /// Takes a not into account. It speaks of what comes next, but where verbs stand last of the
  /// machine before it.
  private func refuse(_ clause: inout Clause) {
    if clause.endsInMachine, PersonReading.verbLast.contains(utterance.tongues.codes[language]) {
      clause.refusedMachine = true
      clause.unknown -= 1
      clause.endsInMachine = false
    } else {
      clause.refuses = true
      clause.endsInRefusal = true
    }
  }

  /// Whether the talk's language has a longer phrase there: "boş ver" holds nobody's boss.
  private func isWordOfTalk(_ place: Int, _ end: Int, over count: Int) -> Bool {
    guard let talk = utterance.talk else { return false }
    return utterance.match(at: place, before: end, .all, in: talk).map { $0.count > count } ?? false
  }

  /// Takes a phrase into account; true for a word for a person.
  private func note(_ roles: Roles, _ clause: inout Clause, afterUnknown: Bool) -> Bool {
    if roles.contains(.calling) { clause.calls = true }
    if roles.contains(.contact) {
      clause.asks += 1
      clause.talks = true
    }
    if roles.contains(.want) { clause.asks += 1 }
    if roles.contains(.refusal) { refuse(&clause) }
    if roles.contains(.machine) {
      if clause.refuses { clause.refusedMachine = true } else { clause.unknown += 1 }
      clause.endsInMachine = !clause.refuses
      clause.refuses = false
      return false
    }
    if !roles.contains(.refusal), !roles.isDisjoint(with: PersonReading.asking) {
      clause.endsInRefusal = false
      clause.endsInMachine = false
    }
    guard !roles.isDisjoint(with: [.person, .somebody, .service]) else { return false }
    if afterUnknown { clause.isAnother = true }
    if clause.refuses {
      clause.refusedPerson = true
      clause.refuses = false
    }
    if roles.contains(.person) {
      clause.persons += 1
    } else if roles.contains(.service) {
      clause.services += 1
    } else {
      clause.somebody += 1
    }
    return true
  }
}

extension PersonReading.Clause {
  fileprivate var names: Bool { persons + somebody + services > 0 }
}
