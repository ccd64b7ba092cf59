import Fetch
import Threads

/// One connection to an IRC server: signed in, kept alive, read line by line.
///
/// Used by one thread at a time.
final class IRCClient {
  private let connection: LineConnection
  private var bytes: [UInt8] = []
  /// What others said, until somebody asks for it.
  private(set) var said: [IRCLine] = []
  private(set) var nick: String
  private var pings = 0
  private var heardAt = MonotonicTime.now
  private var askedAt: MonotonicTime?
  private var isEnded: String?

  /// What others may say between two looks; beyond it the oldest are lost, as IRC has no past.
  private static let mostSaid = 2000
  /// A server that says nothing for so long is asked whether it is there.
  private static let silence = Duration.seconds(60)
  private static let patience = Duration.seconds(30)

  /// Connects and signs in.
  init(_ settings: IRCSettings, timeout: Duration) throws(ChannelFailure) {
    var registration = IRCRegistration(settings)
    nick = settings.nick
    do throws(FetchFailure) {
      connection = try LineConnection(settings.place, timeout: timeout)
    } catch {
      if case .refusedAddress = error { throw .away("\(error): write allow_private: true") }
      throw .away("\(error)")
    }
    try say(registration.opening)
    let end = MonotonicTime.now.advanced(by: timeout)
    while registration.state == .under {
      guard MonotonicTime.now < end else { throw .away("the server did not let us in in time") }
      for line in try lines(within: .milliseconds(200)) {
        if line.command == "PING" { try say(["PONG :\(line[0])"]) }
        try say(registration.answer(line))
      }
    }
    switch registration.state {
    case .done(let given): nick = given
    case .failed(let why): throw .away(why)
    case .under: break
    }
  }

  /// Takes in what has come.
  func read(within limit: Duration = .zero) throws(ChannelFailure) {
    for line in try lines(within: limit) { try take(line) }
    try keepAlive()
  }

  /// What others said since somebody asked last.
  func takeSaid() -> [IRCLine] {
    defer { said = [] }
    return said
  }

  /// Says something and waits until the server has answered all that was said before; answers what
  /// it said about it.
  func ask(_ lines: [String], within limit: Duration = .seconds(10)) throws(ChannelFailure)
    -> [IRCLine]
  {
    pings += 1
    let token = "frontdesk-\(pings)"
    try say(lines + ["PING :\(token)"])
    var answers: [IRCLine] = []
    let end = MonotonicTime.now.advanced(by: limit)
    while MonotonicTime.now < end {
      var isThere = false
      for line in try self.lines(within: .milliseconds(200)) {
        if line.command == "PONG", line.parameters.last == token {
          isThere = true
        } else if line.command.allSatisfy(\.isNumber), line.command.count == 3 {
          answers.append(line)
        } else {
          try take(line)
        }
      }
      if isThere { return answers }
    }
    throw .away("the server did not answer in time")
  }

  func say(_ lines: [String]) throws(ChannelFailure) {
    guard !lines.isEmpty else { return }
    // Nothing that a line holds may end it.
    let plain = lines.map { $0.filter { !$0.isNewline && $0 != "\0" } + "\r\n" }.joined()
    do throws(FetchFailure) { try connection.send(Array(plain.utf8)) } catch {
      throw .away("the connection to the server broke: \(error)")
    }
  }

  // MARK: What comes

  private func lines(within limit: Duration) throws(ChannelFailure) -> [IRCLine] {
    if let isEnded { throw .away(isEnded) }
    do throws(FetchFailure) { bytes += try connection.receive(within: limit) } catch {
      throw .away("the connection to the server broke: \(error)")
    }
    let lines = IRCLine.take(from: &bytes)
    if !lines.isEmpty { (heardAt, askedAt) = (.now, nil) }
    return lines
  }

  private func take(_ line: IRCLine) throws(ChannelFailure) {
    switch line.command {
    case "PING": try say(["PONG :\(line[0])"])
    case "PRIVMSG", "NICK", "QUIT":
      if said.count >= Self.mostSaid { said.removeFirst() }
      said.append(line)
      if line.command == "NICK", line.nick == nick { nick = line[0] }
    case "ERROR": isEnded = "the server ended it: \(line.parameters.last ?? "")"
    default: break
    }
  }

  private func keepAlive() throws(ChannelFailure) {
    let now = MonotonicTime.now
    if let askedAt {
      guard now.since(askedAt) < Self.patience else {
        throw .away("the server is silent, and was hung up")
      }
    } else if now.since(heardAt) > Self.silence {
      askedAt = now
      try say(["PING :alive"])
    }
  }
}
