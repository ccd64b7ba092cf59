import Foundation

/// What a process has used up so far, as the kernel counts it.
struct ProcessFigures {
  /// Nanoseconds on a processor, by thread name; threads of one name are added up.
  let busy: [String: Int64]
  /// Resident memory in bytes.
  let resident: Int
  /// The most that was ever resident, in bytes.
  let most: Int
  /// Bytes that it caused to be sent to the disk: `write_bytes` of `/proc/PID/io`, whole pages as
  /// they were changed. Unlike `wchar` it leaves sockets out.
  let written: Int64

  /// Reads `/proc/PID/task/*/schedstat`, which is exact to the nanosecond; `stat` counts in steps
  /// of ten milliseconds.
  init(of process: Int32) throws {
    let folder = "/proc/\(process)"
    var busy: [String: Int64] = [:]
    for thread in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/task") {
      let place = "\(folder)/task/\(thread)"
      // A thread may end between the listing and the reading.
      guard let name = Self.text("\(place)/comm"), let figures = Self.text("\(place)/schedstat"),
        let spent = Self.spent(schedstat: figures)
      else { continue }
      busy[name.trimmingCharacters(in: .newlines), default: 0] += spent
    }
    self.busy = busy
    let pages = Self.text("\(folder)/statm")?.split(separator: " ").dropFirst().first
    written = Self.text("\(folder)/io").flatMap { Self.written(io: $0) } ?? 0
    most = Self.text("\(folder)/status").flatMap { Self.most(status: $0) } ?? 0
    resident = (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The first number of `schedstat`: nanoseconds spent on a processor.
  static func spent(schedstat text: String) -> Int64? {
    text.split(separator: " ").first.flatMap { Int64($0) }
  }

  /// `VmHWM`, which is given in units of 1,024 bytes.
  static func most(status text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?
      .split(whereSeparator: \.isWhitespace).dropFirst().first
      .flatMap { Int($0) }.map { $0 * 1024 }
  }

  static func written(io text: String) -> Int64? {
    text.split(separator: "\n").first { $0.hasPrefix("write_bytes:") }?
      .split(separator: " ").last.flatMap { Int64($0) }
  }

  var allBusy: Int64 { busy.values.reduce(0, +) }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The machine in a few words.
enum Machine {
  static var words: String {
    let lines = read("/proc/cpuinfo").split(separator: "\n")
    let model =
      lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    let kernel = read("/proc/sys/kernel/osrelease").trimmingCharacters(in: .newlines)
    return "\(ProcessInfo.processInfo.activeProcessorCount) × \(model), Linux \(kernel)"
  }

  /// How many processes wanted a processor over the last minute: above one a core is a busy
  /// machine.
  static var load: String { String(read("/proc/loadavg").prefix { $0 != " " }) }

  private static func read(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
