/// The language files that are part of the program, written as an author would write them.
package enum Shipped {
  /// By code.
  package static let files: [(code: String, text: String)] = [
    ("en", english), ("de", german), ("fr", french), ("es", spanish), ("it", italian),
    ("nl", dutch), ("pt", portuguese), ("pl", polish), ("tr", turkish), ("ar", arabic),
    ("he", hebrew), ("ja", japanese), ("ko", korean), ("zh", chinese), ("ru", russian),
    ("uk", ukrainian), ("sv", swedish), ("da", danish), ("nb", norwegian), ("fi", finnish),
    ("cs", czech), ("ro", romanian), ("id", indonesian),
  ]

  /// What the recognition is measured by, written for this program: `flow eval`.
  package static var utterances: [Spoken] {
    [
      englishUtterances, otherUtterances, keptUtterances, secondEnglishUtterances,
      secondOtherUtterances,
    ].flatMap(Spoken.lines)
  }
}
