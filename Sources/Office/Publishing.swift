import Bot
import Desk
import Flows
package import Journal
import Secrets

// MARK: - Publishing flows

extension Office {
  /// What came of publishing.
  package struct Published: Sendable, Equatable {
    package let revision: String
    package let shape: String
    /// What served before.
    package let before: String
    /// Conversations that were carried over in the middle of a flow.
    package let repinned: Int64
  }

  /// Why something was not published, in a sentence for the operator.
  package struct NotPublished: Error, Equatable, CustomStringConvertible {
    package let description: String
  }

  /// Revisions compiled and at hand for pinned conversations; beyond it all are compiled anew when
  /// they are needed.
  private static let oldRevisionLimit = 32

  /// Writes down the revision that new conversations begin with, before the first one does: at the
  /// start, or where the disk was full then, with the first turn that finds room.
  func beginServing() throws(RecordFailure) {
    guard let author = unwrittenStart else { return }
    let current = try record.currentPublication()?.revision
    let keptShape = try record.flowRevision(bot.revision.id)?.shape
    guard current != bot.revision.id || keptShape != shape(of: bot) else { return }
    let start = Publication(at: now, revision: bot.revision.id, author: author, deed: .start)
    draft.record.publish(FlowsPublished(start, kept(bot, author), repinning: []))
  }

  /// Puts a bot in place of the one that serves: new conversations begin with it, those under way
  /// keep their own. It is in force once the turn is on disk.
  package func publish(_ plan: BotPlan, by author: String, as deed: Publication.Deed)
    throws -> Published
  {
    let repinned = deed == .hotfix ? try alike(plan) : []
    let before = bot.revision.id
    let publication = Publication(at: now, revision: plan.revision.id, author: author, deed: deed)
    let counts = try record.liveCounts()
    let carried = counts.filter { repinned.contains($0.revision) }.reduce(0) { $0 + $1.count }
    draft.record.publish(
      FlowsPublished(publication, kept(plan, author), repinning: repinned, carried: Int(carried)))
    draft.formerBot = draft.formerBot ?? bot
    bot = plan
    oldRevisions[plan.revision.id] = nil
    repin(repinned, to: plan.revision.id)
    return Published(
      revision: plan.revision.id, shape: shape(of: plan), before: before,
      repinned: carried)
  }

  /// Keeps that flows were not published, and why.
  package func refusePublishing(by author: String, why: String) {
    draft.record.publish(
      FlowsPublished(
        Publication(at: now, revision: nil, author: author, deed: .refuse, why: why), nil,
        repinning: []))
  }

  private func kept(_ plan: BotPlan, _ author: String) -> KeptRevision {
    KeptRevision(
      plan.revision.id, at: now, author: author, shape: shape(of: plan), source: plan.source)
  }

  private func shape(of plan: BotPlan) -> String {
    Outline(plan.revision).shape { SHA256.hash($0) }
  }

  // MARK: Hotfix

  /// The revisions with live conversations that differ from the plan in nothing but texts.
  private func alike(_ plan: BotPlan) throws -> [String] {
    let shape = shape(of: plan)
    guard shape == self.shape(of: bot) else {
      throw NotPublished(
        description: "more than texts has changed since revision \(bot.revision.id); "
          + "frontdesk flow diff says what; publish it for new conversations instead")
    }
    var alike: [String] = []
    for (revision, _) in try record.liveCounts()
    where try revision != plan.revision.id && record.flowRevision(revision)?.shape == shape {
      alike.append(revision)
    }
    return alike
  }

  /// The same for conversations at hand, also those this turn has touched.
  private func repin(_ old: [String], to revision: String) {
    guard !old.isEmpty else { return }
    for live in lives.values {
      guard case .at(let session) = live.flow, !session.isOver, old.contains(session.revision)
      else { continue }
      live.flow = .at(session.pinned(to: revision))
    }
  }

  // MARK: Migration

  /// What came of one page of a migration.
  package struct Migrated: Sendable {
    package var moved = 0
    package var refused: [(number: Int64, why: String)] = []
    /// Where the next page begins; nil after the last.
    package var next: Int64?
  }

  /// Conversations looked at in one go; the desk goes on between two pages.
  package static let migrationPage = 200

  /// Moves conversations that wait in a flow of one revision to the same step of another.
  package func migrate(
    from old: String, to new: String, after number: Int64, by author: String
  ) throws -> Migrated {
    let migration = Migration(from: try compiled(old), to: try compiled(new))
    let page = try record.liveSessions(of: old, after: number, limit: Self.migrationPage)
    var migrated = Migrated()
    for waiting in page {
      guard let live = try live(waiting.conversation), let session = session(of: live),
        session.revision == old, !session.isOver
      else { continue }
      // What it says now is not on disk yet, and must not get there before its events.
      guard live.addition == nil else {
        migrated.refused.append((waiting.number, "its customer is writing; try again"))
        continue
      }
      switch migration.move(session) {
      case .success(let moved):
        draft.record.flowStates[waiting.conversation] = FlowState(
          revision: new, state: moved.encoded(), isLive: true)
        live.flow = .at(moved)
        migrated.moved += 1
      case .failure(let obstacle):
        migrated.refused.append((waiting.number, obstacle.description))
      }
    }
    if migrated.moved > 0 {
      note(
        .migrated(from: old, to: new, moved: migrated.moved), by: AuditEntry.operatorKey(author))
    }
    if page.count == Self.migrationPage { migrated.next = page.last?.number }
    return migrated
  }

  private func compiled(_ revision: String) throws -> Revision {
    if revision == bot.revision.id { return bot.revision }
    guard let compiled = try pinned(revision) else {
      throw NotPublished(description: "there is no revision \(revision) in the record")
    }
    return compiled
  }

  // MARK: What a conversation is pinned to

  /// The revision that takes a stimulus, and the session as that revision takes it up.
  ///
  /// Where a session's own revision is lost, the current one takes over and leads to a person if it
  /// knows no such step.
  func standing(of live: OpenConversation, for stimulus: Stimulus) throws(RecordFailure) -> (
    Revision, Session?
  ) {
    let session = session(of: live)
    // Nearly always: nothing to ask.
    guard let session, session.revision != bot.revision.id else { return (bot.revision, session) }
    return Pinning.standing(
      of: session, pinned: try revision(of: session), current: bot.revision, for: stimulus,
      at: now.milliseconds)
  }

  /// The revision a session is pinned to; the current one where the old one is lost.
  func revision(of session: Session?) throws(RecordFailure) -> Revision {
    guard let session, !session.isOver, session.revision != bot.revision.id else {
      return bot.revision
    }
    return try pinned(session.revision) ?? bot.revision
  }

  private func pinned(_ revision: String) throws(RecordFailure) -> Revision? {
    if let old = oldRevisions[revision] { return old }
    guard let kept = try record.flowRevision(revision), let compiled = bot.compile(kept.source)
    else { return nil }
    if oldRevisions.count >= Self.oldRevisionLimit { oldRevisions = [:] }
    oldRevisions[revision] = compiled
    return compiled
  }
}
