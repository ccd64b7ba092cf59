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

  let index: KnowledgeIndex
  let questions: [Question]
  let answers: [String: Set<String>]

  /// Where the sets lie, beside the working copy; nil when they are not there.
  static var folder: URL? {
    var parent = URL(filePath: Repository.root)
    for _ in 0..<2 {
      parent.deleteLastPathComponent()
      let folder = parent.appending(path: "shared/data/nlu/PUBLIC/retrieval")
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return nil
  }

  init(_ name: String) throws {
    let folder = try #require(Self.folder).appending(path: name)
    let documents: [Document] = try Self.lines(folder.appending(path: "docs.jsonl"))
    index = KnowledgeIndex(
      documents.map {
        Article(
          id: $0.id, title: $0.title, category: $0.category, language: $0.lang,
          headings: $0.headings, body: $0.body)
      })
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

  /// The share of questions nothing answers that still get an answer, and of answerable ones
  /// that get one.
  func answered(floor: Double) -> (outside: Double, inside: Double) {
    func share(_ outside: Bool) -> Double {
      let asked = questions.filter { $0.oos == outside }
      let answered = asked.filter {
        !index.search($0.text, language: $0.lang, limit: 1, floor: floor).isEmpty
      }
      return Double(answered.count) / Double(max(1, asked.count))
    }
    return (share(true), share(false))
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

@Suite(.enabled(if: QuestionSet.folder != nil, "the public question sets are not here"))
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
    let set = try QuestionSet(expected.name)
    let (first, three) = set.recall()
    let (outside, inside) = set.answered(floor: KnowledgeIndex.defaultFloor)
    let name = expected.name.padding(toLength: 14, withPad: " ", startingAt: 0)
    print(
      String(
        format: "%@ R@1 %.3f R@3 %.3f  at the floor: outside %.2f inside %.2f", name, first, three,
        outside, inside))
    #expect(first >= expected.first)
    #expect(three >= expected.three)
  }
}
