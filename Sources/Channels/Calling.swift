import Courier
package import Fetch
package import Secrets

/// Asks a channel's servers and waits for the answer.
///
/// Certificates are checked, redirects never followed, answers bounded, private addresses refused
/// unless an operator vouches for them. The secret is in no sentence that comes of it.
package final class Calling: Sendable {
  /// Whom to ask, and how patiently.
  package struct Terms: Sendable {
    package var allowsPrivate = false
    package var timeout = Duration.seconds(20)
    /// A file of certificates to trust instead of the system's.
    package var authorities: String?

    package init() {}
  }

  private let client: HTTPClient
  private let terms: Terms
  private let secret: Secret<String>

  package init(_ terms: Terms, secret: Secret<String>) throws {
    var options = HTTPClient.Options()
    options.concurrency = 1
    options.authorities = terms.authorities
    client = try HTTPClient(options)
    self.terms = terms
    self.secret = secret
  }

  /// Ends what is under way; from another thread.
  package func stop() { client.stop() }

  /// What came back, whatever its status; `most` is of the answer's bytes.
  package func ask(_ request: Fetch.Request, most: Int = 1 << 20) throws(ChannelFailure) -> Response
  {
    var request = request
    request.timeout = terms.timeout
    request.maximumResponseBytes = most
    request.addressGuard = terms.allowsPrivate ? .anywhere : .publicOnly
    switch client.answer(to: request) {
    case .success(let response): return response
    case .failure(let error): throw .away(words(error))
    }
  }

  /// A sentence without the secret.
  package func masked(_ text: String) -> String {
    let secret = secret.reveal()
    return secret.utf8.count < 4 ? text : text.replacing(secret, with: "***")
  }

  private func words(_ failure: FetchFailure) -> String {
    if case .refusedAddress = failure { return masked("\(failure): write allow_private: true") }
    return masked("\(failure)")
  }
}

/// Bytes of a text as a part of an address: letters, digits and `-._~` stay, the rest is `%41`.
func encoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
    default: bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
