package import Desk
import Journal

// MARK: - Who may not write

extension Office {
  /// Keeps somebody out from now on, closes the lines they have, and says so to the operator.
  package func block(
    _ subject: Block.Subject, reason: String, until: Instant?, by author: String
  ) throws {
    let block = Block(subject, reason: reason, by: author, since: now, until: until)
    guard blocks[block.subject] != nil || !blocks.isFull else {
      throw NotPublished(
        description: "\(Blocks.most) are blocked already; take back some, or block a network")
    }
    blocks.set(block)
    draft.record.block(block)
    draft.deliveries.append(.shut(block.subject, block.refusal))
  }

  package func unblock(_ subject: Block.Subject, by author: String) throws {
    guard blocks[subject] != nil else {
      throw NotPublished(description: "the \(subject.kind) \(subject.text) is not blocked")
    }
    blocks.remove(subject)
    draft.record.unblock(subject, by: author, at: now)
  }

  /// What is over is nobody's business any more.
  func sweepBlocks() {
    for subject in blocks.takeEnded(at: now) {
      draft.record.unblock(subject, by: AuditEntry.itself, at: now)
    }
  }

  /// What is said to somebody who is kept out; nil to everybody else.
  func refusal(to principal: Principal) -> Refusal? {
    guard case .customer(let customer) = principal else { return nil }
    return blocks.block(of: customer, at: now)?.refusal
  }

  func refusal(from source: Source) -> Refusal? {
    blocks.block(ofAddress: source.address, at: now)?.refusal
  }
}
