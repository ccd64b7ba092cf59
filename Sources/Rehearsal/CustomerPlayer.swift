package import Desk
package import Wire

/// A customer at the shop's page.
package final class CustomerPlayer: Player {
  /// Begins a conversation and follows it.
  package func start(cid: CommandID? = nil) throws {
    try self.do(.start(language: "en", page: nil), cid: cid)
    try follow(try require(conversation, "a start is acknowledged with its conversation"))
  }

  /// Presses an option of the latest question.
  package func press(_ option: String) throws {
    let question = try require(lastOffer?.question, "a question is open")
    try self.do(.choose(option: option, question: question))
  }

  /// The latest question that has buttons or a form.
  package var lastOffer: Offer? {
    guard let conversation else { return nil }
    return told[conversation, default: []].reversed().lazy.compactMap { entry -> Offer? in
      guard case .said(let message)? = entry.event, message.offer?.question != nil else {
        return nil
      }
      return message.offer
    }.first
  }

  package var places: [Place] {
    frames.compactMap { if case .place(let place) = $0 { place } else { nil } }
  }
}
