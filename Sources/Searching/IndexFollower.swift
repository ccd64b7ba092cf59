import Journal
import Threads

/// Keeps the index in step with the record, on a thread and connections of its own.
///
/// Nobody waits for it and it holds nobody up: it reads the record as any other reader does, a page
/// at a time, and what it cannot write it writes later. Whatever becomes of its file, the desk goes
/// on.
package final class IndexFollower: Sendable {
  private let file: IndexFile
  private let recordPath: String
  /// One call that waits says as much as many.
  private let bell = Mailbox<Void>(bound: 1)
  private let tell: @Sendable (Notice) -> Void

  /// Something for the operator's log.
  package enum Notice: Equatable, Sendable {
    /// The index is made anew, and why.
    case remade(String)
    /// It stands still until it can be written again.
    case paused(String)
    case resumed
    /// It has everything that the record held at the start.
    case caughtUp(events: Int)
  }

  package init(
    _ file: IndexFile, of recordPath: String, tell: @escaping @Sendable (Notice) -> Void
  ) {
    self.file = file
    self.recordPath = recordPath
    self.tell = tell
  }

  /// From any thread: something has happened.
  package func nudge() { _ = bell.post(()) }

  /// Ends after the page that is under way.
  package func close() { bell.close() }

  /// How long it waits without being called: it looks whether its file is still there.
  private static let rest = Duration.seconds(1)
  /// What happens within this is indexed together.
  private static let gathering = Duration.milliseconds(150)
  /// How long it stands still after it could not write.
  package static let pause = Duration.seconds(5)

  /// Works until closed.
  package func run() {
    NamedThread.giveWay()
    var state = State()
    while !bell.isClosed {
      let rest = work(&state) ? Self.rest : Self.pause
      if bell.wait(for: rest) { bell.gather(2, for: Self.gathering) }
      _ = bell.drain()
    }
  }

  private struct State {
    var writer: IndexWriter?
    var identity: UInt64?
    var isPaused = false
    var caughtUp = false
    var taken = 0
  }

  /// Takes everything there is. False where it cannot go on for now.
  private func work(_ state: inout State) -> Bool {
    do throws(RecordFailure) {
      let writer = try self.writer(&state)
      while !bell.isClosed {
        let count = try writer.advance()
        state.taken += count
        if let why = writer.outdated { return begin(anew: why, &state) }
        if count < IndexWriter.page { break }
      }
      if state.isPaused { tell(.resumed) }
      state.isPaused = false
      if !state.caughtUp, !bell.isClosed { tell(.caughtUp(events: state.taken)) }
      state.caughtUp = true
      return true
    } catch {
      give(up: error, &state)
      return false
    }
  }

  /// Lets go of the file; the next round makes it from what is left.
  private func begin(anew why: String, _ state: inout State) -> Bool {
    state.writer = nil
    state.identity = nil
    file.remove()
    tell(.remade(why))
    nudge()
    return true
  }

  private func writer(_ state: inout State) throws(RecordFailure) -> IndexWriter {
    if let writer = state.writer, file.identity == state.identity, state.identity != nil {
      return writer
    }
    if state.writer != nil { tell(.remade("its file was removed")) }
    state.writer = nil
    let record: FollowedRecord
    do throws(RecordFailure) { record = try FollowedRecord(path: recordPath) } catch {
      throw error.ofRecord
    }
    let writer = try IndexWriter(file, of: record) { why in
      tell(.remade(why))
    }
    state.writer = writer
    state.identity = file.identity
    return writer
  }

  private func give(up failure: RecordFailure, _ state: inout State) {
    // What the file is worth now is looked at when it is opened again.
    state.writer = nil
    switch failure.kind {
    case .damaged, .fault:
      tell(.remade("it cannot be read: \(failure)"))
      file.remove()
    case .full, .broken, .taken, .moved, .stopped:
      if !state.isPaused { tell(.paused("\(failure)")) }
      state.isPaused = true
    }
  }
}
