/// What may stand in a language file as a word.
package enum SmallWords {
  /// Whether anything of it can be heard: a letter, a digit or a picture, in at most eight words.
  package static func isReadable(_ text: String) -> Bool {
    let words = Message.phrase(text)
    let letters = Message(text).words.count { $0.isLetter }
    return !words.isEmpty && words.count - letters <= 8 && words.count <= 24
  }

  /// The form in which two phrases are the same.
  package static func normal(_ text: String) -> String {
    Message.phrase(text).joined(separator: " ")
  }
}
