import Desk
import TestSupport
import Testing

@testable import Searching

/// What people type, and what is made of it.
struct QueryTests {
  /// A desk an hour ahead of UTC, on 30 November 2026 at 09:00 UTC.
  private static let circumstances = Query.Circumstances(
    offset: { _ in 3600 }, now: Instant(milliseconds: 1_796_029_200_000))

  private func read(_ text: String) throws -> Query { try Query.read(text, Self.circumstances) }

  private func words(_ words: String...) -> Query.Phrase { Query.Phrase(words) }

  private func mistake(_ text: String) -> String? {
    do throws(QueryMistake) { _ = try Query.read(text, Self.circumstances) } catch {
      return error.description
    }
    return nil
  }

  @Test func wordsAreWantedTogetherAndFoundWithoutAccentsOrCase() throws {
    #expect(try read("Refund CAFÉ").wanted == [[words("refund")], [words("cafe")]])
    #expect(try read("\"charged twice\"").wanted == [[words("charged", "twice")]])
    #expect(try read("anna@example.com").wanted == [[words("anna", "example", "com")]])
    #expect(try read("返金").wanted == [[words("返", "金")]])
  }

  @Test func orJoinsItsTwoNeighbours() throws {
    let query = try read("refund late OR delayed OR lost card")
    #expect(
      query.wanted == [
        [words("refund")], [words("late"), words("delayed"), words("lost")], [words("card")],
      ])
    #expect(
      try read("queue:billing OR queue:none").filters == [[.queue("billing"), .queue(nil)]])
    #expect(mistake("OR x")?.hasPrefix("column 1: OR stands between") == true)
    #expect(mistake("x OR")?.hasPrefix("column 3: nothing follows this OR") == true)
    #expect(mistake("x OR tag:vip")?.hasPrefix("column 3: OR joins words with words") == true)
    #expect(mistake("x OR -y")?.hasPrefix("column 3: OR cannot go before") == true)
    #expect(try read("x \"OR\" y").wanted == [[words("x")], [words("or")], [words("y")]])
  }

  @Test func aMinusLeavesOutAndAStarBegins() throws {
    let query = try read("refun* -\"gift card\" -tag:vip")
    #expect(query.wanted == [[Query.Phrase(["refun"], isBeginning: true)]])
    #expect(query.unwanted == [words("gift", "card")])
    #expect(query.exclusions == [.tag("vip")])
    #expect(mistake("-refund")?.contains("a word is left out and none is looked for") == true)
    #expect(mistake("r*")?.hasPrefix("column 1: \"r*\" fits too much") == true)
    #expect(mistake("re*fund")?.contains("a * can only end a word") == true)
    #expect(mistake("返*") == nil)
  }

  @Test func filtersSayWhatMustBeTrueOfTheConversation() throws {
    #expect(try read("#1042").filters == [[.number(1042)]])
    #expect(try read("number:1042").filters == [[.number(1042)]])
    #expect(try read("from:Anna@Example.com").filters == [[.address("anna@example.com")]])
    #expect(try read("from:anna").filters == [[.from(words("anna"))]])
    #expect(try read("from:@example.com").filters == [[.from(words("example", "com"))]])
    #expect(try read("agent:maya").filters == [[.agent(.agent("maya"))]])
    #expect(try read("agent:me agent:none").filters == [[.agent(.mine)], [.agent(.nobodys)]])
    #expect(try read("category:billing/*").filters == [[.categories(below: "billing")]])
    #expect(try read("field.order:A-17").filters == [[.field("order", value: "a 17")]])
    #expect(try read("field.size:\"XX L\"").filters == [[.field("size", value: "xx l")]])
    #expect(try read("state:open priority:urgent").filters.count == 2)
  }

  @Test func daysAreTheDesksOwn() throws {
    func span(_ text: String) throws -> [String] {
      let query = try read(text)
      return [query.since, query.until].map { $0?.iso8601 ?? "-" }
    }
    #expect(try span("on:2026-11-30") == ["2026-11-29T23:00:00.000Z", "2026-11-30T23:00:00.000Z"])
    #expect(try span("on:today") == span("on:2026-11-30"))
    #expect(try span("on:yesterday") == span("on:2026-11-29"))
    #expect(try span("after:2026-11") == ["2026-10-31T23:00:00.000Z", "-"])
    #expect(try span("before:2026-12-24T10:30") == ["-", "2026-12-24T09:30:00.000Z"])
    #expect(
      try span("after:2026-01 before:2026-02-01 before:2027")
        == ["2025-12-31T23:00:00.000Z", "2026-01-31T23:00:00.000Z"])
    for wrong in ["2026-02-30", "30.11.2026", "2026-13", "soon", "2026-11-30T25:00", "0001"] {
      #expect(mistake("on:\(wrong)")?.hasPrefix("column 1: \"\(wrong)\" is no day") == true)
    }
  }

  @Test func aMistakeSaysWhatWhereAndHowToMendIt() {
    #expect(
      mistake("refund agnt:maya")
        == "column 8: there is no filter \"agnt:\"; there are number, from, agent, queue, state, "
        + "priority, tag, category, field.NAME, before, after, on, in; to look for the words, put "
        + "them in quotes")
    #expect(
      mistake("") == "column 1: nothing is looked for; write a word, or a filter such as from:anna")
    #expect(mistake("a \"b c")?.hasPrefix("column 3: a quotation begins here") == true)
    #expect(mistake("tag:")?.hasPrefix("column 1: \"tag:\" is followed by nothing") == true)
    #expect(mistake("!!!")?.contains("has no letter and no digit") == true)
    #expect(
      mistake("state:opn")?.contains("there is no state \"opn\"; there are new, open") == true)
    #expect(mistake("in:here x")?.contains("there are in:words, in:notes, in:subject") == true)
    #expect(mistake("in:notes")?.contains("in: says where words are looked for") == true)
    #expect(mistake(String(repeating: "a", count: 401))?.contains("at most 400") == true)
    #expect(
      mistake(String(repeating: "a ", count: 25))?.contains("more than 24 words") == true)
  }

  @Test func anAddressOfAPageAndATimeOfDayAreWords() throws {
    #expect(try read("https://shop.example/cart").wanted.count == 1)
    #expect(try read("12:30").wanted == [[words("12", "30")]])
  }
}
