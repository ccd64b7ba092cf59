import Logging
import Office
package import WebSockets

// MARK: - What the operator is told

extension Gateway {
  func record(_ notice: Notice) {
    switch notice {
    case .loggedIn(let account, let address):
      log.info("logged in", metadata: ["account": "\(account.text)", "address": "\(address)"])
    case .loginFailed(let login, let address, let reason):
      notices.refused(login: login.text, from: address, reason: reason)
    case .loggedOut(let account):
      log.info("logged out", metadata: ["account": "\(account.text)"])
    case .sessionsRevoked(let account, let reason):
      log.notice(
        "sessions revoked", metadata: ["account": "\(account.text)", "reason": "\(reason)"])
    case .limitReached(let limit, let address, let setting):
      notices.reached(limit, by: address, setting: setting)
    case .quotaReached(let line, let site, let reason):
      notices.reached(
        "quota on \(site): \(reason)", by: connections[line.number]?.address ?? "",
        setting: "limits.conversation_*, limits.customer_daily_*, limits.site_daily_*")
    case .answerLate(let conversation, let agent):
      log.warning(
        "a customer waits for an agent's answer longer than the queue allows",
        metadata: ["conversation": "\(conversation.text)", "account": "\(agent.text)"])
    case .idle(let conversation, let agent):
      log.error(
        "somebody waits whom an agent with room was not offered for five seconds",
        metadata: [
          "conversation": "\(conversation.text)", "account": "\(agent.text)",
        ])
    case .givenBack(let conversation, let agent):
      log.warning(
        "a conversation was given back: its agent did not answer, and is shown away",
        metadata: ["conversation": "\(conversation.text)", "account": "\(agent.text)"])
    case .missed(let conversation, let queue, let reason):
      log.warning(
        "a customer who asked for a person was seen by nobody",
        metadata: [
          "conversation": "\(conversation.text)", "queue": "\(queue.text)",
          "reason": "\(reason.rawValue)",
        ])
    case .ruleStopped(let rule, let conversation):
      log.warning(
        "rules went in circles and were stopped; frontdesk rules trace tells the way",
        metadata: ["conversation": "\(conversation.text)", "rule": "\(rule)"])
    case .diskFull(let reason):
      log.error(
        "the disk is full; what is asked is refused until there is room",
        metadata: ["reason": "\(reason)"])
    case .diskFree: log.notice("the disk has room again; the desk works as before")
    case .locked(let reason):
      log.error(
        "another program holds a lock on the record; what is asked is refused until it lets go",
        metadata: ["reason": "\(reason)"])
    case .lockGone: log.notice("the record can be written again; the desk works as before")
    case .unreadable(let conversation, let why):
      log.error(
        "a conversation cannot be read; restore the record from a backup",
        metadata: ["conversation": "\(conversation.text)", "reason": "\(why)"])
    case .unread(let reason):
      log.error("the record could not be read", metadata: ["reason": "\(reason)"])
    }
  }

  package func reached(_ limit: ServiceLimit, by address: String) {
    notices.reached(limit.words, by: address, setting: limit.setting)
  }
}

extension ServiceLimit {
  fileprivate var words: String {
    switch self {
    case .connections: "connections"
    case .perAddress: "connections from one address"
    case .halfOpen: "connections without a request"
    case .halfOpenPerAddress: "connections without a request from one address"
    case .descriptors: "file descriptors"
    case .outbox: "what waits for one reader"
    }
  }

  /// What the operator can change.
  fileprivate var setting: String {
    switch self {
    case .connections: "limits.connections"
    case .perAddress, .halfOpenPerAddress: "limits.per_address"
    case .halfOpen: "limits.half_open"
    case .descriptors: "ulimit -n (LimitNOFILE)"
    case .outbox: "limits.outbox_bytes, limits.outbox_events"
    }
  }
}
