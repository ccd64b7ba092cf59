import Desk
import Rehearsal
import Testing
import Wire

@testable import Office

/// Customers whom their site has signed for: one person on every device, and nobody else.
struct SigningInTests {
  private func identity(
    _ subject: String, email: String? = nil, plan: String = "gold"
  ) -> SignedIdentity {
    SignedIdentity(
      subject: subject, name: "Ana Perez", email: email ?? "\(subject)@example.com",
      attributes: [Field("plan", plan)])
  }

  private func came(
    _ desk: RehearsedDesk, as identity: SignedIdentity?, token: String? = nil
  ) throws -> CustomerPlayer {
    try desk.customer(token: token, identity: identity)
  }

  @Test func onePersonHasTheirConversationOnEveryDevice() throws {
    let desk = try RehearsedDesk()
    let phone = try came(desk, as: identity("u-1"))
    try phone.start()
    let laptop = try came(desk, as: identity("u-1"))
    #expect(laptop.principal == phone.principal)
    #expect(laptop.conversation == phone.conversation)
    #expect(laptop.token != phone.token)
    let other = try came(desk, as: identity("u-2"))
    #expect(other.principal != phone.principal && other.conversation == nil)
  }

  @Test func theConversationSaysThatTheirSiteVouchesForThem() throws {
    let desk = try RehearsedDesk()
    let ana = try came(desk, as: identity("u-1"))
    // What a page claims besides is not listened to.
    try ana.do(.start(.init(language: "en", name: "Eve", email: "eve@example.com")))
    let id = try #require(ana.conversation)
    let contact = try #require(try desk.office.live(id)).conversation.contact
    #expect(contact.isVerified && contact.email == "u-1@example.com")
    #expect(contact.attributes == [Field("plan", "gold")])
    #expect(
      try ana.do(.identify(name: "Eve", email: nil)) == .refused(.notAllowed, isFinal: true))
  }

  @Test func whatWasBegunBeforeSigningInComesAlong() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try ana.start()
    let id = try #require(ana.conversation)
    let stranger = try #require(ana.principal)
    let signed = try came(desk, as: identity("u-1"), token: ana.token)
    #expect(signed.conversation == id && signed.principal != stranger)
    // The tab that has not signed in hears no more of it.
    let heard = ana.told[id]?.count
    try signed.follow(id)
    try signed.do(.say("My parcel is late"))
    #expect(ana.told[id]?.count == heard)
    #expect(signed.told[id]?.last.map { $0.seq > 1 } == true)
    // Nor may anybody come back to it with the token of before.
    let again = try desk.customer(token: ana.token)
    #expect(again.conversation == nil)
    #expect(try came(desk, as: identity("u-1")).conversation == id)
  }

  @Test func whatSomebodyElseBeganAtTheSameBrowserStaysTheirs() throws {
    let desk = try RehearsedDesk()
    let eve = try desk.customer()
    try eve.do(.start(.init(language: "en", name: "Eve", email: "eve@example.com")))
    let ana = try came(desk, as: identity("u-1"), token: eve.token)
    #expect(ana.conversation == nil)
    // Nor does one signed person's token show anything to another.
    try ana.start()
    let bob = try came(desk, as: identity("u-2"), token: ana.token)
    #expect(bob.conversation == nil && bob.principal != ana.principal)
  }

  @Test func aTokenOfOursIsWorthTheSignatureForHalfADay() throws {
    let desk = try RehearsedDesk()
    let ana = try came(desk, as: identity("u-1"))
    try ana.start()
    let token = ana.token
    try desk.wait(.seconds(11 * 3600))
    #expect(try came(desk, as: nil, token: token).conversation == ana.conversation)
    try desk.wait(.seconds(36 * 3600))
    #expect(try came(desk, as: nil, token: token).principal == nil)
    #expect(try came(desk, as: identity("u-1")).conversation == ana.conversation)
  }

  @Test func whoSignsOutAtOneBrowserStaysSignedInAtTheOther() throws {
    let desk = try RehearsedDesk()
    let phone = try came(desk, as: identity("u-1"))
    try phone.start()
    let laptop = try came(desk, as: identity("u-1"))
    let (former, kept) = (phone.token, laptop.token)
    try desk.turn([.logout(try #require(phone.caller), tokenHash: phone.tokenHash)])
    #expect(try came(desk, as: nil, token: former).principal == nil)
    #expect(try came(desk, as: nil, token: kept).principal == laptop.principal)
  }

  @Test func whatTheSiteSaysLaterIsTakenOver() throws {
    let desk = try RehearsedDesk()
    let ana = try came(desk, as: identity("u-1"))
    try ana.start()
    let id = try #require(ana.conversation)
    let before = try #require(try desk.office.live(id)).conversation.seq
    _ = try came(desk, as: identity("u-1"))
    #expect(try #require(try desk.office.live(id)).conversation.seq == before)
    _ = try came(desk, as: identity("u-1", plan: "free"))
    let after = try #require(try desk.office.live(id)).conversation
    #expect(after.seq == before + 1 && after.contact.attributes == [Field("plan", "free")])
  }

  @Test func whereOnlyTheSignedMayChatNobodyElseDoes() throws {
    let desk = try RehearsedDesk()
    let before = try desk.customer()
    try before.start()
    desk.office.plan.sitesOfTheSigned = ["demo"]
    #expect(try desk.customer().refusals.first?.code == .identity)
    #expect(try desk.customer(token: before.token).refusals.first?.code == .identity)
    let ana = try came(desk, as: identity("u-1"))
    try ana.start()
  }
}
