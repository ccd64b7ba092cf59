/// A value that must not reach a log, a core's label or a screen by accident.
///
/// It prints as `***` however it is printed; whoever needs the value says so with `reveal()`.
package struct Secret<Value: Sendable>: Sendable {
  private let value: Value

  package init(_ value: Value) { self.value = value }

  /// The value itself: for the line that uses it, never for one that prints it.
  package func reveal() -> Value { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
