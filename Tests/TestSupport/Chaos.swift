import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// For tests that try very much at random, or for long: `make check` leaves them out (`QUICK=1`),
  /// `make test` runs them all.
  package static var chaos: Self {
    .disabled(if: ProcessInfo.processInfo.environment["QUICK"] == "1", "left to `make test`")
  }
}
