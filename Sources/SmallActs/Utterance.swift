/// A message and what every word of it may stand for, looked up once for all languages.
struct Utterance {
  let message: Message
  let tongues: Tongues
  /// The language of the talk; nil where nobody knows words of it.
  let talk: Int?
  private let candidates: [[Int32]]

  init(_ text: String, _ tongues: Tongues, language: String) {
    message = Message(text)
    self.tongues = tongues
    talk = tongues.index(of: language)
    let own = [talk, tongues.index(of: "en")].compactMap(\.self)
    let slips = talk == nil ? UInt64.max : own.reduce(0) { $0 | 1 << UInt64($1) }
    var seen: [String: [Int32]] = [:]
    var candidates: [[Int32]] = []
    for word in message.words {
      if let known = seen[word.text] {
        candidates.append(known)
      } else {
        let found = Utterance.own(tongues.candidates(for: word, slipsIn: slips), tongues, talk)
        seen[word.text] = found
        candidates.append(found)
      }
    }
    self.candidates = candidates
  }

  /// A word of the talk's language is no beginning of one of another: "bother" is no "bot…".
  private static func own(_ found: [Int32], _ tongues: Tongues, _ talk: Int?) -> [Int32] {
    guard found.count > 1, let talk else { return found }
    func isOwn(_ id: Int32) -> Bool { tongues.known[Int(id)] & (1 << UInt64(talk)) != 0 }
    guard found.contains(where: isOwn) else { return found }
    return found.enumerated().filter { $0.offset == 0 || isOwn($0.element) }.map(\.element)
  }

  var words: [Message.Word] { message.words }

  /// A phrase found in the message.
  struct Match {
    let count: Int
    let roles: Roles
    /// Found in the language that the message is read in.
    var isOwn = true
  }

  /// The languages to read a message in: the talk's, English, then every one that knows a word.
  var languages: [Int] {
    var known: UInt64 = 0
    for ids in candidates { for id in ids { known |= tongues.known[Int(id)] } }
    let first = [talk, tongues.index(of: "en")].compactMap(\.self)
    var order: [Int] = []
    for language in first + Array(tongues.codes.indices)
    where !order.contains(language) && known & (1 << UInt64(language)) != 0 {
      order.append(language)
    }
    return order
  }

  /// Whether a language knows the word, in whatever meaning.
  func knows(_ language: Int, _ place: Int) -> Bool {
    candidates[place].contains { tongues.known[Int($0)] & (1 << UInt64(language)) != 0 }
  }

  /// The longest phrase that begins at a place, in a language, and does one of some things.
  func match(at place: Int, before end: Int, _ roles: Roles, in language: Int) -> Match? {
    var best: Match?
    for id in candidates[place] {
      for entry in tongues.entries[Int(id)]
      where entry.language == language && !entry.roles.isDisjoint(with: roles) {
        let count = entry.rest.count + 1
        if let best, best.count > count { break }
        guard place + count <= end, stands(entry.rest, after: place) else { continue }
        let other = best.flatMap { $0.count == count ? $0.roles : nil } ?? []
        best = Match(count: count, roles: entry.roles.union(other))
      }
    }
    return best
  }

  private func stands(_ rest: [Int32], after place: Int) -> Bool {
    for (offset, id) in rest.enumerated() where !candidates[place + 1 + offset].contains(id) {
      return false
    }
    return true
  }

  /// A word for a person in any language, where the languages at hand do not know it otherwise.
  func isForeignPerson(_ place: Int, knownTo languages: [Int]) -> Bool {
    let text = words[place].text
    guard text.utf8.count >= 4, !languages.contains(where: { knows($0, place) }) else {
      return false
    }
    return candidates[place].contains { id in
      tongues.entries[Int(id)].contains { $0.rest.isEmpty && $0.roles.contains(.person) }
    }
  }
}
