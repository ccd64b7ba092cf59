import Desk

/// What happened to a conversation as a ticket, in words.
extension Saying {
  func ticket(_ event: Event) -> String? {
    switch event {
    case .tagged(let tagging): tagged(tagging)
    case .routed(let queue, let author): "to \(plain(queue.text)) (\(who(author)))"
    case .offered(let agent, let until): "offered to \(name(agent)) until \(moment(until))"
    case .declined(let agent, let decline): declined(name(agent), decline)
    case .considered(let consideration): considered(consideration)
    case .escalated(let escalation):
      "\(who(escalation.author)) escalated this to \(plain(escalation.queue.text)): "
        + quoted(escalation.reason)
    case .followed(let agent, let begins):
      "\(name(agent)) \(begins ? "follows" : "no longer follows") this"
    case .held(let until, let author, let reason):
      "on hold until \(moment(until)) (\(who(author)))" + (reason.map { ": \(quoted($0))" } ?? "")
    case .woken(let waking): woken(waking)
    case .linked(let link): linked(link)
    case .unlinked(let link): "no longer tied to #\(link.number) (\(who(link.author)))"
    case .closed(let author): "\(who(author)) closed this for good"
    case .nearing(let target, let share, let due):
      "\(share) % of the time for \(word(target)) has gone: due \(moment(due))"
    case .breached(let target, let at): "no \(word(target)) by \(moment(at)): the time is over"
    case .notified(let notification):
      "rule \(plain(notification.rule)) told \(recipients(notification.to)): "
        + quoted(notification.text)
    case .lookedUp(let lookUp): lookedUp(lookUp)
    case .transcriptAsked: "the customer asked for this conversation by mail"
    case .erasureAsked(let due):
      "the customer asked to be erased: nothing said here is left after \(moment(due))"
    case .erasureWithdrawn: "the customer is not erased after all"
    case .erased: "erased: what was said and who the customer was is gone for good"
    case .started, .said, .noted, .identified, .recorded, .categorised, .prioritised, .suggested,
      .judged, .queued, .taken, .released, .transferred, .withdrawn, .promised, .resolved,
      .reopened, .rated, .concluded:
      nil
    }
  }

  private func moment(_ moment: Instant) -> String {
    "\(Times.day(moment, offset: offset)) \(Times.clock(moment, offset: offset))"
  }

  private func lookedUp(_ lookUp: LookUp) -> String {
    let system = plain(lookUp.system)
    return switch lookUp.outcome {
    case .asked(let agent): "\(name(agent)) asked the customer systems"
    case .found(let facts):
      "\(system) knows: "
        + facts.map { "\(plain($0.title)) \(quoted($0.value))" }.joined(separator: ", ")
    case .unknown: "\(system) knows nobody of this address"
    case .failed(let why): "\(system) could not be asked: \(plain(why))"
    }
  }

  private func tagged(_ tagging: Tagging) -> String {
    let added = tagging.added.map { "+\(plain($0))" }
    let removed = tagging.removed.map { "-\(plain($0))" }
    return "tags \((added + removed).joined(separator: " ")) (\(who(tagging.author)))"
  }

  private func declined(_ agent: String, _ decline: Decline) -> String {
    switch decline {
    case .refused(let reason): "\(agent) declined" + (reason.map { ": \(quoted($0))" } ?? "")
    case .missed: "\(agent) did not answer the offer"
    case .withdrawn: "the offer to \(agent) was withdrawn"
    }
  }

  private func considered(_ consideration: Consideration) -> String {
    let named = consideration.candidates.prefix(8).map {
      "\(plain($0.agent.text)) \(word($0.verdict))"
    }
    let rest = consideration.candidates.count - named.count + consideration.others
    let more = rest > 0 ? ["\(rest) more"] : []
    return "who could take it: " + (named + more).joined(separator: ", ")
  }

  private func word(_ verdict: Consideration.Verdict) -> String {
    switch verdict {
    case .eligible: "free"
    case .offered: "asked"
    case .full: "full"
    case .queueFull: "full in this queue"
    case .away: "away"
    case .absent: "not here"
    case .notMember: "does not serve it"
    case .skill: "lacks a skill"
    case .language: "lacks the language"
    case .declined: "declined"
    case .share: "had their share"
    }
  }

  private func woken(_ waking: Waking) -> String {
    switch waking {
    case .due: "no longer on hold: the moment has come"
    case .customer: "no longer on hold: the customer wrote"
    case .agent: "no longer on hold"
    }
  }

  private func linked(_ link: TicketLink) -> String {
    let other = "#\(link.number)"
    let what: String =
      switch link.kind {
      case .related: "has to do with \(other)"
      case .parent: "belongs to the incident \(other)"
      case .child: "\(other) belongs to this incident"
      case .mergedInto: "goes on in \(other)"
      case .mergedFrom: "\(other) goes on here"
      case .splitInto: "\(other) was split from this"
      case .splitFrom: "split from \(other)"
      }
    return "\(what) (\(who(link.author)))"
  }

  private func word(_ target: ServiceTarget) -> String {
    switch target {
    case .firstAnswer: "first answer"
    case .nextAnswer: "next answer"
    case .solution: "solution"
    }
  }

  private func recipients(_ recipients: [Notification.Recipient]) -> String {
    recipients.map { recipient in
      switch recipient {
      case .agent(let agent): "@\(plain(agent.text))"
      case .queue(let queue): "#\(plain(queue.text))"
      case .team(let team): plain(team)
      case .supervisors: "the supervisors"
      }
    }.joined(separator: ", ")
  }
}
