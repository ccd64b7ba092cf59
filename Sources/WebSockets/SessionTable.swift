/// Every open session by its name: an array look-up, because a message to thousands is thousands
/// of look-ups.
///
/// A name holds the place and how often the place was used, so an old name finds nothing.
struct SessionTable {
  private var places: [Session?] = []
  private var uses: [UInt32] = []
  private var free: [Int] = []
  private(set) var count = 0

  subscript(id: SessionID) -> Session? {
    let place = Int(id.raw & 0xffff_ffff)
    guard place < places.count, uses[place] == UInt32(id.raw >> 32) else { return nil }
    return places[place]
  }

  /// Makes a name, makes the session with it, and keeps it.
  mutating func add(_ make: (SessionID) -> Session) -> Session {
    let place: Int
    if let reused = free.popLast() {
      place = reused
    } else {
      place = places.count
      places.append(nil)
      uses.append(0)
    }
    uses[place] &+= 1
    let session = make(SessionID(raw: UInt64(uses[place]) << 32 | UInt64(place)))
    places[place] = session
    count += 1
    return session
  }

  mutating func remove(_ id: SessionID) {
    guard self[id] != nil else { return }
    let place = Int(id.raw & 0xffff_ffff)
    places[place] = nil
    free.append(place)
    count -= 1
  }

  /// Up to `limit` sessions that are neither closing nor gone, for a paced farewell.
  func open(_ limit: Int) -> [Session] {
    var found: [Session] = []
    for case let session? in places where session.stage == .open {
      guard found.count < limit else { break }
      found.append(session)
    }
    return found
  }
}
