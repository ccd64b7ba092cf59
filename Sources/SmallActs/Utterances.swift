/// A message and the act that it is, or none: what the recognition is measured by.
package struct Spoken: Sendable, Equatable {
  package let language: String
  /// Nil for a near miss, which is no act at all.
  package let act: SmallAct?
  package let text: String

  package init(language: String, act: SmallAct?, text: String) {
    self.language = language
    self.act = act
    self.text = text
  }

  /// Lines such as `de|person|Mitarbeiter bitte`; what is no act is `none`.
  static func lines(_ text: String) -> [Spoken] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|", maxSplits: 2).map(String.init)
      guard parts.count == 3 else { return nil }
      return Spoken(language: parts[0], act: SmallAct(rawValue: parts[1]), text: parts[2])
    }
  }
}

/// How well messages are heard: per act and language, what was found, missed and mistaken.
package struct Evaluation: Sendable {
  /// Found, missed, and taken for it wrongly.
  package struct Figures: Sendable, Equatable {
    package var found = 0
    package var missed = 0
    package var wrong = 0

    /// The share of those that are it which were found.
    package var recall: Double { share(of: found + missed) }
    /// The share of those taken for it which are it.
    package var precision: Double { share(of: found + wrong) }

    private func share(of all: Int) -> Double { all == 0 ? 1 : Double(found) / Double(all) }
  }

  /// A message that was heard as something else.
  package struct Mistake: Sendable, Equatable {
    package let spoken: Spoken
    package let heard: SmallAct?
  }

  package private(set) var count = 0
  package private(set) var figures: [SmallAct: [String: Figures]] = [:]
  package private(set) var mistakes: [Mistake] = []
  /// Taken for a yes although it is none: a ticket would have been resolved.
  package private(set) var wrongYes: [Spoken] = []

  /// The shares that must be reached for a person.
  package static let leastRecall = 0.97
  package static let leastPrecision = 0.95

  package init() {}

  package mutating func take(_ spoken: Spoken, _ tongues: Tongues) {
    count += 1
    let hearing = Hearing(spoken.text, tongues, language: spoken.language)
    let heard = hearing.act
    if let act = spoken.act {
      if heard == act {
        figures[act, default: [:]][spoken.language, default: Figures()].found += 1
      } else {
        figures[act, default: [:]][spoken.language, default: Figures()].missed += 1
      }
    }
    if heard != spoken.act {
      mistakes.append(Mistake(spoken: spoken, heard: heard))
      if let heard {
        figures[heard, default: [:]][spoken.language, default: Figures()].wrong += 1
      }
    }
    // Kind words may pass for a yes; anything else may not.
    let mayBeYes: Set<SmallAct?> = [.yes, .thanks, .goodbye, .neverMind]
    if !mayBeYes.contains(spoken.act), hearing.confirmation == true { wrongYes.append(spoken) }
  }

  /// All languages together.
  package func total(_ act: SmallAct) -> Figures {
    (figures[act] ?? [:]).values.reduce(into: Figures()) { sum, figures in
      sum.found += figures.found
      sum.missed += figures.missed
      sum.wrong += figures.wrong
    }
  }

  /// Whether people who ask for a person are heard, and nobody is told that all is well who did not
  /// say so.
  package var isGood: Bool {
    let person = total(.person)
    return person.recall >= Evaluation.leastRecall
      && person.precision >= Evaluation.leastPrecision && wrongYes.isEmpty
  }

  /// The table that `flow eval` prints, and the mistakes below it.
  package var text: String {
    var lines = ["act          language  found  missed  wrong  recall  precision"]
    for act in SmallAct.allCases {
      guard let byLanguage = figures[act] else { continue }
      lines.append(row(act.rawValue, "all", total(act)))
      for (language, figures) in byLanguage.sorted(by: { $0.key < $1.key }) {
        lines.append(row("", language, figures))
      }
    }
    for mistake in mistakes {
      let heard = mistake.heard?.rawValue ?? "none"
      let meant = mistake.spoken.act?.rawValue ?? "none"
      lines.append("\(mistake.spoken.language): \(mistake.spoken.text): \(heard), not \(meant)")
    }
    lines.append("\(count) utterances, \(mistakes.count) mistaken, \(wrongYes.count) wrong yes")
    return lines.joined(separator: "\n")
  }

  private func row(_ act: String, _ language: String, _ figures: Figures) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
    return padded(act, 13) + padded(language, 10) + padded("\(figures.found)", 7)
      + padded("\(figures.missed)", 8) + padded("\(figures.wrong)", 7)
      + padded(percent(figures.recall), 8) + percent(figures.precision)
  }
}
