package import Courier
package import Desk
import Fetch
import Secrets
import Synchronization
import Threads

/// IRC: people write to the desk's nick, each for themselves.
///
/// IRC keeps nothing: what is said while the desk is not connected is lost, and who leaves cannot
/// be told anything. Whatever is sent goes to the very person who wrote, never to a nick alone.
package final class IRCChannel: Channel, @unchecked Sendable {
  // Unchecked: what changes is used on the connector's thread only, but for `isStopped`.
  package let capabilities: Capabilities
  package let looksEvery: Duration? = .milliseconds(250)
  private let settings: IRCSettings
  private let timeout: Duration
  private let log: @Sendable (String) -> Void
  private let isStopped = Atomic(false)
  private var client: IRCClient?
  private var backoff = Duration.seconds(1)
  private var nextTry = MonotonicTime.now
  private var failure: ChannelFailure?
  private var pace = IRCPace()
  private var limits = IRCGuard()
  /// Who was behind a `nick!user@host`, and when that was asked.
  private var people: [String: (person: IRCPerson, at: MonotonicTime)] = [:]
  /// What could not be taken in yet.
  private var pending: [Heard] = []
  /// Names messages, which IRC does not: this life of the program and a number.
  private let life = Hex.encode(Random.bytes(8))
  private var heard = 0

  private struct Heard {
    let line: IRCLine
    let id: String
  }

  /// A line has 512 bytes with its end, and before the text stand the longest prefix that a server
  /// may give us (nick, user and host), the command and whom it goes to.
  private static let longest = 512 - 2 - (1 + 30 + 1 + 11 + 1 + 63 + 1) - "PRIVMSG  :".count - 30
  private static let longestBackoff = Duration.seconds(300)
  /// So long somebody is taken to be who they were: a burst of lines asks once.
  private static let trust = Duration.seconds(2)
  private static let mostPending = 1000

  package init(
    _ settings: IRCSettings, timeout: Duration, log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.settings = settings
    self.timeout = timeout
    self.log = log
    var capabilities = Capabilities(longest: .bytes(Self.longest))
    capabilities.isOneLine = true
    self.capabilities = capabilities
  }

  package func stop() { isStopped.store(true, ordering: .relaxed) }

  package func check() throws(ChannelFailure) -> [String] {
    var settings = settings
    // Beside the one that serves.
    settings.nick = String(settings.nick.prefix(8)) + "_"
    let client = try IRCClient(settings, timeout: timeout)
    let people = try client.ask(["WHOIS \(self.settings.nick)"])
    try client.say(["QUIT :checked"])
    let isThere = people.contains { $0.command == "311" }
    return [
      "the server lets the desk in",
      isThere
        ? "\(self.settings.nick) is there"
        : "nobody is there as \(self.settings.nick): does the desk run?",
    ]
  }

  // MARK: The connection

  private func connected() throws(ChannelFailure) -> IRCClient {
    if let client { return client }
    if isStopped.load(ordering: .relaxed) { throw .away("the desk ends") }
    guard MonotonicTime.now >= nextTry else {
      throw failure ?? .away("there is no connection to the server")
    }
    do throws(ChannelFailure) {
      let client = try IRCClient(settings, timeout: timeout)
      self.client = client
      (backoff, failure) = (.seconds(1), nil)
      if client.nick != settings.nick {
        log("the nick \(settings.nick) is in use; people write to \(client.nick)")
      }
      return client
    } catch {
      lose(error)
      throw error
    }
  }

  /// The connection is no more; another is tried after a growing while.
  private func lose(_ why: ChannelFailure) {
    client = nil
    people = [:]
    failure = why
    nextTry = MonotonicTime.now.advanced(by: backoff * (1 - Random.fraction() / 2))
    backoff = min(backoff * 2, Self.longestBackoff)
  }

  private func with<Found>(
    _ body: (IRCClient) throws(ChannelFailure) -> Found
  ) throws(ChannelFailure) -> Found {
    let client = try connected()
    do throws(ChannelFailure) { return try body(client) } catch {
      if case .away = error { lose(error) }
      throw error
    }
  }

  // MARK: To customers

  package func send(_ part: Part, to link: inout OutsideLink) throws(ChannelFailure) -> String {
    let (nick, key) = (link.external, link.state["who"])
    return try with { client throws(ChannelFailure) in
      let wait = pace.wait(at: .now)
      guard wait == .zero else { throw .paced(wait) }
      let person = IRCPerson(whois: try client.ask(["WHOIS \(nick)"]))
      guard let person, person.key == key else {
        throw .refused(
          "\(nick) left IRC since they wrote"
            + "\(person == nil ? "" : ", and somebody else may have that nick now")"
            + ": nobody is told what was meant for them")
      }
      let answers = try client.ask(["PRIVMSG \(nick) :\(part.text)"])
      if let refusal = answers.first(where: { ["401", "404", "486", "531"].contains($0.command) }) {
        throw .refused("the server does not pass it on: \(refusal.parameters.last ?? "")")
      }
      return part.key
    }
  }

  // MARK: From customers

  package func look(_ inlet: ChannelInlet) -> ConnectorFailure? {
    do throws(ChannelFailure) {
      try with { client throws(ChannelFailure) in
        try client.read()
        for line in client.takeSaid() { note(line, client) }
      }
      try takeIn(inlet)
      return nil
    } catch {
      if case .paced = error { return nil }
      return ConnectorFailure(error.why)
    }
  }

  private func note(_ line: IRCLine, _ client: IRCClient) {
    guard let prefix = line.prefix, let nick = line.nick else { return }
    switch line.command {
    case "QUIT", "NICK": people[prefix] = nil
    case "PRIVMSG":
      guard IRCLine.folded(line[0]) == IRCLine.folded(client.nick), nick != client.nick else {
        return
      }
      heard += 1
      if pending.count >= Self.mostPending {
        pending.removeFirst()
        log("too much was said at once on IRC; the oldest was lost")
      }
      pending.append(Heard(line: line, id: "\(life):\(heard)"))
    default: break
    }
  }

  /// In order; what cannot be taken in now is taken in with the next look.
  private func takeIn(_ inlet: ChannelInlet) throws(ChannelFailure) {
    while let first = pending.first {
      do {
        try hear(first, inlet)
      } catch {
        throw (error as? ChannelFailure) ?? .away("\(error)")
      }
      pending.removeFirst()
    }
  }

  private func hear(_ heard: Heard, _ inlet: ChannelInlet) throws {
    guard let text = Self.words(heard.line[1]), let prefix = heard.line.prefix,
      let nick = heard.line.nick
    else { return }
    switch limits.judge(prefix, at: .now) {
    case .take: break
    case .ignore: return
    case .refuse:
      return try tell(nick, "You write faster than anybody reads. Please wait a minute.")
    }
    guard let person = try person(nick, prefix, tagged: heard.line.tags["account"]) else { return }
    var words = ChannelInlet.Words(heard.id, text)
    words.name = nick
    let landing = try inlet.hear(
      words, from: person.key, at: nick, state: ["who": person.key])
    guard case .refused(let refusal) = landing else { return }
    guard !refusal.mayRetry else { throw ChannelFailure.away(refusal.why) }
    try tell(nick, "Not taken: \(refusal.why)")
  }

  /// Nil where they are gone already: there is nobody to answer.
  private func person(_ nick: String, _ prefix: String, tagged account: String?)
    throws(ChannelFailure) -> IRCPerson?
  {
    if let known = people[prefix], MonotonicTime.now.since(known.at) < Self.trust {
      return known.person
    }
    let person = try with { client throws(ChannelFailure) in
      IRCPerson(whois: try client.ask(["WHOIS \(nick)"]))
    }
    if people.count >= Self.mostPending { people = [:] }
    if let person, person.prefix == prefix { people[prefix] = (person, .now) }
    return person
  }

  /// A notice, which no program may answer.
  private func tell(_ nick: String, _ text: String) throws(ChannelFailure) {
    try with { client throws(ChannelFailure) in try client.say(["NOTICE \(nick) :\(text)"]) }
  }

  /// What somebody said; nil for what their program asks ours.
  private static func words(_ text: String) -> String? {
    guard text.hasPrefix("\u{1}") else { return text.isEmpty ? nil : plain(text) }
    let inner = text.dropFirst().prefix { $0 != "\u{1}" }
    guard inner.hasPrefix("ACTION ") else { return nil }
    return "* \(plain(String(inner.dropFirst("ACTION ".count))))"
  }

  /// Without colours and other marks of IRC's.
  private static func plain(_ text: String) -> String {
    text.replacing(#/\u{3}(\d{1,2}(,\d{1,2})?)?/#, with: "")
      .filter {
        !["\u{2}", "\u{F}", "\u{11}", "\u{16}", "\u{1D}", "\u{1E}", "\u{1F}"].contains($0)
      }
  }
}
