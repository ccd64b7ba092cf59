import Testing

@testable import Desk

struct QuotaTests {
  private let quotas = Quotas(
    conversation: Usage(messages: 10, bytes: 1000), customer: Usage(messages: 20, bytes: 2000),
    site: Usage(messages: 30, bytes: 3000))
  /// 22:29:30 on some day.
  private let evening = Instant(milliseconds: 20_000 * 86_400_000 + 80_970_000)

  private func code(_ conversation: Usage, _ customer: Usage, _ site: Usage) -> Refusal? {
    quotas.refusal(conversation: conversation, customer: customer, site: site, at: evening)
  }

  @Test func whatIsBelowEveryLimitIsTaken() {
    let below = Usage(messages: 9, bytes: 999)
    #expect(code(below, below, below) == nil)
  }

  @Test func aFullConversationAsksForANewOneAndNamesNoTime() {
    for full in [Usage(messages: 10, bytes: 1), Usage(messages: 1, bytes: 1000)] {
      let refusal = code(full, Usage(), Usage())
      #expect(refusal?.code == .quota)
      #expect(refusal?.mayRetry == false)
      #expect(refusal?.retryAfter == nil)
    }
  }

  @Test func aFullDaySaysWhenItEnds() {
    let left: Int64 = 90 * 60_000 + 30_000
    for refusal in [
      code(Usage(), Usage(messages: 20), Usage()), code(Usage(), Usage(bytes: 2000), Usage()),
      code(Usage(), Usage(), Usage(messages: 30)), code(Usage(), Usage(), Usage(bytes: 3000)),
    ] {
      #expect(refusal?.code == .quota)
      #expect(refusal?.retryAfter == left)
      #expect(refusal?.why.hasSuffix("write again in 1 h 31 min") == true)
    }
  }

  @Test func dayEndsAtMidnightUTC() {
    #expect(Quotas.day(of: Instant(milliseconds: 86_399_999)) == 0)
    #expect(Quotas.day(of: Instant(milliseconds: 86_400_000)) == 1)
  }
}
