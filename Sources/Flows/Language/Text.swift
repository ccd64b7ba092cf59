import Documents
import Expressions

/// A text an author wrote, compiled, with its translations.
struct Text: Sendable {
  let source: String
  let place: Place
  let template: Template
  /// By language; the base language's is `template` itself.
  var translations: [String: Template] = [:]
  private let node: Node
  private let places: ScalarPlaces?

  /// What came of a text, and whether it is what its author meant.
  struct Rendering {
    let text: String
    /// A value was not there and was left out.
    let isIncomplete: Bool
    let isUntranslated: Bool
  }

  init(
    _ source: String, node: Node, places: ScalarPlaces, scope: Scope
  ) throws(ExpressionMistake) {
    template = try Template.compile(source, in: scope)
    self.source = source
    self.node = node
    self.places = places
    place = node.place
  }

  /// One of the bot's own sentences, which stands in no file.
  init(builtIn source: String, template: Template) {
    self.source = source
    self.template = template
    place = Place(file: "", line: 1, column: 1)
    node = Node(.scalar(source, .plain), at: place)
    places = nil
  }

  func place(of offset: Int) -> Place { places?.place(of: offset, in: node) ?? place }

  /// For the customer: inserted values are escaped.
  func chat(_ facts: Facts, language: String) -> Rendering {
    let translation = translations[language]
    return rendered(translation ?? template, facts, .chat, isUntranslated: translation == nil)
  }

  /// For plain-text places.
  func plain(_ facts: Facts, language: String) -> Rendering {
    rendered(translations[language] ?? template, facts, .plain, isUntranslated: false)
  }

  /// For a part of an address; empty when it cannot be made.
  func urlPart(_ facts: Facts) -> String {
    rendered(template, facts, .urlPart, isUntranslated: false).text
  }

  /// Nil when the value would break the header.
  func header(_ facts: Facts) -> String? {
    do { return try template.render(facts, escape: .header).text } catch { return nil }
  }

  /// The typed value of a single expression, or the text; null where there is none.
  func value(_ facts: Facts) -> Value {
    do { return try template.value(facts) } catch { return .null }
  }

  /// An expression that fails shows nothing rather than half a text with braces.
  private func rendered(
    _ template: Template, _ facts: Facts, _ escape: Escape, isUntranslated: Bool
  ) -> Rendering {
    if let literal = template.literal {
      return Rendering(text: literal, isIncomplete: false, isUntranslated: isUntranslated)
    }
    do {
      let rendered = try template.render(facts, escape: escape)
      return Rendering(
        text: rendered.text, isIncomplete: rendered.nulls > 0, isUntranslated: isUntranslated)
    } catch {
      return Rendering(text: "", isIncomplete: true, isUntranslated: isUntranslated)
    }
  }
}
