import Desk
import Testing

/// Who may not write, and from where.
@Suite struct BlockTests {
  private func range(_ text: String) throws -> AddressRange { try #require(AddressRange(text)) }

  @Test(arguments: [
    ("192.0.2.7", "192.0.2.7"), ("192.0.2.7/24", "192.0.2.0/24"), ("10.9.8.7/8", "10.0.0.0/8"),
    ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:DB8::/32", "2001:db8::/32"), ("2001:db8:1:2::/128", "2001:db8:1:2::/64"),
    ("::1", "::/64"), ("2001:db8::192.0.2.7", "2001:db8::/64"),
  ])
  func anAddressIsWrittenInOneWay(_ written: String, _ plain: String) throws {
    #expect(try range(written).text == plain)
    #expect(try range(plain) == range(written))
  }

  @Test(arguments: [
    "", "unix", "192.0.2", "192.0.2.256", "192.0.02.7", "192.0.2.7/33", "192.0.2.7/0", "::/0",
    "192.0.2.7/", "1:2:3", "1::2::3", "2001:db8::zz", "1:2:3:4:5:6:7:8:9", "192.0.2.7/24/8",
    "12345::", ":1", "192.0.2.٧",
  ])
  func whatIsNoAddressIsRefused(_ text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test func aNetworkHoldsItsAddressesAndNoOthers() throws {
    #expect(try range("192.0.2.0/24").contains(range("192.0.2.255")))
    #expect(try !range("192.0.2.0/24").contains(range("192.0.3.0")))
    #expect(try range("2001:db8::/32").contains(range("2001:db8:ffff::1")))
    #expect(try !range("2001:db8::/32").contains(range("2001:db9::1")))
    #expect(try !range("192.0.2.7").contains(range("192.0.2.0/24")))
    // All of one internet is nothing of the other.
    #expect(try !range("::/1").contains(range("192.0.2.7")))
  }

  @Test func oneOfAHouseholdsIPv6AddressesIsAllOfThem() throws {
    var blocks = Blocks()
    let now = Instant(milliseconds: 1_000)
    blocks.set(
      Block(
        .addresses(try range("2001:db8:1:2::77")), reason: "spam", by: "o:root", since: now,
        until: nil))
    #expect(blocks.block(ofAddress: "2001:db8:1:2::/64", at: now) != nil)
    #expect(blocks.block(ofAddress: "2001:db8:1:3::/64", at: now) == nil)
    #expect(blocks.block(ofAddress: "unix", at: now) == nil)
  }

  @Test func aBlockEndsByItself() {
    let (begin, end) = (Instant(milliseconds: 0), Instant(milliseconds: 60_000))
    let ana = Identifier<Customer>("ana")
    var blocks = Blocks([
      Block(.customer(ana), reason: "shouts", by: "a:maya", since: begin, until: end)
    ])
    #expect(blocks.block(of: ana, at: Instant(milliseconds: 59_999)) != nil)
    #expect(blocks.block(of: ana, at: end) == nil)
    #expect(blocks.takeEnded(at: Instant(milliseconds: 59_999)).isEmpty)
    #expect(blocks.takeEnded(at: end) == [.customer(ana)])
    #expect(blocks[.customer(ana)] == nil)
  }

  @Test func theRefusalSaysUntilWhenAndNotByWhomOrWhy() {
    let block = Block(
      .customer(Identifier("ana")), reason: "shouts", by: "a:maya", since: Instant(milliseconds: 0),
      until: Instant(milliseconds: 1_795_238_400_000))
    #expect(block.refusal.why == "you cannot write to this desk until 2026-11-21 05:20 UTC")
    #expect(!block.refusal.mayRetry)
  }
}
