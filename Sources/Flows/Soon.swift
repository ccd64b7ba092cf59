package struct Revision: Sendable {
  package let id: String
  package func step(_ session: Session?, _ stimulus: Stimulus, _ surroundings: Surroundings) -> Turn { fatalError() }
}
extension Session {
  package func encoded() -> [UInt8] { [] }
  package init?(encoded: [UInt8]) { return nil }
  package var path: [String] { [] }
}
