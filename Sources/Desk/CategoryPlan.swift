/// A category of the desk's: what a matter may be about.
///
/// Categories make a tree. Each is called by its whole path, `billing/refund`, so that what begins
/// with `billing/` is all that billing has to do with.
package struct CategoryPlan: Sendable, Equatable {
  package let path: String
  package let title: String
  /// The team or agent whose matter it is.
  package var owner: String?
  /// What it brings with it where nobody said otherwise; nil for its parent's.
  package var priority: Priority?
  package var queue: Identifier<Queue>?

  package init(
    _ path: String, title: String? = nil, owner: String? = nil, priority: Priority? = nil,
    queue: Identifier<Queue>? = nil
  ) {
    self.path = path
    self.title = title ?? String(path.split(separator: "/").last ?? "")
    self.owner = owner
    self.priority = priority
    self.queue = queue
  }

  /// The last part of its path.
  package var name: Substring { path.split(separator: "/").last ?? Substring(path) }
}

/// All categories of the desk, parents before their children; none where any word may be one.
package struct CategoryTree: Sendable, Equatable {
  package let all: [CategoryPlan]
  private let byPath: [String: Int]
  /// The paths that end with a name.
  private let byName: [Substring: [String]]

  /// How many there may be, and how deep the tree may be.
  package static let most = 500
  package static let deepest = 4

  package init(_ all: [CategoryPlan] = []) {
    self.all = all
    byPath = Dictionary(all.enumerated().map { ($1.path, $0) }) { first, _ in first }
    byName = Dictionary(grouping: all.map(\.path)) { $0.split(separator: "/").last ?? "" }
  }

  package var isEmpty: Bool { all.isEmpty }

  package subscript(path: String) -> CategoryPlan? { byPath[path].map { all[$0] } }

  /// The path that somebody means who names a category whole, or by its last word where that is
  /// the only one.
  package func path(of words: String) -> String? {
    let words = words.lowercased()
    if let whole = all.first(where: { $0.path.lowercased() == words }) { return whole.path }
    let named = byName.filter { $0.key.lowercased() == words }.flatMap(\.value)
    return named.count == 1 ? named[0] : nil
  }

  /// A category's own word, or that of the nearest above it that has one.
  private func nearest<Value>(_ path: String, _ value: (CategoryPlan) -> Value?) -> Value? {
    var path = Substring(path)
    while true {
      if let plan = self[String(path)], let own = value(plan) { return own }
      guard let cut = path.lastIndex(of: "/") else { return nil }
      path = path[..<cut]
    }
  }

  package func owner(of path: String) -> String? { nearest(path, \.owner) }
  package func priority(of path: String) -> Priority? { nearest(path, \.priority) }
  package func queue(of path: String) -> Identifier<Queue>? { nearest(path, \.queue) }
}

extension CategoryTree {
  /// The category that words mean.
  package func category(_ words: String) throws(Refusal) -> String {
    guard !isEmpty else { return words }
    if let path = path(of: words) { return path }
    let near = nearest(to: words).map { "; did you mean \($0)?" } ?? ""
    throw Refusal(.notFound, "the desk has no category \"\(words.prefix(40))\"\(near)")
  }

  /// The path that a mistyped one was meant to be.
  private func nearest(to words: String) -> String? {
    let wanted = Array(words.lowercased().unicodeScalars.prefix(64))
    let allowed = Swift.max(1, wanted.count / 3)
    var best: (path: String, slips: Int)?
    for plan in all {
      for name in [plan.path, String(plan.name)] {
        let slips = Self.slips(wanted, Array(name.lowercased().unicodeScalars))
        if slips <= allowed, slips < best?.slips ?? .max { best = (plan.path, slips) }
      }
    }
    return best?.path
  }

  /// How many letters are added, lost or changed between two names.
  private static func slips(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var row = Array(0...other.count)
    for place in one.indices {
      var diagonal = row[0]
      row[0] = place + 1
      for column in other.indices {
        let change = diagonal + (one[place] == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(change, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
