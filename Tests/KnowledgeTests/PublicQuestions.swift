import Foundation
import Knowledge
import TestSupport
import Testing

/// A public set of help-centre questions and the articles that answer them.
struct QuestionSet {
  struct Question: Decodable {
    let id: String
    let text: String
    let lang: String
    let oos: Bool
  }

  private struct Document: Decodable {
    let id: String
    let title: String
    let category: String
    let lang: String
    let headings: [String]
    let body: String
  }

  let articles: [Article]
  let index: KnowledgeIndex
  let questions: [Question]
  let answers: [String: Set<String>]

  /// Where the sets lie; nil when nobody said so.
  static var folder: URL? {
    ProcessInfo.processInfo.environment["QUESTION_SETS"].flatMap { path in
      let folder = URL(filePath: path)
      return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
  }

  init(_ name: String) throws {
    let folder = try #require(Self.folder).appending(path: name)
    let documents: [Document] = try Self.lines(folder.appending(path: "docs.jsonl"))
    articles = documents.map {
      Article(
        id: $0.id, title: $0.title, category: $0.category, language: $0.lang,
        headings: $0.headings, body: $0.body)
    }
    index = KnowledgeIndex(articles)
    questions = try Self.lines(folder.appending(path: "queries.jsonl"))
    var answers: [String: Set<String>] = [:]
    let table = try String(contentsOf: folder.appending(path: "qrels.tsv"), encoding: .utf8)
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: "\t").map(String.init)
      answers[cells[0], default: []].insert(cells[1])
    }
    self.answers = answers
  }

  private static func lines<Line: Decodable>(_ file: URL) throws -> [Line] {
    try Data(contentsOf: file).split(separator: 0x0A).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
  }

  /// The share of answerable questions whose answer is first, and among the first three.
  func recall() -> (first: Double, three: Double) {
    var first = 0
    var three = 0
    let answerable = questions.filter { !$0.oos }
    for question in answerable {
      let found = index.search(question.text, language: question.lang, limit: 3, floor: 0)
      let right = answers[question.id] ?? []
      if let place = found.firstIndex(where: { right.contains($0.id) }) {
        if place == 0 { first += 1 }
        three += 1
      }
    }
    let count = Double(max(1, answerable.count))
    return (Double(first) / count, Double(three) / count)
  }

  /// What is shown to questions of one kind, at one fit and above.
  struct Shown {
    var asked = 0
    var shown = 0
    var right = 0

    mutating func add(_ found: [Match], right: Set<String>) {
      asked += 1
      if !found.isEmpty { shown += 1 }
      if found.contains(where: { right.contains($0.id) }) { self.right += 1 }
    }

    var coverage: Double { Double(shown) / Double(max(1, asked)) }
    var precision: Double { Double(right) / Double(max(1, shown)) }
  }

  /// What is shown to questions the articles answer, to others, and to the first ones again with
  /// their own articles taken away.
  struct Figures {
    var inside = Shown()
    var outside = Shown()
    var missing = Shown()
  }

  func figures(_ fit: Fit, limit: Int) -> Figures {
    var figures = Figures()
    for question in questions {
      let found = index.search(question.text, language: question.lang, limit: limit, atLeast: fit)
      let right = answers[question.id] ?? []
      if question.oos {
        figures.outside.add(found, right: [])
      } else {
        figures.inside.add(found, right: right)
      }
    }
    let byAnswer = Dictionary(grouping: questions.filter { !$0.oos }) { answers[$0.id] ?? [] }
    for (taken, questions) in byAnswer {
      let rest = KnowledgeIndex(articles.filter { !taken.contains($0.id) })
      for question in questions {
        figures.missing.add(
          rest.search(question.text, language: question.lang, limit: limit, atLeast: fit),
          right: [])
      }
    }
    return figures
  }
}

/// Files of the working copy.
enum Files {
  static func articles() throws -> [Article] {
    try Repository.names(in: "flows/knowledge", ending: ".md").map {
      try Article(
        markdown: Repository.bytes("flows/knowledge/\($0)"), file: "flows/knowledge/\($0)")
    }
  }
}

@Suite(
  .enabled(
    if: QuestionSet.folder != nil,
    "no question sets: QUESTION_SETS=FOLDER names the folder that holds them"))
struct PublicQuestions {
  struct Expected: CustomTestStringConvertible {
    let name: String
    let first: Double
    let three: Double
    var testDescription: String { name }
  }

  /// A little under what this ranking reaches, and over what plain full-text search does.
  static let expected = [
    Expected(name: "logingov_en", first: 0.39, three: 0.55),
    Expected(name: "logingov_es", first: 0.44, three: 0.64),
    Expected(name: "logingov_fr", first: 0.39, three: 0.59),
    Expected(name: "arduino_dev", first: 0.56, three: 0.73),
    Expected(name: "bank77kb_dev", first: 0.56, three: 0.76),
    Expected(name: "stackfaq_para", first: 0.94, three: 0.98),
  ]

  @Test(arguments: expected)
  func theRightArticleIsFoundAsOftenAsItShouldBe(_ expected: Expected) throws {
    let (first, three) = try QuestionSet(expected.name).recall()
    print(String(format: "%@  R@1 %.3f  R@3 %.3f", Self.padded(expected.name), first, three))
    #expect(first >= expected.first)
    #expect(three >= expected.three)
  }

  /// Means over the sets, as nobody's help centre counts more than another's.
  @Test func whatIsShownIsRightAndNothingIsShownToOthers() throws {
    var recall: [(first: Double, three: Double)] = []
    var answers: [QuestionSet.Figures] = []
    var offers: [QuestionSet.Figures] = []
    for expected in Self.expected {
      let set = try QuestionSet(expected.name)
      recall.append(set.recall())
      answers.append(set.figures(.answer, limit: 1))
      offers.append(set.figures(.offer, limit: 3))
      Self.report(expected.name, answers.suffix(1), offers.suffix(1))
    }
    Self.report("means", answers, offers)
    #expect(Self.mean(recall.map(\.first)) >= 0.51)
    #expect(Self.mean(recall.map(\.three)) >= 0.69)
    #expect(Self.mean(offers.map(\.inside.precision)) >= 0.80)
    #expect(Self.mean(offers.filter { $0.outside.asked > 0 }.map(\.outside.coverage)) <= 0.12)
    #expect(Self.mean(answers.map(\.inside.precision)) >= 0.88)
    #expect(Self.mean(answers.map(\.missing.coverage)) <= 0.08)
  }

  private static func report(
    _ name: String, _ answers: some Sequence<QuestionSet.Figures>,
    _ offers: some Sequence<QuestionSet.Figures>
  ) {
    func words(_ figures: [QuestionSet.Figures]) -> String {
      let outside = figures.filter { $0.outside.asked > 0 }
      return String(
        format: "right %.2f of %.2f  out of scope %.2f  article missing %.2f",
        mean(figures.map(\.inside.precision)), mean(figures.map(\.inside.coverage)),
        mean(outside.map(\.outside.coverage)), mean(figures.map(\.missing.coverage)))
    }
    print(
      padded(name), " answer:", words(Array(answers)), "  offer:", words(Array(offers)))
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func padded(_ name: String) -> String {
    name.padding(toLength: 14, withPad: " ", startingAt: 0)
  }
}
