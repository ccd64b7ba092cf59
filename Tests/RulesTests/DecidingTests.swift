import Desk
import Rules
import Testing

@Suite struct DecidingTests {
  private static let chargedTwice = """
    rules:
      - name: charged-twice
        when: customer_writes
        words: [charged twice, double charg*]
        do:
          - category: billing/refund
          - priority: urgent
    """

  @Test func wordsThatStandTogetherAreFoundWhateverTheirCase() throws {
    let book = try Rulebooks.book(Self.chargedTwice)
    for words in ["You CHARGED twice!", "it's a double charging", "hi, charged   twice again"] {
      var seat = Rulebooks.seat()
      seat.hear(words, book)
      #expect(seat.conversation.category == "billing/refund", "\(words)")
      #expect(seat.conversation.priority == .urgent)
    }
    for words in ["charged me twice", "undercharged twice", "double the charge", ""] {
      var seat = Rulebooks.seat()
      seat.hear(words, book)
      #expect(seat.conversation.category == nil, "\(words)")
    }
  }

  @Test func whatTheCustomersSiteHasSignedDecides() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: gold
          when: customer_writes
          if: customer.attributes.plan == "gold"
          do: [{ priority: urgent }]
      """)
    let signed = { (plan: String) in
      Contact(name: "Ana", email: nil, isVerified: true, attributes: [Field("plan", plan)])
    }
    let claimed = Contact(name: "Ana", email: nil, isVerified: false)
    for (contact, priority) in [
      (signed("gold"), Priority.urgent), (signed("free"), .normal), (claimed, .normal),
    ] {
      var seat = Rulebooks.seat(contact: contact)
      seat.hear("hello", book)
      #expect(seat.conversation.priority == priority)
    }
  }

  @Test func wordsOfScriptsWithoutSpacesAreFoundWithinOthers() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: refund-ja
          when: customer_writes
          words: { ja: [返金] }
          do: [{ category: billing/refund }]
      """)
    var seat = Rulebooks.seat()
    seat.hear("すぐに返金してください", book)
    #expect(seat.conversation.category == "billing/refund")
  }

  @Test func aForbiddenWordKeepsARuleFromActing() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: refund
          when: customer_writes
          words: [refund]
          no_words: [refund policy]
          do: [{ priority: high }]
      """)
    var seat = Rulebooks.seat()
    let steps = seat.hear("what is your refund policy?", book, isTracing: true)
    #expect(seat.conversation.priority == .normal)
    #expect(RuleTrace.text(steps).contains("has \"refund policy\""))
  }

  @Test func laterRulesSeeWhatEarlierOnesDid() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: first
          when: customer_writes
          do: [{ category: billing }]
        - name: second
          when: customer_writes
          if: category == 'billing'
          do: [{ priority: high }]
      """)
    var seat = Rulebooks.seat()
    seat.hear("hello", book)
    #expect(seat.conversation.priority == .high)
  }

  @Test func whatARuleDoesIsAnOccasionForOthers() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: sorts
          when: customer_writes
          do: [{ category: billing }]
        - name: ranks
          when: categorised
          if: by == 'rule'
          do: [{ priority: high }]
      """)
    var seat = Rulebooks.seat()
    let steps = seat.hear("hello", book)
    #expect(seat.conversation.priority == .high)
    #expect(steps.map(\.depth) == [0, 1])
  }

  @Test func aRuleThatStopsKeepsLaterOnesFromLooking() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: special
          when: customer_writes
          words: [outage]
          do: [{ priority: urgent }, stop]
        - name: general
          when: customer_writes
          do: [{ priority: low }]
      """)
    var seat = Rulebooks.seat()
    let steps = seat.hear("an outage", book, isTracing: true)
    #expect(seat.conversation.priority == .urgent)
    #expect(RuleTrace.text(steps).contains("general: not asked: special stops"))
    seat.hear("thanks", book)
    #expect(seat.conversation.priority == .low)
  }

  @Test func whatIsSoAlreadyIsDoneAgainByNobody() throws {
    let book = try Rulebooks.book(Self.chargedTwice)
    var seat = Rulebooks.seat()
    seat.hear("charged twice", book)
    let seq = seat.conversation.seq
    let steps = seat.hear("charged twice", book)
    #expect(seat.conversation.seq == seq + 1)
    #expect(RuleTrace.text(steps).contains("is so already"))
  }

  @Test func rulesThatCauseEachOtherStopAfterFiveRounds() throws {
    // The checker refuses such a book; the engine must hold all the same.
    let rules = RuleCode.named("E911").map { Rulebooks.unchecked($0.failing) } ?? []
    let book = RuleBook(rules, fields: [])
    var seat = Rulebooks.seat()
    let steps = seat.happen(
      .categorised("other", .agent(AgentName(Identifier("maya"), name: "Maya"))), book)
    #expect(steps.map(\.depth).max() == RuleLimits.depth)
    #expect(steps.contains { if case .tooDeep = $0.verdict { true } else { false } })
    #expect(seat.done.count < RuleLimits.deeds)
  }

  @Test func aConditionThatCannotBeWorkedOutDoesNotHoldAndSaysWhy() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: a
          when: customer_writes
          if: rating > 3
          do: [{ priority: high }]
      """)
    var seat = Rulebooks.seat()
    let steps = seat.hear("hello", book, isTracing: true)
    #expect(seat.conversation.priority == .normal)
    #expect(RuleTrace.text(steps).contains("not rating > 3 ("))
  }

  @Test func theTraceNamesThePartThatDidNotHold() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: a
          when: customer_writes
          if: conversation.language == 'en' && urgency > 1 && text.contains('a && b')
          do: [{ priority: urgent }]
      """)
    #expect(book.rules[0].clauses.map(\.source).count == 3)
    var seat = Rulebooks.seat()
    let steps = seat.hear("hello", book, isTracing: true)
    #expect(RuleTrace.text(steps) == "  - a: not urgency > 1\n")
  }

  @Test func aCoolDownHoldsForTheSameCustomer() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: survey
          when: resolved
          cool_down: 30d
          do: [{ flow: csat }]
      """)
    var seat = Rulebooks.seat()
    seat.happen(.resolved(.bot), book)
    seat.happen(.reopened(.customer), book)
    seat.now = seat.now + .seconds(86_400)
    seat.happen(.resolved(.bot), book)
    #expect(seat.done == [.startFlow("csat")])
    seat.now = seat.now + .seconds(30 * 86_400)
    seat.happen(.resolved(.bot), book)
    #expect(seat.done == [.startFlow("csat"), .startFlow("csat")])
  }

  @Test func contactsOfTheLastDaysAreCounted() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: often
          when: started
          if: customer.contacts_7d >= 3
          do: [{ priority: high }]
      """)
    for (days, priority) in [([0, 1, 6], Priority.high), ([0, 1, 8], .normal)] {
      let began = days.map { Rulebooks.start + .seconds(Int64(-$0) * 86_400) }
      var seat = Rulebooks.seat(history: PersonHistory(began: began))
      let opening = try #require(seat.conversation.opening)
      book.followStart(opening, &seat)
      #expect(seat.conversation.priority == priority, "\(days)")
    }
  }

  @Test func aSwitchedOffRuleDoesNothing() throws {
    let book = try Rulebooks.book(
      """
      rules:
        - name: a
          when: customer_writes
          enabled: false
          do: [{ priority: high }]
      """)
    var seat = Rulebooks.seat()
    #expect(seat.hear("hello", book, isTracing: true).isEmpty)
    #expect(!book.looks(at: .customerWrites))
  }
}

extension RuleBook {
  fileprivate func followStart(_ opening: Opening, _ seat: inout MemorySeat) {
    _ = follow([.started(opening)], at: &seat)
  }
}
