/// Texts that stand in many rows, each written once in a table of its own and called by a number.
///
/// Over one connection. Only the one that writes gives new numbers, in the transaction that uses
/// them; when that fails, `forget` lets go of what is remembered.
final class Numbering {
  private let insert: Statement
  private let selectNumber: Statement
  private let selectText: Statement
  private let highest: Statement
  private var numbers: [String: Int64] = [:]
  private var texts: [Int64: String] = [:]
  private let bound: Int64

  /// Texts remembered; beyond it all are forgotten and read again.
  private static let limit = 50_000

  /// `bound`: how many numbers are given at most.
  init(_ table: String, _ column: String, _ database: Database, bound: Int64 = .max)
    throws(RecordFailure)
  {
    self.bound = bound
    insert = try database.prepare("INSERT INTO \(table) (number, \(column)) VALUES (?, ?)")
    selectNumber = try database.prepare("SELECT number FROM \(table) WHERE \(column)=?")
    selectText = try database.prepare("SELECT \(column) FROM \(table) WHERE number=?")
    highest = try database.prepare("SELECT max(number) FROM \(table)")
  }

  /// The text's number, given to it now if it had none; nil if there are no more.
  func number(givenTo text: String) throws(RecordFailure) -> Int64? {
    if let number = try number(of: text) { return number }
    // From 0 on: SQLite keeps 0 and 1 without a byte of their own.
    let number = try highest.first { $0.optionalInt(0).map { $0 + 1 } ?? 0 } ?? 0
    guard number < bound else { return nil }
    insert.bind(1, number)
    insert.bind(2, text)
    try insert.run()
    remember(number, text)
    return number
  }

  /// Nil for a text that has none.
  func number(of text: String) throws(RecordFailure) -> Int64? {
    if let number = numbers[text] { return number }
    selectNumber.bind(1, text)
    guard let number = try selectNumber.first({ $0.int(0) }) else { return nil }
    remember(number, text)
    return number
  }

  func text(of number: Int64) throws(RecordFailure) -> String? {
    if let text = texts[number] { return text }
    selectText.bind(1, number)
    guard let text = try selectText.first({ $0.text(0) }) else { return nil }
    remember(number, text)
    return text
  }

  private func remember(_ number: Int64, _ text: String) {
    if texts.count >= Self.limit { forget() }
    numbers[text] = number
    texts[number] = text
  }

  func forget() {
    numbers = [:]
    texts = [:]
  }
}
