import Desk
import Terminal
import Wire

/// The part of the card that says where else the conversation is known, and how far it has come
/// there, or why not.
struct CardOfMirrors {
  let card: CaseCard

  init(_ card: CaseCard) { self.card = card }

  func section(_ width: Int) -> CaseCard.Section {
    let places = card.model.mirrored[card.conversation.id] ?? []
    return CaseCard.Section(title: "ELSEWHERE", rows: places.flatMap { rows(of: $0, width) })
  }

  private func rows(of place: Mirrored, _ width: Int) -> [StyledRow] {
    guard let line = line(place) else { return [] }
    let style = place.trouble != nil || place.lacks != nil ? Theme.warm : Theme.faint
    let words = CleanText.wrapped(line, columns: width).map { StyledRow($0, style) }
    guard let url = place.url else { return words }
    return words + CleanText.wrapped(url, columns: width).map { StyledRow($0, Theme.faint) }
  }

  /// `Request Tracker #1182, mirrored 10:06`; nil where there is nothing to say yet.
  private func line(_ place: Mirrored) -> String? {
    let called = [place.title, place.external.map(Self.called)].compactMap { $0 }
      .joined(separator: " ")
    let name = place.kind == .mail ? called : "\(called),"
    if let trouble = place.trouble {
      let since = place.since.map { " since \(card.moment($0))" } ?? ""
      let hand = trouble.needsHand ? "; an operator has to mend it" : ""
      return "\(name) not \(Self.deed(place.kind))\(since): \(trouble.words)\(hand)"
    }
    guard let at = place.at else {
      return place.kind == .ticket && place.since != nil ? "\(name) not mirrored yet" : nil
    }
    let lacks = place.lacks.map { ", but \($0)" } ?? ""
    return "\(name) \(Self.deed(place.kind)) \(card.moment(at))\(lacks)"
  }

  private static func deed(_ kind: OutsideDestination.Kind) -> String {
    switch kind {
    case .ticket: "mirrored"
    case .mail: "sent"
    case .channel: "told"
    }
  }

  /// Numbers are called by a sign, names are not.
  private static func called(_ external: String) -> String {
    external.allSatisfy(\.isWholeNumber) ? "#\(external)" : external
  }
}
