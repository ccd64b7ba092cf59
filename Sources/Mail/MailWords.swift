import Authoring
package import Documents
import Expressions

/// The words of the desk's letters, by kind and language.
///
/// Each kind is a file `mail/<kind>.mail.yaml` in the folder of flows; what a folder does not say
/// is said in the program's own English.
package struct MailWords: Sendable {
  /// A letter's words, with its values inserted.
  package struct Written: Sendable, Equatable {
    package let subject: String
    package let text: String
    /// The language it is really in.
    package let language: String
  }

  private struct Words: Sendable {
    let subject: Template
    let text: Template
  }

  private var words: [MailKind: [String: Words]] = [:]

  /// The program's own words alone.
  package init() {}

  private static let fallback = "en"
  private static let ending = ".mail.yaml"

  /// The languages a kind is written in by the folder.
  package func languages(of kind: MailKind) -> [String] { (words[kind] ?? [:]).keys.sorted() }

  /// The words of a kind in a language, or in the nearest there is: `de` for `de-AT`, then English,
  /// then whatever comes first.
  package func write(_ kind: MailKind, in language: String, _ facts: MailFacts) -> Written {
    let known = words[kind] ?? [:]
    let short = String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
    let spoken = [language, short, Self.fallback].first { known[$0] != nil } ?? known.keys.min()
    if let spoken, let words = known[spoken], let written = Self.render(words, facts, spoken) {
      return written
    }
    return Self.own(kind, facts)
  }

  private static func render(_ words: Words, _ facts: MailFacts, _ language: String) -> Written? {
    // A template that fails is as good as none: the program's own words then speak.
    guard let subject = try? words.subject.render(facts.bindings, escape: .plain).text,
      let text = try? words.text.render(facts.bindings, escape: .plain).text
    else { return nil }
    return Written(subject: subject, text: text, language: language)
  }

  private static func own(_ kind: MailKind, _ facts: MailFacts) -> Written {
    let greeting = facts.name.map { "Hello \($0)," } ?? "Hello,"
    let (subject, body) =
      switch kind {
      case .acknowledgement:
        (
          "We have your message [#\(facts.number)]",
          "we have your message. Its number is \(facts.number)."
            + (facts.promise.map { " We answer by \($0)." } ?? "")
            + "\n\nTo add something, simply answer this letter."
        )
      case .answer: ("Re: \(facts.subject) [#\(facts.number)]", facts.answers)
      case .closing:
        (
          "Re: \(facts.subject) [#\(facts.number)]",
          "we think that this is solved. If it is not, simply answer this letter."
        )
      case .transcript:
        (
          "Our conversation [#\(facts.number)]",
          "here is all that was said in our conversation, as a text file beside this letter."
            + "\n\nTo go on with it, simply answer this letter."
        )
      case .survey:
        (
          "How did we do? [#\(facts.number)]",
          "how did we do? Answer with a number from 1 (badly) to 5 (very well)."
        )
      }
    return Written(
      subject: subject, text: "\(greeting)\n\n\(body)\n\n\(facts.desk)\n", language: fallback)
  }
}

extension MailWords {
  /// Reads the files of a folder's `mail`; what is wrong with them is told beside.
  package static func read(_ sources: [SourceFile]) -> (words: MailWords, findings: [Finding]) {
    var all = MailWords()
    var findings: [Finding] = []
    for source in sources {
      var reader = MailWordsReader(source)
      if let (kind, words) = reader.read() {
        if all.words[kind] != nil {
          reader.refuse("the letter \"\(kind.rawValue)\" is written twice", "keep one of the files")
        }
        all.words[kind] = words.mapValues { Words(subject: $0.0, text: $0.1) }
      }
      findings += reader.findings
    }
    findings += all.missing(sources)
    return (all, findings)
  }

  /// A language that one letter is written in and another is not: the customer would read two.
  private func missing(_ sources: [SourceFile]) -> [Finding] {
    let all = Set(words.values.flatMap(\.keys))
    return MailKind.allCases.flatMap { kind -> [Finding] in
      guard let known = words[kind] else { return [] }
      let file = sources.first { $0.path.hasSuffix("/\(kind.rawValue)\(Self.ending)") }?.path ?? ""
      return all.subtracting(known.keys).sorted().map { language in
        Finding(
          at: Place(file: file, line: 1, column: 1), .warning, "E602",
          "\"\(kind.rawValue)\" is not written in \"\(language)\", and other letters are",
          hint: "add \"\(language)\" to subject and text; until then it is sent in English")
      }
    }
  }
}

/// Reads one `*.mail.yaml`.
struct MailWordsReader {
  private var author: AuthorReader
  private var outside: [Finding] = []

  init(_ source: SourceFile) { author = AuthorReader(source: source, scope: MailFacts.scope) }

  var findings: [Finding] { outside + author.reading.findings }

  mutating func refuse(_ message: String, _ hint: String) {
    let place = Place(file: author.source.path, line: 1, column: 1)
    author.reading.refuse(place, message, hint: hint)
  }

  mutating func read() -> (MailKind, [String: (Template, Template)])? {
    let document = Document.read(author.source)
    outside = document.findings
    guard let root = document.root,
      author.reading.entries(of: root, "a letter", allowed: ["mail", "subject", "text"]) != nil,
      let name = author.reading.required("mail", in: root, "a letter"),
      let kind = author.reading.choice(
        of: name, "\"mail\"", among: MailKind.allCases.map(\.rawValue)
      ).flatMap({ MailKind(rawValue: $0) }),
      let subjects = texts("subject", in: root), let bodies = texts("text", in: root)
    else { return nil }
    for language in Set(subjects.keys).symmetricDifference(bodies.keys).sorted() {
      let missing = subjects[language] == nil ? "subject" : "text"
      refuse("\"\(missing)\" is not written in \"\(language)\"", "write both in each language")
    }
    return (
      kind,
      subjects.reduce(into: [:]) { all, entry in
        if let subject = entry.value, let body = bodies[entry.key] ?? nil {
          all[entry.key] = (subject, body)
        }
      }
    )
  }

  /// A text for each language: `en: …`; nil for one with a mistake in it.
  private mutating func texts(_ key: String, in root: Node) -> [String: Template?]? {
    guard let node = author.reading.required(key, in: root, "a letter"),
      let entries = author.reading.entries(of: node, "\"\(key)\" by language")
    else { return nil }
    var texts: [String: Template?] = [:]
    for entry in entries {
      guard entry.key.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }),
        (2...12).contains(entry.key.utf8.count)
      else {
        author.reading.refuse(
          entry.keyPlace, "\"\(entry.key.prefix(40))\" is no language",
          hint: "write a code such as en, de or pt-br")
        continue
      }
      let text = author.text(entry.value, "the letter's \(key) in \(entry.key)")
      texts[entry.key] = .some(text?.template)
    }
    return texts
  }
}
