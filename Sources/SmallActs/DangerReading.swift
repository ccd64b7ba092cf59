/// Whether somebody may come to harm: words of danger anywhere in a message, unless they are part
/// of something else or turned by a not.
struct DangerReading {
  private let utterance: Utterance
  private let language: Int

  /// A hint and what makes it a danger stand this near.
  private static let reach = 8
  /// A not turns what stands this near after it.
  private static let turn = 3
  private static let roles: Roles = [
    .danger, .dangerHint, .dangerNear, .notDanger, .not, .no, .refusal,
  ]

  init(_ utterance: Utterance, language: Int) {
    self.utterance = utterance
    self.language = language
  }

  var isDanger: Bool {
    var hint = -100
    var near = -100
    var turned = -100
    var hints = 0
    var rest = 0
    var place = 0
    let words = utterance.words
    while place < words.count {
      if words[place].begins { turned = -100 }
      guard let match = match(place) else {
        if !words[place].isEmoji { rest += isPolite(place) ? 0 : 1 }
        place += 1
        continue
      }
      let end = place + match.count - 1
      if match.roles.contains(.notDanger) {
        rest += 1
      } else if place <= turned || place - turned > DangerReading.turn {
        if match.roles.contains(.danger) { return true }
        if match.roles.contains(.dangerHint) {
          hint = end
          hints += 1
        }
        if match.roles.contains(.dangerNear) { near = end }
        if !match.roles.isDisjoint(with: [.dangerHint, .dangerNear]),
          abs(hint - near) <= DangerReading.reach, hint != near
        {
          return true
        }
      } else {
        rest += 1
      }
      if !match.roles.isDisjoint(with: [.not, .no, .refusal]) { turned = end }
      // "Will not live any more" is one "will not" and one danger, which share the not.
      let holdsNot = match.count > 1 && !match.roles.isDisjoint(with: [.not, .no, .refusal])
      place += holdsNot ? 1 : match.count
    }
    return hints > 0 && rest == 0
  }

  private func match(_ place: Int) -> Utterance.Match? {
    let match = utterance.match(
      at: place, before: utterance.words.count, DangerReading.roles, in: language)
    // What is no danger in the talk's language is none in one that only knows half of it.
    if let talk = utterance.talk, talk != language,
      let own = utterance.match(at: place, before: utterance.words.count, .notDanger, in: talk),
      own.count >= match?.count ?? 0
    {
      return own
    }
    guard let match, match.count == 1, let talk = utterance.talk, talk != language,
      utterance.knows(talk, place)
    else { return match }
    return utterance.match(
      at: place, before: utterance.words.count, DangerReading.roles, in: talk)
  }

  private func isPolite(_ place: Int) -> Bool {
    utterance.match(
      at: place, before: place + 1, [.polite, .aside, .topic, .help], in: language) != nil
  }
}
