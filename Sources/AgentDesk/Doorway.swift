import Desk
import Glibc
import WebSockets
import Wire

/// Logging in by hand, before anything else is shown: one try, on a connection of its own.
struct Doorway {
  /// What the desk said.
  enum Answer: Equatable {
    case welcome(AgentName, token: String)
    /// User or password is wrong.
    case wrong(String)
    /// A code is needed besides, or the one given is wrong; with what an authenticator must be
    /// given first.
    case needsCode(String, enrolment: String?)
    /// Not now.
    case later(String)
    case unreachable(String)
  }

  /// How long the desk may take to answer: a password takes 45 ms, and others may wait before it.
  private static let patience = Duration.seconds(20)

  private let server: ServerAddress

  init(_ server: ServerAddress) { self.server = server }

  func knock(_ credential: Uplink.Credential) throws -> Answer {
    let link = try Link(server, folder: nil, keepsToken: false)
    var line = Uplink(credential, chance: .system, at: Link.now)
    let until = Link.now + Self.patience
    for errand in line.tick(at: Link.now) { try link.perform(errand) }
    while Link.now < until {
      guard try Waiting.on([link.bell], 200).contains(link.bell) else { continue }
      for event in link.events() {
        if let answer = try hear(event, &line, link) { return answer }
      }
    }
    return .unreachable("the desk does not answer")
  }

  private func hear(_ event: DeskEvent, _ line: inout Uplink, _ link: Link) throws -> Answer? {
    switch event {
    case .connected:
      for errand in line.opened(at: Link.now) { try link.perform(errand) }
    case .received(let frame):
      for errand in line.received(frame, at: Link.now) {
        if case .keepToken(let token, _) = errand, let me = line.me {
          return .welcome(me, token: token)
        }
      }
    case .unreadable(let why): return .unreachable(why)
    case .disconnected(let code, let why):
      _ = line.closed(code: code, at: Link.now)
      guard let refusal = line.refusal else {
        return .unreachable(why ?? "the desk ended the connection")
      }
      if refusal.code == .secondFactor {
        return .needsCode(refusal.why, enrolment: refusal.enrolment)
      }
      return refusal.mayRetry ? .later(refusal.why) : .wrong(refusal.why)
    case .tick, .quiet, .restored, .trouble, .input, .entered, .resized, .edited, .file: break
    }
    return nil
  }
}
