/// What one ear has heard of a conversation: every seq once and in order, every number upwards.
struct Checking {
  private var seq: Int64 = 0
  private var last: [Int64] = [-1, -1]

  /// Takes in the next event; returns what is wrong with it.
  mutating func hear(_ glance: FrameGlance) -> String? { hear(glance.seq, glance.number) }

  mutating func hear(_ next: Int64, _ number: Int64? = nil) -> String? {
    guard next == seq + 1 else {
      return "event \(next) came after event \(seq): something was lost, doubled or reordered"
    }
    seq = next
    guard let number else { return nil }
    let side = Int(number & 1)
    guard number > last[side] else {
      return "message \(number) came after message \(last[side])"
    }
    last[side] = number
    return nil
  }

  /// Begins after events that were not asked for.
  mutating func resume(after seq: Int64) { self.seq = seq }

  var latest: Int64 { seq }
}
