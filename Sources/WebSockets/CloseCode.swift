/// Why a websocket closes: the numbers of RFC 6455 section 7.4 that we send, and one of our own.
package enum CloseCode {
  /// Done.
  package static let normal: UInt16 = 1000
  /// The peer broke the protocol.
  package static let protocolBreach: UInt16 = 1002
  /// A binary message; only text is spoken.
  package static let notText: UInt16 = 1003
  /// The line went without a goodbye; never on the wire.
  package static let lost: UInt16 = 1006
  /// A text message that is not UTF-8.
  package static let notUTF8: UInt16 = 1007
  /// Too many control frames.
  package static let misuse: UInt16 = 1008
  /// A message too large or in too many pieces.
  package static let tooLarge: UInt16 = 1009
  /// The service stops; come back in a moment.
  package static let restarting: UInt16 = 1012
  /// The peer reads too slowly and its queue was given up; it may resume where it was.
  package static let tooSlow: UInt16 = 4008
}
