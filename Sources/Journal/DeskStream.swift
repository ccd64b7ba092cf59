package import Desk

/// Where what happens to the desk itself stands: beside the conversations, in the same chain of
/// custody.
package enum DeskStream {
  /// No ticket has this number.
  package static let number: Int64 = 0
  /// No conversation is called so: their names are longer.
  package static let id = Identifier<Conversation>("desk")
}
