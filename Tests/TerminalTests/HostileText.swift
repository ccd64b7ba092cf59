import TestSupport

extension Dice {
  /// A text of ordinary and hostile scalars, at most `limit` of them.
  mutating func hostileText(upTo limit: Int) -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...limit, using: &self) { view.append(scalar()) }
    return String(view)
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x20...0x7E, 0x20...0x7E, 0x300...0x36F, 0x600...0x6FF,
      0x900...0x97F, 0x1100...0x11FF, 0x2000...0x206F, 0x3000...0x30FF, 0x4E00...0x4EFF,
      0xAC00...0xACFF, 0xFE00...0xFEFF, 0xFFF0...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF,
      0x1F440...0x1F4FF, 0x1F468...0x1F469, 0xE0000...0xE01FF, 0x200B...0x200F, 0x10FFF0...0x10FFFF,
    ]
    let range = ranges[Int.random(in: 0..<ranges.count, using: &self)]
    return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "?"
  }
}
