import ArgumentParser
import Foundation
import Journal
import Operator

struct RecordBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the record to one file and check the copy, while the desk serves or not.",
    discussion: """
      The copy is of one moment and needs nothing beside it. Keep it with frontdesk.key of the data \
      folder. Exit codes: 0 copied and whole, 65 the record is not whole, 73 the file is there \
      already, 74 no room or the disk failed, 75 another backup writes to the same file, or the place is \
      no plain file or one of the desk's own.
      """)

  @OptionGroup var options: ConfigurationOptions
  @Argument(help: "Where the copy goes.", completion: .file()) var file: String
  @Flag(help: "Replace the file if it is there.") var force = false

  func run() throws {
    let folder = try options.load().resolved().0.folders.data
    // Words for what is missing or cannot be read.
    _ = try ReadRecord.open(folder, ofAnyVersion: true)
    if !force, FileManager.default.fileExists(atPath: file) {
      throw Failure("\(file) is there already; name another file, or add --force", code: 73)
    }
    let done = try RecordBackup.make(of: folder, to: file, now: Server.now())
    // After the record: what the copy holds was there before it was begun.
    let files = try RecordFiles.copy(from: folder, heldBy: file)
    let size = Double(done.bytes) / 1_048_576
    Speech.tell(
      "copied \(done.extent.told) to \(file) (\(String(format: "%.1f", size)) MiB): whole")
    if let files { try RecordFiles.tell(files, "copied", to: RecordFiles.folder(beside: file)) }
    Speech.tell("epoch \(done.epoch)")
    Speech.tell("heads \(done.extent.heads)")
  }
}
