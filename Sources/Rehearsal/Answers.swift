import JSON
import Office
import Synchronization
import Wire

/// Looks at what the Office has told before the Gateway gets it: counts answers, loses some, and
/// adds what only a newer desk would tell.
final class Answers: Sendable {
  private let door = Mutex(State())

  private struct State {
    var toSwallow = 0
    var duplicates = 0
    /// The word of an event that this program does not know, to follow the next that is told.
    var newer: String?
  }

  func add(newer word: String) { door.withLock { $0.newer = word } }

  func swallow(_ count: Int) { door.withLock { $0.toSwallow += count } }

  var duplicates: Int { door.withLock { $0.duplicates } }

  func pass(_ deliveries: [Delivery]) -> [Delivery] {
    deliveries.compactMap { delivery in
      if case .events(let id, let told, let audience) = delivery {
        return .events(id, told + somethingNewer(after: told), audience)
      }
      guard case .frame(_, let bytes) = delivery, let ack = Self.ack(bytes) else { return delivery }
      return isSwallowed(ack) ? nil : delivery
    }
  }

  private func isSwallowed(_ ack: Ack) -> Bool {
    door.withLock { state in
      if ack.isDuplicate { state.duplicates += 1 }
      guard state.toSwallow > 0 else { return false }
      state.toSwallow -= 1
      return true
    }
  }

  private func somethingNewer(after told: [Told]) -> [Told] {
    door.withLock { state in
      guard let word = state.newer, let last = told.last else { return [] }
      state.newer = nil
      let body = Array("{\"event\":\"\(word)\"}".utf8)
      return [Told(seq: last.seq + 1, at: last.at, body: body, customersBody: body)]
    }
  }

  private static func ack(_ bytes: [UInt8]) -> Ack? {
    // What is no frame is the Gateway's to stumble over.
    guard let object = try? JSONReader.read(bytes), let frame = try? ServerFrame.read(object),
      case .ack(let ack) = frame
    else { return nil }
    return ack
  }
}
