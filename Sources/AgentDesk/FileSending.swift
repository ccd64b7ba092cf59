import Desk
import Wire

/// A file on its way to the desk, and the words that go with it when it is there.
///
/// Pure: each step says what is to be done next. Whatever breaks, it goes on from where the desk
/// says it is; nothing is said to the customer before all of it has arrived.
package struct FileSending: Equatable, Sendable {
  package let number: FileNumber
  package let conversation: ConversationID
  /// As it was typed.
  let path: String
  package let words: String
  /// How far the conversation had been read when it was sent off.
  let seen: Int64?
  package private(set) var file: FileOnDisk?
  /// How much of it is at the desk.
  package private(set) var reached: Int64 = 0
  /// What the desk was asked, and has not answered.
  private(set) var question: Question.ID?
  private(set) var grant: FileGrant?
  /// When the next try is due, after a cut.
  private(set) var dueAt: Instant?
  private var cuts = 0
  private var hasLapsed = false

  /// The first wait after a cut, and the longest.
  private static let waits = (first: Int64(1_000), longest: Int64(30_000))

  /// What is to be done next.
  enum Step: Equatable {
    case errand(FileErrand)
    /// Ask the desk where it may be sent.
    case ask(Question.Subject)
    case speak(Enclosure)
    case giveUp(String)
    case wait
  }

  init(
    _ number: FileNumber, _ path: String, _ words: String, in conversation: ConversationID,
    seen: Int64?
  ) {
    self.number = number
    self.conversation = conversation
    self.path = path
    self.words = words
    self.seen = seen
  }

  var first: FileErrand { .look(number, path: path) }

  /// How far it is, for people.
  package var progress: String {
    guard let file else { return "looking at \(path)" }
    let percent = file.size > 0 ? reached * 100 / file.size : 0
    let wait = dueAt == nil ? "" : ", the line was cut: trying again"
    return "\(file.name)  \(percent) % of \(FileSaying.size(file.size))\(wait)"
  }

  mutating func take(_ news: FileNews, _ limits: FileLimits?, at now: Instant) -> Step {
    switch news {
    case .found(_, let file):
      if let fault = limits.map({ Self.fault(file, $0) }) ?? Self.notTaken { return .giveUp(fault) }
      self.file = file
      return ask
    case .reached(_, let bytes):
      guard let file, (0...file.size).contains(bytes), bytes != reached else {
        return wait(at: now)
      }
      (reached, cuts) = (bytes, 0)
      return next
    case .arrived(_, let receipt):
      return .speak(Enclosure(receipt: receipt, name: file?.name ?? "file", path: path))
    case .cut: return wait(at: now)
    case .lapsed:
      guard !hasLapsed else { return .giveUp("the desk does not take the file any more") }
      (hasLapsed, grant) = (true, nil)
      return ask
    case .failed(_, let why): return .giveUp(why)
    case .saved, .opened, .listed: return .wait
    }
  }

  mutating func asked(_ question: Question.ID) { self.question = question }

  mutating func granted(_ address: String, part: Int) -> Step {
    question = nil
    grant = FileGrant(address: address, part: min(max(part, 1), 1 << 20))
    return next
  }

  /// What is to be done when the line is there again; an answer is lost with its line.
  mutating func lineCame() -> Step {
    guard file != nil, grant == nil else { return .wait }
    question = nil
    return ask
  }

  /// What is due.
  mutating func tick(at now: Instant) -> Step {
    guard let dueAt, dueAt <= now else { return .wait }
    self.dueAt = nil
    return next
  }

  private var next: Step {
    guard let file, let grant else { return .wait }
    return .errand(.send(number, file, grant, from: reached))
  }

  private var ask: Step {
    guard let file else { return .wait }
    return .ask(.upload(conversation, name: file.name, size: file.size, media: file.media))
  }

  private mutating func wait(at now: Instant) -> Step {
    let wait = min(Self.waits.first << min(cuts, 10), Self.waits.longest)
    cuts += 1
    dueAt = now + .milliseconds(wait)
    return .wait
  }

  // MARK: Limits

  static let notTaken = "files are not taken at this desk (files.enabled)"

  /// What is taken, in words.
  static func words(_ limits: FileLimits?) -> String {
    guard let limits else { return notTaken }
    return "at most \(FileSaying.size(limits.largest)), \(limits.perConversation) in one "
      + "conversation; \(limits.media.joined(separator: ", "))"
  }

  private static func fault(_ file: FileOnDisk, _ limits: FileLimits) -> String? {
    guard file.size > 0 else { return "\(file.name) is empty" }
    guard file.size <= limits.largest else {
      return "\(file.name) has \(FileSaying.size(file.size)), "
        + "and a file has at most \(FileSaying.size(limits.largest))"
    }
    guard limits.media.contains(file.media) else {
      let what = file.media == FileMedia.unknown ? "of a type nobody knows" : file.media
      return "\(file.name) is \(what); taken are \(limits.media.joined(separator: ", "))"
    }
    return nil
  }
}
