import CCurl
import Glibc

/// A folder of an IMAP mailbox, as the server described it when it was opened.
package struct MailFolder: Sendable, Equatable {
  /// Another value means that the numbers of letters begin anew.
  package let uidValidity: UInt32
  /// The number the next letter will get, where the server says it.
  package let uidNext: UInt32?
  package let count: Int
}

/// What is known of a letter before it is read.
package struct LetterHead: Sendable, Equatable {
  package let uid: UInt32
  package let size: Int
  package let isSeen: Bool
}

/// A mailbox that is read over IMAP, on the thread that made this.
///
/// curl connects, encrypts and logs in. The few commands we need are spoken here, because curl's
/// own reading marks letters as seen and takes a line inside a letter for the server's.
package final class MailboxSession {
  /// Of everything a server says to one command apart from letters: 350,000 numbers of letters.
  private static let mostTalk = 4 << 20

  private let line: MailLine
  private let socket: curl_socket_t
  private var received = IMAPInput()
  private var tags = 0
  private var capabilities: Set<String> = []

  /// Connects and logs in.
  package init(_ server: MailServer, until callOff: CallOff = CallOff()) throws(MailFailure) {
    guard server.language == .imap else { throw .malformed("mailboxes are read from IMAP servers") }
    guard server.user != nil else {
      throw .malformed("a mailbox is read with a user and a password")
    }
    line = try MailLine(server, callOff)
    // https://curl.se/libcurl/c/CURLOPT_CONNECT_ONLY.html
    try line.set(CURLOPT_CONNECT_ONLY, 1)
    let code = line.perform()
    guard code == CURLE_OK else { throw line.failure(code, mayBeThere: false) }
    var socket = curl_socket_t(-1)
    guard frontdesk_get_socket(line.handle, &socket) == CURLE_OK, socket >= 0 else {
      throw .broken(mayBeThere: false, "curl gave no socket")
    }
    self.socket = socket
    for answer in try ask("CAPABILITY") where answer.text.hasPrefix("* CAPABILITY ") {
      capabilities = Set(answer.text.split(separator: " ").dropFirst(2).map { $0.uppercased() })
    }
  }

  /// Opens a folder for reading and marking; its name is ASCII as the server spells it.
  package func open(_ folder: String) throws(MailFailure) -> MailFolder {
    var validity: UInt32?
    var next: UInt32?
    var count = 0
    for answer in try ask("SELECT \(try Self.quoted(folder))") {
      validity = answer.number(after: "[UIDVALIDITY ") ?? validity
      next = answer.number(after: "[UIDNEXT ") ?? next
      let words = answer.text.split(separator: " ")
      if words.count == 3, words[2] == "EXISTS" { count = Int(words[1]) ?? count }
    }
    guard let validity else {
      throw .no("the server numbers no letters in \(folder) (UIDVALIDITY is missing)")
    }
    return MailFolder(uidValidity: validity, uidNext: next, count: count)
  }

  /// The numbers of the letters behind this one, oldest first, at most so many.
  package func letters(after uid: UInt32, limit: Int) throws(MailFailure) -> [UInt32] {
    guard uid < .max else { return [] }
    var found: [UInt32] = []
    for answer in try ask("UID SEARCH UID \(uid + 1):*") where answer.text.hasPrefix("* SEARCH") {
      found += answer.text.split(separator: " ").dropFirst(2).compactMap { UInt32($0) }
    }
    // `n:*` always names the last letter, even where it stands before n.
    return Array(found.filter { $0 > uid }.sorted().prefix(limit))
  }

  /// Sizes and marks of letters; one that was deleted meanwhile is missing.
  package func heads(of uids: [UInt32]) throws(MailFailure) -> [LetterHead] {
    guard !uids.isEmpty else { return [] }
    let set = uids.map(String.init).joined(separator: ",")
    return try ask("UID FETCH \(set) (UID RFC822.SIZE FLAGS)").compactMap { answer in
      guard answer.isFetch, let uid = answer.number(after: "UID "),
        let size = answer.number(after: "RFC822.SIZE ")
      else { return nil }
      return LetterHead(
        uid: uid, size: Int(size), isSeen: answer.text.uppercased().contains("\\SEEN"))
    }
  }

  /// A whole letter without marking it as seen; nil where it is gone.
  package func letter(_ uid: UInt32, limit: Int) throws(MailFailure) -> [UInt8]? {
    try fetch(uid, "BODY.PEEK[]", limit: limit)
  }

  /// The letter's head, at most so many bytes of it.
  package func head(_ uid: UInt32, limit: Int) throws(MailFailure) -> [UInt8]? {
    try fetch(uid, "BODY.PEEK[HEADER]<0.\(limit)>", limit: limit)
  }

  private func fetch(_ uid: UInt32, _ what: String, limit: Int) throws(MailFailure) -> [UInt8]? {
    let answers = try ask("UID FETCH \(uid) (UID \(what))", limit: limit)
    for answer in answers where answer.isFetch && answer.number(after: "UID ") == uid {
      if let body = answer.literals.first ?? answer.quotedBody { return body }
    }
    return nil
  }

  package func markSeen(_ uid: UInt32) throws(MailFailure) {
    _ = try ask("UID STORE \(uid) +FLAGS.SILENT (\\Seen)")
  }

  /// Moves a letter to another folder, by a copy and a mark where the server cannot move.
  package func move(_ uid: UInt32, to folder: String) throws(MailFailure) {
    let name = try Self.quoted(folder)
    if capabilities.contains("MOVE") {
      _ = try ask("UID MOVE \(uid) \(name)")
      return
    }
    _ = try ask("UID COPY \(uid) \(name)")
    _ = try ask("UID STORE \(uid) +FLAGS.SILENT (\\Deleted)")
    if capabilities.contains("UIDPLUS") { _ = try ask("UID EXPUNGE \(uid)") }
  }

  package func create(_ folder: String) throws(MailFailure) {
    _ = try ask("CREATE \(try Self.quoted(folder))")
  }

  /// Says goodbye; the connection is closed with this object either way.
  package func leave() {
    // Nobody needs the answer: what is to be kept was asked for before.
    _ = try? ask("LOGOUT")
  }

  private static func quoted(_ folder: String) throws(MailFailure) -> String {
    guard !folder.isEmpty, folder.utf8.count <= 255,
      folder.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else {
      throw .malformed(
        "\(String(reflecting: folder)) is no folder's name: write it in ASCII as the server spells it"
      )
    }
    let safe = folder.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(safe))\""
  }
}

extension MailboxSession {
  /// Sends one command and takes everything up to its end; throws what is not OK.
  private func ask(_ command: String, limit: Int = 0) throws(MailFailure) -> [IMAPAnswer] {
    tags += 1
    let tag = "F\(tags)"
    let deadline = ContinuousClock.now + line.server.timeout
    try write(Array("\(tag) \(command)\r\n".utf8), deadline)
    var answers: [IMAPAnswer] = []
    var talk = 0
    while true {
      let answer = try read(limit, deadline)
      if answer.text.hasPrefix("\(tag) ") {
        let words = answer.text.dropFirst(tag.utf8.count + 1)
        guard words.uppercased().hasPrefix("OK") else { throw .no(String(words.prefix(300))) }
        return answers
      }
      if answer.text.uppercased().hasPrefix("* BYE"), command != "LOGOUT" {
        throw .broken(mayBeThere: false, "the server ended it: \(answer.text.prefix(300))")
      }
      talk += answer.text.utf8.count
      guard talk <= Self.mostTalk else { throw .tooLarge("the answer to \(command.prefix(40))") }
      answers.append(answer)
    }
  }

  private func read(_ limit: Int, _ deadline: ContinuousClock.Instant) throws(MailFailure)
    -> IMAPAnswer
  {
    while true {
      do throws(IMAPInput.TooMuch) {
        if let answer = try received.next(textLimit: Self.mostTalk, literalLimit: limit) {
          return answer
        }
      } catch {
        throw .tooLarge("the server sends more than \(error.limit) bytes")
      }
      try fill(deadline)
    }
  }

  private func fill(_ deadline: ContinuousClock.Instant) throws(MailFailure) {
    var room = [UInt8](repeating: 0, count: 65_536)
    var count = 0
    while true {
      let code = curl_easy_recv(line.handle, &room, room.count, &count)
      switch code {
      case CURLE_OK where count > 0:
        received.add(room[..<count])
        return
      case CURLE_OK: throw .broken(mayBeThere: false, "the server closed the connection")
      case CURLE_AGAIN: try wait(POLLIN, deadline)
      default: throw line.failure(code, mayBeThere: false)
      }
    }
  }

  private func write(_ bytes: [UInt8], _ deadline: ContinuousClock.Instant) throws(MailFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      var count = 0
      let code = rest.withUnsafeBytes {
        curl_easy_send(line.handle, $0.baseAddress, $0.count, &count)
      }
      switch code {
      case CURLE_OK: rest = rest.dropFirst(count)
      case CURLE_AGAIN: try wait(POLLOUT, deadline)
      default: throw line.failure(code, mayBeThere: false)
      }
    }
  }

  /// In slices, so that who calls it off need not wait for the deadline.
  private func wait(_ events: Int32, _ deadline: ContinuousClock.Instant) throws(MailFailure) {
    guard !line.callOff.isOff else { throw .stopped }
    guard .now < deadline else { throw .timedOut(mayBeThere: false) }
    var watched = pollfd(fd: socket, events: Int16(events), revents: 0)
    _ = poll(&watched, 1, 100)
  }
}
