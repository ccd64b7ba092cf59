import Desk
import Glibc
import Programs
import Synchronization

/// Starts the program that shows files, and sees whether it fails.
///
/// No shell is asked: the path is one word of its own. What was put into the private folder to be
/// looked at goes away with this object, but what was opened just now: its program may not have
/// read it yet. That, and what a crash left, goes after a day.
final class FileOpener: Sendable {
  private struct Running {
    let program: ChildProgram
    let number: FileNumber
  }

  private struct State {
    var running: [Running] = []
    var files: [(path: String, at: Instant)] = []
  }

  private let command: [String]
  private let state = Mutex(State())
  private static let day = 86_400
  /// So long a program may take to read what it was given.
  private static let beginning = Duration.seconds(60)

  init(_ command: [String], _ folder: String?) {
    self.command = command
    if let folder { Self.clear(folder) }
  }

  deinit {
    for file in state.withLock({ $0.files }) where Link.now.since(file.at) > Self.beginning {
      unlink(file.path)
    }
  }

  func open(_ path: String, _ number: FileNumber) throws(StateFailure) {
    state.withLock { $0.files.append((path, Link.now)) }
    do throws(ChildProgram.Failure) {
      let program = try ChildProgram(command + [path], at: .apart(input: nil))
      state.withLock { $0.running.append(Running(program: program, number: number)) }
    } catch {
      let what = "\(command.first ?? "") (open_command in agent.yaml)"
      throw StateFailure("start", what, code: error.code)
    }
  }

  /// What failed since the last look.
  func look() -> [FileNews] {
    let command = command
    return state.withLock { state in
      var news: [FileNews] = []
      state.running.removeAll { running in
        guard let status = running.program.ended() else { return false }
        if status != 0 {
          let word = command.first ?? ""
          news.append(.failed(running.number, "\(word) could not open it; /save-file keeps it"))
        }
        return true
      }
      return news
    }
  }

  /// Files of a day ago have been looked at.
  private static func clear(_ folder: String) {
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      let path = "\(folder)/\(name)"
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        time(nil) - status.st_mtim.tv_sec > day
      else { continue }
      unlink(path)
    }
  }
}
