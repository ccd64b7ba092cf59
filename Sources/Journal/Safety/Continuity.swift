/// Whether the record in the folder is the one that was there before.
///
/// Pure: it gets what the file says alone, what it says with its log, and the mark beside it.
enum Continuity {
  enum Verdict: Equatable {
    /// It goes on where it was.
    case asItWas
    /// There is no mark yet; the record itself is whole.
    case unmarked
    /// A whole copy of an earlier day, or of another folder: served under a new epoch.
    case olderCopy(why: String)
    /// Something is lost, or it is another desk's: not served.
    case refused(why: String)
  }

  /// - Parameters:
  ///   - alone: nil where the file by itself cannot be read, as amid a checkpoint.
  ///   - seen: the record with its log.
  ///   - holdsLatest: whether the mark's latest event stands where the mark says.
  static func judge(
    alone: RecordFacts?, seen: RecordFacts, mark: MarkFile.Content, holdsLatest: Bool
  ) -> Verdict {
    switch mark {
    case .nothing, .unreadable: withoutMark(seen)
    case .epoch(seen.epoch): withoutMark(seen)
    case .epoch: .refused(why: "it is another desk's, or has another history")
    case .mark(let mark): compare(alone, seen, mark, holdsLatest)
    }
  }

  private static func withoutMark(_ seen: RecordFacts) -> Verdict {
    switch seen.standing {
    case .open:
      .refused(
        why: "it was in use when it was copied, or its mark was removed, so that nobody can say "
          + "what it lacks")
    case .copy: .olderCopy(why: "it is a copy made by a backup")
    case .closed, nil: .unmarked
    }
  }

  private static func compare(
    _ alone: RecordFacts?, _ seen: RecordFacts, _ mark: RecordMark, _ holdsLatest: Bool
  ) -> Verdict {
    guard seen.desk == mark.desk else { return .refused(why: "it is another desk's") }
    if seen.standing == .copy { return .olderCopy(why: "it is a copy made by a backup") }
    if seen.epoch == mark.epoch, seen.turns >= mark.turns {
      // No older copy: it has come as far as the mark, and lacks what the mark knows.
      return holdsLatest ? .asItWas : .refused(why: "events were deleted from it or changed")
    }
    let isWhole = alone?.standing == .closed && seen.standing == .closed
    let lost =
      seen.epoch == mark.epoch && seen.turns < mark.turns
      ? "it lacks the last \(mark.turns - seen.turns) of \(mark.turns) transactions"
      : "its events are not those that were written here"
    return isWhole
      ? .olderCopy(why: lost)
      : .refused(why: "\(lost): its log (-wal) was lost or damaged, or the file was replaced")
  }

  /// Whether the file was put in place of another one, whose log must not be applied to it.
  ///
  /// A log is bound to no file: SQLite would write pages of a later day into the copy.
  static func wasReplaced(alone: RecordFacts?, mark: MarkFile.Content) -> Bool {
    guard let alone else { return false }
    switch alone.standing {
    case .open, nil: return false
    case .copy: return true
    case .closed:
      // Until it is settled the file says what it said when it was closed.
      guard case .mark(let mark) = mark, mark.isSettled else { return false }
      return alone.epoch != mark.epoch || alone.turns < mark.turns
    }
  }
}
