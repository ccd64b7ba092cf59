import Desk
import JSON
import Wire

// MARK: - Files that a script sends

extension ScriptDesk {
  /// A file on its way, and the line that wants it sent.
  struct Upload: Sendable {
    var sending: FileSending
    let line: ScriptLine
  }

  /// `{"do":"upload","number":1042,"path":"label.pdf","text":"Your label"}`: answered as a `say`
  /// is, once the desk has file and words.
  mutating func upload(_ line: ScriptLine, in id: ConversationID) throws(WireMistake) {
    guard uploads.count < FileWork.most else {
      return trouble(line.asker, "busy", "\(FileWork.most) files are on their way already")
    }
    let path = try line.object.text("path")
    let words = line.object["text"]?.string ?? ""
    let sending = FileSending(files.nextNumber(), path, words, in: id, seen: nil)
    uploads.append(Upload(sending: sending, line: line))
    effects.append(.file(sending.first))
  }

  mutating func fileNews(_ news: FileNews) {
    guard let number = news.number else { return }
    if case .cut(_, let why) = news, let upload = upload(number) {
      say("sending", upload.line.asker) { $0.member("why", why) }
    }
    step(number) { [limits = files.limits, now] in $0.take(news, limits, at: now) }
    guard case .reached = news, let sending = upload(number)?.sending, let file = sending.file,
      let asker = upload(number)?.line.asker
    else { return }
    say("sending", asker) {
      $0.member("at", sending.reached)
      $0.member("size", file.size)
    }
  }

  private func upload(_ number: FileNumber) -> Upload? {
    uploads.first { $0.sending.number == number }
  }

  mutating func step(_ number: FileNumber, _ work: (inout FileSending) -> FileSending.Step) {
    guard let place = uploads.firstIndex(where: { $0.sending.number == number }) else { return }
    switch work(&uploads[place].sending) {
    case .wait: break
    case .errand(let errand): effects.append(.file(errand))
    case .ask(let subject):
      guard line?.isOnline == true else { return }
      let question = freshQuestion()
      uploads[place].sending.asked(question)
      ask(subject, .upload(number), as: question)
    case .speak(let enclosure): speak(enclosure, uploads.remove(at: place))
    case .giveUp(let why): giveUp(number, "invalid", why)
    }
  }

  mutating func giveUp(_ number: FileNumber, _ code: String, _ why: String) {
    guard let place = uploads.firstIndex(where: { $0.sending.number == number }) else { return }
    trouble(uploads.remove(at: place).line.asker, code, why)
  }

  /// The words go as an order like any other: kept until they are answered, and said once.
  private mutating func speak(_ enclosure: Enclosure, _ upload: Upload) {
    let (sending, moment) = (upload.sending, now)
    guard var uplink = line,
      let (cid, errands) = uplink.order(
        .say(sending.words), in: sending.conversation, file: enclosure.receipt, at: moment)
    else {
      return trouble(upload.line.asker, "busy", "\(Uplink.orderLimit) commands wait already")
    }
    line = uplink
    commands[cid] = Owed(asker: upload.line.asker)
    effects += errands.map { .line($0) }
  }

  mutating func tickFiles() {
    for upload in uploads { step(upload.sending.number) { [now] in $0.tick(at: now) } }
  }
}
