import Courier
import Desk
import Files
import Gateway
import Journal
import Office
import Synchronization
import Threads

/// The connectors' side of the record: reads over its own connection, has the Office write.
final class RecordErrands: ErrandBook, @unchecked Sendable {
  // Unchecked because the reading connection is only used under `door`.
  private let door = Mutex(())
  private let reading: ErrandReading
  private let links: LinkReading
  private let tickets: TicketReading
  private let office: OfficeThread
  private let fileDoor: FileDoor?
  private let readMarks: ReadMarks
  /// Where customers reach the desk.
  private let origin: String
  /// Told when the disk failed to read.
  private let failed: @Sendable (RecordFailure) -> Void

  init(
    path: String, epoch: String, office: OfficeThread, files: FileDoor?, readMarks: ReadMarks,
    origin: String,
    failed: @escaping @Sendable (RecordFailure) -> Void
  ) throws(RecordFailure) {
    let database = try Database(path: path, mode: .reading)
    reading = try ErrandReading(database, epoch: epoch)
    links = try LinkReading(database)
    tickets = TicketReading(database)
    self.office = office
    fileDoor = files
    self.readMarks = readMarks
    self.origin = origin
    self.failed = failed
  }

  private func read<Found>(_ look: () throws(RecordFailure) -> Found) throws(RecordFailure)
    -> Found
  {
    do throws(RecordFailure) {
      return try door.withLock { _ throws(RecordFailure) in try look() }
    } catch {
      if error.kind == .broken { failed(error) }
      throw error
    }
  }

  // MARK: What waits

  func due(for destination: String, at now: Instant, limit: Int) throws -> [WaitingTalk] {
    try read { () throws(RecordFailure) in
      try reading.due(for: destination, at: now, limit: limit)
    }.map { head in
      WaitingTalk(
        head.conversation, head.number, to: destination, from: head.from, count: head.count,
        latest: head.latest, attempts: head.attempts, firstTried: head.firstTried)
    }
  }

  func errand(_ waiting: WaitingTalk, at now: Instant) throws -> Errand? {
    let (whole, past) = try read { () throws(RecordFailure) in
      try reading.told(waiting.conversation, waiting.number)
    }
    let events = past.map(CarriedEvent.init)
    guard let last = events.last, last.seq >= waiting.from else { return nil }
    return Errand(
      to: waiting.destination, whole, past: events.filter { $0.seq < waiting.from },
      events: events.filter { $0.seq >= waiting.from },
      link: try link(of: waiting.conversation, at: waiting.destination),
      attempts: waiting.attempts, firstTried: waiting.firstTried, now: now)
  }

  func settle(_ settled: SettledErrand) throws {
    let destination = settled.destination
    var settlements = settled.carried.map {
      Settlement(position: $0, destination: destination, at: settled.at, .delivered)
    }
    switch settled.rest {
    case .waits(let position, let until)?:
      settlements.append(
        Settlement(
          position: position, destination: destination, at: settled.at, .waits(until: until)))
    case .retry(let position, let at, let why)?:
      settlements.append(
        Settlement(
          position: position, destination: destination, at: settled.at, .retry(at: at, why: why)))
    case nil: break
    }
    let links = settled.link.map { [LinkChange(destination, settled.conversation, $0)] } ?? []
    try office.ask { [settlements] in
      $0.note(settlements, links, of: settled.conversation)
    }.get()
  }

  // MARK: What comes in

  func takeIn(_ envelope: Envelope) throws -> Landing {
    try office.ask { try $0.takeIn(envelope) }.get()
  }

  func takeIn(_ act: OutsideAct) throws -> Landing {
    try office.ask { try $0.takeIn(act) }.get()
  }

  func link(of conversation: Identifier<Conversation>, at destination: String) throws
    -> OutsideLink?
  {
    try read { () throws(RecordFailure) in try links.link(of: conversation, at: destination) }
  }

  func keep(_ link: OutsideLink, of conversation: Identifier<Conversation>, at destination: String)
    throws
  {
    let change = LinkChange(destination, conversation, link)
    try office.ask { $0.note([], [change], of: conversation) }.get()
  }

  func conversation(called external: String, at destination: String) throws
    -> Identifier<Conversation>?
  {
    try read { () throws(RecordFailure) in
      try links.conversation(called: external, at: destination)
    }
  }

  func landed(_ external: String, from channel: String) throws -> Identifier<Conversation>? {
    try read { () throws(RecordFailure) in try links.landed(external, from: channel) }
  }

  func place(at destination: String) throws -> String? {
    try read { () throws(RecordFailure) in try links.place(at: destination) }
  }

  func keep(place: String, at destination: String) throws {
    try office.ask { $0.note(place: String(place.prefix(4096)), at: destination) }.get()
  }

  func told(_ conversation: Identifier<Conversation>) throws -> (Conversation, [CarriedEvent])? {
    try read { () throws(RecordFailure) in
      guard let number = try tickets.number(of: conversation) else { return nil }
      let (whole, past) = try reading.told(conversation, number)
      return (whole, past.map(CarriedEvent.init))
    }
  }

  func customerHasRead(_ conversation: Identifier<Conversation>) -> Int64? {
    readMarks.ofCustomer(in: conversation)
  }

  // MARK: Files

  private var files: FileDesk? { fileDoor?.desk }
  private static let addressLife = Duration.seconds(7 * 86_400)

  func address(of file: Attachment) -> String? {
    guard let fileDoor else { return nil }
    let pass = fileDoor.vouchers.pass(to: file, until: Server.now() + Self.addressLife)
    return "\(origin)/v1/files/\(file.id)?pass=\(pass)"
  }

  func keep(_ bytes: [UInt8], name: String, media: String) throws -> Attachment {
    guard let files else {
      throw ConnectorFailure("files are not taken here (files.enabled)")
    }
    guard files.limits.media.contains(media) else {
      throw ConnectorFailure("files of type \(media.prefix(64)) are not taken here (files.types)")
    }
    guard (1...files.limits.largest).contains(Int64(bytes.count)) else {
      throw ConnectorFailure("a file has 1 to \(files.limits.largest) bytes (files.largest)")
    }
    let grant = FileVouchers.Grant(
      conversation: Identifier("outside"), sender: "outside",
      name: Attachment.cleaned(name: name), size: Int64(bytes.count), media: media,
      until: Server.now() + .seconds(3600))
    for start in stride(from: 0, to: bytes.count, by: FileDesk.part) {
      let part = Array(bytes[start..<min(start + FileDesk.part, bytes.count)])
      switch try take(part, at: Int64(start), for: grant, files) {
      case .at: continue
      case .done(let file), .already(let file): return file
      case .refused(let why): throw ConnectorFailure("the file was refused: \(why)")
      case .full: throw ConnectorFailure("there is no room for files (files.total)")
      case .elsewhere, nil: throw ConnectorFailure("the file could not be kept")
      }
    }
    throw ConnectorFailure("the file could not be kept")
  }

  private func take(
    _ part: [UInt8], at offset: Int64, for grant: FileVouchers.Grant, _ files: FileDesk
  ) throws -> FileStore.Progress? {
    let answer = Mailbox<FileStore.Progress?>(bound: 1)
    let isTaken = files.take(part, at: offset, for: grant) { _ = answer.post($0) }
    // A scanner has 45 s.
    guard isTaken, answer.wait(for: .seconds(60)), let progress = answer.drain().first else {
      throw ConnectorFailure("too many files wait; it is tried again")
    }
    return progress
  }

  func bytes(of file: Attachment) -> [UInt8]? {
    files.flatMap { FileStore.bytes(of: file, in: $0.folder) }
  }
}

extension CarriedEvent {
  fileprivate init(_ happened: ErrandReading.Happened) {
    self.init(
      position: happened.position, seq: happened.seq, at: happened.at, key: happened.key,
      event: happened.event)
  }
}
