/// The language files that are part of the program, as an author would write them.
package enum Shipped {
  /// By code.
  package static let files: [(code: String, text: String)] = [("en", english)]
}
