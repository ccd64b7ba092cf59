import Desk

/// Sets up pairs of customers and agents on a server, and a crowd to play them.
struct PairDesk {
  let crowd: Crowd
  let exchange: Exchange
  let round: Round

  /// - On Frontdesk every pair is a conversation that went through the bot and the queue. Each
  ///   agent has one connection or more, and each connection a share of the pairs.
  /// - On a reference the same frames for saying and following, and nothing else.
  init(_ contender: Contender, _ tokens: [String], pairs count: Int, agents connections: Int) throws
  {
    exchange = Exchange()
    let exchange = exchange
    crowd = try Crowd()
    let pairs = (0..<count).map { Pair($0, among: count) }
    let share = (count + connections - 1) / connections
    let groups = stride(from: 0, to: count, by: share).map {
      Array(pairs[$0..<min($0 + share, count)])
    }
    if !contender.isDesk { for pair in pairs { pair.begin(Chance.conversation()) } }
    let agents = groups.enumerated().map { index, group in
      Party(
        contender.isDesk
          ? .agent(token: tokens[index % tokens.count], isWatching: index < tokens.count)
          : .plain(isCustomer: false), group, exchange)
    }
    for agent in agents { crowd.seat(agent, at: contender.place(asPage: false)) }
    if contender.isDesk { try Self.wait(exchange, "the agents' welcome", agents.count) }
    for pair in pairs {
      let customer = Party(
        contender.isDesk ? .customer(site: BenchFolder.site) : .plain(isCustomer: true), [pair],
        exchange, partner: agents[pair.index / share])
      crowd.seat(customer, at: contender.place(asPage: true))
    }
    let welcomed = contender.isDesk ? agents.count : 0
    try Self.wait(exchange, "the conversations to be taken", welcomed + count * 2)
    round = Round(crowd: crowd, exchange: exchange, pairs: pairs, contender: contender)
  }

  init(crowd: Crowd, exchange: Exchange, round: Round) {
    self.crowd = crowd
    self.exchange = exchange
    self.round = round
  }

  static func wait(_ exchange: Exchange, _ what: String, _ count: Int) throws {
    try Patience.wait(for: what, atMost: .seconds(300)) {
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
