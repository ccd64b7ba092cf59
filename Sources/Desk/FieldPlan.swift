/// A field that the desk keeps with its tickets: what it is called and what it may hold.
package struct FieldPlan: Sendable, Equatable {
  package let name: String
  package let title: String
  package let kind: Kind
  /// Whether nobody may resolve a ticket before it is filled in.
  package let isRequired: Bool

  package init(_ name: String, title: String? = nil, _ kind: Kind, isRequired: Bool = false) {
    self.name = name
    self.title = title ?? name
    self.kind = kind
    self.isRequired = isRequired
  }

  /// What a field may hold.
  package enum Kind: Sendable, Equatable {
    case text, number, date
    case yesNo
    case choice([String])

    /// What it is chosen from; nothing where it holds anything else.
    package var values: [String] {
      switch self {
      case .text, .number, .date: []
      case .yesNo: ["yes", "no"]
      case .choice(let values): values
      }
    }

    /// Its word in the desk's settings.
    package var word: String {
      switch self {
      case .text: "text"
      case .number: "number"
      case .date: "date"
      case .yesNo: "yes_no"
      case .choice: "choice"
      }
    }
  }

  /// The longest value, in Unicode scalars.
  package static let longest = 1000

  /// The value as it is kept, or why it cannot be one.
  package func normal(_ text: String) throws(Refusal) -> String {
    guard text.unicodeScalars.count <= Self.longest else {
      throw Refusal(.tooLong, "\(title) has at most \(Self.longest) characters")
    }
    switch kind {
    case .text: return text
    case .number:
      let plain = text.utf8.allSatisfy { "0123456789+-.".utf8.contains($0) }
      guard plain, let number = Double(text), number.isFinite else {
        throw Refusal(.invalid, "\(title) is a number, not \"\(text.prefix(40))\"")
      }
      return text
    case .date:
      guard Self.isDate(text) else {
        throw Refusal(.invalid, "\(title) is a day such as 2026-12-24, not \"\(text.prefix(40))\"")
      }
      return text
    case .yesNo:
      switch text.lowercased() {
      case "yes", "true": return "yes"
      case "no", "false": return "no"
      default: throw Refusal(.invalid, "\(title) is yes or no, not \"\(text.prefix(40))\"")
      }
    case .choice(let options):
      if let option = options.first(where: { $0.lowercased() == text.lowercased() }) {
        return option
      }
      throw Refusal(
        .invalid,
        "\(title) is one of \(options.joined(separator: ", ")), "
          + "not \"\(text.prefix(40))\"")
    }
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let civil = OpeningHours.Day(year: year, month: month, day: day).civil
    return (1...12).contains(month) && (civil.year, civil.month, civil.day) == (year, month, day)
  }
}

extension [FieldPlan] {
  /// The field of that name.
  func plan(_ name: String) throws(Refusal) -> FieldPlan {
    if let plan = first(where: { $0.name == name }) { return plan }
    throw Refusal(
      .notFound,
      "the desk has no field \"\(name.prefix(40))\"; there are "
        + map(\.name).joined(separator: ", "))
  }

  /// The fields that have to be filled in before a ticket is resolved, and are not.
  package func missing(from fields: [Field]) -> [FieldPlan] {
    filter { plan in
      plan.isRequired && !fields.contains { $0.name == plan.name && !$0.value.isEmpty }
    }
  }
}
