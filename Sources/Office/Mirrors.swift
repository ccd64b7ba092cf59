package import Desk
package import Journal
import Wire

// MARK: - Mirrors, from the operator's side

extension Office {
  /// Has tried again what was given up for a destination. Returns how many events wait for it then,
  /// or how many of them it had refused.
  package func retryMirror(
    _ destination: String, refused isOfRefused: Bool = false,
    of conversation: Identifier<Conversation>? = nil, by author: String
  ) throws(RecordFailure) -> Int64 {
    let retry = MirrorRetry(destination, refused: isOfRefused, of: conversation)
    let count = isOfRefused ? try record.refused(retry) : try record.unsent(to: destination)
    draft.record.mirrorsRetried.append(retry)
    note(.mirrorRetried(destination, events: Int(count)), by: author)
    return count
  }
}

// MARK: - Where conversations are known elsewhere

extension Office {
  /// What was carried of a conversation, or could not be; a place that fails is remembered until
  /// something gets there again.
  func noteCarried(
    _ settlements: [Settlement], _ links: [LinkChange], of conversation: Identifier<Conversation>
  ) {
    for settlement in settlements {
      switch settlement.outcome {
      case .delivered, .waits: failingPlaces.remove(settlement.destination)
      case .retry(_, let why):
        if CarryingTrouble.isOfOne(why) {
          failingPlaces.remove(settlement.destination)
        } else {
          failingPlaces.insert(settlement.destination)
        }
      case .dead, .disable: break
      }
    }
    let places = settlements.map(\.destination) + links.map(\.destination)
    if plan.destinations.contains(where: { $0.shown != nil && places.contains($0.name) }) {
      draft.carried.insert(conversation)
    }
  }

  /// For the agents who follow what was carried, and what waits for a place that fails.
  func mirroredNews(after written: TurnDraft) throws(RecordFailure) -> [Delivery] {
    var changed = written.carried
    if plan.destinations.contains(where: { $0.shown != nil && failingPlaces.contains($0.name) }) {
      for addition in written.additions where !addition.entries.isEmpty {
        changed.insert(addition.live.conversation.id)
      }
    }
    var news: [Delivery] = []
    for id in changed.sorted(by: { $0.text < $1.text }) {
      guard let frame = try mirrored(id) else { continue }
      news.append(.mirrored(id, frame))
    }
    return news
  }

  /// The frame that says where a conversation is known; nil where no place is an agent's business,
  /// or the record cannot tell.
  func mirrored(_ id: Identifier<Conversation>) throws(RecordFailure) -> [UInt8]? {
    var places: [Mirrored] = []
    do throws(RecordFailure) {
      for destination in plan.destinations {
        guard let shown = destination.shown else { continue }
        let standing = try record.carrying.standing(of: id, at: destination.name, now: now)
        guard standing.link != nil || standing.since != nil else { continue }
        places.append(Mirrored(destination.name, shown, standing))
      }
    } catch {
      guard error.kind != .broken else { throw error }
      return nil
    }
    let isTold = plan.destinations.contains { $0.shown != nil }
    return isTold ? ServerFrame.mirrored(id, places).bytes : nil
  }
}

extension Mirrored {
  fileprivate init(
    _ name: String, _ shown: OutsideDestination.Shown, _ standing: CarryingReading.Standing
  ) {
    self.init(name, shown.title, shown.kind)
    if shown.kind == .ticket { external = standing.link?.external }
    url = standing.link?.url
    at = shown.kind == .mail ? standing.link?.sentAt : standing.link?.at
    lacks = standing.link?.lack.map { CarryingTrouble($0).words }
    since = standing.since
    trouble = standing.why.map { CarryingTrouble($0) }
  }
}
