import Desk
package import Files
import JSON
import Synchronization
import Threads
package import WebSockets

/// Where files come in and go out, by the desk's signatures alone.
package struct FileDoor: Sendable {
  package let desk: FileDesk
  package let vouchers: FileVouchers
  /// Bytes that one person may send in a day, by UTC.
  package let perPersonDay: Int64

  package init(_ desk: FileDesk, _ vouchers: FileVouchers, perPersonDay: Int64) {
    self.desk = desk
    self.vouchers = vouchers
    self.perPersonDay = perPersonDay
  }
}

/// What each person has sent today, in bytes of files that were kept: a piece that came a second
/// time, or to no place, costs nothing.
final class DailyBytes: Sendable {
  private struct Day {
    var day: Int64 = 0
    var sent: [String: Int64] = [:]
  }

  private let counted = Mutex(Day())
  /// People remembered; beyond it newcomers wait for the next day.
  private static let bound = 100_000

  /// Counts bytes of somebody; `false` when they would be too many.
  func take(_ bytes: Int, of sender: String, most: Int64, at now: Instant) -> Bool {
    let today = now.milliseconds / 86_400_000
    return counted.withLock { counted in
      if today != counted.day { counted = Day(day: today) }
      let sum = counted.sent[sender, default: 0] + Int64(bytes)
      guard sum <= most, counted.sent[sender] != nil || counted.sent.count < Self.bound else {
        return false
      }
      counted.sent[sender] = sum
      return true
    }
  }

  /// They were not kept after all.
  func giveBack(_ bytes: Int, of sender: String) {
    counted.withLock { counted in
      guard let sum = counted.sent[sender] else { return }
      counted.sent[sender] = max(0, sum - Int64(bytes))
    }
  }
}

extension FileStore.Progress {
  /// Whether the bytes that came are among those that are here.
  fileprivate var isTaken: Bool {
    switch self {
    case .at, .done: true
    case .elsewhere, .already, .refused, .full: false
    }
  }
}

// MARK: - Files over HTTP

extension Gateway {
  package func expects(_ request: PostRequest) -> Bool {
    request.queried("grant").flatMap { files?.vouchers.grant($0, at: settings.clock()) } != nil
  }

  package func takes(_ request: PostRequest, _ id: RequestID) {
    forwarding.look(
      request.peer, isForwarded: request.isForwarded, service.settings.trustedProxies, log)
    let now = settings.clock()
    guard let files, let text = request.queried("grant"),
      let grant = files.vouchers.grant(text, at: now),
      let offset = request.queried("at").flatMap({ Int64($0) }), offset >= 0
    else {
      return answer(id, 403, "this is no address to send a file to, or no more")
    }
    guard request.body.count <= FileDesk.part else {
      return answer(id, 413, "a piece has at most \(FileDesk.part) bytes")
    }
    guard
      dailyBytes.take(
        request.body.count, of: grant.sender, most: files.perPersonDay, at: now)
    else {
      notices.reached(
        "bytes of files of one person", by: request.client.household.text,
        setting: "files.per_person_day")
      return answer(id, 429, "no more files today")
    }
    let (inbox, vouchers, dailyBytes) = (inbox, files.vouchers, dailyBytes)
    let (count, sender) = (request.body.count, grant.sender)
    let isTaken = files.desk.take(request.body, at: offset, for: grant) { progress in
      if progress?.isTaken != true { dailyBytes.giveBack(count, of: sender) }
      inbox.post(Gateway.response(progress, grant, vouchers), to: id)
    }
    guard !isTaken else { return }
    dailyBytes.giveBack(count, of: sender)
    answer(id, 503, "too many files at once; try again")
  }

  private func answer(_ id: RequestID, _ status: Int, _ why: String) {
    service.answer(id, HTTPResponse(status: status, text: why, headers: Self.sharing))
  }

  /// What the sender is told: how far the file is, a receipt for the whole of it, or why not.
  private static func response(
    _ progress: FileStore.Progress?, _ grant: FileVouchers.Grant, _ vouchers: FileVouchers
  ) -> HTTPResponse {
    switch progress {
    case .at(let bytes): json(200) { $0.member("at", bytes) }
    // The sender goes on from there.
    case .elsewhere(let bytes): json(409) { $0.member("at", bytes) }
    case .done(let file), .already(let file):
      json(200) {
        $0.member("at", file.size)
        $0.member("file", file.id)
        $0.member("receipt", vouchers.text(FileVouchers.Receipt(file, grant)))
      }
    case .refused(let why): HTTPResponse(status: 422, text: why, headers: sharing)
    case .full:
      HTTPResponse(status: 503, text: "there is no room for files now", headers: sharing)
    case nil:
      HTTPResponse(status: 500, text: "the file could not be kept", headers: sharing)
    }
  }

  private static func json(
    _ status: Int, _ body: (inout JSONWriter) -> Void
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: "application/json", headers: sharing,
      body: JSONWriter.object(body))
  }

  /// Pages of any origin may send and fetch: what they hold is signed.
  private static let sharing = [
    ("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
  ]

  /// A file for whoever has a pass to it: as a download, never as a page of ours.
  func file(_ request: HTTPRequest) -> HTTPResponse {
    let parts = (request.query ?? "").split(separator: "=", maxSplits: 1)
    guard let files, parts.count == 2, parts[0] == "pass",
      let file = files.vouchers.file(String(parts[1]), at: settings.clock())
    else {
      return HTTPResponse(
        status: 403, text: "this address of a file is good no more", headers: Self.sharing)
    }
    guard let descriptor = FileStore.opened(file, in: files.desk.folder) else {
      log.error(
        "a file is missing or has another length", metadata: ["file": "\(file.id)"])
      return HTTPResponse(status: 404, text: "the file is not here", headers: Self.sharing)
    }
    var response = HTTPResponse(
      status: 200, contentType: file.media,
      headers: [
        ("Content-Disposition", "attachment; filename*=UTF-8''\(Self.encoded(file.name))"),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("Access-Control-Allow-Origin", "*"), ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "private, max-age=300"),
      ])
    response.file = OpenFile(descriptor: descriptor, size: Int(file.size))
    return response
  }

  /// As RFC 8187 writes a name.
  private static func encoded(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95: text.append(byte)
      default: text += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
