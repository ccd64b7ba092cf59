import Courier
import Desk

/// One errand into a ticket system, from looking for the ticket to its transcript.
struct TicketWork {
  private let errand: Errand
  private let talk: Talk
  private let system: any TicketSystem
  private let name: String
  private let bytes: @Sendable (Attachment) -> [UInt8]?
  private let doubtedSince: Instant?
  private(set) var link: OutsideLink?
  /// Whether the ticket may hold more than the link says.
  private(set) var isInDoubt: Bool
  private var standing: Set<EntrySpan> = []

  static let seqKey = "seq"
  static let stateKey = "state"
  private static let transcriptKey = "transcript"

  /// Bytes of a file that is carried; larger ones stay at the desk, and the ticket says so.
  static let largestFile = 8 << 20

  init(
    _ errand: Errand, _ talk: Talk, _ system: any TicketSystem, name: String,
    bytes: @escaping @Sendable (Attachment) -> [UInt8]?, isCertain: Bool, doubtedSince: Instant?
  ) {
    self.errand = errand
    self.talk = talk
    self.system = system
    self.name = name
    self.bytes = bytes
    self.doubtedSince = doubtedSince
    link = errand.link
    isInDoubt = errand.link != nil && !isCertain
  }

  mutating func run() -> Carried {
    do throws(TicketFailure) {
      guard system.abilities.appends else { return try once() }
      try findOrCreate()
      try look()
      try write()
      try change()
      try close()
      isInDoubt = false
      return .done(link)
    } catch {
      if error.mayBeThere { isInDoubt = true }
      return outcome(error)
    }
  }

  // MARK: The ticket

  /// For a system that takes a ticket once, with everything.
  private mutating func once() throws(TicketFailure) -> Carried {
    guard link == nil, talk.isForTicket else { return .done(link) }
    try findOrCreate()
    isInDoubt = false
    return .done(link)
  }

  private mutating func findOrCreate() throws(TicketFailure) {
    guard link == nil else { return }
    if let place = try system.find(talk) {
      link = OutsideLink(place.external, url: place.url, state: [Self.seqKey: "0"])
      isInDoubt = true
      return
    }
    if let doubtedSince, errand.now.since(doubtedSince) < system.abilities.lag {
      throw TicketFailure(
        .failing, "a ticket that was asked for may not be found yet",
        retryAfter: system.abilities.lag - errand.now.since(doubtedSince))
    }
    let place = try system.create(talk)
    isInDoubt = false
    link = OutsideLink(
      place.external, url: place.url, state: [Self.seqKey: "0", Self.stateKey: atFirst])
  }

  /// Reads what stands there where that is not known.
  private mutating func look() throws(TicketFailure) {
    guard isInDoubt, system.abilities.reads, let link else { return }
    standing = Set(
      try system.standing(in: link.external, withWords: false).map(\.span).filter {
        $0.talk == talk.key
      })
    isInDoubt = false
  }

  // MARK: Words

  private var seq: Int64 { link?.state[Self.seqKey].flatMap { Int64($0) } ?? 0 }

  private mutating func write() throws(TicketFailure) {
    guard let ticket = link?.external else { return }
    // A ticket that is new to us holds the whole conversation, also what was before it waited.
    let events = (errand.link == nil ? errand.all : errand.events).filter { event in
      event.seq > seq && !standing.contains { $0.part == .words && $0.holds(event.seq) }
    }
    let cutting = EntryCutting(talk: talk, words: system.words, system: name)
    for cut in cutting.cuts(events) {
      guard !cut.entry.isInternal || system.abilities.notes else { continue }
      let files = cut.files.compactMap { file($0.file, seq: $0.seq, at: $0.at) }
      let goesAlong = system.abilities.takesFilesWithWords
      try system.append(cut.entry, files: goesAlong ? files : [], to: ticket, talk)
      if !goesAlong { try attach(files, to: ticket) }
      link?.state[Self.seqKey] = String(cut.entry.span.last)
    }
    if !system.abilities.takesFilesWithWords { try attachMissing(to: ticket) }
    let last = max(seq, errand.events.last?.seq ?? 0)
    link?.state[Self.seqKey] = String(last)
  }

  private func attach(_ files: [TicketFile], to ticket: String) throws(TicketFailure) {
    guard system.abilities.attaches else { return }
    for file in files where !standing.contains(file.span) {
      try system.attach(file, to: ticket, talk)
    }
  }

  /// Files whose words stood there already, but not they.
  private func attachMissing(to ticket: String) throws(TicketFailure) {
    guard !standing.isEmpty else { return }
    let cutting = EntryCutting(talk: talk, words: system.words, system: name)
    let files = errand.events.compactMap { event -> TicketFile? in
      guard let line = cutting.line(event), let file = line.file,
        standing.contains(where: { $0.part == .words && $0.holds(event.seq) })
      else { return nil }
      return self.file(file, seq: event.seq, at: event.at)
    }
    try attach(files, to: ticket)
  }

  private func file(_ file: Attachment, seq: Int64, at moment: Instant) -> TicketFile? {
    guard file.size <= Self.largestFile, let bytes = bytes(file), !bytes.isEmpty else { return nil }
    return TicketFile(
      span: EntrySpan(talk.key, seq, seq, .file), name: file.name, media: file.media, at: moment,
      bytes: bytes)
  }

  // MARK: State, and the end

  private var wanted: String { "\(talk.state) \(talk.conversation.priority.rawValue)" }
  private var atFirst: String { "new \(talk.conversation.priority.rawValue)" }

  /// A state that is not taken holds up no words.
  private mutating func change() throws(TicketFailure) {
    guard system.abilities.changes, let link, link.state[Self.stateKey] != wanted else { return }
    do throws(TicketFailure) {
      try system.change(link.external, talk)
      self.link?.state[OutsideLink.lackKey] = nil
    } catch {
      guard error.kind == .refused else { throw error }
      self.link?.state[OutsideLink.lackKey] = "its state could not be set (\(error.why))".beginning(
        500)
    }
    let now = wanted
    self.link?.state[Self.stateKey] = now
    // What was told before is not so any more.
    self.link?.state[TicketNewsTaker.toldKey] = nil
  }

  private mutating func close() throws(TicketFailure) {
    guard talk.isOver, system.abilities.attaches, let link else { return }
    let last = String(talk.lastWords)
    guard link.state[Self.transcriptKey] != last, talk.lastWords > 0 else { return }
    do throws(TicketFailure) {
      for file in talk.transcripts(at: errand.now) where !standing.contains(file.span) {
        try system.attach(file, to: link.external, talk)
      }
    } catch {
      guard error.kind == .refused else { throw error }
      let trouble = "its transcript could not be attached (\(error.why))"
      self.link?.state[OutsideLink.lackKey] = trouble.beginning(500)
    }
    self.link?.state[Self.transcriptKey] = last
  }

  // MARK: What it came to

  private func outcome(_ failure: TicketFailure) -> Carried {
    let said = failure.said
    switch failure.kind {
    case .refused: return .parked(why: failure.why, link)
    case .failing, .unready:
      // The last is never done before all is: what is left to do comes with it.
      let done = errand.events.dropLast().last { $0.seq <= seq }
      guard let done else { return .later(said, link) }
      return .partly(upTo: done.seq, link, said)
    }
  }
}
