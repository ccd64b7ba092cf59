import Desk
import Journal

/// How often passwords may be tried, so that guessing is slow and nobody is locked out by others.
///
/// A try is counted before its password is checked, by account and address, by address, and over
/// all; what is refused is not counted. Where an account has logged in from before, only its own
/// count holds: strangers who guess, from wherever, neither slow it nor keep it out. What a try
/// adds is forgotten steadily; a right password takes back what it added.
struct LoginThrottle {
  enum Answer: Equatable {
    /// May be checked. Known: the account has logged in from there before.
    case check(isKnown: Bool)
    case wait(Duration)
  }

  private struct Key: Hashable {
    /// Empty: for every login.
    let login: String
    /// Empty: from everywhere.
    let address: String
  }

  private struct Count {
    var tries = 0.0
    var at: Instant
  }

  /// So many at once, and so many a minute after that.
  private struct Allowance {
    let burst: Double
    let perMinute: Double

    func left(_ count: Count, at moment: Instant) -> Double {
      max(0, count.tries - Self.minutes(since: count.at, moment) * perMinute)
    }

    func wait(_ count: Count, at moment: Instant) -> Duration {
      let over = left(count, at: moment) + 1 - burst
      return .milliseconds(Int64((max(0, over) / perMinute * 60_000).rounded(.up)))
    }

    private static func minutes(since earlier: Instant, _ moment: Instant) -> Double {
      Double(max(.zero, moment.since(earlier)).milliseconds) / 60_000
    }
  }

  /// Together ten in the first minute; its owner never waits longer than 12 s.
  private static let known = Allowance(burst: 5, perMinute: 5)
  /// An office whose people log in for the first time behind one address, and mistype.
  private static let address = Allowance(burst: 20, perMinute: 20)
  /// A tenth of what one doorman can check; many addresses at once come no further.
  private static let all = Allowance(burst: 60, perMinute: 120)

  /// Mistypings that cost no time.
  private static let free = 3
  private static let longestPause = Duration.seconds(60)
  /// After this long without a try an account's count from an address is forgotten.
  static let memory = Duration.seconds(3600)
  /// Counts held; the oldest go. Those of one hour's tries, by what is let through over all, are
  /// fewer.
  private static let limit = 10_000

  private var counts: [Key: Count] = [:]
  /// From where each account has logged in.
  private var addresses: [String: Set<String>] = [:]
  private var unwritten: Set<Key> = []

  init() {}

  /// Goes on from what the record remembers. A moment that is still to come is the present: the
  /// clock was set back while nothing ran.
  init(_ tries: [LoginTries], known: [Identifier<Agent>: Set<String>], at now: Instant) {
    for one in tries.prefix(Self.limit) {
      counts[Key(login: one.login, address: one.address)] = Count(
        tries: one.count, at: min(one.at, now))
    }
    know(known)
  }

  /// From where accounts have logged in, as the record keeps it now.
  mutating func know(_ known: [Identifier<Agent>: Set<String>]) {
    addresses = [:]
    for (login, places) in known { addresses[login.text] = places }
  }

  /// How much of the record's memory is asked for at the start.
  static let mostRemembered = limit

  // MARK: Trying

  /// Counts a try, or says how long it must wait. Exempt: only the account's count from the address
  /// holds.
  mutating func begin(
    _ login: Identifier<Agent>, from place: String, isExempt: Bool = false, at moment: Instant
  ) -> Answer {
    let pair = Key(login: login.text, address: place)
    let isKnown = addresses[login.text]?.contains(place) == true
    let shared = isKnown || isExempt ? [] : Self.shared(place)
    var wait = isKnown ? Self.known.wait(count(pair, moment), at: moment) : pause(pair, moment)
    for (key, allowance) in shared {
      wait = max(wait, allowance.wait(count(key, moment), at: moment))
    }
    guard wait <= .zero else { return .wait(wait) }
    makeRoom()
    add(1, to: pair, isKnown ? Self.known : nil, at: moment)
    for (key, allowance) in shared { add(1, to: key, allowance, at: moment) }
    return .check(isKnown: isKnown)
  }

  private static func shared(_ place: String) -> [(Key, Allowance)] {
    [(Key(login: "", address: place), address), (Key(login: "", address: ""), all)]
  }

  private func count(_ key: Key, _ moment: Instant) -> Count { counts[key] ?? Count(at: moment) }

  /// After `free` tries each waits twice as long as the one before.
  private func pause(_ pair: Key, _ moment: Instant) -> Duration {
    guard let past = counts[pair], past.tries >= Double(Self.free) else { return .zero }
    let quiet = moment.since(past.at)
    guard quiet < Self.memory else { return .zero }
    let doublings = min(Int(past.tries) - Self.free, 6)
    return max(.zero, min(Self.longestPause, .seconds(1 << doublings)) - quiet)
  }

  private mutating func add(
    _ tries: Double, to key: Key, _ allowance: Allowance?, at moment: Instant
  ) {
    let past = count(key, moment)
    let isStale = moment.since(past.at) >= Self.memory
    let left = allowance?.left(past, at: moment) ?? (isStale ? 0 : past.tries)
    // Far beyond what any pause grows with.
    counts[key] = Count(tries: min(1000, max(0, left + tries)), at: moment)
    unwritten.insert(key)
  }

  /// The password was right: what the try added is taken back. `known` are the addresses that the
  /// record keeps of the account, this one among them.
  mutating func succeed(
    _ login: Identifier<Agent>, from place: String, known: Set<String>, isExempt: Bool = false,
    at moment: Instant
  ) {
    let wasKnown = addresses[login.text]?.contains(place) == true
    addresses[login.text] = known
    let pair = Key(login: login.text, address: place)
    if counts.removeValue(forKey: pair) != nil { unwritten.insert(pair) }
    guard !wasKnown, !isExempt else { return }
    for (key, allowance) in Self.shared(place) { add(-1, to: key, allowance, at: moment) }
  }

  // MARK: Keeping

  private mutating func makeRoom() {
    // One try adds three at most.
    guard counts.count + 3 > Self.limit else { return }
    let oldest = counts.sorted { $0.value.at < $1.value.at }.prefix(Self.limit / 10)
    for (key, _) in oldest {
      counts[key] = nil
      // The record forgets it with the hour.
      unwritten.remove(key)
    }
  }

  /// Lets go of what nothing is left of.
  mutating func forget(before moment: Instant) {
    counts = counts.filter { $0.value.at >= moment }
  }

  /// What the record does not know yet. As many in a turn as tries were let through.
  mutating func takeUnwritten(at moment: Instant) -> [LoginTries] {
    defer { unwritten = [] }
    return unwritten.map { key in
      let count = counts[key]
      return LoginTries(
        login: key.login, address: key.address, count: count?.tries ?? 0, at: count?.at ?? moment)
    }
  }

  /// How many counts are held.
  var remembered: Int { counts.count }

  /// Who waited goes on waiting as long as they had to, and nothing is forgiven.
  mutating func clockJumped(by jump: Duration) {
    counts = counts.mapValues { Count(tries: $0.tries, at: $0.at + jump) }
  }
}
