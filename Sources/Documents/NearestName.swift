/// Guesses which known name a mistyped one was meant to be.
package enum NearestName {
  /// Longer names are never compared: the work grows with the square of the length.
  private static let longestName = 64

  /// The known name with the fewest edits from `name`, when that is few for its length.
  ///
  /// Equal distances are settled by the order of `known`.
  package static func suggest(_ name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
    let allowed = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in known where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard abs(scalars.count - wanted.count) <= allowed, scalars.count <= longestName else {
        continue
      }
      let distance = distance(wanted, scalars)
      if distance <= allowed, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// `did you mean "x"?`, or the list of what is known when nothing is near.
  package static func hint(for name: String, among known: [String]) -> String? {
    if let near = suggest(name, among: known) { return "did you mean \"\(near)\"?" }
    guard !known.isEmpty else { return nil }
    let shown = known.sorted().prefix(16).joined(separator: ", ")
    return "known here: \(shown)\(known.count > 16 ? ", …" : "")"
  }

  /// Edits between two words; a swap of neighbours counts as one, as typing does it.
  package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 1...left.count {
      current[0] = row
      for column in 1...right.count {
        let same = left[row - 1] == right[column - 1]
        var edits = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          edits = min(edits, beforePrevious[column - 2] + 1)
        }
        current[column] = edits
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}
