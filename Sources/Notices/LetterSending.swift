import Courier
package import Desk
package import Fetch
package import Mail
import Secrets
import Synchronization

/// Writes notices to a team by mail: one letter for each, or for all that one stands for.
///
/// A letter is automatic and says so, and whoever answers it writes to the team, not to the desk.
package final class LetterSending: NoticeSending {
  package let place: String
  private let name: String
  private let from: MailAddress
  private let team: [MailAddress]
  private let server: MailServer
  private let callOff = CallOff()
  private let post = Mutex<LetterPost?>(nil)

  /// More than these are a mailing list of the mail server's.
  package static let mostAddresses = 20

  /// `name` is the connector's; `from` whom the desk's letters are from.
  package init(_ name: String, from: MailAddress, to team: [MailAddress], by server: MailServer) {
    self.name = name
    self.from = from
    self.team = team
    self.server = server
    place = "\(team.map(\.address).joined(separator: ", ")) by \(server.place)"
  }

  package func stop() { callOff.stop() }

  package func send(_ notice: Notice, at now: Instant) -> NoticeOutcome {
    let bytes = letter(notice).bytes()
    let addresses = team.map(\.address)
    return post.withLock { post in
      do throws(MailFailure) {
        if post == nil { post = try LetterPost(server, until: callOff) }
        guard let line = post else { return .failed(ConnectorFailure("no \(server.place)")) }
        return outcome(try line.send(bytes, from: from.address, to: addresses))
      } catch {
        post = nil
        return outcome(error)
      }
    }
  }

  /// Whoever of the team is refused is named; the others have the letter.
  private func outcome(_ taken: LetterPost.Outcome) -> NoticeOutcome {
    let refused = zip(team, taken.replies).filter { !$0.1.isYes }
    guard !refused.isEmpty else { return .told }
    return .toldSome(
      but: refused.map { "\($0.0.address): \($0.1)" }.joined(separator: "; "))
  }

  private func outcome(_ failure: MailFailure) -> NoticeOutcome {
    switch failure {
    case .refused(let reply) where reply.isForGood: .refused(why: "\(failure)")
    case .malformed: .refused(why: "\(failure)")
    case .refused, .stopped, .resolve, .connect, .tls, .refusedAddress, .login, .no, .timedOut,
      .broken, .tooLarge:
      .failed(ConnectorFailure("\(server.place): \(failure)"))
    }
  }

  // MARK: The letter

  /// The same bytes for the same notice, whenever it is tried again.
  func letter(_ notice: Notice) -> OutgoingLetter {
    let ticket = notice.number.map { " [#\($0)]" } ?? ""
    var letter = OutgoingLetter(
      from: from, to: team, subject: notice.title + ticket, text: text(notice),
      messageID: id(notice.id), sentAt: notice.at.milliseconds / 1000)
    letter.origin = .desk
    letter.replyTo = team.first
    letter.language = "en"
    // What is told of one conversation stands together in mail programs.
    if let conversation = notice.conversation { letter.references = [id(conversation.text)] }
    return letter
  }

  private func text(_ notice: Notice) -> String {
    var parts = [notice.text]
    if let words = notice.words { parts.append("The customer wrote: \(words)") }
    if let link = notice.link { parts.append(link) }
    let desk = from.name ?? from.address
    parts.append(
      "-- \n\(desk) tells you this by itself (\(name)). "
        + "An answer goes to the team, not to the customer.")
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// An id of the desk's own: where such a letter comes back to the desk's mailbox it is dropped.
  private func id(_ of: String) -> String {
    let mark = Hex.encode(Array(SHA256.hash("\(name) \(of)").prefix(12)))
    let host = from.address.split(separator: "@").last.map(String.init) ?? "desk.invalid"
    return OwnMessageID(epoch: "notice", conversation: mark, seq: name).text(host: host)
  }
}
