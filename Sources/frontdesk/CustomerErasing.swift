import ArgumentParser
import Control
import Desk
import Files
import Foundation
import JSON
import Journal
import Operator
import Searching

extension CustomerCommand {
  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Erase a customer: who they are, what was said with them, and their files.",
      discussion: """
        There stays that something happened, when, and which of the staff did it; the chain of the \
        record is as whole as before. What is under way is over with it, and its agent is told; \
        mirrors get the event "erased". It cannot be undone. Works while a desk serves and while \
        none does, and goes on after a crash. Copies made before still hold it.
        """)
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject
    @Option(help: "Why; written into the audit trail, so without what it is about.")
    var reason: String?
    @Flag(help: "Without being asked.") var yes = false

    func validate() throws {
      guard reason.map({ (1...200).contains($0.unicodeScalars.count) }) ?? true else {
        throw ValidationError("a reason has 1 to 200 characters")
      }
    }

    func run() throws {
      let settings = try options.load().resolved().0
      let folder = settings.folders.data
      let (customer, held) = try whom(in: folder)
      try confirm(customer, held)
      if RecordFolder.isServed(folder) {
        try eraseServed(customer, folder)
      } else {
        try eraseAlone(customer, folder, settings.mirrors.map { OutsideDestination($0.name) })
      }
      Speech.tell("erased \(customer): \(held.conversations.count) conversations")
      for copy in Self.copies(in: folder) {
        Speech.complain("\(copy) is a copy from before; what was erased is still in it")
      }
    }

    private func whom(in folder: String) throws -> (Identifier<Customer>, CustomerReading.Held) {
      let database = try ReadRecord.open(folder)
      let customer = try subject.found(in: database)
      return (customer, try CustomerReading(database).held(customer))
    }

    private func confirm(_ customer: Identifier<Customer>, _ held: CustomerReading.Held) throws {
      guard !yes else { return }
      guard isatty(0) == 1 else {
        throw Failure("nobody is there to be asked; say --yes to erase all the same", code: 64)
      }
      for line in held.lines { Speech.tell(line) }
      Speech.ask("erase all of it for good? [y/N] ")
      guard readLine()?.lowercased().hasPrefix("y") == true else {
        throw Failure("nothing was erased", code: 1)
      }
    }

    private func eraseServed(_ customer: Identifier<Customer>, _ folder: String) throws {
      var request: [(String, String?)] = [("do", "customer.erase"), ("customer", customer.text)]
      request.append(("reason", reason))
      _ = try ControlClient.ask(folder, Self.object(request))
      let left = Self.object([("do", "customer.left"), ("customer", customer.text)])
      while try ControlClient.ask(folder, left)["left"]?.int != nil { usleep(50_000) }
    }

    private func eraseAlone(
      _ customer: Identifier<Customer>, _ folder: String, _ mirrors: [OutsideDestination]
    ) throws {
      let place = try RecordFolder(path: folder)
      let record = try place.openRecord(now: Server.now())
      for notice in place.notices { Speech.complain(notice) }
      let erasing = OfflineErasing(record, try ErasedList(folder: folder)) {
        _ = FileStore.remove($0, from: folder + "/files")
      }
      _ = try erasing.erase(
        customer, reason: reason, by: AuditEntry.operatorKey(Server.author),
        destinations: mirrors, at: Server.now())
      try record.close()
      // It is made anew from what is left.
      IndexFile(folder: folder).remove()
    }

    fileprivate static func object(_ members: [(String, String?)]) -> [UInt8] {
      JSONWriter.object { writer in
        for (name, value) in members { writer.member(name, value) }
      }
    }

    /// Records that were moved aside or copied in the data folder itself.
    private static func copies(in folder: String) -> [String] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let own = ["frontdesk.db-wal", "frontdesk.db-shm", "frontdesk.db-journal"]
      return names.filter { $0.hasPrefix("frontdesk.db") && $0 != "frontdesk.db" }
        .filter { !own.contains($0) }.sorted().map { "\(folder)/\($0)" }
    }
  }

  struct Keep: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Do not erase a customer who has asked for it, while there is time.",
      discussion: "For who has asked by mistake, or in somebody else's name. A desk must serve.")
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var subject: Subject
    @Option(help: "Why; written into the audit trail.") var reason: String?

    func run() throws {
      let folder = try options.load().resolved().0.folders.data
      let customer = try subject.found(in: ReadRecord.open(folder))
      guard RecordFolder.isServed(folder) else {
        throw Failure("no desk serves \(folder); start it by frontdesk serve", code: 69)
      }
      _ = try ControlClient.ask(
        folder,
        Erase.object([
          ("do", "customer.keep"), ("customer", customer.text), ("reason", reason),
        ]))
      Speech.tell("\(customer) is kept")
    }
  }
}
