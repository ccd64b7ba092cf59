package import Desk
import Flows
import Journal

// MARK: - What is counted of the flows

extension Office {
  /// Adds a turn of a flow to the day's figures, to be written with it.
  ///
  /// `asked` is when the customer was last asked or last wrote; nil where the flow just begins.
  func tally(_ outcome: Turn, _ revision: String, since asked: Int64?) {
    let day = today
    func add(_ measure: String, _ step: String) {
      let figure = Figure(day: day, revision: revision, step: step, measure: measure)
      draft.record.figures[figure, default: 0] += 1
    }
    for step in outcome.visited { add(Measure.entered, step) }
    for effect in outcome.effects {
      guard case .metric(let metric, let step) = effect, !step.isEmpty else { continue }
      add(metric.rawValue, step)
      if metric == .answered, let asked {
        add(Measure.answer(after: .milliseconds(now.milliseconds - asked)), step)
      }
    }
  }

  /// The desk's own day, as its people count them. Asked of the time zone once a turn: it is slow.
  private var today: Int64 {
    if let today = draft.today { return today }
    let today = Self.day(of: now, plan.hours.offset)
    draft.today = today
    return today
  }

  package static func day(of moment: Instant, _ offset: (Int64) -> Int) -> Int64 {
    let seconds = moment.milliseconds / 1000
    return (seconds + Int64(offset(seconds))) / 86_400
  }
}
