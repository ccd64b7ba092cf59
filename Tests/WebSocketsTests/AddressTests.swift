import Glibc
import Testing

@testable import WebSockets

/// Who is counted as whom.
@Suite struct AddressTests {
  private func peer(_ text: String) throws -> Peer {
    var storage = sockaddr_storage()
    if text.contains(":") {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      try #require(inet_pton(AF_INET6, text, &address.sin6_addr) == 1)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in6.self) }
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      try #require(inet_pton(AF_INET, text, &address.sin_addr) == 1)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
    }
    return Peer(storage)
  }

  @Test func aMappedAddressIsTheAddressItMaps() throws {
    let (plain, mapped) = try (peer("192.0.2.1"), peer("::ffff:192.0.2.1"))
    #expect(plain == mapped)
    #expect(plain.address == "192.0.2.1")
    #expect(!plain.isLocal)
    #expect(
      try peer("127.8.9.1").isLocal && peer("::1").isLocal && peer("::ffff:127.0.0.1").isLocal)
  }

  @Test func aHouseholdIsASixtyFourthOfIPv6() throws {
    #expect(try peer("2001:db8:1:2::1").household == peer("2001:db8:1:2:ffff::9").household)
    #expect(try peer("2001:db8:1:2::1").household != peer("2001:db8:1:3::1").household)
    #expect(try peer("2001:db8::1").address == "2001:db8::1")
    #expect(try peer("2001:db8:1:2:3:4:5:6").household.text == "2001:db8:1:2::/64")
    #expect(try peer("192.0.2.1").household.text == "192.0.2.1" && Peer.unix.address == "unix")
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.0.0.0/8", "::ffff:10.1.1.1", true), ("192.0.2.7", "192.0.2.7", true),
    ("192.0.2.7", "192.0.2.6", false), ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
    ("::/0", "2001:db8::1", true), ("::/0", "1.2.3.4", false), ("fd00::/8", "fdff::1", true),
    ("fd00::/8", "fe00::1", false), ("2001:db8::/65", "2001:db8::7fff:0:0:1", true),
    ("2001:db8::/65", "2001:db8::8000:0:0:1", false), ("::ffff:10.0.0.0/104", "10.9.9.9", true),
    ("::1", "::1", true), ("::1", "::2", false), ("10.0.0.0/8", "nonsense", false),
  ])
  func aNetworkHoldsItsAddresses(_ network: String, _ address: String, _ isIn: Bool) throws {
    #expect(try #require(Network(network)).contains(address) == isIn)
  }

  @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0/8", "a", "1.2.3.4/8/8"])
  func whatIsNoNetworkIsNone(_ text: String) { #expect(Network(text) == nil) }

  // MARK: Behind a proxy

  private let proxies = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].compactMap { Network($0) }

  private func client(_ forwarded: String..., by proxy: String = "127.0.0.1") throws -> Client {
    Client(try peer(proxy), forwarded: forwarded, by: proxies)
  }

  @Test(arguments: [
    ("198.51.100.7", "198.51.100.7"), (" 198.51.100.7 ", "198.51.100.7"),
    // What the client made up stands before what the proxy saw.
    ("1.2.3.4, 198.51.100.7", "198.51.100.7"), ("127.0.0.1, 198.51.100.7", "198.51.100.7"),
    // Proxies of ours in between are passed over.
    ("198.51.100.7, 10.1.2.3, 127.0.0.1", "198.51.100.7"), ("198.51.100.7,,", "198.51.100.7"),
    ("198.51.100.7:4711", "198.51.100.7"), ("[2001:db8::5]:443", "2001:db8::/64"),
    ("[2001:db8::5]", "2001:db8::/64"), ("2001:db8::5", "2001:db8::/64"),
    ("::ffff:198.51.100.7", "198.51.100.7"), ("[::ffff:198.51.100.7]:1", "198.51.100.7"),
    ("garbage, 198.51.100.7", "198.51.100.7"), ("127.0.0.2", "127.0.0.2"), ("::1", "::/64"),
  ])
  func theClientIsTheLastThatIsNoProxy(_ field: String, _ counted: String) throws {
    let client = try client(field)
    #expect(client.household.text == counted && !client.isLocal)
  }

  @Test(arguments: [
    "", ",", "unknown", "garbage", "198.51.100.7, garbage", "1.2.3", "01.2.3.4", "1.2.3.4:",
    "1.2.3.4:x", "1.2.3.4:65536", "[2001:db8::1", "[1.2.3.4]", "[2001:db8::1]x", "fe80::1%eth0",
    "\"1.2.3.4\"",
    "for=1.2.3.4", "127.0.0.1", "10.0.0.1, 127.0.0.1", "1.2.3.4\u{0}", "１.2.3.4",
    String(repeating: "9", count: 8000), String(repeating: "127.0.0.1,", count: 800),
    "198.51.100.7, " + String(repeating: "x", count: 70),
  ])
  func whoCannotBeReadIsCountedAsTheProxy(_ field: String) throws {
    let client = try client(field)
    #expect(client.household.text == "127.0.0.1" && !client.isLocal, "never exempt")
  }

  @Test func severalFieldsAreOneChainAndNoneIsTheProxy() throws {
    #expect(try client("1.2.3.4", "198.51.100.7").address == "198.51.100.7")
    #expect(try client("198.51.100.7", "10.0.0.9").address == "198.51.100.7")
    #expect(try client("198.51.100.7", "").address == "198.51.100.7")
    let bare = try client()
    #expect(bare.address == "127.0.0.1" && !bare.isLocal)
    #expect(try client("198.51.100.7", by: "::ffff:127.0.0.1").address == "198.51.100.7")
  }

  @Test func aStrangerIsNotBelieved() throws {
    let client = try client("198.51.100.7", by: "203.0.113.9")
    #expect(client.address == "203.0.113.9")
    let local = Client(try peer("127.0.0.1"), forwarded: ["198.51.100.7"], by: [])
    #expect(local.address == "127.0.0.1" && local.isLocal)
  }

  // MARK: Counting

  private func seat(_ tally: inout ConnectionLimits, _ peer: Peer, _ forwarded: String? = nil)
    -> ConnectionLimits.Seat?
  {
    let client = Client(peer, forwarded: forwarded.map { [$0] } ?? [], by: proxies)
    return try? tally.identify(tally.enter(peer), as: client)
  }

  private func isInside(_ seat: ConnectionLimits.Seat?) -> Bool {
    if case .inside? = seat { true } else { false }
  }

  private func isToldToLeave(_ seat: ConnectionLimits.Seat?) -> Bool {
    if case .turnedAway? = seat { true } else { false }
  }

  @Test func limitsCountByHouseholdAndForgetIt() throws {
    var settings = ServiceSettings()
    settings.halfOpenPerAddress = 2
    settings.connectionsPerAddress = 3
    var tally = ConnectionLimits(settings)
    let (one, mapped) = try (peer("192.0.2.1"), peer("::ffff:192.0.2.1"))
    let doors = try [one, mapped].map { try tally.enter($0) }
    let third = try tally.enter(one)
    #expect(isToldToLeave(third), "two at the door")
    let next = try tally.enter(peer("192.0.2.2"))
    for door in doors + [third, next] { tally.leave(door) }
    let seats = (0..<3).map { _ in seat(&tally, one) }
    #expect(seats.allSatisfy(isInside) && tally.all == 3 && tally.halfOpen == 0)
    let told = (0..<5).map { _ in seat(&tally, mapped) }
    #expect(told.allSatisfy(isToldToLeave), "three connections")
    #expect(throws: ServiceLimit.perAddress, "and five that are being told so") {
      try tally.identify(tally.enter(one), as: Client(one, forwarded: [], by: []))
    }
    for case let seat? in seats + told { tally.leave(seat) }
    #expect(tally.all == 0 && tally.households.isEmpty)
  }

  @Test func behindAProxyItsClientsAreCounted() throws {
    var settings = ServiceSettings()
    settings.connectionsPerAddress = 3
    settings.halfOpenPerAddress = 2
    settings.halfOpen = 50
    settings.trustedProxies = proxies
    var tally = ConnectionLimits(settings)
    let proxy = try peer("127.0.0.1")
    for number in 1...40 {
      let seats = (0..<3).map { _ in seat(&tally, proxy, "198.51.100.\(number)") }
      #expect(seats.allSatisfy(isInside))
    }
    #expect(isToldToLeave(seat(&tally, proxy, "198.51.100.7")))
    for host in 1...3 { #expect(isInside(seat(&tally, proxy, "2001:db8::\(host)"))) }
    #expect(isToldToLeave(seat(&tally, proxy, "2001:db8::ffff")), "one /64")
    // Those it cannot name share one allowance; loopback is exempt here, they are not.
    for _ in 0..<3 { #expect(isInside(seat(&tally, proxy, "garbage"))) }
    #expect(isToldToLeave(seat(&tally, proxy)))
    // Before their requests are read, what bounds all bounds the proxy.
    let doors = (0..<60).map { _ in try? tally.enter(proxy) }
    #expect(doors.filter { $0 != nil }.count == 50)
    #expect(throws: ServiceLimit.halfOpen) { try tally.enter(proxy) }
  }

  @Test func loopbackIsExemptOnlyIfTheSettingsSaySo() throws {
    for isExempt in [true, false] {
      var settings = ServiceSettings()
      settings.connectionsPerAddress = 3
      settings.loopbackIsExempt = isExempt
      var tally = ConnectionLimits(settings)
      let local = try peer("127.0.0.1")
      let client = Client(local, forwarded: [], by: [])
      let seats = (0..<4).map { _ in try? tally.identify(tally.enter(local), as: client) }
      #expect(isInside(seats[3]) == isExempt)
    }
  }
}
