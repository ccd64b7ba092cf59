import Configuration
import Control
import Courier
import Desk
import Documents
import Foundation
import JSON
import Journal
import Operator
import Tickets

/// What the commands about mirrors look at: the settings' mirrors and connectors, and the record.
struct MirrorDesk {
  let settings: Settings
  let database: Database
  let lanes: LaneReading
  let links: LinkReading

  init(_ options: ConfigurationOptions) throws {
    settings = try options.load().resolved().0
    database = try ReadRecord.open(settings.folders.data)
    lanes = try LaneReading(database)
    links = try LinkReading(database)
  }

  /// A mirror or a connector of the settings.
  struct Place {
    let name: String
    /// `webhook`, or the connector's kind.
    let kind: String
    let address: String
  }

  static func places(_ settings: Settings) -> [Place] {
    settings.mirrors.map { Place(name: $0.name, kind: "webhook", address: $0.url) }
      + settings.connectors.map { connector in
        let address = connector.text("url") ?? connector.text("recipe") ?? connector.kind
        return Place(name: connector.name, kind: connector.kind, address: address)
      }
  }

  static func check(_ name: String, _ settings: Settings) throws {
    let known = places(settings).map(\.name)
    guard known.contains(name) else {
      throw Failure(
        "there is no mirror \"\(name)\"; there are: \(known.joined(separator: ", "))", code: 1)
    }
  }

  /// How many events it refused for good, and conversations that it does not take.
  func refused(by name: String, of conversation: Identifier<Conversation>?) throws -> Int {
    let dead = try lanes.deadLetters(of: name, limit: Self.most).map(\.conversation)
    let parked = try lanes.parked(at: name, limit: Self.most).map(\.conversation)
    return (dead + parked).count { conversation == nil || $0 == conversation }
  }

  /// Conversations that one command tells of.
  static let most = 100_000

  func conversation(_ reference: String) throws -> (id: Identifier<Conversation>, number: Int64) {
    guard let found = try lanes.conversation(reference) else {
      throw Failure("there is no conversation or ticket \(reference)", code: 1)
    }
    return found
  }

  /// A conversation from its beginning, as connectors are given it.
  func talk(_ id: Identifier<Conversation>, _ number: Int64) throws -> Talk? {
    let epoch = try lanes.epoch()
    let (conversation, happened) = try ErrandReading(database, epoch: epoch).told(id, number)
    return Talk(
      conversation,
      happened.map {
        CarriedEvent(
          position: $0.position, seq: $0.seq, at: $0.at, key: $0.key, event: $0.event)
      })
  }

  /// The last errors that a running server knows, by the mirror.
  static func live(_ folder: String) throws -> [String: String] {
    guard RecordFolder.isServed(folder) else { return [:] }
    let answer = try ControlClient.ask(
      folder, JSONWriter.object { $0.member("do", "mirror.status") })
    var errors: [String: String] = [:]
    for mirror in answer["mirrors"]?.array ?? [] {
      guard let name = mirror["name"]?.string else { continue }
      errors[name] = mirror["last_error"]?.string
    }
    return errors
  }

  /// Whether only a person can mend what kept something from being carried.
  static func needsHand(_ why: String?) -> Bool {
    guard let why else { return false }
    return [
      CarryingTrouble.hand, CarryingTrouble.parked, "answered 401", "answered 403", "answered 3",
    ]
    .contains(where: why.hasPrefix) || why.contains("is not a public address")
  }
}
