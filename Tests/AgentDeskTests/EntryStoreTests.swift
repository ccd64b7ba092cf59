import Desk
import Events
import TestSupport
import Testing
import Wire

@testable import AgentDesk

/// Long conversations are packed, and nothing of them is lost by it.
@Suite struct EntryStoreTests {
  private static let id = PaperDesk.ana

  private static func events(_ number: Int) -> EventText.Content {
    switch number % 9 {
    case 0: .known(.said(Message(.bot, "Hi 👋🏽 \(number)", offer: Offer(question: "q"))))
    case 1: .known(.said(Message(.agent(PaperDesk.kim), "words \(number)\nof two lines")))
    case 2: .known(.noted(.agent(PaperDesk.maya), "note \(number)"))
    case 3: .hidden
    case 4: .newer(word: "teleported")
    case 5: .known(.recorded([Field("order", "A-\(number)")], .bot))
    case 6: .known(.said(Message(.agent(PaperDesk.maya), "")))
    case 7: .known(.said(Message(.rule("late"), "a rule \(number)")))
    default: .known(.said(Message(.customer, "荷物 \(number)")))
    }
  }

  @Test(arguments: [1, 127, 128, 129, 255, 256, 257, 1000]) func whatIsTakenOutIsWhatWasPutIn(
    count: Int
  ) {
    var store = EntryStore(Self.id)
    let put = (1...count).map {
      Entry(
        Self.id, seq: Int64($0), at: PaperDesk.ten + .seconds(Int64($0)), Self.events($0))
    }
    for entry in put { store.append(entry) }
    #expect(store.count == count)
    #expect(Array(store) == put)
    #expect(store.last == put.last)
    #expect(Array(store.reversed()) == put.reversed())
    #expect(store.indices.allSatisfy { store.seq(at: $0) == put[$0].seq })
  }

  /// More people than a byte can number: what they say is kept all the same.
  @Test func wordsOfThreeHundredPeople() {
    var store = EntryStore(Self.id)
    let put = (1...900).map { number in
      let agent = AgentName(Identifier("agent-\(number % 300)"), name: "Agent \(number % 300)")
      return Entry(
        Self.id, seq: Int64(number), at: PaperDesk.ten,
        .known(.said(Message(.agent(agent), "words \(number)"))))
    }
    for entry in put { store.append(entry) }
    #expect(Array(store) == put)
  }
}
