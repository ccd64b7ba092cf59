/// How much was written: messages of customers, and the bytes they and the bot's answers take.
package struct Usage: Equatable, Sendable {
  package var messages: Int64
  package var bytes: Int64

  package init(messages: Int64 = 0, bytes: Int64 = 0) {
    self.messages = messages
    self.bytes = bytes
  }

  package static func + (one: Usage, other: Usage) -> Usage {
    Usage(messages: one.messages + other.messages, bytes: one.bytes + other.bytes)
  }

  package static func - (one: Usage, other: Usage) -> Usage {
    Usage(messages: one.messages - other.messages, bytes: one.bytes - other.bytes)
  }

  /// Whether nothing more fits under a limit.
  package func reaches(_ limit: Usage) -> Bool {
    messages >= limit.messages || bytes >= limit.bytes
  }
}

/// What the desk takes at most. No customer who wants to be helped ever meets these: they keep one
/// who does not from filling the disk.
package struct Quotas: Equatable, Sendable {
  /// In one conversation, as long as it lasts.
  package var conversation: Usage
  /// From one customer in a day (UTC).
  package var customer: Usage
  /// From all customers of a site in a day (UTC).
  package var site: Usage

  package init(conversation: Usage, customer: Usage, site: Usage) {
    self.conversation = conversation
    self.customer = customer
    self.site = site
  }

  package static let standard = Quotas(
    conversation: Usage(messages: 5000, bytes: 8 << 20),
    customer: Usage(messages: 10_000, bytes: 8 << 20),
    site: Usage(messages: 5_000_000, bytes: 4 << 30))

  /// Why a customer may write no more now; nil if they may.
  package func refusal(
    conversation: Usage, customer: Usage, site: Usage, at now: Instant
  ) -> Refusal? {
    if conversation.reaches(self.conversation) {
      return Refusal(.quota, "this conversation is full; begin a new one")
    }
    if customer.reaches(self.customer) {
      return until(now, "you have written all that one person may in a day")
    }
    if site.reaches(self.site) {
      return until(now, "the desk has taken all that it can in a day")
    }
    return nil
  }

  private func until(_ now: Instant, _ why: String) -> Refusal {
    let left = Self.day - now.milliseconds % Self.day
    let minutes = (left + 59_999) / 60_000
    return Refusal(
      .quota, "\(why); write again in \(minutes / 60) h \(minutes % 60) min", retryAfter: left)
  }

  private static let day: Int64 = 86_400_000

  /// Which day a moment belongs to, counted from 1970-01-01 UTC.
  package static func day(of moment: Instant) -> Int64 { moment.milliseconds / day }
}
