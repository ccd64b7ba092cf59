import AgentDesk
import Desk
import Foundation
import Logging
import Office
import Operator
import Rehearsal
import Threads

/// Five minutes at a desk that exists only for them: a real one, in this process and a temporary
/// folder, with a customer who comes over a real socket.
///
/// A team lead says in internal notes what comes next, each as soon as the one before is done.
/// Nothing is left behind.
enum Tutorial {
  static func run(_ given: AgentOptions) throws -> Int32 {
    LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    let state = try TemporaryFolder()
    try greet()
    let (opened, end) = (Mailbox<Opening>(bound: 1), Lesson.End())
    // The desk lives on the thread of its lesson, and ends with it.
    let thread = try NamedThread("tutorial") {
      do {
        let desk = try ServedDesk { _ in }
        var lesson = try Lesson(desk, until: end)
        let token = try Visitor.agent(desk).token ?? ""
        _ = opened.post(.desk(port: desk.port, token: token))
        lesson.run()
      } catch {
        let words = (error as? Failure)?.description
        _ = opened.post(.failure(words ?? "its desk needs room in TMPDIR and a free port"))
      }
    }
    defer {
      end.reach()
      thread.join()
    }
    guard opened.wait(for: .seconds(30)), let opening = opened.drain().first else {
      throw Failure("the tutorial's desk did not open in time", code: 1)
    }
    guard case .desk(let port, let secret) = opening else {
      throw Failure("the tutorial's desk could not be opened: \(opening)", code: 1)
    }
    let token = state.path + "/token"
    try write(secret, to: token)
    var options = given
    options.address = "http://127.0.0.1:\(port)"
    options.asksAddress = false
    options.user = nil
    options.readsPassword = false
    options.tokenFile = token
    options.environment["XDG_STATE_HOME"] = state.path
    return AgentProgram.run(options)
  }

  /// What came of opening the desk.
  private enum Opening: Sendable {
    case desk(port: UInt16, token: String)
    case failure(String)
  }

  private static func write(_ token: String, to path: String) throws {
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data((token + "\n").utf8), attributes: [.posixPermissions: 0o600])
    else { throw Failure("cannot write \(path)", code: 74) }
  }

  private static func greet() throws {
    Speech.tell(
      """
      Five minutes at a desk that exists only for them. You are Maya, Ana is a
      customer, and Ruth leads your team: she tells you in internal notes what
      comes next, as soon as you have done what she asked for. Nothing you do here
      is kept; /quit, or ^C twice, leaves.

      Your screen opens with Ana waiting in the list on the left. Begin with this:

        1 of 7: press Alt-n to take whoever has waited longest
                (without an Alt key: type /next and press Enter)

      """)
    Speech.ask("Enter opens the screen. ")
    guard readLine() != nil else {
      throw Failure("the tutorial needs somebody at a terminal", code: 64)
    }
  }
}
