/// Joins what people write as two words or one, before anything is counted.
///
/// Only spellings and set phrases that mean the same in any shop: a list of synonyms helps the
/// help centre it was written for and hurts every other one.
struct Phrases: Sendable {
  /// By first word, the longest phrase first.
  private let byFirst: [String: [(rest: [String], joined: String)]]

  private init(_ table: [(String, String)]) {
    var byFirst: [String: [(rest: [String], joined: String)]] = [:]
    for (phrase, joined) in table {
      let words = phrase.split(separator: " ").map(String.init)
      byFirst[words[0], default: []].append((Array(words.dropFirst()), joined))
    }
    self.byFirst = byFirst.mapValues { $0.sorted { $0.rest.count > $1.rest.count } }
  }

  func fold(_ words: [String]) -> [String] {
    guard !byFirst.isEmpty else { return words }
    var folded: [String] = []
    folded.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      let after = words[(index + 1)...]
      if let match = byFirst[words[index]]?.first(where: { after.starts(with: $0.rest) }) {
        folded.append(match.joined)
        index += 1 + match.rest.count
      } else {
        folded.append(words[index])
        index += 1
      }
    }
    return folded
  }

  static func of(_ language: String) -> Phrases { language == "en" ? english : none }

  private static let none = Phrases([])

  private static let english = Phrases([
    ("log in", "login"), ("log into", "login"), ("logging in", "login"), ("logged in", "login"),
    ("log on", "login"), ("sign in", "login"), ("sign into", "login"), ("signing in", "login"),
    ("signed in", "login"), ("signin", "login"), ("logon", "login"),
    ("log out", "logout"), ("logged out", "logout"), ("sign out", "logout"),
    ("signed out", "logout"), ("log off", "logout"),
    ("sign up", "signup"), ("signing up", "signup"), ("signed up", "signup"),
    ("two factor", "2fa"), ("2 factor", "2fa"), ("two step", "2fa"), ("2 step", "2fa"),
    ("multi factor", "2fa"), ("mfa", "2fa"), ("money back", "refund"), ("pass word", "password"),
    ("pass code", "passcode"), ("e mail", "email"), ("wi fi", "wifi"), ("web site", "website"),
    ("user name", "username"), ("check out", "checkout"), ("set up", "setup"),
    ("setting up", "setup"), ("post code", "postcode"), ("zip code", "postcode"),
    ("blue tooth", "bluetooth"), ("log ins", "login"), ("logins", "login"), ("on line", "online"),
  ])
}
