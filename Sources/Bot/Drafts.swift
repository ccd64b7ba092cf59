import Desk
import Expressions
import Flows

// MARK: - A flow's drafts in the desk's words

extension Say {
  /// What the customer can press, read or fill in beside the words; nil where there are only words.
  var offer: Offer? {
    guard
      question != nil || !options.isEmpty || !cards.isEmpty || !fields.isEmpty || takes != nil
    else { return nil }
    return Offer(
      question: question, options: options.map { Offer.Option(id: $0.id, label: $0.label) },
      cards: cards.map {
        Offer.Card(article: Identifier($0.id), title: $0.title, text: $0.excerpt)
      },
      form: fields.map {
        Offer.FormField(
          id: $0.name, label: $0.label, kind: $0.kind, isRequired: $0.isRequired,
          options: $0.options.map { Offer.Option(id: $0.id, label: $0.label) }, isLong: $0.isLong)
      },
      takes: takes.map { Offer.FileWish(media: $0.media, largest: $0.largest) },
      expects: expects)
  }
}

extension TicketDraft {
  /// What is kept with the conversation: what was collected, and the ticket's own words.
  var allFields: [Field] {
    var all = Field.sorted(fields)
    if !subject.isEmpty { all.append(Field(Conversation.subjectField, subject)) }
    if !body.isEmpty { all.append(Field("details", body)) }
    if !tags.isEmpty { all.append(Field("tags", tags.joined(separator: ", "))) }
    return all
  }
}

extension HandoffDraft {
  func handoff(to queue: Identifier<Queue>, atLeast least: Priority) -> Handoff {
    Handoff(
      queue: queue, priority: max(Priority(flowWord: priority) ?? .normal, least), summary: summary,
      fields: Field.sorted(fields), reason: reason.ofDesk, path: path)
  }
}

extension HandoffDraft.Reason {
  fileprivate var ofDesk: Handoff.Reason {
    switch self {
    case .flow: .flow
    case .asked: .asked
    case .failed: .failed
    case .botError: .botError
    }
  }
}

extension Field {
  fileprivate static func sorted(_ values: [String: Value]) -> [Field] {
    values.sorted { $0.key < $1.key }.map { Field($0.key, $0.value.words) }
  }
}

extension Priority {
  /// A flow's word for it; authors also say `critical`.
  init?(flowWord word: String) {
    self.init(rawValue: word == "critical" ? "urgent" : word)
  }
}
