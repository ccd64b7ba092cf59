import Desk
import Office
import Threads
import WebSockets

// MARK: - Who pays for what

extension Gateway {
  /// What strangers pay from: their address's purse, or one of their own on an exempt machine.
  func strangersPurse(_ address: String, isExempt: Bool) -> Purse {
    let now = MonotonicTime.now.nanoseconds
    guard !isExempt else { return Purse(.stranger, settings, at: now) }
    return purses.purse(of: .strangers(address), settings, at: now)
  }

  /// From now on a connection draws on what its owner has, on whatever connection it was spent.
  func usePurse(of principal: Principal, _ connection: Connection) {
    connection.purse.holders -= 1
    connection.purse = purses.purse(
      of: .person(principal), settings, at: MonotonicTime.now.nanoseconds)
    connection.purse.holders += 1
  }

  /// Pays for something that arrived. Who has nothing left is not read on until there is more: the
  /// sender's own buffers fill up, nothing is lost, and others are not delayed.
  func spend(_ cost: Double, for bytes: Int, _ connection: Connection) {
    // Reading it costs by its length too, whatever is in it.
    let cost = cost + Double(bytes) / 4096
    let now = MonotonicTime.now.nanoseconds
    hurry(at: now)
    guard !connection.purse.spend(cost, settings, at: now),
      exhausted[connection.session.raw] == nil
    else { return }
    exhausted[connection.session.raw] = connection
    notices.reached("frames", by: connection.address, setting: setting(of: connection))
    service.pauseReading(connection.session)
  }

  /// What an operator would change to allow more.
  func setting(of connection: Connection) -> String {
    connection.purse.allowance == .agent ? "limits.agent_rate" : "limits.customer_rate"
  }

  /// Reads on from those whose purse has grown again, and for those who wait for a page.
  func goOn(at nanoseconds: Int64) {
    for (session, connection) in exhausted
    where connection.purse.hasRecovered(settings, at: nanoseconds) {
      exhausted[session] = nil
      service.resumeReading(connection.session)
    }
    let waiting = paced
    paced = [:]
    for connection in waiting.values { readOn(connection) }
  }
}
