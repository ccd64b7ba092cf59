import Desk
import Wire

/// An agent's own figures in a sentence.
enum FigureSaying {
  static func words(_ figures: Reply.Figures, _ span: String) -> String {
    var parts = ["\(figures.taken) taken", "\(figures.resolved) resolved"]
    if let wait = figures.firstAnswer { parts.append("first answer after \(Times.wait(wait))") }
    if let score = figures.score {
      let rest = score % 100 / 10
      parts.append("rated \(score / 100).\(rest) of 5 by \(figures.rated)")
    }
    return "\(span): \(parts.joined(separator: ", "))"
  }
}
