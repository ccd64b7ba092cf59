/// Finds what an author may have meant by a name that is not there.
package enum Spelling {
  /// The nearest candidate within a third of the name's length, at least one slip away; the first
  /// in alphabetical order when several are as near.
  ///
  /// Names of more than 64 characters get no suggestion: the search is quadratic in them.
  package static func nearest(to name: String, among candidates: [String]) -> String? {
    let limit = max(1, name.unicodeScalars.count / 3)
    guard name.utf8.count <= 64 else { return nil }
    let near = candidates.filter { $0.utf8.count <= 64 }
      .map { (name: $0, slips: slips(from: name, to: $0)) }
      .filter { $0.slips <= limit }
    return near.min { ($0.slips, $0.name) < ($1.slips, $1.name) }?.name
  }

  /// How many letters to insert, drop, change or swap with their neighbour.
  private static func slips(from source: String, to target: String) -> Int {
    let a = Array(source.unicodeScalars)
    let b = Array(target.unicodeScalars)
    var older: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        let change = previous[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(change, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
        current.append(best)
      }
      (older, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
