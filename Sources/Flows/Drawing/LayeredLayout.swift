/// Where boxes and the lines between them go, in columns from left to right.
///
/// Sugiyama's method: turn loops round, put every box right of what leads to it, order each column
/// so that few lines cross, then move boxes level with what they are joined to. Lines that lead to
/// the same box in the same style run together. Pure, and the same for the same input.
struct LayeredLayout {
  struct Line {
    let from: Int
    /// How far below the top of its box the line leaves it.
    let port: Double
    let to: Int
    /// Lines of different styles are never joined.
    let style: Int
  }

  /// A place that a line passes: a column, and a height in it.
  struct Stop: Equatable {
    let column: Int
    let y: Double
  }

  private struct Item {
    var column: Int
    let height: Double
    let isBox: Bool
    var top = 0.0
  }

  private struct Link {
    let left: Int
    let leftPort: Double
    let right: Int
    let rightPort: Double
  }

  private struct Bus: Hashable {
    let target: Int
    let style: Int
    let column: Int
  }

  /// Where a line enters its box, below its top.
  static let entry = 13.0
  private static let gapOfBoxes = 26.0
  private static let gapOfLines = 14.0
  /// More rounds change nothing a reader would see.
  private static let rounds = 12
  /// A line over more columns than this could not be followed by eye, and is not drawn.
  private static let farthest = 12

  private let lines: [Line]
  private var items: [Item]
  private var links: [Link] = []
  /// Links by the column they begin in and by the one they end in.
  private var leaving: [[Link]] = []
  private var arriving: [[Link]] = []
  private var columns: [[Int]] = []
  private var buses: [Bus: Int] = [:]
  private var bends: [[Int]] = []

  /// The first box is where everything begins.
  init(heights: [Double], lines: [Line]) {
    self.lines = lines
    items = heights.map { Item(column: 0, height: $0, isBox: true) }
    assignColumns()
    for line in lines { bends.append(bend(line)) }
    columns = [[Int]](repeating: [], count: columnCount)
    for index in items.indices { columns[items[index].column].append(index) }
    leaving = [[Link]](repeating: [], count: columnCount)
    arriving = leaving
    for link in links {
      leaving[items[link.left].column].append(link)
      arriving[items[link.right].column].append(link)
    }
    order()
    settle()
  }

  // MARK: What is asked

  var columnCount: Int { (items.map(\.column).max() ?? -1) + 1 }

  func column(of box: Int) -> Int { items[box].column }

  func top(of box: Int) -> Double { items[box].top }

  var height: Double { items.map { $0.top + $0.height }.max() ?? 0 }

  /// Whether the line is drawn; otherwise its box has to name where it goes.
  func isDrawn(_ line: Int) -> Bool { isNear(lines[line]) }

  private func isNear(_ line: Line) -> Bool {
    abs(items[line.from].column - items[line.to].column) <= LayeredLayout.farthest
  }

  /// What a line passes between its two boxes, in the direction it is walked.
  func stops(of line: Int) -> [Stop] {
    bends[line].map { Stop(column: items[$0].column, y: items[$0].top) }
  }

  func isBackward(_ line: Int) -> Bool {
    items[lines[line].to].column <= items[lines[line].from].column
  }

  // MARK: Columns

  /// Every box stands right of all that lead to it, but for the lines that close a loop.
  private mutating func assignColumns() {
    let (closing, order) = walked()
    let outgoing = Dictionary(grouping: lines.indices) { lines[$0].from }
    for box in order {
      for line in (outgoing[box] ?? []).filter({ !closing.contains($0) }).map({ lines[$0] }) {
        items[line.to].column = max(items[line.to].column, items[box].column + 1)
      }
    }
  }

  /// The lines that close a loop, and the boxes in an order in which all others lead forward.
  private func walked() -> (closing: Set<Int>, order: [Int]) {
    var outgoing = [[Int]](repeating: [], count: items.count)
    for (index, line) in lines.enumerated() { outgoing[line.from].append(index) }
    var closing: Set<Int> = []
    var finished: [Int] = []
    var state = [Int](repeating: 0, count: items.count)
    for root in items.indices where state[root] == 0 {
      var path = [(box: root, next: 0)]
      state[root] = 1
      while let last = path.last {
        guard last.next < outgoing[last.box].count else {
          state[last.box] = 2
          finished.append(last.box)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let line = outgoing[last.box][last.next]
        let target = lines[line].to
        if state[target] == 1 { closing.insert(line) }
        if state[target] == 0 {
          state[target] = 1
          path.append((target, 0))
        }
      }
    }
    return (closing, finished.reversed())
  }

  /// The bends of a line: one in each column between, and for a line that leads back one in the
  /// columns of both ends too.
  private mutating func bend(_ line: Line) -> [Int] {
    guard isNear(line) else { return [] }
    let (from, to) = (items[line.from].column, items[line.to].column)
    guard to > from else {
      let chain = stride(from: from, through: to, by: -1).map { bus(line, $0) }
      for (right, left) in zip(chain, chain.dropFirst()) { link(left, 0, right, 0) }
      return chain
    }
    let chain = (from + 1..<to).map { bus(line, $0) }
    var last = (item: line.from, port: line.port)
    for item in chain {
      link(last.item, last.port, item, 0)
      last = (item, 0)
    }
    link(last.item, last.port, line.to, LayeredLayout.entry)
    return chain
  }

  private mutating func bus(_ line: Line, _ column: Int) -> Int {
    let bus = Bus(target: line.to, style: line.style, column: column)
    if let known = buses[bus] { return known }
    items.append(Item(column: column, height: 0, isBox: false))
    buses[bus] = items.count - 1
    return items.count - 1
  }

  private mutating func link(_ left: Int, _ leftPort: Double, _ right: Int, _ rightPort: Double) {
    links.append(Link(left: left, leftPort: leftPort, right: right, rightPort: rightPort))
  }

  // MARK: Order in a column

  private mutating func order() {
    var best = columns
    var fewest = crossings()
    for round in 0..<LayeredLayout.rounds where fewest > 0 {
      let isForward = round.isMultiple(of: 2)
      let walk = isForward ? Array(columns.indices) : columns.indices.reversed()
      var places = places()
      for column in walk { sort(column, byLeft: isForward, &places) }
      let count = crossings()
      if count < fewest { (best, fewest) = (columns, count) }
    }
    columns = best
  }

  private mutating func sort(_ column: Int, byLeft: Bool, _ places: inout [Int]) {
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for link in byLeft ? arriving[column] : leaving[column] {
      let (item, other) = byLeft ? (link.right, link.left) : (link.left, link.right)
      // Ports within a box are ordered too.
      let port = byLeft ? link.leftPort / (items[other].height + 1) : 0
      let known = sums[item] ?? (0, 0)
      sums[item] = (known.sum + Double(places[other]) + port, known.count + 1)
    }
    func weight(_ item: Int) -> Double {
      sums[item].map { $0.sum / $0.count } ?? Double(places[item])
    }
    columns[column].sort { (weight($0), places[$0]) < (weight($1), places[$1]) }
    for (place, item) in columns[column].enumerated() { places[item] = place }
  }

  private func places() -> [Int] {
    var places = [Int](repeating: 0, count: items.count)
    for column in columns { for (place, item) in column.enumerated() { places[item] = place } }
    return places
  }

  /// Two links cross when they begin in one order and end in the other: inversions, counted with a
  /// Fenwick tree.
  private func crossings() -> Int {
    let places = places()
    return leaving.reduce(0) { sum, group in
      let ends = group.sorted {
        (places[$0.left], $0.leftPort, places[$0.right])
          < (places[$1.left], $1.leftPort, places[$1.right])
      }.map { places[$0.right] }
      return sum + inversions(ends)
    }
  }

  private func inversions(_ values: [Int]) -> Int {
    var tree = [Int](repeating: 0, count: (values.max() ?? 0) + 2)
    var count = 0
    for (seen, value) in values.enumerated() {
      var index = value + 1
      var notAbove = 0
      while index > 0 {
        notAbove += tree[index]
        index -= index & -index
      }
      count += seen - notAbove
      index = value + 1
      while index < tree.count {
        tree[index] += 1
        index += index & -index
      }
    }
    return count
  }

  // MARK: Heights

  private mutating func settle() {
    for column in columns.indices { stack(column, wanted: columns[column].map { _ in (0, 1) }) }
    for round in 0..<LayeredLayout.rounds {
      let isForward = round.isMultiple(of: 2)
      let walk = isForward ? Array(columns.indices) : columns.indices.reversed()
      for column in walk { stack(column, wanted: wanted(column, byLeft: isForward)) }
    }
    let highest = items.map(\.top).min() ?? 0
    for index in items.indices { items[index].top -= highest }
  }

  /// Where each item would be level with what it is joined to, and how much it matters.
  private func wanted(_ column: Int, byLeft: Bool) -> [(Double, Double)] {
    var sums: [Int: (sum: Double, count: Double)] = [:]
    for link in byLeft ? arriving[column] : leaving[column] {
      let item = byLeft ? link.right : link.left
      let level =
        byLeft
        ? items[link.left].top + link.leftPort - link.rightPort
        : items[link.right].top + link.rightPort - link.leftPort
      let known = sums[item] ?? (0, 0)
      sums[item] = (known.sum + level, known.count + 1)
    }
    return columns[column].map { item in
      guard let (sum, count) = sums[item] else { return (items[item].top, 0.1) }
      return (sum / count, items[item].isBox ? 1 : 4)
    }
  }

  /// Puts a column's items as near to where they want to be as their order and the gaps allow:
  /// the least squares, found by pooling neighbours that would overlap.
  private mutating func stack(_ column: Int, wanted: [(level: Double, weight: Double)]) {
    var offset = 0.0
    var offsets: [Double] = []
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (index, item) in columns[column].enumerated() {
      if index > 0 { offset += separation(columns[column][index - 1], item) }
      offsets.append(offset)
      let (level, weight) = wanted[index]
      pools.append(((level - offset) * weight, weight, 1))
      while pools.count > 1 {
        let (above, below) = (pools[pools.count - 2], pools[pools.count - 1])
        guard above.sum / above.weight > below.sum / below.weight else { break }
        pools.removeLast(2)
        pools.append(
          (above.sum + below.sum, above.weight + below.weight, above.count + below.count))
      }
    }
    var index = 0
    for pool in pools {
      for _ in 0..<pool.count {
        items[columns[column][index]].top = pool.sum / pool.weight + offsets[index]
        index += 1
      }
    }
  }

  private func separation(_ above: Int, _ below: Int) -> Double {
    let isLines = !items[above].isBox && !items[below].isBox
    return items[above].height + (isLines ? LayeredLayout.gapOfLines : LayeredLayout.gapOfBoxes)
  }
}
