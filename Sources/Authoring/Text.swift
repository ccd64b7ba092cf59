package import Documents
package import Expressions

/// A text an author wrote, compiled, with its translations.
package struct Text: Sendable {
  package let source: String
  package let place: Place
  package let template: Template
  /// By language; the base language's is `template` itself.
  package var translations: [String: Template] = [:]
  private let node: Node
  private let places: ScalarPlaces?

  /// What came of a text, and whether it is what its author meant.
  package struct Rendering {
    package let text: String
    /// A value was not there and was left out.
    package let isIncomplete: Bool
    package let isUntranslated: Bool
  }

  package init(
    _ source: String, node: Node, places: ScalarPlaces, scope: Scope
  ) throws(ExpressionMistake) {
    template = try Template.compile(source, in: scope)
    self.source = source
    self.node = node
    self.places = places
    place = node.place
  }

  /// One of the bot's own sentences, which stands in no file.
  package init(builtIn source: String, template: Template) {
    self.source = source
    self.template = template
    place = Place(file: "", line: 1, column: 1)
    node = Node(.scalar(source, .plain), at: place)
    places = nil
  }

  package func place(of offset: Int) -> Place { places?.place(of: offset, in: node) ?? place }

  /// For the customer: inserted values are escaped.
  package func chat<Facts: Activation>(_ facts: @autoclosure () -> Facts, language: String)
    -> Rendering
  {
    let translation = translations[language]
    return rendered(translation ?? template, facts, .chat, isUntranslated: translation == nil)
  }

  /// For plain-text places.
  package func plain<Facts: Activation>(_ facts: @autoclosure () -> Facts, language: String)
    -> Rendering
  {
    rendered(translations[language] ?? template, facts, .plain, isUntranslated: false)
  }

  /// For a part of an address; empty when it cannot be made.
  package func urlPart(_ facts: some Activation) -> String {
    rendered(template, { facts }, .urlPart, isUntranslated: false).text
  }

  /// Nil when the value would break the header.
  package func header(_ facts: some Activation) -> String? {
    do { return try template.render(facts, escape: .header).text } catch { return nil }
  }

  /// The typed value of a single expression, or the text; null where there is none.
  package func value(_ facts: some Activation) -> Value {
    do { return try template.value(facts) } catch { return .null }
  }

  /// An expression that fails shows nothing rather than half a text with braces. Facts are gathered
  /// only for a text that has expressions.
  private func rendered<Facts: Activation>(
    _ template: Template, _ facts: () -> Facts, _ escape: Escape, isUntranslated: Bool
  ) -> Rendering {
    if let literal = template.literal {
      return Rendering(text: literal, isIncomplete: false, isUntranslated: isUntranslated)
    }
    do {
      let rendered = try template.render(facts(), escape: escape)
      return Rendering(
        text: rendered.text, isIncomplete: rendered.nulls > 0, isUntranslated: isUntranslated)
    } catch {
      return Rendering(text: "", isIncomplete: true, isUntranslated: isUntranslated)
    }
  }
}
