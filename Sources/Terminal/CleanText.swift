/// What a reader calls one character, fit for a screen, with the columns it takes.
///
/// Only ``CleanText`` makes these, so a value of this type is proof that its text was sanitised.
package struct Cluster: Hashable, Sendable {
  /// Nearly all are one scalar: those are copied and compared as numbers, thousands a frame.
  private enum Shape: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    indirect case sequence(String)
  }

  private let shape: Shape
  private let breadth: UInt8
  /// Whether all terminals give it the same width.
  let isSteady: Bool

  /// A cluster of one printable ASCII scalar.
  init(plain scalar: Unicode.Scalar) {
    shape = .scalar(scalar)
    breadth = 1
    isSteady = true
  }

  /// A cluster of one scalar that has passed ``ScalarRule`` and has a place of its own.
  init(alone scalar: Unicode.Scalar) {
    shape = .scalar(scalar)
    breadth = UInt8(max(1, columns(of: scalar)))
    isSteady = Terminal.isSteady(CollectionOfOne(scalar))
  }

  /// A cluster of scalars that have passed ``ScalarRule``.
  init(kept scalars: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    shape = scalars.count == 1 ? .scalar(scalars[0]) : .sequence(String(view))
    // At most four, and a letter under sixteen marks.
    breadth = UInt8(clamping: max(1, columns(of: scalars)))
    isSteady = Terminal.isSteady(scalars)
  }

  package var text: String {
    switch shape {
    case .scalar(let scalar): String(Character(scalar))
    case .sequence(let text): text
    }
  }

  /// 1 to 4 columns.
  package var width: Int { Int(breadth) }

  package static let space = Cluster(plain: " ")

  package var isSpace: Bool { shape == .scalar(" ") }

  /// Adds its text as bytes.
  func append(to bytes: inout [UInt8]) {
    switch shape {
    case .scalar(let scalar) where scalar.isASCII: bytes.append(UInt8(scalar.value))
    case .scalar(let scalar): bytes.append(contentsOf: String(Character(scalar)).utf8)
    case .sequence(let text): bytes.append(contentsOf: text.utf8)
    }
  }
}

/// One line of words that cannot steer a terminal.
///
/// Making one from a `String` is the choke point through which everything shown must pass:
/// controls, escape sequences and marks of direction do not survive it, and line breaks become
/// blanks. Use ``lines(of:)`` where breaks matter.
package struct CleanText: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var clusters: [Cluster]

  package init(_ text: String) { clusters = sanitise(text) }
  package init(stringLiteral value: String) { self.init(value) }
  package init(_ clusters: some Sequence<Cluster>) { self.clusters = Array(clusters) }

  /// The lines of a text, each sanitised. `\n`, `\r` and `\r\n` end a line.
  package static func lines(of text: String) -> [CleanText] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      .map { CleanText(String($0)) }
  }

  /// Columns on the screen.
  package var width: Int { clusters.reduce(0) { $0 + $1.width } }
  package var isEmpty: Bool { clusters.isEmpty }

  /// The words as one `String`, safe to print.
  package var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(clusters.count)
    for cluster in clusters { cluster.append(to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func + (left: CleanText, right: CleanText) -> CleanText {
    CleanText(left.clusters + right.clusters)
  }

  package static func spaces(_ count: Int) -> CleanText {
    CleanText(repeatElement(Cluster.space, count: max(0, count)))
  }

  /// As much of the beginning as fits, never half a cluster.
  package func prefix(columns limit: Int) -> CleanText {
    var used = 0
    let end = clusters.firstIndex { cluster in
      used += cluster.width
      return used > limit
    }
    return CleanText(clusters[..<(end ?? clusters.endIndex)])
  }

  /// The whole text if it fits, else its beginning and an ellipsis, never wider than `limit`.
  package func fitted(columns limit: Int) -> CleanText {
    if width <= limit { return self }
    let cut: CleanText = "…"
    guard limit >= cut.width else { return prefix(columns: max(0, limit)) }
    return prefix(columns: limit - cut.width).trimmedEnd + cut
  }

  /// Exactly `count` columns: fitted, then filled with blanks after the text.
  package func padded(columns count: Int) -> CleanText {
    let fit = fitted(columns: count)
    return fit + .spaces(count - fit.width)
  }

  /// Exactly `count` columns: fitted, then filled with blanks before the text.
  package func rightAligned(columns count: Int) -> CleanText {
    let fit = fitted(columns: count)
    return .spaces(count - fit.width) + fit
  }

  /// Without blanks at the end.
  package var trimmedEnd: CleanText {
    let last = clusters.lastIndex { !$0.isSpace }
    return CleanText(clusters[..<(last.map { $0 + 1 } ?? 0)])
  }
}
