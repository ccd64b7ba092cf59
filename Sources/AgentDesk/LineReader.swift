import Glibc

/// The lines of a descriptor, however its bytes are split.
struct LineReader {
  enum Reading: Equatable {
    case lines([[UInt8]])
    case ended
  }

  /// A longer line is cut there, so that its mistake is told and nothing is held without bound.
  let limit: Int
  private let descriptor: Int32
  private var rest: [UInt8] = []
  private var isSkipping = false

  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }

  /// Reads once; call it when `poll` says there is something.
  mutating func read() -> Reading {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return .lines([]) }
    guard count > 0 else {
      guard !rest.isEmpty else { return .ended }
      // The last line may lack its end.
      defer { rest = [] }
      return .lines([rest])
    }
    var lines: [[UInt8]] = []
    for byte in bytes[..<count] {
      if byte == 0x0A {
        if !isSkipping { lines.append(rest) }
        rest.removeAll(keepingCapacity: true)
        isSkipping = false
      } else if !isSkipping {
        rest.append(byte)
        if rest.count > limit {
          lines.append(rest)
          rest.removeAll(keepingCapacity: true)
          isSkipping = true
        }
      }
    }
    return .lines(lines)
  }
}
