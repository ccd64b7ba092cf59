package import Desk

extension EventText {
  /// The text of an event as its customer gets it: the same, one with less in it, or `hidden`.
  package static func customers(_ event: Event, body: [UInt8]) -> [UInt8] {
    switch event.customersView {
    case .all: body
    case .less(let less): write(less)
    case .hidden: hidden
    }
  }
}
