import Foundation
import Peers
import Secrets
import TestSupport
import Testing
import Tickets

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A real Request Tracker, and connectors that speak to it; one for a suite.
final class RequestTrackerPeer: Sendable {
  private struct Tokens: Decodable {
    let desk: String
    let agent: String
    let folder: String
  }

  let peer: Peer
  let url: String
  let token: String
  private let agent: String
  let folder: String

  init(_ arguments: [String] = []) throws {
    peer = try Peer("request-tracker.py", arguments)
    let tokens = try #require(try peer.entries(Tokens.self).last)
    (token, agent, folder) = (tokens.desk, tokens.agent, tokens.folder)
    url = String(peer.url("").dropLast())
  }

  /// `change` may change what an operator says.
  func connector(
    token: String? = nil, files: [String: [UInt8]] = [:],
    _ change: (inout RequestTracker.Settings) -> Void = { _ in }
  ) throws -> TicketConnector {
    var settings = RequestTracker.Settings(url: url)
    change(&settings)
    var terms = Asker.Terms()
    terms.allowsPrivate = true
    return .requestTracker(
      settings, name: "rt", token: Secret(token ?? self.token), terms, bytes: { files[$0.id] })
  }

  /// What somebody of RT's people asks or does there.
  @discardableResult
  func agent(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> Any {
    var request = URLRequest(url: try #require(URL(string: "\(url)/REST/2.0\(path)")))
    request.httpMethod = method
    request.setValue("token \(agent)", forHTTPHeaderField: "Authorization")
    if let body {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = try JSONSerialization.data(withJSONObject: body)
    }
    let (data, _) = try await URLSession.shared.data(for: request)
    return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
  }

  /// A ticket's entries: of what kind, under which subject, by whom, with which words and files.
  struct Entry: Equatable {
    let type: String
    let subject: String
    let creator: String
    let texts: [String]
    let files: [String: String]
  }

  func entries(_ ticket: String) async throws -> [Entry] {
    let history = try await agent(
      "GET", "/ticket/\(ticket)/history?per_page=100&fields=Type,Creator,Data")
    let items = try #require((history as? [String: Any])?["items"] as? [[String: Any]])
    var entries: [Entry] = []
    for item in items where ["Correspond", "Comment", "Create"].contains(item["Type"] as? String) {
      let id = try #require(item["id"] as? String)
      let parts = try await agent(
        "GET", "/transaction/\(id)/attachments?per_page=100&fields=Filename,Content,ContentType")
      let attached = try #require((parts as? [String: Any])?["items"] as? [[String: Any]])
      let named = attached.filter { !($0["Filename"] as? String ?? "").isEmpty }
      entries.append(
        Entry(
          type: item["Type"] as? String ?? "",
          subject: (item["Data"] as? String ?? "").trimmingCharacters(in: .whitespacesAndNewlines),
          creator: (item["Creator"] as? [String: Any])?["id"] as? String ?? "",
          texts: attached.filter { ($0["Filename"] as? String ?? "").isEmpty }
            .compactMap { $0["Content"] as? String }.filter { !$0.isEmpty },
          files: Dictionary(
            named.map { ($0["Filename"] as? String ?? "", $0["Content"] as? String ?? "") },
            uniquingKeysWith: { $1 })))
    }
    return entries
  }

  func ticket(_ id: String) async throws -> [String: Any] {
    try #require(try await agent("GET", "/ticket/\(id)") as? [String: Any])
  }

  /// How many tickets a conversation has.
  func count(_ key: String) async throws -> Int {
    let query = "'CF.{ConversationId}' = '\(key)'".addingPercentEncoding(
      withAllowedCharacters: .alphanumerics)
    let found = try await agent("GET", "/tickets?query=\(try #require(query))")
    return try #require((found as? [String: Any])?["count"] as? Int)
  }

  /// Whom RT sent letters.
  func recipients() throws -> [String] {
    let log = try String(contentsOfFile: "\(folder)/rt.log", encoding: .utf8)
    return log.split(separator: "\n").filter { $0.contains(" sent  To: ") }.map(String.init)
  }
}
