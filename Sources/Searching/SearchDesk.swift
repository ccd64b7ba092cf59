package import Desk
package import Journal
import Threads
import Wire

/// One search that somebody asks for.
package struct Inquiry: Sendable {
  package let text: String
  package let asker: Asker
  package let circumstances: Query.Circumstances
  /// From where it goes on; nil at the beginning.
  package let after: Int64?
  package let limit: Int

  package init(
    _ text: String, for asker: Asker, _ circumstances: Query.Circumstances, after: Int64? = nil,
    limit: Int = Inquiry.usualLimit
  ) {
    self.text = text
    self.asker = asker
    self.circumstances = circumstances
    self.after = after
    self.limit = min(max(1, limit), Self.mostHits)
  }

  /// The most that one answer holds.
  package static let mostHits = Reply.Page.mostHits
  package static let usualLimit = 20
  /// What each part of the index is given for one search; what it has not found by then it goes on
  /// with when it is asked for the next page.
  package static let budget = Duration.milliseconds(150)

  /// What is found, or why it cannot be looked for.
  package func answer(_ reader: IndexReader) throws(RecordFailure)
    -> Result<SearchResult, Refusal>
  {
    let query: Query
    do throws(QueryMistake) { query = try Query.read(text, circumstances) } catch {
      return .failure(Refusal(.invalid, error.description))
    }
    do throws(RecordFailure) {
      return .success(
        try reader.find(query, for: asker, after: after, limit: limit, within: Self.budget))
    } catch {
      guard error.kind == .stopped else { throw error }
      return .failure(
        Refusal(.invalid, "too much fits; add a word, or more letters before the *"))
    }
  }
}

/// Answers searches, on a thread and connections of its own, one after another.
package final class SearchDesk: Sendable {
  /// Searches that may wait: what some ten seconds answer. Beyond it `ask` says no.
  package static let bound = 64

  private let file: IndexFile
  private let recordPath: String
  private let mailbox = Mailbox<Asking>(bound: bound)
  private let log: @Sendable (RecordFailure) -> Void

  private struct Asking: Sendable {
    let inquiry: Inquiry
    let answer: @Sendable (Result<SearchResult, Refusal>) -> Void
  }

  package init(
    _ file: IndexFile, of recordPath: String, log: @escaping @Sendable (RecordFailure) -> Void
  ) {
    self.file = file
    self.recordPath = recordPath
    self.log = log
  }

  /// From any thread. False when too many wait: nothing was taken. The answer comes on the desk's
  /// own thread.
  package func ask(
    _ inquiry: Inquiry, answer: @escaping @Sendable (Result<SearchResult, Refusal>) -> Void
  ) -> Bool {
    mailbox.post(Asking(inquiry: inquiry, answer: answer))
  }

  /// No more searches; the thread answers what it has and ends.
  package func close() { mailbox.close() }

  /// Works until closed.
  package func run() {
    var reader: IndexReader?
    while true {
      _ = mailbox.wait()
      for asking in mailbox.drain() { asking.answer(answer(asking.inquiry, &reader)) }
      if mailbox.isClosed, mailbox.count == 0 { return }
    }
  }

  private static let notNow = Refusal(
    .busy, "the index is being made; try again in a while", mayRetry: true, retryAfter: 2000)

  private func answer(_ inquiry: Inquiry, _ reader: inout IndexReader?)
    -> Result<SearchResult, Refusal>
  {
    do throws(RecordFailure) {
      if reader?.isCurrent != true {
        reader = nil
        guard file.isThere else { return .failure(Self.notNow) }
        reader = try IndexReader(file, of: recordPath)
      }
      guard let reader else { return .failure(Self.notNow) }
      return try inquiry.answer(reader)
    } catch {
      // Where the file is gone, or worth nothing, the follower makes another.
      reader = nil
      if error.kind == .damaged || error.kind == .fault { file.remove() }
      log(error)
      return .failure(Self.notNow)
    }
  }
}
