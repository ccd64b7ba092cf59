/// Why an expression or a template was refused before it ever ran.
package struct ExpressionMistake: Error, Hashable, Sendable {
  /// Which mistake it is, for who adds a hint of their own.
  package enum Kind: Hashable, Sendable {
    /// It does not parse.
    case syntax
    /// A name that is not declared; the associated text is the path that was written.
    case undeclared(String)
    /// A field that its record does not have.
    case unknownField(String)
    /// A function that does not exist.
    case unknownFunction(String)
    /// Types that cannot go together, or the wrong number of arguments.
    case type
    /// Too long, too many parts or nested too deeply.
    case limit
    /// A literal pattern or date format that is no good.
    case literal
  }

  package let kind: Kind
  /// One sentence, without a full stop.
  package let message: String
  /// What to do about it, when that can be said.
  package let hint: String?
  /// Where it stands in the whole text, in Unicode scalars from its start.
  package let offset: Int

  package init(_ kind: Kind, _ message: String, hint: String? = nil, at offset: Int) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.offset = offset
  }
}
