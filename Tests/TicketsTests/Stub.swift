import Documents
import Foundation
import Peers
import Secrets
import TestSupport
import Testing
import Tickets

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A stand-in for a ticket system, and a connector that speaks to it by its recipe.
struct Stub {
  static let secret = "s3cret-of-the-stub"

  let peer: Peer
  let connector: TicketConnector

  init(_ name: String, secret: String = Stub.secret, files: [String: [UInt8]] = [:]) throws {
    peer = try Peer("ticket-stub.py", ["--system", name, "--secret", Self.secret])
    connector = try Self.connector(name, peer.url("").dropLast().description, secret, files: files)
  }

  static func connector(
    _ name: String, _ url: String, _ secret: String = Stub.secret,
    files: [String: [UInt8]] = [:]
  ) throws -> TicketConnector {
    let recipe = try #require(try ShippedRecipeTests.read(name).recipe)
    var terms = Asker.Terms()
    terms.allowsPrivate = true
    terms.timeout = .seconds(5)
    return .recipe(
      recipe, name: "tickets", url: url,
      settings: [
        "account": "bot@example.com", "project": name == "gitlab" ? "acme/support" : "SUP",
        "service_desk": "1", "request_type": "2", "owner": "acme", "repository": "support",
      ], secret: Secret(secret), terms, bytes: { files[$0.id] })
  }

  /// One line of what was asked.
  struct Entry: Decodable {
    let method: String
    let path: String
    let mistake: String?
    let status: Int
  }

  /// A ticket as the stand-in holds it.
  struct Ticket: Decodable {
    struct Entry: Decodable {
      let text: String
      let `public`: Bool
      let subject: String?
    }
    let number: String
    let key: String?
    let entries: [Entry]
    let files: [[String]]
    let state: String?

    private enum CodingKeys: String, CodingKey { case number, key, entries, files, state }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      number = try values.decode(String.self, forKey: .number)
      key = try values.decodeIfPresent(String.self, forKey: .key)
      entries = try values.decode([Entry].self, forKey: .entries)
      files = try values.decode([[String]].self, forKey: .files)
      // Texts, and numbers where the system has numbers.
      state =
        (try? values.decode(String.self, forKey: .state))
        ?? (try? values.decode(Int.self, forKey: .state)).map(String.init)
    }
  }

  func asked() throws -> [Entry] { try peer.entries(Entry.self) }
  var mistakes: [String] {
    get throws { try asked().compactMap { entry in entry.mistake.map { "\(entry.path): \($0)" } } }
  }

  func tickets() async throws -> [Ticket] {
    let (data, _) = try await URLSession.shared.data(
      from: try #require(URL(string: peer.url("__tickets"))))
    return try JSONDecoder().decode([Ticket].self, from: data)
  }

  /// What the next requests are answered, as JSON.
  func next(_ wishes: String) async throws {
    var request = URLRequest(url: try #require(URL(string: peer.url("__next"))))
    request.httpMethod = "POST"
    request.httpBody = Data(wishes.utf8)
    _ = try await URLSession.shared.data(for: request)
  }
}
