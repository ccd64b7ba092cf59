package import Desk
import Terminal
import Wire

/// What is done with files just now. Pure; at most ``most`` at once.
package struct FileWork: Equatable, Sendable {
  /// What the desk takes; nil where it takes none.
  package internal(set) var limits: FileLimits?
  package internal(set) var sendings: [FileSending] = []
  /// Files whose address was asked for, and those that are being fetched.
  var asked: [Question.ID: Fetching] = [:]
  var fetching: [FileNumber: Fetching] = [:]
  /// Those whose program may still fail.
  var opened: [FileNumber: Fetching] = [:]
  /// What receipts stand for, so that a file can be told by its name and sent again.
  var enclosures: [String: Enclosure] = [:]
  /// The beginning of a path that is being completed.
  var wantedPath: String?
  private var count = 0

  static let most = 20

  /// A file that somebody wants to have.
  struct Fetching: Equatable, Sendable {
    let conversation: ConversationID
    let file: Attachment
    let aim: FileAim
  }

  /// Whether anything is on its way.
  package var isBusy: Bool { !sendings.isEmpty || !asked.isEmpty || !fetching.isEmpty }

  mutating func nextNumber() -> FileNumber {
    count += 1
    return count
  }

  mutating func remember(_ enclosure: Enclosure) {
    if enclosures.count >= Hands.memory { enclosures = [:] }
    enclosures[enclosure.receipt] = enclosure
  }
}

// MARK: - Files are sent

extension DeskModel {
  mutating func upload(_ path: String?, _ words: String) {
    guard let path else {
      fill("/upload ")
      return say(FileSending.words(files.limits))
    }
    guard let current else { return say("open a conversation first", isTrouble: true) }
    guard isMine(current) else {
      giveBack(Self.command(path, words), to: current)
      return say("this is not yours: Alt-t takes it", isTrouble: true)
    }
    guard files.sendings.count < FileWork.most else {
      return say("\(FileWork.most) files are on their way already", isTrouble: true)
    }
    let seen = transcripts[current].flatMap { $0.isCaughtUp ? $0.seq : nil }
    let sending = FileSending(files.nextNumber(), path, words, in: current, seen: seen)
    files.sendings.append(sending)
    effects.append(.file(sending.first))
    saveDrafts()
  }

  /// A command that does the same again.
  static func command(_ path: String, _ words: String) -> String {
    "/upload \(PathWord.escaped(path))\(words.isEmpty ? "" : " \(words)")"
  }

  mutating func fileNews(_ news: FileNews) {
    if case .listed(let begun, let paths) = news { return listed(begun, paths) }
    guard let number = news.number else { return }
    if let fetching = files.fetching.removeValue(forKey: number) ?? files.opened[number] {
      return fetched(fetching, news)
    }
    step(number) { [limits = files.limits, now] in $0.take(news, limits, at: now) }
  }

  /// One step of a file that is being sent; nothing where it was given up meanwhile.
  private mutating func step(
    _ number: FileNumber, _ work: (inout FileSending) -> FileSending.Step
  ) {
    guard let place = files.sendings.firstIndex(where: { $0.number == number }) else { return }
    let step = work(&files.sendings[place])
    switch step {
    case .wait: break
    case .errand(let errand): effects.append(.file(errand))
    case .ask(let subject):
      guard line.isOnline else { return }
      let question = nextQuestion()
      files.sendings[place].asked(question)
      run([.send(.ask(Question(id: question, subject)))])
    case .speak(let enclosure): speak(enclosure, files.sendings.remove(at: place))
    case .giveUp(let why): giveUp(files.sendings.remove(at: place), why)
    }
  }

  private mutating func speak(_ enclosure: Enclosure, _ sending: FileSending) {
    files.remember(enclosure)
    _ = letGo(
      sending.words, with: enclosure, seen: sending.seen, in: sending.conversation)
    saveDrafts()
  }

  private mutating func giveUp(_ sending: FileSending, _ why: String) {
    giveBack(Self.command(sending.path, sending.words), to: sending.conversation)
    say("not sent: \(why)", isTrouble: true)
  }

  /// Takes back the latest file of a conversation that is still on its way to the desk.
  mutating func takeBackFile() -> Bool {
    guard
      let place = files.sendings.lastIndex(where: { $0.conversation == current })
        ?? files.sendings.indices.last
    else { return false }
    let sending = files.sendings.remove(at: place)
    giveBack(Self.command(sending.path, sending.words), to: sending.conversation)
    say("taken back: the customer has seen nothing of it")
    return true
  }

  /// What an answer of the desk is about a file; false where it was not asked for here.
  mutating func fileAnswered(_ question: Question.ID, _ reply: Reply) -> Bool {
    if case .file(let address) = reply, let wanted = files.asked.removeValue(forKey: question) {
      let number = files.nextNumber()
      files.fetching[number] = wanted
      effects.append(.file(.fetch(number, wanted.file, address: address, wanted.aim)))
      return true
    }
    guard case .upload(let address, let part) = reply,
      let sending = files.sendings.first(where: { $0.question == question })
    else { return false }
    step(sending.number) { $0.granted(address, part: part) }
    return true
  }

  mutating func fileRefused(_ question: Question.ID, _ refusal: Refusal) -> Bool {
    if files.asked.removeValue(forKey: question) != nil {
      say(refusal.why, isTrouble: true)
      return true
    }
    guard let place = files.sendings.firstIndex(where: { $0.question == question }) else {
      return false
    }
    giveUp(files.sendings.remove(at: place), refusal.why)
    return true
  }

  /// A new line: what was asked on the old one is asked again.
  mutating func resumeFiles(_ limits: FileLimits?) {
    files.limits = limits
    for sending in files.sendings { step(sending.number) { $0.lineCame() } }
    let lost = files.asked
    files.asked = [:]
    for wanted in lost.values { ask(wanted) }
  }

  mutating func tickFiles() {
    for sending in files.sendings { step(sending.number) { [now] in $0.tick(at: now) } }
  }

  /// The files of a conversation that are on their way to the desk.
  package func sendings(in id: ConversationID) -> [FileSending] {
    files.sendings.filter { $0.conversation == id }
  }
}

// MARK: - Files are fetched

extension DeskModel {
  /// Opens or saves the file that is shown, or the one of that name; asks which where there are
  /// several.
  mutating func bring(_ aim: FileAim, _ name: String? = nil) {
    guard let transcript else { return say("open a conversation first", isTrouble: true) }
    let all = transcript.conversation.files
    let wanted: [Attachment]
    if let name {
      wanted = all.filter { Attachment.cleaned(name: $0.name) == name }
    } else {
      let shown = DeskView(self).files
      wanted = shown.isEmpty ? all : shown
    }
    var seen: Set<String> = []
    let once = wanted.reversed().filter { seen.insert("\($0.id) \($0.name)").inserted }
    guard let first = once.first else {
      let what = name.map { "no file here is called \($0)" } ?? "there is no file here"
      return say(what, isTrouble: true)
    }
    guard once.count > 1 else { return bring(aim, first) }
    let word = aim == .open ? "open" : "save"
    let choices = once.map { file in
      let parts = FileSaying.parts(file)
      return Choice(parts[0], detail: "\(word)  \(parts[1])  \(parts[2])", .file(aim, file))
    }
    show(Picker(.files, choices, note: "there is no file here"))
  }

  mutating func bring(_ aim: FileAim, _ file: Attachment) {
    guard let current else { return }
    if aim == .open, FileMedia.openable(file.name, file.media) == nil {
      return say(
        "files of type \(file.media) are not opened, for they may run; save it", isTrouble: true)
    }
    guard line.isOnline else { return say("offline: nothing can be fetched", isTrouble: true) }
    guard files.asked.count + files.fetching.count < FileWork.most else {
      return say("\(FileWork.most) files are fetched already", isTrouble: true)
    }
    ask(FileWork.Fetching(conversation: current, file: file, aim: aim))
    say("fetching \(Attachment.cleaned(name: file.name)), \(FileSaying.size(file.size)) …")
  }

  private mutating func ask(_ wanted: FileWork.Fetching) {
    let question = nextQuestion()
    files.asked[question] = wanted
    run([.send(.ask(Question(id: question, .file(wanted.conversation, id: wanted.file.id))))])
  }

  private mutating func fetched(_ wanted: FileWork.Fetching, _ news: FileNews) {
    let name = Attachment.cleaned(name: wanted.file.name)
    switch news {
    case .saved(_, let path): say("saved as \(path)")
    case .opened(let number):
      if files.opened.count >= FileWork.most { files.opened = [:] }
      files.opened[number] = wanted
      say("opening \(name)")
    case .failed(let number, let why):
      files.opened[number] = nil
      say("\(name): \(why)", isTrouble: true)
    case .cut(_, let why):
      say("\(name) was not fetched: \(why)", isTrouble: true)
    case .found, .reached, .arrived, .lapsed, .listed: break
    }
  }
}

// MARK: - Paths are completed

extension DeskModel {
  /// The beginning of a path behind `/upload`; nil where none is typed there.
  private var begunPath: (head: String, path: String)? {
    let before = draft.editor.before
    guard SlashCommand.isMeant(before), let blank = before.firstIndex(of: " "),
      SlashTable.row(before[..<blank].dropFirst().lowercased())?.argument == .path
    else { return nil }
    let rest = before[blank...].drop { $0 == " " }
    return PathWord.begun(String(rest)).map { (String(before[..<blank]) + " ", $0) }
  }

  /// Asks for the paths that begin as the one that is typed; false where none is.
  mutating func completePath() -> Bool {
    guard let (_, path) = begunPath else { return false }
    files.wantedPath = path
    effects.append(.file(.list(path)))
    if path.isEmpty { say(FileSending.words(files.limits)) }
    return true
  }

  private mutating func listed(_ begun: String, _ paths: [FoundPath]) {
    guard files.wantedPath == begun, let (head, path) = begunPath, path == begun else { return }
    files.wantedPath = nil
    let candidates = paths.map {
      Completion.Candidate(PathWord.escaped($0.path), $0.meaning)
    }
    offer(candidates, head: head, word: PathWord.escaped(path))
  }
}
