package import Desk
import Glibc
import JSON
import Wire

/// What one running terminal of one agent keeps on disk: commands not yet answered, drafts, and how
/// far conversations were read.
///
/// A command is on disk before it is first sent, and is struck out when it is answered; after a
/// crash the next terminal takes up what is left, with the same cids. Each running terminal has a
/// notebook of its own: at most ``slots`` run at once for one agent and desk.
package final class Notebook {
  package static let slots = 8
  private static let fileLimit = 8 << 20
  /// After so many struck out, the file is written anew.
  private static let strikeLimit = 500

  private let lock: Int32
  private var log: Int32 = -1
  private let ordersPath: String
  private let draftsPath: String
  /// Where this terminal writes its marks, and where all terminals of the agent do.
  private let marksPath: String
  private let allMarks: [String]
  private var open: [Outgoing] = []
  private var lines: [KeptLine] = []
  private var strikes = 0

  /// Opens the first notebook that no other terminal uses.
  package init(_ folder: StateFolder, agent: String) throws(StateFailure) {
    let name = String(agent.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    var found: (lock: Int32, stem: String)?
    for slot in 1...Self.slots where found == nil {
      let stem = "\(folder.path)/\(name)-\(slot)"
      let descriptor = Glibc.open("\(stem).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw StateFailure("open", "\(stem).lock") }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        found = (descriptor, stem)
      } else {
        close(descriptor)
      }
    }
    guard let found else {
      throw StateFailure("\(Self.slots) terminals of \(agent) are running here; close one")
    }
    lock = found.lock
    ordersPath = "\(found.stem).orders"
    draftsPath = "\(found.stem).drafts"
    marksPath = "\(found.stem).marks"
    allMarks = (1...Self.slots).map { "\(folder.path)/\(name)-\($0).marks" }
    (open, lines) = try Self.readOrders(ordersPath)
    let orphans = try Self.orphans(folder, name, except: found.stem)
    let known = Set(open.map(\.order.cid))
    for stem in orphans.stems {
      let left = try Self.readOrders("\(stem).orders")
      open += left.orders.filter { !known.contains($0.order.cid) }
      lines += left.lines
    }
    try rewrite()
    try adoptDrafts(of: orphans.stems)
    // What they held is ours now, and safe on disk: nothing is done twice, cids forbid it.
    for stem in orphans.stems { try PrivateFile.replace("\(stem).orders", with: []) }
    for lock in orphans.locks { close(lock) }
  }

  /// Notebooks that a terminal left behind and nobody uses.
  private static func orphans(
    _ folder: StateFolder, _ name: String, except own: String
  ) throws(StateFailure) -> (stems: [String], locks: [Int32]) {
    var stems: [String] = []
    var locks: [Int32] = []
    for slot in 1...slots {
      let stem = "\(folder.path)/\(name)-\(slot)"
      guard stem != own, access("\(stem).orders", F_OK) == 0 else { continue }
      let descriptor = Glibc.open("\(stem).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw StateFailure("open", "\(stem).lock") }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        stems.append(stem)
        locks.append(descriptor)
      } else {
        close(descriptor)
      }
    }
    return (stems, locks)
  }

  private func adoptDrafts(of stems: [String]) throws(StateFailure) {
    var drafts = try self.drafts()
    for stem in stems {
      let known = Set(drafts.map(\.conversation))
      drafts += try Self.readDrafts("\(stem).drafts").filter { !known.contains($0.conversation) }
    }
    guard !stems.isEmpty else { return }
    try keep(drafts)
    for stem in stems { try PrivateFile.replace("\(stem).drafts", with: []) }
  }

  deinit {
    if log >= 0 { close(log) }
    close(lock)
  }

  /// What an earlier terminal had not finished, oldest first.
  package var unfinished: [Outgoing] { open }

  /// Lines of a script that were not understood yet, oldest first; behind the commands.
  package var keptLines: [KeptLine] { lines }

  /// Writes a command down; on return it is safe on disk.
  package func keep(_ item: Outgoing) throws(StateFailure) {
    guard !open.contains(where: { $0.order.cid == item.order.cid }) else { return }
    open.append(item)
    // What it was understood from is the same thing.
    lines.removeAll { $0.name == item.order.cid }
    try append(Self.line(item))
  }

  /// Writes a script's line down; on return it is safe on disk.
  package func keep(_ line: KeptLine) throws(StateFailure) {
    lines.append(line)
    try append(line.record)
  }

  private func append(_ bytes: [UInt8]) throws(StateFailure) {
    try PrivateFile.write(bytes, to: log, path: ordersPath)
    guard fdatasync(log) == 0 else { throw StateFailure("write", ordersPath) }
  }

  /// Takes over what another notebook holds, behind what is here, and leaves it empty.
  func takeOver(_ other: Notebook) throws(StateFailure) {
    for item in other.unfinished { try keep(item) }
    for line in other.keptLines { try keep(line) }
    let drafts = try other.drafts()
    if !drafts.isEmpty { try keep(try self.drafts() + drafts) }
    // Both hold them for a moment; cids forbid doing anything twice.
    for item in other.unfinished { try other.settle(item.order.cid) }
    for line in other.keptLines { try other.settle(line.name) }
    try other.keep([])
  }

  /// Strikes a command out. If the line is lost, the command is sent again and found applied.
  package func settle(_ cid: CommandID) throws(StateFailure) {
    open.removeAll { $0.order.cid == cid }
    lines.removeAll { $0.name == cid }
    strikes += 1
    if strikes >= Self.strikeLimit { return try rewrite() }
    let line = JSONWriter.object { $0.member("settled", cid.text) }
    try PrivateFile.write(line + [0x0A], to: log, path: ordersPath)
  }

  private func rewrite() throws(StateFailure) {
    try PrivateFile.replace(ordersPath, with: open.flatMap(Self.line) + lines.flatMap(\.record))
    if log >= 0 { close(log) }
    log = Glibc.open(ordersPath, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard log >= 0 else { throw StateFailure("write", ordersPath) }
    strikes = 0
  }

  private static func line(_ item: Outgoing) -> [UInt8] {
    JSONWriter.object { writer in
      writer.member("at", item.createdAt.milliseconds)
      writer.name("frame")
      // The name's colon stands already: a value after it takes no comma.
      writer.raw(ClientFrame.command(item.order).bytes)
    } + [0x0A]
  }

  /// The unanswered commands of a file; a line torn by a crash is none.
  private static func readOrders(
    _ path: String
  ) throws(StateFailure) -> (orders: [Outgoing], lines: [KeptLine]) {
    guard let bytes = try PrivateFile.read(path, limit: fileLimit) else { return ([], []) }
    var orders: [Outgoing] = []
    var lines: [KeptLine] = []
    for line in bytes.split(separator: 0x0A) {
      // A torn line was never sent: it is written out before the command goes.
      guard let object = try? JSONReader.read(Array(line)) else { continue }
      if let cid = object["settled"]?.string {
        orders.removeAll { $0.order.cid.text == cid }
        lines.removeAll { $0.name.text == cid }
      } else if let kept = KeptLine(record: object, Array(line)) {
        lines.append(kept)
      } else if let at = object["at"]?.int, let frame = object["frame"],
        case .command(let order)? = try? ClientFrame.read(frame)
      {
        orders.append(Outgoing(order, at: Instant(milliseconds: at)))
        lines.removeAll { $0.name == order.cid }
      }
    }
    return (orders, lines)
  }

  // MARK: Drafts

  package func drafts() throws(StateFailure) -> [StoredDraft] {
    try Self.readDrafts(draftsPath)
  }

  private static func readDrafts(_ path: String) throws(StateFailure) -> [StoredDraft] {
    guard let bytes = try PrivateFile.read(path, limit: fileLimit) else { return [] }
    return bytes.split(separator: 0x0A).compactMap { line in
      // A line that cannot be read is of another version; its draft is lost, the others are not.
      guard let object = try? JSONReader.read(Array(line)),
        let conversation = object["conversation"]?.string, let text = object["text"]?.string
      else { return nil }
      return StoredDraft(
        conversation: Identifier(conversation), text: text,
        isNote: object["note"]?.bool ?? false)
    }
  }

  package func keep(_ drafts: [StoredDraft]) throws(StateFailure) {
    try PrivateFile.replace(draftsPath, with: drafts.prefix(500).flatMap(Self.line))
  }

  private static func line(_ draft: StoredDraft) -> [UInt8] {
    JSONWriter.object {
      $0.member("conversation", draft.conversation.text)
      $0.member("text", draft.text)
      $0.member("note", draft.isNote)
    } + [0x0A]
  }

  // MARK: Marks

  /// How far was read in this and in every other terminal of the agent.
  ///
  /// Without them everything is unread again, which is no reason not to work: what cannot be read
  /// is passed over.
  package func marks() -> Marks {
    var marks = Self.readMarks(marksPath) ?? Marks()
    for path in allMarks where path != marksPath {
      guard let other = Self.readMarks(path) else { continue }
      if marks.epoch == nil { marks = other } else { marks.add(other) }
    }
    return marks
  }

  private static func readMarks(_ path: String) -> Marks? {
    guard let bytes = try? PrivateFile.read(path, limit: fileLimit) else { return nil }
    let lines = bytes.split(separator: 0x0A).compactMap { try? JSONReader.read(Array($0)) }
    guard let epoch = lines.first?["epoch"]?.string else { return nil }
    let marks = lines.dropFirst().compactMap { line -> Marks.Mark? in
      guard let id = line["conversation"]?.string, let seen = line["seen"]?.int else { return nil }
      return Marks.Mark(Identifier(id), seen: seen, place: line["place"]?.int.map { Int($0) })
    }
    return Marks(epoch: epoch, marks)
  }

  package func keep(_ marks: Marks) throws(StateFailure) {
    guard let epoch = marks.epoch else { return }
    let head = JSONWriter.object { $0.member("epoch", epoch) } + [0x0A]
    try PrivateFile.replace(marksPath, with: head + marks.list.flatMap(Self.line))
  }

  private static func line(_ mark: Marks.Mark) -> [UInt8] {
    JSONWriter.object {
      $0.member("conversation", mark.conversation.text)
      $0.member("seen", mark.seen)
      if let place = mark.place { $0.member("place", Int64(place)) }
    } + [0x0A]
  }
}
