/// Frames waiting for one session, oldest first.
///
/// It keeps references, so a backlog of shared frames costs eight bytes each. The session decides
/// what happens at the limit; here nothing is ever skipped.
struct Outbox {
  private var frames: [Frame] = []
  private var first = 0

  /// Bytes waiting, frame heads included.
  private(set) var bytes = 0

  var count: Int { frames.count - first }
  var isEmpty: Bool { frames.count == first }

  mutating func append(_ frame: Frame) {
    frames.append(frame)
    bytes += frame.bytes.count
  }

  /// Puts a frame before all others: a ping does not queue behind a backlog.
  mutating func putFirst(_ frame: Frame) {
    if first > 0 {
      first -= 1
      frames[first] = frame
    } else {
      frames.insert(frame, at: 0)
    }
    bytes += frame.bytes.count
  }

  mutating func removeAll() {
    frames = []
    first = 0
    bytes = 0
  }

  /// Takes out the next frame.
  mutating func takeFirst() -> Frame? {
    guard first < frames.count else { return nil }
    let frame = frames[first]
    first += 1
    bytes -= frame.bytes.count
    tidy()
    return frame
  }

  /// Copies as many whole frames as fit and takes them out; answers how many bytes were written.
  ///
  /// 0 means that there is nothing, or that the first frame alone is too large.
  mutating func take(into scratch: UnsafeMutableRawBufferPointer) -> Int {
    var written = 0
    while first < frames.count {
      let frame = frames[first]
      guard frame.bytes.count <= scratch.count - written else { break }
      UnsafeMutableRawBufferPointer(rebasing: scratch[written...]).copyBytes(from: frame.bytes)
      written += frame.bytes.count
      first += 1
    }
    bytes -= written
    tidy()
    return written
  }

  // An idle session keeps no memory here; a busy one gives sent frames up in lots.
  private mutating func tidy() {
    if first == frames.count {
      if first > 64 { frames = [] } else { frames.removeAll(keepingCapacity: true) }
      first = 0
    } else if first > 64 && first * 2 > frames.count {
      frames.removeFirst(first)
      first = 0
    }
  }
}
