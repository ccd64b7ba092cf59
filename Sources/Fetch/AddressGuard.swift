/// Where a request may go.
///
/// Asked about the very address a socket is opened to, so neither a name that points inwards, nor
/// one that changes between look-up and connection, nor an odd spelling of a number gets past it.
package enum AddressGuard: Sendable, Equatable {
  /// Only addresses of the public internet.
  case publicOnly
  /// This machine and the networks around it too: for destinations an operator vouches for.
  case anywhere

  package func allows(_ address: Address) -> Bool {
    switch self {
    case .publicOnly: address.isPublic
    case .anywhere: true
    }
  }
}

/// An IP address: 4 or 16 bytes.
package struct Address: Sendable, Equatable {
  package let bytes: [UInt8]

  /// nil unless there are 4 or 16 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Whether it belongs to the internet at large rather than to a machine, a site or a purpose.
  package var isPublic: Bool {
    bytes.count == 4 ? Self.isPublic(four: bytes) : Self.isPublic(six: bytes)
  }

  /// Everything in IANA's registry of IPv4 special purposes that is not globally reachable.
  private static func isPublic(four: [UInt8]) -> Bool {
    switch (four[0], four[1], four[2]) {
    case (0, _, _), (10, _, _), (127, _, _): false
    case (100, 64...127, _): false  // behind carriers' address translation
    case (169, 254, _), (172, 16...31, _), (192, 168, _): false
    case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 51, 100), (203, 0, 113): false
    case (198, 18...19, _): false
    case (224...255, _, _): false  // multicast, reserved, broadcast
    default: true
    }
  }

  /// Only 2000::/3 is given out; within it the special purposes are refused.
  private static func isPublic(six: [UInt8]) -> Bool {
    if let four = embedded(in: six) { return isPublic(four: four) }
    guard six[0] & 0xE0 == 0x20 else { return false }
    switch (six[0], six[1], six[2], six[3]) {
    case (0x20, 0x01, 0x00, _), (0x20, 0x01, 0x01, _): return false  // protocols, Teredo
    case (0x20, 0x01, 0x0D, 0xB8): return false  // documentation
    case (0x3F, 0xFF, _, _) where six[2] & 0xF0 == 0: return false  // documentation
    default: return true
    }
  }

  /// The IPv4 address that an IPv6 address really leads to: mapped, translated or 6to4.
  private static func embedded(in six: [UInt8]) -> [UInt8]? {
    let isMapped = six[..<10].allSatisfy { $0 == 0 } && six[10] == 0xFF && six[11] == 0xFF
    let isTranslated =
      six[..<4].elementsEqual([0, 0x64, 0xFF, 0x9B]) && six[4..<12].allSatisfy { $0 == 0 }
    if isMapped || isTranslated { return Array(six[12...]) }
    return six[0] == 0x20 && six[1] == 0x02 ? Array(six[2..<6]) : nil
  }
}

extension Address: CustomStringConvertible {
  /// Plain spelling for reports; IPv6 without the shortening of zeros.
  package var description: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }
    return "[\(groups.joined(separator: ":"))]"
  }
}
