/// So many in so long.
package struct Rate: Sendable, Equatable {
  package let count: Int
  package let per: Duration

  package init(count: Int, per: Duration) {
    self.count = count
    self.per = per
  }
}
