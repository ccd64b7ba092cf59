/// A key that may stand in a file: what belongs there, and what it is for.
///
/// The readers, the editors' schema and the author's reference are made of the same settings.
package struct Setting: Sendable {
  /// What may stand at a setting, as far as it can be told without knowing the other files.
  package indirect enum Shape: Sendable {
    /// Words for a person; `{{ … }}` inserts a value.
    case text
    /// The name of something that is declared elsewhere.
    case name(String)
    case names(String)
    case expression
    case flag
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case span
    case choice([String])
    case choices([String])
    /// Words that people type: a list, or a list for each language.
    case phrases
    case list(Shape)
    case map(SettingTable)
    /// Any key, each with the same shape; the first text names what the keys are.
    case each(String, Shape)
    case either([Shape])
    /// A queue, or a queue for each value of a choice.
    case routing
    /// One of several maps that the whole file shares, by the name of its definition; `words` say
    /// what they are.
    case defined(String, words: String)
    case anything
  }

  package let name: String
  package let shape: Shape
  /// One sentence, as editors show it beside the key.
  package let about: String
  package let isRequired: Bool

  package init(_ name: String, _ shape: Shape, _ about: String, isRequired: Bool = false) {
    self.name = name
    self.shape = shape
    self.about = about
    self.isRequired = isRequired
  }

  package static func required(_ name: String, _ shape: Shape, _ about: String) -> Setting {
    Setting(name, shape, about, isRequired: true)
  }
}

/// All settings that one map of a file may have, in the order they are best written.
package struct SettingTable: Sendable {
  package let settings: [Setting]
  package let names: [String]

  package init(_ settings: [Setting]) {
    self.settings = settings
    names = settings.map(\.name)
  }
}
