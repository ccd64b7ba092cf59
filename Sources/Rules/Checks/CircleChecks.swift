import Desk
import Expressions

/// Rules whose acts cause each other without an end.
///
/// An act that changes nothing causes nothing, so that rules which set the same come to rest. What
/// goes on is a circle in which something is set to one thing and then to another.
extension RuleCheck {
  mutating func circles(_ outlines: [RuleOutline]) {
    let next = outlines.map { cause in
      outlines.indices.filter { causes(cause, outlines[$0]) }
    }
    for group in Components.of(next) {
      let rules = group.map { outlines[$0] }
      guard let slot = restless(rules), let last = rules.last else { continue }
      let names = rules.map(\.rule.name.text)
      let way = names.count == 1 ? names[0] : (names + [names[0]]).joined(separator: " → ")
      report(
        "E911", at: last.rule.name.place, "these rules go in circles: \(way), over \(slot)",
        hint: "add a condition that ends it, such as by != 'rule'")
    }
  }

  /// Whether an act of one makes the other look, and its condition lets what was set through.
  private func causes(_ cause: RuleOutline, _ effect: RuleOutline) -> Bool {
    if effect.limits.contains(where: { $0.root == "by" && $0.excludes("rule") }) { return false }
    return cause.rule.acts.contains { act in
      guard act.occasions.contains(where: effect.rule.occasions.contains) else { return false }
      return !act.settings.contains { setting in
        guard let value = setting.value else { return false }
        return effect.limits.contains { $0.root == setting.slot && $0.excludes(value) }
      }
    }
  }

  /// What the rules of a circle set to more than one thing.
  private func restless(_ rules: [RuleOutline]) -> String? {
    var values: [String: Value] = [:]
    for rule in rules {
      for setting in rule.settings where !setting.slot.hasPrefix("its end") {
        guard let value = setting.value else { return setting.slot }
        if let known = values[setting.slot], known != value { return setting.slot }
        values[setting.slot] = value
      }
    }
    return nil
  }
}

/// The groups of places of a graph that can all be reached from each other.
enum Components {
  /// By Tarjan, without recursion; a place alone is one where it leads to itself.
  static func of(_ next: [[Int]]) -> [[Int]] {
    var search = Search(next)
    for place in next.indices where search.order[place] == nil { search.visit(place) }
    return search.groups
      .filter { $0.count > 1 || next[$0[0]].contains($0[0]) }
      .map { $0.sorted() }
  }

  private struct Search {
    let next: [[Int]]
    var order: [Int?]
    var lowest: [Int]
    var isOpen: [Bool]
    var stack: [Int] = []
    var count = 0
    var groups: [[Int]] = []

    init(_ next: [[Int]]) {
      self.next = next
      order = Array(repeating: nil, count: next.count)
      lowest = Array(repeating: 0, count: next.count)
      isOpen = Array(repeating: false, count: next.count)
    }

    mutating func visit(_ first: Int) {
      var work: [(place: Int, edge: Int)] = []
      enter(first, &work)
      while let (place, edge) = work.last {
        guard edge < next[place].count else {
          work.removeLast()
          leave(place, to: work.last?.place)
          continue
        }
        work[work.count - 1].edge += 1
        let target = next[place][edge]
        if let known = order[target] {
          if isOpen[target] { lowest[place] = min(lowest[place], known) }
        } else {
          enter(target, &work)
        }
      }
    }

    private mutating func enter(_ place: Int, _ work: inout [(place: Int, edge: Int)]) {
      order[place] = count
      lowest[place] = count
      count += 1
      stack.append(place)
      isOpen[place] = true
      work.append((place, 0))
    }

    private mutating func leave(_ place: Int, to caller: Int?) {
      if let caller { lowest[caller] = min(lowest[caller], lowest[place]) }
      guard lowest[place] == order[place] else { return }
      var group: [Int] = []
      while let last = stack.popLast() {
        isOpen[last] = false
        group.append(last)
        if last == place { break }
      }
      groups.append(group)
    }
  }
}
