extension Function {
  /// What can be read from timestamps and durations.
  static let times: [Function] =
    [
      part("getFullYear") { (wall, _) in wall.date.year },
      part("getMonth") { (wall, _) in wall.date.month - 1 },
      part("getDate") { (wall, _) in wall.date.day },
      part("getDayOfMonth") { (wall, _) in wall.date.day - 1 },
      part("getDayOfWeek") { (wall, _) in wall.date.dayOfWeek },
      part("getDayOfYear") { (wall, _) in wall.date.dayOfYear },
      part("getHours", of: { $0 / 3_600_000_000_000 }) { (wall, _) in wall.hour },
      part("getMinutes", of: { $0 / 60_000_000_000 }) { (wall, _) in wall.minute },
      part("getSeconds", of: { $0 / 1_000_000_000 }) { (wall, _) in wall.second },
      // Of a duration it is the part below a second, unlike its siblings.
      part("getMilliseconds", of: { $0 / 1_000_000 % 1000 }) { (_, time) in
        Int(time.nanoseconds) / 1_000_000
      },
    ].flatMap { $0 }

  private static func part(
    _ name: String, of span: (@Sendable (Int64) -> Int64)? = nil,
    _ read: @escaping @Sendable (WallTime, Timestamp) -> Int
  ) -> [Function] {
    let signatures: [(ValueType, ValueType)] =
      span == nil ? [(.timestamp, .int)] : [(.timestamp, .int), (.duration, .int)]
    return [
      one(name, isMethod: true, signatures) { (value, _) in
        switch value {
        case .timestamp(let time): .int(Int64(read(WallTime(time, offset: 0), time)))
        case .duration(let nanoseconds): span.map { .int($0(nanoseconds)) }
        case .null, .bool, .int, .double, .string, .list, .map, .type: nil
        }
      },
      two(name, isMethod: true, [([.timestamp, .string], .int)], needsActivation: true) {
        (value, zone, run) throws(Reason) in
        guard case .timestamp(let time) = value, case .string(let zone) = zone else { return nil }
        let offset = try run.offset(of: zone, at: time)
        return .int(Int64(read(WallTime(time, offset: offset), time)))
      },
    ]
  }
}
