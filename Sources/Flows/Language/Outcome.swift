/// How a flow can end; figures are counted by these.
enum Outcome {
  static let names = [
    "resolved", "captured", "handoff", "abandoned", "declined", "stopped", "failed", "surveyed",
    "no_answer",
  ]
}
