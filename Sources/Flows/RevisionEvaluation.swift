package import SmallActs

extension Revision {
  /// How well this revision hears its own set and that of its author.
  package func evaluation(of more: [Spoken]) -> Evaluation {
    var evaluation = Evaluation()
    for spoken in Shipped.utterances + more { evaluation.take(spoken, languagesKnown.tongues) }
    return evaluation
  }
}
