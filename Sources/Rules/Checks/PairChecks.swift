import Desk
import Documents

/// What is wrong between two rules: one undoes the other, keeps it from acting, or is the same.
extension RuleCheck {
  /// Every pair once: 500 rules are 125,000 pairs of small sets.
  mutating func pairs(_ outlines: [RuleOutline]) {
    for (place, later) in outlines.enumerated() {
      for earlier in outlines[..<place] { compare(earlier, later) }
    }
  }

  private mutating func compare(_ earlier: RuleOutline, _ later: RuleOutline) {
    guard
      !Set(earlier.rule.occasions).isDisjoint(with: later.rule.occasions)
        || later.rule.delays.contains(where: earlier.rule.delays.contains)
    else { return }
    if earlier.rule.stops, earlier.includes(later), later.rule.delays.isEmpty {
      return report(
        "E914", at: later.rule.name.place,
        "the rule \(later.rule.name.text) can never act: \(earlier.rule.name.text) is meant "
          + "wherever it is, and stops",
        hint: "put it before line \(earlier.rule.place.line), or take the stop away there")
    }
    guard !earlier.rule.stops else { return }
    if earlier.isLike(later) { return same(earlier, later) }
    if later.includes(earlier), let lost = lost(earlier, later) {
      report(
        "W913", at: earlier.rule.name.place,
        "what \(earlier.rule.name.text) sets (\(lost.slot)) is always set otherwise by "
          + "\(later.rule.name.text), on line \(later.rule.place.line)",
        hint: "add stop: true here, or put this rule behind that one")
    }
  }

  /// Something that both set, to different values.
  private func lost(_ earlier: RuleOutline, _ later: RuleOutline) -> RuleOutline.Setting? {
    let settings = later.settings
    return earlier.settings.first { setting in
      settings.contains { $0.slot == setting.slot && differ($0.value, setting.value) }
    }
  }

  private func differ<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
    guard let one, let other else { return false }
    return one != other
  }

  private mutating func same(_ earlier: RuleOutline, _ later: RuleOutline) {
    let first = "\(earlier.rule.name.text), on line \(earlier.rule.place.line)"
    if let lost = lost(earlier, later) {
      return report(
        "E912", at: later.rule.name.place,
        "the rule \(later.rule.name.text) sets \(lost.slot) otherwise than \(first), and both are "
          + "meant for the same",
        hint: "make one rule of them, or tell them apart by a condition")
    }
    guard !later.settings.isEmpty, later.settings == earlier.settings else { return }
    report(
      "W919", at: later.rule.name.place,
      "the rule \(later.rule.name.text) does the same for the same as \(first)",
      hint: "take one of them out")
  }
}
