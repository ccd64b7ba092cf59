/// Why a websocket closes: the numbers of RFC 6455 section 7.4 that we send, and one of our own.
package enum CloseCode {
  /// Done.
  package static let normal: UInt16 = 1000
  /// The peer broke the protocol.
  package static let protocolBreach: UInt16 = 1002
  /// A binary message; only text is spoken.
  package static let notText: UInt16 = 1003
  /// The peer closed without a code; never on the wire.
  package static let unsaid: UInt16 = 1005
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

  /// What goes with 1012.
  static let restartingReason = "restarting; come back in a moment"

  /// The code the peer sent, given the one the library lets us see.
  ///
  /// libwebsockets 4.1 does not know 1012 and shows us 1002 in its place; our own words tell.
  static func said(_ seen: UInt16, _ reason: String) -> UInt16 {
    seen == protocolBreach && reason == restartingReason ? restarting : seen
  }
}
