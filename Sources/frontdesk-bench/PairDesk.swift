import Desk

/// Sets up pairs of customers and agents on a server, and a crowd to play them.
struct PairDesk {
  let crowd: Crowd
  let exchange = Exchange()
  let round: Round

  /// On Frontdesk: every pair is a conversation that went through the bot and the queue.
  init(_ contender: Contender, _ tokens: [String], pairs count: Int) throws {
    let (exchange, counter) = (exchange, PairCounter())
    crowd = try Crowd()
    var pairs: [(PairSide, PairSide)] = []
    for index in 0..<count {
      let agent = PairSide(
        .agent(token: tokens[index % tokens.count], isWatching: index < tokens.count), exchange,
        counter, partner: nil)
      let customer = PairSide(
        .customer(site: BenchFolder.site), exchange, counter, partner: agent)
      pairs.append((customer, agent))
    }
    for (_, agent) in pairs { try crowd.seat(agent, at: contender.address(asPage: false)) }
    try Self.wait(exchange, "the agents' welcome", count)
    for (customer, _) in pairs { try crowd.seat(customer, at: contender.address(asPage: true)) }
    try Self.wait(exchange, "the conversations to be taken", count * 3)
    round = Round(
      crowd: crowd, exchange: exchange, counter: counter, pairs: pairs, contender: contender)
  }

  /// On the C reference: the same frames for saying and following, and nothing else.
  init(reference contender: Contender, pairs count: Int) throws {
    let (exchange, counter) = (exchange, PairCounter())
    crowd = try Crowd()
    let pairs = (0..<count).map { _ in
      let conversation = Chance.conversation()
      let agent = PairSide(
        .plain(conversation, isCustomer: false), exchange, counter, partner: nil)
      let customer = PairSide(
        .plain(conversation, isCustomer: true), exchange, counter, partner: agent)
      return (customer, agent)
    }
    for (customer, agent) in pairs {
      try crowd.seat(customer, at: contender.address(asPage: true))
      try crowd.seat(agent, at: contender.address(asPage: false))
    }
    try Self.wait(exchange, "the reference's followers", count * 2)
    round = Round(
      crowd: crowd, exchange: exchange, counter: counter, pairs: pairs, contender: contender)
  }

  private static func wait(_ exchange: Exchange, _ what: String, _ count: Int) throws {
    try Patience.wait(for: what) {
      try exchange.check()
      return exchange.ready.load(ordering: .acquiring) == count
    }
  }

  /// Ends the load; anything that went wrong meanwhile is thrown.
  func close() throws {
    try exchange.check()
    exchange.close()
    crowd.stop()
  }
}
