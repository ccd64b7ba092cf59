/// How many connections there are, in all and by where they come from.
///
/// Whom a connection is counted as is known twice: the peer when it comes, the client behind a
/// proxy once its request has been read. It holds one seat at a time, and gives back just that.
struct ConnectionLimits {
  /// What one connection is counted as; no household where limits per address do not hold.
  enum Seat {
    /// Its request is not complete.
    case door(Household?)
    /// Its request is complete: a websocket, or a page on its way.
    case inside(Household?)
    /// It is one too many of its household and is being told so.
    case turnedAway(Household, ServiceLimit)
  }

  struct Count {
    var inside = 0
    var atDoor = 0
    var turnedAway = 0

    var isZero: Bool { inside == 0 && atDoor == 0 && turnedAway == 0 }
  }

  private(set) var households: [Household: Count] = [:]
  private(set) var all = 0
  private(set) var halfOpen = 0
  private var turnedAway = 0
  /// A change holds for who comes from now on; each leaves the seat it took.
  var settings: ServiceSettings

  /// How many of one household are told at once that they are too many, and how many of all; the
  /// next are closed unanswered, for an answer costs more than a refusal should.
  static let toldPerHousehold = 5
  static let toldInAll = 200

  init(_ settings: ServiceSettings) {
    self.settings = settings
  }

  /// Seats a newcomer, or throws the limit for which it is to be closed at once.
  ///
  /// A trusted proxy brings many, so its own address is not counted at the door: there, what all
  /// may have open together bounds it.
  mutating func enter(_ peer: Peer) throws(ServiceLimit) -> Seat {
    guard all < settings.connections else { throw .connections }
    guard halfOpen < settings.halfOpen else { throw .halfOpen }
    guard !settings.isTrusted(peer), !isExempt(isLocal: peer.isLocal) else {
      return taken(.door(nil))
    }
    let count = households[peer.household] ?? Count()
    return count.atDoor < settings.halfOpenPerAddress
      ? taken(.door(peer.household)) : try farewell(peer.household, .halfOpenPerAddress)
  }

  /// Seats a newcomer anew once its request, or enough of it, has been read, or throws the limit
  /// for which it is to be closed at once. Either way the old seat is given back.
  mutating func identify(_ seat: Seat, as client: Client) throws(ServiceLimit) -> Seat {
    guard case .door = seat else { return seat }
    leave(seat)
    guard !isExempt(isLocal: client.isLocal) else { return taken(.inside(nil)) }
    let count = households[client.household] ?? Count()
    return count.inside < settings.connectionsPerAddress
      ? taken(.inside(client.household)) : try farewell(client.household, .perAddress)
  }

  /// A connection is gone.
  mutating func leave(_ seat: Seat) { add(-1, to: seat) }

  private mutating func taken(_ seat: Seat) -> Seat {
    add(1, to: seat)
    return seat
  }

  private mutating func farewell(
    _ household: Household, _ limit: ServiceLimit
  ) throws(ServiceLimit) -> Seat {
    guard turnedAway < Self.toldInAll,
      (households[household]?.turnedAway ?? 0) < Self.toldPerHousehold
    else { throw limit }
    return taken(.turnedAway(household, limit))
  }

  private mutating func add(_ number: Int, to seat: Seat) {
    all += number
    switch seat {
    case .door(let household):
      halfOpen += number
      change(household) { $0.atDoor += number }
    case .inside(let household): change(household) { $0.inside += number }
    case .turnedAway(let household, _):
      turnedAway += number
      change(household) { $0.turnedAway += number }
    }
  }

  private mutating func change(_ household: Household?, _ change: (inout Count) -> Void) {
    guard let household else { return }
    var count = households[household] ?? Count()
    change(&count)
    households[household] = count.isZero ? nil : count
  }

  private func isExempt(isLocal: Bool) -> Bool { settings.loopbackIsExempt && isLocal }
}
