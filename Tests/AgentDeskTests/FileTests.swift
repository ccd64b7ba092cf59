import Desk
import Terminal
import Testing
import Wire

@testable import AgentDesk

/// Files as an agent meets them: seen, brought, sent once, taken back.
@Suite struct FileTests {
  static let photo = Desk.Attachment(
    id: String(repeating: "p", count: 43), name: "photo.jpg", size: 212_400, media: "image/jpeg")
  static let bill = Desk.Attachment(
    id: String(repeating: "b", count: 43), name: "bill.pdf", size: 1_430_000,
    media: "application/pdf")
  static let limits = FileLimits(
    largest: 10 << 20, media: ["image/jpeg", "application/pdf"], perConversation: 50)
  static let onDisk = FileOnDisk(
    path: "/agents/maya/my label.pdf", name: "my label.pdf", size: 600_000,
    media: "application/pdf", stamp: "1")

  static func desk(undoSend: Duration = .zero, columns: Int = 120) -> PaperDesk {
    var preferences = Preferences()
    preferences.undoSend = undoSend
    preferences.asks = true
    var desk = PaperDesk.morning(
      Size(columns: columns, rows: 30), preferences: preferences)
    desk.hear(.welcome(welcome))
    desk.effects = []
    return desk
  }

  static let welcome = Welcome(
    epoch: "epoch-1", .agent(PaperDesk.maya, role: .agent), token: nil, time: PaperDesk.ten,
    textLimit: 4000, files: limits)

  static func said(_ file: Desk.Attachment, _ words: String? = nil) -> Event {
    .said(Message(.customer, words ?? file.name, file: file))
  }

  // MARK: Seen

  @Test func aFileIsARowWithNameSizeTypeAndItsKeys() {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, Self.said(Self.photo, "Look at this"), Self.said(Self.bill))
    let screen = DeskView(desk.model).grid().text()
    #expect(screen.contains("Look at this"))
    #expect(screen.contains("photo.jpg  212 kB  image/jpeg   Alt-o open   Alt-s save"))
    // Without words the text is the name, which is not said twice.
    #expect(screen.split(separator: "bill.pdf").count == 2)
    #expect(screen.contains("1.4 MB  application/pdf"))
  }

  @Test func aFileFitsTheNarrowestScreen() {
    for columns in [40, 60, 80] {
      var desk = Self.desk(columns: columns)
      desk.press(Key(.escape))
      desk.happen(
        PaperDesk.ana,
        Self.said(
          Desk.Attachment(id: "x", name: String(repeating: "n", count: 120), size: 5, media: "a/b"))
      )
      let rows = DeskView(desk.model).grid().text().split(separator: "\n")
      #expect(rows.allSatisfy { CleanText(String($0)).width <= columns })
    }
  }

  @Test func linesTellTheFileBelowTheWords() {
    let saying = Saying(me: nil, offset: 0)
    let spoken = saying.spoken(
      .known(Self.said(Self.photo, "Look")), customer: "Ana", .verified)
    #expect(spoken?.who == "customer “Ana” (verified)")
    #expect(spoken?.words == "Look\nfile photo.jpg, 212 kB, image/jpeg")
    let hostile = Desk.Attachment(
      id: "x", name: "../a\u{202e}\nb/c.png", size: 999_999, media: "image/png")
    #expect(FileSaying.words(hostile) == "file c.png, 1.0 MB, image/png")
  }

  // MARK: Brought

  @Test func theFileShownIsFetchedFromTheAddressThatTheDeskTells() throws {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, Self.said(Self.photo))
    desk.press(.alt("s"))
    let question = try desk.asked()
    #expect(question.subject == .file(PaperDesk.ana, id: Self.photo.id))
    desk.hear(.answer(question.id, .file(address: "/v1/files/x?pass=y")))
    let errand = try #require(desk.fileErrands().first)
    guard case .fetch(let number, Self.photo, "/v1/files/x?pass=y", .save) = errand else {
      return #expect(Bool(false), "\(errand)")
    }
    desk.tell(.file(.saved(number, path: "/agents/maya/Downloads/photo.jpg")))
    #expect(desk.model.toast?.text == "saved as /agents/maya/Downloads/photo.jpg")
    #expect(!desk.model.files.isBusy)
  }

  @Test func ofSeveralFilesOneIsChosen() throws {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, Self.said(Self.photo), Self.said(Self.bill))
    desk.press(.alt("o"))
    #expect(desk.questions().isEmpty)
    #expect(DeskView(desk.model).grid().text().contains("Files in this conversation"))
    desk.type("photo")
    desk.press(Key(.enter))
    #expect(try desk.asked().subject == .file(PaperDesk.ana, id: Self.photo.id))
    desk.enter("/save-file bill.pdf")
    #expect(try desk.asked().subject == .file(PaperDesk.ana, id: Self.bill.id))
    desk.enter("/open-file none.pdf")
    #expect(desk.questions().isEmpty)
  }

  @Test func whatCanRunIsNeverOpened() {
    for media in ["text/html", "image/svg+xml", "application/x-sh", "application/octet-stream", ""]
    {
      var desk = Self.desk()
      desk.happen(
        PaperDesk.ana, Self.said(Desk.Attachment(id: "x", name: "a.png", size: 5, media: media)))
      desk.press(.alt("o"))
      #expect(desk.questions().isEmpty, "\(media)")
      desk.press(.alt("s"))
      #expect(!desk.questions().isEmpty, "\(media)")
    }
    // A harmless type under the name of a program opens as what it is.
    #expect(FileMedia.openable("run.desktop", "image/png") == "run.desktop.png")
    #expect(FileMedia.openable("run.sh", "text/plain") == "run.sh.txt")
    #expect(FileMedia.openable("A.JPG", "image/jpeg") == "A.JPG")
  }

  @Test func whatTheDeskRefusesIsSaidWithItsWords() throws {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, Self.said(Self.photo))
    desk.press(.alt("s"))
    let question = try desk.asked()
    desk.hear(
      .refused(Refusal(.notFound, "there is no such file here"), Refused(.ask, id: question.id)))
    #expect(desk.model.toast?.text == "there is no such file here")
    #expect(!desk.model.files.isBusy)
  }

  @Test func aFileThatWasAskedForIsAskedForAgainOnTheNextLine() throws {
    var desk = Self.desk()
    desk.happen(PaperDesk.ana, Self.said(Self.photo))
    desk.press(.alt("s"))
    _ = desk.questions()
    desk.tell(.disconnected(code: nil))
    desk.hear(.welcome(Self.welcome))
    #expect(desk.questions().map(\.subject).contains(.file(PaperDesk.ana, id: Self.photo.id)))
  }

  // MARK: Sent

  @Test func theLimitsAreSaidBeforeAnythingIsSent() {
    var desk = Self.desk()
    desk.enter("/upload")
    #expect(
      desk.model.toast?.text
        == "at most 10.5 MB, 50 in one conversation; image/jpeg, application/pdf")
    #expect(desk.model.draft.text == "/upload ")
  }

  @Test func aFileGoesInPiecesAndItsReceiptWithTheWordsOfOneOrder() throws {
    var desk = Self.desk()
    let number = desk.uploads(#"/upload "~/my label.pdf" Your label"#)
    #expect(desk.sentCommands().isEmpty)
    let question = try desk.found(number)
    #expect(
      question.subject
        == .upload(PaperDesk.ana, name: "my label.pdf", size: 600_000, media: "application/pdf"))
    desk.hear(.answer(question.id, .upload(address: "/v1/files?grant=g", part: 262_144)))
    #expect(desk.offsets() == [0])
    desk.tell(.file(.reached(number, 262_144)))
    #expect(desk.offsets() == [262_144])
    #expect(DeskView(desk.model).grid().text().contains("my label.pdf  43 % of 600 kB"))
    desk.tell(.file(.reached(number, 524_288)))
    desk.tell(.file(.arrived(number, receipt: "r")))
    let order = try desk.sentCommand()
    #expect(order.command == .say("Your label") && order.file == "r")
    desk.tell(.file(.arrived(number, receipt: "r")))
    #expect(desk.sentCommands().isEmpty, "news of what has left means nothing")
    #expect(DeskView(desk.model).grid().text().contains("file my label.pdf"))
  }

  @Test func aSendingGoesOnFromWhereTheDeskSaysItIs() throws {
    var desk = Self.desk()
    let number = desk.uploads("/upload ~/x.pdf")
    let question = try desk.found(number)
    desk.hear(.answer(question.id, .upload(address: "/v1/files?grant=g", part: 262_144)))
    _ = desk.offsets()
    desk.tell(.file(.cut(number, "no connection")))
    #expect(desk.offsets() == [])
    desk.pass(.milliseconds(1_100))
    #expect(desk.offsets() == [0])
    // What was thought to be lost had arrived.
    desk.tell(.file(.reached(number, 262_144)))
    #expect(desk.offsets() == [262_144])
    // A desk that says the same for ever is not asked without a pause.
    desk.tell(.file(.reached(number, 262_144)))
    #expect(desk.offsets() == [])
    desk.tell(.file(.lapsed(number)))
    #expect(desk.questions().count == 1)
  }

  @Test func anUploadThatWasCutBeforeItsAddressCameIsAskedForAgain() throws {
    var desk = Self.desk()
    let number = desk.uploads("/upload ~/x.pdf")
    _ = try desk.found(number)
    desk.tell(.disconnected(code: nil))
    desk.hear(.welcome(Self.welcome))
    let again = desk.questions().last { question in
      if case .upload = question.subject { return true }
      return false
    }
    #expect(again != nil)
  }

  @Test func undoSendHoldsForAFileOnItsWayAndForOneThatHasArrived() throws {
    var desk = Self.desk(undoSend: .seconds(5))
    let number = desk.uploads("/upload ~/x.pdf Here")
    desk.press(.alt("z"))
    #expect(desk.model.draft.text == "/upload ~/x.pdf Here")
    desk.tell(.file(.found(number, Self.onDisk)))
    #expect(desk.uploadsAsked() == 0)
    desk.press(.control("c"))
    desk.arrive("/upload ~/x.pdf Here")
    #expect(desk.sentCommands().isEmpty)
    #expect(DeskView(desk.model).grid().text().contains("file my label.pdf"))
    desk.press(.alt("z"))
    #expect(desk.model.draft.text == "/upload ~/x.pdf Here")
    desk.pass(.seconds(60))
    #expect(desk.sentCommands().isEmpty)
    desk.press(.control("c"))
    desk.arrive("/upload ~/x.pdf Here")
    desk.pass(.seconds(6))
    #expect(desk.sentCommands().map(\.file) == ["r"])
  }

  @Test func whatIsNotSentYetLiesOnDiskAsItWasTyped() {
    var desk = Self.desk()
    _ = desk.uploads("/upload ~/x.pdf Here")
    let kept = desk.effects.reduce(into: [StoredDraft]()) { last, effect in
      if case .saveDrafts(let drafts) = effect { last = drafts }
    }
    #expect(kept.map(\.text) == ["/upload ~/x.pdf Here"])
  }

  @Test func whatIsNotTakenComesBackWithTheReason() {
    let bad = [
      FileOnDisk(path: "/x", name: "x.exe", size: 5, media: FileMedia.unknown, stamp: ""),
      FileOnDisk(path: "/x", name: "x.pdf", size: 11 << 20, media: "application/pdf", stamp: ""),
      FileOnDisk(path: "/x", name: "x.pdf", size: 0, media: "application/pdf", stamp: ""),
    ]
    for (file, word) in zip(bad, ["taken are image/jpeg", "at most 10.5 MB", "is empty"]) {
      var desk = Self.desk()
      let number = desk.uploads("/upload ~/x Here")
      desk.tell(.file(.found(number, file)))
      #expect(desk.model.toast?.text.contains(word) == true, "\(word)")
      #expect(desk.model.draft.text == "/upload ~/x Here")
      #expect(desk.uploadsAsked() == 0)
    }
  }

  @Test func whatIsWrittenAsANoteNeverGoesWithAFile() {
    var desk = Self.desk()
    let number = desk.uploads("/upload ~/x.pdf")
    desk.press(.control("n"))
    desk.type("she is angry")
    // The command comes back before the note; an Enter must not send both.
    desk.tell(.file(.failed(number, "it is gone")))
    desk.effects = []
    desk.press(Key(.enter))
    #expect(desk.fileErrands().isEmpty)
    #expect(desk.model.files.sendings.isEmpty && desk.model.draft.text.contains("she is angry"))
    #expect(desk.model.toast?.text.contains("leaves the note first") == true)
  }

  @Test func anOrderWithAFileIsKeptWithItAndSentAgainWithTheSameName() throws {
    var desk = Self.desk()
    desk.arrive("/upload ~/x.pdf")
    let kept = desk.effects.compactMap { effect -> Outgoing? in
      if case .line(.keep(let item)) = effect { return item }
      return nil
    }
    #expect(kept.map(\.order.file) == ["r"])
    let first = try desk.sentCommand()
    desk.tell(.disconnected(code: nil))
    desk.hear(.welcome(Self.welcome))
    let again = try desk.sentCommand()
    #expect(again.cid == first.cid && again.file == "r" && again.command == .say(""))
    desk.hear(.nack(first.cid, Refusal(.answeredFirst, "Kim answered first")))
    #expect(desk.model.draft.text == "/upload ~/x.pdf")
  }

  @Test func aPathIsCompletedBehindItsBlanks() {
    var desk = Self.desk()
    desk.type(#"/upload ~/my\ la"#)
    desk.press(Key(.tab))
    #expect(desk.fileErrands() == [.list("~/my la")])
    desk.tell(.file(.listed("~/my la", [FoundPath(path: "~/my label.pdf", meaning: "600 kB")])))
    #expect(desk.model.draft.text == #"/upload ~/my\ label.pdf "#)
    #expect(PathWord.read(#"~/my\ label.pdf two words"#)! == ("~/my label.pdf", "two words"))
    #expect(PathWord.read(#""a b" c"#)! == ("a b", "c"))
    #expect(PathWord.read(#""a b"#) == nil)
    for path in ["a", "a b", #"a\b"#, #"a"b"#, "a\tb"] {
      #expect(PathWord.read(PathWord.escaped(path) + " words")! == (path, "words"))
    }
  }
}

extension PaperDesk {
  mutating func fileErrands() -> [FileErrand] {
    defer { effects = [] }
    return effects.compactMap { effect in
      if case .file(let errand) = effect { return errand }
      return nil
    }
  }

  /// Types the command; the number of the errand that comes of it.
  mutating func uploads(_ command: String) -> FileNumber {
    effects = []
    enter(command)
    let number = model.files.sendings.last?.number ?? -1
    return number
  }

  mutating func found(_ number: FileNumber) throws -> Question {
    tell(.file(.found(number, FileTests.onDisk)))
    return try asked()
  }

  /// How many addresses for files were asked for since the last look.
  mutating func uploadsAsked() -> Int {
    questions().count { question in
      if case .upload = question.subject { return true }
      return false
    }
  }

  /// Where the pieces begin that were sent since the last look.
  mutating func offsets() -> [Int64] {
    fileErrands().compactMap { errand in
      if case .send(_, _, _, let offset) = errand { return offset }
      return nil
    }
  }

  /// All of a file, up to the desk.
  mutating func arrive(_ command: String) {
    let number = uploads(command)
    tell(.file(.found(number, FileTests.onDisk)))
    guard let question = questions().last else { return }
    hear(.answer(question.id, .upload(address: "/v1/files?grant=g", part: 1 << 20)))
    tell(.file(.arrived(number, receipt: "r")))
  }
}
