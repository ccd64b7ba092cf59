/// Words that mean something when a customer types them.
package struct Phrase: Sendable {
  package let written: Named
  /// The phrase in the form that typed words are compared in.
  package let normal: String
  /// The language it is said in; nil for all.
  package let language: String?

  package init(_ written: Named, language: String? = nil) {
    self.written = written
    self.language = language
    normal = Wording.normal(written.text)
  }
}
