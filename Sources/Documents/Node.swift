/// A piece of a document with the place it was written at.
///
/// Scalars are text and nothing else: `no`, `0123` and `1:30` stay what the author typed, and the
/// schema that asks for a number or a flag decides what the text means.
package struct Node: Sendable, Equatable {
  /// What stands at a place of a document.
  package enum Content: Sendable, Equatable {
    case scalar(String, ScalarStyle)
    case list([Node])
    case map([Entry])
  }

  /// How a scalar was written, which decides where its characters stand in the file.
  package enum ScalarStyle: Sendable, Equatable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// One key of a map and what is under it.
  package struct Entry: Sendable, Equatable {
    package let key: String
    package let keyPlace: Place
    package let value: Node

    package init(key: String, keyPlace: Place, value: Node) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package let content: Content
  package let place: Place

  package init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The text of a scalar.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// True for a key with nothing after it, as in `goto:`.
  package var isEmpty: Bool {
    if case .scalar("", .plain) = content { true } else { false }
  }

  package var items: [Node]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// The entries of a map, in the order they were written.
  package var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The value of a map's key.
  package subscript(key: String) -> Node? {
    entries?.first { $0.key == key }?.value
  }

  /// What kind of thing this is, for sentences such as `expected a list, found a map`.
  package var kind: String {
    switch content {
    case .scalar: isEmpty ? "nothing" : "text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}
