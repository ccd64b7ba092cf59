import TestSupport
import Testing

@testable import AgentDesk

/// The man page is made of the tables, and is what is shipped.
@Suite struct ManPageTests {
  @Test func whatIsShippedIsMadeOfTheTables() throws {
    let shipped = try Repository.golden(AgentManPage.file, made: AgentManPage.text)
    #expect(shipped == AgentManPage.text, "UPDATE=1 swift test --filter ManPageTests")
  }

  @Test func everyKeyAndCommandStandsInIt() {
    for row in SlashTable.rows {
      #expect(AgentManPage.text.contains(AgentManPage.escaped("/\(row.name)")))
    }
    for row in KeyTable.rows where KeyTable.place(row.action) == nil {
      #expect(AgentManPage.text.contains(AgentManPage.escaped(row.meaning)), "\(row.meaning)")
    }
  }

  /// A line that began with a dot or a quote would be an order to the formatter.
  @Test func everyOrderToTheFormatterIsOneWeMean() {
    let known = [
      ".\\\"", ".TH", ".SH", ".SS", ".TP", ".B", ".RI", ".PP", ".nf", ".fi", ".br",
    ]
    for line in AgentManPage.text.split(separator: "\n") {
      #expect(!line.hasPrefix("'"))
      if line.hasPrefix(".") { #expect(known.contains { line.hasPrefix($0) }, "\(line)") }
    }
    #expect(AgentManPage.text.utf8.allSatisfy { $0 < 0x80 })
  }
}
