package import Office
import Synchronization
import Threads
package import WebSockets

/// What the Office has told and the Gateway has yet to send.
///
/// At the bound nothing waits and nothing is skipped: what does not fit is given up as a whole, and
/// everybody connected is made to come back and resume.
package final class DeliveryInbox: Sendable {
  private let mailbox: Mailbox<Delivery>
  private let isBroken = Flag()
  private let settings = Mutex<NewSettings?>(nil)
  private let responses = Mutex<[(RequestID, HTTPResponse)]>([])
  private let wake: @Sendable () -> Void

  /// A minute's work for the loop.
  package static let bound = 1_000_000

  package init(bound: Int = DeliveryInbox.bound, wake: @escaping @Sendable () -> Void) {
    self.wake = wake
    mailbox = Mailbox(bound: bound, wake: wake)
  }

  package func post(_ deliveries: [Delivery]) {
    guard !deliveries.isEmpty else { return }
    if !mailbox.post(contentsOf: deliveries) { isBroken.raise() }
  }

  /// New settings, in force as soon as the loop looks; later ones replace those it has not seen.
  package func post(_ gateway: GatewaySettings, service: ServiceSettings) {
    settings.withLock { $0 = NewSettings(gateway: gateway, service: service) }
    wake()
  }

  /// The answer to a request that waits for it.
  func post(_ response: HTTPResponse, to request: RequestID) {
    let isTaken = responses.withLock { responses in
      guard responses.count < Self.mostResponses else { return false }
      responses.append((request, response))
      return true
    }
    // Unanswered it ends by itself, and its sender asks again.
    if isTaken { wake() }
  }

  func takeResponses() -> [(RequestID, HTTPResponse)] {
    responses.withLock { responses in
      defer { responses = [] }
      return responses
    }
  }

  private static let mostResponses = 10_000

  func takeSettings() -> NewSettings? {
    settings.withLock { settings in
      defer { settings = nil }
      return settings
    }
  }

  struct NewSettings: Sendable {
    let gateway: GatewaySettings
    let service: ServiceSettings
  }

  /// Everything that came; nil if some did not fit.
  func take() -> [Delivery]? {
    let batch = mailbox.drain()
    return isBroken.lower() ? nil : batch
  }
}

/// A claim that two threads share.
final class Flag: Sendable {
  private let door = Mutex(false)

  func raise() { door.withLock { $0 = true } }

  /// Whether it was raised; it is not afterwards.
  func lower() -> Bool {
    door.withLock { isRaised in
      defer { isRaised = false }
      return isRaised
    }
  }
}
