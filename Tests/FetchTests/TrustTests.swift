import Fetch
import Foundation
import Peers
import TestSupport
import Testing

/// Certificates made for the occasion by the openssl command.
struct Authority {
  static let isAvailable = ["/usr/bin/openssl", "/usr/local/bin/openssl"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private let scratch: Folder
  private var folder: URL { URL(filePath: scratch.path) }

  init() throws {
    scratch = try Folder()
    try openssl("req -x509 \(Self.newKey) -keyout ca.key -out ca.pem -days 2 -subj /CN=Test")
  }

  private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

  /// A certificate for a name, valid for so many days; negative ones are over already.
  func issue(name: String, days: Int) throws {
    try openssl("req -new \(Self.newKey) -keyout server.key -out server.csr -subj /CN=\(name)")
    let extensions = folder.appendingPathComponent("extensions")
    try Data("subjectAltName=DNS:\(name)".utf8).write(to: extensions)
    try openssl(
      "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile extensions "
        + "-days \(days) -out server.pem")
  }

  func path(_ file: String) -> String { folder.appendingPathComponent(file).path }

  private func openssl(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl \(arguments)")
  }
}

@Suite(
  .timeLimit(.minutes(5)), .enabled(if: Authority.isAvailable, "needs the openssl command"))
struct TrustTests {
  private func fetch(name: String, days: Int, trusted: Bool) async throws
    -> Result<Response, FetchFailure>
  {
    let authority = try Authority()
    try authority.issue(name: name, days: days)
    let certificates = authority.path("ca.pem")
    let peer = try Peer(
      "hostile-receiver.py",
      ["--certificate", authority.path("server.pem"), "--key", authority.path("server.key")])
    let url = peer.url("200", scheme: "https", host: "localhost")
    return try await withClient(options { if trusted { $0.authorities = certificates } }) {
      await $0.answer(to: Request(url: url, addressGuard: .anywhere))
    }
  }

  @Test func aTrustedCertificateOfTheRightNameIsAccepted() async throws {
    #expect(try await fetch(name: "localhost", days: 2, trusted: true).get().status == 200)
  }

  @Test(arguments: [
    ("localhost", -1, true), ("elsewhere.example", 2, true), ("localhost", 2, false),
  ])
  func anExpiredForeignOrUnknownCertificateIsRefused(
    name: String, days: Int, trusted: Bool
  ) async throws {
    let failure = try await fetch(name: name, days: days, trusted: trusted).failure
    guard case .tls(let reason) = try #require(failure) else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(!reason.isEmpty)
  }
}
