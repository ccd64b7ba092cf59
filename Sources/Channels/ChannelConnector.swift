package import Courier
package import Desk

/// Carries what is said in a channel's conversations to the customers who began them there.
///
/// What was sent is kept in the link, part by part: an attempt goes on where the one before ended.
package class ChannelConnector: Connector, @unchecked Sendable {
  // Unchecked: what changes is used on the connector's thread only.
  package let name: String
  package var destination: OutsideDestination {
    OutsideDestination(name, .channel(name), shown: OutsideDestination.Shown(name, .channel))
  }
  package let channel: any Channel
  /// Chats do not wait for more.
  package let pace = Pace(quiet: .zero, burst: 1)
  private var desk: (any DeskInlet)?

  fileprivate init(_ name: String, _ channel: any Channel) {
    self.name = name
    self.channel = channel
  }

  /// The connector of a channel, which takes requests where the channel does.
  package static func connector(_ name: String, _ channel: any Channel) -> ChannelConnector {
    guard let hooked = channel as? any HookedChannel else { return ChannelConnector(name, channel) }
    return HookedConnector(hooked, name)
  }

  package func begin(_ desk: any DeskInlet) { self.desk = desk }

  package var looksEvery: Duration? { channel.looksEvery }

  package func look(_ desk: any DeskInlet) -> ConnectorFailure? {
    channel.look(ChannelInlet(name, desk, channel.capabilities))
  }

  package func stop() { channel.stop() }

  // MARK: Carrying

  package func carry(_ errand: Errand) -> Carried {
    guard errand.conversation.opening?.channel == name else { return .done(nil) }
    guard var link = errand.link else {
      return .parked(why: "nobody knows where \(name) could tell this customer anything")
    }
    if let why = isTooLate(errand) { return .parked(why: why, link) }
    let speaking = Speaking(errand, channel.capabilities) { [desk] in desk?.address(of: $0) }
    var carried: Int64?
    for event in errand.events {
      do throws(ChannelFailure) {
        try send(speaking.parts(of: event), of: event.seq, to: &link)
        carried = event.seq
      } catch {
        return ended(error, link, carried, at: errand.now)
      }
    }
    return .done(link)
  }

  private func send(_ parts: [Part], of seq: Int64, to link: inout OutsideLink)
    throws(ChannelFailure)
  {
    for part in parts.dropFirst(link.sent(of: seq)) {
      let name = try channel.send(part, to: &link)
      link.note(sent: name, of: seq)
    }
  }

  private func ended(
    _ failure: ChannelFailure, _ link: OutsideLink, _ carried: Int64?, at now: Instant
  ) -> Carried {
    switch failure {
    case .paced(let pause): return .waits(until: now + pause, link)
    case .refused(let why): return .parked(why: why, link)
    case .away(let why, let wait):
      let failure = ConnectorFailure(why, retryAfter: wait)
      guard let carried else { return .later(failure, link) }
      return .partly(upTo: carried, link, failure)
    }
  }

  /// Why nothing may be said any more, where a channel lets one answer for a while only.
  private func isTooLate(_ errand: Errand) -> String? {
    guard let window = channel.capabilities.window,
      let latest = errand.all.last(where: { $0.isOfCustomer }), errand.now.since(latest.at) > window
    else { return nil }
    let hours = window.components.seconds / 3600
    return "\(name) lets one answer for \(hours) h after the customer's last words only"
  }
}

/// One whose channel is told by requests what was said there.
package final class HookedConnector: ChannelConnector, HookTaker, @unchecked Sendable {
  private let hooked: any HookedChannel

  fileprivate init(_ channel: any HookedChannel, _ name: String) {
    hooked = channel
    super.init(name, channel)
  }

  package func take(_ request: HookRequest, _ desk: any DeskInlet) -> HookAnswer {
    hooked.take(request, ChannelInlet(name, desk, channel.capabilities))
  }
}

extension CarriedEvent {
  fileprivate var isOfCustomer: Bool {
    if case .said(let message)? = event { message.author == .customer } else { false }
  }
}

// MARK: - How far it has come

extension OutsideLink {
  /// How many parts of that event were sent; all of one before the latest.
  func sent(of seq: Int64) -> Int {
    let (latest, parts) = latestSent
    return seq < latest ? .max : seq == latest ? parts : 0
  }

  mutating func note(sent name: String, of seq: Int64) {
    state["sent"] = "\(seq).\(sent(of: seq) + 1)"
    state["name"] = name
  }

  private var latestSent: (seq: Int64, parts: Int) {
    let halves = (state["sent"] ?? "").split(separator: ".")
    guard halves.count == 2, let seq = Int64(halves[0]), let parts = Int(halves[1]) else {
      return (0, 0)
    }
    return (seq, parts)
  }
}
