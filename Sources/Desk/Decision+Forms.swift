// MARK: - Forms that are sent back

extension Conversation {
  /// The customer's words for a form, with the values as flows take them: of a choice its option.
  func filled(
    _ fields: [Field], _ question: String, _ circumstances: Circumstances
  ) throws(Refusal) -> Message {
    guard let offer = openOffer, offer.question == question, !offer.form.isEmpty else {
      throw Refusal(.stale, "that form is no longer open")
    }
    for field in fields where !offer.form.contains(where: { $0.id == field.name }) {
      throw Refusal(.invalid, "the form has no field \(field.name)")
    }
    var lines: [String] = []
    var values: [String: String] = [:]
    for expected in offer.form {
      let given = fields.first { $0.name == expected.id }?.value ?? ""
      guard !(given.isEmpty && expected.isRequired) else {
        throw Refusal(.invalid, "“\(expected.label)” must be filled in")
      }
      let (value, words) = try expected.taken(given)
      values[expected.id] = value
      lines.append("\(expected.label): \(words)")
    }
    let text = lines.joined(separator: "\n")
    try check(text, circumstances)
    let answer = fields.map { Field($0.name, values[$0.name] ?? $0.value) }
    return Message(.customer, text, answer: .form(answer, question: question))
  }
}

extension Offer.FormField {
  /// The value as it is kept, and the words that people read for it.
  fileprivate func taken(_ given: String) throws(Refusal) -> (value: String, words: String) {
    if kind == "bool", given == "true" || given == "false" {
      // Said without words of any language.
      return (given, given == "true" ? "✓" : "✗")
    }
    guard !options.isEmpty, !given.isEmpty else { return (given, given) }
    let wanted = given.lowercased()
    let option =
      options.first { $0.id == given } ?? options.first { $0.label.lowercased() == wanted }
    guard let option else {
      let known = options.map(\.label).joined(separator: ", ")
      throw Refusal(.invalid, "“\(label)” is one of: \(known.beginning(400))")
    }
    return (option.id, option.label)
  }
}
