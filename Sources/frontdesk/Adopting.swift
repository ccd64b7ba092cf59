import Configuration
import Courier
import Desk
import Gateway
import Logging
import Notices
import Office
import Publishing
import Synchronization
import WebSockets

/// The parts of a running server that take new settings, each on its own thread.
struct Adopting: Sendable {
  let office: OfficeThread
  let inbox: DeliveryInbox
  let callouts: Callouts?
  let queues: KnownQueues
  let port: UInt16
  let destinations: [OutsideDestination]
  let lookUps: LookUpPlan?
  let demo: DemoVisitor?
  let notices: [NoticeConnector]
  let log: Logger

  func adopt(_ settings: Settings, _ desk: DeskSettings, _ changed: [String]) throws {
    let plan = try DeskPlan(settings, desk, destinations: destinations, lookUps: lookUps)
    for notices in notices { notices.adopt(plan) }
    let kept = try office.ask { try $0.adopt(plan) }.get()
    for queue in kept {
      log.warning(
        "a queue that is in no file any more stays until the next start: customers may wait in it",
        metadata: ["queue": "\(queue.text)", "setting": "queues"])
    }
    queues.set(desk.queues.map(\.name) + kept.map(\.text))
    var gateway = try GatewaySettings(settings, plan, port: Int(port))
    gateway.play(demo)
    inbox.post(gateway, service: ServiceSettings(settings))
    callouts?.setPrivate(Set(settings.privateServices))
    warnOfDescriptors(settings.limits.connections)
    if !changed.isEmpty { note(changed) }
  }

  /// They hold, whether there is room to write that down or not.
  private func note(_ changed: [String]) {
    let noted = office.ask { $0.note(.settingsChanged(changed), by: AuditEntry.itself) }
    guard case .failure(let refusal) = noted else { return }
    log.error(
      "that settings changed is not in the audit trail",
      metadata: ["reason": "\(refusal.description)"])
  }

  /// They were asked for at the start, when the sockets' table was made.
  private func warnOfDescriptors(_ connections: Int) {
    let allowed = Descriptors.limits().now
    guard allowed < Descriptors.needed(for: connections) else { return }
    log.warning(
      "more connections than this start has file descriptors for; the rest from the next start",
      metadata: [
        "connections": .stringConvertible(connections), "descriptors": .stringConvertible(allowed),
        "setting": "limits.connections",
      ])
  }
}
