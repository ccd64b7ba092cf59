/// Where chance comes from: the system's, or in tests a seed that can be run again.
package struct Chance: RandomNumberGenerator, Sendable {
  private var seeded: UInt64?

  package static let system = Chance(seeded: nil)

  package static func seeded(_ seed: UInt64) -> Chance { Chance(seeded: seed) }

  /// splitmix64 when seeded.
  package mutating func next() -> UInt64 {
    guard let seeded else {
      var system = SystemRandomNumberGenerator()
      return system.next()
    }
    let state = seeded &+ 0x9E37_79B9_7F4A_7C15
    self.seeded = state
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 128 random bits as 32 digits: a name nobody else gives a command.
  mutating func commandName() -> String {
    let digits = [next(), next()].map { bits in
      let text = String(bits, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }
    return "t-" + digits.joined()
  }
}
