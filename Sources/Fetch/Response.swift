/// What came back, whatever its status.
package struct Response: Sendable, Equatable {
  package let status: Int
  /// In the order they came; names in small letters. 64 KiB altogether at most.
  package let headers: [Request.Header]
  package let body: [UInt8]

  package init(status: Int, headers: [Request.Header], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of this name, which must be in small letters.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

extension Request.Header: CustomStringConvertible {
  package var description: String { "\(name): \(value)" }
}

/// Why there is no answer. `sent` says whether the other side may have received the request.
package enum FetchFailure: Error, Sendable, Equatable {
  /// The request is wrong in itself; thrown by `send`.
  case malformed(String)
  /// Too many requests wait already; thrown by `send`.
  case overloaded
  /// The client was stopped before an answer came; thrown by `send` afterwards.
  case stopped(sent: Bool)
  case resolve(String)
  case connect(String)
  case tls(String)
  case timedOut(sent: Bool)
  /// The answer was longer than allowed; its status was already known.
  case tooLarge(status: Int)
  /// The guard forbade the one address, or all of them, that the name stands for.
  case refusedAddress(String)
  case broken(sent: Bool, String)
}

extension FetchFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let reason): "this is no request that can be sent: \(reason)"
    case .overloaded: "too many outgoing requests are waiting already"
    case .stopped: "outgoing requests were stopped before the answer came"
    case .resolve(let reason): "the host's name has no address: \(reason)"
    case .connect(let reason): "no connection: \(reason)"
    case .tls(let reason): "no trusted connection: \(reason)"
    case .timedOut(sent: false): "no connection in time"
    case .timedOut(sent: true): "no answer in time; the request may have been received"
    case .tooLarge(let status): "the answer (status \(status)) was longer than allowed"
    case .refusedAddress(let address):
      "\(address) is not a public address; allow private addresses for this destination "
        + "if it is meant to be there"
    case .broken(sent: false, let reason): "the connection broke: \(reason)"
    case .broken(sent: true, let reason):
      "the connection broke before the answer was whole: \(reason)"
    }
  }
}
