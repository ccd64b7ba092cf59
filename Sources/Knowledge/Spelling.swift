/// How far apart two spellings are.
enum Spelling {
  /// The steps (a letter more, less, another, or two neighbours swapped) from one to the other.
  ///
  /// Gives up, and returns `limit + 1`, as soon as more than `limit` are needed.
  static func distance(
    _ first: [Unicode.Scalar], _ second: [Unicode.Scalar], limit: Int
  ) -> Int {
    guard abs(first.count - second.count) <= limit else { return limit + 1 }
    if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
    var before: [Int] = []
    var previous = Array(0...second.count)
    for row in 1...first.count {
      var current = [row]
      current.reserveCapacity(second.count + 1)
      var least = row
      for column in 1...second.count {
        let isSame = first[row - 1] == second[column - 1]
        var steps = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, first[row - 1] == second[column - 2],
          first[row - 2] == second[column - 1]
        {
          steps = min(steps, before[column - 2] + 1)
        }
        current.append(steps)
        least = min(least, steps)
      }
      // Two rows, for a swap reaches two back.
      if least > limit, (previous.min() ?? 0) > limit { return limit + 1 }
      (before, previous) = (previous, current)
    }
    return min(previous[second.count], limit + 1)
  }

  /// The name a person most likely meant, if any is near: at most a third of the letters differ.
  static func nearest(to name: String, among names: [String]) -> String? {
    let scalars = Array(name.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, scalars.count / 3)
    let distances = names.map {
      ($0, distance(scalars, Array($0.lowercased().unicodeScalars), limit: limit))
    }
    return distances.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }
}
