import Configuration
import Foundation
import Logging

extension Server {
  /// What a log should say of a start: years later nothing else tells what ran where, and from
  /// what.
  func facts(_ files: SettingsFiles, _ settings: Settings) -> Logger.Metadata {
    [
      "version": "\(Program.version)", "pid": .stringConvertible(Int(getpid())),
      "config": "\(files.settingsWords)", "desk": "\(files.deskWords)",
      "data": "\(Self.whole(settings.folders.data))",
      "flows": "\(Self.whole(settings.folders.flows))", "revision": "\(revision)",
      "epoch": "\(epoch)", "record_version": .stringConvertible(Int(recordVersion)),
      "listens": .array(places.map { "\($0)" }),
      "address": "\(settings.address(port: Int(ports.first ?? 0)))",
    ]
  }

  /// From the root: the working folder is not in the log.
  private static func whole(_ path: String) -> String {
    path.hasPrefix("/")
      ? path
      : FileManager.default.currentDirectoryPath + "/" + path
  }
}
