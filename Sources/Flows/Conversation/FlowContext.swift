/// What a step of a flow may know about the world; handed in, never asked for.
package struct FlowContext: Sendable {
  /// Milliseconds since 1 January 1970 UTC.
  package var now: Int64
  /// What is known of the customer; at most what a flow may show.
  package var customer: CustomerFacts
  /// Whether the desk is open, as `hours.open`; found out only when a flow asks.
  let isOpen: @Sendable () -> Bool
  /// When it opens next, in words, as `hours.next_open`; also only when a flow asks.
  let nextOpen: @Sendable () -> String
  package var conversation: ConversationFacts
  /// Whether the desk sends mail.
  package var hasMail: Bool
  /// What may be sent besides words; nil where nothing is.
  package var files: FilesTaken?
  /// A promised reply that is late.
  let lateReply: @Sendable () -> LateReply?
  /// Seconds east of UTC at a moment given in milliseconds, for `date()` and getters.
  package var offset: @Sendable (Int64) -> Int
  /// Milliseconds someone has to take a handoff, where the flow does not say.
  package var accept: Int64

  package init(
    now: Int64, customer: CustomerFacts = CustomerFacts(),
    isOpen: @autoclosure @escaping @Sendable () -> Bool = true,
    nextOpen: @autoclosure @escaping @Sendable () -> String = "",
    conversation: ConversationFacts = ConversationFacts(),
    offset: @escaping @Sendable (Int64) -> Int = { _ in 0 }, accept: Int64 = 300_000,
    hasMail: Bool = false, files: FilesTaken? = nil,
    lateReply: @autoclosure @escaping @Sendable () -> LateReply? = nil
  ) {
    self.now = now
    self.customer = customer
    self.isOpen = isOpen
    self.nextOpen = nextOpen
    self.conversation = conversation
    self.offset = offset
    self.accept = accept
    self.hasMail = hasMail
    self.files = files
    self.lateReply = lateReply
  }

  /// Which files the desk takes.
  package struct FilesTaken: Sendable, Equatable {
    package let media: [String]
    /// Bytes of one.
    package let largest: Int64

    package init(media: [String], largest: Int64) {
      self.media = media
      self.largest = largest
    }
  }

  /// When the desk opens next, in words.
  package var nextOpening: String { nextOpen() }

  /// By when a reply was promised that has not come.
  package struct LateReply: Sendable, Equatable {
    /// In milliseconds since 1970 UTC.
    let due: Int64
    let words: String

    package init(due: Int64, words: String) {
      self.due = due
      self.words = words
    }
  }
}
