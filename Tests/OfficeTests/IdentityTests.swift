import Desk
import Office
import Rehearsal
import Testing
import Wire

/// Who the customer is, is asked once: from chatwoot 1865 and Rocket.Chat 19881, where the page had
/// told it, and the customer was greeted as a stranger and asked again, twice.
struct IdentityTests {
  private func begin(
    _ customer: CustomerPlayer, _ name: String? = nil, _ email: String? = nil
  ) throws {
    let introduction = Command.Introduction(
      language: "en", zone: "Europe/London", name: name, email: email)
    let before = customer.conversation
    customer.conversation = nil
    guard case .done = try customer.do(.start(introduction)) else {
      Issue.record("the start is refused")
      return
    }
    #expect(customer.conversation != before)
    try customer.follow(#require(customer.conversation))
  }

  private func contact(_ desk: RehearsedDesk, _ customer: CustomerPlayer) throws -> Contact {
    var conversation = Conversation(id: try #require(customer.conversation))
    for event in try desk.events(of: conversation.id) { conversation.apply(event, at: desk.now) }
    return conversation.contact
  }

  /// To where the flow asks for the address.
  private func describe(_ customer: CustomerPlayer) throws {
    try customer.press("order")
    try customer.say("ab-123456")
    try customer.say("zzz qqq xyzzy plugh frotz")
  }

  @Test func chatwoot1865WhatThePageTellsIsKnownAtOnceAndLater() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try begin(ana, " Ana Lee ", "Ana.Lee@EXAMPLE.com ")
    #expect(ana.transcript().first?.hasPrefix("bot: Hello Ana!") == true)
    let first = try contact(desk, ana)
    #expect(first.name == "Ana Lee" && first.email == "Ana.Lee@example.com")
    try describe(ana)
    #expect(!ana.transcript().contains { $0.contains("Which e-mail address") })

    try begin(ana)
    #expect(ana.transcript().first?.hasPrefix("bot: Hello Ana!") == true, "it is kept with her")
    #expect(try contact(desk, ana) == first)
    try describe(ana)
    #expect(!ana.transcript().contains { $0.contains("Which e-mail address") })
  }

  @Test func rocketChat19881AnAddressThatWasTypedIsNotAskedAgain() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try begin(ana)
    try describe(ana)
    #expect(ana.transcript().contains { $0.contains("Which e-mail address") })
    try ana.say("ana@example.com")
    try begin(ana)
    try describe(ana)
    #expect(!ana.transcript().contains { $0.contains("Which e-mail address") })
    #expect(try contact(desk, ana).email == "ana@example.com")
  }

  @Test func anotherPersonAtTheSameBrowserBeginsAnotherConversation() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try begin(ana, "Ana", "ana@example.com")
    let other = Command.identify(name: "Bo", email: "bo@example.com")
    #expect(try ana.do(other) == .refused(.anotherPerson, isFinal: true))
    #expect(
      try ana.do(.start(Command.Introduction(language: "en", name: "Bo", email: "bo@example.com")))
        == .refused(.anotherPerson, isFinal: true))
    #expect(try contact(desk, ana).name == "Ana")
    let same = Command.identify(name: "Ana Lee", email: "ANA@example.com")
    guard case .done = try ana.do(same) else { return #expect(Bool(false), "it is she herself") }
  }

  @Test func whatIsNoNameKeepsNobodyFromStarting() throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try begin(ana, "A\u{0}na\nLee", String(repeating: "x", count: 300))
    #expect(ana.transcript().first?.hasPrefix("bot: Hello there!") == true)
    #expect(try contact(desk, ana).email == nil)
  }

  /// The address is asked for, and a stranger greeted as one.
  @Test(arguments: [
    ("\u{200B}\u{2060}", "not-an-email"), ("Ana\u{202E}tsil", "@example.com"), ("  ", "ana@"),
    ("\u{0007}", "ana silva@example.com"),
  ])
  func whatCannotBeReadIsNoNameAndWhatIsNoAddressNone(_ name: String, _ email: String) throws {
    let desk = try RehearsedDesk()
    let ana = try desk.customer()
    try begin(ana, name, email)
    let known = try contact(desk, ana)
    #expect(known.name == nil && known.email == nil)
    #expect(ana.transcript().contains { $0.contains("Hello there!") })
  }

  @Test(arguments: ["agent", "can I talk to a human please", "hello", "Thanks", "👍", "start over"])
  func noTicketIsCalledAfterACommandOrASmallAct(_ words: String) throws {
    let desk = try RehearsedDesk()
    _ = try desk.agent("maya", "Maya Lind")
    let ana = try desk.customer()
    try begin(ana)
    try ana.say(words)
    if words != "agent" { try ana.say("agent") }
    var conversation = Conversation(id: try #require(ana.conversation))
    for event in try desk.events(of: conversation.id) { conversation.apply(event, at: desk.now) }
    #expect(conversation.subject == Conversation.neutralSubject)
    #expect(!conversation.summary.contains(words) && !conversation.summary.contains("Last words"))
    try ana.say("my kettle hums")
    conversation.apply(
      .said(Message(.customer, "my kettle hums")), at: desk.now)
    #expect(conversation.subject == "my kettle hums")
  }
}
