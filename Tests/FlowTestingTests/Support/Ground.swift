import Documents
import FlowTesting
import Flows
import Foundation
import Knowledge
import TestSupport
import Testing

/// Bots for tests of tests.
enum Ground {
  static let desk = DeskNames(
    queues: ["general", "orders", "billing", "technical"], articleCount: 40)

  /// All files below the program's own `flows`, or another folder of flows, as the program reads
  /// them.
  static func shipped(_ folder: String = "flows") throws -> TestGround {
    let sources = try Repository.allNames(in: folder, ending: ".yaml").map { name in
      SourceFile(path: "\(folder)/\(name)", text: try Repository.text("\(folder)/\(name)"))
    }
    return try ground(sources, articles: articles())
  }

  static func articles() throws -> [Article] {
    try Repository.names(in: "flows/knowledge").map {
      try Article(markdown: Repository.text("flows/knowledge/" + $0), file: $0)
    }
  }

  static func ground(_ sources: [SourceFile], articles: [Article] = []) throws -> TestGround {
    let outcome = Revision.load(sources: sources, desk: desk, digest: digest)
    let report = FindingReport(outcome.findings, sources: sources).text
    let revision = try #require(outcome.revision, "\(report)")
    return TestGround(
      revision, sources: sources, plan: .plain(desk), articles: articles, digest: { digest($0) })
  }

  /// A small bot with its tests; `more` are files by their names below `flows`.
  static func plan(
    _ tests: String, flow: String = flow, bot: String = bot, more: [String: String] = [:]
  ) throws -> TestPlan {
    var sources = [
      SourceFile(path: "flows/bot.yaml", text: bot),
      SourceFile(path: "flows/t.flow.yaml", text: flow),
      SourceFile(path: "flows/tests/t.test.yaml", text: tests),
    ]
    for (name, text) in more { sources.append(SourceFile(path: "flows/" + name, text: text)) }
    return TestPlan(try ground(sources))
  }

  /// One case of the flow `t`, its chat and expectations indented as in a file.
  static func test(_ chat: String, expect: String = "at: start", more: String = "") -> String {
    """
    flow: t
    cases:
      - name: the case
    \(more.isEmpty ? "" : more + "\n")    chat:
    \(chat)
        expect: { \(expect) }

    """
  }

  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
  }

  static let bot = """
    bot: tester
    entry: [{ flow: t }]
    on_event:
      conversation.closed: { flow: t }
    commands:
      agent: { phrases: [agent], do: handoff, queue: general }
      stop: { phrases: [stop], do: end }
    services: { shop: { base: "https://shop.internal", timeout: 5s } }

    """

  static let flow = """
    flow: t
    vars:
      colour: { type: choice, values: [red, blue] }
      email:  { type: email, pii: true, from: customer.email }
      ticket: { type: record, fields: { id: text, reply_by: text } }
      stock:  { type: record, fields: { count: int } }
    sections:
      start:
        - say: "**Hello** {{ default(customer.first_name, 'there') }}!"
        - menu: Which colour?
          into: colour
          options:
            red:  { label: Red, goto: more }
            blue: { label: Blue, goto: shelf }
          escape: { label: None, goto: bye }
          kb: false
          retries: 1
          idle: [{ after: 2m, say: Still there? }, { after: 5m, end: abandoned }]
      shelf:
        - http: { service: shop, get: "/stock/{{ colour }}" }
          into: stock
          on_error: more
        - say: "{{ default(stock.count, 0) }} left."
        - goto: more
      more:
        - ask: Your address?
          into: email
          invalid: "An address, please, not “{{ input }}”."
          kb: false
          on_fail: bye
        - handoff:
            queue: orders
            summary: "{{ default(colour, 'no colour') }}"
            fields: [colour, email]
          say: "You are number {{ handoff.place }}, wait {{ handoff.eta }}."
          unavailable: nobody
      nobody:
        - ticket: { queue: general, subject: Call back, body: "{{ default(colour, '-') }}", requester: "{{ email }}" }
          into: ticket
          on_error: bye
        - say: "Saved as {{ ticket.id }}, answered {{ ticket.reply_by }}."
        - end: captured
      bye:
        - say: Bye.
        - end: declined

    """
}

extension TestPlan {
  /// The findings as an author reads them.
  var report: String { FindingReport(findings, sources: ground.sources).text }
}
