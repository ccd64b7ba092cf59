import Foundation

/// Chance that can be run again: SplitMix64, the same numbers from the same seed for ever.
package struct Dice: RandomNumberGenerator, Sendable {
  package let seed: UInt64
  private var state: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// A new seed, or the one in `SEED`; printed either way, so that `SEED=n swift test` repeats it.
  package static func fresh(_ what: String = "dice") -> Dice {
    let given = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) }
    let dice = Dice(seed: given ?? UInt64.random(in: 0...UInt64(UInt32.max)))
    print("\(what): SEED=\(dice.seed)")
    return dice
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// 0 up to, but not including, that many.
  package mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }
}
