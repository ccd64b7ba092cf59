import Desk
import Wire

/// What one person, or all strangers of one address, may cost the desk.
///
/// It belongs to them, not to a connection: neither a second socket nor a reconnect fills it.
final class Purse {
  let allowance: Allowance
  /// Open connections that draw on it: it is not forgotten while there are some.
  var holders = 0
  private var commands: TokenBucket
  private var frames: TokenBucket
  private var pages: TokenBucket
  private var hellos: TokenBucket

  init(_ allowance: Allowance, _ rates: GatewaySettings, at nanoseconds: Int64) {
    self.allowance = allowance
    let rates = rates.rates(allowance)
    commands = TokenBucket(rates.commands, at: nanoseconds)
    frames = TokenBucket(rates.frames, at: nanoseconds)
    pages = TokenBucket(rates.pages, at: nanoseconds)
    hellos = TokenBucket(rates.hellos, at: nanoseconds)
  }

  /// A command's place; or in how many milliseconds there will be one.
  func takeCommand(_ settings: GatewaySettings, at nanoseconds: Int64) -> Int64? {
    commands.take(settings.rates(allowance).commands, at: nanoseconds)
  }

  /// Pays for a frame of any kind; false if the next one must wait to be read.
  func spend(_ cost: Double, _ settings: GatewaySettings, at nanoseconds: Int64) -> Bool {
    frames.spend(cost, settings.rates(allowance).frames, at: nanoseconds)
  }

  func hasRecovered(_ settings: GatewaySettings, at nanoseconds: Int64) -> Bool {
    frames.hasRecovered(settings.rates(allowance).frames, at: nanoseconds)
  }

  /// A place for one page of a backlog; false: later.
  func takePage(_ settings: GatewaySettings, at nanoseconds: Int64) -> Bool {
    pages.take(settings.rates(allowance).pages, at: nanoseconds) == nil
  }

  /// A place for a newcomer's hello; or in how many milliseconds there will be one.
  func takeHello(_ settings: GatewaySettings, at nanoseconds: Int64) -> Int64? {
    hellos.take(settings.rates(allowance).hellos, at: nanoseconds)
  }

  /// Whether it is as it was when it was new.
  func isFull(_ settings: GatewaySettings, at nanoseconds: Int64) -> Bool {
    let rates = settings.rates(allowance)
    return commands.isFull(rates.commands, at: nanoseconds)
      && frames.isFull(rates.frames, at: nanoseconds)
      && pages.isFull(rates.pages, at: nanoseconds)
      && hellos.isFull(rates.hellos, at: nanoseconds)
  }

  /// Whose rates hold.
  enum Allowance { case stranger, customer, agent }
}

extension GatewaySettings {
  struct Rates {
    let commands: Rate
    let frames: Rate
    let pages: Rate
    let hellos: Rate
  }

  /// Everything else follows from how much one may write.
  ///
  /// Frames of every kind: a page says that somebody types, follows and asks far more often than
  /// anybody writes. A terminal follows all that its agent has, up to 200 conversations at once.
  /// Hellos are an address's: all that it may have open come back three times over after a restart.
  /// Strangers say hello and begin a conversation, nothing else.
  /// Pages of backlogs: a customer's whole history at once, ten thousand events, and then no more
  /// than two pages a second.
  func rates(_ allowance: Purse.Allowance) -> Rates {
    switch allowance {
    case .stranger:
      Rates(
        commands: customerRate, frames: customerRate.times(10, burst: 4),
        pages: customerRate, hellos: helloRate)
    case .customer:
      Rates(
        commands: customerRate, frames: customerRate.times(20, burst: 10),
        pages: customerRate.times(4, burst: 6), hellos: helloRate)
    case .agent:
      Rates(
        commands: agentRate, frames: agentRate.times(10, burst: 10),
        pages: agentRate.times(4, burst: 10), hellos: helloRate)
    }
  }
}

/// The purses of everybody who was here lately.
struct Purses {
  /// Purses remembered. At the bound those that are full are forgotten, which changes nothing; if
  /// there is none, newcomers share one until there is.
  private static let bound = 100_000

  private var purses: [Payer: Purse] = [:]
  private let shared: Purse

  enum Payer: Hashable {
    case person(Principal)
    /// All who are not known yet, from one address.
    case strangers(String)
    /// Systems that tell of many people, from one address.
    case systems(String)
  }

  init(_ settings: GatewaySettings, at nanoseconds: Int64) {
    shared = Purse(.stranger, settings, at: nanoseconds)
  }

  mutating func purse(of payer: Payer, _ settings: GatewaySettings, at nanoseconds: Int64) -> Purse
  {
    if let purse = purses[payer] { return purse }
    if purses.count >= Self.bound { forgetFull(settings, at: nanoseconds) }
    guard purses.count < Self.bound else { return shared }
    let purse = Purse(Self.allowance(of: payer), settings, at: nanoseconds)
    purses[payer] = purse
    return purse
  }

  private static func allowance(of payer: Payer) -> Purse.Allowance {
    switch payer {
    case .strangers: .stranger
    case .person(.agent), .systems: .agent
    case .person: .customer
    }
  }

  /// Forgets those whose owners may do again what they may when they are new.
  mutating func forgetFull(_ settings: GatewaySettings, at nanoseconds: Int64) {
    purses = purses.filter { $0.value.holders > 0 || !$0.value.isFull(settings, at: nanoseconds) }
  }
}

extension ClientFrame {
  /// What taking it costs, in the time it takes to read a small frame, about 5 µs.
  var cost: Double {
    switch self {
    // A tail is looked for in all that was said before it.
    case .follow(_, _, _, let last): last == nil ? 1 : 20
    case .hello, .command, .unfollow, .typing, .read, .block, .logout, .ping: 1
    // Tells every waiting customer their place.
    case .status: 4
    // Is told on every screen.
    case .announce: 20
    case .ask(let question): question.cost
    // Looks for all of a customer's conversations, and is said once.
    case .forgetMe: 20
    // Passwords have limits of their own; ending sessions is a turn like any.
    case .account: 10
    // As many summaries as there are open conversations, most often some dozens.
    case .watch: 20
    }
  }
}

extension Question {
  fileprivate var cost: Double {
    switch subject {
    // A search among articles takes about as long as ten commands.
    case .articles, .article, .agents, .names, .past, .ownPast, .sessions, .figures, .conversation,
      .shortcuts, .shortcut, .upload, .file, .earlier, .faces:
      10
    // Takes a thread of its own some ten milliseconds: two a second go on for ever.
    case .search: 25
    }
  }
}
