/// One word of an expression.
struct Token {
  let form: Form
  /// In Unicode scalars from the start of the whole text.
  let offset: Int

  enum Form: Equatable {
    /// Without its sign: the least int has one more than the greatest.
    case int(UInt64)
    case double(Double)
    case string(String)
    case name(String)
    /// A field name between backticks.
    case quotedName(String)
    case sign(String)
    case end
  }

  /// What a message calls it.
  var described: String {
    switch form {
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string: "this text"
    case .name(let name), .quotedName(let name): "\"\(name)\""
    case .sign(let sign): "\"\(sign)\""
    case .end: "the end"
    }
  }
}
