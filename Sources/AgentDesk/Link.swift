import Desk
import Glibc
import JSON
import Threads
import WebSockets
import Wire

extension Uplink.Owner {
  /// The notebook's name. A token's is a digest of it, because names of files are no secret.
  fileprivate var shelf: String {
    switch self {
    case .agent(let agent): agent
    case .bearer(let token): "token-" + Self.digest(token)
    }
  }

  /// FNV-1a of 64 bits: tells tokens apart, and gives nothing of their 256 bits by chance away.
  private static func digest(_ token: String) -> String {
    let code = token.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(code, radix: 36)
  }
}

/// Does what the line decides: connections, the disk, the clock.
///
/// One thread owns it. What the connection's thread hears comes through a mailbox of at most
/// ``mailLimit`` letters; when it overflows the connection is closed, and resuming loses nothing.
/// ``bell`` can be watched by `poll`.
final class Link {
  static let mailLimit = 20_000

  private struct Letter: Sendable {
    enum Content: Sendable {
      case opened
      case heard(DeskEvent)
      case quiet(Bool)
      case closed(UInt16)
      case failed(String)
      /// Of no connection: it goes on whatever becomes of that.
      case file(FileNews)
    }

    let generation: Int
    let content: Content

    var isOfFile: Bool {
      if case .file = content { return true }
      return false
    }
  }

  /// What an earlier run left behind.
  struct Left {
    var orders: [Outgoing] = []
    var drafts: [StoredDraft] = []
    var marks = Marks()
  }

  /// Becomes readable when there are letters.
  let bell: Int32
  private let button: Int32
  private let address: ServerAddress
  private let folder: StateFolder?
  private let keepsToken: Bool
  private let mailbox: Mailbox<Letter>
  private var notebook: Notebook?
  private var client: WebSocketClient?
  private var carriage: FileCarriage?
  /// Where files of this machine are.
  var places = FilePlaces()
  private var generation = 0
  /// Whose notebook was opened, or could not be.
  private var owner: Uplink.Owner?

  /// Without a folder nothing outlives the program.
  init(_ address: ServerAddress, folder: StateFolder?, keepsToken: Bool) throws(StateFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw StateFailure("make", "a pipe") }
    for end in ends {
      guard fcntl(end, F_SETFL, O_NONBLOCK) == 0, fcntl(end, F_SETFD, FD_CLOEXEC) == 0 else {
        throw StateFailure("set up", "a pipe")
      }
    }
    let button = ends[1]
    bell = ends[0]
    self.button = button
    self.address = address
    self.folder = folder
    self.keepsToken = keepsToken
    mailbox = Mailbox(bound: Self.mailLimit) {
      var one: UInt8 = 1
      // A full pipe rings already.
      _ = write(button, &one, 1)
    }
  }

  deinit {
    client?.close()
    mailbox.close()
    close(bell)
    close(button)
  }

  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// How far the local clock is from UTC, in seconds.
  static var clockOffset: Int {
    var seconds = time(nil)
    var local = tm()
    localtime_r(&seconds, &local)
    return local.tm_gmtoff
  }

  /// Opens the notebook of whoever gives the commands, and returns what was left in it; a second
  /// call for the same does nothing.
  ///
  /// What was kept under a token moves behind what its agent had left, as soon as the desk has said
  /// whose it is.
  func openNotebook(of owner: Uplink.Owner) throws(StateFailure) -> Left? {
    guard self.owner != owner else { return nil }
    let before = self.owner
    self.owner = owner
    guard let folder else { return Left() }
    let opened = try Notebook(folder, agent: owner.shelf)
    let left = Left(
      orders: opened.unfinished, drafts: try opened.drafts(), marks: opened.marks())
    if case .bearer = before, let notebook { try opened.takeOver(notebook) }
    notebook = opened
    return left
  }

  /// What is left of a script's lines in the notebook that is open.
  var keptLines: [KeptLine] { notebook?.keptLines ?? [] }

  func keep(_ line: KeptLine) throws(StateFailure) { try notebook?.keep(line) }

  func keep(_ drafts: [StoredDraft]) throws(StateFailure) { try notebook?.keep(drafts) }

  func keep(_ marks: Marks) throws(StateFailure) { try notebook?.keep(marks) }

  func keep(_ widths: PaneWidths) throws(StateFailure) { try folder?.keep(widths) }

  func perform(_ errand: Uplink.Errand) throws(StateFailure) {
    switch errand {
    case .connect: connect()
    case .hangUp: hangUp()
    case .send(let frame): client?.send(frame.bytes)
    case .keep(let item): try notebook?.keep(item)
    case .settle(let cid): try notebook?.settle(cid)
    case .keepToken(let secret, let agent):
      guard keepsToken else { return }
      try folder?.keep(StateFolder.Token(agent: agent.text, secret: secret))
    case .forgetToken: if keepsToken { try folder?.forgetToken() }
    }
  }

  func carry(_ errand: FileErrand) {
    let mailbox = mailbox
    let carriage =
      carriage
      ?? FileCarriage(address, places) { news in
        // What has no room is heard of by nobody; a screen with so many letters is dead.
        _ = mailbox.post(Letter(generation: 0, content: .file(news)))
      }
    self.carriage = carriage
    carriage.carry(errand)
  }

  /// Sees what has become of what nobody tells about by itself.
  func look() { carriage?.look() }

  private func connect() {
    hangUp()
    generation += 1
    let generation = generation
    let mailbox = mailbox
    do {
      client = try WebSocketClient(address, Self.settings) { event in
        let letter = Letter(generation: generation, content: Self.content(event))
        // A box that is full is found out by its reader, who starts over.
        _ = mailbox.post(letter)
      }
    } catch {
      let letter = Letter(generation: generation, content: .failed(error.description))
      _ = mailbox.post(letter)
    }
  }

  /// An agent whose line is dead must know before the customer gives up: after two pings without an
  /// answer the line is in doubt, and after 8.5 s of silence it is given up.
  private static let settings: ClientSettings = {
    var settings = ClientSettings()
    settings.pingEvery = .milliseconds(2000)
    settings.hangUpAfter = .milliseconds(8500)
    return settings
  }()

  private func hangUp() {
    client?.close()
    client = nil
  }

  private static func content(_ event: ClientEvent) -> Letter.Content {
    switch event {
    case .opened: return .opened
    case .quiet(let isQuiet): return .quiet(isQuiet)
    case .closed(let code, _): return .closed(code)
    case .failed(let why): return .failed(why)
    case .received(let bytes):
      return .heard(heard(bytes))
    }
  }

  /// A message of the desk, or that it is none, in words that a person can do something with.
  static func heard(_ bytes: [UInt8]) -> DeskEvent {
    do {
      return .received(try ServerFrame.read(try JSONReader.read(bytes)))
    } catch let mistake as WireMistake {
      return .unreadable(mistake.reason)
    } catch let mistake as JSONMistake {
      return .unreadable("a message that is not whole, at byte \(mistake.offset)")
    } catch {
      return .unreadable("a message that makes no sense")
    }
  }

  /// What has arrived since the last call, of the connection in use.
  func events() -> [DeskEvent] {
    var rings = [UInt8](repeating: 0, count: 64)
    // Nothing to read only means that nobody rang.
    _ = read(bell, &rings, rings.count)
    let letters = mailbox.drain()
    if letters.count >= Self.mailLimit {
      hangUp()
      generation += 1
      return [.disconnected(code: Wire.CloseCode.tooSlow.rawValue)]
    }
    return letters.filter { $0.generation == generation || $0.isOfFile }.map { letter in
      switch letter.content {
      case .opened: .connected
      case .heard(let event): event
      case .quiet(let isQuiet): .quiet(isQuiet)
      case .closed(let code): .disconnected(code: code)
      case .failed(let why): .disconnected(code: nil, why: why)
      case .file(let news): .file(news)
      }
    }
  }
}
