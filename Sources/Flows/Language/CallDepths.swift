/// How many flows are under way at once when a flow calls others, itself included.
struct CallDepths: Sendable {
  private let depths: [String: Int]

  /// Deeper than any limit: a circle of calls has no depth.
  static let endless = 1000

  init(_ flows: [Flow]) {
    var calls: [String: [String]] = [:]
    for flow in flows {
      calls[flow.name.text] = flow.sections.flatMap(\.steps).compactMap { step in
        if case .call(let name, _) = step.action { name.text } else { nil }
      }
    }
    // Each round settles the flows that call only settled ones; what is left goes in circles.
    var depths: [String: Int] = [:]
    var open = Set(calls.keys)
    while true {
      let settled = open.filter { flow in (calls[flow] ?? []).allSatisfy { !open.contains($0) } }
      if settled.isEmpty { break }
      for flow in settled {
        depths[flow] = 1 + ((calls[flow] ?? []).compactMap { depths[$0] }.max() ?? 0)
      }
      open.subtract(settled)
    }
    for flow in open { depths[flow] = CallDepths.endless }
    self.depths = depths
  }

  func depth(of flow: String) -> Int { depths[flow] ?? 1 }
}
