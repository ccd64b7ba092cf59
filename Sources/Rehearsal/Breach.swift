/// A promise that the desk broke before a player's eyes, or a scene that cannot be played.
package struct Breach: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// What `value` holds; a breach where there is nothing.
func require<Value>(_ value: Value?, _ what: @autoclosure () -> String) throws -> Value {
  guard let value else { throw Breach(what()) }
  return value
}

func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
  if !holds { throw Breach(what()) }
}
