import Foundation
import Mail
import Secrets
import Testing

@Suite struct ReplyTagTests {
  private let tag: ReplyTag
  private let conversation = Base64URL.encode((0..<16).map { UInt8($0 * 7) })

  init() throws {
    tag = try #require(ReplyTag(base: "Support@desk.example", key: Secret(Array("key".utf8))))
  }

  @Test func anAddressLeadsBackToItsConversationInWhateverCapitals() throws {
    let address = try #require(tag.address(for: conversation))
    #expect(address.hasPrefix("Support+c.") && address.hasSuffix("@desk.example"))
    #expect(address.split(separator: "@")[0].utf8.count <= 64)
    for spelling in [address, address.uppercased(), address.lowercased()] {
      #expect(tag.conversation(in: spelling) == conversation)
    }
  }

  @Test func nobodyMakesOneUp() throws {
    let address = try #require(tag.address(for: conversation))
    let other = try #require(tag.address(for: Base64URL.encode((0..<16).map { UInt8($0) })))
    let parts = address.split(separator: "@")[0].split(separator: ".")
    let name = other.split(separator: "@")[0].split(separator: ".")[1]
    let code = try #require(parts.last)
    let stranger = try #require(
      ReplyTag(base: "support@desk.example", key: Secret(Array("other".utf8))))
    #expect(stranger.conversation(in: address) == nil)
    for wrong in [
      "", "support@desk.example", "support+c.@desk.example", "support+c.x.y@desk.example",
      "support+c.\(name)@desk.example", address + ".evil", "x" + address,
      "support+c.\(name).\(code)@desk.example",
      address.replacingOccurrences(of: "desk.example", with: "evil.example"),
      "support+c.\(name).\(code.dropLast())@desk.example",
    ] {
      #expect(tag.conversation(in: wrong) == nil, "\(wrong)")
    }
  }

  @Test func anAddressThatIsTooLongForServersIsNotMade() throws {
    let long = try #require(
      ReplyTag(base: "a-very-long-name-of-a-desk@desk.example", key: Secret([1])))
    #expect(long.address(for: conversation) == nil)
    #expect(ReplyTag(base: "no address", key: Secret([1])) == nil)
  }

  @Test func ourIdsAreToldFromOthers() {
    let id = OwnMessageID(epoch: "ep", conversation: conversation, seq: "12")
    #expect(OwnMessageID(id.text(host: "desk.example"), host: "Desk.Example") == id)
    for wrong in [
      "a.b@desk.example", "a.b.c.d@desk.example", "a.b.c@evil.example", "a..c@desk.example",
    ] {
      #expect(OwnMessageID(wrong, host: "desk.example") == nil, "\(wrong)")
    }
  }
}
