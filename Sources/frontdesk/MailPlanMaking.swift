import Configuration
import Correspondence
import Documents
import Fetch
import Foundation
import Mail
import Operator

extension MailPlan {
  /// Throws a `Failure` with the words for what is wrong.
  init(_ connector: ConnectorSettings, _ settings: Settings) throws {
    let whom = "connector \(connector.name)"
    let from = try Self.sender(connector)
    let data = settings.folders.data
    do {
      try self.init(
        name: connector.name, from: from, key: ReplyKey(path: data + "/mail.key"),
        post: try Self.server("smtp", .smtp, connector),
        quarantine: Quarantine(folder: data + "/mail-quarantine/" + connector.name))
    } catch let mistake as MailPlanMistake {
      throw Failure("\(whom): \(mistake)", code: 78)
    }
    if connector.text("imap") != nil { mailbox = try Self.server("imap", .imap, connector) }
    folder = connector.text("folder") ?? folder
    looksEvery = connector.duration("look_every") ?? looksEvery
    takesOld = connector.flag("take_old")
    quiet = connector.duration("quiet") ?? quiet
    writesClosing = connector.flag("closing")
    sendsTranscript = connector.flag("transcript")
    survey = connector.duration("survey_after").flatMap { $0 > .zero ? $0 : nil }
    site = connector.text("site") ?? settings.sites.first?.name ?? ""
    offset = { zone, seconds in
      TimeZone(identifier: zone)?.secondsFromGMT(
        for: Date(timeIntervalSince1970: Double(seconds)))
    }
  }

  /// Whom letters are from.
  static func sender(_ connector: ConnectorSettings) throws(Failure) -> MailAddress {
    guard let from = Letters.address(connector.text("from") ?? "") else {
      throw Failure(
        "connector \(connector.name): from must be an address such as: "
          + "Acme Support <support@acme.example>", code: 78)
    }
    return from
  }

  /// The server that a connector of kind `mail` names.
  static func server(
    _ key: String, _ language: MailServer.Language, _ connector: ConnectorSettings
  ) throws(Failure) -> MailServer {
    let whom = "connector \(connector.name)"
    guard var server = MailServer(url: connector.text(key) ?? ""), server.language == language
    else {
      throw Failure(
        "\(whom): \(key) must be a server such as \(key)://mail.acme.example or "
          + "\(key)s://mail.acme.example", code: 78)
    }
    if server.encryption != .whole {
      switch connector.text("encryption") {
      case "offered": server.encryption = .offered
      case "off": server.encryption = .off
      default: server.encryption = .required
      }
    }
    if let user = connector.text("user") {
      server.user = user
      server.password = try Connecting.secret("password_file", of: connector)
    }
    server.allowsClear = connector.flag("allow_clear")
    // Without encryption this machine is what is meant.
    server.addressGuard =
      connector.flag("allow_private") || server.encryption == .off ? .anywhere : .publicOnly
    server.authorities = connector.text("authorities")
    server.timeout = connector.duration("timeout").map { $0 * 3 } ?? server.timeout
    if let mistake = server.mistake { throw Failure("\(whom), \(key): \(mistake)", code: 78) }
    if language == .imap, server.user == nil {
      throw Failure("\(whom): a mailbox is read with user and password_file", code: 78)
    }
    return server
  }
}

/// The words and addresses of letters, as files and settings have them.
enum Letters {
  /// `Acme Support <support@acme.example>`, or the address alone.
  static func address(_ text: String) -> MailAddress? {
    let bare: String
    var name: String?
    if let open = text.lastIndex(of: "<"), text.last == ">" {
      bare = String(text[text.index(after: open)...].dropLast())
      let given = text[..<open].trimmingCharacters(in: .whitespaces)
      name = given.isEmpty ? nil : given
    } else {
      bare = text
    }
    let parts = bare.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
      bare.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E })
    else { return nil }
    return MailAddress(name: name, bare)
  }

  /// What the folder of flows has in `mail`.
  static func words(_ flows: String) throws -> (
    words: MailWords, sources: [SourceFile], findings: [Finding]
  ) {
    let folder = flows + "/mail"
    guard FileManager.default.fileExists(atPath: folder) else { return (MailWords(), [], []) }
    var findings: [Finding] = []
    var sources: [SourceFile] = []
    for file in try Folders.files(in: folder, endings: ["yaml", "yml"]) {
      do throws(Finding) {
        sources.append(try SourceFile(path: folder + "/" + file.name, bytes: file.body))
      } catch {
        findings.append(error)
      }
    }
    let read = MailWords.read(sources)
    return (read.words, sources, findings + read.findings)
  }
}
