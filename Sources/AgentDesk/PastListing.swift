import Desk
import Wire

/// A customer's other conversations in words: the same on the full screen and in the plain face.
enum PastListing {
  static func title(_ past: Reply.Past, offset: Int) -> String {
    "#\(past.number)  \(Times.date(past.started, offset: offset))  \(past.stage.rawValue)"
  }

  static func detail(_ past: Reply.Past) -> String {
    let who = past.agent.map { "with \($0)" }
    let about = past.category ?? past.queue
    let score = past.score.map { "rated \($0) of 5" }
    let words = [past.subject, past.summary].filter { !$0.isEmpty }
    return ([about, who, score].compactMap { $0 } + words).joined(separator: ", ")
  }
}
