import Desk
import Terminal

/// The part of the card that customer systems filled in, each with when it said so, or why not.
struct CardOfLookUps {
  let card: CaseCard

  init(_ card: CaseCard) { self.card = card }

  func section(_ width: Int) -> CaseCard.Section {
    CaseCard.Section(
      title: "FROM CUSTOMER SYSTEMS",
      rows: card.conversation.lookedUp.flatMap { rows(of: $0, width) })
  }

  private func rows(of system: LookedUp, _ width: Int) -> [StyledRow] {
    var rows = system.facts.flatMap { card.pair($0.title, $0.value, width) }
    if system.isUnknown { rows += faint("nobody of this address", width) }
    if let asOf = system.asOf {
      rows += faint("\(system.system), looked up \(card.moment(asOf))", width)
    }
    if let failure = system.failure {
      let line = "\(system.system), not looked up \(card.moment(failure.at)): \(failure.why)"
      rows += CleanText.wrapped(line, columns: width).map { StyledRow($0, Theme.warm) }
    }
    return rows
  }

  private func faint(_ text: String, _ width: Int) -> [StyledRow] {
    CleanText.wrapped(text, columns: width).map { StyledRow($0, Theme.faint) }
  }
}
