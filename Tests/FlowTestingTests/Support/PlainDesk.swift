import Desk
import Flows

extension DeskPlan {
  /// A desk with those queues that is open around the clock.
  static func plain(_ names: DeskNames) -> DeskPlan {
    DeskPlan(
      queues: names.queues.map {
        QueuePlan(Identifier($0), title: $0, replyWithin: .seconds(86_400))
      })
  }
}
