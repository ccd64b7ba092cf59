extension CleanText {
  /// The text broken into rows of at most `limit` columns, at blanks where there are any.
  ///
  /// A word longer than a row is cut behind a joint of it, else between clusters; between two
  /// wide clusters (Chinese, Japanese, Korean) a row may end without a blank. Blanks at a break are
  /// left out. There is always at least one row; a limit under 4 is taken as 4, the widest cluster.
  package func wrapped(columns limit: Int) -> [CleanText] {
    wrappedRanges(columns: limit).map { CleanText(clusters[$0]) }
  }

  /// The same as places among the clusters, for words of several styles.
  package func wrappedRanges(columns limit: Int) -> [Range<Int>] {
    let limit = max(4, limit)
    var rows: [Range<Int>] = []
    var rest = clusters[...]
    while let end = Self.breakIndex(in: rest, columns: limit) {
      rows.append(Self.trimmed(rest[..<end]))
      rest = rest[end...].drop { $0.isSpace }
      if rest.isEmpty { return rows }
    }
    rows.append(Self.trimmed(rest))
    return rows
  }

  private static func trimmed(_ row: ArraySlice<Cluster>) -> Range<Int> {
    let end = row.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? row.startIndex
    return row.startIndex..<end
  }

  /// Where the first row ends, or nil when everything fits on one.
  private static func breakIndex(in rest: ArraySlice<Cluster>, columns limit: Int) -> Int? {
    var used = 0
    var candidate: Int?
    for index in rest.indices {
      let cluster = rest[index]
      used += cluster.width
      if cluster.isSpace {
        candidate = used <= limit ? index + 1 : candidate ?? index
      } else if index > rest.startIndex && used - cluster.width <= limit
        && cluster.width == 2 && rest[index - 1].width == 2
      {
        candidate = index
      }
      // A blank may hang over the edge: it is not shown at a break.
      if used > limit && !cluster.isSpace {
        return candidate.flatMap { $0 > rest.startIndex ? $0 : nil }
          ?? joint(in: rest[..<index]) ?? index
      }
    }
    return nil
  }

  /// Where a word that is too long is best cut: behind a slash of an address, else behind another
  /// joint, if that leaves at least half a row.
  private static func joint(in row: ArraySlice<Cluster>) -> Int? {
    let later = row.startIndex + row.count / 2
    for joints in ["/", "?&#=;,", "-_."] {
      let place = row.lastIndex { cluster in
        cluster.text.first.map { joints.contains($0) } ?? false
      }
      if let place, place >= later, place + 1 < row.endIndex { return place + 1 }
    }
    return nil
  }

  /// The rows of a text of several lines.
  package static func wrapped(_ text: String, columns limit: Int) -> [CleanText] {
    lines(of: text).flatMap { $0.wrapped(columns: limit) }
  }
}
