/// `text.format([…])`: `%s %d %f %e %b %o %x %X %%`, with a precision for `%f` and `%e`.
struct TextFormat {
  typealias Reason = EvaluationFailure.Reason

  private var rest: Substring.UnicodeScalarView
  private var values: ArraySlice<Value>
  private var text = ""

  init(_ format: String, _ values: [Value]) {
    rest = format.unicodeScalars[...]
    self.values = values[...]
  }

  mutating func formatted() throws(Reason) -> String {
    while let scalar = rest.popFirst() {
      if scalar != "%" {
        text.unicodeScalars.append(scalar)
      } else if rest.first == "%" {
        rest.removeFirst()
        text += "%"
      } else {
        try clause()
      }
      guard text.utf8.count <= Run.textLimit else { throw .tooLarge }
    }
    return text
  }

  private mutating func clause() throws(Reason) {
    let precision = try precision()
    guard let letter = rest.popFirst() else {
      throw .badFormat("it ends in the middle of a clause")
    }
    guard let value = values.popFirst() else { throw .badFormat("there are too few values") }
    switch letter {
    case "s":
      var writer = ValueWriter()
      writer.write(value)
      text += writer.text
    case "d": text += try decimal(value)
    case "f": text += try real(value) { $0.fixed(precision ?? 6) }
    case "e": text += try real(value) { $0.scientific(precision ?? 6) }
    case "b": text += try binary(value)
    case "o": text += try digits(value, radix: 8, "%o")
    case "x": text += try hexadecimal(value, isUppercase: false)
    case "X": text += try hexadecimal(value, isUppercase: true)
    default: throw .badFormat("there is no clause %\(letter)")
    }
  }

  private static let precisionLimit = 100

  private mutating func precision() throws(Reason) -> Int? {
    guard rest.first == "." else { return nil }
    rest.removeFirst()
    let digits = rest.prefix { ("0"..."9").contains($0) }
    rest = rest.dropFirst(digits.count)
    guard let precision = Int(Substring(digits)), precision <= Self.precisionLimit else {
      throw .badFormat("a precision is a number up to \(Self.precisionLimit)")
    }
    return precision
  }

  private func decimal(_ value: Value) throws(Reason) -> String {
    switch value {
    case .int, .double: return value.text
    case .null, .bool, .string, .list, .map, .timestamp, .duration, .type:
      throw .wrongTypes("%d", [value.kind])
    }
  }

  private func real(_ value: Value, _ write: (DecimalDigits) -> String) throws(Reason) -> String {
    let number: Double
    switch value {
    case .int(let whole): number = Double(whole)
    case .double(let double): number = double
    case .null, .bool, .string, .list, .map, .timestamp, .duration, .type:
      throw .wrongTypes("a number clause", [value.kind])
    }
    return number.isFinite ? write(DecimalDigits(number)) : ValueWriter.plain(number)
  }

  private func binary(_ value: Value) throws(Reason) -> String {
    if case .bool(let truth) = value { return truth ? "1" : "0" }
    return try digits(value, radix: 2, "%b")
  }

  private func digits(_ value: Value, radix: Int, _ clause: String) throws(Reason) -> String {
    guard case .int(let number) = value else { throw .wrongTypes(clause, [value.kind]) }
    return String(number, radix: radix)
  }

  private func hexadecimal(_ value: Value, isUppercase: Bool) throws(Reason) -> String {
    switch value {
    case .int(let number): return String(number, radix: 16, uppercase: isUppercase)
    case .string(let text):
      guard text.utf8.count <= Run.textLimit / 2 else { throw .tooLarge }
      return text.utf8.map { byte in
        let digits = String(byte, radix: 16, uppercase: isUppercase)
        return byte < 16 ? "0" + digits : digits
      }.joined()
    case .null, .bool, .double, .list, .map, .timestamp, .duration, .type:
      throw .wrongTypes("%x", [value.kind])
    }
  }
}
