/// A day on which the desk is closed.
package struct Holiday: Sendable, Hashable {
  package let year: Int
  package let month: Int
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A day with hours of its own, in place of its weekday's.
package struct SpecialDay: Sendable, Hashable {
  package let day: Holiday
  /// In minutes since its midnight, in order; none where the desk is closed.
  package let stretches: [Range<Int>]

  package init(day: Holiday, stretches: [Range<Int>]) {
    self.day = day
    self.stretches = stretches
  }
}
