package import Journal
import Office

/// Revisions by the beginning of their names.
package enum RevisionName {
  package static func find(_ beginning: String, _ reading: FlowReading) throws -> String {
    let known = try reading.revisions(beginningWith: beginning)
    guard let first = known.first, known.count == 1, beginning.count >= 4 else {
      let latest = try reading.revisions().prefix(5).joined(separator: ", ")
      let why =
        known.count > 1
        ? "\"\(beginning)\" fits more than one revision; write more of it"
        : "there is no revision \"\(beginning)\" in the record; the latest are \(latest)"
      throw OperatorRefusal(description: why)
    }
    return first
  }
}
