import Authoring
import Expressions

/// Why typed words are no value of a variable; the reason is half a sentence for authors.
package struct AnswerMistake: Error, Equatable {
  package let reason: String
}

extension Variable {
  typealias Accepted = Result<Value, AnswerMistake>

  /// The value typed words stand for.
  ///
  /// Unless it must fit `exactly`, the value is looked for inside a sentence: an address in "it's
  /// sam@example.com thanks", an order number in "number ab-123456".
  func accept(_ words: String, language: String, exactly: Bool = false) -> Accepted {
    let fixed = fixes.reduce(words.trimmed) { $1.applied(to: $0) }
    guard !fixed.isEmpty else { return .failure(AnswerMistake(reason: "nothing was given")) }
    switch type {
    case .text, .record: return text(fixed, exactly: exactly)
    case .int: return number(fixed, exactly: exactly)
    case .bool: return flag(fixed, language: language)
    case .choice: return choice(fixed)
    case .email: return extracted(fixed, exactly: exactly, "an e-mail address", EmailText.first)
    case .phone: return extracted(fixed, exactly: exactly, "a telephone number", PhoneText.first)
    case .url: return extracted(fixed, exactly: exactly, "a web address", WebText.first)
    case .date: return day(fixed)
    case .file: return .failure(AnswerMistake(reason: "it is words, and no file"))
    }
  }

  private func text(_ words: String, exactly: Bool) -> Accepted {
    var found = words
    if let pattern, !pattern.matchesWhole(words) {
      guard !exactly, let part = pattern.firstMatch(in: words), isWord(part, in: words) else {
        return .failure(AnswerMistake(reason: "it does not match the pattern"))
      }
      found = String(part)
    }
    return withinLength(found)
  }

  private func withinLength(_ words: String) -> Accepted {
    let length = words.count
    if let min, length < min.number {
      return .failure(AnswerMistake(reason: "it is shorter than \(min.number) characters"))
    }
    if let max, length > max.number {
      return .failure(AnswerMistake(reason: "it is longer than \(max.number) characters"))
    }
    return .success(.string(words))
  }

  /// Part of a longer word is not what the customer meant: no `AB-123456` in `XAB-1234567`.
  private func isWord(_ part: Substring, in whole: String) -> Bool {
    func joins(_ character: Character?) -> Bool {
      character?.isLetter == true || character?.isNumber == true
    }
    let before =
      part.startIndex > whole.startIndex ? whole[whole.index(before: part.startIndex)] : nil
    let after = part.endIndex < whole.endIndex ? whole[part.endIndex] : nil
    return !joins(before) && !joins(after)
  }

  private func number(_ words: String, exactly: Bool) -> Accepted {
    var found = Int64(words)
    if found == nil, !exactly {
      let runs = words.split { !($0.isASCII && ($0.isNumber || $0 == "-")) }.compactMap {
        Int64($0)
      }
      if runs.count == 1 { found = runs[0] }
    }
    guard let found else { return .failure(AnswerMistake(reason: "it is not a whole number")) }
    return withinRange(found, .int(found))
  }

  private func withinRange(_ number: Int64, _ value: Value) -> Accepted {
    if let min, number < Int64(min.number) {
      return .failure(AnswerMistake(reason: "it lies below \(min.written.text)"))
    }
    if let max, number > Int64(max.number) {
      return .failure(AnswerMistake(reason: "it lies above \(max.written.text)"))
    }
    return .success(value)
  }

  private func flag(_ words: String, language: String) -> Accepted {
    // As programs write it: a box that is ticked or not.
    if words == "true" || words == "false" { return .success(.bool(words == "true")) }
    guard let flag = Languages.shipped.hearing(words, language).confirmation else {
      return .failure(AnswerMistake(reason: "it is neither yes nor no"))
    }
    return .success(.bool(flag))
  }

  private func choice(_ words: String) -> Accepted {
    if values.contains(where: { $0.text == words }) { return .success(.string(words)) }
    let normal = Wording.normal(words)
    guard let value = values.first(where: { Wording.normal($0.text) == normal }) else {
      return .failure(AnswerMistake(reason: "it is none of the values"))
    }
    return .success(.string(value.text))
  }

  private func extracted(
    _ words: String, exactly: Bool, _ what: String, _ find: (String) -> String?
  ) -> Accepted {
    guard let found = find(words), !exactly || isAll(found, of: words) else {
      return .failure(AnswerMistake(reason: "it is not \(what)"))
    }
    if let pattern, !pattern.matchesWhole(found) {
      return .failure(AnswerMistake(reason: "it does not match the pattern"))
    }
    return withinLength(found)
  }

  /// Whether nothing but spelling was left out: spaces in a number, the case of a domain.
  private func isAll(_ found: String, of words: String) -> Bool {
    func core(_ text: String) -> String {
      text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    return core(found) == core(words)
  }

  private func day(_ words: String) -> Accepted {
    guard let (number, text) = CalendarText.first(in: words) else {
      return .failure(AnswerMistake(reason: "it is not a date"))
    }
    return withinRange(Int64(number), .string(text))
  }
}

extension Variable.Fix {
  func applied(to text: String) -> String {
    switch self {
    case .trim: text.trimmed
    case .upper: text.uppercased()
    case .lower: text.lowercased()
    case .digits: text.filter { $0.isASCII && $0.isNumber }
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return first == startIndex && index(after: last) == endIndex ? self : String(self[first...last])
  }
}
