import Foundation
import Knowledge
import Threads

/// Finding articles for what a customer wrote: in the shipped help centre, and in a large one made
/// of its sentences.
struct ArticleRows {
  let scale: Scale

  func rows() throws -> [Row] {
    let shipped = try Self.shipped()
    let large = Self.mixed(shipped, count: scale.articles)
    return [
      row("article search, \(shipped.count) shipped articles, p99", shipped),
      row("article search, \(large.count) articles, p99", large),
    ]
  }

  private func row(_ name: String, _ articles: [Article]) -> Row {
    let index = KnowledgeIndex(articles)
    let questions = Self.questions(articles)
    var row = Row(name, "ms", note: "three best, excerpts cut")
    for _ in 1...scale.runs {
      let samples = (0..<scale.searches).map { number in
        let start = MonotonicTime.now
        _ = index.search(questions[number % questions.count], language: "en", floor: 0.1)
        return MonotonicTime.now.since(start).nanoseconds
      }
      row.add(Latencies(samples).milliseconds(at: 0.99))
    }
    return row
  }

  private static func shipped() throws -> [Article] {
    let folder = "flows/knowledge"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try names.filter { $0.hasSuffix(".md") }.sorted().map { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return try Article(markdown: text, file: name)
    }
  }

  private static func questions(_ articles: [Article]) -> [String] {
    let examples = articles.prefix(200).flatMap { $0.examples + [$0.title] }
    return examples.isEmpty ? ["my parcel is late"] : examples
  }

  /// Articles whose sentences are drawn from all shipped ones, the same at every run.
  private static func mixed(_ articles: [Article], count: Int) -> [Article] {
    let sentences = articles.flatMap { $0.body.split(separator: "\n").map(String.init) }
    let titles = articles.flatMap { $0.title.split(separator: " ").map(String.init) }
    var state: UInt64 = 42
    func draw(_ texts: [String], _ count: Int, _ separator: String) -> String {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return texts[Int(state >> 33) % texts.count]
      }.joined(separator: separator)
    }
    return (0..<count).map { number in
      Article(
        id: "mixed-\(number)", title: draw(titles, 5, " "), body: draw(sentences, 12, "\n"),
        examples: articles[number % articles.count].examples)
    }
  }
}
