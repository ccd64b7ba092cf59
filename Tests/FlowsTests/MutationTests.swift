import Documents
import Flows
import Testing

/// One slip in a good bot for each rule: the checker catches it by that rule, at that line.
@Suite struct MutationTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    let rule: String
    let file: String
    let part: String
    let slip: String

    init(_ rule: String, _ file: String, _ part: String, _ slip: String) {
      self.rule = rule
      self.file = file
      self.part = part
      self.slip = slip
    }

    var testDescription: String { "\(rule): \(slip.prefix(40))" }
  }

  static let slips = [
    Slip("E101", "triage", "title: Orders,", "title: \"Orders,"),
    Slip("E102", "triage", "    - menu: What is it", "    - mneu: What is it"),
    Slip("E102", "triage", "found: \"This may help:\"", "fuond: \"This may help:\""),
    Slip("E102", "csat", "retries: 1", "retries: many"),
    Slip("E103", "triage", "priority: \"{{ severity }}\"", "priority: {{ severity }}"),
    Slip("E104", "triage", "  thanks:\n", "  solved:\n"),
    Slip("E105", "csat", "flow: csat", "flow: survey"),
    Slip(
      "E106", "after-hours", "      id: urgent\n",
      "    - confirm: Sure?\n      yes: bye\n      no: bye\n"),
    Slip("E107", "triage", "topic:    { type", "topic:    &t { type"),
    Slip("E108", "triage", "      then: contact", "      then: contact\n      goto: solved"),
    Slip("E109", "triage", "severity == 'critical'", "severity = 'critical'"),
    Slip("E109", "triage", "severity == 'critical'", "order_id + 1 == 'critical'"),
    Slip("E201", "triage", "no: contact", "no: contcat"),
    Slip("E202", "triage", "    - goto: solved\n", ""),
    Slip("E203", "triage", "yes: thanks", "yes: contact"),
    Slip(
      "E204", "triage", "    - goto: escalate",
      """
          - if: topic == 'other'
            then: escalate
          - goto: round
        round:
          - say: Round
          - goto: and_round
        and_round:
          - goto: round
      """),
    Slip("W205", "triage", "    - end: resolved", "    - end: resolved\n    - say: Bye."),
    Slip("E207", "take-ticket", "    - end: failed", "    - call: triage\n    - end: failed"),
    Slip("W208", "triage", "severity == 'critical'", "1 == 1"),
    Slip("E209", "bot.yaml", "- { flow: triage }", "- { flow: triage, when: hours.open }"),
    Slip("E301", "triage", "type: email", "type: mail"),
    Slip("E302", "triage", "[A-Z]{2}-[0-9]{6}", "[A-Z{2}-[0-9]{6"),
    Slip("E303", "triage", "AB-123456 }", "AB-12345 }"),
    Slip("E304", "triage", "into: details", "into: detials"),
    Slip("E304", "triage", "query: \"{{ details }}\"", "query: \"{{ detials }}\""),
    Slip("E305", "triage", "        technical: { label", "        tehcnical: { label"),
    Slip("E306", "triage", "default(order_id, 'not given')", "order_id"),
    Slip("E306", "triage", "default(customer.first_name, 'there')", "customer.first_name"),
    Slip("W307", "csat", "  comment: { type", "  unused: { type: text }\n  comment: { type"),
    Slip("E309", "triage", "min: 10, max: 2000", "min: 2000, max: 10"),
    Slip("W310", "triage", "default: normal }", "default: middling }"),
    Slip("E311", "triage", "severity == 'critical'", "severity == 'urgent'"),
    Slip(
      "W401", "triage",
      "      invalid: That does not look like an e-mail address. It should look like name@example.com.\n",
      ""),
    Slip("E402", "take-ticket", "      on_error: failed\n", ""),
    Slip("E403", "triage", "      unavailable: leave_ticket\n", ""),
    Slip("E404", "triage", ", other: general }", " }"),
    Slip("E405", "triage", "also: [payment,", "also: [payment, parcel,"),
    Slip("W406", "triage", "label: Something else,", "label: Stop,"),
    Slip(
      "W407", "triage", "      into: severity\n      options:\n",
      """
            options:
              o1: { label: One, goto: describe }
              o2: { label: Two, goto: describe }
              o3: { label: Three, goto: describe }
              o4: { label: Four, goto: describe }

      """),
    Slip("W408", "triage", "Great, glad that is sorted!", String(repeating: "Great. ", count: 50)),
    Slip(
      "W410", "triage", "    - confirm: Did that solve it?\n      yes: thanks\n      no: contact",
      "    - say: Good.\n    - goto: more\n  more:\n    - menu: And?\n      options: { a: { label: Aa, goto: thanks }, b: { label: Bb, goto: contact } }"
    ),
    Slip("W411", "take-ticket", "        requester: \"{{ email }}\"\n", ""),
    Slip("W412", "triage", "This may help:", "This may  help:"),
    Slip("W413", "triage", "This may help:", "TODO"),
    Slip("W414", "triage", "also: [other,", "also: [stop, other,"),
    Slip("E501", "triage", "technical: technical", "technical: technicla"),
    Slip("E503", "triage", "call: take-ticket", "call: take-tickte"),
    Slip("E504", "triage", "topic: \"{{ topic }}\", ", ""),
    Slip(
      "W505", "bot.yaml", "  conversation.closed: { flow: csat",
      "  conversation.closed: { flow: triage"),
    Slip("E701", "triage", "This may help:", "See https://user:secret@shop.example/"),
    Slip("W703", "take-ticket", "tags: [from-chat]", "tags: [\"{{ email }}\"]"),
    Slip("W704", "triage", "{{ topic }}, {{ severity }}:", "{{ topic }}, {{ email }}:"),
  ]

  @Test(arguments: slips)
  func aSlipIsCaughtByItsRule(slip: Slip) throws {
    var sources = try Sources.shipped()
    let name = slip.file == "bot.yaml" ? "bot.yaml" : "\(slip.file).flow.yaml"
    let index = try #require(sources.firstIndex { $0.path == "flows/\(name)" })
    let text = sources[index].text
    let range = try #require(text.firstRange(of: slip.part), "the part is gone from \(name)")
    sources[index] = SourceFile(
      path: sources[index].path,
      text: text[..<range.lowerBound] + slip.slip + text[range.upperBound...])
    let findings = FlowChecker.check(sources: sources, desk: Sources.desk)
    let report = FindingReport(findings, sources: sources).text
    #expect(findings.contains { $0.id == slip.rule }, "\(report)")
  }
}
