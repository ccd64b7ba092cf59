import ArgumentParser
import Foundation
import Journal
import Operator

struct RecordRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a copy in the record's place, under a new epoch. The desk must not run.",
    discussion: """
      The copy is checked first, and what was there is moved aside. Clients then begin their \
      conversations anew, agents log in again, mirrors get what is said from then on under new ids. \
      Exit codes: 0 restored, 65 the copy is damaged, not whole, newer or another desk's, 74 no \
      room or the disk failed, 75 a server runs.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Argument(help: "The copy; it stays where it is.", completion: .file()) var file: String
  @Flag(help: "Take a file that was in use when it was copied, whatever it lacks.")
  var asIs = false
  @Flag(help: "Let another desk's record replace this folder's.") var anotherDesk = false

  func run() throws {
    let path = try options.load().resolved().0.folders.data
    guard FileManager.default.fileExists(atPath: file) else {
      throw Failure("there is no file \(file)", code: 66)
    }
    let folder = try RecordFolder(path: path)
    var accepted: RecordRestoring.Accepted = []
    if asIs { accepted.insert(.asItIs) }
    if anotherDesk { accepted.insert(.anotherDesk) }
    let done = try RecordRestoring(into: folder, accepting: accepted, now: Server.now())
      .restore(file)
    for notice in folder.notices { Speech.complain(notice) }
    Speech.tell("restored \(done.extent.told) from \(file): whole")
    if let replaced = done.replaced { Speech.tell("what was there is now \(replaced)") }
    if let files = try RecordFiles.bringBack(to: path, from: file) {
      try RecordFiles.tell(files, "put back", to: path + "/files")
    }
    Speech.tell("epoch \(done.epoch)")
    Speech.tell("heads \(done.extent.heads)")
  }
}
