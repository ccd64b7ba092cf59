import Flows
import Foundation
import FoundationXML
import Testing

/// A flow's picture: every box and line of it where a reader finds it.
@Suite struct PictureTests {
  private func drawn(_ sections: String, vars: String = "") throws -> Drawn {
    try Drawn(#require(FlowDrawing(Sources.revision(Sources.bot(vars: vars, sections)), flow: "t")))
  }

  /// Thirty questions of yes and no, and an answer at each leaf; one answer leads back to the
  /// start.
  static let tree: String = {
    var text = ""
    for number in 1...30 {
      let ways = [2 * number, 2 * number + 1].map { $0 <= 30 ? "q\($0)" : "a\($0)" }
      text += "  q\(number):\n    - confirm: Is lamp \(number) on?\n"
      text += "      yes: \(ways[0])\n      no: \(ways[1])\n"
    }
    for number in 31...61 {
      text += "  a\(number):\n    - say: Answer \(number).\n"
      text += number == 40 ? "    - goto: q1\n" : "    - end: resolved\n"
    }
    return text
  }()

  @Test func theShippedFlowsAreDrawnWithoutOverlaps() throws {
    let revision = try Sources.shippedRevision()
    for name in revision.flowNames {
      let drawing = try #require(FlowDrawing(revision, flow: name))
      let drawn = try Drawn(drawing)
      #expect(drawn.overlaps == [], "\(name)")
      #expect(drawn.strays == [], "\(name)")
      #expect(drawing.svg == drawing.svg)
    }
  }

  @Test func aTreeOfThirtyQuestionsIsDrawnWithoutOverlaps() throws {
    let drawn = try drawn(PictureTests.tree)
    #expect(drawn.boxes.count == 61)
    #expect(drawn.lines.count == 62, "two from each question, one back, one to the beginning")
    #expect(drawn.overlaps == [])
    #expect(drawn.strays == [])
    let columns = Set(drawn.boxes.values.map(\.x))
    #expect(columns.count == 6, "every box stands right of the one that leads to it")
  }

  @Test func loopsAndSelfLoopsAreDrawn() throws {
    let drawn = try drawn(
      """
        start:
          - menu: Where?
            options:
              again: { label: Again, goto: start }
              on: { label: On, goto: middle }
        middle:
          - confirm: Back?
            yes: start
            no: last
        last:
          - confirm: Far back?
            yes: middle
            no: start
      """)
    #expect(drawn.boxes.count == 3)
    #expect(drawn.lines.count == 7)
    #expect(drawn.overlaps == [])
    #expect(drawn.strays == [])
  }

  @Test func whatFailsLooksDifferentFromWhatIsMeant() throws {
    let drawn = try drawn(
      """
        start:
          - ask: Number?
            into: n
            invalid: A number, please.
            escape: { label: No idea, goto: other }
            on_fail: other
            idle: [{ after: 1m, goto: other }]
          - goto: other
        other:
          - say: "{{ default(n, 0) }}"
          - end: resolved
      """, vars: "  n: { type: int }")
    #expect(
      drawn.lines.map(\.style) == [
        "line escape", "line failure", "line silence", "line way", "line way",
      ])
    #expect(drawn.texts.contains("No idea"))
    #expect(drawn.texts.contains("given up"))
  }

  @Test func hostileTextsStayTexts() throws {
    let words = #"<script>alert("1")</script> & ]]> \#u{1} {{ input }}"#
    let drawn = try drawn(
      """
        start:
          - say: "\(words.replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\u{1}", with: "\\u0001"))"
          - say: "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
          - end: resolved
      """)
    #expect(!drawn.svg.contains("<script"))
    #expect(!drawn.svg.contains("\u{1}"))
    #expect(drawn.texts.contains { $0.hasPrefix("<script>alert(\"1\")") })
    #expect(drawn.texts.contains { $0 == "漢字漢字漢字漢字漢字漢字漢字漢字…" }, "wide letters count twice")
  }

  @Test func figuresStandBesideTheirSteps() throws {
    var figures = StepFigures()
    (figures.visits, figures.asked, figures.answered, figures.failed) = (1200, 1000, 850, 10)
    let drawing = try #require(
      FlowDrawing(
        Sources.shippedRevision(), flow: "triage", figures: ["triage.describe.details": figures]))
    #expect(
      drawing.text.contains(
        "\n    triage.describe.details: 1200 visits, 140 left (14%), 850 answered, 10 given up\n"))
    #expect(drawing.mermaid.contains("[\"describe<br/>1200 visits, 140 left (14%)\"]"))
    #expect(drawing.dot.contains("[label=\"describe\\n1200 visits, 140 left (14%)\"]"))
    #expect(try Drawn(drawing).texts.contains("1200, -14%"))
  }

  @Test func thePictureNeedsNothingFromElsewhere() throws {
    let svg = try #require(FlowDrawing(Sources.shippedRevision(), flow: "triage")).svg
    let addresses = svg.components(separatedBy: "://").count - 1
    #expect(addresses == 1, "the name of SVG itself")
    #expect(!svg.contains("href") && !svg.contains("@import") && !svg.contains("<script"))
    #expect(svg.contains("prefers-color-scheme: dark"))
  }

  @Test func aFlowOfAThousandStepsIsDrawn() throws {
    let sections = (0..<499).map {
      "  s\($0):\n    - confirm: Go on from \($0)?\n      yes: s\($0 + 1)\n      no: s\(($0 * 7 + 3) % 500)\n"
    }.joined()
    let drawn = try drawn(sections + "  s499:\n    - end: resolved\n")
    #expect(drawn.boxes.count == 500)
    #expect(drawn.lines.count < 600, "a line over half the picture is not drawn")
    #expect(drawn.texts.contains("no \u{2192} s94"), "but named")
    #expect(drawn.overlaps == [])
    #expect(drawn.strays == [])
  }
}

/// A picture read back: where its boxes are and where its lines run.
private struct Drawn {
  struct Box {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  let svg: String
  let boxes: [String: Box]
  let lines: [(style: String, path: [String])]
  let texts: [String]

  init(_ drawing: FlowDrawing) throws {
    svg = drawing.svg
    let reader = SVGReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    boxes = reader.boxes
    texts = reader.texts
    // The legend's lines join nothing.
    lines = reader.lines.filter { !$0.path.contains { $0.hasPrefix("h") } }
  }

  /// Pairs of boxes that lie on each other.
  var overlaps: [String] {
    let all = boxes.sorted { $0.key < $1.key }
    return all.indices.flatMap { first in
      all[(first + 1)...].filter { other in
        let (left, right) = (all[first].value, other.value)
        return left.x < right.x + right.width && right.x < left.x + left.width
          && left.y < right.y + right.height && right.y < left.y + left.height
      }.map { "\(all[first].key) and \($0.key)" }
    }
  }

  /// Lines that do not begin and end at a box, or run level through one.
  var strays: [String] {
    lines.compactMap { line in
      let numbers = line.path.compactMap { Double($0) }
      guard let first = numbers.first, let last = numbers.last, numbers.count >= 3 else {
        return "\(line.path)"
      }
      let isBeginning = numbers.count == 3
      let ends = isBeginning ? [last] : [numbers[numbers.count - 2]]
      let starts = boxes.values.contains { $0.x + $0.width == first } || isBeginning
      let arrives = ends.allSatisfy { end in boxes.values.contains { $0.x == end } }
      return starts && arrives && passed(numbers).isEmpty ? nil : "\(line.path)"
    }
  }

  /// The boxes that the level parts of a path run through. A path is a start, then for each curve
  /// six numbers, and between two curves one more: how far it runs level.
  private func passed(_ path: [Double]) -> [Box] {
    var rest = path.dropFirst(2)
    var found: [Box] = []
    while rest.count > 6 {
      let curve = Array(rest.prefix(6))
      rest = rest.dropFirst(6)
      let (from, y) = (curve[4], curve[5])
      let to = rest.removeFirst()
      found += boxes.values.filter {
        $0.x < max(from, to) && $0.x + $0.width > min(from, to) && $0.y < y && $0.y + $0.height > y
      }
    }
    return found
  }
}

private final class SVGReader: NSObject, XMLParserDelegate {
  var boxes: [String: Drawn.Box] = [:]
  var lines: [(style: String, path: [String])] = []
  var texts: [String] = []
  private var corner: [Double] = []
  private var size: [Double] = []
  private var style = ""
  private var words: String?

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    style = attributes["class"] ?? ""
    switch name {
    case "g":
      corner = (attributes["transform"] ?? "").split { "( )".contains($0) }
        .compactMap { Double($0) }
    case "rect": size = ["width", "height"].compactMap { attributes[$0].flatMap { Double($0) } }
    case "path" where style.hasPrefix("line"):
      lines.append((style, (attributes["d"] ?? "").split { "MCH ".contains($0) }.map(String.init)))
    case "text": words = ""
    case "title": finish()
    default: break
    }
  }

  func parser(_: XMLParser, foundCharacters part: String) { words?.append(part) }

  func parser(
    _: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { finish() }
  }

  /// A text is over; what follows it in `title` is for the pointer.
  private func finish() {
    guard let words else { return }
    texts.append(words)
    if style == "title", corner.count == 2, size.count == 2 {
      boxes[words] = Drawn.Box(x: corner[0], y: corner[1], width: size[0], height: size[1])
    }
    self.words = nil
  }
}
