package import Documents
package import SmallActs

/// Reads `language/<code>.test.yaml`: messages by the act they are, near misses under `none`.
package enum LanguageTests {
  private static let none = "none"

  package static func read(_ source: SourceFile) -> (spoken: [Spoken], findings: [Finding]) {
    let document = Document.read(source)
    var reading = Reading()
    reading.add(document.findings)
    guard let root = document.root else { return ([], reading.findings) }
    let name = source.path.split(separator: "/").last ?? ""
    let language = name.prefix { $0 != "." }.lowercased()
    let names = SmallAct.allCases.map(\.rawValue) + [none]
    var spoken: [Spoken] = []
    for entry in reading.entries(of: root, "the language tests", allowed: names) ?? [] {
      for item in reading.items(of: entry.value, "the messages of \(entry.key)") ?? [] {
        guard let text = reading.text(of: item, "a message") else { continue }
        spoken.append(
          Spoken(language: language, act: SmallAct(rawValue: entry.key), text: text))
      }
    }
    return (spoken, reading.findings)
  }
}
