/// The logarithm and the exponential, which the standard library lacks.
///
/// Plain sums, so that every machine gives the same bits, and the same ranking.
enum Elementary {
  private static let ln2 = 0.693_147_180_559_945_3

  /// ln(1 + x), for x not under 0, by halving and a series.
  static func log1p(_ x: Double) -> Double {
    let value = 1 + max(0, x)
    let exponent = value.exponent
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    // Significands lie in 1..<2, so ratio < 1/3 and twelve terms are exact to twelve digits.
    var sum = 0.0
    var power = ratio
    for odd in stride(from: 1.0, through: 23.0, by: 2.0) {
      sum += power / odd
      power *= square
    }
    return 2 * sum + Double(exponent) * ln2
  }

  /// e to the power of x, for x from -700 to 700: nearer values stand for what lies outside.
  static func exp(_ x: Double) -> Double {
    let x = min(700, max(-700, x))
    let halvings = (x / ln2).rounded()
    let rest = x - halvings * ln2
    // The rest is at most 0.35, so fourteen terms are exact to fifteen digits.
    var sum = 1.0
    var term = 1.0
    for number in 1...14 {
      term *= rest / Double(number)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(halvings), significand: 1)
  }
}
