/// Finds an e-mail address in a sentence.
enum EmailText {
  /// The first address, as it was typed but for the case of its domain.
  static func first(in text: String) -> String? {
    for word in text.prefix(4000).split(whereSeparator: isSeparator) where word.contains("@") {
      let trimmed = trim(word)
      if isAddress(trimmed) { return normalised(trimmed) }
    }
    return nil
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || "<>()[]{},;:\"“”|\\".contains(character)
  }

  private static func trim(_ word: Substring) -> Substring {
    var word = word
    while let last = word.last, ".!?'’*_".contains(last) { word.removeLast() }
    while let first = word.first, "'‘*".contains(first) { word.removeFirst() }
    return word
  }

  private static func isAddress(_ word: Substring) -> Bool {
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, word.utf8.count <= 254 else { return false }
    let (local, domain) = (parts[0], parts[1])
    guard !local.isEmpty, local.utf8.count <= 64, !local.hasPrefix("."), !local.hasSuffix("."),
      !local.contains("..")
    else { return false }
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, (labels.last?.count ?? 0) >= 2,
      labels.last?.allSatisfy({ $0.isLetter || $0 == "-" || $0.isNumber }) == true,
      labels.last?.allSatisfy(\.isNumber) == false
    else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    } && local.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~.".contains($0) }
  }

  private static func normalised(_ word: Substring) -> String {
    guard let at = word.firstIndex(of: "@") else { return String(word) }
    return String(word[...at]) + word[word.index(after: at)...].lowercased()
  }
}

/// Finds a telephone number in a sentence.
enum PhoneText {
  /// The first run of 7 to 15 digits, with spaces, dots, dashes, slashes and brackets left out.
  static func first(in text: String) -> String? {
    var digits = ""
    var isInternational = false
    for character in text.prefix(4000) + "\n" {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if character == "+", digits.isEmpty {
        isInternational = true
      } else if !" -./()\u{A0}".contains(character) {
        if (7...15).contains(digits.count) { break }
        digits = ""
        isInternational = false
      }
    }
    return (7...15).contains(digits.count) ? (isInternational ? "+" : "") + digits : nil
  }
}

/// Finds a web address in a sentence.
enum WebText {
  static func first(in text: String) -> String? {
    for word in text.prefix(4000).split(whereSeparator: \.isWhitespace) {
      let bare = String(word.drop { "(<\"'".contains($0) })
      let address = String(
        bare.reversed().drop { ".,!?)>\"';:".contains($0) }.reversed())
      let lower = address.lowercased()
      guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { continue }
      let host = lower.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#".contains($0) }
      if host.contains("."), !host.contains("@"), !host.hasPrefix("."), !host.hasSuffix(".") {
        return address
      }
    }
    return nil
  }
}

/// Days as people type them.
enum CalendarText {
  /// `2026-12-24` as 20261224, or nil when there is no such day.
  static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return number(year, month, day)
  }

  /// The first day in a sentence: `2026-12-24`, `24.12.2026`, `24/12/2026` where the first number
  /// is above 12 or the two are equal, or with a month's name; as a number and in ISO form.
  static func first(in text: String) -> (Int, String)? {
    let words = text.prefix(400).split { $0.isWhitespace || $0 == "," }.map(String.init)
      .filter { !["de", "of"].contains($0.lowercased()) }
    for (index, word) in words.enumerated() {
      let bare = word.trimmingPunctuation
      if let number = number(bare) ?? dotted(bare) ?? slashed(bare) { return described(number) }
      if index + 2 < words.count,
        let number = spelled(bare, words[index + 1], words[index + 2].trimmingPunctuation)
      {
        return described(number)
      }
    }
    return nil
  }

  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= lengths[month - 1]
    else { return nil }
    return year * 10_000 + month * 100 + day
  }

  private static func numbers(_ word: String, _ separator: Character) -> [Int]? {
    let parts = word.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.count == 3, parts[2].count == 4 else { return nil }
    return numbers
  }

  private static func dotted(_ word: String) -> Int? {
    numbers(word, ".").flatMap { number($0[2], $0[1], $0[0]) }
  }

  /// 3/4/2026 is April in London and March in Boston, so it is no answer.
  private static func slashed(_ word: String) -> Int? {
    guard let parts = numbers(word, "/") else { return nil }
    if parts[0] > 12 || parts[0] == parts[1] { return number(parts[2], parts[1], parts[0]) }
    return parts[1] > 12 ? number(parts[2], parts[0], parts[1]) : nil
  }

  /// `24 December 2026`, `24. Dezember 2026`, `24 de dezembro de 2026`, `December 24th, 2026`.
  private static func spelled(_ first: String, _ second: String, _ third: String) -> Int? {
    guard let year = Int(third), third.count == 4 else { return nil }
    for (dayWord, monthWord) in [(first, second), (second, first)] {
      let digits = dayWord.prefix { $0.isASCII && $0.isNumber }
      if let day = Int(digits), let month = MonthNames.month(monthWord) {
        return number(year, month, day)
      }
    }
    return nil
  }

  private static func described(_ number: Int) -> (Int, String) {
    func padded(_ value: Int, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    let text =
      "\(padded(number / 10_000, 4))-\(padded(number / 100 % 100, 2))-\(padded(number % 100, 2))"
    return (number, text)
  }
}

extension String {
  fileprivate var trimmingPunctuation: String {
    String(drop { "(.,;:!?".contains($0) }.reversed().drop { ").,;:!?".contains($0) }.reversed())
  }
}
