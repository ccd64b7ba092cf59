package import Courier
package import Desk
import Synchronization

/// Carries conversations into a ticket system, whichever: one ticket a conversation, one burst one
/// entry, in order, each once.
///
/// Before a ticket is made it is looked for, and before something is written again whose answer was
/// lost the ticket is read: what may be there twice is asked for once.
package class TicketConnector: Connector, @unchecked Sendable {
  // Unchecked because it can be inherited from; all it holds is fixed or locked.
  package let name: String
  package let pace: Pace
  package let looksEvery: Duration?
  package let destination: OutsideDestination
  let system: any TicketSystem
  private let looker: (any TicketLooker)?
  private let bytes: @Sendable (Attachment) -> [UInt8]?
  private let memory = Mutex(TicketMemory())

  /// `bytes` gives what is in a file of the desk; nil where it is not there.
  init(
    _ name: String, _ system: any TicketSystem, title: String? = nil,
    looker: (any TicketLooker)? = nil,
    looksEvery: Duration? = nil, pace: Pace = Pace(),
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?
  ) {
    self.name = name
    destination = OutsideDestination(name, shown: OutsideDestination.Shown(title ?? name, .ticket))
    self.system = system
    self.looker = looker
    self.looksEvery = looker == nil ? nil : looksEvery
    self.pace = pace
    self.bytes = bytes
  }

  package func carry(_ errand: Errand) -> Carried {
    guard let talk = Talk(errand.conversation, errand.all) else { return .done(nil) }
    let id = errand.conversation.id
    var work = TicketWork(
      errand, talk, system, name: name, bytes: bytes,
      isCertain: memory.withLock { $0.isCertain(id, errand.link) },
      doubtedSince: memory.withLock { $0.doubt(of: id, errand) })
    let carried = work.run()
    memory.withLock { $0.note(id, work, at: errand.now) }
    return carried
  }

  /// A file on its way; nil for one that is larger than is carried, or not there any more.
  func carried(_ file: Attachment, seq: Int64, at moment: Instant, _ talk: Talk) -> TicketFile? {
    guard file.size <= TicketWork.largestFile, let bytes = bytes(file), !bytes.isEmpty else {
      return nil
    }
    return TicketFile(
      span: EntrySpan(talk.key, seq, seq, .file), name: file.name, media: file.media, at: moment,
      bytes: bytes)
  }

  func isCarried(_ file: Attachment) -> Bool {
    file.size <= TicketWork.largestFile && bytes(file)?.isEmpty == false
  }

  package func look(_ desk: any DeskInlet) -> ConnectorFailure? {
    guard let looker else { return nil }
    do throws(TicketFailure) {
      try looker.look(desk, name: name)
      return nil
    } catch {
      return error.said
    }
  }

  package func stop() { system.stop() }
}

/// Brings in what people did in a ticket system.
protocol TicketLooker: Sendable {
  func look(_ desk: any DeskInlet, name: String) throws(TicketFailure)
}

/// What is known of tickets since the program started, and forgotten with it: then it is asked.
struct TicketMemory: Sendable {
  /// Up to which seq a ticket surely holds everything, and nothing behind it.
  private var certain: [Identifier<Conversation>: String] = [:]
  /// Since when a ticket may have been made without our knowing.
  private var doubted: [Identifier<Conversation>: Instant] = [:]

  /// Those that this run of the program has tried.
  private var tried: Set<Identifier<Conversation>> = []

  /// Beyond it all is forgotten, which costs a question each.
  private static let most = 10_000

  func isCertain(_ id: Identifier<Conversation>, _ link: OutsideLink?) -> Bool {
    guard let link else { return false }
    return certain[id] == (link.state[TicketWork.seqKey] ?? "0")
  }

  /// An earlier run of the program may have asked for it, too.
  func doubt(of id: Identifier<Conversation>, _ errand: Errand) -> Instant? {
    if let since = doubted[id] { return since }
    return errand.link == nil && !tried.contains(id) ? errand.firstTried : nil
  }

  mutating func note(_ id: Identifier<Conversation>, _ work: TicketWork, at now: Instant) {
    if certain.count >= Self.most { certain = [:] }
    if doubted.count >= Self.most { doubted = [:] }
    if tried.count >= Self.most { tried = [] }
    tried.insert(id)
    certain[id] = work.isInDoubt ? nil : work.link.map { $0.state[TicketWork.seqKey] ?? "0" }
    doubted[id] = work.link == nil && work.isInDoubt ? now : nil
  }
}
